"""The page at work in a real browser: marks at the right characters, light, keys, filters, and what must not happen."""

from collections import defaultdict
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.report.embedding import seen
from summarizer.schema.article import Article
from summarizer.schema.grounded import Evidence, Mention, Verbatim
from summarizer.schema.outcome import Outcome
from summarizer.schema.span import Span
from summarizer.schema.summary import ArticleSummary, Claim, Quote
from summarizer.schema.usage import Usage
from tests.report.conftest import Open
from tests.report.outcomes import HARBOUR, Note, failed, harbour, note, outcome
from tests.scripted import summary

_PIECES = """() => [...document.querySelectorAll('#text p')].map(p =>
  [...p.childNodes].map(n => [n.textContent, n.dataset ? n.dataset.refs : '', n.className || '']))"""


def marked(page: Any, text: str) -> dict[str, list[tuple[int, int, str]]]:
    """For each item, the code points of the article that its marks cover, with their kinds; read off the page."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    at = 0
    for paragraph in page.evaluate(_PIECES):
        at = seen(text).index("".join(piece[0] for piece in paragraph), at)
        for words, refs, kinds in paragraph:
            for ref in refs.split():
                found[ref].append((at, at + len(words), kinds))
            at += len(words)
    return found


def covers(marks: list[tuple[int, int, str]], kind: str) -> set[int]:
    return {point for start, end, kinds in marks if kind in kinds.split() for point in range(start, end)}


def test_marks_stand_at_their_characters_behind_emoji(look: Open) -> None:
    made = harbour()
    page = look(made)
    marks = marked(page, HARBOUR)
    assert made.summary
    for index, quote in enumerate(made.summary.quotes):
        assert covers(marks[f"q{index}"], "quote") >= set(range(quote.words.start, quote.words.end))
        assert quote.mention
        assert covers(marks[f"q{index}"], "mention") == set(range(quote.mention.start, quote.mention.end))
    for index, claim in enumerate(made.summary.claims):
        points = {point for span in claim.evidence.spans for point in range(span.start, span.end)}
        assert points <= covers(marks[f"c{index}"], "evidence")
    assert made.audit
    for index, missed in enumerate(made.audit.missed):
        assert covers(marks[f"m{index}"], "missed") == set(range(missed.start, missed.end))
    nearest = made.problems[0].nearest
    assert nearest
    assert covers(marks["p0"], "problem") == set(range(nearest.start, nearest.end))


TEXTS = st.text(st.sampled_from("ab .\n\r🚢é\u0301שא中\u200d👩\x00\u202e<&"), min_size=1, max_size=60).filter(str.strip)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Verbatim]]:
    text = draw(TEXTS)
    bound = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(bound, bound).map(sorted), max_size=5))
    return text, [Verbatim.of(text, *pair) for pair in pairs if pair[0] < pair[1]]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(texts_with_spans(), min_size=12, max_size=12))
def test_any_spans_of_any_text_are_marked(look: Open, cases: list[tuple[str, list[Verbatim]]]) -> None:
    page = look(*(_by_hand(text, Note(heading="h", said=spans, proof=Evidence(()))) for text, spans in cases))
    for text, spans in cases:
        marks = marked(page, text)
        for index, span in enumerate(spans, 1):
            inside = {at for at in range(span.start, span.end) if text[at].strip() and text[at] not in "\r\n"}
            assert inside <= covers(marks[f"f{index}"], "quote") <= set(range(span.start, span.end))
        page.keyboard.press("j")


def _by_hand(text: str, summary: Any, **parts: Any) -> Outcome[Any]:
    given = {"id": "a", "source": None, "status": "ok", "problems": (), "model": "m", "prompt": "p", "schema": "Own"}
    article = Article(text=text, **parts.pop("article", {}))
    return Outcome[Any].model_validate({**given, "fingerprint": "", "summary": summary, "article": article, **parts})


def lit(page: Any) -> tuple[str, list[str]]:
    words = page.evaluate("[...document.querySelectorAll('#text .lit')].map(n => n.textContent).join('|')")
    return words, page.evaluate("[...document.querySelectorAll('.card.lit')].map(n => n.dataset.ref)")


def test_pointing_lights_both_sides(look: Open) -> None:
    page = look(harbour())
    page.hover("[data-ref=q0] blockquote")
    assert lit(page) == ("We cannot wait,|said|Oskar Brandt", ["q0"])
    page.hover("#text .mention[data-refs~=q0]")
    assert lit(page) == ("We cannot wait,|said|Oskar Brandt", ["q0", "g0"])
    page.mouse.move(700, 20)
    page.wait_for_timeout(200)
    assert lit(page) == ("", [])
    page.focus("[data-ref=p0]")
    assert lit(page) == ("The cranes are older than I am", ["p0"])
    page.focus("[data-ref=q1]")
    for words in ("Vogt", "told", "The cranes are older than I am"):
        page.keyboard.press("Enter")
        assert page.inner_text("#text .now") == words
    page.focus("#text .missed[data-refs~=m1]")
    assert lit(page)[1][0] == "m1"
    assert "Missed quotation" in page.inner_text("#told")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.ref") == "m1"


def test_the_other_side_scrolls_to_it(look: Open) -> None:
    text = HARBOUR.replace(
        "Fishing", "".join(f"Paragraph {number} of the middle.\n\n" for number in range(80)) + "Fishing"
    )
    start = text.index("Fishing boats")
    place = Verbatim.of(text, start, start + 13)
    made = _by_hand(text, {"first": [Verbatim.of(text, 0, 6)] * 30, "last": place})
    page = look(made)
    inside = """ref => { const pane = document.getElementById(ref ? 'summary' : 'article').getBoundingClientRect();
        const node = document.querySelector(ref || '#text .lit').getBoundingClientRect();
        return node.top >= pane.top && node.bottom <= pane.bottom; }"""
    page.focus("[data-ref=f30]")
    assert lit(page)[0] == "Fishing boats"
    assert page.evaluate(inside, "")
    page.keyboard.press("s")
    page.evaluate("document.getElementById('summary').scrollTop = 0")
    assert not page.evaluate(inside, "[data-ref=f30]")
    page.hover("#text .place:text-is('Fishing boats')")
    page.wait_for_timeout(300)
    assert page.evaluate(inside, "[data-ref=f30]")


def test_problems_stand_where_they_belong(look: Open) -> None:
    page = look(harbour())
    assert page.inner_text("[data-ref=h1] mark.fault") == "21"
    assert "the article: 12" in page.inner_text("[data-ref=h1]")
    assert page.inner_text("[data-ref=c1] mark.fault") == "99"
    assert "Another claim has “12”" in page.inner_text("[data-ref=c1]")
    altered = page.locator(".part:has(h3:has-text('Quotes')) [data-ref=p0]")
    assert altered.locator("mark.said").inner_text() == "younger"
    assert altered.locator("mark.has").inner_text() == "older"
    assert page.locator(".card.problem").count() == 1
    topics = [{"label": label, "evidence": ["S2"], "code": code} for label, code in (("Port", None), ("Sea", "sea:1"))]
    page = look(outcome(HARBOUR, summary(topics=topics)))
    assert page.inner_text("[data-ref=t1] .note q") == "sea:1"
    assert page.locator("[data-ref=t0] .note, .card.problem").count() == 0


def test_keys(look: Open) -> None:
    page = look(harbour("a"), note(), failed())
    key = page.keyboard.press

    def shown() -> str:
        return str(page.inner_text(".lead h2"))

    key("j")
    assert shown() == "note.txt"
    key("j")
    key("j")
    assert shown() == "refused.txt"
    key("k")
    key("k")
    assert shown() == "Sarnow port to close"
    for press, focused in (("n", "h0"), ("n", "h1"), ("n", "q0"), ("p", "h1"), ("c", "p0"), ("c", "m0")):
        key(press)
        assert page.evaluate("document.activeElement.dataset.ref") == focused
    key("/")
    page.keyboard.type("jk?")
    assert page.input_value("#query") == "jk?"
    key("Escape")
    assert page.input_value("#query") == ""
    key("Escape")
    assert page.evaluate("document.activeElement.id") == "list"
    key("ArrowDown")
    assert shown() == "note.txt"
    assert page.get_attribute("#list", "aria-activedescendant") == "item-1"
    key("?")
    assert page.is_visible("#guide")
    assert "Other wording than the article’s" in page.inner_text("#guide")
    key("Escape")
    assert not page.is_visible("#guide")
    for press, view in (("2", "speakers"), ("3", "overview"), ("1", "articles")):
        key(press)
        assert page.is_visible(f"#{view}")
    key("f")
    assert page.is_visible("#facets")
    key("Escape")
    key("a")
    key("n")
    assert page.evaluate("document.activeElement.closest('#article') !== null")


def _many() -> list[Outcome[Any]]:
    quote = {"speaker": "Ida Brandt", "words": {"start": 0, "end": 2, "text": "Ça"}}
    summary = {"headline": "H", "abstract": "", "topics": [], "claims": [], "quotes": []}
    french = ArticleSummary.model_validate({**summary, "quotes": [quote]})
    plain = ArticleSummary.model_validate(summary)
    kept = {"article": {"language": "fr", "title": "Pont fermé"}, "source": "wire/a.txt", "id": "fr"}
    others = [
        _by_hand(f"Article {number}.", plain, id=str(number), source="desk/b.jsonl:1", schema="ArticleSummary")
        for number in range(300)
    ]
    return [harbour(), note(), failed(), _by_hand("Ça ira.", french, schema="ArticleSummary", **kept), *others]


FILTERS = [
    ("#query", "ca IRA", 1),
    ("#query", '"cannot wait"', 3),
    ("#query", "cannot older nowhere", 0),
    ("#by-status", "refused", 1),
    ("#by-verdict", "altered", 1),
    ("#by-check", "number", 1),
    ("#by-language", "fr", 1),
    ("#by-source", "desk/b.jsonl", 300),
    ("#by-model", "scripted", 3),
    ("#by-schema", "Note", 1),
    ("#by-problem", "absent", 1),
    ("#by-speaker", "brandt", 2),
    ("#by-topic", "economy", 1),
]


def test_filters_sorting_and_a_list_of_which_little_is_drawn(look: Open) -> None:
    page = look(*_many())
    page.click("#more")
    for field, value, left in FILTERS:
        (page.select_option if page.locator(f"{field}:is(select)").count() else page.fill)(field, value)
        page.wait_for_timeout(250)
        assert page.inner_text("#count").startswith(f"{left} of 304"), field
        page.click("#chips >> text=Clear all")
    page.click("[data-quick=check]")
    assert page.inner_text("#count").startswith("3 of 304")
    page.click("[data-quick=bare]")
    assert page.inner_text("#count").startswith("1 of 304")
    page.click("[data-quick='']")
    page.fill("#query", "“We cannot” crane")
    page.wait_for_timeout(250)
    assert page.evaluate("[...CSS.highlights.get('found')].map(String).includes('We cannot')")
    page.fill("#query", "")
    page.wait_for_timeout(250)
    page.select_option("#sort", "check")
    order = page.locator(".item").first.get_attribute("data-index")
    page.select_option("#sort", "newest")
    assert (order, page.locator(".item").first.get_attribute("data-index")) == ("0", "0")
    page.select_option("#sort", "title")
    assert page.locator(".item-title").first.inner_text() == "H"
    assert page.locator(".item").count() < 40
    page.focus("#list")
    page.keyboard.press("End")
    assert page.get_attribute(".item[aria-selected=true]", "aria-posinset") == "304"


def test_speakers_and_charts(look: Open) -> None:
    dear = {"usage": Usage(calls=1, input_tokens=9, output_tokens=9, cost_usd=0.25)}
    page = look(*_many()[:4], failed().model_copy(update=dear))
    page.keyboard.press("2")
    rows = page.locator("#speaker-table tbody tr:not(.below)").all_inner_texts()
    assert [row.split() for row in rows] == [
        ["Ida", "Brandt", "1", "1", "–", "–"],
        ["Lena", "Vogt", "1", "2", "–", "4"],
        ["Oskar", "Brandt", "1", "2", "–", "1"],
    ]
    page.click("#speaker-table >> text=Lena Vogt")
    assert "The cranes are older than I am" in page.inner_text("#speaker-table")
    page.click("[data-by=missed]")
    assert page.inner_text("#speaker-table tbody tr >> nth=0").startswith("Lena Vogt")
    page.fill("#speaker-part", "oskar")
    assert page.locator("#speaker-table tbody tr:not(.below)").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.wait_for_selector(".chart svg rect.fill")
    assert page.locator(".chart svg rect.fill").count() > 10
    assert "$0.25" in page.inner_text(".tiles")
    assert "refused.txt\n$0.25" in page.inner_text(".chart:has-text('Cost')")
    page.click(".chart >> text=failed check")
    assert page.inner_text("#count") == "1 of 5 articles"


def test_an_own_schema_and_a_failure(look: Open) -> None:
    page = look(note(), failed(), at="#1")
    assert page.locator(".part h3").all_inner_texts()[:4] == ["Heading", "Said", "Proof", "Who"]
    assert page.locator(".part:has(h3:has-text('said')) .card.problem").count() == 1
    assert {"quote", "mention", "evidence", "missed"} <= set(
        " ".join(piece[2] for p in page.evaluate(_PIECES) for piece in p).split()
    )
    page.keyboard.press("j")
    assert "it will not" in page.inner_text(".remark.bad")
    assert page.locator("#text p").count() == 5


def test_nested_places_of_an_own_schema_belong_to_their_card(look: Open) -> None:
    spans = [Span.of(HARBOUR, 25, 40), Span.of(HARBOUR, 113, 137)]
    deep = {"bullets": [{"text": "One", "deeper": {"evidence": spans, "who": Mention.of(HARBOUR, 86, 95)}, "n": 2}]}
    page = look(_by_hand(HARBOUR, deep))
    page.focus("[data-ref=f0]")
    assert {point for _, refs in [(0, r) for r in marked(page, HARBOUR)["f0"]] for point in range(*refs[:2])} == {
        *range(25, 40),
        *range(86, 95),
        *range(113, 137),
    }
    assert "deeper" in page.inner_text("[data-ref=f0]")


def test_a_claim_that_denies_with_a_source(look: Open) -> None:
    claim = Claim(
        text="It closes.", evidence=Evidence((Span.of(HARBOUR, 25, 40),)), stance="denied", second_reading="not"
    )
    quote = Quote(
        words=Verbatim(
            start=25,
            end=95,
            text=HARBOUR[25:95],
            verdict="elided",
            flags=("negation",),
            parts=(Span.of(HARBOUR, 25, 40), Span.of(HARBOUR, 86, 95)),
        )
    )
    summary = ArticleSummary(headline="H", abstract="", topics=[], claims=[claim], quotes=[quote])
    page = look(_by_hand(HARBOUR, summary, schema="ArticleSummary"))
    assert "denied second reading: not" in " ".join(page.locator("[data-ref=c0] .chip").all_inner_texts())
    assert page.inner_text("[data-ref=q0] blockquote") == f"{HARBOUR[25:40]} … {HARBOUR[86:95]}"
    assert "leaves out a negation" in page.inner_text("[data-ref=q0]")
    assert covers(marked(page, HARBOUR)["q0"], "quote") == {*range(25, 40), *range(86, 95)}


def test_layers_can_be_hidden(look: Open) -> None:
    page = look(harbour())
    style = "n => { const s = getComputedStyle(n); return [s.backgroundColor, s.textDecorationLine, s.outlineStyle]; }"
    for layer in ("quote", "mention", "evidence", "missed", "problem"):
        node = page.locator(f"#text .{layer}").last
        before = node.evaluate(style)
        page.click(f"[data-layer={layer}]")
        assert page.get_attribute(f"[data-layer={layer}]", "aria-pressed") == "false"
        page.mouse.move(700, 20)
        assert node.evaluate(style) != before, layer
        page.click(f"[data-layer={layer}]")
