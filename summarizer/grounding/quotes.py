"""A summary's quotes held against the article's quotations: whose words, once each, nobody else's among them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.grounding.ground import Failure
from summarizer.grounding.speaker_identity import crosses_speakers, judge
from summarizer.schema.article import Quotation
from summarizer.schema.attribution import Attribution, SpeakerVerdict
from summarizer.schema.grounded import Verbatim
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.span import Span
from summarizer.schema.summary import Quote, SpeakerCheck
from summarizer.text.reading import Reading

MEASURED = frozenset({"en", "de"})
"""Languages in which the rules' speakers are measured; in others they may agree with the model, but blame nobody."""

_TURN = re.compile(r"\W{0,4}[^\W\d_][^:：\n]{0,40}[:：]\W*\s")
_TURNS = 4

Attributions = Mapping[str, Attribution]


def settle_quotes(
    quotes: list[tuple[int, Quote]], reading: Reading, attributions: Attributions
) -> tuple[list[Quote], list[Failure]]:
    """Check each grounded quote against the article's own quotations and speakers.

    Args:
        quotes: the quotes with their index in the draft.
        reading: the article's sentences and quotations.
        attributions: the article's own attribution of each quotation.

    Returns:
        The quotes that stay, in article order, each with its speaker check, and what failed.
    """
    stay: dict[tuple[int, int], Quote] = {}
    failures: list[Failure] = []
    for index, quote in quotes:
        words = _without_frame(quote.words, reading)
        place = (words.start, words.end)
        if crosses_speakers(words.start, words.end, attributions, reading.quotations, reading.language):
            failures.append(
                _failure(index, "words", ProblemKind.SPLICED, words, "This joins the words of two different speakers.")
            )
        elif not _may_be_said(words, reading):
            failures.append(
                _failure(index, "words", ProblemKind.NOT_SPEECH, words, "The outlet's own words, not speech.")
            )
        elif place in stay:
            failures.append(
                _failure(index, "words", ProblemKind.REPEATED, words, "These words are in the summary already.")
            )
        else:
            settled, conflict = _checked(index, quote.model_copy(update={"words": words}), reading, attributions)
            stay[place] = settled
            failures.extend(conflict)
    return [stay[place] for place in sorted(stay)], failures


def quotation_of(start: int, end: int, reading: Reading) -> Quotation | None:
    """The quotation that holds [start, end), or that it holds most of."""
    over = [q for q in reading.marked if q.start < end and start < q.end]
    return max(over, key=lambda q: min(q.end, end) - max(q.start, start), default=None)


def _may_be_said(words: Verbatim, reading: Reading) -> bool:
    """Whether the words touch a quotation, or the article gives speech without marks: an interview, a block quote."""
    if quotation_of(words.start, words.end, reading) or not reading.quotations:
        return True
    paragraph = next((s.paragraph for s in reading.sentences if s.end > words.start), None)
    opening = next((s.text for s in reading.sentences if s.paragraph == paragraph), "")
    return opening.startswith(">") or _is_interview(reading)


def _is_interview(reading: Reading) -> bool:
    """Whether several paragraphs open with a turn: `Name: …`."""
    openings = {s.paragraph: s.text for s in reversed(reading.sentences)}
    return sum(bool(_TURN.match(text)) for text in openings.values()) >= _TURNS


def _without_frame(words: Verbatim, reading: Reading) -> Verbatim:
    """A whole sentence pointed at for the one quotation in it means that quotation, without "he said"."""
    over = [q for q in reading.quotations if q.outer_start < words.end and words.start < q.outer_end]
    if len(over) != 1 or words.parts or not (words.start <= over[0].outer_start and over[0].outer_end <= words.end):
        return words
    inside = over[0]
    return words.model_copy(update={"start": inside.start, "end": inside.end, "text": inside.text})


def _checked(index: int, quote: Quote, reading: Reading, attributions: Attributions) -> tuple[Quote, list[Failure]]:
    quotation = quotation_of(quote.words.start, quote.words.end, reading)
    own = attributions.get(quotation.id) if quotation else None
    if own is None:
        return quote, []
    verdict = judge(quote.mention, quote.speaker, own, reading.language)
    if verdict is SpeakerVerdict.CONFLICTING and reading.language not in MEASURED:
        verdict = SpeakerVerdict.UNSUPPORTED
    check = SpeakerCheck(verdict=verdict, rule=own.rule, certain=own.rule.certain, own=own.speaker)
    settled = quote.model_copy(update={"check": check})
    if verdict is not SpeakerVerdict.CONFLICTING:
        return settled, []
    said = quote.speaker or (quote.mention.text if quote.mention else "")
    names = own.speaker or (own.mention.text if own.mention else "")
    problem = Problem(
        path=f"quotes[{index}].speaker",
        kind=ProblemKind.CONFLICTING_SPEAKER,
        said=said,
        message=f"The article's own words name {names}.",
        nearest=own.mention,
    )
    return settled, [Failure(("quotes", index, "speaker"), problem)]


def _failure(index: int, field: str, kind: ProblemKind, words: Verbatim, message: str) -> Failure:
    problem = Problem(
        path=f"quotes[{index}].{field}",
        kind=kind,
        said=words.text,
        message=message,
        nearest=Span(start=words.start, end=words.end, text=words.text),
    )
    return Failure(("quotes", index, field), problem)
