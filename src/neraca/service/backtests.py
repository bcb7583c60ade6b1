"""Back-tests: run on a history, kept in the store's folder, listed and read again."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np

from neraca.codec.json import decode, encode
from neraca.errors import NeracaError, fail
from neraca.forecast.backtest import SHOWN, Backtest, backtest
from neraca.forecast.backtest_scores import summarise
from neraca.forecast.table import EventTable
from neraca.packs.catalogue import Packs
from neraca.packs.words import read_words
from neraca.publish.backtest import render_backtest
from neraca.records import BACKTEST_VERSION, Account, BacktestResult
from neraca.service.accounts import build_account
from neraca.service.event_sets import ALL, OWN, history_events
from neraca.service.naming import names_for
from neraca.service.output import write_file
from neraca.service.selection import read_party, read_type
from neraca.store import Store

Progress = Callable[[int, int], None]

FOLDER = "backtests"
EVERY_DAYS = 30
WITHIN_DAYS = 30
PARTIES = 8
"""Parties that are asked about where none are named: those of most events before the first origin."""
_LONGEST = 80
_NAME = re.compile(rf"[\w.-]{{1,{_LONGEST}}}")
_SUFFIX = ".json"


def run_backtest(  # noqa: PLR0913 - each is a choice of the person who runs it
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    first: date,
    last: date,
    every: int = EVERY_DAYS,
    within: int = WITHIN_DAYS,
    actors: Iterable[str] = (),
    types: Iterable[str] = (),
    history: str = OWN,
    name: str = "",
    made_on: date,
    progress: Progress | None = None,
) -> BacktestResult:
    """Make forecasts for days of the past, each from what was known then, score them, and keep the scores.

    Of our own events the day of first publication counts; their status is today's. A result of the same name is
    replaced.

    Args:
        store: Has imported histories; its folder keeps the result.
        account: The store's account as of no day, where the caller has it.
        packs: Names of actors and types.
        first: First origin, as of whose end forecasts are made.
        last: Windows end by this day.
        every: Days between origins; windows longer than that overlap.
        within: Length of the windows in days.
        actors: Parties, by id or name; each is asked about towards each other. None: those with most events before
            the first origin.
        types: PLOVER types that are scored; all where there are none.
        history: `own`, the name of an imported set, or `all`.
        name: What the result is called; "" for a name made of history, days and steps.
        made_on: The day of the run.
        progress: Told how many origins are done, of how many.

    Raises:
        NeracaError: N103, when the last day lies before the first; N107, when there is no such actor, type or history;
            N161, for a name that cannot be a file's; N162, when nothing can be forecast and scored; N505, when the
            result cannot be kept.
    """
    if last < first:
        raise fail("N103", value=f"--to {last} before --from {first}")
    called = name.strip() or _own_name(history, f"{first}-{last}-{every}-{within}")
    _check(called)
    kinds = tuple(dict.fromkeys(read_type(packs, one, option="--type") for one in types))
    parties = tuple(dict.fromkeys(read_party(packs, one, option="--actor") for one in actors))
    held = build_account(store) if account is None and history in (OWN, ALL) else account
    table = history_events(store, held, packs, name=history).table
    asked = parties or busiest(table.known_by(first))
    try:
        test = backtest(
            table,
            since=first,
            until=last,
            every_days=every,
            horizon_days=within,
            dyads=tuple(permutations(asked, 2)),
            types=kinds or None,
            progress=progress,
        )
    except ValueError as error:
        raise _nothing(table, history, within) from error
    if not len(test.origin):
        raise _nothing(table, history, within)
    result = _result(test, table, name=called, history=history, made_on=made_on)
    _keep(store.path.parent, result)
    return result


def busiest(table: EventTable, most: int = PARTIES) -> tuple[str, ...]:
    """The parties with most events, those of equal numbers by name."""
    if not len(table):
        return ()
    counts = np.bincount(np.concatenate((table.source, table.target)), minlength=len(table.actors))
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda place: (-int(counts[place]), table.actors[place]))
    return tuple(table.actors[place] for place in order[:most])


def list_backtests(store_folder: Path) -> tuple[BacktestResult, ...]:
    """All that are kept in a store's folder, the newest first; what cannot be read is left out."""
    found = []
    for path in _files(store_folder):
        with suppress(NeracaError):
            found.append(_read(path))
    return tuple(sorted(found, key=lambda one: (-one.made_on.toordinal(), one.name)))


def read_backtest(store_folder: Path, name: str) -> BacktestResult:
    """The one of this name.

    Raises:
        NeracaError: N107, when there is none; N163, when it cannot be read.
    """
    names = [path.stem for path in _files(store_folder)]
    if name not in names:
        near = difflib.get_close_matches(name, names, n=5) or names
        raise fail("N107", value=name or "''", option="--kept", known=", ".join(near) or "none")
    return _read(store_folder / FOLDER / f"{name}{_SUFFIX}")


def kept_row(result: BacktestResult) -> dict[str, Any]:
    """What a list tells of a back-test; days in ISO form."""
    return {
        "name": result.name,
        "history": result.history,
        "first": result.first.isoformat(),
        "last": result.last.isoformat(),
        "every_days": result.every_days,
        "within_days": result.within_days,
        "origins": result.origins,
        "made_on": result.made_on.isoformat(),
    }


def write_backtest(path: Path, result: BacktestResult, packs: Packs, *, language: str) -> None:
    """Write a back-test as a page of its own.

    Raises:
        NeracaError: N107, when the program does not speak the language; N601, when the system refuses.
    """
    page = render_backtest(result, words=read_words(language), names=names_for(packs, language))
    write_file(path, page.encode("utf-8"))


def _result(test: Backtest, table: EventTable, *, name: str, history: str, made_on: date) -> BacktestResult:
    found = summarise(test)
    return BacktestResult(
        name=name,
        history=history,
        first=date.fromordinal(int(test.origin.min())),
        last=date.fromordinal(int(test.origin.max())),
        every_days=test.every_days,
        within_days=test.horizon_days,
        origins=len(np.unique(test.origin)),
        actors=tuple(dict.fromkeys(side for dyad in test.dyads for side in dyad)),
        types=test.types,
        model=test.model.name,
        shown=SHOWN,
        model_digest=test.model.digest,
        input_digest=table.digest,
        made_on=made_on,
        scores=found.scores,
        bins=found.bins,
    )


def _nothing(table: EventTable, history: str, within: int) -> NeracaError:
    """Why no forecast can be scored; with the days that the history tells of."""
    first, last = (table.day_of(0), table.day_of(len(table) - 1)) if len(table) else ("–", "–")
    return fail("N162", history=history, first=first, last=last, n=within)


def _own_name(history: str, choices: str) -> str:
    """A name for a run that has none: a set may be called what a file may not."""
    plain = re.sub(r"[^\w.-]+", "-", history).strip(".-") or "set"
    return f"{plain[: _LONGEST - len(choices) - 1]}-{choices}"


def _check(name: str) -> None:
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise fail("N161", name=name)


def _files(store_folder: Path) -> list[Path]:
    try:
        return sorted(path for path in (store_folder / FOLDER).iterdir() if _is_kept(path))
    except OSError:
        return []


def _is_kept(path: Path) -> bool:
    return path.suffix == _SUFFIX and not path.name.startswith(".")


def _read(path: Path) -> BacktestResult:
    try:
        result = decode(path.read_bytes(), BacktestResult)
    except (OSError, NeracaError) as error:
        raise fail("N163", name=path.stem) from error
    if result.version != BACKTEST_VERSION:
        raise fail("N163", name=path.stem)
    return result


def _keep(store_folder: Path, result: BacktestResult) -> None:
    """Write it whole or not at all."""
    folder = store_folder / FOLDER
    part = folder / f".{result.name}.part"
    try:
        folder.mkdir(exist_ok=True)
        part.write_bytes(encode(result))
        part.replace(folder / f"{result.name}{_SUFFIX}")
    except OSError as error:
        raise fail("N505", path=folder, detail=error.strerror or str(error)) from error
