"""The built-in model: answers an ask from the article itself, by rules; no language model, no download."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.errors import SchemaNotFilled, Unfit
from summarizer.extractive.centrality import in_order, ranked_sentences
from summarizer.extractive.lead import abstract, headline
from summarizer.extractive.subjects import Subject, classify
from summarizer.extractive.topics import KeyTopic, key_topics
from summarizer.prompts import Answer, Ask, Repairs
from summarizer.schema.article import Sentence, SentenceKind
from summarizer.schema.attribution import Attribution
from summarizer.schema.draft import Draft, draft_type
from summarizer.schema.ready import Brief, Quotes
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
    cpu_bound = True
    """Its work is done here, not waited for: several processes are faster than one."""

    async def answer(self, ask: Ask) -> Answer:
        """Answer from the article's own sentences; deterministic.

        Raises:
            SchemaNotFilled: the schema asks for what rules cannot read off an article.
        """
        if ask.draft is Repairs:
            return Answer(Repairs(), Usage())
        fill = _fillings().get(ask.draft)
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


def _fillings() -> dict[type[Draft], Callable[[Ask], dict[str, object]]]:
    return {draft_type(ArticleSummary): _summary, draft_type(Brief): _brief, draft_type(Quotes): _quotes}


def _brief(ask: Ask) -> dict[str, object]:
    """The three most central sentences; an article that has no three, none.

    Raises:
        Unfit: the article has fewer than three sentences.
    """
    reading, title = ask.reading, ask.article.title
    ranked = ranked_sentences(
        reading.sentences, ask.article.language, quotations=reading.quotations, title=title, least=3, most=3
    )
    body = (sentence for sentence in reading.sentences if sentence.kind is SentenceKind.TEXT)
    three = [*dict.fromkeys([*ranked, *body])][:3]
    if len(three) < 3:
        raise Unfit(f"{ask.name} has fewer than three sentences, so there is no brief of it.")
    return {
        "headline": headline(title, reading.sentences),
        "bullets": [{"text": _one_line(sentence), "evidence": [sentence.id]} for sentence in three],
    }


def _quotes(ask: Ask) -> dict[str, object]:
    """Every quotation; reported speech without marks takes a language model."""
    reading = ask.reading
    return {"quotes": [_quote(q.id, ask.attributions.get(q.id, Attribution()), reading) for q in reading.quotations]}


def _one_line(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def _summary(ask: Ask) -> dict[str, object]:
    reading, title, language = ask.reading, ask.article.title, ask.article.language
    ranked = ranked_sentences(reading.sentences, language, quotations=reading.quotations, title=title)
    texts = {sentence.id: _one_line(sentence) for sentence in reading.sentences}
    topics = key_topics(reading.sentences, language, title=title)
    subjects = classify(reading.sentences, language, title=title, vocabulary=ask.vocabulary)
    return {
        "headline": headline(title, reading.sentences),
        "abstract": abstract(reading.sentences, language, quotations=reading.quotations, title=title, ranked=ranked),
        "topics": [
            {
                "label": topic.label,
                "gist": texts[topic.sentences[0]],
                "evidence": list(topic.sentences),
                "code": _code(topic, subjects),
            }
            for topic in topics
        ],
        "claims": [
            {"text": texts[sentence.id], "evidence": [sentence.id], "source": None} for sentence in in_order(ranked)
        ],
        **_quotes(ask),
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
