"""Strings that a model writes freely beside claims: topics' labels and gists, and the names of speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.grounding.checks import check_without_rules
from summarizer.grounding.claims import failed
from summarizer.grounding.ground import Failure
from summarizer.grounding.orders import orders_in
from summarizer.grounding.stems import Word, base_language, words_in
from summarizer.grounding.terms import terms_in, terms_of_article, words_of_article
from summarizer.schema.article import Article
from summarizer.schema.grounded import Verbatim
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.span import Span
from summarizer.schema.summary import Quote, Topic
from summarizer.text.cues import cues_for
from summarizer.text.reading import Reading

_REFERENCE = re.compile(r"^\s*S\d+(?:-S?\d+)?\s*:\s*(?=\S)")
_PREFIX = 4
"""Letters that a name and another form of it have in common at least."""
_ROLES_HAVE_CAPITALS = frozenset({"de", "lb", "nds"})


def check_topics(topics: Sequence[tuple[int, Topic]], reading: Reading, language: str | None) -> list[Failure]:
    """Hold topics' labels and gists against the article: addresses and markup, and the words of a gist as a whole.

    A label files the article, and may do so in words of its own.

    Args:
        topics: the topics with their index in the draft.
        reading: the article.
        language: what the topics are written in.
    """
    failures = []
    for index, topic in topics:
        for name, text, free in (("label", topic.label, True), ("gist", topic.gist, language != reading.language)):
            checks = check_without_rules(text, (), reading, translated=free)
            failures.extend(failed(("topics", index, name), text, checks))
    return failures


def settle_speakers(
    quotes: Sequence[tuple[int, Quote]], article: Article, reading: Reading, language: str | None
) -> tuple[list[tuple[int, Quote]], list[Failure]]:
    """Hold the names of speakers against the article, whoever it is that they are given for.

    Args:
        quotes: the quotes with their index in the draft.
        article: the article; its title may name a speaker, too.
        reading: its sentences.
        language: what the summary is written in; roles in another language than the article's are not held.

    Returns:
        The quotes, without a speaker of whom the article has no word, and one failure for each speaker with a name, or
        a part of a name, that the article does not have.
    """
    if language != reading.language:
        return [(index, _without_reference(quote)) for index, quote in quotes], []
    settled: list[tuple[int, Quote]] = []
    failures: list[Failure] = []
    held: dict[str, tuple[list[str], bool]] = {"": ([], False)}
    for index, said in quotes:
        quote = _without_reference(said)
        if quote.speaker not in held:
            held[quote.speaker] = _foreign(quote.speaker, article, reading)
        foreign, known = held[quote.speaker]
        if foreign:
            failures.append(_stranger(index, quote.speaker, foreign))
        settled.append((index, quote if known or not foreign else quote.model_copy(update={"speaker": ""})))
    return settled, failures


def _without_reference(quote: Quote) -> Quote:
    """The quote with its speaker's name alone, where the model pointed at it as at a mention: `S1: Ida Brandt`."""
    name = _REFERENCE.sub("", quote.speaker, count=1)
    return quote if name == quote.speaker else quote.model_copy(update={"speaker": name})


def settle_forged(
    quotes: Sequence[tuple[int, Quote]], reading: Reading
) -> tuple[list[tuple[int, Quote]], list[Failure]]:
    """Leave out quotes of words that stand in quotation marks only within what is said to a language model.

    Words to a model that are quoted themselves, as a report about them does, are somebody's words and stay.

    Args:
        quotes: the quotes with their index in the draft.
        reading: the article.
    """
    places = orders_in(reading.text)
    held: list[tuple[int, Quote]] = []
    failures: list[Failure] = []
    for index, quote in quotes:
        words = quote.words
        if any(_is_within(words, *place) for place in places):
            failures.append(_forged(index, words))
        else:
            held.append((index, quote))
    return held, failures


def _is_within(words: Verbatim, start: int, end: int) -> bool:
    """Whether words stand in a place among others: not as all that its quotation marks hold."""
    around = words.start - start + end - words.end
    return start <= words.start and words.end <= end and around > 4


def _forged(index: int, words: Verbatim) -> Failure:
    problem = Problem(
        path=f"quotes[{index}].words",
        kind=ProblemKind.NOT_SPEECH,
        said=words.text,
        message="These words stand in what the article says to a language model, not to its readers.",
        nearest=Span(start=words.start, end=words.end, text=words.text),
    )
    return Failure(("quotes", index, "words"), problem)


def _foreign(speaker: str, article: Article, reading: Reading) -> tuple[list[str], bool]:
    """What of a speaker's name the article lacks, and whether it has any of it."""
    texts, language = (reading.text, article.title or ""), reading.language
    names = _names(speaker, language)
    if not names:
        terms = terms_in(speaker, language)
        known = any(terms_of_article(text, language).have(term) for term in terms for text in texts)
        return ([] if known or not terms else [speaker]), known
    absent = [word.text for word in names if not any(_stands(word, words_of_article(text, language)) for text in texts)]
    known = len(absent) < len(names)
    if known and base_language(language) in _ROLES_HAVE_CAPITALS:
        return [], known
    return absent, known


def _names(speaker: str, language: str | None) -> list[Word]:
    """The words with capitals that are neither a title, a role nor a body; of what stands before the first comma."""
    head = re.split(r"[,(;:–—]", speaker, maxsplit=1)[0]
    return [
        word
        for word in words_in(head, language)
        if word.capital and len(word.low) > 1 and not _is_no_name(word.low, language)
    ]


@lru_cache(maxsize=20_000)
def _is_no_name(low: str, language: str | None) -> bool:
    cues = cues_for(language)
    beside = cues.titles, cues.determiners, cues.pronouns, cues.function
    return any(low in words for words in beside) or cues.is_role(low) or cues.is_institution(low)


def _stands(word: Word, article: frozenset[str]) -> bool:
    """Whether the article has the word, in any of its forms."""
    if word.low in article or word.stem in article:
        return True
    start = word.low[: max(_PREFIX, len(word.low) - 2)]
    return len(word.low) >= _PREFIX and any(low.startswith(start) for low in article)


def _stranger(index: int, speaker: str, foreign: Sequence[str]) -> Failure:
    words = ", ".join(f"“{word}”" for word in foreign)
    problem = Problem(
        path=f"quotes[{index}].speaker",
        kind=ProblemKind.ABSENT,
        said=speaker,
        message=f"The article has no speaker of this name: {words}.",
    )
    return Failure(("quotes", index, "speaker"), problem)
