"""A summary's places, one by one, in another version of its article."""

from __future__ import annotations

from typing import Any

from summarizer.results.anchors import Anchor, Anchors, Fate
from summarizer.results.plain import Data, is_check, is_span
from summarizer.schema.match import Change, Verdict
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.span import Frozen, Span

_GONE = object()
_PROBLEMS = {
    Fate.CHANGED: (ProblemKind.ALTERED, "The corrected article has these words differently."),
    Fate.VANISHED: (ProblemKind.ABSENT, "The corrected article has no such words any more."),
    Fate.AMBIGUOUS: (
        ProblemKind.AMBIGUOUS,
        "These words stand more than once, and the correction leaves it open which of them is meant.",
    ),
}


class Carried(Frozen):
    """What became of one place of the result."""

    path: str
    fate: Fate
    before: Span
    after: Span | None = None
    """Its place in the corrected article, or, where it has none, the nearest words."""
    verdict: Verdict
    diff: tuple[Change, ...] = ()


class Carrying:
    """Goes through a summary, as plain data, and carries over each of its places."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self.carried: list[Carried] = []
        self.problems: list[Problem] = []

    def summary(self, value: Data) -> Data:
        """The summary with its places in the corrected article."""
        carried: Data = self._value(value, "", in_list=False)
        return carried

    def nearest(self, span: Span | None) -> Span | None:
        """A place that a problem points at, if it is still there; its loss is no problem."""
        return self._anchors.place(span).span if span else None

    def _value(self, value: Any, path: str, *, in_list: bool) -> Any:  # noqa: ANN401 # JSON
        if isinstance(value, list):
            if value and all(is_span(item) and "verdict" not in item for item in value):
                return self._evidence(value, path)
            items = [self._value(item, f"{path}[{number}]", in_list=True) for number, item in enumerate(value)]
            return [item for item in items if item is not _GONE]
        if is_span(value):
            return self._words(value, path) if "verdict" in value else self._name(value, path)
        if is_check(value):
            return {**value, "nearest": _dumped(self.nearest(_span(value["nearest"])))}
        return self._object(value, path, in_list=in_list) if isinstance(value, dict) else value

    def _object(self, value: Data, path: str, *, in_list: bool) -> Any:  # noqa: ANN401 # JSON
        """What cannot be left empty costs the list item it stands in."""
        found: Data = {}
        for key, item in value.items():
            new = self._value(item, f"{path}.{key}" if path else key, in_list=in_list)
            essential = key == "source" and "evidence" in value and item is not None and new is None
            if in_list and (new is _GONE or essential):
                return _GONE
            found[key] = new if new is not _GONE else [] if isinstance(item, list) else None
        if is_span(found.get("words")):  # a quote: its speaker was held against the old article
            found |= {"check": None} if "check" in found else {}
            found |= {"verdict": found["words"].get("verdict")} if "verdict" in found else {}
        return found

    def _evidence(self, value: list[Data], path: str) -> Any:  # noqa: ANN401 # JSON
        anchors = [
            self._told(self._anchors.place(_place(item)), item, f"{path}[{number}]")
            for number, item in enumerate(value)
        ]
        return [anchor.span.model_dump() for anchor in anchors if anchor.span] or _GONE

    def _words(self, value: Data, path: str) -> Any:  # noqa: ANN401 # JSON
        anchor = self._told(self._anchors.place(_place(value)), value, path)
        if anchor.span is None:
            return _GONE
        found = value | anchor.span.model_dump()
        if value["verdict"] == Verdict.EXACT:
            found["verdict"] = anchor.verdict.value
        if value.get("parts"):
            parts = [self._anchors.within(_place(part), _place(value), anchor.span) for part in value["parts"]]
            found["parts"] = [part.model_dump() for part in parts if part]
        return found

    def _name(self, value: Data, path: str) -> Data | None:
        anchor = self._told(self._anchors.name(_place(value)), value, path)
        return anchor.span.model_dump() if anchor.span else None

    def _told(self, anchor: Anchor, value: Data, path: str) -> Anchor:
        before = _place(value)
        after = anchor.span or anchor.nearest
        self.carried.append(
            Carried(
                path=path,
                fate=anchor.fate,
                before=before,
                after=after,
                verdict=anchor.verdict if anchor.span else _verdict_of(anchor.fate),
                diff=anchor.diff,
            )
        )
        if anchor.span is None:
            kind, message = _PROBLEMS[anchor.fate]
            self.problems.append(
                Problem(
                    path=path, kind=kind, said=before.text, message=message, nearest=anchor.nearest, diff=anchor.diff
                )
            )
        return anchor


def _verdict_of(fate: Fate) -> Verdict:
    return {Fate.CHANGED: Verdict.ALTERED, Fate.VANISHED: Verdict.ABSENT}.get(fate, Verdict.AMBIGUOUS)


def _place(value: Data) -> Span:
    return Span(start=value["start"], end=value["end"], text=value["text"])


def _span(value: Data | None) -> Span | None:
    return _place(value) if is_span(value) and value is not None else None


def _dumped(span: Span | None) -> Data | None:
    return span.model_dump() if span else None
