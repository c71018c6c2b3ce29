import asyncio

import pytest

from summarizer.api.job import Job
from summarizer.api.question import own_code, own_lead
from summarizer.errors import Truncated, Unavailable, Unfit
from summarizer.pipeline.wanted import Wanted
from summarizer.prompts.small import NOBODY, SMALL_PROMPT, SmallClaim, SmallFrame, SmallSpeaker, SmallTopic
from summarizer.prompts.template import load_prompt
from summarizer.schema.article import Article
from summarizer.schema.outcome import Status
from summarizer.schema.problem import ProblemKind
from summarizer.schema.ready import Brief
from summarizer.schema.summary import ArticleSummary
from summarizer.text.reading import read
from summarizer.text.vocabulary import media_topics
from tests.scripted import ScriptedModel

TEXT = """Port of Lund shuts two cranes

The port of Lund shut two of its five cranes on Tuesday after a storm bent their arms. Repairs will take six weeks.

“We could hear the steel groan,” said harbour master Ines Falk. “Nobody was up there.”

The port handles 900 containers a day. Ships wait outside for two days now. A third crane was found sound.

Unions had warned of the cranes' age since spring. The port's owner, a company from Malm, will pay for the repairs.
"""
SENTENCES = {
    "S2": "The port of Lund shut two of its five cranes on Tuesday after a storm bent their arms.",
    "S3": "Repairs will take six weeks.",
    "S5": "The port handles 900 containers a day.",
}


def kind(ask):
    return next(shape for shape in (SmallFrame, SmallClaim, SmallTopic, SmallSpeaker) if issubclass(ask.draft, shape))


def references(ask, field):
    """What the answer's field may be: the enum of its JSON Schema."""
    schema = ask.draft.model_json_schema()["properties"][field]
    return schema.get("enum") or [schema["const"]]


def copying(ask):
    """Answers each small ask from the sentence that it points at first."""
    shape = kind(ask)
    if shape is SmallSpeaker:
        return {"speaker": references(ask, "speaker")[0]}
    if shape is SmallFrame:
        lead, then = references(ask, "lead")[0], references(ask, "then")[0]
        words = [ask.reading.place(one.partition(":")[0]).text for one in (lead, then)]
        return {"lead": lead, "headline": words[0][:100], "first": words[0], "then": then, "second": words[1]}
    pointed = references(ask, "evidence")[0]
    words = ask.reading.place(pointed.partition(":")[0]).text
    return {
        "evidence": pointed,
        "text" if shape is SmallClaim else "label": words if shape is SmallClaim else "Lund cranes",
    }


def changed(**by_kind):
    """As `copying`, but for some kinds of ask."""

    def answer(ask):
        change = by_kind.get(kind(ask).__name__)
        if change is None:
            return copying(ask)
        return change(ask) if callable(change) else copying(ask) | change

    return answer


def outcome(answer, text=TEXT, **wanted):
    model = ScriptedModel(always=answer)
    options = {"lead": own_lead} | wanted
    job = Job(model, Wanted(ArticleSummary, load_prompt(SMALL_PROMPT), **options))
    return asyncio.run(job.outcome("port", Article(text=text, language="en"))), model.asks


def test_the_parts_make_one_summary_with_nothing_to_object_to():
    found, asks = outcome(copying)
    assert found.status is Status.OK, found.problems
    summary = found.summary
    assert summary.abstract.startswith(SENTENCES["S2"])
    assert summary.claims[0].text == SENTENCES["S2"]
    assert [topic.label for topic in summary.topics] == ["Lund cranes"], "equal labels are one topic"
    assert len(summary.topics[0].evidence.spans) > 1
    assert [quote.speaker for quote in summary.quotes] == ["harbour master Ines Falk"] * 2
    assert found.audit.returned == found.audit.quotations == 2
    assert any("read by rules" in note for note in found.notes)
    assert not any(issubclass(ask.draft, SmallSpeaker) for ask in asks), "the rules are sure of both speakers"


def test_topics_are_filed_by_rules_and_a_note_says_so():
    text = TEXT + " The hospital treated forty patients for influenza, and the doctors asked for more vaccine."
    found, _ = outcome(copying, text, filed=own_code)
    assert {media_topics().find(topic.code).label for topic in found.summary.topics} == {"health"}
    assert "The subjects that the topics are filed under were read by rules." in found.notes


def test_references_can_only_be_what_the_section_has():
    _, asks = outcome(copying)
    for ask in asks:
        shown = ask.messages[-1]["content"]
        for field in ("evidence", "lead", "then"):
            if field in ask.draft.model_fields:
                assert all(f"[{one.partition(':')[0]}]" in shown for one in references(ask, field))
    frame = next(ask for ask in asks if kind(ask) is SmallFrame)
    assert not set(references(frame, "lead")) & set(references(frame, "then"))


def test_an_example_goes_before_the_question_as_turns_of_its_own():
    _, asks = outcome(copying)
    for ask in asks:
        assert [message["role"] for message in ask.messages] == ["system", "user", "assistant", "user"]
        shape = kind(ask)
        shape.model_validate_json(ask.messages[2]["content"])  # what it shows fits what is asked


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("The port of Lund shut seven of its five cranes on Tuesday after a storm.", "seven"),
        ("The mayor of Oslo opened a swimming pool for the children of the town.", "Too few of its words"),
        ("Why did the port of Lund shut two of its five cranes on Tuesday?", "question"),
        ("Of S2: the port of Lund shut two of its five [cranes]", "reference"),
        ("The port of Lund shut two cranes, shut two cranes, shut two cranes on Tuesday.", "twice"),
    ],
)
def test_a_claim_that_does_not_hold_is_a_problem_and_not_a_claim(said, why):
    found, _ = outcome(
        changed(
            SmallClaim=lambda ask: copying(ask) | ({"text": said} if "S2" in str(references(ask, "evidence")) else {})
        )
    )
    assert found.status is Status.PARTIAL
    assert said not in [claim.text for claim in found.summary.claims]
    problem = next(problem for problem in found.problems if problem.path.startswith("claims["))
    assert problem.kind is ProblemKind.FAILED_CHECK
    assert problem.said == said
    assert why in problem.message
    assert problem.message.endswith("It was left out.")


def test_no_claim_comes_twice():
    found, asks = outcome(changed(SmallClaim={"text": "The port of Lund shut two of its five cranes on Tuesday."}))
    assert len(found.summary.claims) <= 1
    claims = sum(kind(ask) is SmallClaim for ask in asks)
    told = [problem for problem in found.problems if problem.path.startswith("claims[")]
    assert len(found.summary.claims) + len(told) == claims, "each is in the summary or in the problems"


def test_evidence_is_the_sentence_that_has_the_words():
    def last(ask):
        return {
            "evidence": references(ask, "evidence")[-1],
            "text": ask.reading.place(references(ask, "evidence")[0].partition(":")[0]).text,
        }

    found, _ = outcome(changed(SmallClaim=last))
    for claim in found.summary.claims:
        assert [span.text for span in claim.evidence.spans] == [claim.text]
    assert any("found by words" in note for note in found.notes)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("headline", {"headline": "Mayor of Oslo opens a swimming pool for all"}),
        ("headline", {"headline": "Port of Lund shuts seven cranes after a storm"}),
        ("abstract", dict.fromkeys(("first", "second"), "The engine of the ferry to the island caught fire at night.")),
    ],
)
def test_what_does_not_hold_of_headline_and_abstract_gives_way_to_the_articles_own_words(part, said):
    found, _ = outcome(changed(SmallFrame=said))
    sentences = {sentence.text for sentence in read(TEXT, "en").sentences}
    assert {sentence.text for sentence in read(getattr(found.summary, part), "en").sentences} <= sentences
    assert {problem.path for problem in found.problems} == {part}
    assert f"The {part} is in the article's own words, for the model's did not hold." in found.notes


def test_of_two_sentences_the_one_that_holds_stays():
    found, _ = outcome(changed(SmallFrame={"second": "The engine of the ferry to the island caught fire at night."}))
    assert found.summary.abstract == SENTENCES["S2"]
    assert [problem.path for problem in found.problems] == ["abstract"]
    assert not any("abstract" in note for note in found.notes)


def test_an_ask_without_an_answer_costs_its_part_only():
    found, _ = outcome(changed(SmallTopic=lambda _ask: Truncated("cut", answer='{"lab')))
    assert found.status is Status.PARTIAL
    assert found.summary.topics == []
    assert {problem.kind for problem in found.problems} == {ProblemKind.UNFIT}
    assert found.problems[0].said == '{"lab'


def test_no_answer_at_all_is_no_summary():
    found, _ = outcome(lambda _ask: Unfit("nothing fits", answer="?"))
    assert found.status is Status.FAILED
    assert found.error_kind == "unfit"


def test_an_endpoint_that_is_gone_ends_the_article():
    found, asks = outcome(lambda _ask: Unavailable("gone"))
    assert found.error_kind == "unavailable"
    assert len(asks) == 1


UNCUED = """Two at the gate

“I never saw the letter.”

Mara Lind met Piet Sorel at the gate. The hearing goes on in March.
"""


@pytest.mark.parametrize("picked", ["Piet Sorel", NOBODY])
def test_the_model_picks_a_speaker_where_the_rules_see_nobody(picked):
    found, asks = outcome(changed(SmallSpeaker={"speaker": picked}), UNCUED)
    asked = next(ask for ask in asks if kind(ask) is SmallSpeaker)
    assert {"Mara Lind", "Piet Sorel", NOBODY} <= set(references(asked, "speaker"))
    quote = found.summary.quotes[0]
    assert quote.speaker == ("" if picked == NOBODY else picked)
    if picked != NOBODY:
        assert quote.mention.text == picked


def test_asks_are_bounded_however_long_the_article_is():
    long = TEXT + "\n\n".join(
        f"Sentence {n} tells of the {n} boats. “I saw it,” Bo saw. They were {n} metres long." for n in range(300)
    )
    found, asks = outcome(copying, long)
    assert len(asks) <= 21
    assert all(sum(len(message["content"]) for message in ask.messages) < 6000 for ask in asks)
    assert any("sections were asked about" in note for note in found.notes)


def test_in_another_language_words_are_not_compared_and_nothing_is_replaced():
    swedish = {
        "headline": "Hamnen i Lund stänger två kranar",
        "first": "Hamnen stängde två kranar.",
        "second": "Det tar sex veckor",
    }
    found, _ = outcome(changed(SmallFrame=swedish), language="sv")
    assert found.summary.headline == swedish["headline"]
    assert found.summary.abstract == f"{swedish['first']} {swedish['second']}."


def test_another_schema_goes_the_usual_way():
    job = Job(ScriptedModel(), Wanted(Brief, load_prompt("brief.v1")))
    assert asyncio.run(job.outcome("blank", Article(text="...", language="en"))).status is Status.NOT_AN_ARTICLE
