"""What the page's verdicts mean, in a sentence each, for who reads the page."""

from __future__ import annotations

from enum import StrEnum

from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.check import CheckVerdict
from summarizer.schema.match import Verdict
from summarizer.schema.outcome import Status
from summarizer.schema.problem import ProblemKind
from summarizer.schema.summary import Support

_WORDS: dict[StrEnum, str] = {
    Verdict.EXACT: "The same characters as in the article.",
    Verdict.TYPOGRAPHIC: "Other quotation marks, dashes or spaces; the article’s own are shown.",
    Verdict.CASE: "The first letter’s case differs, or a heading’s capitals; the article’s own are shown.",
    Verdict.ELIDED: "“First … last”: the parts given stand in the article, what lies between was left out.",
    Verdict.ALTERED: "Other wording than the article’s: not in the summary, shown with the words that differ.",
    Verdict.ABSENT: "Not in the article: not in the summary.",
    Verdict.AMBIGUOUS: "Stands in the article several times, and nothing tells which is meant: not in the summary.",
}
_SPEAKERS: dict[StrEnum, str] = {
    SpeakerVerdict.ATTRIBUTED: "The article’s own cue, such as “said”, names this speaker.",
    SpeakerVerdict.RESOLVED: "The cue names the same speaker in another way, such as a surname.",
    SpeakerVerdict.CONFLICTING: "The cue names someone else; both names are shown.",
    SpeakerVerdict.UNSUPPORTED: "No cue tells, or only a pronoun does: read the passage.",
}
_CHECKS: dict[StrEnum, str] = {
    CheckVerdict.SUPPORTED: "The evidence has it.",
    CheckVerdict.ELSEWHERE: "Not the evidence, but another part of the article has it.",
    CheckVerdict.UNSUPPORTED: "The article does not have it.",
    CheckVerdict.CONTRADICTED: "The article has something else in its place.",
}
_READINGS: dict[StrEnum, str] = {
    Support.SUPPORTED: "A second language model finds the claim in its evidence.",
    Support.PARTLY: "It finds a part of it there.",
    Support.NOT: "It does not find it there.",
}
_PROBLEMS: dict[StrEnum, str] = {
    ProblemKind.ALTERED: "Other wording than the article’s; left out.",
    ProblemKind.ABSENT: "Not in the article; left out.",
    ProblemKind.AMBIGUOUS: "In the article several times; left out.",
    ProblemKind.SPLICED: "Words of two speakers in one quote; left out.",
    ProblemKind.NO_SUCH_REFERENCE: "A sentence or quotation that the article does not have.",
    ProblemKind.NO_EVIDENCE: "Nothing in the article was named for it; left out.",
    ProblemKind.NOT_SPEECH: "The outlet’s own words, not somebody’s; left out.",
    ProblemKind.REPEATED: "Said already; left out.",
    ProblemKind.CONFLICTING_SPEAKER: "The article’s cue names someone else; the quote stays, with both names.",
    ProblemKind.UNKNOWN_SUBJECT: "A topic’s code is not in the list; the topic stays without it.",
    ProblemKind.FAILED_CHECK: "A figure, date, name or negation that the article does not have; it stays, marked.",
    ProblemKind.CONTRADICTORY_CLAIMS: "Two claims give different figures for the same thing; both stay.",
    ProblemKind.INVALID: "The schema’s own rules refuse it; left out.",
    ProblemKind.UNANSWERED: "What failed was asked again, and no answer came; a later run asks once more.",
    ProblemKind.UNFIT: "No answer fitted the schema; the last one is shown.",
}
_STATUSES: dict[StrEnum, str] = {
    Status.OK: "There is a summary, and all of it holds.",
    Status.PARTIAL: "There is a summary, and something of the answer did not hold.",
    Status.TRUNCATED: "The answer ended at the length limit.",
    Status.REFUSED: "The model declined.",
    Status.FILTERED: "The provider’s content filter stopped the answer.",
    Status.NOT_AN_ARTICLE: "The input holds no text to summarize.",
    Status.BUDGET: "The run’s budget was used up.",
    Status.RATE_LIMITED: "Still refused for its rate after all tries.",
    Status.FAILED: "No usable answer; the article’s page says why.",
}


def meanings() -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings, each with the names of its verdicts and what they mean."""
    tables = {
        "How quoted words stand in the article": _WORDS,
        "Who speaks, held against the article’s own attribution": _SPEAKERS,
        "Figures, dates, names and negations of a claim": _CHECKS,
        "A second reading, where one was asked for": _READINGS,
        "Problems": _PROBLEMS,
        "How an article ended": _STATUSES,
    }
    return [
        (heading, [(key.value.replace("_", " "), words) for key, words in table.items()])
        for heading, table in tables.items()
    ]
