"""How often an article's first Media Topic is the one its newsroom filed it under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ConfigDict, Field

from summarizer.errors import UserError
from summarizer.evaluate.columns import in_columns
from summarizer.extractive.subjects import classify
from summarizer.results.reading import read_results
from summarizer.schema.span import Frozen
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import read
from summarizer.text.vocabulary import media_topics

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


class TopicRow(Frozen):
    """One article, and what people filed it under."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, coerce_numbers_to_str=True)

    text: str
    topics: tuple[str, ...] = Field(
        description="Media Topic codes, or sections of a news site; the first is looked at."
    )
    title: str | None = None
    language: str | None = Field(default=None, alias="lang")
    id: str | None = None
    duplicate: bool = False

    @property
    def code(self) -> str | None:
        """The Media Topic of the first topic, where there is one."""
        return SECTIONS.get(self.filed_under) or (self.filed_under if self.filed_under in _codes() else None)

    @property
    def filed_under(self) -> str:
        """The first topic, or nothing."""
        return self.topics[0] if self.topics else ""


class Confusion(Frozen):
    """How many articles of a section got a code first."""

    section: str = Field(description="The section, or the code, that people filed them under.")
    code: str = Field(description="The first code; empty where no subject was found.")
    articles: int


class TopicsReport(Frozen):
    """Counts over articles of known sections or codes."""

    articles: int
    first: int = Field(description="Articles whose first code, of all Media Topics, is the one they are filed under.")
    first_of_sections: int = Field(description="The same, of the codes that any of the articles is filed under.")
    among_three: int = Field(description="Articles with that code among the first three.")
    left_out: int = Field(description="Rows that are duplicates, or of no known section or code.")
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
            "first of the codes filed under": self.first_of_sections,
            "among the first three": self.among_three,
        }
        rows = [("articles", str(self.articles), ""), ("left out", str(self.left_out), "")]
        rows += [(name, str(count), f"{count / max(1, self.articles):.1%}") for name, count in shares.items()]
        return "\n\n".join(filter(None, (in_columns(rows), self._by_section())))

    def _by_section(self) -> str:
        lines = [("filed under", "articles", "first code", "what came first")]
        for section in dict.fromkeys(row.section for row in self.confusion):
            rows = [row for row in self.confusion if row.section == section]
            total, wanted = sum(row.articles for row in rows), SECTIONS.get(section, section)
            right = sum(row.articles for row in rows if row.code == wanted)
            codes = ", ".join(f"{row.code or 'none'} {row.articles}" for row in rows)
            lines.append((section, str(total), f"{right / total:.1%}", codes))
        return in_columns(lines) if len(lines) > 1 else ""


def evaluate_topics(rows: Iterable[TopicRow], filed: Mapping[str, Sequence[str]] | None = None) -> TopicsReport:
    """Compare the Media Topics that articles are filed under with what people filed them under.

    Args:
        rows: the articles; duplicates, and those of no known section or code, are left out and counted.
        filed: by an article's id the codes of its topics, the weightiest first, as `read_filed` gives them; an article
            without is left out and counted. By default each is filed as the extractive model would.
    """
    told = [(row, row.code) for row in rows]
    scored = [
        (number, row, code)
        for number, (row, code) in enumerate(told)
        if code and not row.duplicate and (filed is None or row.id in filed)
    ]
    among = {code for _, _, code in scored}
    counts = dict.fromkeys(("first", "first_of_sections", "among_three"), 0)
    confusion: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for number, row, wanted in scored:
        codes = _by_rules(row) if filed is None else filed[row.id or ""]
        first = codes[0] if codes else ""
        counts["first"] += first == wanted
        counts["first_of_sections"] += [code for code in codes if code in among][:1] == [wanted]
        counts["among_three"] += wanted in codes[:3]
        confusion[row.filed_under, first] += 1
        if first != wanted:
            wrong.append(row.id or str(number))
    cells = sorted(confusion.items(), key=lambda cell: (cell[0][0], -cell[1], cell[0][1]))
    table = tuple(Confusion(section=section, code=code, articles=found) for (section, code), found in cells)
    left_out = len(told) - len(scored)
    return TopicsReport(articles=len(scored), left_out=left_out, confusion=table, wrong=tuple(wrong), **counts)


def read_filed(path: Path) -> dict[str, Sequence[str]]:
    """Read under what a run filed its articles: by id the codes of the topics, in order; none without a summary.

    Args:
        path: what `summarizer run` wrote, a file or a folder.

    Raises:
        UserError: it cannot be read, or holds no article summary.
    """
    found: dict[str, Sequence[str]] = {}
    for outcome in read_results(path):
        if isinstance(outcome.summary, ArticleSummary | None):
            topics = outcome.summary.topics if outcome.summary else ()
            found[outcome.id] = [*dict.fromkeys(topic.code for topic in topics if topic.code)]
    if not found:
        raise UserError(f"{path} holds no article summary, so there are no topics in it; name what a run wrote.")
    return found


def _by_rules(row: TopicRow) -> Sequence[str]:
    subjects = classify(read(row.text, row.language).sentences, row.language, title=row.title)
    return [subject.entry.code for subject in subjects]


@cache
def _codes() -> frozenset[str]:
    return frozenset(entry.code for entry in media_topics().entries)
