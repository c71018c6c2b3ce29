"""The data files of cue words."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

import summarizer.text
from summarizer.text.cues import Cues, cues_for

DATA = Path(summarizer.text.__file__).parent / "data"
FILES = sorted(DATA.glob("cues.*.json"))
LANGUAGES = [path.name.split(".")[1] for path in FILES]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "ru"])
def test_the_great_languages_have_cue_words(language):
    cues = cues_for(language)
    assert cues.language == language
    assert cues.verbs
    assert cues.according
    assert cues.pronouns


@pytest.mark.parametrize(("written", "language"), [("en-GB", "en"), ("pt_BR", "pt"), ("DE", "de"), ("fr", "fr")])
def test_a_region_does_not_matter(written, language):
    assert cues_for(written) is cues_for(language)


@pytest.mark.parametrize("language", [None, "", "xx", "../en"])
def test_an_unknown_language_has_empty_cues(language):
    assert cues_for(language) == Cues()


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_a_file_has_only_known_keys_and_lower_case_words(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert set(data) <= {entry.name for entry in fields(Cues)}
    for words in data.values():
        if isinstance(words, list):
            assert words == sorted(set(words)), "sorted, each word once"
            assert all(word == word.lower() == word.strip() for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_strong_and_weak_verbs_are_apart(language):
    cues = cues_for(language)
    assert not cues.verbs & cues.weak
    assert "" not in cues.verbs | cues.weak


def test_cues_cannot_be_changed():
    with pytest.raises(AttributeError):
        cues_for("en").verbs = frozenset()
    with pytest.raises(TypeError):
        cues_for("en").pronouns["x"] = "m"


def test_compounds_are_roles_where_the_language_writes_them_together():
    assert cues_for("de").is_role("umweltministerin")
    assert not cues_for("en").is_role("exspokesman")
