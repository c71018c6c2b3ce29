"""Door: what instructor is given in place of a schema, so that what does not change is worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

AnswerT = TypeVar("AnswerT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Through(Generic[AnswerT]):
    """An answer as it comes through the door."""

    answer: AnswerT


@lru_cache(maxsize=64)
def door(answer: type[AnswerT]) -> type[BaseModel]:
    """The stand-in for a schema.

    instructor makes a subclass of a response model, its JSON Schema and a walk through all its fields anew at every
    question, which is half of its cost; this class has the name, the docstring and the JSON Schema of instructor's own
    subclass, no fields to walk through, and reads answers as the schema itself does.

    Args:
        answer: the schema that answers must fit.

    Returns:
        A response model whose parsed answers are `Through`.
    """
    from instructor import OpenAISchema  # heavy: only when a model is asked
    from instructor.v2.core.response_model import prepare_response_model  # not exported; pinned by a test

    prepared = cast("type[BaseModel]", prepare_response_model(answer))
    schema = prepared.model_json_schema()

    class Door(OpenAISchema):
        @classmethod
        def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
            return dict(schema)  # instructor adds to it at the top only

        @classmethod
        def model_validate_json(  # type: ignore[override] # instructor hands on whatever comes
            cls, json_data: str | bytes | bytearray, *, context: object = None, strict: bool | None = None
        ) -> Through[AnswerT]:
            return Through(answer.model_validate_json(json_data, context=context, strict=strict))

        @classmethod
        def model_validate(  # type: ignore[override] # the same
            cls, obj: object, *, context: object = None, strict: bool | None = None
        ) -> Through[AnswerT]:
            return Through(answer.model_validate(obj, context=context, strict=strict))

    Door.__name__, Door.__qualname__, Door.__doc__ = prepared.__name__, prepared.__qualname__, prepared.__doc__
    return Door
