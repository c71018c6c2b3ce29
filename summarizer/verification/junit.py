"""JUnit XML, for build servers: one test case for each quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from summarizer.verification.messages import message
from summarizer.verification.verify import Checked, Level, Verification

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(verifications: Sequence[Verification]) -> str:
    """Write a test suite for each article; errors are failures, warnings go to the case's output."""
    suites = ET.Element("testsuites", _sums(verifications))
    for verification in verifications:
        suite = ET.SubElement(suites, "testsuite", {"name": _legal(verification.article), **_sums([verification])})
        for item in verification.checked:
            _case(suite, verification.article, item)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _sums(verifications: Sequence[Verification]) -> dict[str, str]:
    tests = sum(len(verification.checked) for verification in verifications)
    failures = sum(verification.failed for verification in verifications)
    return {"tests": str(tests), "failures": str(failures), "errors": "0"}


def _case(suite: ET.Element, article: str, item: Checked) -> None:
    name = _legal(f"{item.location}: {item.match.said}")
    case = ET.SubElement(suite, "testcase", {"classname": _legal(article), "name": name})
    told = _legal(message(item.match))
    if item.level is Level.ERROR:
        failure = ET.SubElement(case, "failure", {"type": item.match.verdict, "message": told})
        failure.text = "\n".join(_legal(span.text) for span in item.match.candidates[:1])
    elif item.level is Level.WARNING:
        ET.SubElement(case, "system-out").text = told


def _legal(text: str) -> str:
    """With the replacement character for what XML 1.0 cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
