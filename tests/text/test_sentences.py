"""Sentences: tables by language, and what holds for any text."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.schema.article import Quotation, SentenceKind
from summarizer.text import sentences as module
from summarizer.text.paragraphs import paragraphs
from summarizer.text.sentence_kinds import dateline_end, is_credit, paragraph_kinds
from summarizer.text.sentences import split_sentences

_MARKED = re.compile(r'"([^"\n]+)"|“([^”\n]+)”|„([^“\n]+)“|«([^»\n]+)»')
_TABLES = sorted((Path(__file__).parent / "data").glob("sentences.*.json"))
_CASES = [
    pytest.param(table.name.split(".")[1], case, id=f"{table.name.split('.')[1]}: {case['name']}")
    for table in _TABLES
    for case in json.loads(table.read_text(encoding="utf-8"))
]


def quotations_in(text):
    """Plain pairs of marks, so that these tests stand apart from the scanner."""
    found = []
    for match in _MARKED.finditer(text):
        inner = match[match.lastindex]
        start = match.start(match.lastindex) + len(inner) - len(inner.lstrip())
        words = inner.strip()
        if words:
            found.append(
                Quotation(
                    id=f"Q{len(found) + 1}",
                    start=start,
                    end=start + len(words),
                    text=words,
                    outer_start=match.start(),
                    outer_end=match.end(),
                    speech=True,
                    score=1.0,
                    group=len(found),
                )
            )
    return found


def split(text, language="en"):
    return split_sentences(text, language, quotations_in(text))


def assert_cut(text, sentences):
    """Ordered, apart, whole, numbered, trimmed, within a paragraph."""
    assert [sentence.id for sentence in sentences] == [f"S{number + 1}" for number in range(len(sentences))]
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    assert all(sentence.text and sentence.text == sentence.text.strip() for sentence in sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    borders = [0, *(edge for sentence in sentences for edge in (sentence.start, sentence.end)), len(text)]
    assert not any(text[start:end].strip() for start, end in zip(borders[::2], borders[1::2], strict=True))
    places = paragraphs(text)
    for sentence in sentences:
        start, end = places[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end


@pytest.mark.parametrize(("language", "case"), _CASES)
def test_table(language, case):
    sentences = split(case["text"], language)
    assert [[sentence.kind.value, sentence.text] for sentence in sentences] == case["sentences"]
    assert_cut(case["text"], sentences)


_CHARACTERS = st.sampled_from(
    list("aBé .,:!?…\n\t\r\"'“”«»„()[]-–—。！？।「」你ไ\u0301\u200b\u00a0\u2028\u2029\x85\x1c\ud800😀1/#=")
)


@given(
    st.one_of(st.text(_CHARACTERS, max_size=300), st.text(st.characters(), max_size=200)),
    st.sampled_from(["en", "de", "fr", "zh", "ar", "th", "ru", "hi", "xx", "", "\ud800", "de-AT", None]),
)
def test_any_text_is_covered_in_order(text, language):
    assert_cut(text, split(text, language))


@given(st.text(_CHARACTERS, max_size=120), st.data())
def test_any_quotations_leave_the_text_covered(text, data):
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    quotations = [
        Quotation(f"Q{number}", start, end, text[start:end], start, end, speech=True, score=1.0, group=number)
        for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    ]
    assert_cut(text, split_sentences(text, "en", quotations))


@given(
    st.lists(
        st.sampled_from(["Ann left.", "“We won. It was close,” she said.", "“Why?” he asked.", "Nobody came."]),
        max_size=12,
    )
)
def test_plain_sentences_are_found_again(parts):
    assert [sentence.text for sentence in split(" ".join(parts))] == parts


def test_a_panic_of_the_splitter_costs_nothing(monkeypatch):
    import sentencex

    class PanicException(BaseException):
        pass

    def panic(*_):
        raise PanicException

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", panic)
    text = "One came. Two left! 三人。四人。"
    sentences = split(text)
    assert [sentence.text for sentence in sentences] == ["One came.", "Two left!", "三人。", "四人。"]


def test_other_errors_of_the_splitter_are_not_swallowed(monkeypatch):
    import sentencex

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", interrupt)
    with pytest.raises(KeyboardInterrupt):
        split("One came. Two left.")


def test_thai_is_cut_at_spaces():
    clause = "สภาเมืองลงมติเมื่อวันจันทร์ให้สร้างรถรางสายใหม่ไปยังท่าเรือและโรงพยาบาลของเมือง"
    text = " ".join([clause] * 5)
    sentences = split(text, "th")
    assert [sentence.text for sentence in sentences] == [clause] * 5


def test_sentences_do_not_break_at_the_ends_of_wrapped_lines():
    text = (
        "The council voted on Monday for a tram line to the port and to the\n"
        "hospital. “We waited for thirty years. It was worth it,” said the mayor\n"
        "of the town. The line opens in May."
    )
    ends = ["to the\nhospital.", "mayor\nof the town.", "in May."]
    assert all(sentence.text.endswith(end) for sentence, end in zip(split(text), ends, strict=True))


def test_only_a_long_quotation_is_cut_inside():
    short = "“We won. It was close.”"
    long = f"“{'We won the final and nobody had thought it possible. ' * 5}”"
    assert len(split(short)) == 1
    assert len(split(long)) == 5
    assert len(long) > module.LONG_QUOTATION


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("RIVERTON (AP) — The council — all of it — voted.", "RIVERTON (AP) —"),
        ("RIVERTON — The council voted.", "RIVERTON —"),
        ("RIVERTON, Elmland, Jan. 3 (Reuters) - The council voted.", "RIVERTON, Elmland, Jan. 3 (Reuters) -"),
        ("(Reuters) - The council voted.", "(Reuters) -"),
        ("RIVERTON, Jan. 3, 2020 /PRNewswire/ -- The firm grew.", "RIVERTON, Jan. 3, 2020 /PRNewswire/ --"),
        ("Puerto Viejo, 5 may (EFE).- El consejo votó.", "Puerto Viejo, 5 may (EFE).-"),
        ("Neustadt (Elmland), 12.03.2008 – Der Rat stimmte zu.", "Neustadt (Elmland), 12.03.2008 –"),
        ("（中央社記者王明江城3日電）市議會", "（中央社記者王明江城3日電）"),
        ("(강성=연합뉴스) 홍길동 기자 = 시의회는", "(강성=연합뉴스) 홍길동 기자 ="),
        ("UNESCO — the agency — voted.", ""),
        ("Die Partei (XYZ) – so die Chefin – stimmte zu.", ""),
        ("Lane - the baker - said so.", ""),
        ("On Thursday, the Court (ECX) — based in Riverton — ruled.", ""),
        ("The council voted on 3 May - two days late.", ""),
        ("", ""),
    ],
)
def test_datelines(paragraph, dateline):
    assert paragraph[: dateline_end(paragraph)] == dateline


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Jo Lane", True),
        ("By JO LANE and Kim Oduya, Elm Courier", True),
        ("Von Jens Rohde", True),
        ("(Reporting by Jo Lane; Editing by Kim Oduya)", True),
        ("Source: Elm Courier", True),
        ("Read more: the port is growing", True),
        ("Copyright 2024 The Elm Courier. All rights reserved.", True),
        ("By then the council had voted", False),
        ("By Monday the council had voted.", False),
        ("Sources close to the mayor said so.", False),
        ("Photos of the storm show three boats.", False),
        ("Par la suite, le conseil a voté", False),
    ],
)
def test_credits(line, credit):
    assert is_credit(line) is credit


def test_a_list_below_prose_stays_text():
    prose = "The council voted on Monday for a tram line to the port and the hospital."
    kinds = paragraph_kinds(["The vote", prose, "Ann Holt", "Paul Reed", "Jo Lane", "Kim Oduya", prose])
    assert kinds[0] is SentenceKind.HEADING
    assert kinds[2] is kinds[3] is SentenceKind.TEXT


def test_a_text_without_full_stops_is_not_all_headings():
    kinds = paragraph_kinds(["the council voted", "the tram will come", "the port is glad"])
    assert kinds == [SentenceKind.TEXT] * 3
