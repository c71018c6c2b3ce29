"""Peers are asked where they are installed, and named where they are not."""

import pytest

from summarizer.evaluate import peers
from summarizer.evaluate.altered import AlteredReport
from summarizer.schema.article import Article

ARTICLE = Article(
    text="“We will not sell the park,” said Ada Finch on Monday, and 12 gardeners cheered. The council meets in May.",
    language="en",
)


@pytest.mark.parametrize("name", sorted(peers.PEERS))
def test_a_peer_finds_what_stands_there(name):
    if lacking := peers.missing(name):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    find = peers.PEERS[name][1](ARTICLE, ())
    found = find("We will not sell the park")
    assert found.accepted
    assert ARTICLE.text[slice(*found.places[0])] == "We will not sell the park"
    assert not find("Purple elephants danced").accepted


def test_what_is_not_installed_is_said(monkeypatch):
    monkeypatch.setattr(peers, "find_spec", lambda _: None)
    own, *others = peers.compare([ARTICLE])
    assert isinstance(own, AlteredReport)
    assert others == [
        "langextract: not measured; not installed: langextract.",
        "instructor CitationMixin: not measured; not installed: instructor, regex.",
    ]
