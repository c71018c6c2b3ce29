"""A run scored on a gold file: the figures, by type and cue and rule, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from summarizer.evaluate.columns import in_columns
from summarizer.evaluate.counts import Counts, figures
from summarizer.evaluate.coverage import count_claims, count_codes
from summarizer.evaluate.gold import GoldArticle
from summarizer.evaluate.quoted import Returned
from summarizer.evaluate.quotes import Finding, Judged, Speaker, grouped, is_left_out, judge_quotes, total
from summarizer.schema.span import Frozen
from summarizer.text.counted import counted

_CUES = 15
"""Cues that the table shows, the most frequent ones; the JSON has all."""


class Group(Frozen):
    """The quotes of one type, cue or rule."""

    name: str
    counts: Counts
    figures: dict[str, float] = Field(description="Recall of a type or cue, precision of a rule; speaker accuracy.")


class Scores(Frozen):
    """A run's figures on a gold file."""

    articles: int = Field(description="Gold articles that were scored.")
    left_out: int = Field(description="Gold articles that quote with doubled single marks ('' … ''), not scored.")
    without_result: int = Field(description="Of the scored, those without a summary; all their segments are missed.")
    other_results: int = Field(default=0, description="Results of articles that are not in the gold, passed over.")
    counts: Counts
    figures: dict[str, float] = Field(
        description="Shares, 0 to 1; without those that there was nothing to measure for."
    )
    by_type: tuple[Group, ...] = Field(description="By the gold quote's type; no false ones, so no precision.")
    by_cue: tuple[Group, ...] = Field(description="By the gold quote's cue, the most frequent first; no precision.")
    by_rule: tuple[Group, ...] = Field(description="By the rule that names the speaker; no missed ones, so no recall.")
    judged: tuple[Judged, ...] = Field(description="Each gold segment, and each other quote returned.")

    def table(self) -> str:
        """The figures as lines of text."""
        return "\n\n".join(filter(None, (self._head(), self._quotes(), *self._groups(), self._coverage())))

    def listing(self) -> str:
        """What was missed, what is false, and which speakers are wrong, one a line: article, place, words."""
        lines = [*_faults(self.judged)]
        return "\n".join(lines) if lines else "Nothing missed, nothing false, no speaker wrong."

    def _head(self) -> str:
        head = [counted(self.articles, "article")]
        if self.without_result:
            head.append(f"{self.without_result} of them without a summary")
        if self.left_out:
            head.append(f"{self.left_out} more left out, which quote with doubled single marks")
        if self.other_results:
            head.append(f"{counted(self.other_results, 'result')} of other articles passed over")
        return "; ".join(head)

    def _quotes(self) -> str:
        counts = self.counts
        rows = [
            ("quotes", "precision", "recall", "F1", "right", "returned", "gold"),
            ("as annotated", *_three(counts.precision, counts.recall, counts.f1), *_numbers(counts, counts.right)),
        ]
        if counts.mended:
            mended = (counts.mended_precision, counts.mended_recall, counts.mended_f1)
            rows.append(("mended", *_three(*mended), *_numbers(counts, counts.right + counts.mended)))
        of = f"of {counted(counts.with_speaker, 'right quote')}, {counts.unnamed} without a mention"
        return in_columns(rows) + f"\n\nspeaker accuracy  {_share(counts.speakers)}  {of}"

    def _groups(self) -> Iterator[str]:
        for name, groups in (("type", self.by_type), ("cue", self.by_cue[:_CUES])):
            rows = [
                (one.name, str(one.counts.wanted), _share(one.counts.recall), *_speakers(one.counts)) for one in groups
            ]
            yield in_columns([(name, "gold", "recall", "speakers", "of"), *rows]) if rows else ""
        if len(self.by_cue) > _CUES:
            yield f"({len(self.by_cue) - _CUES} rarer cues: see --json)"
        rows = [
            (one.name, str(one.counts.returned), _share(one.counts.precision), *_speakers(one.counts))
            for one in self.by_rule
        ]
        yield in_columns([("rule", "returned", "precision", "speakers", "of"), *rows]) if rows else ""

    def _coverage(self) -> str:
        counts, rows = self.counts, list[tuple[str, ...]]()
        if counts.claims:
            rows.append(("claims found", _share(counts.claims_recall), f"{counts.claims_found} of {counts.claims}"))
            rows.append(("evidence overlap", _share(counts.evidence_overlap), f"of {counted(counts.claims, 'claim')}"))
        if counts.filed:
            rows.append(
                ("first code", _share(counts.first_code), f"{counts.first_right} of {counted(counts.filed, 'article')}")
            )
            of = f"{counts.codes_right} right, {counts.codes_returned} returned, {counts.codes} in the gold"
            rows.append(("F1 of codes", _share(counts.codes_f1), of))
        return in_columns(rows) if rows else ""


def score(gold: Mapping[str, GoldArticle], returned: Mapping[str, Returned], *, other_results: int = 0) -> Scores:
    """Score a run on a gold file.

    Args:
        gold: the annotated articles by id.
        returned: the run's results by id.
        other_results: how many results of other articles there were.

    Returns:
        Figures over all articles of the gold but those that quote with doubled single marks.
    """
    scored = [article for article in gold.values() if not is_left_out(article)]
    judged = [one for article in scored for one in judge_quotes(article, returned.get(article.id))]
    counts = sum((article_counts(article, returned.get(article.id)) for article in scored), Counts())
    return Scores(
        articles=len(scored),
        left_out=len(gold) - len(scored),
        without_result=sum(_has_none(returned.get(article.id)) for article in scored),
        other_results=other_results,
        counts=counts,
        figures=figures(counts),
        by_type=_groups_by("type", judged, "recall"),
        by_cue=_groups_by("cue", judged, "recall"),
        by_rule=_groups_by("rule", judged, "precision"),
        judged=tuple(judged),
    )


def article_counts(gold: GoldArticle, returned: Returned | None) -> Counts:
    """All that one article adds to a run's figures."""
    return total(judge_quotes(gold, returned)) + count_claims(gold, returned) + count_codes(gold, returned)


def _has_none(returned: Returned | None) -> bool:
    return returned is None or returned.quotes is None


def _groups_by(field: str, judged: Iterable[Judged], figure: str) -> tuple[Group, ...]:
    """Groups with the one figure that their quotes can tell, and their speakers."""
    return tuple(
        Group(
            name=name,
            counts=counts,
            figures={key: value for key, value in figures(counts).items() if key in (figure, "speaker accuracy")},
        )
        for name, counts in grouped(judged, field)
    )


def _faults(judged: Sequence[Judged]) -> Iterator[str]:
    for one in judged:
        place = "nowhere" if one.start is None else f"{one.start}-{one.end}"
        words = one.text if len(one.text) <= 100 else f"{one.text[:60]} … {one.text[-35:]}"
        where = f"{one.article}  {place}  “{' '.join(words.split())}”"
        if one.finding is not Finding.RIGHT:
            yield f"{one.finding:<8}{where}"
        elif one.speaker in (Speaker.WRONG, Speaker.UNNAMED):
            yield f"speaker {where}  gold: {one.gold_speaker}; given: {one.said_by or 'nobody'}"


def _three(*shares: float | None) -> tuple[str, ...]:
    return tuple(map(_share, shares))


def _numbers(counts: Counts, right: int) -> tuple[str, ...]:
    return str(right), str(counts.returned), str(counts.wanted)


def _speakers(counts: Counts) -> tuple[str, str]:
    return (_share(counts.speakers), str(counts.with_speaker)) if counts.with_speaker else ("", "")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
