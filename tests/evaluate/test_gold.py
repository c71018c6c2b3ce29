"""Gold files: what is read, and what is refused."""

import gzip
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.articles import find_sources
from summarizer.errors import UserError
from summarizer.evaluate.gold import GoldArticle, read_gold
from summarizer.evaluate.quotes import is_left_out
from summarizer.text.vocabulary import media_topics
from tests.conftest import FIXTURES
from tests.evaluate.gold_rows import MAYOR, TEXT, gold, gold_quote, gold_row, span
from tests.evaluate.gold_scores import GOLD

ROW = gold_row()


def test_a_row_is_read_whole_with_or_without_topics_and_claims():
    bare = gold()
    assert (bare.language, bare.topics, bare.claims) == ("en", (), ())
    assert [quote.cue for quote in bare.quotes] == ["said", "Called", "said"]
    claim = {"text": "The pier is shut.", "evidence": [span("The pier at Olmsund is shut.")]}
    full = gold(topics=["medtop:06000000"], claims=[claim], source="own")
    assert full.claims[0].evidence[0].text == TEXT[:28]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quotes": [gold_quote("direct", [])]}, "needs quoted_segments"),
        ({"quotes": [gold_quote("direct", ["We will see."]) | {"speaker_spans": [[5, 3]]}]}, "outside"),
        ({"quotes": [gold_quote("direct", ["We will see."]) | {"speaker_spans": [[0, 9999]]}]}, "outside"),
        ({"quotes": [{"type": "direct", "quoted_segments": [{"start": 0, "end": 3, "text": "the"}]}]}, "0-3"),
        ({"claims": [{"text": "Shut.", "evidence": [{"start": 1, "end": 4, "text": "The"}]}]}, "1-4"),
        ({"claims": [{"text": "Shut.", "evidence": []}]}, "evidence"),
        ({"text": None}, "text"),
    ],
)
def test_a_row_whose_places_lie_is_refused(change, said):
    with pytest.raises(ValidationError, match=said):
        GoldArticle.model_validate(ROW | change)


def written(path: Path, *rows: object) -> Path:
    text = "".join(f"{json.dumps(row)}\n\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_files_plain_and_gzipped(tmp_path, name):
    assert [*read_gold(written(tmp_path / name, ROW, ROW | {"id": "other"}))] == ["pier", "other"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no articles"),
        (b"not json\n", "row 1, is no JSON"),
        (b"\n[1]\n", "row 2"),
        (b'{"id": "a"}\n', "text"),
        (b"\xff\xfe", "UTF-8"),
        (json.dumps(ROW).encode() + b"\n" + json.dumps(ROW).encode(), "two articles of the id pier"),
    ],
)
def test_what_is_no_gold_is_one_sentence(tmp_path, content, said):
    (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(UserError, match=said) as raised:
        read_gold(tmp_path / "gold.jsonl")
    assert "\n" not in str(raised.value)


def test_a_broken_gzip_and_an_absent_file_are_said(tmp_path):
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode())[:-9])
    for path in (tmp_path / "gold.jsonl.gz", tmp_path / "none.jsonl"):
        with pytest.raises(UserError, match="Cannot read"):
            read_gold(path)


OWN = read_gold(GOLD)
TEXTS = {entry.source.id: entry.read().article for entry in find_sources([FIXTURES / "articles"])}


@pytest.mark.parametrize("article", OWN.values(), ids=list(OWN))
def test_the_shipped_gold_stands_in_the_shipped_articles(article):
    """That each span is the text's slice is checked on reading; here, that the text is the article's."""
    assert article.text == TEXTS[article.id].text
    assert not is_left_out(article)
    assert {*article.topics} <= {entry.code for entry in media_topics().entries}
    assert len(article.claims) == 5
    assert all(quote.speaker and quote.speaker_spans for quote in article.quotes)


def expected(name: str) -> Path:
    flat = FIXTURES / "expected" / Path(name).with_suffix(".json")
    return flat if flat.exists() else FIXTURES / "expected" / "wire" / f"{name}.json"


@pytest.mark.parametrize("article", [one for one in OWN.values() if one.quotes], ids=lambda one: one.id)
def test_the_shipped_gold_has_the_expected_quotations(article):
    wanted = json.loads(expected(article.id).read_text("utf-8"))["quotations"]
    given = [(part.text, one.speaker) for one in article.quotes for part in one.quoted_segments]
    assert sorted(given) == sorted((one["text"], one["speaker"]) for one in wanted)
    spoken = {part.text: one.speaker_spans for one in article.quotes for part in one.quoted_segments}
    for one in wanted:
        assert any(one["mention"] in article.text[slice(*place)] for place in spoken[one["text"]])


def test_the_shipped_gold_is_of_several_languages():
    assert len(OWN) == 14
    assert {article.language for article in OWN.values()} == {"en", "de", "fr", "es", "it", "pt", "ru", "pl"}
    assert MAYOR in gold().text
