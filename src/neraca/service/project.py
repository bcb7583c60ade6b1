"""A project: a folder with `neraca.toml`, and what its keys say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from neraca.errors import fail

PROJECT_FILE = "neraca.toml"
DEFAULT_STORE = "neraca-store"
DEFAULT_LANGUAGE = "id"

_PASSWORD = re.compile(r"(?m)^[ \t]*password[ \t]*=.*$")

_TEMPLATE = f"""\
# A Neraca project. Commands that run in this folder read these keys; an option on the command line comes first.

# Where the records are kept, relative to this file. --store and the variable NERACA_STORE come before it.
store = "{DEFAULT_STORE}"

# Language of help, messages, tables and the dossier: "id" or "en". --lang and the variable NERACA_LANG come before it.
language = "{DEFAULT_LANGUAGE}"

# Title of the dossier; without it, the dossier has a general one.
# title = "Korea Utara dan Rusia"

# Number of processes that `neraca add` works with; without it, the size of the input decides.
# workers = 2

# Whose judgements `neraca review` records; without it, those of the user who is logged in. --person comes before it.
# person = "Rini"

# Hash of the password of `neraca serve`, needed beyond this machine; `neraca serve --set-password` writes it.
# password = "scrypt$..."
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project sets; "" and None leave the choice to the program."""

    store: Path
    language: str = DEFAULT_LANGUAGE
    title: str = ""
    workers: int | None = None
    person: str = ""
    password: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    store: str = DEFAULT_STORE
    language: str = DEFAULT_LANGUAGE
    title: str = ""
    workers: int | None = None
    person: str = ""
    password: str = ""


def read_settings(folder: Path) -> Settings:
    """The settings of the project in a folder; those of no project where it has no `neraca.toml`.

    Raises:
        NeracaError: N106, when the file breaks its format.
    """
    path = folder / PROJECT_FILE
    try:
        content = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File, strict=True)
    except FileNotFoundError:
        return Settings(store=folder / DEFAULT_STORE)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise fail("N106", where=str(path), detail=str(error)) from error
    if content.workers is not None and content.workers < 1:
        raise fail("N106", where=str(path), detail="workers must be 1 or more")
    return Settings(
        store=folder / content.store,
        language=content.language,
        title=content.title,
        workers=content.workers,
        person=content.person.strip(),
        password=content.password.strip(),
    )


def make_project(folder: Path) -> Path:
    """Make a project folder with a `neraca.toml` that explains its keys; returns that file.

    Raises:
        NeracaError: N105, when the folder has one, or is a file; N108, when the system refuses.
    """
    path = folder / PROJECT_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_TEMPLATE)
    except FileExistsError as error:
        raise fail("N105", path=path if path.exists() else folder) from error
    except OSError as error:
        raise fail("N108", path=path, detail=error.strerror or error) from error
    return path


def keep_password(folder: Path, digest: str) -> None:
    """Write a password's hash into the folder's `neraca.toml`, in place of one that is there; all else stays.

    Raises:
        NeracaError: N106, when the file breaks its format; N108, when the system refuses.
    """
    read_settings(folder)
    path = folder / PROJECT_FILE
    line = f'password = "{digest}"'
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else _TEMPLATE
        found = _PASSWORD.search(text)
        text = text[: found.start()] + line + text[found.end() :] if found else f"{text.rstrip()}\n{line}\n"
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise fail("N108", path=path, detail=error.strerror or error) from error
