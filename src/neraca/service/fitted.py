"""Keeps fitted models beside a store, so that only the first question after a change waits for them.

A convenience, and no truth: it can be deleted at any time, and a model is fitted again when its events, its parameters
or the program change, or when its file is damaged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from neraca.codec.json import decode, encode
from neraca.errors import NeracaError
from neraca.forecast.table import EventTable
from neraca.forecast.window_model import WindowModel
from neraca.forecast.windows import fit_windows
from neraca.service.keeping import name_conclusions

T = TypeVar("T")

FOLDER = "models"
_MOST_KEPT = 60
_DIGEST = 32


def fitted_windows(
    store_folder: Path,
    table: EventTable,
    *,
    until: date,
    horizon_days: int,
    dyads: tuple[tuple[str, str], ...] | None = None,
) -> WindowModel:
    """The model that `fit_windows` fits, kept from an earlier time or fitted now and kept.

    Args:
        store_folder: Where the store lies.
        table: Events; what came after `until` makes no other model.
        until: Last day that is learned from.
        horizon_days: Length of the windows.
        dyads: As `fit_windows` takes them.
    """
    known = table.known_by(until)
    name = name_conclusions(("windows", known.digest, until.isoformat(), str(horizon_days), repr(dyads)))

    def fit() -> WindowModel:
        return fit_windows(known, until=until, horizon_days=horizon_days, dyads=dyads)

    return kept(store_folder, f"windows-{name}", fit=fit, pack=encode, unpack=lambda body: decode(body, WindowModel))


def kept(
    store_folder: Path, name: str, *, fit: Callable[[], T], pack: Callable[[T], bytes], unpack: Callable[[bytes], T]
) -> T:
    """What is kept under a name, or made now and kept; what cannot be read or written is made, and nothing is said."""
    path = store_folder / FOLDER / name
    body = _read(path)
    if body is not None:
        with suppress(NeracaError, ValueError, KeyError):
            return unpack(body)
    made = fit()
    _keep(path, pack(made))
    return made


def forget_fitted(store_folder: Path) -> None:
    """Delete all models that are kept beside a store."""
    with suppress(OSError):
        for path in (store_folder / FOLDER).iterdir():
            path.unlink(missing_ok=True)
        (store_folder / FOLDER).rmdir()


def _read(path: Path) -> bytes | None:
    try:
        packed = path.read_bytes()
    except OSError:
        return None
    digest, body = packed[:_DIGEST], packed[_DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None


def _keep(path: Path, body: bytes) -> None:
    """Write it whole or not at all, and drop the oldest beyond the most that are kept."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(hashlib.sha256(body).digest() + body)
        part.replace(path)
        held = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in held[_MOST_KEPT:]:
            old.unlink(missing_ok=True)
