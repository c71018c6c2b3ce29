"""A run's claims and topics against the gold's: the same evidence, the same codes.

Claims are told by their evidence, not by their wording: each gold claim is paired with one returned claim, those whose
evidence shares most first, and on a tie those whose words are most alike. How far two pieces of evidence are the same
is the Dice coefficient of their code points, 2 · shared / (one + other); a gold claim is found where it is at least
one half. The gold lists an article's weightiest claims only, so there is no precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.evaluate.counts import Counts
from summarizer.evaluate.gold import GoldArticle, GoldClaim, Place
from summarizer.evaluate.quoted import Returned

_FOUND = 0.5


def count_claims(gold: GoldArticle, returned: Returned | None) -> Counts:
    """Pair the gold's claims with the returned ones, by their evidence.

    Returns:
        Claims of the gold, those found, and the sum of overlaps; nothing where the gold, or the result's schema, has
        no claims.
    """
    if returned is not None and returned.quotes is not None and returned.claims is None:
        return Counts()
    overlaps = _paired(gold.claims, (returned and returned.claims) or ())
    found = sum(overlap >= _FOUND for overlap in overlaps)
    return Counts(claims=len(gold.claims), claims_found=found, overlap=sum(overlaps))


def count_codes(gold: GoldArticle, returned: Returned | None) -> Counts:
    """Compare the codes of the topics.

    Returns:
        Codes of either side and those of both; nothing where the gold, or the result's schema, has no topics.
    """
    if not gold.topics or (returned is not None and returned.quotes is not None and returned.codes is None):
        return Counts()
    codes = (returned and returned.codes) or ()
    return Counts(
        codes=len(set(gold.topics)),
        codes_returned=len(codes),
        codes_right=len({*codes} & {*gold.topics}),
        filed=1,
        first_right=bool({*codes[:1]} & {*gold.topics}),
    )


def _paired(gold: Sequence[GoldClaim], returned: Sequence[tuple[str, Sequence[Place]]]) -> list[float]:
    """The overlaps of the pairs, best first; a claim is in one pair at most."""
    from rapidfuzz.fuzz import token_set_ratio

    wanted = [_points((span.start, span.end) for span in claim.evidence) for claim in gold]
    given = [_points(places) for _, places in returned]
    ranked = sorted(
        (
            (_dice(one, other), token_set_ratio(gold[i].text, returned[j][0]), -i, -j)
            for i, one in enumerate(wanted)
            for j, other in enumerate(given)
        ),
        reverse=True,
    )
    overlaps: list[float] = []
    left, right = set[int](), set[int]()
    for overlap, _, i, j in ranked:
        if overlap and i not in left and j not in right:
            left.add(i)
            right.add(j)
            overlaps.append(overlap)
    return overlaps


def _points(places: Iterable[Place]) -> frozenset[int]:
    return frozenset(point for start, end in places for point in range(start, end))


def _dice(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
