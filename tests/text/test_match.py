"""Verdicts: tables by language, and what must hold of any text."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarizer.schema.match import Flag, Verdict
from summarizer.text.folding import fold
from summarizer.text.letters import letters
from summarizer.text.match import ArticleIndex, match

TABLES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "data").glob("match.*.json"))
]
CASES = [
    pytest.param(table, case, id=f"{table['language']}: {case['said']!a}")
    for table in TABLES
    for case in table["cases"]
]


@pytest.mark.parametrize(("table", "case"), CASES)
def test_verdict(table, case):
    found = ArticleIndex(table["text"], language=table["language"]).match(case["said"])
    assert found.verdict == case["verdict"], found
    assert all(span.holds_in(table["text"]) for span in (*found.spans, *found.candidates))
    if "found" in case:
        assert [span.text for span in found.spans or found.candidates] == case["found"]
    if "kinds" in case:
        assert [change.kind for change in found.diff] == case["kinds"]


@pytest.mark.parametrize(("table", "case"), CASES)
def test_the_language_settles_no_verdict_that_stands(table, case):
    assert ArticleIndex(table["text"]).match(case["said"]).verdict.stands == Verdict(case["verdict"]).stands


def test_there_are_tables():
    assert len(TABLES) > 10


REFRAIN = "We march. The drums beat. We march. The bells ring. We march."


@pytest.mark.parametrize(
    ("near", "start"), [((9, 20), 0), ((26, 35), 26), ((36, 40), 26), ((60, 61), 52), ((500, 600), 52), ((0, 61), 0)]
)
def test_a_place_pointed_at_settles(near, start):
    found = ArticleIndex(REFRAIN).match("We march", near=near)
    assert (found.verdict, found.spans[0].start) == (Verdict.EXACT, start)


def test_a_place_pointed_at_settles_an_elision():
    text = "I came. I saw. I won. Then again I came, I saw, I won."
    index = ArticleIndex(text)
    ambiguous = index.match("I came … won")
    assert ambiguous.verdict is Verdict.AMBIGUOUS
    assert [span.text for span in ambiguous.candidates] == ["I came. I saw. I won", "I came, I saw, I won"]
    assert index.match("I came … won", near=(40, 50)).spans[0].start == text.rindex("I came")


def test_the_parts_nearest_together_are_taken():
    text = "I came early. We ate. I came late, and we left."
    found = match("I came … left", text)
    assert (found.spans[0].start, found.gap) == (text.rindex("I came"), len(" late, and we "))


TWO_SPEAKERS = "“We shall build the road,” said Ito. “The road is a mistake,” said Marsh."
BORDERS = [(0, 26), (37, 61)]


def test_an_elision_over_a_border_is_flagged():
    index = ArticleIndex(TWO_SPEAKERS, language="en")
    spliced = index.match("We shall … is a mistake", borders=BORDERS)
    assert spliced.verdict is Verdict.ELIDED
    assert spliced.flags == (Flag.SPEAKER,)
    assert index.match("We shall … the road", borders=BORDERS).flags == ()
    assert index.match("We shall … is a mistake").flags == ()


def test_an_elision_over_a_negation_is_flagged():
    found = ArticleIndex("We will not, under any terms, sell the park.", language="en").match("We will … sell the park")
    assert found.flags == (Flag.NEGATION,)
    assert found.gap == len(" not, under any terms, ")


def test_an_elision_is_bounded():
    text = f"The beginning of it. {'Filler words. ' * 100}The end of it."
    assert not match("The beginning … The end", text).verdict.stands


def test_one_needle_in_a_text_of_one_character_class():
    assert match("x", "x").verdict is Verdict.EXACT


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("a" * 300_000, "a" * 1_000_000),
        ("a " * 150_000, "a " * 500_000),
        ("a b " * 25_000 + "c", "a b " * 250_000),
        ("1," * 150_000, "1," * 500_000),
        ("a…" * 150_000, "a b " * 250_000),
        ("e" + "\u0301" * 300_000, "e" + "\u0301" * 1_000_000),
        ("\0" * 1000 + "a", "\0a" * 200_000),
        ("\ud800a", "\ud800a\udfff" * 1000),
    ],
    ids=["one word", "one word repeated", "a period", "a number", "elisions", "marks", "NUL", "surrogates"],
)
def test_large_and_odd_input_is_answered(said, text):
    found = match(said, text)
    assert all(span.holds_in(text) for span in (*found.spans, *found.candidates))


# What must hold of any text.

PIECES = st.sampled_from(
    [
        *"aAbßİıœé .,'’“”-–…12\n\u00a0\u00ad\u200b漢字ไ한½²\ud800\0",
        "e\u0301",
        "ﬁ",
        "１",
        "ก\u0e31",
        "ᄒ\u1161",
        "q\u0308",
        *("'t", "n't", " not ", " [sic] ", "[...]", " the ", "1,500", "-5"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_whatever_is_found_is_the_article_s(text, said):
    found = match(said, text)
    assert all(span.holds_in(text) and span.text for span in (*found.spans, *found.candidates))
    assert bool(found.spans) == found.verdict.stands
    if found.verdict is Verdict.EXACT:
        assert found.spans[0].text == said
    if len(found.spans) == 1 and "[" not in said:
        assert letters(fold(found.spans[0].text).text).text == letters(fold(said).text).text


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_the_same_whatever_the_composition(text, said):
    verdicts = {
        match(unicodedata.normalize(ours, said), unicodedata.normalize(theirs, text)).verdict.stands
        for ours in ("NFC", "NFD")
        for theirs in ("NFC", "NFD")
    }
    assert len(verdicts) == 1


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "mayor",
            "bridge",
            "won’t",
            "it",
            "isn’t",
            "Ada",
            "Finch",
            "1,500",
            "3.5",
            "café",
            "“no”",
            "—",
            "office,",
        ]
    ),
    min_size=3,
    max_size=25,
)
MUTATIONS = {
    "straight": lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    "dash": lambda text: text.replace("—", "-"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "broken": lambda text: text.replace(" ", " \n  "),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "ligature": lambda text: text.replace("fi", "ﬁ").replace("ffi", "ﬃ"),
    "full width": lambda text: text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    "hyphenated": lambda text: text.replace("bridge", "bri-\ndge"),
    "soft": lambda text: text.replace("bridge", "bri\u00addge").replace("mayor", "may\u200bor"),
    "bidi": lambda text: f"\u2068{text}\u2069",
}


@settings(max_examples=300, deadline=None)
@given(WORDS, st.data(), st.sampled_from(sorted(MUTATIONS)))
def test_an_innocent_variant_of_a_slice_is_found_there(words, data, mutation):
    text = " ".join(words)
    bounds = [(word.start(), word.end()) for word in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    start, end = bounds[first][0], bounds[last][1]
    assume(any(map(str.isalnum, text[start:end])))
    found = match(MUTATIONS[mutation](text[start:end]), text)
    assert found.verdict in {Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.AMBIGUOUS}
    assert any(span.overlaps(start, end) for span in (*found.spans, *found.candidates))


ALTERATIONS = {
    "digit": lambda words, at: [*words[:at], re.sub(r"\d", "8", words[at]), *words[at + 1 :]],
    "not": lambda words, at: [*words[:at], "not", *words[at:]],
    "swap": lambda words, at: [*words[:at], "purple", *words[at + 1 :]],
    "order": lambda words, at: [*words[:at], *words[at : at + 2][::-1], *words[at + 2 :]],
    "n't": lambda words, at: [*words[:at], words[at].replace("won’t", "will").replace("isn’t", "is"), *words[at + 1 :]],
    "cut": lambda words, at: [*words[:at], words[at][:-1], *words[at + 1 :]],
}


def bare(words):
    return "".join(character for character in "".join(words) if character.isalnum())


@settings(max_examples=400, deadline=None)
@given(WORDS, st.data(), st.sampled_from(sorted(ALTERATIONS)))
def test_altered_wording_never_stands(words, data, alteration):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    said = ALTERATIONS[alteration](words[first : last + 1], data.draw(st.integers(0, last - first)))
    assume(bare(said) and bare(said) not in bare(words))
    assert not match(" ".join(said), text).verdict.stands
