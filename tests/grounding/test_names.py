"""Names of a statement held against an article, by language."""

import json
from pathlib import Path

import pytest

from summarizer.grounding.checks import check
from summarizer.grounding.name_checks import names_in
from summarizer.schema.check import CheckKind, CheckVerdict
from summarizer.text.reading import read

CASES = json.loads((Path(__file__).parent / "data" / "names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['statement']}")
def test_names_that_the_article_lacks_are_faults(case):
    found = check(case["statement"], (), read(case["article"], case["language"]))
    faults = [one.words for one in found if one.kind is CheckKind.NAME and one.verdict.is_fault]
    assert faults == case["missing"]


def test_a_name_in_place_of_another_names_the_other():
    reading = read("The harbour master Lena Vogt spoke. The dockers left.", "en")
    (found,) = check("It was the harbour master Lena Hartmann.", (), reading)
    assert found.verdict is CheckVerdict.CONTRADICTED
    assert found.nearest is not None
    assert found.nearest.text == "Vogt"


def test_a_name_outside_the_evidence_is_elsewhere():
    reading = read("The harbour master Lena Vogt spoke. The dockers left.", "en")
    (found,) = check("The dockers of Vogt left.", [reading.sentences[1].span], reading)
    assert found.verdict is CheckVerdict.ELSEWHERE


@pytest.mark.parametrize("text", ["The Port Of Sarnow Will Close Next Week", "Nothing to see here.", "港は閉まる。"])
def test_where_capitals_tell_no_names_none_are_found(text):
    assert not names_in(text, "en")
