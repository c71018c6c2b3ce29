"""JUnit XML, for build servers: one test case for each quote."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from summarizer.verification.messages import message
from summarizer.verification.verify import Level, Verification

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(verification: Verification) -> str:
    """Write a test suite; errors are failures, warnings go to the case's output."""
    sums = {"tests": str(len(verification.checked)), "failures": str(verification.failed), "errors": "0"}
    suites = ET.Element("testsuites", sums)
    suite = ET.SubElement(suites, "testsuite", {"name": _legal(verification.article), **sums})
    for item in verification.checked:
        name = _legal(f"{item.location}: {item.match.said}")
        case = ET.SubElement(suite, "testcase", {"classname": _legal(verification.article), "name": name})
        told = _legal(message(item.match))
        if item.level is Level.ERROR:
            failure = ET.SubElement(case, "failure", {"type": item.match.verdict, "message": told})
            failure.text = "\n".join(_legal(span.text) for span in item.match.candidates[:1])
        elif item.level is Level.WARNING:
            ET.SubElement(case, "system-out").text = told
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _legal(text: str) -> str:
    """With the replacement character for what XML 1.0 cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
