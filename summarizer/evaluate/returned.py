"""Results, of this package or of another tool, brought to what is measured: places in the gold's own text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.evaluate.foreign import is_foreign, read_foreign
from summarizer.evaluate.gold import GoldArticle, Place
from summarizer.evaluate.quoted import Quoted, Returned
from summarizer.results.reading import read_results
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary


def read_returned(path: Path, gold: Mapping[str, GoldArticle]) -> tuple[dict[str, Returned], int]:
    """Read results for the articles of a gold file.

    Args:
        path: what `summarizer run` wrote, a file or a folder; or JSON lines of another tool.
        gold: the annotated articles by id.

    Returns:
        The results by id, and how many rows were passed over because the gold has no such article.

    Raises:
        UserError: the results cannot be read, none is of a gold article, one article has two, a result was made
            from another text, or its schema has no quotes.
    """
    found: dict[str, Returned] = {}
    others = 0
    for row in read_foreign(path, gold) if is_foreign(path) else _own(path, gold):
        if row is None:
            others += 1
        elif row.id in found:
            raise UserError(f"{path} has two results of the article {row.id}; keep the one to measure.")
        else:
            found[row.id] = row
    if not found:
        known = next(iter(gold))
        raise UserError(f"{path} has no result of any gold article; ids must be the gold's own, such as {known}.")
    return found, others


def returned_from(outcome: Outcome[Any], article: GoldArticle) -> Returned:
    """Bring an outcome to what is measured.

    Raises:
        UserError: it was made from another text, or its schema has no quotes.
    """
    if outcome.article is not None and outcome.article.text != article.text:
        raise UserError(
            f"The result of {outcome.id} was made from another text than the gold's, so places cannot be compared; "
            "run on the gold's own texts."
        )
    summary = outcome.summary
    if summary is None:
        return Returned(outcome.id, None)
    if isinstance(summary, ArticleSummary):
        claims = tuple((claim.text, _places(claim.evidence.spans)) for claim in summary.claims)
        codes = tuple(dict.fromkeys(topic.code for topic in summary.topics if topic.code))
        return Returned(outcome.id, _quotes(summary, outcome.id), claims, codes)
    return Returned(outcome.id, _quotes(summary, outcome.id))


def _quotes(summary: BaseModel, article: str) -> tuple[Quoted, ...]:
    """The quotes of a summary whose schema has them in the shape of the default one."""
    try:
        return tuple(map(_quoted, summary.model_dump()["quotes"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"The result of {article} has no quotes to measure; run with the schema article or quotes."
        ) from error


def _quoted(quote: Mapping[str, Any]) -> Quoted:
    words, mention, check = quote["words"], quote.get("mention"), quote.get("check")
    return Quoted(
        text=words["text"],
        place=(words["start"], words["end"]),
        mention=(mention["start"], mention["end"]) if mention else None,
        speaker=quote.get("speaker") or "",
        rule=str(check["rule"]) if check else "",
    )


def _places(spans: Iterable[Any]) -> tuple[Place, ...]:
    return tuple((span.start, span.end) for span in spans)


def _own(path: Path, gold: Mapping[str, GoldArticle]) -> Iterator[Returned | None]:
    for outcome in read_results(path):
        article = gold.get(outcome.id)
        yield returned_from(outcome, article) if article else None
