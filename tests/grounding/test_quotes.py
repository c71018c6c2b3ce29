"""Grounded quotes held against the article's own quotations and speakers."""

from summarizer.grounding.ground import ground
from summarizer.grounding.quotes import settle_quotes
from summarizer.grounding.speakers import attribute
from summarizer.schema.attribution import SpeakerVerdict
from summarizer.schema.problem import ProblemKind
from summarizer.schema.summary import ArticleSummary, Quote
from summarizer.text.reading import read

TEXT = """The port of Sarnow will close for a week, harbour master Lena Vogt said on Tuesday.

“The cranes are older than I am,” Vogt told reporters. “We cannot wait.”

Union leader Tomas Reyes disagreed. “Nobody asked the dockers,” he said.
"""
READING = read(TEXT, "en")
OWN = attribute(TEXT, READING.sentences, READING.marked, "en")


def settle(*quotes: dict[str, object]) -> tuple[list[Quote], list[tuple[str, ProblemKind]]]:
    draft = {"headline": "", "abstract": "", "topics": [], "claims": [], "quotes": list(quotes)}
    grounded = ground(draft, ArticleSummary, READING)
    assert grounded.summary is not None
    settled, failures = settle_quotes(list(enumerate(grounded.summary.quotes)), READING, OWN)
    return settled, [(failure.problem.path, failure.problem.kind) for failure in failures]


def test_the_articles_own_speaker_is_attributed() -> None:
    (quote,), failures = settle({"words": "Q1", "speaker": "Lena Vogt", "mention": "Vogt", "cue": "told"})
    assert quote.check is not None
    assert quote.check.verdict in {SpeakerVerdict.ATTRIBUTED, SpeakerVerdict.RESOLVED}
    assert not failures


def test_somebody_else_is_a_conflict_and_the_quote_stays() -> None:
    (quote,), failures = settle({"words": "Q1", "speaker": "Tomas Reyes", "mention": "Tomas Reyes", "cue": None})
    assert quote.check is not None
    assert quote.check.verdict is SpeakerVerdict.CONFLICTING
    assert "Vogt" in quote.check.own
    assert failures == [("quotes[0].speaker", ProblemKind.CONFLICTING_SPEAKER)]


def test_the_same_words_twice_are_given_once() -> None:
    quotes, failures = settle({"words": "Q1"}, {"words": "The cranes are older than I am,"})
    assert len(quotes) == 1
    assert failures == [("quotes[1].words", ProblemKind.REPEATED)]


def test_a_sentence_pointed_at_means_its_quotation_without_the_frame() -> None:
    number = next(s.id for s in READING.sentences if "Nobody asked" in s.text)
    (quote,), _ = settle({"words": number})
    assert quote.words.text == "Nobody asked the dockers,"


def test_words_of_two_speakers_in_one_quote_are_refused() -> None:
    first = next(s.id for s in READING.sentences if "We cannot" in s.text)
    last = next(s.id for s in READING.sentences if "Nobody asked" in s.text)
    quotes, failures = settle({"words": f"{first}-{last}"})
    assert not quotes
    assert failures == [("quotes[0].words", ProblemKind.SPLICED)]


def test_quotes_come_in_article_order() -> None:
    quotes, _ = settle({"words": "Q3"}, {"words": "Q1"}, {"words": "Q2"})
    assert [quote.words.start for quote in quotes] == sorted(quote.words.start for quote in quotes)
