"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

from summarizer.articles.codes import language_code
from summarizer.schema.article import Article

_SAMPLE = 2_000
"""Code points looked at."""
_FEWEST_LETTERS = 20
_LOWEST_PROBABILITY = 0.7


def detect_language(text: str) -> str | None:
    """Tell the language of a text from its first 2,000 code points.

    Returns:
        An ISO 639-1 code, 639-3 where there is none; None where the letters are too few or the answer is unsure.
    """
    sample = text.strip()[:_SAMPLE]
    letters = islice(filter(str.isalpha, sample), _FEWEST_LETTERS)
    if len([*letters]) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return language_code(code) if probability >= _LOWEST_PROBABILITY else None


def with_language(article: Article) -> Article:
    """Give the article with its language: as its source says, else as detected, else None."""
    if article.language is not None:
        return article
    return article.model_copy(update={"language": detect_language(article.text)})


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
