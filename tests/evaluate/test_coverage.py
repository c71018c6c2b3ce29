"""Claims told by their evidence, topics by their codes."""

import pytest

from summarizer.evaluate.counts import Counts, figures
from summarizer.evaluate.coverage import count_claims, count_codes
from summarizer.evaluate.quoted import Returned
from summarizer.evaluate.scores import score
from tests.evaluate.gold_rows import COLD, TEXT, gold, place, returned, span

SHUT = "The pier at Olmsund is shut."
PLANK = TEXT[TEXT.index("The engineer") :]


def article(*claims, topics=()):
    rows = [{"text": text, "evidence": [span(words) for words in evidence]} for text, evidence in claims]
    return gold(claims=rows, topics=[*topics])


def result(*claims, codes=()):
    return returned(claims=tuple((text, tuple(map(place, evidence))) for text, evidence in claims), codes=tuple(codes))


@pytest.mark.parametrize(
    ("wanted", "given", "found", "overlap"),
    [
        ([("a", [SHUT])], [("b", [SHUT])], 1, 1.0),
        ([("a", [SHUT, PLANK])], [("b", [PLANK, SHUT])], 1, 1.0),
        ([("a", [SHUT])], [("b", [PLANK])], 0, 0.0),
        ([("a", [SHUT])], [], 0, 0.0),
        ([("a", [SHUT])], [("b", [SHUT[:14]])], 1, 2 / 3),
        ([("a", [SHUT])], [("b", [SHUT[:7]])], 0, 0.4),
        ([("a", [SHUT]), ("b", [SHUT])], [("a", [SHUT])], 1, 1.0),
        ([("a", [SHUT]), ("b", [PLANK])], [("x", [PLANK]), ("y", [SHUT]), ("z", [COLD])], 2, 2.0),
    ],
)
def test_claims_are_paired_once_each_by_their_evidence(wanted, given, found, overlap):
    counts = count_claims(article(*wanted), result(*given))
    assert (counts.claims, counts.claims_found) == (len(wanted), found)
    assert counts.overlap == pytest.approx(overlap)


@pytest.mark.parametrize(
    ("wanted", "given", "right", "first"),
    [
        (["m:1", "m:2"], ["m:2", "m:3"], 1, 1),
        (["m:1"], ["m:2", "m:1"], 1, 0),
        (["m:1"], [], 0, 0),
    ],
)
def test_codes(wanted, given, right, first):
    counts = count_codes(article(topics=wanted), result(codes=given))
    assert counts == Counts(codes=len(wanted), codes_returned=len(given), codes_right=right, filed=1, first_right=first)


def test_nothing_is_measured_where_one_side_has_none_of_it():
    assert count_codes(article(), result(codes=["m:1"])) == Counts()
    assert count_claims(article(), result(("a", [SHUT]))) == Counts()
    only_quotes = returned()
    assert count_codes(article(topics=["m:1"]), only_quotes) == Counts()
    assert count_claims(article(("a", [SHUT])), only_quotes) == Counts()


@pytest.mark.parametrize("failed", [None, Returned("pier", None)])
def test_an_article_without_summary_has_found_nothing(failed):
    full = article(("a", [SHUT]), topics=["m:1"])
    assert figures(count_claims(full, failed)) == {"claims found": 0, "evidence overlap": 0}
    assert figures(count_codes(full, failed)) == {"first code": 0, "F1 of codes": 0}


def test_the_table_has_them():
    scores = score({"pier": article(("a", [SHUT]), topics=["m:1"])}, {"pier": result(("b", [SHUT]), codes=["m:1"])})
    assert scores.figures["claims found"] == scores.figures["first code"] == 1
    assert [line.split()[-3:] for line in scores.table().splitlines() if line.startswith("claims found")] == [
        ["1", "of", "1"]
    ]
