"""What the page's list and filters know of a result."""

import pytest

from summarizer.report.row import row_of, subject_name
from summarizer.schema.article import Article
from tests.report.outcomes import DRAFT, HARBOUR, failed, harbour, note, outcome


def test_an_article_summary() -> None:
    row = row_of(harbour().model_dump(mode="json"))
    assert row == {
        "id": "port.txt",
        "title": "Sarnow port to close",
        "status": "partial",
        "language": "en",
        "published": "2031-05-04",
        "sources": ["news.example"],
        "model": "scripted",
        "schema": "ArticleSummary",
        "quotes": [("Oskar Brandt, crane driver", "exact", "attributed"), ("Lena Vogt", "exact", "attributed")],
        "missed": ["Lena Vogt", "Lena Vogt"],
        "claims": 2,
        "topics": ["Port of Sarnow"],
        "subjects": ["economy, business and finance"],
        "verdicts": ["exact", "altered", "failed_check", "contradictory_claims"],
        "checks": ["number"],
        "problems": ["altered", "failed_check", "contradictory_claims", "failed_check"],
        "cost": None,
        "tokens": 24,
        "to_check": 6,
    }


def test_a_schema_of_ones_own_and_a_failure() -> None:
    own = row_of(note().model_dump(mode="json"))
    assert (own["title"], own["verdicts"], own["to_check"]) == ("note.txt", ["exact", "absent"], 1 + len(own["missed"]))
    none = row_of(failed().model_dump(mode="json"))
    assert (none["status"], none["quotes"], none["to_check"]) == ("refused", [], 1)


@pytest.mark.parametrize(
    ("source", "url", "sources"),
    [
        (None, None, []),
        ("wire/monday/port.txt", None, ["wire/monday"]),
        ("port.txt", None, ["."]),
        ("wire/rows.jsonl:17", "https://www.news.example/a", ["wire/rows.jsonl", "news.example"]),
        (None, "javascript:alert(1)", []),
        (None, "https://[broken", []),
    ],
)
def test_where_an_article_is_from(source: str | None, url: str | None, sources: list[str]) -> None:
    made = outcome(Article(text=HARBOUR, language="en", url=url), DRAFT).model_copy(update={"source": source})
    assert row_of(made.model_dump(mode="json"))["sources"] == sources


@pytest.mark.parametrize(
    ("code", "name"), [("medtop:15000000", "sport"), ("our:7", "our:7"), ("15000000", "sport"), ("", "")]
)
def test_a_code_has_the_name_of_its_subject(code: str, name: str) -> None:
    assert subject_name(code) == name
