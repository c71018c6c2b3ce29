"""The altered-quote benchmark, on articles written for it."""

import gzip
import json
import re
from random import Random

import pytest

from summarizer.evaluate.altered import AlteredReport, Found, altered_quotes
from summarizer.evaluate.mutations import ALTERATIONS, INNOCENT, Piece
from summarizer.schema.article import Article
from tests.conftest import shared

HARBOUR = Article(
    language="en",
    text=(
        "“We won’t reopen the harbour bridge before 3 May,” said Mayor Ada Finch on Tuesday. The engineers had counted "
        "120 cracks, some of them 3.5 metres long, and they were not surprised by that. “Nobody told us that the final "
        "inspection would cost £2.4 million,” said Tom Reed, who has run the office since 2011.\n\n"
        "The café beside the bridge has lost 1,500 guests — a third of its trade — and it isn’t insured. “I have never "
        "seen anything like it in all my years here,” said its owner, Zoë Marsh."
    ),
)
ORCHARD = Article(
    language="de",
    text=(
        "„Wir ernten in diesem Jahr nicht vor dem 12. September“, sagte die Obstbäuerin Jana Voß am Dienstag. Der "
        "Frost hatte im April rund 1.250 Bäume getroffen, und kein Hof im Tal blieb verschont. „Das haben wir noch nie "
        "erlebt“, sagte ihr Nachbar Ole Brandt, der den Hof seit 1987 führt – und er wird ihn weiter führen."
    ),
)
MORE = [
    Article(
        language="es",
        text="«No vamos a cerrar el puente antes del 3 de mayo», dijo la alcaldesa Inés Ruiz el martes. Los ingenieros "
        "contaron 120 grietas, algunas de 3,5 metros, y el café de la orilla perdió a 1.500 clientes sin remedio. "
        "“Nunca habíamos visto nada igual en este valle”, dijo su dueño, Óscar Peña.",
    ),
    Article(
        language="ru",
        text="«Мы не откроем мост до 3 мая», — сказала мэр Анна Ветрова во вторник. Инженеры насчитали 120 трещин, "
        "и ни одна из них не закрыта, хотя ремонт стоил 1 250 рублей. «Никто не ждал такой цены», — ответил Олег.",
    ),
    Article(
        language="zh",
        text="市长陈明星期二说：“我们在五月三日之前不会重新开放大桥。”工程师发现了120条裂缝，最长的有3.5米，但是他们并没有感到意外。"
        "河边的咖啡馆失去了1500位客人，老板周兰说：“我在这里从来没有见过这样的事情。”",
    ),
    Article(
        language="ja",
        text="鈴木市長は火曜日、「橋は5月3日まで再開しない」と述べた。技術者は120か所の亀裂を見つけ、最も長いものは3.5メートルだった。"
        "川沿いの喫茶店は客を失い、店主の森さんは「こんなことは見たことがない」と話した。",
    ),
]
PARK = Article(
    language="en",
    text="The council will plant two hundred lime trees in the eastern park next autumn. Volunteers from the Lindenhof "
    "school offered to water every one of them through the summer.",
)


@pytest.fixture(scope="module")
def report() -> AlteredReport:
    return altered_quotes([HARBOUR, ORCHARD, PARK], seed=1)


def test_no_altered_wording_passes(report):
    assert report.false_accepts == 0, report.examples


@pytest.mark.parametrize("article", MORE, ids=lambda article: article.language)
def test_other_languages(article):
    report = altered_quotes([article], seed=3)
    assert (report.false_accepts, report.false_rejects) == (0, 0), report.examples
    assert {row.kind for row in report.rows} >= {"negation added", "words reordered", "word dropped", "digit changed"}


def test_every_innocent_variant_passes_at_its_place(report):
    assert report.false_rejects == 0, report.examples


def test_most_kinds_are_tried(report):
    tried = {row.kind for row in report.rows if row.tried}
    assert tried >= {*ALTERATIONS, "elided", "of another article", "two speakers, joined", "two speakers, elided"}
    assert tried >= {*INNOCENT} - {"curly marks"}


def test_a_seed_gives_the_same_report(report):
    assert altered_quotes([HARBOUR, ORCHARD, PARK], seed=1) == report
    assert altered_quotes([HARBOUR, ORCHARD, PARK], seed=2) != report


def credulous(_article, _spoken):
    return lambda _said: Found(accepted=True, places=((0, 1),))


def test_a_matcher_that_accepts_everything_is_found_out():
    report = altered_quotes([HARBOUR, PARK], matcher=credulous, name="credulous")
    altered = [row for row in report.rows if not row.innocent]
    assert report.false_accepts == sum(row.tried for row in altered) > 20
    assert report.false_rejects > 20
    assert "credulous: " in report.table()


def literal(article, _spoken):
    def find(said):
        start = article.text.find(said)
        return Found(accepted=start >= 0, places=((start, start + len(said)),))

    return find


def test_a_literal_search_is_strict_and_blind_to_typography():
    report = altered_quotes([HARBOUR, ORCHARD], matcher=literal, name="literal")
    by_kind = {row.kind: row for row in report.rows if row.language == "en"}
    assert by_kind["as it stands"].at_right_span == by_kind["as it stands"].tried
    assert by_kind["other spaces"].accepted == 0
    assert by_kind["word cut"].accepted == by_kind["word cut"].tried


def test_the_table_has_a_line_for_each_kind(report):
    lines = report.table().splitlines()
    assert len(lines) == 2 + len({row.kind for row in report.rows})
    assert lines[-1] == "summarizer: 0 false accepts, 0 false rejects"


PIECE = Piece(HARBOUR.text, HARBOUR.text.index("reopen"), len(HARBOUR.text), "en", ("Lindenhof",))


@pytest.mark.parametrize("kind", sorted(ALTERATIONS))
def test_an_alteration_changes_the_words(kind):
    said = ALTERATIONS[kind](PIECE, Random(0))
    assert re.findall(r"\w+", said) != re.findall(r"\w+", PIECE.text)


@pytest.mark.parametrize("mutation", [*ALTERATIONS.values(), *INNOCENT.values()])
@pytest.mark.parametrize("text", ["", " ", "!", "字"])
def test_nothing_to_change_is_no_error(mutation, text):
    changed = mutation(Piece(text, 0, len(text), None, ()), Random(0))
    assert changed is None or isinstance(changed, str)


def test_on_published_articles():
    with gzip.open(shared("data", "articles", "en_wikinews.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::10]
    report = altered_quotes([Article(text=row["text"], language=row["lang"]) for row in rows])
    assert (report.false_accepts, report.false_rejects) == (0, 0), report.examples
