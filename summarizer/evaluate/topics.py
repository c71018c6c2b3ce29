"""How often an article's first Media Topic is the one its newsroom filed it under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import Field

from summarizer.extractive.subjects import Subject, classify
from summarizer.schema.span import Frozen
from summarizer.text.reading import read

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "business": "medtop:04000000",
        "entertainment": "medtop:01000000",
        "politics": "medtop:11000000",
        "sport": "medtop:15000000",
        "tech": "medtop:13000000",
    }
)
"""Sections of a news site, and the Media Topic of each."""


class Confusion(Frozen):
    """How many articles of a section got a code first."""

    section: str
    code: str = Field(description="The first code; empty where no subject was found.")
    articles: int


class TopicsReport(Frozen):
    """Counts over articles of known sections."""

    articles: int
    first: int = Field(description="Articles whose first code, of all Media Topics, is their section's.")
    first_of_sections: int = Field(description="The same, of the codes that are any section's.")
    among_three: int = Field(description="Articles with their section's code among the first three.")
    left_out: int = Field(description="Rows that are duplicates, or of no known section.")
    confusion: tuple[Confusion, ...]
    wrong: tuple[str, ...] = Field(default=(), description="Ids of the articles with another first code.")

    @property
    def accuracy(self) -> float:
        """Share of the articles whose first code is their section's."""
        return self.first / max(1, self.articles)

    def table(self) -> str:
        """The shares, and the first codes of each section, as lines of text."""
        shares = {
            "first code": self.first,
            "first code of the sections'": self.first_of_sections,
            "among the first three": self.among_three,
        }
        lines = [f"{'articles':<30}{self.articles:>6}   left out {self.left_out}"]
        lines += [f"{name:<30}{count:>6}{count / max(1, self.articles):>9.1%}" for name, count in shares.items()]
        for section in dict.fromkeys(row.section for row in self.confusion):
            rows = [f"{row.code or 'none'} {row.articles}" for row in self.confusion if row.section == section]
            lines.append(f"{section:<16}{', '.join(rows)}")
        return "\n".join(lines)


def evaluate_topics(rows: Iterable[Mapping[str, Any]]) -> TopicsReport:
    """File articles under Media Topics, and compare with their sections.

    Args:
        rows: Each with `text` and `topics` (of which the first is looked up in `SECTIONS`), and optionally `title`,
            `lang`, `id` and `duplicate`; duplicates and other sections are left out and counted.
    """
    counts = dict.fromkeys(("articles", "first", "first_of_sections", "among_three", "left_out"), 0)
    confusion: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for number, row in enumerate(rows):
        section = row["topics"][0] if row["topics"] else ""
        if row.get("duplicate") or section not in SECTIONS:
            counts["left_out"] += 1
            continue
        codes = [subject.entry.code for subject in _subjects(row)]
        wanted, first = SECTIONS[section], codes[0] if codes else ""
        counts["articles"] += 1
        counts["first"] += first == wanted
        counts["first_of_sections"] += [code for code in codes if code in SECTIONS.values()][:1] == [wanted]
        counts["among_three"] += wanted in codes[:3]
        confusion[section, first] += 1
        if first != wanted:
            wrong.append(str(row.get("id", number)))
    cells = sorted(confusion.items(), key=lambda cell: (cell[0][0], -cell[1], cell[0][1]))
    table = tuple(Confusion(section=section, code=code, articles=found) for (section, code), found in cells)
    return TopicsReport(**counts, confusion=table, wrong=tuple(wrong))


def _subjects(row: Mapping[str, Any]) -> list[Subject]:
    language = row.get("lang")
    return classify(read(row["text"], language).sentences, language, title=row.get("title"))
