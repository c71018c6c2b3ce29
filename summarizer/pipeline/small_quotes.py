"""Quotes on the small way: the words and most speakers are read by rules; the model picks a name where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarizer.grounding.name_checks import names_in
from summarizer.schema.article import Quotation, Sentence, SentenceKind
from summarizer.schema.attribution import Attribution
from summarizer.schema.span import Span
from summarizer.text.reading import Reading

Attributions = Mapping[str, Attribution]

_NAMES = 6
"""Names that the model may choose from at most, the nearest."""
_NEAR = 3
"""Sentences before and after a quotation in which names are looked for."""


def told(quotation: Quotation, attribution: Attribution, reading: Reading) -> dict[str, object]:
    """The quote as the article itself tells it; without a speaker's name where no cue does."""
    return {
        "words": quotation.id,
        "speaker": attribution.speaker if attribution.rule.certain else "",
        "mention": pointed_mention(attribution.mention, reading),
        "cue": pointed_mention(attribution.cue, reading),
    }


def near(quotation: Quotation, reading: Reading) -> list[Sentence]:
    """The sentences around a quotation, its own among them."""
    own = [number for number, s in enumerate(reading.sentences) if s.start < quotation.end and quotation.start < s.end]
    if not own:
        return []
    window = reading.sentences[max(0, own[0] - _NEAR) : own[-1] + 2]
    return [sentence for sentence in window if sentence.kind is SentenceKind.TEXT]


def names_near(quotation: Quotation, reading: Reading, attributions: Attributions) -> dict[str, Span]:
    """The names that may be the speaker's, nearest first, each with its nearest place.

    What the rules guess, whoever else speaks, and the names of the sentences around; none from inside the words.
    """
    guess = attributions.get(quotation.id)
    speakers = (guess, *(other for other in attributions.values() if other.rule.certain))
    places = [(one.speaker, one.mention) for one in speakers if one and one.mention and one.speaker]
    places.extend((span.text, span) for span in _named(near(quotation, reading), reading))
    places.sort(key=lambda place: abs(place[1].start - quotation.start))
    found: dict[str, Span] = {}
    for name, span in places:
        inside = span.start < quotation.outer_end and quotation.outer_start < span.end
        if not inside and not any(name in known for known in found):
            found = {known: place for known, place in found.items() if known not in name}
            found[name] = span
    return dict(list(found.items())[:_NAMES])


def pointed_mention(span: Span | None, reading: Reading) -> str | None:
    """`S4: the minister`, as a language model would answer; a mere mark, such as a colon, is no words."""
    if span is None or not any(map(str.isalpha, span.text)):
        return None
    over = reading.sentences_over(span.start, span.end)
    return f"{over[0].id}: {span.text}" if over else None


def _named(sentences: list[Sentence], reading: Reading) -> Iterator[Span]:
    for sentence in sentences:
        for name in names_in(sentence.text, reading.language):
            if all(name.sure) or len(name.words) > 1:
                start, end = sentence.start + name.words[0].start, sentence.start + name.words[-1].end
                yield Span.of(reading.text, start, end)
