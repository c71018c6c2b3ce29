"""Whether two names mean one speaker, and the verdict on an answered speaker."""

from __future__ import annotations

import pytest

from summarizer.grounding.speaker_identity import crosses_speakers, judge, same_speaker
from summarizer.grounding.speakers import attribute
from summarizer.schema.attribution import Attribution, Rule, SpeakerVerdict
from summarizer.schema.span import Span
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

SAME = [
    ("Diaz", "Ana Diaz", "en"),
    ("Mayor Ana Diaz", "Diaz", "en"),
    ("Ana Diaz, the mayor of Leeds", "Ms. Diaz", "en"),
    ("A. Diaz", "Ana Diaz", "en"),
    ("the spokesman", "Government spokesman Luc Martel", "en"),
    ("press service", "the army press service", "en"),
    ("ANA DIAZ".title(), "ana diaz".title(), "en"),
    ("Innenminister Karl Weber", "Weber", "de"),
    ("la maire Inès Duval", "Inès Duval", "fr"),
]
OTHER = [
    ("Ana Diaz", "Tom Baker", "en"),
    ("Ana Diaz", "Tom Diaz", "en"),
    ("Mr. Diaz", "Ms. Diaz", "en"),
    ("the spokesman", "the press service", "en"),
    ("", "Ana Diaz", "en"),
    ("he", "Tom Baker", "en"),
    ("Karl Weber", "Eva Lang", "de"),
]


@pytest.mark.parametrize(("first", "second", "language"), SAME)
def test_the_same_speaker(first, second, language):
    assert same_speaker(first, second, language)
    assert same_speaker(second, first, language)


@pytest.mark.parametrize(("first", "second", "language"), OTHER)
def test_another_speaker(first, second, language):
    assert not same_speaker(first, second, language)
    assert not same_speaker(second, first, language)


TEXT = "Tom Baker and Ana Diaz met. “We agree,” said Baker. He left early. “We do not,” she said."


def span(words):
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def own(mention, speaker, rule=Rule.AFTER):
    return Attribution(mention=span(mention), speaker=speaker, rule=rule)


BAKER = own("Baker.", "Tom Baker")
JUDGED = [
    (span("Baker."), "Tom Baker", BAKER, SpeakerVerdict.ATTRIBUTED),
    (span("Baker."), "", BAKER, SpeakerVerdict.ATTRIBUTED),
    (span("Tom Baker"), "Tom Baker", BAKER, SpeakerVerdict.RESOLVED),
    (None, "Tom Baker", BAKER, SpeakerVerdict.RESOLVED),
    (span("Ana Diaz"), "Ana Diaz", BAKER, SpeakerVerdict.CONFLICTING),
    (None, "Ana Diaz", BAKER, SpeakerVerdict.CONFLICTING),
    (span("Baker."), "Ana Diaz", BAKER, SpeakerVerdict.CONFLICTING),
    (None, "Ana Diaz", own("Baker.", "Tom Baker", Rule.PREVIOUS), SpeakerVerdict.UNSUPPORTED),
    (None, "Ana Diaz", Attribution(), SpeakerVerdict.UNSUPPORTED),
    (span("she"), "Ana Diaz", own("she", "Ana Diaz"), SpeakerVerdict.ATTRIBUTED),
    (None, "Ana Diaz", own("she", "Ana Diaz"), SpeakerVerdict.RESOLVED),
    (None, "Tom Baker", own("she", "Ana Diaz"), SpeakerVerdict.UNSUPPORTED),
    (span("He"), "", BAKER, SpeakerVerdict.UNSUPPORTED),
    (None, "", BAKER, SpeakerVerdict.UNSUPPORTED),
]


@pytest.mark.parametrize(("mention", "name", "attribution", "verdict"), JUDGED)
def test_the_verdict(mention, name, attribution, verdict):
    assert judge(mention, name, attribution, "en") is verdict


TWO = "“The plan is sound,” said Tom Baker. “The plan is a disaster,” said Ana Diaz."
ONE = "“The plan is sound,” said Tom Baker. “It will hold,” Baker added."
A_THIRD = "“It is sound,” said Tom Baker. “It is not,” said Ana Diaz. “It will hold,” Baker added."
NO_CUE = "“The plan is sound,” said Tom Baker.\n\nRain fell all day.\n\n“The plan is a disaster.”"


@pytest.mark.parametrize(
    ("text", "first", "last", "crosses"),
    [
        (TWO, "The plan is sound", "a disaster", True),
        (ONE, "The plan is sound", "will hold", False),
        (ONE, "The plan is sound", "plan is sound", False),
        (A_THIRD, "It is sound", "will hold", True),
        (NO_CUE, "The plan is sound", "a disaster", False),
    ],
    ids=["two speakers", "one speaker", "one quotation", "a third in the middle", "no cue tells"],
)
def test_words_of_two_speakers_are_told_apart(text, first, last, crosses):
    quotations = find_quotations(text, "en")
    attributions = attribute(text, split_sentences(text, "en", quotations), quotations, "en")
    end = text.index(last) + len(last)
    assert crosses_speakers(text.index(first), end, attributions, quotations, "en") is crosses
