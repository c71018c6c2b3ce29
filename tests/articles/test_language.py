import subprocess
import sys

import pytest

from summarizer.articles import detect_language, with_language
from summarizer.articles.codes import language_code
from summarizer.schema.article import Article

ENGLISH = "The council of the small harbour town voted on Monday evening to keep the old bridge open for another year."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (
            "Der Rat der kleinen Hafenstadt beschloss am Montagabend, die alte Brücke noch ein Jahr offen zu halten.",
            "de",
        ),
        ("Le conseil de la petite ville a voté lundi soir pour garder le vieux pont ouvert un an de plus.", "fr"),
        ("El consejo de la pequeña ciudad votó el lunes por mantener abierto el viejo puente un año más.", "es"),
        ("Совет маленького портового города решил в понедельник оставить старый мост открытым ещё на год.", "ru"),
        ("港町の議会は月曜日の夜、古い橋をもう一年使い続けることを決めた。住民は喜んでいる。", "ja"),
        ("小镇议会星期一晚上投票决定，旧桥将继续开放一年，居民们对此表示欢迎。", "zh"),
        ("صوت مجلس البلدة الصغيرة مساء الاثنين على إبقاء الجسر القديم مفتوحا لعام آخر.", "ar"),
        (ENGLISH.upper(), "en"),
        ("\n" * 3_000 + ENGLISH, "en"),
        ("", None),
        ("Yes.", None),
        ("12 345 678 901 234 567 890 123 456 789 %", None),
        ("— … “” 🙂" * 20, None),
    ],
)
def test_languages_are_told_or_left_open(text, language):
    assert detect_language(text) == language


def test_what_the_source_says_stays():
    assert with_language(Article(text=ENGLISH, language="fr")).language == "fr"
    found = with_language(Article(text=ENGLISH, title="Bridge"))
    assert (found.language, found.title, found.text) == ("en", "Bridge", ENGLISH)
    assert with_language(Article(text="Yes.")).language is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("EN-us", "en"), ("en_GB", "en"), (" eng ", "en"), ("ger", "de"), ("zho", "zh"),
        ("zh-Hans", "zh"),
        ("pcm", "pcm"), ("und", None), ("zxx", None), ("", None), ("English", None), ("e", None), ("en-", None),
        ("en us", None), ("es-419", "es"), ("en\n", "en"), ("ｅｎ", None),
    ],
)  # fmt: skip
def test_language_codes(tag, code):
    assert language_code(tag) == code


def test_the_import_loads_nothing_heavy():
    code = (
        "import sys, summarizer.articles;"
        "print(*{'trafilatura', 'lxml', 'py3langid', 'numpy', 'charset_normalizer'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
