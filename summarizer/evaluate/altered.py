"""The altered-quote benchmark: what a matcher lets pass of changed quotes, and what it wrongly rejects."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from pydantic import Field

from summarizer.evaluate.mutations import ALTERATIONS, INNOCENT, Piece
from summarizer.schema.article import Article, SentenceKind
from summarizer.schema.match import Flag, Verdict
from summarizer.schema.span import Frozen
from summarizer.text.elision import elisions
from summarizer.text.folding import fold
from summarizer.text.negations import negations_of
from summarizer.text.reading import Reading, read

_PIECES = 6
"""Sentences and quotations taken from each article, each."""
_NAMES = 200
_LONGEST = 600
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_ANY_MARK = re.compile('["“”„«»「」『』]')

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What a matcher says of one piece: whether it passes as a quote, and where it is said to stand."""

    accepted: bool
    places: tuple[Place, ...] = ()


Matcher = Callable[[Article, Sequence[Place]], Callable[[str], Found]]
"""Made ready for an article and what is spoken in it (one place for each utterance); then asked for each piece."""


class AlteredRow(Frozen):
    """One kind of change in one language."""

    kind: str
    language: str
    innocent: bool = Field(description="Whether the wording is untouched, so that the piece must be accepted.")
    tried: int
    accepted: int
    at_right_span: int = Field(description="Of the accepted, those placed where the piece was taken from.")

    @property
    def wrong(self) -> int:
        """Altered wording that passed, or innocent variants that did not, or not at their place."""
        return self.tried - self.at_right_span if self.innocent else self.accepted


class AlteredReport(Frozen):
    """Counts of one matcher on the same pieces."""

    matcher: str
    seed: int
    articles: int
    rows: tuple[AlteredRow, ...]
    examples: tuple[str, ...] = Field(default=(), description="Some pieces that went wrong, with kind and language.")

    @property
    def false_accepts(self) -> int:
        """Altered pieces that were accepted."""
        return sum(row.wrong for row in self.rows if not row.innocent)

    @property
    def false_rejects(self) -> int:
        """Innocent variants that were not accepted at their place."""
        return sum(row.wrong for row in self.rows if row.innocent)

    def table(self) -> str:
        """Rows as text in columns, all languages of a kind together, and the sums."""
        lines = [f"{'kind':<26}{'':<10}{'tried':>7}{'accepted':>10}{'right span':>12}"]
        for kind, rows in _by_kind(self.rows).items():
            tried, accepted = sum(row.tried for row in rows), sum(row.accepted for row in rows)
            right = f"{sum(row.at_right_span for row in rows):>12}" if rows[0].innocent else ""
            lines.append(
                f"{kind:<26}{'innocent' if rows[0].innocent else 'altered':<10}{tried:>7}{accepted:>10}{right}"
            )
        lines.append(f"{self.matcher}: {self.false_accepts} false accepts, {self.false_rejects} false rejects")
        return "\n".join(lines)


def altered_quotes(
    articles: Iterable[Article], *, seed: int = 0, matcher: Matcher | None = None, name: str = "summarizer"
) -> AlteredReport:
    """Change sentences and quotations of articles, and count what passes.

    Args:
        articles: the articles; their language should be set.
        seed: the same seed and articles give the same pieces for every matcher.
        matcher: what is measured; by default this package's own.
        name: how the report calls it.

    Returns:
        Counts by kind and language. A change that by chance yields words standing in the article is left out.
    """
    articles = [*articles]
    ask = matcher or own_matcher
    counts: dict[tuple[bool, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    examples: list[str] = []
    for number, article in enumerate(articles):
        random = Random(f"{seed}:{number}")  # noqa: S311 # pieces to measure with, no secret
        reading = read(article.text, article.language)
        find = ask(article, reading.utterances)
        for case in _cases(article, reading, articles, random):
            found = find(case.said)
            right = found.accepted and _same_places(article.text, found.places, case.places)
            language = article.language or "?"
            for column, one in enumerate((1, found.accepted, right and case.innocent)):
                counts[case.innocent, case.kind, language][column] += one
            if found.accepted != case.innocent or (case.innocent and not right):
                examples.append(f"{case.kind} ({language}): {case.said}")
    rows = tuple(
        AlteredRow(kind=kind, language=language, innocent=innocent, tried=tried, accepted=accepted, at_right_span=right)
        for (innocent, kind, language), (tried, accepted, right) in sorted(counts.items())
    )
    return AlteredReport(matcher=name, seed=seed, articles=len(articles), rows=rows, examples=tuple(examples[:100]))


def own_matcher(article: Article, spoken: Sequence[Place]) -> Callable[[str], Found]:
    """Ask this package's matcher; an elision over a speaker's border does not pass."""
    from summarizer.text.match import ArticleIndex

    index = ArticleIndex(article.text, language=article.language)

    def find(said: str) -> Found:
        match = index.match(said, borders=spoken)
        passes = match.verdict.stands and Flag.SPEAKER not in match.flags
        spans = match.candidates if match.verdict is Verdict.AMBIGUOUS else match.spans
        return Found(passes, tuple((span.start, span.end) for span in spans))

    return find


@dataclass(frozen=True, slots=True)
class _Case:
    kind: str
    innocent: bool
    said: str
    places: tuple[Place, ...] = ()


def _cases(article: Article, reading: Reading, articles: Sequence[Article], random: Random) -> Iterator[_Case]:
    """All changes of some of an article's sentences and quotations."""
    letters = _letters(article.text)
    for piece in _pieces(article, reading, random):
        for kind, mutation in INNOCENT.items():
            if said := mutation(piece, random):
                yield _Case(kind, innocent=True, said=said, places=((piece.start, piece.end),))
        if elided := _elision(piece, letters, random):
            yield elided
        if elisions(piece.text):
            continue  # what a mark in the article leaves out may be anything
        for kind, mutation in ALTERATIONS.items():
            if (said := mutation(piece, random)) and not _stands(kind, said, article.text, letters):
                yield _Case(kind, innocent=False, said=said)
    for kind, said in _foreign(article, reading, articles, random):
        if not _stands(kind, said, article.text, letters):
            yield _Case(kind, innocent=False, said=said)


def _pieces(article: Article, reading: Reading, random: Random) -> Iterator[Piece]:
    """Sentences and quotations that stand once, some of each."""
    names = _names(article.text)
    sentences = [(sentence.start, sentence.end) for sentence in reading.sentences if sentence.kind is SentenceKind.TEXT]
    spoken = [(quotation.start, quotation.end) for quotation in reading.quotations]
    for places in (sentences, spoken):
        once = [place for place in places if _is_fit(article.text, place)]
        for start, end in random.sample(once, min(_PIECES, len(once))):
            yield Piece(article.text, start, end, article.language, names)


def _is_fit(text: str, place: Place) -> bool:
    piece = text[slice(*place)]
    return 15 < len(piece) < _LONGEST and _letters(text).count(_letters(piece)) == 1


def _elision(piece: Piece, letters: str, random: Random) -> _Case | None:
    """The first and last words with an ellipsis between; nothing that negates is left out."""
    gaps = [place for place, character in enumerate(piece.text) if character == " "]
    if len(gaps) < 6 or elisions(piece.text):
        return None
    first, last = gaps[random.randrange(1, len(gaps) // 2)], gaps[random.randrange(len(gaps) // 2, len(gaps) - 1)] + 1
    left_out = piece.text[first:last]
    if (
        negations_of(piece.language).within(fold(left_out).text)
        or _ANY_MARK.search(left_out)
        or left_out[-2:-1].isdigit()
    ):
        return None
    parts = piece.text[:first], piece.text[last:]
    if any(letters.count(_letters(part)) > 1 for part in parts):
        return None  # it would stand nearer together elsewhere
    mark = random.choice(("…", " … ", " ... ", " [...] ", " […] ", " (...) "))
    places = ((piece.start, piece.start + first), (piece.start + last, piece.end))
    return _Case("elided", innocent=True, said=mark.join(parts), places=places)


def _foreign(
    article: Article, reading: Reading, articles: Sequence[Article], random: Random
) -> Iterator[tuple[str, str]]:
    """What comes from elsewhere, or from two places."""
    others = [other for other in articles if other is not article and other.language == article.language]
    if others:
        sentences = [line for line in random.choice(others).text.split(". ") if 30 < len(line) < _LONGEST]
        if sentences:
            yield "of another article", random.choice(sentences)
        words = [word for word in random.choice(others).text.split() if word.isalpha() and 2 < len(word) < 8]
        if words:
            yield "short word, absent", random.choice(words)
    letters = _letters(article.text)
    spoken = {
        quotation.group: quotation.text
        for quotation in reading.quotations
        if letters.count(_letters(quotation.text)) == 1
    }
    for one, two in pairwise(spoken.values()):
        yield "two speakers, joined", f"{one} {two}"
        yield "two speakers, elided", f"{one} … {two}"


def _stands(kind: str, said: str, text: str, letters: str) -> bool:
    """Whether the changed words stand in the article by chance; plain substring search, apart from any matcher."""
    if kind in {"number cut", "word cut", "short word, absent"}:
        return f" {_words(said)} " in f" {_words(text)} "
    return _letters(said) in letters


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain.casefold() if character.isalnum())


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _names(text: str) -> list[str]:
    words = text.split()
    return [word for word in words if word.isalpha() and word[0].isupper() and len(word) > 2][:_NAMES]


def _same_places(text: str, found: Sequence[Place], wanted: Sequence[Place]) -> bool:
    return [_trimmed(text, *place) for place in found] == [_trimmed(text, *place) for place in wanted]


def _trimmed(text: str, start: int, end: int) -> Place:
    """A place without what is neither letter nor digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _by_kind(rows: Iterable[AlteredRow]) -> dict[str, list[AlteredRow]]:
    kinds: dict[str, list[AlteredRow]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return kinds
