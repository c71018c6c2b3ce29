"""What a run says of itself while it goes."""

import io
from collections import Counter

import pytest

from summarizer.api.row import Row
from summarizer.runs import progress
from summarizer.runs.progress import counts, open_progress
from summarizer.runs.run import Tally
from summarizer.schema.outcome import Status
from summarizer.schema.usage import Usage


def row(problems: int) -> Row:
    return Row(
        id="a",
        source=None,
        sha256="",
        fingerprint="",
        status=Status.PARTIAL,
        error=None,
        error_kind=None,
        usage=Usage(),
        unanswered=False,
        problems=problems,
        notes=(),
        json=b"{}\n",
    )


@pytest.mark.parametrize(
    ("total", "done", "begins"),
    [
        (None, 1, "1 article · "),
        (None, 2, "2 articles · "),
        (1, 1, "1/1 article · "),
        (2, 1, "1/2 articles · "),
        (1200, 1100, "1,100/1,200 articles · "),
    ],
)
def test_articles_are_counted_in_words(monkeypatch, total, done, begins):
    monkeypatch.setattr(progress, "_EVERY", -1.0)
    said = io.StringIO()
    with open_progress(total, quiet=False, verbose=False, stream=said) as shown:
        shown.step("a", None, Tally(statuses=Counter({Status.OK: done})))
    assert said.getvalue().startswith(begins)


@pytest.mark.parametrize(("problems", "line"), [(0, "partial"), (1, "partial, 1 problem"), (2, "partial, 2 problems")])
def test_problems_are_counted_in_words(problems, line):
    said = io.StringIO()
    with open_progress(1, quiet=False, verbose=True, stream=said) as shown:
        shown.step("a", row(problems), Tally())
    assert said.getvalue() == f"a: {line}\n"


def test_calls_and_tokens_are_counted_in_words():
    assert counts(Tally(usage=Usage(calls=1, input_tokens=1))) == "1 call · 1 token"
    assert counts(Tally(usage=Usage(calls=1200, input_tokens=1, output_tokens=1))) == "1,200 calls · 2 tokens"
