"""Two runs on the same gold articles: what they differ by, and whether these articles can show it.

The interval is the percentile interval of the paired bootstrap: articles are drawn with replacement, each with both
runs' results, and the figures of both are made anew of the drawn articles' counts (B. Efron and R. J. Tibshirani, An
Introduction to the Bootstrap, 1993, chapter 13; on test sets of language systems, P. Koehn, Statistical Significance
Tests for Machine Translation Evaluation, EMNLP 2004). Each figure is judged by itself: among many figures, one in
twenty will seem to differ by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from random import Random

from pydantic import Field, computed_field

from summarizer.errors import UserError
from summarizer.evaluate.columns import in_columns
from summarizer.evaluate.counts import FIGURES, Counts
from summarizer.evaluate.gold import GoldArticle
from summarizer.evaluate.quoted import Returned
from summarizer.evaluate.quotes import is_left_out
from summarizer.evaluate.scores import article_counts
from summarizer.schema.span import Frozen
from summarizer.text.counted import counted

LEVEL = 0.95
FEWEST = 10
"""Articles below which no interval is taken for a finding: resamples of so few differ too little from each other."""


class Difference(Frozen):
    """One figure of both runs."""

    figure: str
    a: float
    b: float
    difference: float = Field(description="B less A.")
    low: float = Field(description="Lower end of the interval of the difference.")
    high: float = Field(description="Upper end.")
    enough: bool = Field(description=f"Whether there are at least {FEWEST} articles.")

    @computed_field(description="`A`, `B`, or empty where these articles cannot show that one is better.")  # type: ignore[prop-decorator] # mypy does not know decorated properties
    @property
    def better(self) -> str:
        """Which run is better, where the interval leaves out zero."""
        if not self.enough or self.low <= 0 <= self.high:
            return ""
        return "B" if self.low > 0 else "A"

    @property
    def sentence(self) -> str:
        """The finding, in points of 100; where A is better, by how much A is."""
        if self.better:
            low, high = (self.low, self.high) if self.better == "B" else (-self.high, -self.low)
            points = f"+{_points(abs(self.difference))} points of {self.figure}"
            return f"{self.better} is better: {points}, {LEVEL:.0%} interval {_points(low)} to {_points(high)}"
        if not (self.difference or self.low or self.high):
            return f"no difference in {self.figure}"
        reason = "that these articles can show" if self.enough else f"to be told from fewer than {FEWEST} articles"
        interval = f"{LEVEL:.0%} interval {_points(self.low)} to {_points(self.high)}"
        return f"no difference in {self.figure} {reason}: {100 * self.difference:+.1f} points, {interval}"


def _points(share: float) -> str:
    """Points of 100, to one digit after the point, or as many as it takes to show that it is not zero."""
    points = 100 * share
    return f"{points:.1f}" if abs(points) >= 0.05 or not points else f"{points:.1g}"


class Comparison(Frozen):
    """Two runs on the gold articles that both have."""

    articles: int = Field(description="Gold articles with a result in both runs.")
    only_a: int = Field(description="Gold articles with a result in A only, not compared.")
    only_b: int = Field(description="The same, in B only.")
    neither: int = Field(description="Gold articles with a result in neither.")
    left_out: int = Field(description="Gold articles that quote with doubled single marks ('' … ''), not compared.")
    resamples: int
    seed: int
    level: float = LEVEL
    differences: tuple[Difference, ...]

    def table(self) -> str:
        """The figures of both, and the findings in words."""
        rows = [("figure", "A", "B", "B − A")]
        rows += [(one.figure, f"{one.a:.3f}", f"{one.b:.3f}", f"{one.difference:+.3f}") for one in self.differences]
        findings = [one.sentence + "." for one in self.differences]
        return "\n\n".join((self._head(), in_columns(rows), "\n".join(findings)))

    def _head(self) -> str:
        absent = {
            "only in A": self.only_a,
            "only in B": self.only_b,
            "in neither run": self.neither,
            "quoting with doubled single marks": self.left_out,
        }
        said = ", ".join(f"{count} {name}" for name, count in absent.items() if count)
        head = f"{counted(self.articles, 'article')} in both runs, {self.resamples:,} resamples (seed {self.seed})"
        return f"{head}; not compared: {said}" if said else head


def compare_runs(
    gold: Mapping[str, GoldArticle],
    a: Mapping[str, Returned],
    b: Mapping[str, Returned],
    *,
    resamples: int = 2000,
    seed: int = 0,
) -> Comparison:
    """Compare two runs on the gold articles that both have a result of, be it a failed one.

    Args:
        gold: the annotated articles by id.
        a: the results of one run by id.
        b: those of the other.
        resamples: how many times articles are drawn.
        seed: the same seed draws the same articles.

    Returns:
        Each figure that there is something to measure for in both.

    Raises:
        UserError: the runs have no gold article in common.
    """
    scored = [article for article in gold.values() if not is_left_out(article)]
    common = [article for article in scored if article.id in a and article.id in b]
    if not common:
        raise UserError("The two runs have no article of the gold in common; run both on the gold's texts.")
    pairs = [(article_counts(article, a[article.id]), article_counts(article, b[article.id])) for article in common]
    return Comparison(
        articles=len(common),
        only_a=sum(article.id in a and article.id not in b for article in scored),
        only_b=sum(article.id in b and article.id not in a for article in scored),
        neither=sum(article.id not in a and article.id not in b for article in scored),
        left_out=len(gold) - len(scored),
        resamples=resamples,
        seed=seed,
        differences=_differences(pairs, resamples, seed),
    )


Pair = tuple[Counts, Counts]


def _differences(pairs: Sequence[Pair], resamples: int, seed: int) -> tuple[Difference, ...]:
    drawn = _resampled(pairs, resamples, seed)
    (whole,) = _sums(pairs, [range(len(pairs))])
    found: list[Difference] = []
    for name, figure in FIGURES.items():
        a, b = figure(whole[0]), figure(whole[1])
        if a is None or b is None:
            continue
        low, high = _interval(figure, drawn)
        found.append(
            Difference(figure=name, a=a, b=b, difference=b - a, low=low, high=high, enough=len(pairs) >= FEWEST)
        )
    return tuple(found)


def _resampled(pairs: Sequence[Pair], resamples: int, seed: int) -> list[Pair]:
    random = Random(seed)  # noqa: S311 # draws to measure with, no secret
    return _sums(pairs, [random.choices(range(len(pairs)), k=len(pairs)) for _ in range(resamples)])


def _sums(pairs: Sequence[Pair], draws: Sequence[Sequence[int]]) -> list[Pair]:
    """The counts of both runs, summed over each draw of articles."""
    columns = [[*zip(*map(astuple, side), strict=True)] for side in zip(*pairs, strict=True)]
    return [
        (
            Counts(*(sum(map(column.__getitem__, draw)) for column in columns[0])),
            Counts(*(sum(map(column.__getitem__, draw)) for column in columns[1])),
        )
        for draw in draws
    ]


def _interval(figure: Callable[[Counts], float | None], drawn: Sequence[Pair]) -> tuple[float, float]:
    """The percentile interval of the difference; a draw in which one side has nothing to measure is passed over."""
    both = ((figure(a), figure(b)) for a, b in drawn)
    differences = sorted(two - one for one, two in both if one is not None and two is not None)
    outside = round((1 - LEVEL) / 2 * len(differences))
    return differences[outside], differences[-1 - outside]
