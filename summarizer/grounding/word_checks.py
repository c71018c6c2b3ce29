"""A statement whose words are not the article's at all, whatever names and figures it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.grounding.article_view import Evidence
from summarizer.grounding.figures import figures_in, lies_in
from summarizer.grounding.stems import base_language
from summarizer.grounding.terms import Term, Terms, sentences_of, terms_in, terms_of_article
from summarizer.schema.check import Check, CheckKind, CheckVerdict

__all__ = ["check_words"]

_MOST_FOREIGN = 2 / 3
"""Share of a sentence's terms that the article may lack. Of 700 English claims that people found supported by their
article (SummEdits, QAGS, CLIFF, WiCE), two lack as many, names apart."""
_NAMES_APART = frozenset({"en"})
"""Languages in which names are left out of the share; elsewhere a true paraphrase may share nothing but a name."""
_FEWEST = 3
"""Terms that a sentence must have for the share to tell; of fewer, the article must have none."""


def check_words(statement: str, evidence: Evidence) -> Iterator[Check]:
    """Hold the words of a statement together against the article's.

    Args:
        statement: what is stated, in the article's language.
        evidence: the article, and what the statement is said to rest on.

    Yields:
        One check for each sentence of which the article lacks nearly all words, from the first to the last of these.
    """
    view = evidence.view
    if view.has_verbatim(statement):
        return
    article = terms_of_article(view.text, view.language)
    terms = terms_in(statement, view.language)
    if all(map(article.have, terms)):
        return
    figures = [(figure.start, figure.end) for figure in figures_in(statement, view.language)]
    terms = [term for term in terms if not lies_in(term.start, term.end, figures)]
    names_apart = base_language(view.language) in _NAMES_APART
    sentences = sentences_of(terms)
    for sentence in sentences:
        said = [term for term in sentence if not (term.named and names_apart)] or sentence
        foreign = _foreign(said, article)
        if foreign and (len(sentences) == 1 or len(said) >= _FEWEST):
            start, end = foreign[0].start, foreign[-1].end
            words = statement[start:end]
            yield Check(kind=CheckKind.WORDS, words=words, start=start, end=end, verdict=CheckVerdict.UNSUPPORTED)


def _foreign(said: Sequence[Term], article: Terms) -> list[Term]:
    """The terms that the article lacks, where these are nearly all; else nothing."""
    foreign = [term for term in said if not article.have(term)]
    enough = len(foreign) > _MOST_FOREIGN * len(said) if len(said) >= _FEWEST else len(foreign) == len(said)
    return foreign if enough else []
