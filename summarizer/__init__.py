"""Structured summaries of news articles that cannot misquote.

Every quote in a result stands in the article, character for character, at the offsets given; every claim names the
sentences it rests on; what the model got wrong, and what it left out, is reported.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.api import Outcomes, asummarize, summarize, summarize_many
    from summarizer.errors import (
        ArticleError,
        Denied,
        Filtered,
        ModelError,
        NotAnArticle,
        NotRecorded,
        OverBudget,
        RateLimited,
        Refused,
        Rejected,
        SchemaNotFilled,
        SummarizerError,
        Truncated,
        Unavailable,
        Unfit,
        UserError,
    )
    from summarizer.schema.article import Article
    from summarizer.schema.grounded import Evidence, Mention, Verbatim
    from summarizer.schema.match import Change, Match, Verdict
    from summarizer.schema.outcome import Outcome, Result, Status
    from summarizer.schema.problem import Audit, MissedQuotation, Problem, ProblemKind
    from summarizer.schema.span import Span
    from summarizer.schema.summary import ArticleSummary, Claim, Quote, SpeakerCheck, Topic
    from summarizer.schema.usage import Usage
    from summarizer.verification.verify import verify

__all__ = [
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

_MODULE = {
    "Outcomes": "summarizer.api",
    "asummarize": "summarizer.api",
    "summarize": "summarizer.api",
    "summarize_many": "summarizer.api",
    "ArticleError": "summarizer.errors",
    "Denied": "summarizer.errors",
    "Filtered": "summarizer.errors",
    "ModelError": "summarizer.errors",
    "NotAnArticle": "summarizer.errors",
    "NotRecorded": "summarizer.errors",
    "OverBudget": "summarizer.errors",
    "RateLimited": "summarizer.errors",
    "Refused": "summarizer.errors",
    "Rejected": "summarizer.errors",
    "SchemaNotFilled": "summarizer.errors",
    "SummarizerError": "summarizer.errors",
    "Truncated": "summarizer.errors",
    "Unavailable": "summarizer.errors",
    "Unfit": "summarizer.errors",
    "UserError": "summarizer.errors",
    "Article": "summarizer.schema.article",
    "Evidence": "summarizer.schema.grounded",
    "Mention": "summarizer.schema.grounded",
    "Verbatim": "summarizer.schema.grounded",
    "Change": "summarizer.schema.match",
    "Match": "summarizer.schema.match",
    "Verdict": "summarizer.schema.match",
    "Outcome": "summarizer.schema.outcome",
    "Result": "summarizer.schema.outcome",
    "Status": "summarizer.schema.outcome",
    "Audit": "summarizer.schema.problem",
    "MissedQuotation": "summarizer.schema.problem",
    "Problem": "summarizer.schema.problem",
    "ProblemKind": "summarizer.schema.problem",
    "Span": "summarizer.schema.span",
    "ArticleSummary": "summarizer.schema.summary",
    "Claim": "summarizer.schema.summary",
    "Quote": "summarizer.schema.summary",
    "SpeakerCheck": "summarizer.schema.summary",
    "Topic": "summarizer.schema.summary",
    "Usage": "summarizer.schema.usage",
    "verify": "summarizer.verification.verify",
}


logging.getLogger("summarizer").addHandler(logging.NullHandler())  # silent until its user sets up logging


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `import summarizer` costs nothing."""
    if name not in _MODULE:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(_MODULE[name]), name)
