"""Strings on the wire → places in the article."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from summarizer.grounding.references import Reference, parse_reference, split_references
from summarizer.schema.article import Quotation, Sentence, SentenceKind
from summarizer.schema.grounded import Evidence, Mention, Ungrounded, Verbatim
from summarizer.schema.match import Flag, Match, Verdict
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.span import Span
from summarizer.text.reading import Reading

_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_MARKS = '“”„«»「」『』" \n'
_PLAIN = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.CASE})

_PROBLEM_OF = {
    Verdict.ALTERED: (ProblemKind.ALTERED, "The article has these words differently."),
    Verdict.ABSENT: (ProblemKind.ABSENT, "The article has no such words."),
    Verdict.AMBIGUOUS: (
        ProblemKind.AMBIGUOUS,
        "These words stand in the article more than once; say which, by its reference.",
    ),
}


class Resolver:
    """Grounds the strings of one draft.

    A mention that stands several times is taken nearest to the words grounded just before it.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._anchor: tuple[int, int] | None = None
        self._verbatims: dict[str, Verbatim] = {}
        self._evidence: dict[tuple[str, ...], Evidence] = {}
        """What was found, since a draft of which something fails is held once more without it."""
        self.refused: dict[tuple[str, ...], list[Problem]] = {}
        """References of an evidence list that do not hold while others of it do, by the list as it was said."""

    def verbatim(self, said: str) -> Verbatim:
        """Resolve exact words, or raise `Ungrounded`."""
        found = self._verbatims.get(said) or self._verbatims.setdefault(said, self._verbatim(said))
        self._anchor = (found.start, found.end)
        return found

    def _verbatim(self, said: str) -> Verbatim:
        reference = parse_reference(said)
        if reference.quotation and not reference.words:
            place = self._place(reference.quotation, said)
            return Verbatim(start=place.start, end=place.end, text=place.text)
        if reference.sentences and not reference.words:
            return self._slice(*self._region(reference.sentences, said))
        return self._words(reference, said)

    def evidence(self, said: list[str]) -> Evidence:
        """Resolve whole sentences, or raise `Ungrounded` when nothing of the list holds."""
        asked = tuple(said)
        found = self._evidence.get(asked) or self._evidence.setdefault(asked, self._whole_sentences(said))
        self._anchor = (found.spans[0].start, found.spans[-1].end)
        return found

    def _whole_sentences(self, said: list[str]) -> Evidence:
        sentences: dict[int, Sentence] = {}
        refused: list[Problem] = []
        for item in split_references(said):
            try:
                sentences.update({sentence.start: sentence for sentence in self._sentences(item)})
            except Ungrounded as error:
                refused.append(error.problem)
        self.refused[tuple(said)] = refused if sentences else refused[1:]
        if not sentences:
            nothing = _ungrounded(ProblemKind.NO_EVIDENCE, "", "No sentence is named that this rests on.")
            raise Ungrounded(refused[0]) if refused else nothing
        return Evidence(tuple(sentences[start].span for start in sorted(sentences)))

    def mention(self, said: str) -> Mention:
        """Resolve a name as it stands, or raise `Ungrounded`."""
        reference = parse_reference(said)
        if not reference.words:
            raise _ungrounded(
                ProblemKind.ABSENT, said, "A name is wanted here, as it stands in the article: `S4: the minister`."
            )
        region = self._named(reference, said)
        match = self._reading.index.match(reference.words)
        places = (
            match.candidates if match.verdict is Verdict.AMBIGUOUS else match.spans if match.verdict in _PLAIN else ()
        )
        if not places:
            self._refuse(match, said)
        best = places[0] if len(places) == 1 else min(places, key=self._distance(region))
        return Mention(start=best.start, end=best.end, text=best.text)

    def _distance(self, region: tuple[int, int] | None) -> Callable[[Span], tuple[bool, bool, int]]:
        """Prefer the sentence named, then what is not itself quoted, then what is nearest to what was just grounded."""
        start, end = self._anchor or region or (0, 0)

        def distance(place: Span) -> tuple[bool, bool, int]:
            elsewhere = region is not None and not (region[0] <= place.start and place.end <= region[1])
            quoted = any(q.start <= place.start and place.end <= q.end for q in self._reading.quotations)
            return elsewhere, quoted, max(start - place.end, place.start - end, 0)

        return distance

    def _words(self, reference: Reference, said: str) -> Verbatim:
        region = self._named(reference, said)
        if region and (pointed := self._from_first_to_last(reference.words, region)):
            return pointed
        match = self._reading.index.match(reference.words, near=region, borders=self._reading.utterances)
        if match.verdict is Verdict.AMBIGUOUS:
            match = self._settled(match)
        if Flag.SPEAKER in match.flags:
            raise _ungrounded(ProblemKind.SPLICED, said, "This joins words from two different quotations.", match)
        if not match.verdict.stands:
            self._refuse(match, said)
        first, last = match.spans[0], match.spans[-1]
        parts = match.spans if len(match.spans) > 1 else ()
        return Verbatim(
            start=first.start,
            end=last.end,
            text=self._reading.text[first.start : last.end],
            verdict=match.verdict,
            parts=parts,
            flags=match.flags,
        )

    def _from_first_to_last(self, words: str, region: tuple[int, int]) -> Verbatim | None:
        """`S4: first words … last words` points at all that stands from the first to the last."""
        words = words.strip(_MARKS)
        first, *between, last = _ELISION.split(words) if _ELISION.search(words) else (words, "")
        if between or not first or not last:
            return None
        start = self._in_region(first, region)
        end = self._in_region(last, (start.end, region[1])) if start else None
        return self._slice(start.start, end.end) if start and end else None

    def _in_region(self, words: str, region: tuple[int, int]) -> Span | None:
        match = self._reading.index.match(words, near=region)
        places = (
            match.candidates if match.verdict is Verdict.AMBIGUOUS else match.spans if match.verdict in _PLAIN else ()
        )
        return next((place for place in places if region[0] <= place.start and place.end <= region[1]), None)

    def _settled(self, match: Match) -> Match:
        """Of several places, the only one that is a whole quotation."""
        whole = {(q.start, q.end) for q in self._reading.quotations}
        places = [place for place in match.candidates if (place.start, place.end) in whole]
        if len(places) != 1:
            return match
        return match.model_copy(
            update={
                "verdict": Verdict.EXACT if places[0].text == match.said else Verdict.TYPOGRAPHIC,
                "spans": tuple(places),
            }
        )

    def _sentences(self, said: str) -> list[Sentence]:
        """The sentences of the article's body that one reference, or a copy, names."""
        reference = parse_reference(said)
        if reference.sentences and not reference.words:
            start, end = self._region(reference.sentences, said)
        else:
            found = self.verbatim(said)
            start, end = found.start, found.end
        over = self._reading.sentences_over(start, end)
        body = [sentence for sentence in over if sentence.kind is SentenceKind.TEXT]
        if not body:
            raise _ungrounded(
                ProblemKind.NO_EVIDENCE,
                said,
                "A heading, dateline or credit is no evidence; name sentences of the article.",
            )
        return body

    def _named(self, reference: Reference, said: str) -> tuple[int, int] | None:
        """The place that a reference with words names."""
        if reference.quotation:
            place = self._place(reference.quotation, said)
            return place.start, place.end
        return self._region(reference.sentences, said) if reference.sentences else None

    def _region(self, sentences: tuple[int, int], said: str) -> tuple[int, int]:
        first, last = (self._place(f"S{number}", said) for number in sentences)
        return first.start, last.end

    def _place(self, reference: str, said: str) -> Sentence | Quotation:
        place = self._reading.place(reference)
        if place is None:
            have = self._reading.sentences if reference.startswith("S") else self._reading.quotations
            ends = f"; they go from {have[0].id} to {have[-1].id}" if have else ""
            raise _ungrounded(ProblemKind.NO_SUCH_REFERENCE, said, f"The article has no {reference}{ends}.")
        return place

    def _slice(self, start: int, end: int) -> Verbatim:
        return Verbatim(start=start, end=end, text=self._reading.text[start:end])

    def _refuse(self, match: Match, said: str) -> NoReturn:
        kind, message = _PROBLEM_OF.get(match.verdict, _PROBLEM_OF[Verdict.ABSENT])
        raise _ungrounded(kind, said, message, match)


def _ungrounded(kind: ProblemKind, said: str, message: str, match: Match | None = None) -> Ungrounded:
    nearest = next(iter((*match.candidates, *match.spans)), None) if match else None
    diff = match.diff if match else ()
    return Ungrounded(Problem(path="", kind=kind, said=said, message=message, nearest=nearest, diff=diff))
