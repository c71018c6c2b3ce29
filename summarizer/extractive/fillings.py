"""What the built-in model puts into each schema that it can fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.errors import Unfit
from summarizer.extractive.centrality import in_order, ranked_sentences
from summarizer.extractive.lead import abstract, headline
from summarizer.extractive.subjects import classify, code_for
from summarizer.extractive.topics import key_topics
from summarizer.grounding.orders import orders_in
from summarizer.prompts.ask import Ask
from summarizer.schema.article import Sentence, SentenceKind
from summarizer.schema.attribution import Attribution
from summarizer.schema.draft import Draft, draft_type
from summarizer.schema.ready import Brief, Quotes
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import Reading


def fillings() -> dict[type[Draft], Callable[[Ask], dict[str, object]]]:
    """By draft type, what fills it from an ask; each may raise Unfit."""
    return {draft_type(ArticleSummary): _summary, draft_type(Brief): _brief, draft_type(Quotes): _quotes}


def _brief(ask: Ask) -> dict[str, object]:
    """The three most central sentences; an article that has no three, none.

    Raises:
        Unfit: the article has fewer than three sentences.
    """
    reading, title = ask.reading, ask.article.title
    sentences = _to_readers(reading)
    ranked = ranked_sentences(
        sentences, ask.article.language, quotations=reading.quotations, title=title, least=3, most=3
    )
    body = (sentence for sentence in sentences if sentence.kind is SentenceKind.TEXT)
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
    sentences = _to_readers(reading)
    ranked = ranked_sentences(sentences, language, quotations=reading.quotations, title=title)
    named = {sentence.id: sentence for sentence in sentences}
    topics = key_topics(sentences, language, title=title)
    subjects = classify(sentences, language, title=title, vocabulary=ask.vocabulary)
    return {
        "headline": headline(title, sentences),
        "abstract": abstract(sentences, language, quotations=reading.quotations, title=title, ranked=ranked),
        "topics": [
            {
                "label": topic.label,
                "gist": _one_line(named[topic.sentences[0]]),
                "evidence": list(topic.sentences),
                "code": code_for(topic.sentences, subjects),
            }
            for topic in topics
        ],
        "claims": [
            {"text": _one_line(sentence), "evidence": [sentence.id], "source": None} for sentence in in_order(ranked)
        ],
        **_quotes(ask),
    }


def _to_readers(reading: Reading) -> Sequence[Sentence]:
    """The sentences without those that speak to a model."""
    orders = orders_in(reading.text)
    if not orders:
        return reading.sentences
    return [s for s in reading.sentences if all(s.end <= start or end <= s.start for start, end in orders)]


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
