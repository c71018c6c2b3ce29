"""What fields and words mean whose names say it to a reader of the code, and which have no description there."""

from __future__ import annotations

from collections.abc import Mapping

_MEANINGS: Mapping[str, str] = {
    "Article.text": "The text as read, unedited; all offsets count in it.",
    "Article.title": "The title, where the source gives one.",
    "Article.language": "ISO 639-1 where there is one, else 639-3; as given, or detected.",
    "Article.published": "ISO 8601 date or date-time, as the source gives it.",
    "Article.url": "Where it was published, as the source gives it.",
    "Audit.missed": "The direct quotations that the summary lacks, with their speakers.",
    "Change.kind": "What the words are about: a number, a name, a negation and so on.",
    "Check.kind": "What of the statement was held against the article.",
    "Check.verdict": "How it stands there.",
    "Exchange.asker": "Who asks.",
    "Match.said": "The words that were looked up, as they came.",
    "Match.verdict": "How they stand in the article.",
    "Match.spans": "Where they stand.",
    "Match.diff": "What differs, for altered words.",
    "Match.candidates": "The places that are meant perhaps, or the nearest one.",
    "Match.flags": "What an elision leaps over.",
    "MissedQuotation.speaker": "Who speaks, as code reads the article; empty where it does not tell.",
    "Outcome.id": "The article's name in the run: the file's, or the row's `id`.",
    "Outcome.article": "The article as read.",
    "Outcome.status": "How the article ended.",
    "Outcome.summary": "The summary, in the schema asked for; null where there is none.",
    "Outcome.problems": "What did not hold.",
    "Outcome.audit": "What the article has that the summary lacks; null without a summary.",
    "Outcome.model": "The model that answered.",
    "Outcome.prompt": "The prompt's name and version.",
    "Outcome.schema": "The schema's name.",
    "Outcome.usage": "What it took.",
    "Outcome.error": "What went wrong, in a sentence; null where there is a summary.",
    "Problem.kind": "Why it is listed.",
    "Problem.message": "The same in a sentence.",
    "Problem.diff": "Where the words differ from the nearest ones.",
    "SpeakerCheck.verdict": "How the speaker stands against the article's own attribution.",
    "Verbatim.verdict": "How the model's words stood in the article.",
    "Verbatim.parts": "For `elided`: the pieces that were said.",
    "Verbatim.flags": "For `elided`: what was left out between them, such as a negation.",
    "CheckKind.NUMBER": "A figure with its unit.",
    "CheckKind.DATE": "A day, month or year.",
    "CheckKind.NAME": "A person, place or organization.",
    "CheckKind.NEGATION": "A not, no or never, there or missing.",
    "CheckKind.QUANTITY": "A word of amount, such as all, most or twice.",
    "CheckKind.OPPOSITE": "A word whose opposite the article has.",
    "CheckKind.ROLE": "Who does what to whom.",
    "Stance.ASSERTED": "Put forward as so.",
    "Stance.DENIED": "Denied; the claim says what is denied.",
    "Stance.ALLEGED": "A suspicion or an accusation, not established.",
    "Stance.PROMISED": "Announced by who is to do it.",
    "Stance.PREDICTED": "Expected to come.",
    "ChangeKind.NUMBER": "A figure.",
    "ChangeKind.NEGATION": "A not, no or never, put in or left out.",
    "ChangeKind.NAME": "A name.",
    "ChangeKind.DATE": "A date.",
    "ChangeKind.ORDER": "The same words in another order.",
    "ChangeKind.OTHER": "Any other word.",
    "Flag.SPEAKER": "The end of one speaker's words and the beginning of another's.",
    "Flag.NEGATION": "A negation.",
}


def meaning(owner: str, name: str) -> str:
    """What a field or word means that has no description in the code.

    Raises:
        KeyError: it is not said here either.
    """
    shared = {"Result": "Outcome"}.get(owner, owner)
    return _MEANINGS[f"{shared}.{'schema' if name == 'schema_name' else name}"]
