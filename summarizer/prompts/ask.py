"""Ask: what the pipeline wants answered; Model: what answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from summarizer.errors import ModelError
from summarizer.schema.usage import Usage

if TYPE_CHECKING:
    from summarizer.schema.article import Article
    from summarizer.schema.attribution import Attribution
    from summarizer.schema.draft import Draft
    from summarizer.schema.messages import Message
    from summarizer.text.reading import Reading
    from summarizer.text.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Ask:
    """The article, the draft's schema, the messages."""

    name: str
    """The article's readable name, for recordings and messages to the user."""
    article: Article
    reading: Reading
    vocabulary: Vocabulary
    """The subjects that topics are filed under."""
    attributions: Mapping[str, Attribution]
    """What the article itself says about each quotation's speaker."""
    draft: type[Draft]
    messages: tuple[Message, ...]
    repair: bool = False
    """Whether it asks once more for what did not hold."""
    second_reading: bool = False
    """Whether the model that reads claims a second time shall answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A draft, or why there is none; and what was spent on it either way."""

    draft: Draft | ModelError
    usage: Usage
    seconds: tuple[float, ...] = ()
    """What each live call took."""


class Model(Protocol):
    """Answers an Ask with a Draft.

    A language model through its endpoint, or the extractive model from the article itself.
    """

    @property
    def name(self) -> str:
        """As the user names it."""
        ...

    @property
    def identity(self) -> str:
        """All that its answers depend on besides the ask: provider, name, mode, parameters.

        Part of a result's fingerprint.
        """
        ...

    async def answer(self, ask: Ask) -> Answer:
        """Answer; raises only a `UserError`, for a mistake that would meet every ask."""
        ...

    async def close(self) -> None:
        """Give connections and files back."""
        ...
