"""What is public, and how the house is built."""

import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from tests.conftest import ROOT

PUBLIC = [
    "Article",
    "ArticleError",
    "ArticleSummary",
    "Audit",
    "Change",
    "Claim",
    "Denied",
    "Evidence",
    "Filtered",
    "Match",
    "Mention",
    "MissedQuotation",
    "ModelError",
    "NotAnArticle",
    "NotRecorded",
    "Outcome",
    "Outcomes",
    "OverBudget",
    "Problem",
    "ProblemKind",
    "Quote",
    "RateLimited",
    "Refused",
    "Rejected",
    "Result",
    "SchemaNotFilled",
    "Span",
    "SpeakerCheck",
    "Status",
    "SummarizerError",
    "Topic",
    "Truncated",
    "Unavailable",
    "Unfit",
    "Usage",
    "UserError",
    "Verbatim",
    "Verdict",
    "asummarize",
    "summarize",
    "summarize_many",
    "verify",
]


def test_the_public_names_are_these() -> None:
    assert sorted(summarizer.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_loads_and_explains_itself(name: str) -> None:
    assert getattr(summarizer, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_here"):
        summarizer.nothing_here  # noqa: B018 # the access is what is tested


def test_the_layers_hold() -> None:
    command = [Path(sys.executable).parent / "lint-imports"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


TYPED = """
from pydantic import BaseModel
from summarizer import ArticleSummary, Evidence, Mention, Outcomes, Result, Verbatim
from summarizer import asummarize, summarize, summarize_many

class Ruling(BaseModel):
    holding: Evidence
    dissent: list[Verbatim]
    judge: Mention | None

plain: Result[ArticleSummary] = summarize("…")
start: int = plain.summary.quotes[0].words.start
own: Result[Ruling] = summarize("…", schema=Ruling, model="m", surprise=1)  # type: ignore[call-overload]
ruling: Result[Ruling] = summarize("…", schema=Ruling, model="m", base_url="http://127.0.0.1:1/v1", refresh=True)
text: str = ruling.summary.holding.text
many: Outcomes[Ruling] = summarize_many(["…"], schema=Ruling, concurrency=2)

async def later() -> Result[Ruling]:
    return await asummarize("…", schema=Ruling)
"""


def test_results_are_typed_for_their_schema(tmp_path: Path) -> None:
    (tmp_path / "typed.py").write_text(TYPED)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), "typed.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
