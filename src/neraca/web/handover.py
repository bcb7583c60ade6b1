"""How a snapshot comes from the process that built it to the one that shows it."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from neraca.service.snapshot import Build, Snapshot


def build_packed(build: Build, folder: Path, as_of: date | None) -> bytes:
    """Build in this process, and pack what came of it."""
    with _no_collection():
        return pickle.dumps(build(folder, as_of), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """What `build_packed` built: unpacked without the collector's walks, and left out of those that come.

    A snapshot has millions of objects and no cycles. To look for some in it would stop every page for seconds, and
    unpacking with the collector on takes some three times as long.
    """
    with _no_collection():
        built = pickle.loads(packed)  # noqa: S301 - from our own builder, through a pipe of ours
        if isinstance(built, Snapshot):
            _remember_ids(built)
    gc.freeze()
    return built


def _remember_ids(snapshot: Snapshot) -> None:
    """Give records back the ids they had, which a hand-over does not carry; the index knows them."""
    index = snapshot.index
    for known in (index.documents, index.claims, index.events, index.entries):
        for own_id, record in known.items():
            record.remember(own_id)


@contextmanager
def _no_collection() -> Generator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
