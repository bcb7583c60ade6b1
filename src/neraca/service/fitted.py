"""Keeps fitted models beside a store, so that only the first question after a change waits for them.

A convenience, and no truth: it can be deleted at any time, and a model is fitted again when its events, its parameters
or the program change, or when its file is damaged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from neraca.codec.json import decode, encode
from neraca.errors import NeracaError
from neraca.forecast.additive import Additive
from neraca.forecast.boosted import Boosted
from neraca.forecast.classes import Classes
from neraca.forecast.company import Company
from neraca.forecast.confidences import Rules
from neraca.forecast.learned import Learned, Shares
from neraca.forecast.ranker import Ranker, fit_ranker
from neraca.forecast.table import EventTable
from neraca.forecast.trees import open_lightgbm
from neraca.forecast.window_model import WindowModel
from neraca.forecast.windows import fit_windows
from neraca.service.keeping import name_conclusions
from neraca.service.packing import pack_record, unpack_record

T = TypeVar("T")

FOLDER = "models"
_MOST_KEPT = 60
_DIGEST = 32


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Kept:
    """A ranker as it is kept; one of trees has these as their own text beside it."""

    ranker: Ranker
    trees: str


_RANKER_PARTS = (_Kept, Ranker, Learned, Rules, Company, Shares, Classes, Additive)


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


def fitted_ranker(store_folder: Path, table: EventTable, *, until: date, boosted: bool = False) -> Ranker:
    """The ranker that `fit_ranker` fits, kept from an earlier time or fitted now and kept.

    Args:
        store_folder: Where the store lies.
        table: Events; what came after `until` makes no other model.
        until: Last day that is learned from.
        boosted: As `fit_ranker` takes it.

    Raises:
        NeracaError: As `fit_ranker`.
    """
    known = table.known_by(until)
    name = name_conclusions(("ranker", known.digest, until.isoformat(), str(boosted)))

    def fit() -> Ranker:
        return fit_ranker(known, until=until, boosted=boosted)

    return kept(store_folder, f"ranker-{name}", fit=fit, pack=_pack_ranker, unpack=_unpack_ranker)


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


def _pack_ranker(ranker: Ranker) -> bytes:
    model = ranker.model
    if not isinstance(model, Boosted):
        return pack_record(_Kept(ranker=ranker, trees=""))
    rest: Any = None
    return pack_record(_Kept(ranker=replace(ranker, model=rest), trees=model.text))


def _unpack_ranker(body: bytes) -> Ranker:
    kept = unpack_record(body, _RANKER_PARTS)
    if not isinstance(kept, _Kept):
        raise ValueError("no ranker")
    if not kept.trees:
        return kept.ranker
    return replace(kept.ranker, model=Boosted(open_lightgbm().Booster(model_str=kept.trees)))


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
