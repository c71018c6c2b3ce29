"""`summarizer verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from summarizer.verification.verify import Verification


def verify(
    article: Annotated[str, typer.Argument(help="The article's file; or, alone, rows of `run`, which hold theirs.")],
    result: Annotated[
        Path | None, typer.Argument(help="Any tool's result: JSON, JSON lines, or a quote a line.", show_default=False)
    ] = None,
    quotes: Annotated[
        str | None,
        typer.Option(help="Where the quotes are: a JSONPath, such as '$.quotes[*].text'.", show_default=False),
    ] = None,
    form: Annotated[
        Literal["table", "json", "junit", "sarif"], typer.Option("--format", help="How to write it.")
    ] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Hold the quotes of any tool's result against its article.

    No model is asked. Exit codes: 0 every quote stands; 1 some quote is altered, absent or spliced; 2 a mistake.
    """
    from summarizer.verification.report import render

    checked = [*(_rows(Path(article), quotes) if result is None else _one(article, result, quotes))]
    typer.echo(render(checked, "json" if as_json else form))
    if any(verification.failed for verification in checked):
        raise typer.Exit(1)


def _one(article: str, result: Path, quotes: str | None) -> Iterator[Verification]:
    from summarizer.articles import find_sources, with_language
    from summarizer.errors import ArticleError, UserError
    from summarizer.verification.quotes import find_quotes, load_document
    from summarizer.verification.verify import verify_all

    located = find_quotes(load_document(_text(result)), quotes)
    entries = [*find_sources([article])]
    if len(entries) != 1:
        raise UserError(f"{article} holds {len(entries)} articles; give the one that {result} is about.")
    try:
        read = entries[0].read()
    except ArticleError as error:
        raise UserError(str(error)) from error
    yield verify_all(with_language(read.article), located, name=entries[0].source.origin)


def _rows(results: Path, quotes: str | None) -> Iterator[Verification]:
    import json

    from summarizer.errors import UserError
    from summarizer.schema.article import Article
    from summarizer.verification.quotes import find_quotes
    from summarizer.verification.verify import verify_all

    text = _text(results)
    for number, line in enumerate([text] if results.suffix == ".json" else text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            article = Article.model_validate({**row["article"], "sha256": None}) if row["article"] else None
            name = str(row["id"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{results}, row {number}, does not hold its article; give the article's file first."
            raise UserError(message) from error
        if article is not None and row.get("summary"):
            yield verify_all(article, find_quotes(row, quotes), name=name)


def _text(path: Path) -> str:
    from summarizer.errors import UserError

    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UserError(f"Cannot read {path}: {reason}; give a result that some tool wrote.") from error
