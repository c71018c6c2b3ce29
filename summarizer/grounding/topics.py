"""A summary's topics: filed under the vocabulary's codes, with their share of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from summarizer.grounding.ground import Failure
from summarizer.schema.article import SentenceKind
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.summary import Topic
from summarizer.text.reading import Reading, remembered
from summarizer.text.vocabulary import Vocabulary


def settle_topics(
    topics: list[tuple[int, Topic]], reading: Reading, vocabulary: Vocabulary
) -> tuple[list[Topic], list[Failure]]:
    """Look up each topic's code, and measure its share.

    Args:
        topics: the topics with their index in the draft.
        reading: the article's sentences.
        vocabulary: the subjects that topics are filed under.

    Returns:
        The topics, and one failure for each code that the vocabulary does not have; such a topic stays without a code.
    """
    settled: list[Topic] = []
    failures: list[Failure] = []
    for index, topic in topics:
        entry = vocabulary.find(topic.code) if topic.code else None
        if topic.code and entry is None:
            path = ("topics", index, "code")
            message = "The vocabulary has no such subject; choose one of its codes."
            problem = Problem(
                path=f"topics[{index}].code", kind=ProblemKind.UNKNOWN_SUBJECT, said=topic.code, message=message
            )
            failures.append(Failure(path, problem))
        code = entry.code if entry else None
        settled.append(topic.model_copy(update={"code": code, "share": _share(topic, reading)}))
    return settled, failures


def _share(topic: Topic, reading: Reading) -> float:
    """The share of the body's paragraphs, by their length, that the topic's evidence stands in."""
    lengths = _lengths(reading)
    named = {
        sentence.paragraph
        for span in topic.evidence.spans
        for sentence in reading.sentences_over(span.start, span.end)
        if sentence.kind is SentenceKind.TEXT
    }
    whole = sum(lengths.values())
    return round(sum(lengths[paragraph] for paragraph in named) / whole, 3) if whole else 0.0


@remembered
def _lengths(reading: Reading) -> Mapping[int, int]:
    """The code points of each paragraph of the body, by its number."""
    lengths: Counter[int] = Counter()
    for sentence in reading.sentences:
        if sentence.kind is SentenceKind.TEXT:
            lengths[sentence.paragraph] += sentence.end - sentence.start
    return lengths
