"""Job: what to do with each article, and the driver of one article's way."""

from __future__ import annotations

import hashlib
import inspect
import json
import logging
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from summarizer.api.latencies import Latencies
from summarizer.articles import with_language
from summarizer.errors import ArticleError, ModelError, NotAnArticle, Rejected, Unfit, UserError
from summarizer.grounding.version import GROUNDING_VERSION
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.prompts.template import REPAIR_PROMPT, load_prompt
from summarizer.resources import folder
from summarizer.schema.article import Article
from summarizer.schema.draft import draft_type
from summarizer.schema.outcome import Outcome, Result, Status, outcome_type
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.summary import ArticleSummary
from summarizer.schema.usage import Usage

if TYPE_CHECKING:
    from summarizer.prompts.ask import Ask, Model

S = TypeVar("S", bound=BaseModel)

_log = logging.getLogger("summarizer.api")


@dataclass(frozen=True)
class Job(Generic[S]):
    """A model, and what is wanted of each article."""

    model: Model
    wanted: Wanted[S]
    second_reader: Model | None = None
    """The model that reads claims a second time."""
    owns_model: bool = True
    """Whether closing the job closes its model."""
    latencies: Latencies = field(default_factory=Latencies, compare=False)
    """How long its live calls took."""

    async def close(self) -> None:
        """Give the model's connections and files back, if the job opened it."""
        if self.owns_model:
            await self.model.close()
        if self.second_reader is not None:
            await self.second_reader.close()

    @cached_property
    def _basis(self) -> hashlib._Hash:
        """The hash of what is the same for every article, to be gone on from."""
        wire, shape = _json_schemas(self.wanted.schema)
        repair = load_prompt(REPAIR_PROMPT).digest
        wanted = self.wanted
        subjects = [[entry.code, entry.label, *entry.names] for entry in wanted.vocabulary.entries]
        asked = [wanted.prompt.digest, wanted.language, wanted.max_input_tokens, repair, wire, wanted.require, subjects]
        reader = self.second_reader.identity if self.second_reader else None
        told = [GROUNDING_VERSION, self.model.identity, reader, asked, shape, _source(wanted.schema)]
        return hashlib.sha256(json.dumps(told).encode())

    def fingerprint(self, article: Article) -> str:
        """Hash of all that a result depends on: article, prompt, schema, model, parameters, grounding version."""
        told = (article.title, article.language, article.published, article.url)
        whole = self._basis.copy()
        whole.update(json.dumps([article.sha256, *told]).encode())
        return whole.hexdigest()[:32]

    async def outcome(
        self, name: str, article: Article, *, source: str | None = None, notes: tuple[str, ...] = ()
    ) -> Outcome[S]:
        """Summarize one article.

        Args:
            name: the outcome's id, also used for recordings and in messages.
            article: the article as read.
            source: where it came from.
            notes: what was noticed on reading.

        Returns:
            The outcome; a failure of the article or of the model is an outcome too, not an exception.

        Raises:
            UserError: a mistake that would meet every article, such as a prompt that cannot be filled.
        """
        article, fingerprint = with_language(article), self.fingerprint(article)
        end, usage = await self._drive(name, article)
        noted = (*notes, *(end.notes if isinstance(end, Finished) else ()))
        return _Row(self, name, source, article, fingerprint, noted).ended(end, usage)

    async def result(self, name: str, article: Article) -> Result[S]:
        """Summarize one article.

        Raises:
            ModelError: the model gave no usable answer.
            NotAnArticle: there is nothing to summarize.
            UserError: a mistake in the job.
        """
        article, fingerprint = with_language(article), self.fingerprint(article)
        end, usage = await self._drive(name, article)
        if not isinstance(end, Finished):
            raise end
        row = _Row(self, name, None, article, fingerprint, end.notes).told(usage) | _end(end)
        return Result[self.wanted.schema].model_validate(row)  # type: ignore[name-defined] # the schema is known at run time

    async def _drive(self, name: str, article: Article) -> tuple[Finished[S] | ModelError | NotAnArticle, Usage]:
        usage = Usage()
        from summarizer.pipeline.choosing import way  # heavy: only when an article is worked on

        going = way(name, article, self.wanted)
        try:
            ask = next(going)
            while True:
                model = self.second_reader if ask.second_reading and self.second_reader else self.model
                answer = await model.answer(ask)
                usage += answer.usage + Usage(repairs=int(ask.repair and not isinstance(answer.draft, ModelError)))
                self.latencies.add(*answer.seconds)
                ask = going.throw(answer.draft) if isinstance(answer.draft, ModelError) else going.send(answer.draft)
        except StopIteration as stop:
            return stop.value, usage
        except (ModelError, NotAnArticle) as error:
            return error, usage
        except UserError:
            raise
        except Exception as error:  # noqa: BLE001 # a user's validator may raise anything, and costs its article only
            _log.exception("%s: unexpected", name)
            return Unfit(f"{name}: the schema's or the model's own code raised {type(error).__name__}: {error}"), usage

    def not_asked(
        self, name: str, article: Article, why: str, *, source: str | None = None, notes: tuple[str, ...] = ()
    ) -> Outcome[S]:
        """The outcome of an article that a stopped run no longer asked about."""
        row = _Row(self, name, source, article, self.fingerprint(article), notes)
        return row.ended(Rejected(f"Not asked, since the run was stopped: {why}"), Usage())

    def unread(self, name: str, source: str | None, error: ArticleError) -> Outcome[S]:
        """The outcome of an article that could not be read."""
        return _Row(self, name, source, None, "", ()).ended(error, Usage())


def _json_schemas(schema: type[BaseModel]) -> tuple[str, str]:
    """The JSON Schemas of what a model is asked for, and of a result."""
    if schema is ArticleSummary:  # published, and read in a hundredth of the time that it takes to make them
        wire, shape = (folder("schemas") / f"{name}.schema.json" for name in ("article", "outcome"))
        return wire.read_text("utf-8"), shape.read_text("utf-8")
    drafted, returned = draft_type(schema).model_json_schema(), schema.model_json_schema(mode="serialization")
    return json.dumps(drafted, sort_keys=True), json.dumps(returned, sort_keys=True)


def _source(schema: type[BaseModel]) -> str:
    """The schema's own code, validators included, where it can be read."""
    try:
        return inspect.getsource(schema)
    except (OSError, TypeError):
        return ""


def preview(name: str, article: Article, wanted: Wanted[S]) -> Ask:
    """The first ask of an article, without asking it.

    Raises:
        NotAnArticle: there is nothing to ask about.
    """
    from summarizer.pipeline.choosing import way  # heavy: only when an article is worked on

    return next(way(name, with_language(article), wanted))


@dataclass(frozen=True, slots=True)
class _Row(Generic[S]):
    """What an outcome says whatever becomes of the article."""

    job: Job[S]
    name: str
    source: str | None
    article: Article | None
    fingerprint: str
    notes: tuple[str, ...]

    def ended(self, end: Finished[S] | ModelError | ArticleError, usage: Usage) -> Outcome[S]:
        found = _end(end) if isinstance(end, Finished) else _failure(end)
        return outcome_type(self.job.wanted.schema).model_validate(self.told(usage) | found)

    def told(self, usage: Usage) -> dict[str, object]:
        return {
            "id": self.name,
            "source": self.source,
            "article": self.article,
            "summary": None,
            "model": self.job.model.name,
            "prompt": self.job.wanted.prompt.name,
            "schema_name": self.job.wanted.schema.__name__,
            "fingerprint": self.fingerprint,
            "usage": usage,
            "error_kind": None,
            "notes": self.notes,
        }


def _end(end: Finished[S]) -> dict[str, object]:
    status = Status.PARTIAL if end.problems else Status.OK
    return {"status": status, "summary": end.summary, "problems": end.problems, "audit": end.audit}


def _kind(error: Exception) -> str:
    """`NotRecorded` → `not_recorded`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def _failure(error: ModelError | ArticleError) -> dict[str, object]:
    answer = error.answer if isinstance(error, ModelError) else ""
    problem = Problem(path="", kind=ProblemKind.UNFIT, said=answer, message=str(error))
    return {
        "status": Status(error.status),
        "problems": (problem,) if answer else (),
        "error": str(error),
        "error_kind": _kind(error),
    }
