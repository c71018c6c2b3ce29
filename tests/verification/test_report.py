"""A verification in four formats."""

import json
from xml.etree import ElementTree as ET

import pytest

from summarizer.schema.article import Article
from summarizer.verification.quotes import Located
from summarizer.verification.report import Format, render
from summarizer.verification.verify import verify_all

TEXT = "The road.\r\n“We will not sell,” said Ito.\nWe met. We met."
SAID = ["We will not sell", "We will sell", "<b>&\x00\x1b[31m\ud800 nothing like it", "We met", "We … sell"]


@pytest.fixture(scope="module")
def verification():
    quotes = [Located(f"$[{number}]", said) for number, said in enumerate(SAID)]
    return verify_all(Article(text=TEXT, language="en"), quotes, name="a road & ü.txt")


@pytest.fixture(scope="module")
def nothing():
    return verify_all(Article(text=TEXT), [])


@pytest.mark.parametrize("form", Format)
def test_no_quotes_are_a_report_too(nothing, form):
    assert render([nothing], form)


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_it_can_be_written_as_utf_8(verification, form):
    assert render([verification], form).encode("utf-8")


def test_an_unknown_format_is_refused(verification):
    with pytest.raises(ValueError, match="pdf"):
        render([verification], "pdf")


def test_table(verification):
    text = render([verification], Format.TABLE)
    assert "✗ altered     $[1]  “We will sell”" in text
    assert "“not” was left out (negation)" in text
    assert text.splitlines()[-1].endswith("; 2 failed")
    assert not {"\x00", "\x1b", "\ud800"} & set(text)


def test_json(verification):
    value = json.loads(render([verification], "json"))
    assert (value["failed"], value["warned"]) == (2, 2)
    (value,) = value["articles"]
    assert value["counts"] == {"exact": 1, "altered": 1, "absent": 1, "ambiguous": 1, "elided": 1}
    assert [quote["said"] for quote in value["quotes"]] == SAID
    assert value["quotes"][0]["spans"][0]["text"] == SAID[0]
    assert value["quotes"][1]["diff"] == [{"kind": "negation", "article": "not", "said": ""}]


def test_junit(verification):
    suite = ET.fromstring(render([verification], "junit").encode())[0]
    assert (suite.get("tests"), suite.get("failures")) == ("5", "2")
    cases = suite.findall("testcase")
    assert [case.find("failure") is not None for case in cases] == [False, True, True, False, False]
    assert [case.find("system-out") is not None for case in cases] == [False, False, False, True, True]
    assert cases[2].get("name") == "$[2]: <b>&\ufffd\ufffd[31m\ufffd nothing like it"


def test_sarif(verification):
    [run] = json.loads(render([verification], "sarif"))["runs"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("altered", "error"),
        ("absent", "error"),
        ("ambiguous", "warning"),
        ("elided", "warning"),
    ]
    assert {result["ruleId"] for result in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20road%20%26%20%C3%BC.txt"
    region = place["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 2, 2, 18)
    assert region["snippet"]["text"] == "We will not sell"


def test_several_articles_are_one_document(verification, nothing):
    suites = ET.fromstring(render([verification, nothing], "junit").encode())
    assert (suites.get("tests"), suites.get("failures"), len(suites)) == ("5", "2", 2)
    assert len(json.loads(render([verification, nothing], "json"))["articles"]) == 2
    assert len(json.loads(render([verification, verification], "sarif"))["runs"][0]["results"]) == 8
    assert render([], "table") == "no quotes"
