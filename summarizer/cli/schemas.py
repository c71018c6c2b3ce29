"""A schema by its name on the command line."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from summarizer.errors import UserError
from summarizer.schema.summary import ArticleSummary

SHIPPED: dict[str, type[BaseModel]] = {"article": ArticleSummary}


def find_schema(name: str) -> type[BaseModel]:
    """`article`, `package.module:Class` or `path/to/file.py:Class`.

    Raises:
        UserError: there is no such schema, or it is no Pydantic model.
    """
    if name in SHIPPED:
        return SHIPPED[name]
    where, colon, member = name.rpartition(":")
    if not colon or not where:
        raise UserError(
            f"There is no schema {name}; give {', '.join(SHIPPED)}, or package.module:Class, or path/to/file.py:Class."
        )
    schema = getattr(_module(where), member, None)
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        raise UserError(f"{where} has no Pydantic model named {member}; check the name after the colon.")
    return schema


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
