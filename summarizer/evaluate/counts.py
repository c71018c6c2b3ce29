"""Counts that add up, and the figures made of them: what one article, a group of quotes or a whole run comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Counts:
    """What was wanted, what was returned, what of it was right; a figure is None where there was nothing to measure."""

    wanted: int = 0
    """Quoted segments of the gold."""
    returned: int = 0
    right: int = 0
    """Returned quotes that are a gold segment."""
    mended: int = 0
    """Returned quotes that go on, inside the same marks, where the gold segment stops; not among the right ones."""
    with_speaker: int = 0
    """Right quotes whose speaker the gold names."""
    speaker_right: int = 0
    unnamed: int = 0
    """Of those with a speaker in the gold, the ones returned without any."""
    claims: int = 0
    """Claims of the gold."""
    claims_found: int = 0
    overlap: float = 0.0
    """Sum over the gold's claims of how far the evidence is the same, 0 to 1 each."""
    codes: int = 0
    """Topic codes of the gold."""
    codes_returned: int = 0
    codes_right: int = 0
    filed: int = 0
    """Articles whose topics the gold has."""
    first_right: int = 0
    """Of those, the ones whose first returned code is among the gold's."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def precision(self) -> float | None:
        """Share of the returned quotes that are right."""
        return _share(self.right, self.returned)

    @property
    def recall(self) -> float | None:
        """Share of the gold segments that were returned."""
        return _share(self.right, self.wanted)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, self.returned + self.wanted)

    @property
    def mended_precision(self) -> float | None:
        """Precision, the mended ones taken for right."""
        return _share(self.right + self.mended, self.returned)

    @property
    def mended_recall(self) -> float | None:
        """Recall, the mended ones taken for right."""
        return _share(self.right + self.mended, self.wanted)

    @property
    def mended_f1(self) -> float | None:
        """F1, the mended ones taken for right."""
        return _share(2 * (self.right + self.mended), self.returned + self.wanted)

    @property
    def speakers(self) -> float | None:
        """Share of the right quotes with a gold speaker whose mention is one of the gold's places."""
        return _share(self.speaker_right, self.with_speaker)

    @property
    def claims_recall(self) -> float | None:
        """Share of the gold's claims that were found."""
        return _share(self.claims_found, self.claims)

    @property
    def evidence_overlap(self) -> float | None:
        """Mean over the gold's claims of how far the evidence is the same."""
        return _share(self.overlap, self.claims)

    @property
    def first_code(self) -> float | None:
        """Share of the articles whose first code is one of the gold's."""
        return _share(self.first_right, self.filed)

    @property
    def codes_f1(self) -> float | None:
        """F1 of the codes."""
        return _share(2 * self.codes_right, self.codes_returned + self.codes)


FIGURES: Mapping[str, Callable[[Counts], float | None]] = MappingProxyType(
    {
        "precision": lambda counts: counts.precision,
        "recall": lambda counts: counts.recall,
        "F1": lambda counts: counts.f1,
        "mended F1": lambda counts: counts.mended_f1,
        "speaker accuracy": lambda counts: counts.speakers,
        "claims found": lambda counts: counts.claims_recall,
        "evidence overlap": lambda counts: counts.evidence_overlap,
        "first code": lambda counts: counts.first_code,
        "F1 of codes": lambda counts: counts.codes_f1,
    }
)
"""The figures of a run, each by the name that reports give it."""


def figures(counts: Counts) -> dict[str, float]:
    """The figures that there was something to measure for, rounded to four digits."""
    made = {name: figure(counts) for name, figure in FIGURES.items()}
    return {name: round(value, 4) for name, value in made.items() if value is not None}


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
