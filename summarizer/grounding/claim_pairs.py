"""Two claims that say the same."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.grounding.figures import figures_in
from summarizer.grounding.stems import words_in
from summarizer.text.cues import cues_for

__all__ = ["same_claim"]


def same_claim(one: str, two: str, language: str | None = "en") -> bool:
    """Whether two claims have the same words with meaning and the same figures, one part of them moved at most.

    "On Tuesday the port closed" is "The port closed on Tuesday"; words that change places around another, as in
    "A beat B", say something else, and so does any further word.

    Args:
        one: a claim.
        two: another claim of the same article.
        language: ISO 639 code of the claims, or None.
    """
    first, second = (_meant(text, language) for text in (one, two))
    return bool(first) and len(first) == len(second) and _is_moved(first, second)


def _is_moved(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one sequence is the other with one run of items moved elsewhere."""
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b), len(one))
    end = next((at for at in range(len(one), start, -1) if one[at - 1] != two[at - 1]), start)
    mine, theirs = [*one[start:end]], [*two[start:end]]
    return any(mine[cut:] + mine[:cut] == theirs for cut in range(max(1, len(mine))))


def _meant(text: str, language: str | None) -> list[str]:
    """The words with meaning, in order; figures by their value."""
    cues = cues_for(language)
    empty = cues.definite | cues.linking | cues.copulas
    found = {
        figure.start: f"{min(figure.values):g} {figure.unit} {'th' if figure.ordinal else ''}"
        for figure in figures_in(text, language)
    }
    inside = [(figure.start, figure.end) for figure in figures_in(text, language)]
    for word in words_in(text, language):
        if word.low not in empty and not any(start <= word.start < end for start, end in inside):
            found[word.start] = word.stem
    return [found[start] for start in sorted(found)]
