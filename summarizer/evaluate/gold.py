"""Gold: articles with what people found in them.

A gold file is JSON lines, one article a row; all offsets are code points into `text`:

```json
{"id": "marsh", "lang": "en", "title": "Cranes return", "text": "…“They chose us,” said Eleanor Achebe.…",
 "quotes": [{"type": "direct", "quoted_segments": [{"start": 240, "end": 254, "text": "They chose us,"}],
             "speaker_spans": [[261, 275]], "speaker": "Eleanor Achebe", "cue": "said"}],
 "topics": ["medtop:06000000"],
 "claims": [{"text": "Two pairs of cranes nest there.", "evidence": [{"start": 31, "end": 153, "text": "…"}]}]}
```

- `type`: `direct` (the speaker's own sentence), `mixed` (quoted words in the outlet's sentence), or another word, such
  as `indirect`, for speech without marks. Only the segments of `direct` and `mixed` are looked for.
- `quoted_segments`: the words in quotation marks; several where "he said" stands between them.
- `speaker_spans`: every place, as `[start, end]`, whose words name the speaker for this quote; empty where nobody is
  named.
- `speaker`, `cue`: the speaker's name, and the word that says that somebody speaks; both may be null.
- `topics` and `claims` may be absent: then they are not measured. `topics` are codes that fit the article, all of them;
  `claims` are the weightiest, not all. Other keys are passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from summarizer.errors import UserError
from summarizer.evaluate.rows import read_rows
from summarizer.schema.span import Frozen, Span

MEASURED = frozenset({"direct", "mixed"})
"""Types of quotes whose segments are looked for."""

Place = tuple[int, int]


class GoldQuote(Frozen):
    """What one speaker says, as annotated."""

    type: str
    quoted_segments: tuple[Span, ...] = ()
    speaker_spans: tuple[Place, ...] = ()
    speaker: str | None = None
    cue: str | None = None

    @model_validator(mode="after")
    def _has_segments(self) -> Self:
        if self.type in MEASURED and not self.quoted_segments:
            raise ValueError(f"a {self.type} quote needs quoted_segments")
        return self


class GoldClaim(Frozen):
    """A claim that the article bears out, and the sentences that show it."""

    text: str
    evidence: tuple[Span, ...] = Field(min_length=1)


class GoldArticle(Frozen):
    """An annotated article."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    id: str
    text: str
    language: str | None = Field(default=None, alias="lang")
    title: str | None = None
    quotes: tuple[GoldQuote, ...]
    topics: tuple[str, ...] = ()
    claims: tuple[GoldClaim, ...] = ()

    @model_validator(mode="after")
    def _places_stand_in_the_text(self) -> Self:
        spans = [span for quote in self.quotes for span in quote.quoted_segments]
        spans += [span for claim in self.claims for span in claim.evidence]
        for span in spans:
            if not span.holds_in(self.text):
                raise ValueError(f"the text at {span.start}-{span.end} is not {span.text[:40]!r}")
        for start, end in (place for quote in self.quotes for place in quote.speaker_spans):
            if not 0 <= start < end <= len(self.text):
                raise ValueError(f"a speaker at {start}-{end} lies outside the text")
        return self


def read_gold(path: Path) -> dict[str, GoldArticle]:
    """Read a gold file, `.jsonl` or `.jsonl.gz`.

    Returns:
        The articles by id, in the file's order.

    Raises:
        UserError: it cannot be read, holds nothing, or a row is of another shape or stands twice.
    """
    articles: dict[str, GoldArticle] = {}
    for article in read_rows([path], GoldArticle):
        if article.id in articles:
            raise UserError(f"{path} has two articles of the id {article.id}; give each its own.")
        articles[article.id] = article
    if not articles:
        raise UserError(f"{path} holds no articles; give JSON lines of annotated articles.")
    return articles
