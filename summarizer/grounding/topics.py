"""A summary's topics: filed under the vocabulary's codes, with their share of the article."""

from __future__ import annotations

from summarizer.grounding.ground import Failure
from summarizer.schema.article import SentenceKind
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.schema.summary import Topic
from summarizer.text.reading import Reading
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
    body = [sentence for sentence in reading.sentences if sentence.kind is SentenceKind.TEXT]
    named = {
        sentence.paragraph
        for sentence in body
        for span in topic.evidence.spans
        if span.overlaps(sentence.start, sentence.end)
    }
    whole = sum(sentence.end - sentence.start for sentence in body)
    part = sum(sentence.end - sentence.start for sentence in body if sentence.paragraph in named)
    return round(part / whole, 3) if whole else 0.0
