"""The measure of claim checks, on rows of our own and on judged claims."""

import pytest
from pydantic import ValidationError

from summarizer.evaluate.claims import ClaimRow, evaluate_claims
from summarizer.evaluate.rows import read_rows
from tests.conftest import shared

ARTICLE = "The port of Sarnow will close for six weeks. Ticket sales rose by 12 per cent."


def row(claim, *, supported, errors=(), dataset="own"):
    row = {"article": ARTICLE, "claim": claim, "supported": supported, "edit_types": errors, "dataset": dataset}
    return ClaimRow.model_validate(row)


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


def test_a_table_has_a_header_and_one_row_for_each_score():
    good, bad = row("The port will close.", supported=True), row("The port will close for 7 weeks.", supported=False)
    header, line = evaluate_claims([good, bad]).table().splitlines()
    assert header.split() == [
        "data",
        "set",
        "error",
        "supported",
        "flagged",
        "unsupported",
        "caught",
        "balanced",
        "accuracy",
    ]
    assert line.split() == ["own", "all", "1", "0.0%", "1", "100.0%", "1.000"]


def test_a_table_has_no_figure_for_what_was_not_measured():
    assert evaluate_claims([row("The port will close.", supported=True)]).table().splitlines()[1].split() == [
        *("own", "all", "1", "0.0%", "0")
    ]


def test_any_checker_can_be_measured():
    report = evaluate_claims([row("The port will close for seven weeks.", supported=False)], lambda *_: ())
    assert report.scores[0].caught == 0


def test_rows_of_several_shapes_are_read():
    rows = [
        {"article": ARTICLE, "claim": "a", "supported": True, "lang": "en", "edit_types": []},
        {"article": ARTICLE, "claim": "b", "supported": False, "dataset": "own", "error_type": "['name', 'number']"},
    ]
    first, second = map(ClaimRow.model_validate, rows)
    assert (first.claim, first.supported, first.errors) == ("a", True, ())
    assert (second.dataset, second.errors) == ("own", ("name", "number"))


def test_a_row_that_is_none_says_what_it_lacks():
    with pytest.raises(ValidationError, match="claim"):
        ClaimRow.model_validate({"article": ARTICLE})


def test_few_supported_claims_are_flagged_and_many_edited_ones_caught():
    score = evaluate_claims(read_rows([shared("data", "claims", "en_summedits_news.jsonl.gz")], ClaimRow)).scores[0]
    assert score.flagged_share <= 0.04
    assert score.caught_share >= 0.35
