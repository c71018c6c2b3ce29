"""Two results of one article, or two runs over the same articles: what stayed, and what did not."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, zip_longest

from pydantic import Field

from summarizer.errors import UserError
from summarizer.results.anchors import word_diff
from summarizer.results.plain import Data, Item, ItemKind, fields_of, items_of, plain
from summarizer.results.reading import AnyOutcome
from summarizer.results.tables import COLUMNS, TABLE_OF, value_of
from summarizer.schema.match import Change
from summarizer.schema.span import Frozen
from summarizer.text.folding import fold
from summarizer.text.letters import letters

_ALIKE = 60
"""From 0 to 100: how alike two texts must be to be one that changed (rapidfuzz's ratio)."""
_MANY = 250_000
"""Pairs that are held against each other; of more, only those with the same words are found."""
_CLOSEST = 5
_PLACES = ("_start", "_end")
_NOT_COMPARED = frozenset({"path", "start", "end", "places", "share", "checks"})
_WORDS = {ItemKind.QUOTE: "words", ItemKind.CLAIM: "text", ItemKind.TOPIC: "label", ItemKind.SPAN: "words"}
"""The column that says what an item is; the others say something of it."""


class Step(StrEnum):
    """What became of one item from the first result to the second."""

    STAYED = "stayed"
    MOVED = "moved"
    """The same words at another place."""
    CHANGED = "changed"
    VANISHED = "vanished"
    APPEARED = "appeared"


class Compared(Frozen):
    """One quote, claim, topic or other thing of either result."""

    part: str = Field(description="quotes, claims, topics, spans, problems, or the path of a field.")
    step: Step
    before: str | None
    after: str | None
    places: tuple[str | None, str | None] = (None, None)
    """Where it stands in each article, such as `31-153`; several with spaces between them."""
    diff: tuple[Change, ...] = Field(default=(), description="`article` has the words before, `said` those after.")
    also: tuple[tuple[str, str | None, str | None], ...] = Field(
        default=(), description="What else differs: the field, and its value before and after."
    )


class Difference(Frozen):
    """Two results of one article."""

    id: str
    status: tuple[str | None, str | None]
    model: tuple[str | None, str | None]
    prompt: tuple[str | None, str | None]
    text_changed: bool = Field(description="Whether the two results rest on different texts of the article.")
    items: tuple[Compared, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing but the model, the prompt or the time differs."""
        stayed = all(item.step is Step.STAYED for item in self.items)
        return stayed and not self.text_changed and self.status[0] == self.status[1]

    def counts(self) -> Counter[tuple[str, Step]]:
        """How many of each part took each step."""
        return Counter((item.part, item.step) for item in self.items)


def compare(before: AnyOutcome | None, after: AnyOutcome | None) -> Difference:
    """Say what differs; one of the two may be missing.

    Raises:
        UserError: both are missing.
    """
    one, two = plain(before) if before else None, plain(after) if after else None
    known = one or two
    if known is None:
        raise UserError("There is no result to compare; give two.")
    language = (known["article"] or {}).get("language")
    texts = [(side or {}).get("article") for side in (one, two)]
    items: list[Compared] = []
    if one and two:
        items += _fields(one["summary"], two["summary"], language)
        for kind in ItemKind:
            items += _items(kind, _of_kind(one, kind), _of_kind(two, kind), language)
        items += _problems(one["problems"], two["problems"])
    return Difference(
        id=known["id"],
        status=_both(one, two, "status"),
        model=_both(one, two, "model"),
        prompt=_both(one, two, "prompt"),
        text_changed=bool(one and two) and (texts[0] or {}).get("text") != (texts[1] or {}).get("text"),
        items=tuple(items),
    )


def compare_runs(before: Iterator[AnyOutcome], after: Iterator[AnyOutcome]) -> Iterator[Difference]:
    """Compare two runs, article by article, matched by id; those of only one run come last.

    While both runs have their articles in the same order, only two results are held at once.
    """
    waiting: tuple[dict[tuple[str, int], AnyOutcome], ...] = ({}, {})
    seen: tuple[Counter[str], ...] = (Counter(), Counter())
    for pair in zip_longest(before, after):
        for side, outcome in enumerate(pair):
            if outcome is not None:
                seen[side][outcome.id] += 1
                waiting[side][outcome.id, seen[side][outcome.id]] = outcome
        for side, outcome in enumerate(pair):
            key = (outcome.id, seen[side][outcome.id]) if outcome is not None else None
            if key in waiting[0] and key in waiting[1]:
                yield compare(waiting[0].pop(key), waiting[1].pop(key))
    yield from (compare(outcome, None) for outcome in waiting[0].values())
    yield from (compare(None, outcome) for outcome in waiting[1].values())


def _both(one: Data | None, two: Data | None, name: str) -> tuple[str | None, str | None]:
    return (one[name] if one else None, two[name] if two else None)


def _of_kind(outcome: Data, kind: ItemKind) -> list[Item]:
    return [item for item in items_of(outcome["summary"]) if item.kind is kind]


def _fields(one: object, two: object, language: str | None) -> Iterator[Compared]:
    """What a summary says outside of its items: the headline, the abstract, a schema's own fields."""
    before, after = dict(fields_of(one)), dict(fields_of(two))
    for path in {**before, **after}:
        old, new = before.get(path), after.get(path)
        step = Step.STAYED if old == new else Step.CHANGED
        if path not in after or path not in before:
            step = Step.APPEARED if path in after else Step.VANISHED
        diff = word_diff(old, new, language) if step is Step.CHANGED and old and new else ()
        yield Compared(part=path, step=step, before=old, after=new, diff=diff)


def _items(kind: ItemKind, one: list[Item], two: list[Item], language: str | None) -> Iterator[Compared]:
    """Pair the items by words and place, by words, by likeness, then by place."""
    left, right = [*map(_Known.of, count(), one)], [*map(_Known.of, count(), two)]
    pairs = _paired(left, right, lambda known: (known.letters, known.places))
    pairs += _paired(left, right, lambda known: known.letters)
    pairs += _alike(left, right)
    pairs += _paired(left, right, lambda known: known.places)
    for old, new in sorted(pairs, key=lambda pair: pair[0].number):
        yield old.compared(new, language)
    part = f"{kind.value}s"
    for known in left:
        yield Compared(part=part, step=Step.VANISHED, before=known.words, after=None, places=(known.places, None))
    for known in right:
        yield Compared(part=part, step=Step.APPEARED, before=None, after=known.words, places=(None, known.places))


@dataclass(frozen=True, slots=True)
class _Known:
    """An item, and what it is known by."""

    number: int
    kind: ItemKind
    words: str
    letters: str
    """The letters and digits of its words."""
    places: str
    about: dict[str, str | None]
    """What else it says."""

    @classmethod
    def of(cls, number: int, item: Item) -> _Known:
        value = value_of(item)
        said = {column.name: column.cell(value) for column in COLUMNS[TABLE_OF[item.kind]]}
        words = str(said[_WORDS[item.kind]] or "")
        places = str(said.get("places") or f"{said.get('start')}-{said.get('end')}")
        about = {
            name: None if cell is None else str(cell)
            for name, cell in said.items()
            if name not in _NOT_COMPARED and not name.endswith(_PLACES) and name != _WORDS[item.kind]
        }
        return cls(number, item.kind, words, letters(fold(words).text).text, places, about)

    def compared(self, new: _Known, language: str | None) -> Compared:
        """What became of it."""
        diff = word_diff(self.words, new.words, language)
        also = tuple((name, old, new.about[name]) for name, old in self.about.items() if old != new.about[name])
        moved = Step.STAYED if self.places == new.places else Step.MOVED
        return Compared(
            part=f"{self.kind.value}s",
            step=Step.CHANGED if diff or also else moved,
            before=self.words,
            after=new.words,
            places=(self.places, new.places),
            diff=diff,
            also=also,
        )


def _paired(left: list[_Known], right: list[_Known], key: Callable[[_Known], object]) -> list[tuple[_Known, _Known]]:
    """Pair what has the same key, in order, and take it out of both lists."""
    waiting: dict[object, deque[_Known]] = defaultdict(deque)
    for known in right:
        waiting[key(known)].append(known)
    pairs = [(known, waiting[key(known)].popleft()) for known in left if waiting[key(known)]]
    return _taken(left, right, pairs)


def _alike(left: list[_Known], right: list[_Known]) -> list[tuple[_Known, _Known]]:
    """Pair what is most alike, the likest first, and take it out of both lists."""
    if not left or not right or len(left) * len(right) > _MANY:
        return []
    from rapidfuzz import fuzz, process

    found = (
        (score, at, to)
        for at, old in enumerate(left)
        for _, score, to in process.extract(
            old.words, [new.words for new in right], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CLOSEST
        )
    )
    pairs: dict[int, int] = {}
    for _, at, to in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return _taken(left, right, [(left[at], right[to]) for at, to in pairs.items()])


def _taken(left: list[_Known], right: list[_Known], pairs: list[tuple[_Known, _Known]]) -> list[tuple[_Known, _Known]]:
    gone, found = {old.number for old, _ in pairs}, {new.number for _, new in pairs}
    left[:] = [known for known in left if known.number not in gone]
    right[:] = [known for known in right if known.number not in found]
    return pairs


def _problems(one: list[Data], two: list[Data]) -> Iterator[Compared]:
    """Problems are the same where they say the same of the same words."""
    before, after = (
        Counter((f"{item['kind']}: {item['message']}", item["said"]) for item in side) for side in (one, two)
    )
    for step, problems in (
        (Step.STAYED, before & after),
        (Step.VANISHED, before - after),
        (Step.APPEARED, after - before),
    ):
        for message, said in problems.elements():
            words = f"{message} {said}".strip()
            old, new = (None if step is Step.APPEARED else words), (None if step is Step.VANISHED else words)
            yield Compared(part="problems", step=step, before=old, after=new)
