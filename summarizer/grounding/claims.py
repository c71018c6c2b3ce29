"""A summary's claims, headline and abstract: figures, dates, names and negations held against the article by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.grounding.checks import check, check_without_rules
from summarizer.grounding.claim_pairs import other_figure, same_claim
from summarizer.grounding.evidence_finder import find_evidence
from summarizer.grounding.ground import Failure, Path, path_text
from summarizer.grounding.verbatim_checks import verbatim_pieces
from summarizer.schema.article import Article
from summarizer.schema.check import Check
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary, Claim
from summarizer.text.reading import Reading

MEASURED = frozenset({"de", "en", "es", "fr", "it", "pt", "ru"})
"""Languages in which the checks were held against faithful claims; in others only what needs no rules is checked."""


def settle_claims(
    claims: list[tuple[int, Claim]], reading: Reading, published: str | None, language: str | None
) -> tuple[list[Claim], list[Failure]]:
    """Check each claim against its evidence, then the whole article.

    Args:
        claims: the claims with their index in the draft.
        reading: the article.
        published: its date, ISO 8601, or None.
        language: what the claims are written in; in another language than the article's they are not checked.

    Returns:
        The claims, each with its checks and said once, and one failure for each claim that says what the article does
        not, or the same as one before it on the same evidence.
    """
    settled: list[Claim] = []
    reworded: list[Claim] = []
    failures: list[Failure] = []
    on_evidence: dict[tuple[tuple[int, int], ...], list[Claim]] = {}
    for index, claim in claims:
        places = _places(claim)
        beside = on_evidence.setdefault(places, [])
        if any(same_claim(claim.text, other.text, language) for other in beside):
            failures.append(_repeated(index, claim))
            continue
        beside.append(claim)
        verbatim = verbatim_pieces(claim.text, places, reading.sentences)
        # two of the article's own sentences contradict each other only if the article does
        failures.extend(_contradictions(index, claim, reworded if verbatim else settled, language))
        reworded += () if verbatim else (claim,)
        checks = checked_text(claim.text, claim.evidence.spans, reading, published, language)
        settled.append(claim.model_copy(update={"checks": checks}))
        failures.extend(failed(("claims", index, "text"), claim.text, checks))
    return settled, failures


def near_evidence(failures: Sequence[Failure], claims: Sequence[Mapping[str, Any]], reading: Reading) -> list[Failure]:
    """Point each claim without evidence that holds at the sentence that says most like it, so that a repair sees it.

    Args:
        failures: what failed.
        claims: the draft's claims.
        reading: the article.
    """
    return [_near_evidence(failure, claims, reading) for failure in failures]


def _near_evidence(failure: Failure, claims: Sequence[Mapping[str, Any]], reading: Reading) -> Failure:
    path, problem = failure.path, failure.problem
    if problem.nearest or len(path) != 3 or (path[0], path[2]) != ("claims", "evidence"):
        return failure
    found = find_evidence(str(claims[int(path[1])].get("text", "")), reading, most=1)
    return Failure(path, problem.model_copy(update={"nearest": found[0].span})) if found else failure


def check_frame(
    summary: ArticleSummary, article: Article, reading: Reading, published: str | None, language: str | None
) -> tuple[tuple[Check, ...], list[Failure]]:
    """Check the headline and the abstract against the whole article; checks that hold are not kept.

    The article's own title needs no check: it may be given apart from the text.
    """
    faults: list[Check] = []
    failures: list[Failure] = []
    title = " ".join((article.title or "").split())
    for name, text in (("headline", summary.headline), ("abstract", summary.abstract)):
        checks = checked_text(text, (), reading, published, language) if text != title else ()
        failures.extend(failed((name,), text, checks))
        faults.extend(one for one in checks if one.verdict.is_fault)
    return tuple(faults), failures


def checked_text(
    text: str, evidence: Sequence[Span], reading: Reading, published: str | None, language: str | None
) -> tuple[Check, ...]:
    """Check a text by the rules of its language, or as far as none are needed.

    Args:
        text: a claim or another string of a summary.
        evidence: what it rests on; nothing for the whole article.
        reading: the article.
        published: its date, ISO 8601, or None.
        language: what the text is written in.
    """
    if language != reading.language or language not in MEASURED:
        return check_without_rules(text, evidence, reading, translated=language != reading.language)
    return check(text, evidence, reading, published=published)


def _places(claim: Claim) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in claim.evidence.spans)


def _contradictions(index: int, claim: Claim, others: Iterable[Claim], language: str | None) -> Iterator[Failure]:
    path: Path = ("claims", index, "text")
    for other in others:
        if figures := other_figure(other.text, claim.text, language):
            yield Failure(
                path,
                Problem(
                    path=path_text(path),
                    kind=ProblemKind.CONTRADICTORY_CLAIMS,
                    said=claim.text,
                    message=f"Another claim has “{figures[0]}” where this one has “{figures[1]}”.",
                ),
            )


def _repeated(index: int, claim: Claim) -> Failure:
    message = "An earlier claim says the same on the same evidence."
    problem = Problem(path=f"claims[{index}]", kind=ProblemKind.REPEATED, said=claim.text, message=message)
    return Failure(("claims", index), problem)


def failed(path: Path, text: str, checks: Iterable[Check]) -> list[Failure]:
    """One failure, at the path, for a text with faults among its checks."""
    faults = [one for one in checks if one.verdict.is_fault]
    if not faults:
        return []
    words = ", ".join(f"“{one.words}” ({one.kind.value}: {one.verdict.value})" for one in faults)
    nearest = next((one.nearest for one in faults if one.nearest), None)
    problem = Problem(
        path=path_text(path),
        kind=ProblemKind.FAILED_CHECK,
        said=text,
        message=f"The article does not have this: {words}.",
        nearest=nearest,
    )
    return [Failure(path, problem)]
