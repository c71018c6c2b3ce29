"""`summarizer bench`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.schema.article import Article

app = typer.Typer(help="Benchmarks to repeat on one's own articles.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _commands() -> None:
    """Benchmarks that can be repeated on articles of one's own."""


@app.command("quotes")
def quotes(
    articles: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, or rows; in a checkout its fixtures by default.", metavar="ARTICLES"),
    ] = None,
    peers: Annotated[bool, typer.Option("--peers", help="Also langextract and instructor, where installed.")] = False,
    language: Annotated[list[str] | None, typer.Option(help="Only these languages.", show_default=False)] = None,
    most: Annotated[int | None, typer.Option(min=1, help="At most so many articles.", show_default=False)] = None,
    seed: Annotated[int, typer.Option(help="Other numbers give other pieces.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Alter real quotes, and count what is accepted.

    Exit codes: 0 nothing altered passed and nothing innocent was refused; 1 something did; 2 a mistake.
    """
    from summarizer.evaluate.altered import altered_quotes
    from summarizer.evaluate.peers import compare

    chosen = _articles(articles or _fixtures(), set(language or ()), most)
    own, *others = compare(chosen, seed=seed) if peers else (altered_quotes(chosen, seed=seed),)
    if as_json:
        import json

        reports = [report if isinstance(report, str) else report.model_dump() for report in (own, *others)]
        typer.echo(json.dumps({"reports": reports}, ensure_ascii=False))
    else:
        typer.echo("\n\n".join(report if isinstance(report, str) else report.table() for report in (own, *others)))
    if isinstance(own, str) or own.false_accepts or own.false_rejects:
        raise typer.Exit(1)


def _fixtures() -> list[str]:
    from summarizer.errors import UserError
    from summarizer.resources import checkout

    folder = checkout() / "fixtures" / "articles"
    if not folder.is_dir():
        raise UserError("On which articles? Name files, folders, or JSON lines of articles.")
    return [str(folder)]


def _articles(paths: list[str], languages: set[str], most: int | None) -> list[Article]:
    from summarizer.articles import find_sources, with_language
    from summarizer.errors import ArticleError, UserError

    found: list[Article] = []
    for entry in find_sources(paths):
        try:
            article = with_language(entry.read().article)
        except ArticleError as error:
            typer.echo(str(error), err=True)
            continue
        if not languages or article.language in languages:
            found.append(article)
        if most is not None and len(found) == most:
            break
    if not found:
        raise UserError(f"No articles in {', '.join(sorted(languages))} were found; see their language fields.")
    return found
