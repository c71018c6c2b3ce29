"""Text that a terminal may show: no control characters, which could take it over, and no overrides of direction."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Replace what a terminal would obey by U+FFFD; joiners and soft hyphens, which words need, stay."""
    return _CONTROL.sub("�", text.replace("\t", " ").replace("\r\n", "\n"))
