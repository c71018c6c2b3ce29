"""What two results, or two versions of an article, differ in, as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from summarizer.report.paper import Ink, Paper, one_line, short
from summarizer.report.terminal import changed
from summarizer.results.anchors import Fate
from summarizer.results.carrying import Carried
from summarizer.results.comparing import Compared, Difference, Step
from summarizer.results.reanchoring import Reanchored
from summarizer.results.speech import Said
from summarizer.schema.span import Span

_LONG = 300
_SIGNS = {Step.MOVED: ">", Step.CHANGED: "~", Step.VANISHED: "-", Step.APPEARED: "+"}
_INKS = {Step.VANISHED: Ink.RED, Step.APPEARED: Ink.GREEN}


def show_difference(difference: Difference, stream: TextIO) -> None:
    """Write all that differs between two results of one article, part by part."""
    paper = Paper(stream)
    paper.line(_head(difference), Ink.BOLD)
    if difference.text_changed:
        paper.line("The two rest on different texts of the article.")
    for part, items in _parts(difference.items).items():
        counts = Counter(item.step for item in items)
        told = ", ".join(f"{counts[step]} {step.value}" for step in Step if counts[step])
        if set(counts) == {Step.STAYED} and part in {"headline", "abstract"}:
            continue
        paper.heading(f"{part}: {told}")
        for item in items:
            _item(paper, item)


def difference_line(difference: Difference) -> str:
    """One line for an article that differs."""
    counts = difference.counts()
    parts = list(dict.fromkeys(part for part, _ in counts))
    told = [
        f"{part} {' '.join(f'{_SIGNS[step]}{counts[part, step]}' for step in _SIGNS if counts[part, step])}"
        for part in parts
        if any(counts[part, step] for step in _SIGNS)
    ]
    told += ["text changed"] if difference.text_changed else []
    return f"{_head(difference)}{': ' if told else ''}{'; '.join(told)}"


def _head(difference: Difference) -> str:
    before, after = difference.status
    if before is None or after is None:
        return one_line(f"{difference.id} · only in the {'second' if before is None else 'first'}")
    pairs = (difference.status, difference.model, difference.prompt)
    return one_line(" · ".join([difference.id, *(str(a) if a == b else f"{a} → {b}" for a, b in pairs)]))


def _parts(items: Iterable[Compared]) -> dict[str, list[Compared]]:
    parts: dict[str, list[Compared]] = {}
    for item in items:
        parts.setdefault(item.part, []).append(item)
    return parts


def _item(paper: Paper, item: Compared) -> None:
    if item.step is Step.STAYED:
        return
    words = item.before if item.after is None else item.after
    paper.item(short(words or "", _LONG), _INKS.get(item.step, Ink.PLAIN), mark=_SIGNS[item.step])
    if item.step is Step.MOVED:
        paper.item(f"{item.places[0]} → {item.places[1]}", Ink.DIM, mark="place", indent=6)
    for change in item.diff:
        paper.item(short(changed(change), _LONG), mark="differs", indent=6)
    for name, before, after in item.also:
        paper.item(f"{short(before or '(nothing)')} → {short(after or '(nothing)')}", mark=f"{name}:", indent=6)


def show_reanchored(reanchored: Reanchored, stream: TextIO) -> None:
    """Write what no longer holds, what moved only as a number, and the sums."""
    paper = Paper(stream)
    fallen: dict[Span, list[Carried]] = {}
    for carried in reanchored.carried:
        if not carried.fate.stands:
            fallen.setdefault(carried.before, []).append(carried)
    for carried, *others in fallen.values():
        _carried(paper, carried, [other.path for other in others])
    for problem in reanchored.checks:
        paper.item(f"{problem.path}: {problem.message}", Ink.RED, mark="!")
        paper.item(short(problem.said, _LONG), mark="said", indent=6)
    counts = Counter(carried.fate for carried in reanchored.carried)
    told = ", ".join(f"{counts[fate]} {fate.value}" for fate in Fate if counts[fate]) or "no places"
    checks = f"; {len(reanchored.checks)} checked anew and not held" if reanchored.checks else ""
    paper.line(one_line(f"{reanchored.outcome.id}: {told}{checks}"), Ink.BOLD)


def _carried(paper: Paper, carried: Carried, others: list[str]) -> None:
    """One place that fell, and all that rests on it."""
    place = f"{carried.before.start}-{carried.before.end}"
    paper.item(f"{place}: {', '.join([carried.path, *others])}", Ink.RED, mark=carried.fate.value)
    paper.item(short(carried.before.text, _LONG), mark="was", indent=6)
    if carried.after:
        paper.item(short(carried.after.text, _LONG), mark="now", indent=6)
    for change in carried.diff:
        paper.item(short(changed(change, before="said"), _LONG), mark="differs", indent=6)


def show_said(said: Said, stream: TextIO) -> None:
    """Write one quote with who said it, and where."""
    paper = Paper(stream)
    paper.item(f"“{said.words.text}”", mark="-", indent=0)
    who = said.speaker or (said.mention.text if said.mention else "") or "the article does not tell who"
    written = f", as written: {said.mention.text}" if said.mention and said.mention.text != who else ""
    cue = f" ({said.cue.text})" if said.cue else ""
    unsure = f" [{said.check}]" if said.check in {"conflicting", "unsupported"} else ""
    paper.item(f"{who}{written}{cue}{unsure}", mark="—", indent=2)
    verdict = f", {said.verdict}" if said.verdict not in {None, "exact"} else ""
    about = " · ".join(
        filter(None, (f"{said.id} {said.words.start}-{said.words.end}{verdict}", said.published, said.title))
    )
    paper.item(about, Ink.DIM, mark=" ", indent=2)
