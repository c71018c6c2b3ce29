"""Sentences of an article, with offsets: the units that evidence points at.

A quotation is masked to one word before a paragraph is cut, so that `"We won. It was close," she said.` is one
sentence; a long quotation is then cut inside as well, so that evidence can name one sentence of a statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.schema.article import Quotation, Sentence, SentenceKind
from summarizer.text.cues import cues_for
from summarizer.text.folding import SPACES
from summarizer.text.initials import initials
from summarizer.text.paragraphs import paragraphs
from summarizer.text.sentence_kinds import dateline_end, is_credit, paragraph_kinds

__all__ = ["split_sentences"]

LONG_QUOTATION = 200
"""Code points above which a quotation is cut inside."""
BLOCK = 4_000
"""Code points after which a long paragraph may be cut at any full stop."""
ATTRIBUTION = 30
"""Code points that an attribution after a quotation takes at most, in scripts without capitals."""

_STOPS = ".!?…。！？｡।॥۔؟።։။"
_CLOSERS = "\"'”’“»«›)]」』）"
_FIRST_WORD = re.compile(r"[^\w]*(\w+)")
_HOUR = re.compile(r"\b[ap]\.m\.\s*$")
"""What a time zone may follow: 7 a.m. EDT."""
_LABEL = re.compile(r"^\W*\w\.\s*$")
"""A number or letter that stands alone before its item."""
_CLOSE = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")
"""An initial with the next one right after it: А.С. Пушкин."""
_BEFORE_NUMBER = re.compile(r"(?:(?<=[a-zäöüß]{5}\.)|(?<=[!?])) +(?=\d)")
"""Ends of German sentences that sentencex runs on where a number follows: no abbreviation is as long."""
_ASIDE = re.compile(r" *\([^()]{2,}[.!?]\) +(?=\S)")
"""A sentence in parentheses, which sentencex keeps with the next one."""
_ORDINAL = re.compile(r"(?<![\w.,:])\d{1,2}\.\s*$")
"""A day's or a rank's number in German, where the next noun has a capital in any case."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_AFTER_STOP = re.compile(rf"(?<=[{re.escape(_STOPS)}])[{re.escape(_CLOSERS)}]*\s+|(?<=[。！？｡।॥۔؟።։။])(?=\w)")
_TITLE = re.compile(
    r"(?<!\w)(?:MM?|Mme|Mlle|[DP]r|[Pp]rof|Profa|Sra?|Dra|[Dd]hr|[Mm]evr|dr|inż|św|им|тов|Eng|Ing)\.\s*$"
)
"""Ends of pieces after which a name follows, where sentencex cuts nonetheless."""
_ODD = re.compile(f"[{SPACES.replace(' ', '')}\\ud800-\\udfff]")
_UNPUNCTUATED = frozenset({"th", "lo"})
"""Languages that end a sentence with a space only."""
_CLAUSE = re.compile(r"\S.{59,}?(?:\s+|$)|\S.*$", re.DOTALL)


def split_sentences(text: str, language: str | None, quotations: Sequence[Quotation]) -> tuple[Sentence, ...]:
    """Cut an article into sentences.

    Args:
        text: The article's text; never edited.
        language: ISO 639 code, with or without a region; English rules stand in for an unknown one.
        quotations: The quotations found in the text, speech and terms, in article order.

    Returns:
        Sentences in article order, numbered S1, S2, …, with code-point offsets. They do not overlap, none crosses the
        border of a paragraph, and together they hold every character that is not white space.
    """
    known = re.match(r"[a-z]{2,8}", (language or "").lower())
    borders = paragraphs(text)
    kinds = paragraph_kinds([text[start:end] for start, end in borders])
    cutter = _Cutter(text, known[0] if known else "en", quotations)
    sentences: list[Sentence] = []
    headed = False
    for number, ((start, end), kind) in enumerate(zip(borders, kinds, strict=True)):
        opened = start
        if kind is SentenceKind.TEXT and not headed:
            headed = True
            opened += dateline_end(text[start:end])
        pieces = [(start, opened, SentenceKind.DATELINE)] if opened > start else []
        pieces += [(first, last, kind) for first, last in cutter.cut(opened, end)]
        for first, last, piece_kind in pieces:
            words = text[first:last]
            whole = first == start and last == end  # of which its kind tells already
            if piece_kind is SentenceKind.TEXT and not whole and is_credit(words):
                piece_kind = SentenceKind.CREDIT  # noqa: PLW2901 - the piece's kind, corrected by its words
            sentences.append(Sentence(f"S{len(sentences) + 1}", first, last, words, piece_kind, number))
    return tuple(sentences)


class _Cutter:
    """Cuts paragraphs of one article; what it hands out are offsets into the article."""

    def __init__(self, text: str, language: str, quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.language = language
        self.plain = _ODD.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)  # else sentencex may panic
        self.cased = any(map(str.isupper, text))
        cues = cues_for(language)
        self.cues = cues
        self.german_starts = cues.determiners | cues.prepositions | frozenset(cues.pronouns)
        self.quotations = sorted(quotations, key=lambda quotation: quotation.outer_start)
        self.starts = [quotation.outer_start for quotation in self.quotations]

    def cut(self, start: int, end: int) -> list[tuple[int, int]]:
        """Borders of the sentences in [start, end), white space outside."""
        inside = [
            quotation
            for quotation in self.quotations[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
            if quotation.outer_end <= end
        ]
        masked = self._masked(start, end, inside)
        cuts = {start + cut for cut in self._starts(masked)}
        for quotation in inside:
            if quotation.end - quotation.start > LONG_QUOTATION:
                words = self.plain[quotation.start : quotation.end]
                cuts.update(quotation.start + cut for cut in self._starts(words) if cut)
        return list(self._trimmed(sorted(cuts | {start}), end))

    def _trimmed(self, cuts: list[int], end: int) -> Iterator[tuple[int, int]]:
        for first, last in zip(cuts, [*cuts[1:], end], strict=True):
            words = self.text[first:last]
            if bare := words.strip():
                begin = first + len(words) - len(words.lstrip())
                yield begin, begin + len(bare)

    def _masked(self, start: int, end: int, inside: list[Quotation]) -> str:
        parts, at = [], start
        for quotation in inside:
            if quotation.outer_start < at:
                continue
            parts.append(self.plain[at : quotation.outer_start])
            parts.append(self._mask(quotation, end))
            at = quotation.outer_end
        return "".join([*parts, self.plain[at:end]])

    def _mask(self, quotation: Quotation, end: int) -> str:
        length = quotation.outer_end - quotation.outer_start
        first = next((letter for letter in quotation.text if not letter.isspace()), "")
        word = ("x" if first.islower() else "X") + "x" * (length - 1)
        return f"{word[:-1]}." if length > 2 and self._ends_sentence(quotation, end) else word

    def _ends_sentence(self, quotation: Quotation, end: int) -> bool:
        """Whether the sentence ends with this quotation: not where its attribution follows."""
        words = quotation.text.rstrip(_CLOSERS + " ")
        rest = self.plain[quotation.outer_end : min(end, quotation.outer_end + 100)].lstrip()
        if (
            not words
            or words[-1] not in _STOPS
            or not rest
            or rest[0].islower()
            or rest[0] in ",;:.!?)]–—-、，；：。！？"
        ):
            return False
        if words[-1] in "?!" and self._attributes(rest):
            return False
        if rest[0].isalpha() and not rest[0].isupper():
            following = re.search(rf"[{_STOPS}]", rest)
            return following is None or following.start() > ATTRIBUTION
        return True

    def _attributes(self, rest: str) -> bool:
        """Whether a name and a verb of speech follow, as in `"Why now?" Jane Roe asked`."""
        for found in list(_WORD.finditer(rest))[:5]:
            if found[0].lower().rstrip(".") in self.cues.verbs:
                return True
            if not found[0][0].isupper():
                return False
        return False

    def _starts(self, plain: str) -> list[int]:
        """Where sentences start, in a piece of text without odd white space."""
        if self.language in _UNPUNCTUATED and len(plain) > LONG_QUOTATION:
            return [found.start() for found in _CLAUSE.finditer(plain)]
        begins = dict(initials(plain, self.cues))
        starts: list[int] = []
        for start, end in _boundaries(plain, self.language):
            if not starts or (begins.get(start, True) and not self._goes_on(plain, start, end)):
                starts.append(start)
            if aside := _ASIDE.match(plain, start, end):
                starts.append(aside.end())
        starts += [start for start, begin in begins.items() if begin]
        if self.language == "de":
            starts += [found.end() for found in _BEFORE_NUMBER.finditer(plain)]
        return starts

    def _goes_on(self, plain: str, start: int, end: int) -> bool:
        """Whether what sentencex takes for a sentence goes on with the one before."""
        first = _FIRST_WORD.match(plain, start, end)
        if first is None or (self.cased and first[1][0].islower()):
            return True
        if self.language == "de" and _ORDINAL.search(plain, max(0, start - 9), start):
            return first[1].lower() not in self.german_starts
        if first[1].isupper() and _HOUR.search(plain, max(0, start - 9), start):
            return len(first[1]) > 1
        return any(pattern.search(plain, max(0, start - 9), start) for pattern in (_TITLE, _LABEL, _CLOSE))


def _boundaries(plain: str, language: str) -> list[tuple[int, int]]:
    """Start and end of what sentencex takes for sentences; long text block by block, as its work can grow squared."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(plain):
        stop = _AFTER_STOP.search(plain, start + BLOCK) if len(plain) - start > BLOCK else None
        end = stop.end() if stop else len(plain)
        found += [(start + first, start + last) for first, last in _block_boundaries(plain[start:end], language)]
        start = end
    return found


def _block_boundaries(plain: str, language: str) -> list[tuple[int, int]]:
    import sentencex  # a compiled library, loaded with the first article

    try:
        found = sentencex.get_sentence_boundaries(language, plain)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic in Rust is no Exception
            raise
        cuts = [0, *(match.end() for match in _AFTER_STOP.finditer(plain)), len(plain)]
        return list(pairwise(cuts))
    return [(boundary["start_index"], boundary["end_index"]) for boundary in found]
