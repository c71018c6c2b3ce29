"""The small asks: one short question each about a few sentences, with an answer that can hardly be wrong in form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import ConfigDict, Field, create_model

from summarizer.prompts.ask import Ask
from summarizer.prompts.template import Prompt
from summarizer.schema.article import Quotation, Sentence
from summarizer.schema.draft import Draft
from summarizer.schema.messages import Message

SMALL_PROMPT = "article.small.v1"
"""A prompt whose name begins like this one's is for small asks: whoever chooses it chooses the small way."""

NOBODY = "nobody named here"
"""What to answer where none of the names is the speaker's."""
LONGEST_HEADLINE = 110
"""Code points that the answer may have: with these, an answer that goes on and on ends soon."""
LONGEST_SENTENCE = 250
LONGEST_LABEL = 60
_LONGEST_SHOWN = 600
"""Code points of a sentence that are shown; text without full stops is one sentence."""
_LONGEST_QUOTATION = 160
_FIRST_WORDS, _FIRST_CHARACTERS = 6, 48
"""How much of a sentence stands beside its number in a reference: writing these words, the model goes on from them."""
_ANSWER, _QUESTION = "\n## answer\n", "\n## question\n"
"""Lines of a prompt between which an example's answer stands; no line of an article's sentence can be one."""


class SmallDraft(Draft):
    """An answer of a few fields and no others, spaced as models write JSON, and no further white space."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"x-guidance": {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}},
    )


class SmallFrame(SmallDraft):
    """The abstract's two sentences, each after the sentence that it rests on, and a headline for them.

    `lead` is narrowed to the first of the sentences shown, `then` to the others, so that they differ.
    """

    lead: str
    first: str = Field(min_length=12, max_length=LONGEST_SENTENCE)
    then: str
    second: str = Field(min_length=12, max_length=LONGEST_SENTENCE)
    headline: str = Field(min_length=8, max_length=LONGEST_HEADLINE)


class SmallClaim(SmallDraft):
    """One claim of a section; `evidence` is narrowed to the section's sentences."""

    evidence: str
    text: str = Field(min_length=12, max_length=LONGEST_SENTENCE)


class SmallTopic(SmallDraft):
    """The topic of a section; `evidence` is narrowed to the section's sentences."""

    evidence: str
    label: str = Field(min_length=3, max_length=LONGEST_LABEL)


class SmallSpeaker(SmallDraft):
    """Who says a quotation; `speaker` is narrowed to the names that stand near it."""

    speaker: str


def is_small_prompt(prompt: Prompt) -> bool:
    """Whether a prompt is for small asks."""
    return prompt.name.startswith(SMALL_PROMPT.rpartition(".")[0])


def small_frame_ask(ask: Ask, prompt: Prompt, sentences: Sequence[Sentence], language: str | None) -> Ask:
    """Ask for headline and abstract.

    Args:
        ask: the article.
        prompt: a prompt for small asks.
        sentences: those to write them from; of one alone both of the abstract's sentences are written.
        language: what to write in; None for the article's own.
    """
    middle = (len(sentences) + 1) // 2
    lead, rest = sentences[:middle], sentences[middle:] or sentences
    draft = _narrowed(SmallFrame, lead=_references(lead), then=_references(rest))
    return _small(ask, prompt, "frame", sentences, draft, language=language, title=ask.article.title)


def small_claim_ask(ask: Ask, prompt: Prompt, section: Sequence[Sentence], language: str | None) -> Ask:
    """Ask for the weightiest thing that a section states; its evidence can only be one of its sentences."""
    return _small(
        ask, prompt, "claim", section, _narrowed(SmallClaim, evidence=_references(section)), language=language
    )


def small_topic_ask(ask: Ask, prompt: Prompt, section: Sequence[Sentence], language: str | None) -> Ask:
    """Ask for a section's topic; its evidence can only be one of its sentences."""
    return _small(
        ask, prompt, "topic", section, _narrowed(SmallTopic, evidence=_references(section)), language=language
    )


def small_speaker_ask(
    ask: Ask, prompt: Prompt, near: Sequence[Sentence], quotation: Quotation, names: Sequence[str]
) -> Ask:
    """Ask who says a quotation.

    Args:
        ask: the article.
        prompt: a prompt for small asks.
        near: the sentences around it.
        quotation: the words.
        names: those to choose from.
    """
    draft = _narrowed(SmallSpeaker, speaker=(*names, NOBODY))
    words = _shortened(quotation.text, _LONGEST_QUOTATION)
    return _small(ask, prompt, "speaker", near, draft, quotation=words)


def _small(
    ask: Ask,
    prompt: Prompt,
    wanted: str,
    sentences: Sequence[Sentence],
    draft: type[SmallDraft],
    *,
    language: str | None = None,
    title: str | None = None,
    quotation: str = "",
) -> Ask:
    messages = prompt.render(
        ask=wanted,
        sentences=[f"[{sentence.id}] {_shortened(sentence.text, _LONGEST_SHOWN)}" for sentence in sentences],
        title=_shortened(title or "", _LONGEST_SHOWN),
        quotation=quotation,
        output_language=language or "",
    )
    return replace(ask, draft=draft, messages=tuple(turn for message in messages for turn in _turns(message)))


def _turns(message: Message) -> Iterator[Message]:
    """The prompt's example as turns of its own, before the question."""
    question = message["content"]
    while _ANSWER in question and _QUESTION in question:
        example, _, rest = question.partition(_ANSWER)
        answer, _, question = rest.partition(_QUESTION)
        yield {"role": "user", "content": example.strip()}
        yield {"role": "assistant", "content": answer.strip()}
    yield {"role": message["role"], "content": question.strip()}


def pointed_at(reference: str) -> str:
    """The number in a reference that stands beside its sentence's first words."""
    return reference.partition(":")[0]


def _references(sentences: Sequence[Sentence]) -> list[str]:
    """`S4: its first words`, for each sentence."""
    words = (" ".join(sentence.text.split()[:_FIRST_WORDS])[:_FIRST_CHARACTERS] for sentence in sentences)
    return [f"{sentence.id}: {first}" for sentence, first in zip(sentences, words, strict=True)]


def _narrowed(draft: type[SmallDraft], **to: Sequence[str]) -> type[SmallDraft]:
    """The draft with some fields that have only these values; in the draft's own order."""
    values: dict[str, Any] = {name: (Literal[tuple(allowed)], ...) for name, allowed in to.items()}
    return create_model(draft.__name__, __base__=draft, __doc__=draft.__doc__, **values)


def _shortened(text: str, most: int) -> str:
    """On one line, so that no line of the article can pass for a line of the prompt."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
