"""The small way: many short asks in place of one long one, for models that lose their way in a long answer.

Each part of the summary is asked for by itself: headline and abstract from the article's beginning, a claim of each
section, a topic of each part, a speaker where the rules are not sure of one. Code puts the answers together into one
draft, which is held against the article like any other. What fails is not asked again, for a small model does no better
the second time: it is left out, and listed as a problem.
"""

from __future__ import annotations

import copy
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer.errors import Truncated, Unfit
from summarizer.grounding.audit import audit
from summarizer.grounding.ground import Data, Grounded
from summarizer.grounding.speakers import attribute
from summarizer.pipeline.holding import hold, read_article
from summarizer.pipeline.sections import body, joined, sections, spread
from summarizer.pipeline.small_checks import (
    borne_out,
    fault,
    first_sentence,
    is_scrap,
    joined_sentences,
    label_fault,
    plain,
    repeats_itself,
    says_the_same,
)
from summarizer.pipeline.small_quotes import names_near, near, pointed_mention, told
from summarizer.pipeline.wanted import Finished, Wanted
from summarizer.pipeline.way import read_again
from summarizer.prompts.ask import Ask
from summarizer.prompts.small import (
    LONGEST_HEADLINE,
    LONGEST_LABEL,
    LONGEST_SENTENCE,
    NOBODY,
    SmallClaim,
    SmallFrame,
    SmallSpeaker,
    SmallTopic,
    pointed_at,
    small_claim_ask,
    small_frame_ask,
    small_speaker_ask,
    small_topic_ask,
)
from summarizer.schema.article import Article, Sentence
from summarizer.schema.attribution import Attribution
from summarizer.schema.draft import Draft, draft_type
from summarizer.schema.problem import Problem, ProblemKind
from summarizer.text.counted import counted

S = TypeVar("S", bound=BaseModel)

MOST_CLAIMS = 10
"""Sections that are asked for a claim at most. With the other bounds an article takes at most 21 asks."""
MOST_TOPICS = 4
MOST_SPEAKERS = 6
MOST_SHOWN = 5
"""Sentences of a part that a topic is read from, the first."""
_LEAD = 600
"""Code points of the article's beginning from which headline and abstract are written."""
_RESTS_ON = {"claim": 0.7, "abstract": 0.75, "headline": 0.9}
"""Share of a sentence's telling words that one sentence of the article must have: a small model mixes up several."""
_LEFT_OUT = frozenset({ProblemKind.FAILED_CHECK, ProblemKind.CONTRADICTORY_CLAIMS, ProblemKind.REPEATED})


@dataclass(slots=True)
class _Work:
    """One article's way so far."""

    ask: Ask
    wanted: Wanted[Any]
    sentences: list[Sentence]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    answered: int = 0

    @property
    def language(self) -> str | None:
        """What the summary is written in."""
        return self.wanted.language or self.ask.reading.language

    @property
    def in_its_language(self) -> bool:
        """Whether the summary is written in the article's language, so that words can be compared."""
        return self.wanted.language in {None, self.ask.reading.language}

    def asked(self, ask: Ask, path: str) -> Generator[Ask, Draft, Draft | None]:
        """The answer, or None where there is none that fits: a problem of that part, not of the article."""
        try:
            draft = yield ask
        except (Truncated, Unfit) as error:
            self.note_problem(path, ProblemKind.UNFIT, error.answer, f"The model gave no answer that fits: {error}")
            return None
        self.answered += 1
        return draft

    def note_problem(self, path: str, kind: ProblemKind, said: str, message: str) -> None:
        self.problems.append(Problem(path=path, kind=kind, said=said, message=message))

    def fault(self, text: str, source: Sequence[Sentence], most: int, *, headline: bool = False) -> str:
        if not self.in_its_language:
            return ""
        wrong = fault(text, _text(source, self.ask), self.language, most=most)
        sentences = (sentence.text for sentence in self.ask.reading.sentences)
        return wrong or ("It is a piece of a sentence." if is_scrap(text, sentences, headline=headline) else "")

    def mixture(self, text: str, source: Sequence[Sentence], least: float) -> str:
        if not self.in_its_language:
            return ""
        sentences = (self.ask.article.title or "", *(sentence.text for sentence in source))
        holds = any(borne_out(text, sentence, self.language) >= least for sentence in sentences)
        return "" if holds else "No sentence of the article has most of its words."


def small_flow(name: str, article: Article, wanted: Wanted[S]) -> Generator[Ask, Draft, Finished[S]]:
    """Ask for an article summary in small pieces, and hold it against the article.

    Args:
        name: the article's readable name.
        article: the article, its language given or detected.
        wanted: an article summary, a prompt for small asks, and the rest.

    Yields:
        Asks; send each one's draft. Throw a `ModelError` in where there is none.

    Returns:
        The summary, its problems, its audit, and notes on what code did in the model's place.

    Raises:
        NotAnArticle: the text holds no sentence to summarize.
        Unfit: none of the answers fitted.
        ModelError: whatever was thrown in that is no fault of one answer.
    """
    reading = read_article(name, article)
    attributions = attribute(article.text, reading.sentences, reading.marked, article.language)
    ask = Ask(name, article, reading, wanted.vocabulary, attributions, draft_type(wanted.schema), ())
    work = _Work(ask, wanted, body(reading))
    groups = sections(work.sentences)
    chosen = spread(groups, MOST_CLAIMS)
    if len(chosen) < len(groups):
        work.notes.append(f"The article is long: {len(chosen)} of its {len(groups)} sections were asked about.")
    frame = yield from _frame(work)
    claims = yield from _claims(work, chosen)
    topics = yield from _topics(work, chosen)
    quotes = yield from _quotes(work)
    if not work.answered:
        raise Unfit(f"{name}: {work.problems[0].message}", answer=work.problems[0].said)
    draft = ask.draft.model_validate({**frame, "claims": claims, "topics": topics, "quotes": quotes})
    summary = _held(draft.model_dump(by_alias=True, warnings=False), work)
    summary, unread = yield from read_again(summary, ask, wanted)
    return Finished(summary, (*work.problems, *unread), audit(summary, reading, attributions), notes=tuple(work.notes))


def _frame(work: _Work) -> Generator[Ask, Draft, Data]:
    """Headline and abstract; the article's own words where what the model wrote does not hold."""
    beginning = list(_beginning(work.sentences))
    ask = small_frame_ask(work.ask, work.wanted.prompt, beginning, work.wanted.language)
    answer = yield from work.asked(ask, "headline")
    said: dict[str, tuple[str, ...]] = {"headline": (), "abstract": ()}
    if isinstance(answer, SmallFrame):
        said = {"headline": (answer.headline,), "abstract": (answer.first, answer.second)}
    frame: Data = {}
    for name, parts in said.items():
        most = LONGEST_HEADLINE if name == "headline" else LONGEST_SENTENCE
        sound = [_sound(work, name, part, beginning, most) for part in parts]
        first = next(iter(sound), "")
        text = joined_sentences(sound) if name == "abstract" else first
        # an abstract without the sentence that it opens with would begin in the middle
        frame[name] = (first if repeats_itself(text) else text) if first else _own(work, name)
    return frame


def _sound(work: _Work, name: str, said: str, beginning: Sequence[Sentence], most: int) -> str:
    """A sentence of headline or abstract if code has nothing against it; else empty, and a problem."""
    text = first_sentence(said, work.language)
    wrong = work.fault(text, beginning, most, headline=name == "headline") or work.mixture(
        text, beginning, _RESTS_ON[name]
    )
    if wrong:
        work.note_problem(name, ProblemKind.FAILED_CHECK, text, f"{wrong} It was left out.")
    return "" if wrong else text


def _own(work: _Work, name: str) -> str:
    """The article's own headline or abstract, with a note that says so; empty where it may not be taken."""
    if work.wanted.lead is None or not work.in_its_language:
        return ""
    work.notes.append(f"The {name} is in the article's own words, for the model's did not hold.")
    return dict(zip(("headline", "abstract"), work.wanted.lead(work.ask), strict=True))[name]


def _claims(work: _Work, chosen: Sequence[Sequence[Sentence]]) -> Generator[Ask, Draft, list[Data]]:
    """A claim of each section; the same thing is said once."""
    claims: list[Data] = []
    found_by_words = 0
    for number, section in enumerate(chosen):
        ask = small_claim_ask(work.ask, work.wanted.prompt, section, work.wanted.language)
        answer = yield from work.asked(ask, f"claims[{number}]")
        if not isinstance(answer, SmallClaim):
            continue
        text, pointed = first_sentence(answer.text, work.language), pointed_at(answer.evidence)
        if wrong := work.fault(text, section, LONGEST_SENTENCE):
            work.note_problem(f"claims[{number}].text", ProblemKind.FAILED_CHECK, text, f"{wrong} It was left out.")
        elif any(says_the_same(str(known["text"]), text, work.language) for known in claims):
            message = "An earlier claim says the same. It was left out."
            work.note_problem(f"claims[{number}]", ProblemKind.REPEATED, text, message)
        elif evidence := _evidence(work, text, pointed, section):
            found_by_words += evidence != pointed
            claims.append({"text": text, "evidence": [evidence]})
        else:
            message = "No sentence of its section has most of its words. It was left out."
            work.note_problem(f"claims[{number}].evidence", ProblemKind.NO_EVIDENCE, text, message)
    if found_by_words:
        work.notes.append(
            f"The evidence of {counted(found_by_words, 'claim')} was found by words; the model pointed elsewhere."
        )
    return claims


def _evidence(work: _Work, text: str, pointed: str, section: Sequence[Sentence]) -> str:
    """The sentence that the model points at, or else the one that has most of the claim's words; empty if none does."""
    if not work.in_its_language:
        return pointed
    shares = {sentence.id: borne_out(text, sentence.text, work.language) for sentence in section}
    best = max(shares, key=lambda name: shares[name])
    wanted = pointed if shares.get(pointed, 0.0) >= _RESTS_ON["claim"] else best
    return wanted if shares[wanted] >= _RESTS_ON["claim"] else ""


def _topics(work: _Work, chosen: Sequence[tuple[Sentence, ...]]) -> Generator[Ask, Draft, list[Data]]:
    """A topic of each part; equal ones are one, with the evidence of all."""
    topics: list[Data] = []
    for number, part in enumerate(joined(chosen, MOST_TOPICS)):
        ask = small_topic_ask(work.ask, work.wanted.prompt, part[:MOST_SHOWN], work.wanted.language)
        answer = yield from work.asked(ask, f"topics[{number}]")
        if not isinstance(answer, SmallTopic):
            continue
        label = plain(answer.label).rstrip(".,;:")
        same = next((known for known in topics if says_the_same(str(known["label"]), label, work.language)), None)
        if same is not None:
            same["evidence"].append(pointed_at(answer.evidence))
        elif wrong := _label_fault(work, label, part):
            work.note_problem(f"topics[{number}].label", ProblemKind.FAILED_CHECK, label, f"{wrong} It was left out.")
        else:
            code = work.wanted.filed(work.ask, [sentence.id for sentence in part]) if work.wanted.filed else None
            topics.append({"label": label, "gist": "", "evidence": [pointed_at(answer.evidence)], "code": code})
    if any(topic["code"] for topic in topics):
        work.notes.append("The subjects that the topics are filed under were read by rules.")
    return topics


def _label_fault(work: _Work, label: str, part: Sequence[Sentence]) -> str:
    if not work.in_its_language:
        return ""
    return label_fault(label, _text(part, work.ask), work.language, most=LONGEST_LABEL)


def _quotes(work: _Work) -> Generator[Ask, Draft, list[Data]]:
    """Every quotation, with whom the rules read as its speaker; where they see nobody, the model picks a name near it.

    A guess of the rules goes before the model's: of 30 such quotations of English political articles that people
    annotated (PolNeAR), it was right in 18, and a model of 135 million parameters in 1.
    """
    ask, quotes, asked = work.ask, [], 0
    for number, quotation in enumerate(ask.reading.quotations):
        own = ask.attributions.get(quotation.id, Attribution())
        quote = told(quotation, own, ask.reading)
        names = {} if own.mention else names_near(quotation, ask.reading, ask.attributions)
        if names and asked < MOST_SPEAKERS:
            asked += 1
            sentences = near(quotation, ask.reading)
            question = small_speaker_ask(ask, work.wanted.prompt, sentences, quotation, list(names))
            answer = yield from work.asked(question, f"quotes[{number}].speaker")
            picked = answer.speaker if isinstance(answer, SmallSpeaker) else NOBODY
            if picked != NOBODY:
                quote |= {"speaker": picked, "mention": pointed_mention(names[picked], ask.reading), "cue": None}
        quotes.append(quote)
    if quotes:
        work.notes.append(
            f"The quotes were read by rules; the model was asked for the speakers of {asked} of {len(quotes)}."
        )
    return quotes


def _held(draft: Data, work: _Work) -> Any:  # noqa: ANN401 # a summary of the schema wanted, which is known at run time
    """The summary without what the checks of code refuse; that is listed, and said to be left out."""
    grounded: Grounded[Any] = hold(draft, work.ask, work.wanted)
    kept = copy.deepcopy(draft)
    dropped: set[int] = set()
    for failure in grounded.failures:
        place, problem = failure.path[0], failure.problem
        if problem.kind not in _LEFT_OUT or place not in {"claims", "headline", "abstract"}:
            continue
        work.problems.append(problem.model_copy(update={"message": f"{problem.message} It was left out."}))
        if place == "claims":
            dropped.add(int(failure.path[1]))
        else:
            kept[str(place)] = _own(work, str(place))
    kept["claims"] = [claim for number, claim in enumerate(draft["claims"]) if number not in dropped]
    grounded = hold(kept, work.ask, work.wanted)
    work.problems.extend(failure.problem for failure in grounded.failures)
    if grounded.summary is None:
        raise Unfit(f"{work.ask.name}: what the model answered does not hold.", answer=str(draft))
    return grounded.summary


def _beginning(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first sentences, as many as headline and abstract are written from; one at least."""
    length = 0
    for sentence in sentences:
        if length and length + len(sentence.text) > _LEAD:
            return
        length += len(sentence.text)
        yield sentence


def _text(sentences: Sequence[Sentence], ask: Ask) -> str:
    return "\n".join([ask.article.title or "", *(sentence.text for sentence in sentences)])
