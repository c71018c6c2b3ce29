"""Pages in Markdown: ours is the markup, theirs are the words."""

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.results.markdown_text import inline, line
from summarizer.results.writing import write_results
from tests.results.made import EVIL, everything, evil, full, own

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    return [one for token in PARSER.parse(text) for one in (token, *(token.children or []))]


def words(text: str) -> str:
    return "".join(
        " " if one.type == "softbreak" else one.content for one in tokens(text) if one.type in {"text", "softbreak"}
    )


MARKUP = st.text(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~&=^$:/@\"' \n1)aw;\t") | st.characters(exclude_categories=["Cs", "Cc", "Cf"])
)


@given(MARKUP)
def test_words_stay_words(text: str) -> None:
    for written in (line(text), f"> “{inline(text)}”", f"- **x**: {inline(text)}", f"# {inline(text)}"):
        kinds = Counter(one.type for one in tokens(written))
        assert not kinds.keys() & {
            "html_inline",
            "html_block",
            "link_open",
            "image",
            "code_inline",
            "fence",
            "code_block",
        }
        assert not kinds.keys() & {"em_open", "s_open", "table_open", "hr", "ordered_list_open", "hardbreak"}
    assert words(f"x {inline(text)}").split() == ["x", *text.split()]
    assert {one.type for one in tokens(line(text))} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
    }


def test_no_address_becomes_a_link() -> None:
    assert inline("see http://x.test or www.x.test") == "see http\\://x.test or www\\.x.test"


def test_an_evil_article_makes_no_markup(tmp_path: Path) -> None:
    write_results([evil()], tmp_path / "evil.md")
    text = (tmp_path / "evil.md").read_text("utf-8")
    kinds = Counter(one.type for one in tokens(text))
    assert not kinds.keys() & {"html_inline", "html_block", "link_open", "image", "table_open", "s_open", "hr", "fence"}
    assert kinds["heading_open"] == 4
    assert not set("\x07\x00\u202e\u202c") & set(text)


def test_a_page_has_its_parts_and_footnotes(tmp_path: Path) -> None:
    write_results([full()], tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.startswith("# Ostrel quarry to close\n\nQuarry\n\nOne. Two.\n")
    assert "- The quarry closes on 4 May. (according to: Ines Duarte)[^1-1]\n" in text
    assert "> “We have no stone left,”\n>\n> — Ines Duarte, as written: Duarte (" in text
    assert "\n[^1-1]: The quarry at Ostrel will close on 4 May, mayor Ines Duarte said on Monday. (15-90)\n" in text
    assert text.count("[^1-1]") == 3  # the topic, the claim, and the note itself


def test_one_file_keeps_the_footnotes_of_its_articles_apart(tmp_path: Path) -> None:
    write_results([full(), full()], tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    notes = [one.partition(":")[0] for one in text.splitlines() if one.startswith("[^")]
    assert len(notes) == len(set(notes)) == 4


def test_a_folder_gets_a_page_an_article_and_nothing_outside_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write_results([*everything(), full(), full(id="QUARRY.txt"), full(id="a/b/c"), full(id="..")], folder)
    assert [*tmp_path.iterdir()] == [folder]
    pages = sorted(str(page.relative_to(folder)) for page in folder.rglob("*") if page.is_file())
    assert len(pages) == 9
    assert {"quarry.txt.md", "quarry.txt-2.md", "QUARRY.txt-3.md", "a/b/c.md", "_.md"} <= {*pages}


def test_a_schema_of_ones_own_is_shown_whole(tmp_path: Path) -> None:
    write_results([own()], tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "> “Nobody asked the miners.”\n>\n> — dissent\\[0\\] (" in text
    assert '    "outcome": "closed",' in text.replace("      ", "    ")


def test_paragraphs_of_a_quote_stay_apart(tmp_path: Path) -> None:
    write_results([evil()], tmp_path / "a.md")
    assert EVIL.count("\n") > 4
    quoted = [one for one in (tmp_path / "a.md").read_text("utf-8").splitlines() if one.startswith("> ")]
    assert "> 1\\. one" in quoted
