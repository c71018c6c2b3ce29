"""The page in a real browser: hostile words stay words, and everybody can use it."""

import os
from pathlib import Path
from typing import Any

import pytest

from summarizer.schema.article import Article
from summarizer.schema.grounded import Verbatim
from summarizer.schema.outcome import Outcome
from tests.conftest import ROOT
from tests.report.conftest import Open
from tests.report.outcomes import HARBOUR, failed, harbour, note

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>alert(2)//",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)' autofocus onfocus='alert(5)",
    "javascript:alert(6)",
    "</style><style>body{display:none}</style>",
    "}*{display:none}/*",
    "{{ 7*7 }} {% for x in () %} ${alert(7)} `",
    "\u202egnp.exe\u2066\u2069",
    "nul\x00l",
    "line\u2028separator\u2029",
    "__proto__",
    "]]><svg onload=alert(8)>",
    "q0 c0 lit",
    "&lt;b&gt;&amp;&#x41;",
)
"""None of these may become anything but words."""


def _hostile(words: str) -> Outcome[Any]:
    text = f"{words}\n\nSaid “{words}” by {words}."
    start = text.index("“") + 1
    span = Verbatim.of(text, start, start + len(words)).model_dump()
    quote = {"words": span, "speaker": words, "mention": span, "check": {"verdict": words, "own": words}}
    claim = {"text": words, "evidence": [span], "source": span, "stance": words, "checks": [], "second_reading": words}
    check = {"kind": words, "words": words, "start": 0, "end": len(words), "verdict": "contradicted", "nearest": span}
    topic = {"label": words, "gist": words, "evidence": [span], "code": words, "share": 0.5}
    summary = {"headline": words, "abstract": words, "topics": [topic], "quotes": [quote], "claims": [claim]}
    problem = {"path": f"quotes[0].{words}", "kind": "altered", "said": words, "message": words, "nearest": span}
    changes = ({"kind": "other", "article": words, "said": words},)
    return Outcome[Any].model_validate(
        {
            "id": words,
            "source": f"{words}/a.txt",
            "status": "partial",
            "model": words,
            "prompt": words,
            "schema": words,
            "fingerprint": "",
            "error": words,
            "error_kind": words,
            "notes": (words,),
            "article": Article(text=text, title=words, url=words, language=words, published=words),
            "summary": {**summary, words: {words: [span, words]}, "checks": [check]},
            "problems": ({**problem, "diff": changes}, {**problem, "path": "headline", "kind": "failed_check"}),
            "audit": {"quotations": 1, "missed": ({**span, "speaker": words},), "uncovered": (span,)},
        }
    )


def test_hostile_words_stay_words(look: Open) -> None:
    made = [_hostile(words) for words in HOSTILE]
    known = [one.model_copy(update={"schema_name": "ArticleSummary"}) for one in made]
    half = failed().model_copy(update={"id": "half \ud83d pair \udcff.txt", "source": "\udcff/\ud83d.txt"})
    page = look(*made, *known, half)
    elements = (
        "[...document.querySelectorAll('main script, main img, main style, main svg[onload], main iframe')].length"
    )
    for number in range(len(made) * 2):
        assert page.evaluate(elements) == 0
        assert page.evaluate("[...document.querySelectorAll('a')].filter(a => !/^https?:/.test(a.href)).length") == 0
        assert page.is_visible("#summary")
        words = (
            HOSTILE[number % len(made)]
            .replace("\x00", "\ufffd")
            .translate(dict.fromkeys((0x202E, 0x2066, 0x2069), "\ufffd"))
        )
        assert page.evaluate("document.querySelector('.lead h2').textContent") == words
        assert page.locator("#text .quote").count() >= 1
        page.keyboard.press("n")
        page.keyboard.press("j")
    assert "half � pair �.txt" in page.inner_text(".lead h2")
    for view in ("speakers", "overview"):
        page.click(f"[data-go={view}]")
        assert page.evaluate(elements) == 0
    for row in page.locator(".bar").all()[:3]:
        assert row.is_visible()
    page.keyboard.press("1")
    page.fill("#query", "</script><script>alert(1)</script>")
    page.click("#more")
    page.wait_for_timeout(250)
    assert page.inner_text("#count").startswith("2 of")


def test_a_link_is_followed_only_to_the_web(look: Open) -> None:
    urls = (
        "https://news.example/a?b=<c>",
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "HTTP://UP.example",
    )
    page = look(*(harbour(str(number), url=url) for number, url in enumerate(urls)))
    links = []
    for _ in urls:
        links.append([(a.get_attribute("href"), a.get_attribute("rel")) for a in page.locator(".facts a").all()])
        page.keyboard.press("j")
    safe = "noopener noreferrer"
    assert links == [[("https://news.example/a?b=%3Cc%3E", safe)], [], [], [], [("http://up.example/", safe)]]


def test_the_policy_stops_what_would_reach_out(look: Open, browser: Any) -> None:
    page = look(harbour())
    ran = """() => new Promise(done => {
        const image = new Image(); image.onerror = () => done('stopped'); image.onload = () => done('loaded');
        image.src = 'http://127.0.0.1:9/x.png'; })"""
    other = browser.new_page()
    other.goto(page.url)
    assert other.evaluate(ran) == "stopped"
    blocked = other.evaluate("fetch('http://127.0.0.1:9/').then(() => 'reached', error => String(error))")
    assert "Failed to fetch" in blocked
    inline = """() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';
        document.body.append(s); return window.bad === undefined; }"""
    assert other.evaluate(inline)
    other.close()


ARABIC = "قالت ليلى حداد: «لن ننتظر». ثم عادت إلى مكتبها في الميناء.\n"


def test_right_to_left_text_reads_from_the_right(look: Open) -> None:
    start = ARABIC.index("«") + 1
    said = Verbatim.of(ARABIC, start, start + 9)
    given = {"id": "a", "source": None, "status": "ok", "model": "m", "prompt": "p", "schema": "Own", "fingerprint": ""}
    article = Article(text=ARABIC, language="ar")
    page = look(Outcome[Any].model_validate({**given, "article": article, "summary": {"said": said}}))
    for selector in ("#text p", ".card", ".card blockquote"):
        assert page.locator(selector).first.evaluate("n => getComputedStyle(n).direction") == "rtl"
    assert page.get_attribute("#text", "lang") == "ar"
    assert page.evaluate("document.dir") == ""


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_nothing_is_wider_than_the_screen(look: Open, width: int) -> None:
    page = look(harbour(), note(), width=width, height=800)
    narrow = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(narrow)
    page.click(".item >> nth=0")
    assert page.is_visible("#summary")
    assert not page.is_visible("#list")
    assert page.evaluate(narrow)
    if width < 720:
        assert not page.is_visible("#article")
        page.click("[data-ref=q0] blockquote")
        assert page.is_visible("#article")
        assert not page.is_visible("#summary")
        page.click("#text .missed >> nth=0")
        assert page.is_visible("#summary")
    for view in ("speakers", "overview"):
        page.click(f"[data-go={view}]")
        assert page.evaluate(narrow)
    page.click("[data-go=articles]")
    page.click("#back")
    assert page.is_visible("#list")


def test_a_print_is_the_summary_and_the_article(look: Open) -> None:
    page = look(harbour(), note(), scheme="dark")
    page.emulate_media(media="print")
    assert page.is_visible("#summary")
    assert page.is_visible("#article")
    for selector in (".top", "#list", ".pane-top"):
        assert not page.is_visible(selector)
    assert page.evaluate("getComputedStyle(document.querySelector('#article')).overflowY") == "visible"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_the_theme_can_be_chosen(look: Open) -> None:
    page = look(harbour(), scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != dark
    page.click("#theme")
    assert page.evaluate(ground) == dark


def _axe() -> Path:
    folder = Path(os.environ.get("AXE_CORE") or ROOT / "node_modules" / "axe-core")
    path = folder if folder.is_file() else folder / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not here: npm install --no-save axe-core, or name its folder in AXE_CORE")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(look: Open, scheme: str, width: int) -> None:
    axe = _axe().read_text("utf-8")
    page = look(harbour(), note(), failed(), scheme=scheme, width=width)
    page.evaluate(axe)
    found: dict[str, list[str]] = {}

    def check(where: str) -> None:
        result = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        for one in result["violations"]:
            if one["impact"] in {"serious", "critical"}:
                nodes = [f"{node['html'][:150]} {node['failureSummary'][:200]}" for node in one["nodes"]]
                found[f"{where}: {one['id']}"] = nodes

    page.click("#more")
    check("list")
    if width < 720:
        page.click(".item >> nth=0")
        check("summary")
        page.click("[data-side=article]")
        page.focus("#text .quote >> nth=0")
    else:
        page.keyboard.press("c")
    check("article")
    page.keyboard.press("2")
    page.click(".speaker >> nth=0")
    check("speakers")
    page.keyboard.press("3")
    check("overview")
    page.keyboard.press("?")
    check("guide")
    assert found == {}


def test_the_text_of_an_article_is_all_there(look: Open) -> None:
    page = look(harbour())
    text = page.evaluate("[...document.querySelectorAll('#text p')].map(p => p.textContent).join('\\n\\n')")
    assert text == HARBOUR.strip()


def test_the_place_is_kept_in_the_address(look: Open) -> None:
    page = look(harbour(), note(), at="#2")
    assert page.inner_text(".lead h2") == "note.txt"
    page.keyboard.press("k")
    assert page.url.endswith("#1")
    page.keyboard.press("3")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.is_visible("#overview")
