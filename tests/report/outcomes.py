"""Results as a run gives them, made by the real grounding from drafts that a test writes down."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pydantic import BaseModel

from summarizer.api import Job
from summarizer.errors import Refused
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.outcome import Outcome
from summarizer.schema.summary import ArticleSummary
from tests.scripted import Draft, ScriptedModel, summary

HARBOUR = """Sarnow port to close 🚢🚢

The port of Sarnow 🏗️ will close for 12 days, harbour master Lena Vogt said on Tuesday. The town council agreed.

“We cannot wait,” Vogt told reporters. 🎉 “We cannot wait,” said Oskar Brandt, a crane driver.

“The cranes are older than I am,” Vogt told the council. “Nobody paints them.”

Fishing boats will use the old quay.
"""

DRAFT = summary(
    headline="Sarnow port closes for 12 days",
    abstract="The port closes for 21 days. The council agreed.",
    topics=[{"label": "Port of Sarnow", "gist": "It closes.", "evidence": ["S2"], "code": "medtop:04000000"}],
    claims=[
        {"text": "The port of Sarnow will close for 12 days.", "evidence": ["S2"], "source": "S2: Lena Vogt"},
        {"text": "The port of Sarnow will close for 99 days.", "evidence": ["S2"], "source": None},
    ],
    quotes=[
        {"words": "Q2", "speaker": "Oskar Brandt, crane driver", "mention": "S5: Oskar Brandt", "cue": "S5: said"},
        {"words": "Q3", "speaker": "Lena Vogt", "mention": "S6: Vogt", "cue": "S6: told"},
        {"words": "The cranes are younger than I am", "speaker": "Lena Vogt", "mention": "S6: Vogt"},
    ],
)


def outcome(
    article: Article | str, *drafts: Draft, name: str = "port.txt", schema: type[BaseModel] = ArticleSummary
) -> Outcome[Any]:
    """What becomes of an article and these answers; a repair that is asked for gets nothing."""
    article = Article(text=article, language="en") if isinstance(article, str) else article
    model = ScriptedModel(*drafts, *[{"repairs": []}] * 3)
    job = Job(model, Wanted(schema, load_prompt("article.v1")))
    with ThreadPoolExecutor(1) as aside:  # a browser's own event loop may be running in this thread
        return aside.submit(asyncio.run, job.outcome(name, article)).result()


def harbour(name: str = "port.txt", **parts: Any) -> Outcome[ArticleSummary]:
    """The port of Sarnow: a quote that stands twice behind emoji, an altered one, a missed one, failed checks."""
    given = {"title": "Sarnow port to close", "url": "https://news.example/port", "published": "2031-05-04"} | parts
    return outcome(Article(text=HARBOUR, language="en", **given), DRAFT, name=name)


class Note(BaseModel):
    """A schema of a user's own: places of the article at any depth."""

    heading: str
    said: list[Verbatim]
    proof: Evidence
    who: Mention | None = None


NOTE = {
    "heading": "Port",
    "said": ["S4: We cannot wait", "No such words"],
    "proof": ["S2", "S3"],
    "who": "S2: Lena Vogt",
}


def note() -> Outcome[Note]:
    """The port of Sarnow by a schema of a user's own; one of its two quotes is not in the article."""
    return outcome(Article(text=HARBOUR, language="en"), NOTE, name="note.txt", schema=Note)


def failed() -> Outcome[Any]:
    """An article to which the model gave no answer."""
    return outcome(HARBOUR, Refused("The model declined: it will not."), name="refused.txt")
