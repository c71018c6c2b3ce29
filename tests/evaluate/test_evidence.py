"""The measure of the evidence finder, on rows written for it."""

from summarizer.evaluate.evidence import EvidenceReport, EvidenceRow, evaluate_evidence
from summarizer.evaluate.rows import read_rows
from tests.conftest import shared

ARTICLE = (
    "Selver bakery reopens\n\n"
    "The bakery in Selver opened again on Monday after a fire. Its owner, Mira Holm, had borrowed 40,000 euros for a "
    "new oven. A neighbour lent her two vans. The first customers waited since five in the morning."
)
OVEN = "Its owner, Mira Holm, had borrowed 40,000 euros for a new oven."
VANS = "A neighbour lent her two vans."
WAITED = "The first customers waited since five in the morning."


def row(claim, *sets, supported=True, **more):
    row = {"article": ARTICLE, "claim": claim, "supported": supported, "evidence_sets": [*sets], "lang": "en", **more}
    return EvidenceRow.model_validate(row)


def test_one_gold_sentence_at_the_top():
    report = evaluate_evidence([row("Mira Holm borrowed 40,000 euros.", [OVEN])])
    assert report == EvidenceReport(
        claims=1, at_top=1, in_most=1, whole_set=1, could_be_whole=1, out_of_reach=0, missed=()
    )


def test_a_set_is_whole_only_with_all_its_sentences():
    both = evaluate_evidence([row("Mira Holm borrowed euros for an oven and a neighbour's vans.", [OVEN, VANS])])
    assert (both.whole_set, both.could_be_whole) == (1, 1)
    part = evaluate_evidence([row("Mira Holm borrowed 40,000 euros.", [OVEN, WAITED])])
    assert (part.at_top, part.whole_set, part.could_be_whole) == (1, 0, 1)


def test_any_set_is_enough():
    report = evaluate_evidence([row("Mira Holm borrowed 40,000 euros.", [WAITED], [OVEN])])
    assert (report.at_top, report.whole_set) == (1, 1)


def test_a_wrong_sentence_is_counted_as_missed():
    report = evaluate_evidence([row("Mira Holm borrowed 40,000 euros.", [WAITED], id="bakery")])
    assert (report.claims, report.at_top, report.in_most, report.missed) == (1, 0, 0, ("bakery",))


def test_evidence_in_a_heading_is_out_of_reach():
    report = evaluate_evidence([row("The bakery reopens.", ["Selver bakery reopens"])])
    assert (report.claims, report.out_of_reach, report.in_most) == (1, 1, 0)


def test_other_rows_are_passed_over():
    rows = [row("Mira Holm sold the bakery.", [OVEN], supported=False), row("Mira Holm bought an oven.", [])]
    assert evaluate_evidence(rows).claims == 0
    assert "claims" in evaluate_evidence(rows).table()


def test_gold_cut_otherwise_is_the_same_sentence():
    report = evaluate_evidence([row("Mira Holm borrowed 40,000 euros.", [OVEN.removeprefix("Its owner, ")])])
    assert report.at_top == 1


def test_most_claims_of_the_shared_data():
    report = evaluate_evidence(read_rows([shared("data", "claims", "en_wice.jsonl.gz")], EvidenceRow))
    assert report.claims
    assert report.in_most >= 0.97 * report.claims, report.missed
    assert report.at_top >= 0.85 * report.claims
