"""The grounded field types: strings and references from the model, spans in the result.

In a schema they stand for places in the article. On the wire the model answers each with one string (`Evidence`: a
list of them);
grounding turns the strings into spans, or refuses them.
"""

from __future__ import annotations

from typing import Any, Protocol

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, RootModel
from pydantic_core import core_schema

from summarizer.schema.match import Flag, Verdict
from summarizer.schema.problem import Problem
from summarizer.schema.span import Span

REFERENCE = "`Q2` or `S4: first words … last words`"
VERBATIM_WIRE = f"Exact words of the article, as a reference: {REFERENCE}; for whole sentences `S4` or `S4-S6`."
EVIDENCE_WIRE = "References to the sentences this rests on, such as `S4` or `S4-S6`; the fewest that suffice."
MENTION_WIRE = "A name or noun phrase exactly as it stands in the article, with its sentence: `S4: the minister`."


class Ungrounded(ValueError):
    """A string that does not stand in the article; `problem` says why (its path is filled in by grounding)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Grounder(Protocol):
    """What turns strings on the wire into places; given to validation as its context."""

    def verbatim(self, said: str) -> Verbatim:
        """Resolve exact words, or raise `Ungrounded`."""
        ...

    def evidence(self, said: list[str]) -> Evidence:
        """Resolve whole sentences, or raise `Ungrounded`."""
        ...

    def mention(self, said: str) -> Mention:
        """Resolve a name as it stands, or raise `Ungrounded`."""
        ...


def _grounder(info: core_schema.ValidationInfo) -> Grounder:
    if info.context is None:
        raise ValueError("words become a place only by grounding; give start, end and text instead")
    return info.context  # type: ignore[no-any-return] # pydantic types the context as Any


class Verbatim(Span):
    """Exact words of the article.

    `verdict` says how the model's words stood in it. For `elided`, the span reaches from the first to the last word,
    `parts` holds the pieces that were said, and `flags` says whether a negation was left out between them.
    """

    verdict: Verdict = Field(default=Verdict.EXACT, description="How the model's words stood in the article.")
    parts: tuple[Span, ...] = Field(
        default=(), exclude_if=lambda parts: not parts, description="For `elided`: the pieces that were said."
    )
    flags: tuple[Flag, ...] = Field(
        default=(),
        exclude_if=lambda flags: not flags,
        description="For `elided`: what was left out between them, such as a negation.",
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401 # pydantic's signature
        return core_schema.with_info_before_validator_function(
            lambda value, info: _grounder(info).verbatim(value) if isinstance(value, str) else value, handler(source)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return _wire_or_result(schema, handler, {"type": "string", "description": VERBATIM_WIRE})


class Mention(Span):
    """A name or noun phrase as it stands in the article."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401 # pydantic's signature
        return core_schema.with_info_before_validator_function(
            lambda value, info: _grounder(info).mention(value) if isinstance(value, str) else value, handler(source)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return _wire_or_result(schema, handler, {"type": "string", "description": MENTION_WIRE})


class Evidence(RootModel[tuple[Span, ...]]):
    """Whole sentences, in article order; a list of spans in JSON."""

    model_config = ConfigDict(frozen=True)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sentences' places."""
        return self.root

    @property
    def text(self) -> str:
        """The sentences' words, joined by a space."""
        return " ".join(span.text for span in self.root)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401 # pydantic's signature
        def ground(value: object, info: core_schema.ValidationInfo) -> object:
            said = [value] if isinstance(value, str) else value
            wire = isinstance(said, list) and all(isinstance(item, str) for item in said) and info.context is not None
            return _grounder(info).evidence(said) if wire else value  # type: ignore[arg-type] # a list of strings, as checked

        return core_schema.with_info_before_validator_function(ground, handler(source))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        wire = {"type": "array", "items": {"type": "string"}, "description": EVIDENCE_WIRE}
        return _wire_or_result(schema, handler, wire)


def _wire_or_result(
    schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler, wire: dict[str, Any]
) -> dict[str, Any]:
    """The validation schema is what the model must produce, the serialization schema what the result holds."""
    return wire if handler.mode == "validation" else handler(schema)
