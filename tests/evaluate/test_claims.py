"""The measure of claim checks, on rows of our own and on judged claims."""

import gzip
import json
from pathlib import Path

import pytest

from summarizer.evaluate.claims import ClaimRow, claim_row, evaluate_claims

ARTICLE = "The port of Sarnow will close for six weeks. Ticket sales rose by 12 per cent."
SHARED = Path(__file__).parents[3] / "shared" / "data" / "claims"


def row(claim, *, supported, errors=(), dataset="own"):
    return ClaimRow(article=ARTICLE, claim=claim, supported=supported, errors=errors, dataset=dataset)


def test_flagged_and_caught_are_counted_by_data_set_and_error():
    report = evaluate_claims(
        [
            row("The port will close for six weeks.", supported=True),
            row("Ticket sales rose by 13 per cent.", supported=True),
            row("The port will close for seven weeks.", supported=False, errors=("number",)),
            row("The port is a fine place.", supported=False, errors=("number", "tone")),
            row("The port will close.", supported=True, dataset="other"),
        ]
    )
    own, number, tone, other = report.scores
    assert (own.dataset, own.error, own.supported, own.flagged, own.unsupported, own.caught) == ("own", "", 2, 1, 2, 1)
    assert (number.error, number.unsupported, number.caught) == ("number", 2, 1)
    assert (tone.error, tone.unsupported, tone.caught) == ("tone", 1, 0)
    assert (other.dataset, other.flagged_share, other.caught_share) == ("other", 0.0, 0.0)
    assert own.balanced_accuracy == pytest.approx(0.5)


def test_a_report_prints_a_header_and_one_row_for_each_score():
    report = evaluate_claims([row("The port will close.", supported=True)])
    header, line = report.rows()
    assert len(header) == len(line)
    assert str(report).splitlines()[1].split() == ["own", "all", "1", "0.0%", "0", "0.0%", "0.500"]


def test_any_checker_can_be_measured():
    report = evaluate_claims([row("The port will close for seven weeks.", supported=False)], lambda *_: ())
    assert report.scores[0].caught == 0


def test_rows_of_several_shapes_are_read():
    rows = [
        {"article": ARTICLE, "claim": "a", "supported": True, "lang": "en", "edit_types": []},
        {"article": ARTICLE, "claim": "b", "supported": False, "dataset": "own", "error_type": "['name', 'number']"},
    ]
    first, second = map(claim_row, rows)
    assert (first.claim, first.supported, first.errors) == ("a", True, ())
    assert (second.dataset, second.errors) == ("own", ("name", "number"))


def test_a_row_that_is_none_says_what_it_lacks():
    with pytest.raises(ValueError, match="claim"):
        claim_row({"article": ARTICLE})


def judged():
    with gzip.open(SHARED / "en_summedits_news.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the judged claims are not here")
def test_few_supported_claims_are_flagged_and_many_edited_ones_caught():
    score = evaluate_claims(map(claim_row, judged())).scores[0]
    assert score.flagged_share <= 0.04
    assert score.caught_share >= 0.35
