"""The end of a run, in a table: what was asked, what it took, what it cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.api.latencies import Latencies
from summarizer.runs.run import Tally
from summarizer.runs.writers import STDOUT
from summarizer.text.counted import counted


def account_name(out: str, paths: Sequence[str]) -> str:
    """The name under which a run's spending is kept: all runs into one place go under the same ceiling."""
    if out != STDOUT:
        return str(Path(out).resolve())
    return " ".join([STDOUT, *(path if path == STDOUT else str(Path(path).resolve()) for path in paths)])


def closing_table(tally: Tally, latencies: Latencies) -> Iterator[str]:
    """Lines of name and value; none where no model was called."""
    usage = tally.usage
    if not usage.calls and not usage.failed_attempts:
        return
    live = usage.calls - usage.cached
    rows = {"calls": f"{usage.calls:,}, {usage.cached:,} of them answered from the cache"}
    if usage.reasks or usage.repairs:
        rows["asked again"] = f"{counted(usage.reasks, 'answer')} that did not fit, {usage.repairs:,} that did not hold"
    if usage.failed_attempts:
        rows["failed requests"] = f"{usage.failed_attempts:,}"
    if live:
        reasoning = f" ({usage.reasoning_tokens:,} of reasoning)" if usage.reasoning_tokens else ""
        rows["tokens"] = f"{usage.input_tokens:,} in, {usage.output_tokens:,} out{reasoning}"
    if usage.cost_usd is not None:
        each = usage.cost_usd / max(1, tally.done - tally.kept)
        rows["cost"] = f"${usage.cost_usd:,.4f}, ${each:,.5f} an article"
    half, most = latencies.percentile(0.5), latencies.percentile(0.95)
    if half is not None and most is not None:
        rows["latency"] = f"{half:.2f} s at half of the calls, {most:.2f} s at 95 percent"
    width = max(map(len, rows))
    yield from (f"  {name:<{width}}  {value}" for name, value in rows.items())
