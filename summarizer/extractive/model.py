"""The built-in model: answers an ask from the article itself, by rules; no language model, no download."""

from __future__ import annotations

from summarizer.errors import SchemaNotFilled, Unfit
from summarizer.prompts.ask import Answer, Ask
from summarizer.schema.usage import Usage

EXTRACTIVE_VERSION = "2"
"""Raised when the same article would be answered otherwise; part of a result's fingerprint."""


class ExtractiveModel:
    """Topics from key phrases, claims from central sentences, quotes from the quotations, speakers by rules."""

    name = "extractive"
    identity = f"extractive {EXTRACTIVE_VERSION}"
    cpu_bound = True
    """Its work is done here, not waited for: several processes are faster than one."""

    async def answer(self, ask: Ask) -> Answer:
        """Answer from the article's own sentences; deterministic.

        Raises:
            SchemaNotFilled: the schema asks for what rules cannot read off an article.
        """
        # heavy: only when an article is worked on
        from summarizer.extractive.fillings import fillings
        from summarizer.prompts.messages import Repairs

        if ask.draft is Repairs:
            return Answer(Repairs(), Usage())
        fill = fillings().get(ask.draft)
        if fill is None:
            raise SchemaNotFilled(
                f"The extractive model fills brief, quotes and the article summary only, not {ask.draft.__name__}; "
                "name a language model with --model."
            )
        try:
            return Answer(ask.draft.model_validate(fill(ask)), Usage())
        except Unfit as error:
            return Answer(error, Usage())

    async def close(self) -> None:
        """Nothing is open."""
