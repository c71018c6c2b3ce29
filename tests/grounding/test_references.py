import pytest

from summarizer.grounding.references import Reference, parse_reference, split_references


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Q2", Reference(quotation="Q2")),
        (" Q12 ", Reference(quotation="Q12")),
        ("[Q2]", Reference(quotation="Q2")),
        ("T1", Reference(quotation="T1")),
        ("Q2 (S3) “We will … the end”", Reference(quotation="Q2", words="“We will … the end”")),
        ("Q2: We will", Reference(quotation="Q2", words="We will")),
        ("S4", Reference(sentences=(4, 4))),
        ("[S4]", Reference(sentences=(4, 4))),
        ("S4-S6", Reference(sentences=(4, 6))),
        ("S4–6", Reference(sentences=(4, 6))),
        ("[S4]-[S6]", Reference(sentences=(4, 6))),
        ("S6-S4", Reference(sentences=(4, 6))),
        ("[S4 heading]", Reference(sentences=(4, 4))),
        ("S4: the minister", Reference(sentences=(4, 4), words="the minister")),
        ("S4：部长", Reference(sentences=(4, 4), words="部长")),
        ("S4-S5: first … last", Reference(sentences=(4, 5), words="first … last")),
        ("S4: a\nb", Reference(sentences=(4, 4), words="a\nb")),
        ("We will go", Reference(words="We will go")),
        ("Q2 results were poor", Reference(words="Q2 results were poor")),
        ("S4 is a car", Reference(words="S4 is a car")),
        ("s4", Reference(sentences=(4, 4))),
        ("q2", Reference(quotation="Q2")),
        ("S4.", Reference(sentences=(4, 4))),
        ("S 4", Reference(sentences=(4, 4))),
        ("Q02", Reference(quotation="Q2")),
        ("(Q2),", Reference(quotation="Q2")),
        ("“Q2”", Reference(quotation="Q2")),
        ("Q2\u200b", Reference(quotation="Q2")),
        ("Q2 (S3)", Reference(quotation="Q2")),
        ("Q2 “Nobody asked us”", Reference(quotation="Q2", words="“Nobody asked us”")),
        ("S3 “We will not wait”", Reference(sentences=(3, 3), words="“We will not wait”")),
        ("S" + "9" * 5000, Reference(words="S" + "9" * 5000)),
        ("T-shirts and Q-tips", Reference(words="T-shirts and Q-tips")),
        ("", Reference()),
    ],
)
def test_a_string_is_taken_apart(said: str, meant: Reference) -> None:
    assert parse_reference(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["S4, S7"], ["S4", "S7"]),
        (["S4; S7-S8", "S9"], ["S4", "S7-S8", "S9"]),
        (["S4: bread, S7 model"], ["S4: bread, S7 model"]),
        (["bread, butter"], ["bread, butter"]),
        ([], []),
    ],
)
def test_several_references_in_one_string(said: list[str], meant: list[str]) -> None:
    assert split_references(said) == meant
