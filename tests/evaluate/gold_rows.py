"""A small gold article, and results for it, to count by hand."""

from typing import Any

from summarizer.evaluate.gold import GoldArticle
from summarizer.evaluate.quoted import Quoted, Returned

TEXT = (
    "The pier at Olmsund is shut. “Nobody swims here. It is too cold,” said Mayor Rut Ahlberg. “We will see.” "
    "The engineer, Tor Wiik, called it a “sad plank” on Monday."
)
COLD = "Nobody swims here. It is too cold,"
SEE = "We will see."
PLANK = "sad plank"
MAYOR = "Mayor Rut Ahlberg"
ENGINEER = "The engineer, Tor Wiik,"


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start, end = place(words, text)
    return {"start": start, "end": end, "text": words}


def gold_quote(kind: str, segments: list[str], *speakers: str, cue: str | None = "said", **more: Any) -> dict[str, Any]:
    spans = [list(place(words)) for words in speakers]
    return {"type": kind, "quoted_segments": [*map(span, segments)], "speaker_spans": spans, "cue": cue, **more}


def gold_row(article: str = "pier", **more: Any) -> dict[str, Any]:
    return {
        "id": article,
        "lang": "en",
        "text": TEXT,
        "quotes": [
            gold_quote("direct", [COLD, SEE], MAYOR, speaker="Rut Ahlberg"),
            gold_quote("mixed", [PLANK], ENGINEER, cue="Called"),
            gold_quote("indirect", []),
        ],
        **more,
    }


def gold(article: str = "pier", **more: Any) -> GoldArticle:
    return GoldArticle.model_validate(gold_row(article, **more))


def quoted(words: str, mention: str | None = None, rule: str = "after") -> Quoted:
    return Quoted(words, place(words), place(mention) if mention else None, rule=rule)


def returned(*quotes: Quoted, article: str = "pier", **more: Any) -> Returned:
    return Returned(article, quotes, **more)
