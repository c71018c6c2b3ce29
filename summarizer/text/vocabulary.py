"""Vocabulary: the codes and labels that a newsroom files under, and what a model says looked up in them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer.errors import UserError
from summarizer.text.letters import caseless

__all__ = ["Entry", "Vocabulary", "load_vocabulary", "media_topics"]

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Not the marks of other scripts: Japanese ga and ka are two letters."""
_DELIMITERS = ",;\t"
_SHAPES = "an object of code and label, or a list of objects with code and label"


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject of a vocabulary."""

    code: str
    """As the vocabulary writes it: `medtop:15000000`; the label itself, where there are no codes."""
    label: str
    names: tuple[str, ...] = ()
    """Other ways to write the label: former names, other languages."""


@dataclass(frozen=True)
class Vocabulary:
    """Entries in the order they were given; no code stands twice."""

    entries: tuple[Entry, ...]

    def find(self, said: str) -> Entry | None:
        """Look up what was said, letter by letter but for case, accents and white space.

        Args:
            said: A code, with or without its prefix; or a label or another name of an entry.

        Returns:
            The entry; None where there is none, or where a name belongs to several entries.
        """
        folded = _folded(said)
        return self._by_code.get(folded) or self._by_name.get(folded)

    @cached_property
    def _by_code(self) -> Mapping[str, Entry]:
        codes = {_folded(entry.code): entry for entry in self.entries}
        bare = _unshared((entry.code.rpartition(":")[2], entry) for entry in self.entries)
        return {**bare, **codes}

    @cached_property
    def _by_name(self) -> Mapping[str, Entry]:
        labels = _unshared((entry.label, entry) for entry in self.entries)
        names = _unshared((name, entry) for entry in self.entries for name in (entry.label, *entry.names))
        return {**names, **labels}


@cache
def media_topics() -> Vocabulary:
    """The 17 top-level IPTC Media Topics, named in English, and found by German, French and Spanish names as well."""
    source = files("summarizer.text").joinpath("data", "media_topics.json")
    data: dict[str, dict[str, list[str]]] = json.loads(source.read_text(encoding="utf-8"))
    return Vocabulary(tuple(_topic(code, [*names["en"], *_others(names)]) for code, names in data.items()))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a user's vocabulary.

    Args:
        path: JSON (an object code → label, or a list of objects with `code` and `label`), CSV (columns `code` and
            `label`), else text (a line for each entry: its label, or code, tab and label); in UTF-8.

    Raises:
        UserError: the file cannot be read, holds no entry, or is not of that form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"Cannot read the vocabulary {path}: {error.strerror or error}; check the path.") from error
    except UnicodeDecodeError:
        raise UserError(f"The vocabulary {path} is not in UTF-8; save it again as UTF-8.") from None
    read = {".json": _json_pairs, ".csv": _csv_pairs}.get(path.suffix.lower(), _line_pairs)
    return Vocabulary(tuple(_entries(read(text, path), path)))


def _topic(code: str, names: Sequence[str]) -> Entry:
    return Entry(code, names[0], tuple(names[1:]))


def _others(names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (name for language, written in names.items() if language != "en" for name in written)


def _entries(pairs: Iterable[tuple[str, str]], path: Path) -> Iterator[Entry]:
    codes: set[str] = set()
    for written_code, written_label in pairs:
        code, label = (" ".join(written.split()) for written in (written_code, written_label))
        if not code or not label:
            raise UserError(
                f"The vocabulary {path} has an entry without code or label ({code or label!r}); complete it."
            )
        if _folded(code) in codes:
            raise UserError(f"The vocabulary {path} has {code!r} twice; leave one out.")
        codes.add(_folded(code))
        yield Entry(code, label)
    if not codes:
        raise UserError(f"The vocabulary {path} is empty; give one label a line.")


def _line_pairs(text: str, _: Path) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip():
            code, tab, label = line.partition("\t")
            yield code, label if tab else code


def _csv_pairs(text: str, path: Path) -> Iterator[tuple[str, str]]:
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise UserError(f"The vocabulary {path} is not CSV ({error}); correct it.") from None
    columns = {(name or "").strip().lower(): name for name in (rows[0] if rows else ())}
    if rows and not {"code", "label"} <= columns.keys():
        raise UserError(f"The vocabulary {path} needs the columns code and label in its first line.")
    for row in rows:
        yield row[columns["code"]] or "", row[columns["label"]] or ""


def _json_pairs(text: str, path: Path) -> Iterator[tuple[str, str]]:
    try:
        data: Any = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        raise UserError(f"The vocabulary {path} is not JSON; give {_SHAPES}.") from None
    rows = [*data] if isinstance(data, _Pairs) else [_pair(row) for row in data] if type(data) is list else [None]
    for row in rows:
        if row is None or not all(isinstance(part, str) for part in row):
            raise UserError(f"The vocabulary {path} is not of the expected form; give {_SHAPES}.")
        yield row


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it is written: a code that stands twice is seen."""


def _pair(row: object) -> tuple[Any, Any] | None:
    if not isinstance(row, _Pairs):
        return None
    values = dict(row)
    return (values["code"], values["label"]) if {"code", "label"} <= values.keys() else None


def _unshared(named: Iterable[tuple[str, Entry]]) -> dict[str, Entry]:
    """Each name with its entry; a name that several have leads nowhere."""
    found: dict[str, Entry] = {}
    shared: set[str] = set()
    for name, entry in named:
        folded = _folded(name)
        if found.setdefault(folded, entry) is not entry:
            shared.add(folded)
    return {folded: entry for folded, entry in found.items() if folded not in shared}


def _folded(name: str) -> str:
    """Lower case without accents, white space as one space."""
    return " ".join(_ACCENTS.sub("", unicodedata.normalize("NFD", caseless(name))).split())
