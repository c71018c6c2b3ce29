import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UserError
from summarizer.store.exchange import Exchange, Request
from summarizer.store.recordings import Recordings, file_name


def request(number=0, article="a.txt", model="m-1"):
    return Request(
        "example.org/v1", {"model": model, "messages": [{"role": "user", "content": f"“{number}”"}]}, article
    )


def exchange(number=0, **more):
    return Exchange(request(number, **more), {"choices": [], "said": f"„{number}“"}, seconds=1.23456)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_one_file_for_each_exchange_numbered_for_each_article(tmp_path):
    recordings = Recordings(tmp_path / "new")
    for number, article in enumerate(["a.txt", "b.txt", "a.txt"]):
        recordings.put(exchange(number, article=article))
    assert names(tmp_path / "new") == ["a.txt.1.json", "a.txt.2.json", "b.txt.1.json"]


def test_a_file_a_person_can_read(tmp_path):
    Recordings(tmp_path).put(exchange())
    text = (tmp_path / "a.txt.1.json").read_text(encoding="utf-8")
    assert "„0“" in text
    assert text.startswith('{\n "article": "a.txt",\n')
    assert json.loads(text) == {
        "article": "a.txt",
        "provider": "example.org/v1",
        "request": request().body,
        "completion": exchange().completion,
        "seconds": 1.235,
    }


def test_played_from_another_process(tmp_path):
    Recordings(tmp_path).put(exchange())
    again = Recordings(tmp_path)
    assert again.get(request()) == exchange().completion
    assert again.get(request(article="another name")) == exchange().completion
    assert again.get(request(1)) is None


def test_which_were_not_played(tmp_path):
    recordings = Recordings(tmp_path)
    for number in range(3):
        recordings.put(exchange(number))
    assert recordings.unplayed() == []
    again = Recordings(tmp_path)
    again.get(request(1))
    again.get(request(9))
    assert [path.name for path in again.unplayed()] == ["a.txt.1.json", "a.txt.3.json"]


def test_an_equal_request_is_recorded_over(tmp_path):
    Recordings(tmp_path).put(exchange())
    again = Recordings(tmp_path)
    again.put(Exchange(request(), {"choices": ["new"]}))
    assert names(tmp_path) == ["a.txt.1.json"]
    assert again.get(request()) == {"choices": ["new"]}


def test_an_absent_folder_holds_nothing_and_is_not_made(tmp_path):
    recordings = Recordings(tmp_path / "absent")
    assert recordings.get(request()) is None
    assert recordings.unplayed() == []
    assert not (tmp_path / "absent").exists()


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"article": "a"}', "\xff"])
def test_a_file_that_is_no_recording_is_named(tmp_path, content):
    (tmp_path / "x.json").write_text(content, encoding="latin-1")
    with pytest.raises(UserError, match=r"x\.json"):
        Recordings(tmp_path).get(request())


def test_a_folder_that_cannot_be_written_to(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="Cannot record"):
        Recordings(tmp_path / "file" / "folder").put(exchange())


def test_half_a_surrogate_pair_can_be_recorded(tmp_path):
    odd = Exchange(request(article="\ud83d"), {"said": "\udc00 “x”"})
    Recordings(tmp_path).put(odd)
    assert Recordings(tmp_path).get(odd.request) == odd.completion


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("2024/03/rain in Bodø.html", "2024-03-rain-in-Bodø.html"),
        ("../../etc/passwd", "etc-passwd"),
        ("雨.txt", "雨.txt"),
        ("", "article"),
        ("???", "article"),
        (".hidden", "hidden"),
    ],
)
def test_file_names(article, name):
    assert file_name(article) == name


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_article_name_makes_a_file_name(article):
    name = file_name(article)
    assert name
    assert len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert not name.startswith(".")


def test_an_answer_is_found_among_its_articles_own_files_without_reading_the_others(tmp_path):
    recordings = Recordings(tmp_path)
    for number, article in enumerate(["a.txt", "b.txt", "a.txt"]):
        recordings.put(exchange(number, article=article))
    (tmp_path / "b.txt.1.json").write_text("{")
    again = Recordings(tmp_path)
    assert again.get(request(2)) == exchange(2).completion
    with pytest.raises(UserError, match=r"b\.txt\.1\.json"):
        again.get(request(9))


def test_an_equal_request_of_another_article_is_recorded_over_too(tmp_path):
    Recordings(tmp_path).put(exchange())
    Recordings(tmp_path).put(exchange(article="b.txt"))
    assert names(tmp_path) == ["a.txt.1.json"]


def test_every_request_in_order_of_the_files_names(tmp_path):
    recordings = Recordings(tmp_path)
    for number, article in enumerate(["b.txt", "a.txt", "b.txt"]):
        recordings.put(exchange(number, article=article))
    for opened in (recordings, Recordings(tmp_path)):
        found = list(opened.requests())
        assert [one.article for one in found] == ["a.txt", "b.txt", "b.txt"]
        assert [one.key for one in found] == [request(1).key, request(0).key, request(2).key]
        assert opened.get(request(0)) == exchange(0).completion


def test_files_named_by_a_person_are_found(tmp_path):
    Recordings(tmp_path).put(exchange())
    (tmp_path / "a.txt.1.json").rename(tmp_path / "by hand.json")
    again = Recordings(tmp_path)
    assert again.get(request()) == exchange().completion
    assert again.unplayed() == []
