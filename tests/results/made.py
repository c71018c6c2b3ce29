"""Outcomes as tests want them, hostile ones among them."""

from typing import Any

from summarizer.results.reading import AnySummary
from summarizer.schema.article import Article
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary

TEXT = (
    "Quarry closes\n\n"
    "The quarry at Ostrel will close on 4 May, mayor Ines Duarte said on Monday.\n\n"
    "“We have no stone left,” Duarte told reporters. “Nobody asked the miners.”\n\n"
    "The union counted 212 jobs.\n"
)
EVIL = (
    "=1+1 <script>alert(1)</script> [click](http://evil.test) | a | b |\n# not a heading\n* not a list\n"
    "@SUM(A1) \u202egnp.exe\u202c \x07\x00 ![x](y) `code` ~~gone~~ $x$ &amp; www.evil.test a@evil.test\n1. one\n---\n"
)


def span(text: str, words: str, nth: int = 0, **more: object) -> dict[str, Any]:
    """The nth place of words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words, **more}


def quote(text: str, words: str, speaker: str = "", nth: int = 0, **more: object) -> dict[str, Any]:
    return {"words": span(text, words, nth, verdict="exact"), "speaker": speaker, **more}


def claim(text: str, said: str, *evidence: str, **more: object) -> dict[str, Any]:
    return {"text": said, "evidence": [span(text, words) for words in evidence], **more}


def summary(**parts: object) -> dict[str, Any]:
    return {"headline": "Head", "abstract": "One. Two.", "topics": [], "claims": [], "quotes": [], **parts}


def outcome(
    text: str = TEXT, value: dict[str, Any] | None = None, *, schema: str = "ArticleSummary", **more: Any
) -> Outcome[Any]:
    shape = Outcome[ArticleSummary] if schema == "ArticleSummary" else Outcome[AnySummary]
    article = Article(text=text, language="en", title=more.pop("title", "Quarry"), url=more.pop("url", None))
    row = {
        "id": "quarry.txt",
        "source": "in/quarry.txt",
        "status": "ok",
        "model": "m",
        "prompt": "p",
        "fingerprint": "f",
    }
    return shape.model_validate({**row, "article": article, "summary": value, "schema": schema, **more})


SENTENCE = "The quarry at Ostrel will close on 4 May, mayor Ines Duarte said on Monday."
UNION = "The union counted 212 jobs."


def full(text: str = TEXT, **more: Any) -> Outcome[Any]:
    """One of everything."""
    return outcome(
        text,
        summary(
            headline="Ostrel quarry to close",
            topics=[
                {"label": "Quarry", "gist": "It closes.", "code": "medtop:04000000", "evidence": [span(text, SENTENCE)]}
            ],
            claims=[
                claim(text, "The quarry closes on 4 May.", SENTENCE, source=span(text, "Ines Duarte")),
                claim(text, "212 jobs are counted.", UNION),
            ],
            quotes=[
                quote(
                    text,
                    "We have no stone left,",
                    "Ines Duarte",
                    mention=span(text, "Duarte", 1),
                    cue=span(text, "told"),
                ),
                quote(text, "Nobody asked the miners."),
            ],
        ),
        **more,
    )


def evil() -> Outcome[Any]:
    """Everything that a person did not choose tries to be something else than words."""
    return outcome(
        EVIL,
        summary(
            headline="=HYPERLINK(0) <b>x</b>",
            abstract=EVIL,
            topics=[{"label": EVIL, "gist": "-2+3", "evidence": [span(EVIL, EVIL)]}],
            claims=[claim(EVIL, EVIL, EVIL)],
            quotes=[
                quote(EVIL, EVIL, "\t=cmd|' /C calc'!A0"),
                quote(EVIL, "@SUM(A1)", "＝1+1"),
                quote(EVIL, "1. one", "'90s"),
            ],
        ),
        id="../../etc/passwd\n=1",
        title="| x |",
        url="javascript:alert(1)",
    )


def own() -> Outcome[Any]:
    """A result of a schema that is not at hand."""
    value = {
        "outcome": "closed",
        "holding": [span(TEXT, SENTENCE)],
        "dissent": [span(TEXT, "Nobody asked the miners.", verdict="exact")],
        "judge": span(TEXT, "Ines Duarte"),
        "bullets": [{"text": "It closes.", "evidence": [span(TEXT, UNION)], "checks": 5}],
        "numbers": {"jobs": 212, "none": None},
    }
    return outcome(TEXT, value, schema="Ruling", id="own.txt")


def failed() -> Outcome[Any]:
    return outcome(TEXT, None, id="failed.txt", status="failed", error="Nothing <i>came</i>.", error_kind="unavailable")


def unread() -> Outcome[Any]:
    return full(id="unread.txt", status="failed", error="cannot be read").model_copy(
        update={"article": None, "summary": None}
    )


def everything() -> list[Outcome[Any]]:
    return [full(), evil(), own(), failed(), unread()]
