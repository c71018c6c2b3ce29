"""Results as W3C Web Annotations: JSON-LD of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from pydantic_core import to_json

from summarizer.results.plain import Data, Item, ItemKind, items_of, plain
from summarizer.results.tables import evidence_of, faults_of
from summarizer.schema.outcome import Outcome

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LABEL = "Quotes, claims and topics"
_AROUND = 32
"""Code points of the article on either side that tell one occurrence from another."""
_IN_AN_IRI = "!#$%&'()*+,/:;=?@[]~"
_IN_A_PATH = "!$&'()*+,/;=@~"

Body = dict[str, Any]


def write_annotations(outcomes: Iterable[Outcome[Any]], path: Path) -> None:
    """Write one AnnotationCollection with all annotations on its only page.

    Each quote, each sentence of evidence and each other place of a summary is an annotation; what the model says of it
    is its body: the speaker `identifying`, a claim or a gist `describing`, a topic's label `tagging` and its code
    `classifying`, a failed check `assessing`. Its target is the article (its address, else where it came from, else its
    id) with the place in two ways: the words with what stands around them, and the offsets in code points. Ids are
    names of what they stand for: the same result gives the same ids.
    """
    whole, total = hashlib.sha256(), 0
    with path.open("wb") as file:
        file.write(f'{{"@context": "{_CONTEXT}",\n"type": "AnnotationCollection",\n"label": "{_LABEL}"'.encode())
        for annotation in (one for outcome in map(plain, outcomes) for one in _annotations(outcome)):
            file.write(b",\n" if total else b',\n"first": {"type": "AnnotationPage", "startIndex": 0, "items": [\n')
            file.write(to_json(annotation))
            whole.update(annotation["id"].encode())
            total += 1
        name = whole.hexdigest()
        if total:
            file.write(f'\n], "id": "{_urn(name, "page")}", "partOf": "{_urn(name)}"}}'.encode())
        file.write(f',\n"id": "{_urn(name)}",\n"total": {total}}}\n'.encode())


def _urn(*parts: object) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, to_json(parts).decode()).urn


def _annotations(outcome: Data) -> Iterator[Data]:
    article = outcome["article"]
    if article is None:
        return
    made_by = {"type": "Software", "name": outcome["model"]}
    about = (outcome["id"], article["sha256"], outcome["fingerprint"])
    for item in items_of(outcome["summary"]):
        motivation, bodies, spans = _said(item)
        for path, span in spans:
            yield {
                "@context": _CONTEXT,
                "id": _urn(*about, path),
                "type": "Annotation",
                "motivation": motivation,
                **({"creator": made_by} if made_by["name"] else {}),
                **({"body": bodies} if bodies else {}),
                "target": _target(outcome, article["text"], span),
            }


def _said(item: Item) -> tuple[str, list[Body], list[tuple[str, Data]]]:
    """Why, what is said, and of which places."""
    value = item.value

    def body(words: object, purpose: str) -> list[Body]:
        if not isinstance(words, str) or not words:
            return []
        return [{"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}]

    evidence = [(f"{item.path}.evidence[{number}]", span) for number, span in enumerate(evidence_of(value))]
    if item.kind is ItemKind.QUOTE:
        return "highlighting", body(value.get("speaker"), "identifying"), [(f"{item.path}.words", value["words"])]
    if item.kind is ItemKind.CLAIM:
        faults = [one for fault in faults_of(value) for one in body(fault, "assessing")]
        return "describing", [*body(value["text"], "describing"), *faults], evidence
    if item.kind is ItemKind.TOPIC:
        gist, code = body(value.get("gist"), "describing"), body(value.get("code"), "classifying")
        return "tagging", [*body(value["label"], "tagging"), *gist, *code], evidence
    return "highlighting", body(item.path, "tagging"), [(item.path, value)]


def _target(outcome: Data, text: str, span: Data) -> Data:
    start, end = span["start"], span["end"]
    quoted = {
        "type": "TextQuoteSelector",
        "exact": span["text"],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": _source(outcome), "selector": [quoted, place]}


def _source(outcome: Data) -> str:
    """The article's address; else where it came from, or its id, as a relative reference."""
    url = outcome["article"]["url"]
    if url and _is_address(url):
        return quote(url, safe=_IN_AN_IRI)
    return quote(outcome["source"] or outcome["id"], safe=_IN_A_PATH)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
