"""Rows in columns."""

from summarizer.evaluate.columns import in_columns


def test_figures_are_set_flush_right_and_words_flush_left():
    rows = [("name", "of", "share", "note"), ("one", "7", "–", "no"), ("eleven", "1,012", "99.5%", "")]
    assert in_columns(rows).splitlines() == [
        "name       of  share  note",
        "one         7      –  no",
        "eleven  1,012  99.5%",
    ]


def test_one_row_is_set_too():
    assert in_columns([("alone", "1")]) == "alone  1"
