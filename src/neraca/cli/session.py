"""What a command works with: the project's settings, the store, and the language; and how it prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from neraca.cli import cells
from neraca.cli.options import read_day
from neraca.errors import NeracaError
from neraca.packs import problems
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.words import Names, Words, read_words
from neraca.pipeline.judgements import Standing
from neraca.publish.background import Background
from neraca.records import Account, Issue
from neraca.service import build_account
from neraca.service.accounts import read_standing
from neraca.service.background import gather_background
from neraca.service.naming import names_for
from neraca.service.project import Settings, read_settings
from neraca.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One command's surroundings.

    Attributes:
        settings: The project's, with what the command line says above them.
        as_json: Results are printed as JSON.
    """

    settings: Settings
    as_json: bool

    @property
    def words(self) -> Words:
        """The program's words in the chosen language."""
        return read_words(self.settings.language)

    @property
    def packs(self) -> Packs:
        """All packs."""
        return load_packs()

    @property
    def names(self) -> Names:
        """Names for ids in the chosen language."""
        return names_for(self.packs, self.settings.language)

    def open_store(self) -> Store:
        """The store, which must be there."""
        return Store.open(self.settings.store)

    def account(self, as_of: str | None = None, *, with_wrong: bool = False) -> Account:
        """The store's account on a day written as YYYY-MM-DD; see `build_account`."""
        day = read_day(as_of) if as_of is not None else None
        with self.open_store() as store:
            return build_account(store, as_of=day, with_wrong=with_wrong)

    def background(self, account: Account, as_of: str | None = None) -> Background:
        """What is known of an account's documents beside their claims; `as_of` as for the account."""
        with self.open_store() as store:
            own = store.findings(read_day(as_of) if as_of is not None else None)
        return gather_background(account, self.packs, own=own)

    def standing(self) -> Standing:
        """What stands of the judgements in the store."""
        with self.open_store() as store:
            return read_standing(store)

    def say(self, key: str, /, **values: object) -> None:
        """Tell people something; on stderr, so that stdout holds results only. Whole numbers are amounts."""
        tell(self.words.say(key, **grouped(values, self.words)))


def open_session(*, store: Path | None = None, as_json: bool = False, language: str | None = None) -> Session:
    """The session of a command that runs in the current folder.

    Args:
        store: What `--store` or NERACA_STORE said.
        as_json: What `--json` said.
        language: What `--lang` said.
    """
    settings = read_settings(Path())
    if store is not None:
        settings = replace(settings, store=store)
    if language is not None:
        settings = replace(settings, language=language.strip().casefold())
    read_words(settings.language)
    return Session(settings=settings, as_json=as_json)


def grouped(values: Mapping[str, object], words: Words) -> dict[str, object]:
    """The values with whole numbers as the language writes amounts."""
    return {
        name: f"{value:,}".replace(",", words.group) if isinstance(value, int) else value
        for name, value in values.items()
    }


def tell(text: str) -> None:
    """Print a message on stderr, without what in names and texts would steer the terminal."""
    print("\n".join(map(cells.harmless, text.split("\n"))), file=sys.stderr)  # noqa: T201


def tell_problem(problem: Issue | NeracaError, words: Words) -> None:
    """Print what happened, where, why, and the way out, on stderr."""
    place = f" ({cells.plain(problem.where)})" if problem.where else ""
    told = problems.tell_problem(problem, words)
    tell(f"[{problem.code}] {cells.plain(told.message)}{place}")
    tell(f"  {words.say('problem.why')}: {cells.plain(told.why)}")
    tell(f"  {words.say('problem.fix')}: {cells.plain(told.fix)}")


@contextmanager
def printing() -> Generator[Console]:
    """A console for results; what is printed in the block goes to stdout, without blanks at the ends of lines.

    It is 80 columns wide where there is no terminal and COLUMNS says nothing.
    """
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 80
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        yield console
    lines = capture.get().splitlines()
    sys.stdout.write("".join(f"{line if console.is_terminal else line.rstrip()}\n" for line in lines))


def print_json(value: Iterable[Mapping[str, Any]] | Mapping[str, Any]) -> None:
    """Print one object, or one array with an object on each line."""
    if isinstance(value, Mapping):
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    else:
        lines = [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in value]
        text = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
    print(text)  # noqa: T201


def is_terminal() -> bool:
    """Whether stderr is a terminal, on which progress may be drawn."""
    return sys.stderr.isatty()
