"""A schema by its name on the command line."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.schema.ready import READY

_IN_A_FILE = re.compile(r".+\.py:\w+")
_LINE_MARKS = re.compile(r'[\s,?"]')
_WAYS = (
    "package.module:Class, path/to/file.py:Class, a JSON Schema file.json, or fields in a line, such as "
    "'winner, score int, reaction verbatim list'"
)


def find_schema(name: str) -> type[BaseModel]:
    """`article`, `package.module:Class`, `path/to/file.py:Class`, `path/to/file.json`, or a line of fields.

    A JSON file holds a JSON Schema (see `summarizer.schema.json_schema.model_of`), and the model is called as the file
    is, in CamelCase; a line of fields (see `summarizer.schema.one_line.model_of_line`) makes a model called Answer.

    Raises:
        UserError: there is no such schema, it is no Pydantic model, or what it says is not understood, and where.
    """
    if name in READY:
        return READY[name]
    if name.endswith(".json"):
        return _of_json(Path(name))
    if _LINE_MARKS.search(name) and not _IN_A_FILE.fullmatch(name):
        from summarizer.schema.one_line import model_of_line

        return model_of_line(name)
    where, colon, member = name.rpartition(":")
    if not colon or not where:
        raise UserError(f"There is no schema {name!r}; give {', '.join(READY)}, {_WAYS}.")
    schema = getattr(_module(where), member, None)
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        raise UserError(f"{where} has no Pydantic model named {member}; check the name after the colon.")
    return schema


def _of_json(path: Path) -> type[BaseModel]:
    from summarizer.schema.json_schema import camel_case, model_of

    try:
        schema = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(f"The schema {path} cannot be read: {error.strerror}; check its path.") from error
    except json.JSONDecodeError as error:
        raise UserError(
            f"{path} is no JSON at line {error.lineno}, column {error.colno}: {error.msg}; correct it there."
        ) from error
    except ValueError as error:
        raise UserError(f"{path} is not in UTF-8; save it so.") from error
    try:
        return model_of(schema, camel_case(path.name.removesuffix(".json").removesuffix(".schema")) or "Answer")
    except UserError as error:
        raise UserError(f"{path}: {error}") from error


def _module(where: str) -> ModuleType:
    try:
        if not where.endswith(".py"):
            sys.path.insert(0, str(Path.cwd()))
            return importlib.import_module(where)
        return _module_of_file(Path(where))
    except (Exception, SystemExit) as error:
        raise UserError(f"The schema's module {where} cannot be loaded: {type(error).__name__}: {error}.") from error


def _module_of_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_schema_of_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
