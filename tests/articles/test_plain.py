import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.plain import read_markdown, read_plain, title_of
from summarizer.errors import ArticleError

PARAGRAPH = (
    "The council of the small town voted late on Monday evening to keep the old bridge open for another year. " * 2
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One line.", "One line."),
        (b"One\r\ntwo\rthree\n", "One\r\ntwo\rthree\n"),
        ("“Ça va”, dit-elle.".encode(), "“Ça va”, dit-elle."),
        (codecs.BOM_UTF8 + b"One.", "One."),
        (codecs.BOM_UTF16_LE + "Één.\r\n".encode("utf-16-le"), "Één.\r\n"),
        (codecs.BOM_UTF16_BE + "Één.".encode("utf-16-be"), "Één."),
        (codecs.BOM_UTF32_LE + "Één 🙂".encode("utf-32-le"), "Één 🙂"),
        (codecs.BOM_UTF32_BE + "Één 🙂".encode("utf-32-be"), "Één 🙂"),
        (b"\n\n  One.  \n", "\n\n  One.  \n"),
    ],
)
def test_text_is_the_decoded_file_unedited(data, text):
    reading = read_plain(data, "a.txt")
    assert reading.article.text == text
    assert reading.notes == ()
    assert reading.article.language is None


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("“We will not go,” the mayor said on Tuesday. “This is our café, and it stays.”", "cp1252", "windows-1252"),
        ("« Nous resterons à la mairie jusqu’à l’été », a déclaré le maire, très ému.", "cp1252", "windows-1252"),
        ("Мэр города заявил во вторник, что старый мост останется открытым ещё год.", "cp1251", "windows-1251"),
        ("Starosta města v úterý oznámil, že starý most zůstane otevřený ještě příští rok.", "cp1250", "windows-1250"),
        ("市長は火曜日、古い橋をもう一年使い続けると発表した。住民は喜んでいる。", "cp932", "cp932"),
    ],
)
def test_other_encodings_are_guessed_and_named(text, codec, name):
    reading = read_plain(text.encode(codec), "a.txt")
    assert reading.article.text == text
    assert reading.notes == (f"decoded as {name}",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no text"),
        (b" \r\n\t\n", "has no text"),
        (codecs.BOM_UTF8, "has no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"text with a NUL \0 in it", "binary"),
        (b"\x01\x02\x03\x04 a \x05\x06", "binary"),
        (codecs.BOM_UTF16_LE + b"a", "damaged"),
        (codecs.BOM_UTF8 + b"caf\xe9", "damaged at byte 6"),
        (codecs.BOM_UTF32_LE + b"\0\xd8\0\0", "damaged"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, words):
    with pytest.raises(ArticleError, match=words) as caught:
        read_plain(data, "folder/a.txt")
    assert "folder/a.txt" in str(caught.value)


@given(st.binary() | st.binary().map(b"caf\xe9 ".__add__) | st.text().map(str.encode))
def test_any_bytes_give_an_article_or_an_article_error(data):
    for read in (read_plain, read_markdown):
        try:
            text = read(data, "a.txt").article.text
        except ArticleError:
            continue
        assert text.strip()
        assert text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(str.strip))
def test_utf_8_text_comes_back_as_it_was(text):
    assert read_plain(text.encode(), "a.txt").article.text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Old bridge stays\n\n{PARAGRAPH}", "Old bridge stays"),
        (f"\n\n  Old bridge stays \r\n\r\n{PARAGRAPH}", "Old bridge stays"),
        (f"Old bridge stays\n{PARAGRAPH}", "Old bridge stays"),
        (f"Will the bridge stay?\n\n{PARAGRAPH}", "Will the bridge stay?"),
        (f"The bridge stays.\n\n{PARAGRAPH}", None),
        (f"“The bridge stays.”\n\n{PARAGRAPH}", None),
        (f"橋は残る。\n\n{PARAGRAPH}", None),
        (f"{PARAGRAPH}\n\n{PARAGRAPH}", None),
        ("The council of the small town\nvoted late on Monday to keep\nthe bridge.", None),
        ("Old bridge stays", None),
        (f"* * *\n\n{PARAGRAPH}", None),
        (f"# Old bridge stays\n\n{PARAGRAPH}", "# Old bridge stays"),
        ("", None),
    ],
)
def test_title_of_plain_text(text, title):
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Old bridge stays\n\n{PARAGRAPH}", "Old bridge stays"),
        ("## Old bridge stays ##\nShort.", "Old bridge stays"),
        (f"#\n\n{PARAGRAPH}", None),
        (f"Old bridge stays\n=====\n\n{PARAGRAPH}", "Old bridge stays"),
        (f"#hashtag\n\n{PARAGRAPH}", "#hashtag"),
    ],
)
def test_title_of_markdown(text, title):
    assert title_of(text, markdown=True) == title


def test_front_matter_is_metadata_not_text():
    front = '---\ntitle: "Bridge stays"\ndate: 2024-05-01\nlang: en-GB\nurl: https://example.org/b\ntags: [a]\n---\n'
    reading = read_markdown(f"{front}\n{PARAGRAPH}".encode(), "a.md")
    article = reading.article
    assert article.text == f"\n{PARAGRAPH}"
    assert (article.title, article.published, article.language) == ("Bridge stays", "2024-05-01", "en")
    assert article.url == "https://example.org/b"
    assert reading.notes == (f"front matter left out: the first {len(front)} characters of the file",)


@pytest.mark.parametrize(
    "text",
    [
        f"---\n\n{PARAGRAPH}\n---\n",
        f"---\ntitle: never closed\n\n{PARAGRAPH}",
        f"Words\n---\ntitle: late\n---\n{PARAGRAPH}",
    ],
)
def test_what_is_no_front_matter_stays(text):
    assert read_markdown(text.encode(), "a.md").article.text == text


def test_front_matter_alone_is_no_article():
    with pytest.raises(ArticleError, match="has no text"):
        read_markdown(b"---\ntitle: Bridge\n---\n", "a.md")


def test_plain_text_keeps_what_looks_like_front_matter():
    text = f"---\ntitle: Bridge\n---\n{PARAGRAPH}"
    assert read_plain(text.encode(), "a.txt").article.text == text
