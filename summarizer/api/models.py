"""The models of a job: which ones, and how each is opened by its name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import UserError

if TYPE_CHECKING:
    from summarizer.api.exchanges import Exchanges
    from summarizer.llm.log import ExchangeLog
    from summarizer.llm.terms import Access, Asking
    from summarizer.prompts.ask import Model

EXTRACTIVE = "extractive"
"""The name of the built-in model, which asks nobody."""


@dataclass(frozen=True, slots=True)
class Models:
    """Opens the models of a job, all on the same terms.

    Attributes:
        access: where a language model is.
        asking: how it is asked.
        exchanges: where what it is asked and answers is kept.
        log: where a line about each exchange goes; one file for all models.
    """

    access: Access
    asking: Asking
    exchanges: Exchanges
    log: ExchangeLog | None

    def open(self, name: str | None) -> Model:
        """Open a model.

        Args:
            name: as the user says it; without one, that of a replay is what was recorded, and else there is a default.

        Raises:
            UserError: there is no such model, or it cannot be opened on these terms.
        """
        if not name and not self.exchanges.replay:
            name = default_model(base_url=self.access.base_url, api_key=self.access.api_key)
        return self._extractive() if name == EXTRACTIVE else self._language_model(name)

    def _extractive(self) -> Model:
        if self.exchanges.record or self.exchanges.replay:
            raise UserError(
                "The extractive model exchanges nothing, so there is nothing to record or replay; name another --model."
            )
        from summarizer.extractive.model import ExtractiveModel

        return ExtractiveModel()

    def _language_model(self, name: str | None) -> Model:
        from summarizer.llm.answering import AskedModel
        from summarizer.llm.local import is_local_name, open_local
        from summarizer.llm.model import open_model

        access, keeping = self.access, self.exchanges.opened(self.log)
        if name and is_local_name(name) and not access.base_url:
            model = open_local(name, self.asking, keeping, timeout=access.timeout)
        else:
            model = open_model(name, access, self.asking, keeping)
        return AskedModel(model, keeping.store, tuple(file for file in (access.ledger, self.log) if file is not None))


def default_model(*, base_url: str | None, api_key: str | None) -> str:
    """The model asked when none is named.

    Raises:
        UserError: an endpoint is given, and only its user knows its models.
    """
    if base_url:
        raise UserError("Which model shall answer at this base URL? Name it: --model NAME (from Python: model='NAME').")
    if api_key or os.environ.get("OPENAI_API_KEY"):
        from summarizer.llm.providers import known

        return known().default_model
    return EXTRACTIVE
