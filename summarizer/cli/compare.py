"""`summarizer diff`, `quotes` and `reanchor`: results held against each other, searched, and carried over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.results.comparing import Difference
    from summarizer.schema.article import Article
    from summarizer.schema.match import Verdict

AsJson = Annotated[bool, typer.Option("--json", help="JSON lines.")]
ArticleId = Annotated[
    str | None, typer.Option("--id", help="Of a file with several results, this article's.", show_default=False)
]


def diff(
    before: Annotated[Path, typer.Argument(help="A .json result; or a run: .jsonl, .jsonl.gz, or a folder.")],
    after: Annotated[Path, typer.Argument(help="Another, of the same article or the same articles.")],
    article_id: ArticleId = None,
    as_json: AsJson = False,
) -> None:
    """Say what differs between two results of one article, or two runs.

    Quotes, claims and topics that stayed, moved, changed, vanished and appeared; of two runs, a line for each article
    that differs. Exit codes: 0 the same; 1 they differ; 2 a mistake.
    """
    from summarizer.report.compared import difference_line, show_difference
    from summarizer.results.comparing import compare, compare_runs
    from summarizer.results.reading import is_run, read_one, read_results
    from summarizer.text.counted import counted

    if article_id is None and is_run(before) and is_run(after):
        total = differing = 0
        for difference in compare_runs(read_results(before), read_results(after)):
            total += 1
            if difference.same:
                continue
            differing += 1
            _say(_json(difference) if as_json else difference_line(difference))
        if not as_json:
            differ = counted(differing, "differs", "differ")
            _say(f"{counted(total, 'article')}: {differ}, {total - differing:,} the same")
    else:
        difference = compare(read_one(before, article_id), read_one(after, article_id))
        differing = not difference.same
        if as_json:
            _say(_json(difference))
        else:
            show_difference(difference, sys.stdout)
    if differing:
        raise typer.Exit(1)


def _json(difference: Difference) -> str:
    import json

    return json.dumps({"same": difference.same, **difference.model_dump(mode="json")}, ensure_ascii=False)


def quotes(
    results: Annotated[list[Path], typer.Argument(help="Results: .json, .jsonl or .jsonl.gz files, or folders.")],
    speaker: Annotated[str, typer.Option(help="A name, or a part of it; case and accents make no difference.")] = "",
    about: Annotated[str, typer.Option(help="Words that all stand in the quote, in any form.")] = "",
    verdict: Annotated[
        list[str] | None,
        typer.Option(help="Only quotes whose words stood so: exact, typographic, case or elided.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find who said what in results.

    Exit codes: 0 found; 1 nothing found; 2 a mistake.
    """
    from summarizer.report.compared import show_said
    from summarizer.results.reading import read_all
    from summarizer.results.speech import find_said
    from summarizer.text.counted import counted

    found = 0
    for found, said in enumerate(  # noqa: B007 # the count is used below
        find_said(read_all(results), speaker=speaker, about=about, verdicts=_verdicts(verdict or [])), 1
    ):
        if as_json:
            _say(said.model_dump_json())
        else:
            show_said(said, sys.stdout)
    if not as_json:
        typer.echo(counted(found, "quote"), err=True)
    if not found:
        raise typer.Exit(1)


def _verdicts(names: list[str]) -> list[Verdict]:
    from summarizer.errors import UserError
    from summarizer.schema.match import Verdict

    try:
        return [*map(Verdict, names)]
    except ValueError as error:
        raise UserError(f"{error}; choose one of: {', '.join(v for v in Verdict if v.stands)}.") from error


def reanchor(
    result: Annotated[Path, typer.Argument(help="The result of the article as it was.")],
    article: Annotated[str, typer.Argument(help="The corrected article's file.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where the new result goes: a .json file, or a .jsonl file of one row.")
    ],
    article_id: ArticleId = None,
    as_json: AsJson = False,
) -> None:
    """Carry a result over to a corrected article, and say what no longer holds.

    Exit codes: 0 everything still holds; 1 something does not, and is among the new result's problems; 2 a mistake.
    """
    from summarizer.report.compared import show_reanchored
    from summarizer.results.placing import replacing
    from summarizer.results.plain import json_line
    from summarizer.results.reading import read_one
    from summarizer.results.reanchoring import reanchor as carry_over

    reanchored = carry_over(read_one(result, article_id), _article(article))
    outcome = reanchored.outcome
    with replacing(out) as new:
        rows = json_line(outcome) if out.suffix == ".jsonl" else outcome.model_dump_json(indent=1).encode() + b"\n"
        new.write_bytes(rows)
    if as_json:
        for carried in reanchored.carried:
            _say(carried.model_dump_json())
        for problem in reanchored.checks:
            _say(problem.model_dump_json())
    else:
        show_reanchored(reanchored, sys.stdout)
    if not reanchored.holds:
        raise typer.Exit(1)


def _article(path: str) -> Article:
    from summarizer.articles import find_sources, with_language
    from summarizer.errors import ArticleError, UserError

    entries = [*find_sources([path])]
    if len(entries) != 1:
        raise UserError(f"{path} holds {len(entries)} articles; give the file of the corrected one.")
    try:
        return with_language(entries[0].read().article)
    except ArticleError as error:
        raise UserError(str(error)) from error


def _say(line: str) -> None:
    from summarizer.text.printable import printable

    typer.echo(printable(line))
