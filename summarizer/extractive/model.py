"""The built-in model: answers an ask from the article itself, by rules; no language model, no download."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.errors import SchemaNotFilled
from summarizer.extractive.centrality import central_sentences
from summarizer.extractive.lead import abstract, headline
from summarizer.extractive.subjects import Subject, classify
from summarizer.extractive.topics import KeyTopic, key_topics
from summarizer.prompts import Answer, Ask, Repairs
from summarizer.schema.attribution import Attribution
from summarizer.schema.draft import draft_type
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary
from summarizer.schema.usage import Usage
from summarizer.text.reading import Reading

EXTRACTIVE_VERSION = "1"
"""Raised when the same article would be answered otherwise; part of a result's fingerprint."""


class ExtractiveModel:
    """Topics from key phrases, claims from central sentences, quotes from the quotations, speakers by rules."""

    name = "extractive"
    identity = f"extractive {EXTRACTIVE_VERSION}"

    async def answer(self, ask: Ask) -> Answer:
        """Answer from the article's own sentences; deterministic.

        Raises:
            SchemaNotFilled: another schema than the article summary is asked for.
        """
        if ask.draft is Repairs:
            return Answer(Repairs(), Usage())
        if ask.draft is not draft_type(ArticleSummary):
            raise SchemaNotFilled(
                f"The extractive model fills the article summary only, not {ask.draft.__name__}; name a language model "
                f"with --model."
            )
        return Answer(ask.draft.model_validate(_summary(ask)), Usage())

    async def close(self) -> None:
        """Nothing is open."""


def _summary(ask: Ask) -> dict[str, object]:
    reading, title, language = ask.reading, ask.article.title, ask.article.language
    central = central_sentences(reading.sentences, language, quotations=reading.quotations, title=title)
    texts = {sentence.id: " ".join(sentence.text.split()) for sentence in reading.sentences}
    topics = key_topics(reading.sentences, language, title=title)
    subjects = classify(reading.sentences, language, title=title, vocabulary=ask.vocabulary)
    return {
        "headline": headline(title, reading.sentences),
        "abstract": abstract(reading.sentences, language, quotations=reading.quotations, title=title),
        "topics": [
            {
                "label": topic.label,
                "gist": texts[topic.sentences[0]],
                "evidence": list(topic.sentences),
                "code": _code(topic, subjects),
            }
            for topic in topics
        ],
        "claims": [{"text": texts[name], "evidence": [name], "source": None} for name in central],
        "quotes": [_quote(q.id, ask.attributions.get(q.id, Attribution()), reading) for q in reading.quotations],
    }


def _code(topic: KeyTopic, subjects: Sequence[Subject]) -> str | None:
    """The likeliest subject that the topic's own sentences speak for; else the article's."""
    own = (subject for subject in subjects if set(topic.sentences) & set(subject.sentences))
    found = next(own, None) or next(iter(subjects), None)
    return found.entry.code if found else None


def _quote(quotation: str, attribution: Attribution, reading: Reading) -> dict[str, object]:
    return {
        "words": quotation,
        "speaker": attribution.speaker if attribution.rule.certain else "",
        "mention": _pointed(attribution.mention, reading),
        "cue": _pointed(attribution.cue, reading),
    }


def _pointed(span: Span | None, reading: Reading) -> str | None:
    """`S4: the minister`, as a language model would answer; a mere mark, such as a colon, is no words."""
    if span is None or not any(map(str.isalpha, span.text)):
        return None
    over = reading.sentences_over(span.start, span.end)
    return f"{over[0].id}: {span.text}" if over else None
