"""`summarizer eval`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

app = typer.Typer(
    help="How well a run, or code, does on what people judged.", no_args_is_help=True, rich_markup_mode=None
)

Rows = Annotated[list[Path], typer.Argument(help="JSON lines, also gzipped.", metavar="ROWS")]
Gold = Annotated[
    Path,
    typer.Argument(help="Annotated articles, as `eval quotes --help` says: JSON lines, also gzipped.", metavar="GOLD"),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


@app.callback()
def _commands() -> None:
    """How well a run, or code, does on what people judged."""


@app.command("quotes")
def quotes(
    gold: Gold,
    results: Annotated[
        Path, typer.Argument(help="What `summarizer run` wrote, or another tool's rows.", metavar="RESULTS")
    ],
    listed: Annotated[
        bool, typer.Option("--list", help="List what was missed, what is false, and which speakers are wrong.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Score a run's quotes on annotated articles.

    Precision, recall and F1 of the quoted segments and the accuracy of their speakers, by type, cue and rule; also
    the evidence of claims and the codes of topics, where the gold has them.

    A GOLD row: {"id", "text", "quotes": [{"type": "direct", "quoted_segments": [{"start", "end", "text"}],
    "speaker_spans": [[start, end]], "speaker", "cue"}], "topics": [codes], "claims": [{"text", "evidence": [{"start",
    "end", "text"}]}]}; lang, title, speaker, cue, topics and claims may be absent. Types other than direct and mixed
    are not looked for. Offsets are code points into text, and ids those of the results.

    A row of another tool: {"id", "quotes": [{"text", "speaker"}]}; its words are looked up in the article.
    """
    from summarizer.evaluate.gold import read_gold
    from summarizer.evaluate.returned import read_returned
    from summarizer.evaluate.scores import score

    annotated = read_gold(gold)
    returned, others = read_returned(results, annotated)
    scores = score(annotated, returned, other_results=others)
    _print(scores.table() + (f"\n\n{scores.listing()}" if listed else ""), scores, as_json)


@app.command("compare")
def compare(
    gold: Gold,
    a: Annotated[Path, typer.Argument(help="The results of one run.", metavar="A")],
    b: Annotated[Path, typer.Argument(help="The results of the other.", metavar="B")],
    seed: Annotated[int, typer.Option(help="Other numbers draw other resamples.")] = 0,
    resamples: Annotated[int, typer.Option(min=100, help="How often articles are drawn.")] = 2000,
    as_json: AsJson = False,
) -> None:
    """Compare two runs on the same annotated articles.

    Each figure of `eval quotes` for both, the difference, and its 95 % interval by the paired bootstrap over articles:
    whether B is better, or these articles cannot show it. Only articles with a result in both runs count. The rows
    are those of `eval quotes`.
    """
    from summarizer.evaluate.comparison import compare_runs
    from summarizer.evaluate.gold import read_gold
    from summarizer.evaluate.returned import read_returned

    annotated = read_gold(gold)
    (one, _), (other, _) = read_returned(a, annotated), read_returned(b, annotated)
    comparison = compare_runs(annotated, one, other, resamples=resamples, seed=seed)
    _print(comparison.table(), comparison, as_json)


@app.command("claims")
def claims(rows: Rows, as_json: AsJson = False) -> None:
    """Measure the checks of claims.

    How often a supported claim is flagged, and how many unsupported ones are caught, by data set and kind of error.

    A row: {"article": text, "claim": sentence, "supported": true or false, "dataset", "lang", "edit_types": [words]};
    the last three may be absent, and the language is English then.
    """
    from summarizer.evaluate.claims import ClaimRow, evaluate_claims
    from summarizer.evaluate.rows import read_rows

    report = evaluate_claims(read_rows(rows, ClaimRow))
    _print(report.table(), report, as_json)


@app.command("topics")
def topics(
    rows: Rows,
    results: Annotated[
        Path | None,
        typer.Option(help="What `summarizer run` wrote for these articles; ids must be the rows'.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure the subjects that articles are filed under.

    How often the first code is right, and what articles of each subject got instead: in a run's results, or as the
    extractive model files them.

    A row: {"text", "topics": [first is looked at], "title", "lang", "id", "duplicate": true or false}; all but the
    first two may be absent. A topic is a code, such as medtop:15000000, or one of the sections business,
    entertainment, politics, sport and tech; other rows and duplicates are left out and counted.
    """
    from summarizer.evaluate.rows import read_rows
    from summarizer.evaluate.topics import TopicRow, evaluate_topics, read_filed

    report = evaluate_topics(read_rows(rows, TopicRow), None if results is None else read_filed(results))
    _print(report.table(), report, as_json)


@app.command("evidence")
def evidence(rows: Rows, as_json: AsJson = False) -> None:
    """Measure the finder of evidence.

    How often it names, for a supported claim, a sentence that people named as evidence.

    A row: {"article": text, "claim": sentence, "supported": true or false, "evidence_sets": [[sentences as they stand
    in the article], …], "id", "lang"}; the last two may be absent. Any one set is enough; rows that are not supported
    or have no set are passed over.
    """
    from summarizer.evaluate.evidence import EvidenceRow, evaluate_evidence
    from summarizer.evaluate.rows import read_rows

    report = evaluate_evidence(read_rows(rows, EvidenceRow))
    _print(report.table(), report, as_json)


def _print(table: str, report: BaseModel, as_json: bool) -> None:
    typer.echo(report.model_dump_json() if as_json else table)
