"""Who said what."""

import pytest

from summarizer.results.speech import find_said, names_match
from summarizer.schema.match import Verdict
from tests.results.made import TEXT, full, outcome, own, quote, summary


@pytest.mark.parametrize(
    ("wanted", "name", "same"),
    [
        ("Duarte", "Ines Duarte", True),
        ("duarte", "Mayor Ines Duarte, of Ostrel", True),
        ("ines duarte", "Inês Duarte", True),
        ("Inês Duarte", "Duarte", True),
        ("Ines Duarte", "Mrs Duarte", True),
        ("I. Duarte", "Ines Duarte", True),
        ("Ines Duarte", "I. Duarte", True),
        ("Ines Duarte", "Rui Duarte", False),
        ("Ines Duarte", "Ines", False),
        ("Duarte", "Duartes", False),
        ("Mueller", "Petra Müller", True),
        ("Muller", "Petra Müller", True),
        ("Müller", "Petra Mueller", True),
        ("Lukasz", "Łukasz Nowak", True),
        ("Duarte", "Duarte’s", True),
        ("山田", "山田太郎", True),
        ("田中", "山田太郎", False),
        ("Duarte", "", False),
        ("...", "Ines Duarte", False),
    ],
)
def test_names(wanted: str, name: str, same: bool) -> None:
    assert names_match(wanted, name, "en") is same


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("stones", True),
        ("STONE", True),
        ("stone left", True),
        ("the stone", True),
        ("stone miners", False),
        ("ston", False),
        ("", True),
    ],
)
def test_words_are_found_in_any_form(about: str, found: bool) -> None:
    said = [one.words.text for one in find_said([full()], about=about, speaker="duarte")]
    assert (said == ["We have no stone left,"]) is found


def test_a_hit_says_where_and_who() -> None:
    hit = next(find_said([full()], speaker="Ines"))
    assert (hit.id, hit.path, hit.mention.text if hit.mention else "", hit.cue.text if hit.cue else "") == (
        "quarry.txt",
        "quotes[0]",
        "Duarte",
        "told",
    )
    assert TEXT[hit.words.start : hit.words.end] == hit.words.text


def test_verdicts_and_other_schemas() -> None:
    value = summary(quotes=[quote(TEXT, "told"), {"words": {**quote(TEXT, "stone")["words"], "verdict": "case"}}])
    assert [hit.words.text for hit in find_said([outcome(value=value)], verdicts=[Verdict.CASE])] == ["stone"]
    assert [*find_said([own()])] == []
    as_quotes = outcome(TEXT, {"quotes": [quote(TEXT, "told", "Ines Duarte")]}, schema="Quotes")
    assert len([*find_said([as_quotes], speaker="duarte")]) == 1
    assert len([*find_said([full()])]) == 2
