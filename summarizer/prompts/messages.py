"""The messages of an ask: sentences numbered, quotations listed, the article fenced as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from pydantic import BaseModel, Field

from summarizer.prompts.ask import Ask
from summarizer.prompts.examples import Example
from summarizer.prompts.parts import NumberedPart
from summarizer.prompts.template import CLAIMS_PROMPT, FRAME_PROMPT, REPAIR_PROMPT, Prompt, load_prompt
from summarizer.schema.article import Article, Quotation, Sentence, SentenceKind
from summarizer.schema.attribution import Attribution
from summarizer.schema.draft import Draft, draft_type
from summarizer.schema.messages import Message
from summarizer.schema.problem import Problem
from summarizer.schema.summary import Claim, Quote, Support
from summarizer.text.reading import Reading
from summarizer.text.vocabulary import Vocabulary

_LISTED_WORDS = 14
"""A quotation of up to so many words is listed whole; a longer one by its first eight and last four."""
_LISTED_CHARACTERS = 90
"""The same in characters, for scripts without spaces."""


def article_ask(
    name: str,
    article: Article,
    *,
    reading: Reading,
    attributions: Mapping[str, Attribution],
    schema: type[BaseModel],
    prompt: Prompt,
    vocabulary: Vocabulary,
    language: str | None = None,
    part: NumberedPart | None = None,
) -> Ask:
    """Ask for a summary of the whole article, or of a part.

    Args:
        name: the article's readable name.
        article: the article, its language given or detected.
        reading: what code found in its text.
        attributions: what it says about each quotation's speaker.
        schema: the result's schema.
        prompt: the instructions.
        vocabulary: the subjects that topics are filed under.
        language: what to write in; None for the article's own.
        part: which part; None for the whole.
    """
    shown = (*part.part.head, *part.part.sentences) if part else reading.sentences
    marked = [item for item in reading.marked if part is None or item.paragraph in part.part.paragraphs]
    values = {
        "nonce": _nonce(article),
        "title": _one_line(article.title or ""),
        "published": _one_line(article.published or ""),
        "language": _one_line(article.language or ""),
        "output_language": _one_line(language or ""),
        "paragraphs": _paragraphs(shown),
        "quotations": [_listed(item, reading) for item in marked if item.speech],
        "subjects": [f"{entry.code} {entry.label}" for entry in vocabulary.entries],
        "terms": [_listed(item, reading) for item in marked if not item.speech],
        "part": {"number": part.number, "of": part.of, "place": part.part.place} if part else None,
    }
    messages = _with_examples(prompt, values)
    return Ask(name, article, reading, vocabulary, attributions, draft_type(schema), messages)


def _with_examples(prompt: Prompt, values: Mapping[str, object]) -> tuple[Message, ...]:
    """The prompt's messages for an article, with its examples as turns before the article's own."""
    messages = prompt.render(**values)
    pairs = [message for example in prompt.examples for message in _turns(example, prompt, values)]
    first = next(number for number, message in enumerate(messages) if message["role"] == "user")
    return (*messages[:first], *pairs, *messages[first:])


def _turns(example: Example, prompt: Prompt, values: Mapping[str, object]) -> list[Message]:
    """The example's article as the article itself would be shown, and its answer."""
    reading = example.reading
    own = {
        "title": "",
        "published": "",
        "language": example.language or "",
        "paragraphs": _paragraphs(reading.sentences),
        "quotations": [_listed(item, reading) for item in reading.marked if item.speech],
        "terms": [_listed(item, reading) for item in reading.marked if not item.speech],
        "part": None,
    }
    shown = [message for message in prompt.render(**{**values, **own}) if message["role"] == "user"]
    return [*shown, {"role": "assistant", "content": json.dumps(example.answer, ensure_ascii=False)}]


class Frame(Draft):
    """What an article that was read in parts has only once."""

    headline: str = Field(description="One line that says what happened.")
    abstract: str = Field(description="Two to four sentences that say what happened, to whom, and why it matters.")


def frame_ask(ask: Ask, parts: Sequence[Mapping[str, Any]], language: str | None = None) -> Ask:
    """Ask for the headline and abstract of an article that was read in parts.

    Args:
        ask: the ask of any part.
        parts: each part's draft.
        language: what to write in; None for the article's own.
    """
    article = ask.article
    messages = _shipped(FRAME_PROMPT).render(
        nonce=_nonce(article),
        title=_one_line(article.title or ""),
        language=_one_line(article.language or ""),
        output_language=_one_line(language or ""),
        parts=[
            {"abstract": _one_line(part["abstract"]), "claims": [_one_line(claim["text"]) for claim in part["claims"]]}
            for part in parts
        ],
    )
    return replace(ask, draft=Frame, messages=messages)


class ClaimReading(BaseModel):
    """How one claim stands to its evidence."""

    claim: str = Field(description="The claim's id, such as `C1`.")
    verdict: Support = Field(description="supported, partly or not.")


class ClaimReadings(Draft):
    """A second reading of claims."""

    readings: list[ClaimReading] = Field(description="One for each claim.")


def claims_ask(ask: Ask, claims: Sequence[Claim]) -> Ask:
    """Ask how each claim stands to its evidence alone; claim `C1` is the first, and so on.

    Args:
        ask: the ask that the claims answer.
        claims: the grounded claims.
    """
    messages = _shipped(CLAIMS_PROMPT).render(
        nonce=_nonce(ask.article),
        claims=[
            {
                "id": f"C{number}",
                "text": _one_line(claim.text),
                "evidence": [_one_line(span.text) for span in claim.evidence.spans],
            }
            for number, claim in enumerate(claims, 1)
        ],
    )
    return replace(ask, draft=ClaimReadings, messages=messages, second_reading=True)


class RepairItem(BaseModel):
    """What takes one item's place."""

    item: str = Field(description="The item's id, such as `P1`.")
    answer: str | None = Field(
        description="A reference that holds, or the corrected text; null if the article has no such thing."
    )


class Repairs(Draft):
    """New references for the items that did not hold, and the quotes that were left out."""

    repairs: list[RepairItem] = Field(default=[], description="One for each item to repair.")
    quotes: list[draft_type(Quote)] = Field(  # type: ignore[valid-type] # derived from the shape of a quote
        default=[], description="One for each missing quotation that somebody speaks or writes."
    )


def repair_ask(ask: Ask, problems: Sequence[Problem], missing: Sequence[Quotation] = ()) -> Ask:
    """Ask once more, for what failed or is missing only, with the paragraphs it is about.

    Args:
        ask: the ask whose answer failed.
        problems: what failed; item `P1` is the first, and so on.
        missing: quotations that the summary lacks.
    """
    reading = ask.reading
    near = {quotation.paragraph for quotation in missing} | {
        sentence.paragraph
        for problem in problems
        if problem.nearest
        for sentence in reading.sentences_over(problem.nearest.start, problem.nearest.end)
    }
    everywhere = not near
    messages = _shipped(REPAIR_PROMPT).render(
        nonce=_nonce(ask.article),
        paragraphs=_paragraphs(s for s in reading.sentences if everywhere or s.paragraph in near),
        quotations=[_listed(q, reading) for q in reading.quotations if everywhere or q.paragraph in near],
        items=[
            {"id": f"P{number}", "path": p.path, "said": _one_line(p.said)[:500], "message": _one_line(p.message)}
            for number, p in enumerate(problems, 1)
        ],
        missing=[quotation.id for quotation in missing],
    )
    return replace(ask, draft=Repairs, messages=messages, repair=True)


@cache
def _shipped(name: str) -> Prompt:
    """A prompt of the package, read and its templates compiled once."""
    return load_prompt(name)


def _nonce(article: Article) -> str:
    """A mark that the article's author cannot know beforehand, and that is equal for equal articles."""
    told = "\0".join([article.sha256, *(value or "" for value in (article.title, article.published, article.language))])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def _paragraphs(sentences: Iterable[Sentence]) -> list[list[str]]:
    return [[_numbered(s) for s in group] for _, group in groupby(sentences, key=lambda s: s.paragraph)]


def _numbered(sentence: Sentence) -> str:
    kind = "" if sentence.kind is SentenceKind.TEXT else f" {sentence.kind.value}"
    return f"[{sentence.id}{kind}] {_one_line(sentence.text)}"


def _listed(quotation: Quotation, reading: Reading) -> str:
    """`Q1 (S3) “first words … last words”`."""
    place = reading.sentences_over(quotation.start, quotation.end)
    where = place[0].id if len(place) == 1 else f"{place[0].id}-{place[-1].id}" if place else "?"
    return f"{quotation.id} ({where}) “{_shortened(_one_line(quotation.text))}”"


def _shortened(words: str) -> str:
    parts = words.split(" ")
    if len(parts) > _LISTED_WORDS:
        return f"{' '.join(parts[:8])} … {' '.join(parts[-4:])}"
    if len(words) > _LISTED_CHARACTERS:
        return f"{words[:40]} … {words[-20:]}"
    return words


def _one_line(text: str) -> str:
    """White space runs as one space, so that no line of the article can pass for a line of the prompt."""
    return " ".join(text.split())
