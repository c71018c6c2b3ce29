"""Where quotes are in the results of any tool."""

import json

import pytest

from summarizer.errors import UserError
from summarizer.verification.quotes import Located, find_quotes, load_document

SHAPES = [
    (["a", "b"], [("$[0]", "a"), ("$[1]", "b")]),
    (
        [{"quote": "a", "text": "no"}, {"text": "b"}, {"content": "c"}],
        [("$[0].quote", "a"), ("$[1].text", "b"), ("$[2].content", "c")],
    ),
    ({"quotes": ["a"], "text": "the whole article"}, [("$.quotes[0]", "a")]),
    ({"quotations": [{"words": "a"}]}, [("$.quotations[0].words", "a")]),
    (
        [
            {
                "text": "the article",
                "document_id": "1",
                "extractions": [{"extraction_class": "q", "extraction_text": "a"}],
            }
        ],
        [("$[0].extractions[0].extraction_text", "a")],
    ),
    (
        [
            {
                "article": {"text": "no"},
                "summary": {"quotes": [{"words": {"start": 0, "end": 1, "text": "a"}, "speaker": "S"}]},
            }
        ],
        [("$[0].summary.quotes[0].words.text", "a", (0, 1))],
    ),
    ([{"text": "a", "start": 3, "end": 4}], [("$[0].text", "a", (3, 4))]),
    ([{"text": "a", "start": True, "end": "4"}], [("$[0].text", "a")]),
    ("a", [("$", "a")]),
    ([], []),
    ({}, []),
    ({"quotes": []}, []),
    ([{"summary": None}], []),
    (
        [{"summary": {"quotes": []}}, {"extractions": [{"extraction_text": "a"}]}],
        [("$[1].extractions[0].extraction_text", "a")],
    ),
]


@pytest.mark.parametrize(("document", "expected"), SHAPES)
def test_known_shapes(document, expected):
    assert find_quotes(document) == [Located(*quote) for quote in expected]


@pytest.mark.parametrize("document", [{"answer": "a"}, [1, 2], 7, None, [{"name": "x"}]])
def test_an_unknown_shape_is_said(document):
    with pytest.raises(UserError, match="JSONPath"):
        find_quotes(document)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.items[*].said", [("$.items[0].said", "a"), ("$.items[1].said", "b")]),
        ("$.items[?(@.by == 'B')].said", [("$.items[1].said", "b")]),
        ("items[0].said", [("$.items[0].said", "a")]),
        ("$..said", [("$.items[0].said", "a"), ("$.items[1].said", "b")]),
        ("$.nothing", []),
    ],
)
def test_a_path(path, expected):
    document = {"items": [{"said": "a", "by": "A"}, {"said": "b", "by": "B"}]}
    assert find_quotes(document, path) == [Located(*quote) for quote in expected]


def test_a_path_to_words_finds_their_place():
    document = {"items": [{"said": "a", "start": 3, "end": 4}]}
    assert find_quotes(document, "$.items[*].said") == [Located("$.items[0].said", "a", (3, 4))]


@pytest.mark.parametrize("path", ["$[", "", "$.items", "$.count", "$.items[?("])
def test_a_wrong_path_is_said(path):
    with pytest.raises(UserError):
        find_quotes({"items": ["a"], "count": 1}, path)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ('["a"]', ["a"]),
        ('\ufeff{"quotes": []}', {"quotes": []}),
        ('{"a": 1}\n\n{"b": "\\u2028"}\n', [{"a": 1}, {"b": "\u2028"}]),
        ("We won.\n\n  We lost.  \n", ["We won.", "We lost."]),
        ("", []),
    ],
)
def test_documents(text, document):
    assert load_document(text) == document


@pytest.mark.parametrize("text", ['{"a": 1', '["a",', "[" * 100_000])
def test_broken_json_is_said(text):
    with pytest.raises(UserError, match="JSON"):
        load_document(text)


def test_one_row_of_json_lines_is_one_value():
    assert find_quotes(load_document(json.dumps({"quotes": ["a"]}) + "\n")) == [Located("$.quotes[0]", "a")]
