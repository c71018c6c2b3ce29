"""Every exception that is raised on purpose.

SummarizerError
├── UserError            a mistake in the call, the options or the settings: exit 2, one sentence with the next step
│   └── SchemaNotFilled  the extractive model cannot fill this schema
├── ArticleError         one article cannot be read; the others go on
│   └── NotAnArticle     it was read, and holds no sentence to summarize
└── ModelError           the model gave no usable answer for one article
    ├── RateLimited      still refused for its rate after all retries
    ├── Refused          the model declined
    ├── Filtered         the provider's content filter stopped it
    ├── Truncated        the answer ended at the length limit
    ├── Unfit            no answer fitted the schema; the last one is kept
    ├── Unavailable      connection errors, time-outs and server errors after all retries
    ├── Rejected         a request the endpoint will not take: no use in asking again
    │   └── Denied       a wrong key, an unknown model, no credit: it would not take any other either
    ├── OverBudget       the run's ceiling does not allow another request
    └── NotRecorded      replay only: no recording for this request
"""

from __future__ import annotations

from typing import ClassVar


class SummarizerError(Exception):
    """The root of the tree."""


class UserError(SummarizerError):
    """A mistake in the call, the options or the settings; the message says what to do instead."""


class ArticleError(SummarizerError):
    """An article that cannot be read; the message names it.

    Attributes:
        status: the Outcome status that this error becomes.
    """

    status: ClassVar[str] = "failed"


class NotAnArticle(ArticleError):
    """A text without a sentence to summarize."""

    status = "not_an_article"


class SchemaNotFilled(UserError):
    """The extractive model cannot fill the schema asked for; the message says so in one sentence."""


class ModelError(SummarizerError):
    """No usable answer for one article.

    Attributes:
        status: the Outcome status that this error becomes.
        answer: the model's last answer, as it came, where there was one.
        attempts: requests sent for it that failed.
    """

    status: ClassVar[str] = "failed"

    def __init__(self, message: str, *, answer: str = "", attempts: int = 0) -> None:
        super().__init__(message)
        self.answer = answer
        self.attempts = attempts


class RateLimited(ModelError):
    """Still refused for its rate after all retries."""

    status = "rate_limited"


class Refused(ModelError):
    """The model declined; its words are in the message."""

    status = "refused"


class Filtered(ModelError):
    """The provider's content filter stopped the answer."""

    status = "filtered"


class Truncated(ModelError):
    """The answer ended at the length limit, so it is not taken for a short one."""

    status = "truncated"


class Unfit(ModelError):
    """No answer fitted the schema, after all re-asks; `answer` holds the last one."""


class Unavailable(ModelError):
    """Connection errors, time-outs or server errors, after all retries."""


class Rejected(ModelError):
    """The endpoint will not take this request, such as one that is too long or has an unsupported field."""


class Denied(Rejected):
    """The endpoint takes no request at all: a wrong key, an unknown model, no credit."""


class OverBudget(ModelError):
    """The run's ceiling of dollars or tokens does not allow another request."""

    status = "budget"


class NotRecorded(ModelError):
    """Replay found no recording of this request; the message names the article and how to record it."""
