"""Other tools' matchers, as they come, for the altered-quote benchmark; each is asked only where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from summarizer.evaluate.altered import AlteredReport, Found, Matcher, Place, altered_quotes
from summarizer.schema.article import Article


def langextract_matcher(article: Article, _: Sequence[Place]) -> Callable[[str], Found]:
    """Ask langextract's resolver with its defaults; what it gives a character interval, it has accepted."""
    data, resolver = import_module("langextract.data"), import_module("langextract.resolver").Resolver()

    def find(said: str) -> Found:
        extraction = data.Extraction(extraction_class="quote", extraction_text=said)
        for aligned in resolver.align([extraction], article.text, token_offset=0, char_offset=0):
            interval = aligned.char_interval
            if interval is not None and interval.start_pos is not None:
                return Found(accepted=True, places=((interval.start_pos, interval.end_pos),))
        return Found(accepted=False)

    return find


def instructor_matcher(article: Article, _: Sequence[Place]) -> Callable[[str], Found]:
    """Ask instructor's `CitationMixin`; what it keeps, rewritten or not, it has accepted."""
    from instructor.dsl.citation import CitationMixin

    def find(said: str) -> Found:
        places = tuple(CitationMixin(substring_quotes=[said]).get_spans(article.text))
        return Found(accepted=bool(places), places=places[:1])

    return find


PEERS: Mapping[str, tuple[tuple[str, ...], Matcher]] = MappingProxyType(
    {
        "langextract": (("langextract",), langextract_matcher),
        "instructor CitationMixin": (("instructor", "regex"), instructor_matcher),
    }
)
"""For each tool the packages that it needs, and its matcher."""


def missing(name: str) -> tuple[str, ...]:
    """Name the packages of a peer that are not installed."""
    packages, _ = PEERS[name]
    return tuple(package for package in packages if find_spec(package) is None)


def compare(articles: Iterable[Article], *, seed: int = 0) -> tuple[AlteredReport | str, ...]:
    """Run this package's matcher and every peer on the same changed quotes.

    Args:
        articles: the articles.
        seed: which pieces are taken.

    Returns:
        Reports, this package's first; for a peer that is not installed, a sentence that says so.
    """
    articles = [*articles]
    results: list[AlteredReport | str] = [altered_quotes(articles, seed=seed)]
    for name, (_, matcher) in PEERS.items():
        lacking = missing(name)
        results.append(
            f"{name}: not measured; not installed: {', '.join(lacking)}."
            if lacking
            else altered_quotes(articles, seed=seed, matcher=matcher, name=name)
        )
    return tuple(results)
