"""Reading of data files: strict, with the file's name in every error."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from neraca.errors import fail

T = TypeVar("T")


def data_folder() -> Traversable:
    """The folder `neraca/data` of the installed package."""
    return files("neraca").joinpath("data")


def read_toml(file: Traversable, kind: type[T]) -> T:
    """Read a TOML file into a type; unknown keys, missing keys and wrong types are errors.

    Args:
        file: The file.
        kind: A `msgspec.Struct` with `forbid_unknown_fields=True`, or a frozen dataclass.

    Raises:
        NeracaError: N201, with the file's name and what is wrong.
    """
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind, strict=True)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise fail("N201", where=file.name, detail=str(error)) from error


def folder_files(folder: Traversable, suffix: str) -> tuple[Traversable, ...]:
    """The folder's files with this suffix, sorted by name; none when there is no such folder."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((f for f in folder.iterdir() if f.name.endswith(suffix)), key=lambda f: f.name))
