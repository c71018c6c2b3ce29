"""Web Annotations as the W3C's model demands them: https://www.w3.org/TR/annotation-model/."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from summarizer.results.writing import write_results
from tests.results.made import EVIL, SENTENCE, TEXT, everything, evil, full

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "tagging"),
}


def written(tmp_path: Path, *outcomes: Any) -> dict[str, Any]:
    write_results(outcomes, tmp_path / "a.jsonld")
    return json.loads((tmp_path / "a.jsonld").read_text("utf-8"))


@pytest.mark.parametrize("name", ["everything", "full"])
def test_the_models_demands_are_met(tmp_path: Path, name: str) -> None:
    collection = written(tmp_path, *(everything() if name == "everything" else [full()]))
    page = collection["first"]
    assert collection["@context"] == CONTEXT
    assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert page["partOf"] == collection["id"]
    assert collection["total"] == len(page["items"]) > 0
    ids = [collection["id"], page["id"], *(one["id"] for one in page["items"])]
    assert len(set(ids)) == len(ids)
    assert all(map(IRI.fullmatch, ids))
    for annotation in page["items"]:
        _hold(annotation)


def _hold(annotation: dict[str, Any]) -> None:
    assert annotation["@context"] == CONTEXT
    assert annotation["type"] == "Annotation"
    assert annotation["motivation"] in MOTIVATIONS
    for body in annotation.get("body", []):
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
    target = annotation["target"]
    assert target["type"] == "SpecificResource"
    assert IRI.fullmatch(target["source"])
    quoted, place = target["selector"]
    assert (quoted["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert 0 <= place["start"] <= place["end"]
    assert place["end"] - place["start"] == len(quoted["exact"])
    text = TEXT if quoted["exact"] in TEXT else EVIL
    assert text[place["start"] : place["end"]] == quoted["exact"]
    around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
    assert text.index(around) == place["start"] - len(quoted["prefix"])


def test_what_is_said_stands_in_the_bodies(tmp_path: Path) -> None:
    items = written(tmp_path, full())["first"]["items"]
    found = [
        (one["target"]["selector"][0]["exact"], [(b["purpose"], b["value"]) for b in one.get("body", [])])
        for one in items
    ]
    assert ("We have no stone left,", [("identifying", "Ines Duarte")]) in found
    assert (SENTENCE, [("describing", "The quarry closes on 4 May.")]) in found
    assert (
        SENTENCE,
        [("tagging", "Quarry"), ("describing", "It closes."), ("classifying", "medtop:04000000")],
    ) in found
    assert ("Nobody asked the miners.", []) in found


def test_offsets_are_code_points(tmp_path: Path) -> None:
    text = f"\U0001f3d4\U0001f3d4 {TEXT}"
    place = written(tmp_path, full(text))["first"]["items"][0]["target"]["selector"][1]
    assert place["start"] == text.index(SENTENCE)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://x.test/a b?c=d", "https://x.test/a%20b?c=d"),
        ("javascript:alert(1)", "in/quarry.txt"),
        ("http://[", "in/quarry.txt"),
        (None, "in/quarry.txt"),
    ],
)
def test_the_source_is_an_address_or_a_relative_reference(tmp_path: Path, url: str | None, source: str) -> None:
    assert written(tmp_path, full(url=url))["first"]["items"][0]["target"]["source"] == source


def test_the_same_result_has_the_same_ids_and_an_empty_one_no_page(tmp_path: Path) -> None:
    assert written(tmp_path, full(), evil()) == written(tmp_path, full(), evil())
    assert "first" not in written(tmp_path)
    assert written(tmp_path)["total"] == 0
