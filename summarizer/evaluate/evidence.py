"""How often the evidence finder names a sentence that people named as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import ConfigDict, Field

from summarizer.evaluate.columns import in_columns
from summarizer.grounding.evidence_finder import find_evidence
from summarizer.schema.article import Sentence, SentenceKind
from summarizer.schema.span import Frozen
from summarizer.text.reading import Reading, read

MOST = 3
"""Sentences asked of the finder for each claim."""

Place = tuple[int, int]


class EvidenceRow(Frozen):
    """One claim about an article, and the sentences that people named as its evidence."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, coerce_numbers_to_str=True)

    article: str
    claim: str
    supported: bool
    evidence_sets: tuple[tuple[str, ...], ...] = Field(
        description="Lists of sentences verbatim in the article; any one list is enough."
    )
    id: str | None = None
    language: str | None = Field(default=None, alias="lang")


class EvidenceReport(Frozen):
    """Counts over the supported claims that have gold evidence."""

    claims: int
    at_top: int = Field(description="Claims whose best sentence is of any evidence set.")
    in_most: int = Field(description=f"Claims with a sentence of any evidence set among the best {MOST}.")
    whole_set: int = Field(description=f"Claims with all sentences of one evidence set among the best {MOST}.")
    could_be_whole: int = Field(description=f"Claims that have an evidence set of at most {MOST} sentences of text.")
    out_of_reach: int = Field(description="Claims whose evidence is all in headings or the like, never looked at.")
    missed: tuple[str, ...] = Field(default=(), description="Ids of the claims without one gold sentence found.")

    def table(self) -> str:
        """The counts as lines of text, with shares."""
        counts = {
            "at the top": self.at_top,
            f"among the best {MOST}": self.in_most,
            f"a whole set among the best {MOST}": self.whole_set,
            "  where one is as small as that": self.could_be_whole,
            "out of reach": self.out_of_reach,
        }
        rows = [(name, str(count), f"{count / max(1, self.claims):.1%}") for name, count in counts.items()]
        return in_columns([("claims", str(self.claims), ""), *rows])


def evaluate_evidence(rows: Iterable[EvidenceRow]) -> EvidenceReport:
    """Ask the finder for each supported claim, and compare with the gold evidence.

    Args:
        rows: judged claims; those that are not supported, or without evidence, are passed over.
    """
    counts = dict.fromkeys(("claims", "at_top", "in_most", "whole_set", "could_be_whole", "out_of_reach"), 0)
    missed: list[str] = []
    for number, row in enumerate(rows):
        sets = [gold for gold in row.evidence_sets if gold]
        if not row.supported or not sets:
            continue
        reading = read(row.article, row.language)
        gold = [_sentences_of(lines, reading) for lines in sets]
        anywhere = frozenset[str]().union(*(ids for lines in gold for ids in lines))
        found = [sentence.id for sentence in find_evidence(row.claim, reading, most=MOST)]
        counts["claims"] += 1
        counts["at_top"] += bool(anywhere.intersection(found[:1]))
        counts["in_most"] += bool(anywhere.intersection(found))
        counts["whole_set"] += any(all(ids.intersection(found) for ids in lines) for lines in gold)
        counts["could_be_whole"] += any(all(lines) and len(frozenset().union(*lines)) <= MOST for lines in gold)
        counts["out_of_reach"] += not anywhere
        if not anywhere.intersection(found):
            missed.append(row.id or str(number))
    return EvidenceReport(**counts, missed=tuple(missed))


def _sentences_of(lines: Sequence[str], reading: Reading) -> list[frozenset[str]]:
    """For each gold sentence the ids of ours that it covers, wherever in the article it stands."""
    texts = [sentence for sentence in reading.sentences if sentence.kind is SentenceKind.TEXT]
    return [
        frozenset(sentence.id for place in _places(line, reading.text) for sentence in texts if _same(sentence, place))
        for line in lines
    ]


def _places(line: str, text: str) -> Iterator[Place]:
    start = text.find(line) if line else -1
    while start >= 0:
        yield start, start + len(line)
        start = text.find(line, start + len(line))


def _same(sentence: Sentence, place: Place) -> bool:
    """Whether more than half of the shorter one lies in the other; sentences may be cut otherwise in the gold."""
    shared = min(sentence.end, place[1]) - max(sentence.start, place[0])
    return 2 * shared > min(sentence.end - sentence.start, place[1] - place[0])
