"""How a piece of text stands in the article: found by letters and digits, judged by wording, word borders and edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarizer.schema.match import Change, ChangeKind, Flag, Match, Verdict
from summarizer.schema.span import Span
from summarizer.text.alignment import nearest_place
from summarizer.text.borders import Cut, cut_at_end, cut_at_start, number_around, with_sign
from summarizer.text.diff import changes
from summarizer.text.elision import Elision, Place, crosses, elisions, gap_of, nearest_chains
from summarizer.text.equivalence import equivalence
from summarizer.text.folding import FoldedText, after_marks, fold
from summarizer.text.letters import Letters, letters
from summarizer.text.negations import negations_of
from summarizer.text.words import SENTENCE_END, Words

_FREE = frozenset("'-.,;:…()[]{}*_¿¡。、，；：،؛।| \n")
"""Folded characters at either end of a piece that need not stand in the article."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """One place where the letters and digits stand; `verdict` is None where the wording differs."""

    start: int
    end: int
    verdict: Verdict | None

    def distance(self, near: tuple[int, int]) -> int:
        return max(near[0] - self.end + 1, self.start - near[1] + 1, 0)


class _Needle:
    """A piece of text made ready for the search."""

    __slots__ = ("core", "head", "letters", "said", "skipped", "tail")

    def __init__(self, said: str) -> None:
        folded = fold(said)
        found = letters(folded.text)
        first, last = _core(folded.text, found.places[0], found.places[-1]) if found.text else (0, 0)
        self.said = said
        self.letters = found.text
        self.core = folded.text[first:last]
        self.head, self.tail = folded.text[:first], folded.text[last:]
        self.skipped = folded.starts[first] if found.text else 0


@dataclass(frozen=True, slots=True)
class _Edges:
    """A place in the folded text, and what of the piece's punctuation is missing on either side."""

    start: int
    end: int
    head: str
    tail: str


class ArticleIndex:
    """An article's text, folded once, in which any number of pieces can be looked up.

    Args:
        text: the article's text; any string.
        language: ISO 639-1 code, which settles what words negate; None takes those of all languages.
    """

    def __init__(self, text: str, *, language: str | None = None) -> None:
        self.text = text
        self.language = language
        self._folded: FoldedText = fold(text)
        self._letters: Letters = letters(self._folded.text)
        self._matched: dict[tuple[str, Place | None, tuple[Place, ...]], Match] = {}  # a draft is held several times

    @cached_property
    def _words(self) -> Words:
        return Words.of(self._folded)

    def match(
        self, said: str, *, near: tuple[int, int] | None = None, borders: Sequence[tuple[int, int]] = ()
    ) -> Match:
        """Say how a piece of text stands in the article.

        Args:
            said: the piece, as it came; quotation marks and white space around it may be there or not.
            near: code points [start, end) of the place that was pointed at; of several places the nearest is taken.
            borders: code points [start, end) of what each speaker says, marks included, one for each utterance;
                an elision that leaves one and goes on in another is flagged.

        Returns:
            The verdict; spans slice the article's own characters, and an exact span's text is `said` itself.
        """
        asked = (said, near, tuple(borders))
        if asked not in self._matched:
            self._matched[asked] = self._found(said, near, borders)
        return self._matched[asked]

    def _found(self, said: str, near: Place | None, borders: Sequence[Place]) -> Match:
        needle = _Needle(said)
        if not needle.letters:
            return Match(said=said, verdict=Verdict.ABSENT)
        hits = [*self._hits(needle)]
        standing = [hit for hit in hits if hit.verdict]
        if standing:
            return self._settled(said, standing, near)
        elided = self._elided(said, near, borders)
        return elided or self._altered(said, hits, near)

    def _hits(self, needle: _Needle) -> Iterator[_Hit]:
        """All places of the letters and digits, without overlap; word borders that cut a word are none."""
        haystack, length = self._letters.text, len(needle.letters)
        budget = 4 * len(haystack) + 500_000  # a text that repeats itself must not cost its length squared
        place = haystack.find(needle.letters)
        while place >= 0 and budget > 0:
            hit = self._judged(needle, place)
            if hit:
                yield hit
            budget -= length + 50
            place = haystack.find(needle.letters, place + (length if hit and hit.verdict else 1))

    def _judged(self, needle: _Needle, place: int) -> _Hit | None:
        text, places = self._folded.text, self._letters.places
        start, end = _core(text, places[place], places[place + len(needle.letters) - 1])
        cuts = (cut_at_start(text, start), cut_at_end(text, end))
        if Cut.WORD in cuts or self._splits(place, place + len(needle.letters), start, end):
            return None
        if Cut.NUMBER in cuts:
            return _Hit(*self._folded.place(*number_around(text, start, end)), verdict=None)
        verdict = equivalence(needle.core, text[start:end])
        edges = self._edges(needle, start, end)
        if verdict is None or edges is None:
            return _Hit(*self._folded.place(start, end), verdict=None)
        return self._exact(needle, start) or _Hit(*self._placed(*edges), verdict)

    def _splits(self, place: int, after: int, start: int, end: int) -> bool:
        """Whether the piece [start, end), its letters [place, after), takes a part of one character of the article."""
        places, starts = self._letters.places, self._folded.starts
        return (
            (place > 0 and places[place - 1] == places[place])
            or (after < len(places) and places[after] == places[after - 1])
            or (start > 0 and starts[start - 1] == starts[start])
            or (end < len(starts) and starts[end] == starts[end - 1])
        )

    def _edges(self, needle: _Needle, start: int, end: int) -> tuple[int, int] | None:
        """Widen to as much of the piece's punctuation as the article has; None where the rest may not be missing."""
        if not needle.head and not needle.tail:
            return start, end
        edges = self._shared_edges(needle.head, needle.tail, start, end)
        if "'" in edges.head + edges.tail:  # marks around the words: both or none
            edges = self._shared_edges(needle.head.rpartition("'")[2], needle.tail.partition("'")[0], start, end)
        return (edges.start, edges.end) if _FREE.issuperset(edges.head + edges.tail) else None

    def _shared_edges(self, head: str, tail: str, start: int, end: int) -> _Edges:
        text = self._folded.text
        before = _shared(reversed(head), (text[at] for at in range(start - 1, -1, -1)))
        after = _shared(tail, (text[at] for at in range(end, len(text))))
        return _Edges(start - before[1], end + after[1], head[: len(head) - before[0]], tail[after[0] :])

    def _exact(self, needle: _Needle, start: int) -> _Hit | None:
        begin = self._folded.starts[start] - needle.skipped
        if begin < 0 or not self.text.startswith(needle.said, begin):
            return None
        end = begin + len(needle.said)
        return _Hit(begin, end, Verdict.EXACT) if after_marks(self.text, end) == end else None

    def _placed(self, start: int, end: int) -> tuple[int, int]:
        first, last = self._folded.place(start, end)
        return first, after_marks(self.text, last)

    def _span(self, hit: _Hit) -> Span:
        return Span.of(self.text, hit.start, hit.end)

    def _settled(self, said: str, hits: Sequence[_Hit], near: tuple[int, int] | None) -> Match:
        """One of the places, or all of them as candidates."""
        if near:
            closest = min(hit.distance(near) for hit in hits)
            hits = [hit for hit in hits if hit.distance(near) == closest]
        as_written = [hit for hit in hits if hit.verdict is not Verdict.CASE] or hits
        if len(as_written) > 1 and not near:
            return Match(said=said, verdict=Verdict.AMBIGUOUS, candidates=tuple(map(self._span, as_written)))
        span = self._span(as_written[0])
        verdict = as_written[0].verdict or Verdict.ABSENT
        if verdict is Verdict.EXACT and span.text != said:
            verdict = Verdict.TYPOGRAPHIC  # a part of what was said, with marks of elision around it
        return Match(said=said, verdict=verdict, spans=(span,))

    def _elided(self, said: str, near: Place | None, borders: Sequence[Place]) -> Match | None:
        """Find the parts of an elision, in order and near each other."""
        found = (self._taken_apart(said, way, near, borders) for way in elisions(said))
        return next(filter(None, found), None)

    def _taken_apart(self, said: str, elision: Elision, near: Place | None, borders: Sequence[Place]) -> Match | None:
        if any(map(self._carries_weight, elision.insertions)):
            return None
        standing = [[hit for hit in self._hits(_Needle(part)) if hit.verdict] for part in elision.parts]
        if len(elision.parts) == 1 and not elision.insertions and standing[0]:
            return self._settled(said, standing[0], near)  # an initial in brackets, or marks at the ends
        chains = nearest_chains([[(hit.start, hit.end) for hit in hits] for hits in standing], near)
        alone = [number for number, part in enumerate(elision.parts) if self._is_weighty_word(part)]
        chains = [chain for chain in chains if not any(self._is_far_off(chain, number) for number in alone)]
        if elision.insertions:  # the article's own brackets may not be said otherwise
            chains = [chain for chain in chains if "[" not in self.text[chain[0][0] : chain[-1][1]]]
        if not chains:
            return None
        if len(chains) > 1 and not near:
            whole = tuple(Span.of(self.text, chain[0][0], chain[-1][1]) for chain in chains)
            return Match(said=said, verdict=Verdict.AMBIGUOUS, candidates=whole)
        chain = chains[0]
        return Match(
            said=said,
            verdict=Verdict.ELIDED,
            spans=tuple(Span.of(self.text, *place) for place in chain),
            gap=gap_of(chain),
            flags=tuple(self._flags(chain, borders)),
        )

    def _is_weighty_word(self, part: str) -> bool:
        return self._carries_weight(part) and len(Words.of(fold(part))) == 1

    def _is_far_off(self, chain: Sequence[Place], number: int) -> bool:
        """Whether a part stands in another sentence than its neighbours: a lone "not" from there turns the meaning."""
        around = chain[max(number - 1, 0) : number + 2]
        return any(SENTENCE_END.search(self.text, one[1], two[0]) for one, two in pairwise(around))

    def _carries_weight(self, inserted: str) -> bool:
        """Whether words could turn the meaning: a number or a negation."""
        folded = fold(inserted).text
        return any(map(str.isnumeric, folded)) or bool(negations_of(self.language).within(folded))

    def _flags(self, chain: Sequence[Place], borders: Sequence[Place]) -> Iterator[Flag]:
        if crosses(chain, borders):
            yield Flag.SPEAKER
        negations = negations_of(self.language)
        if any(negations.within(fold(self.text[one[1] : two[0]]).text) for one, two in pairwise(chain)):
            yield Flag.NEGATION

    def _altered(self, said: str, hits: Sequence[_Hit], near: Place | None) -> Match:
        """Find the nearest place and the words that differ there; absent where there is none."""
        ours = Words.of(fold(said))
        if hits:
            hit = min(hits, key=lambda hit: hit.distance(near)) if near else hits[0]
            place = hit.start, hit.end
            words = self._words.between(*place)
        else:
            numbers = nearest_place(self._words, ours)
            if numbers is None:
                return Match(said=said, verdict=Verdict.ABSENT)
            words = self._words.slice(*numbers)
            place = words.starts[0], after_marks(self.text, words.ends[-1])
        nearest = Span.of(self.text, *place)
        diff = changes(self.text, words, said, ours, language=self.language)
        return Match(
            said=said,
            verdict=Verdict.ALTERED,
            candidates=(nearest,),
            diff=diff or (Change(kind=ChangeKind.OTHER, article=nearest.text, said=said),),
        )


def match(said: str, text: str) -> Match:
    """Say how one piece of text stands in an article's text; for several pieces, make an `ArticleIndex` once."""
    return ArticleIndex(text).match(said)


def _core(text: str, first: int, last: int) -> tuple[int, int]:
    """From the first letter or digit, its sign included, to the last, its marks included."""
    return with_sign(text, first), after_marks(text, last + 1)


def _shared(said: Iterable[str], article: Iterator[str]) -> tuple[int, int]:
    """How many characters of either side agree from the beginning, spaces aside."""
    taken, used = (0, 0), 0
    for number, wanted in enumerate(said, 1):
        if wanted == " ":
            continue
        for character in article:
            used += 1
            if character != " ":
                break
        else:
            return taken
        if character != wanted:
            return taken
        taken = (number, used)
    return taken
