"""Things that a page needs and that take a while: made once for a snapshot, beside the request that asked first."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from neraca.service.snapshot import Snapshot

Thing = TypeVar("Thing")
_MOST_KEPT, _MOST_WAITING = 24, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What was made or is being made; it does not keep the snapshot that it was made from."""

    snapshot: weakref.ref[Snapshot]
    made: Future[Any]


class Workbench:
    """Makes things in two threads of its own, so that a slow one holds up no quick one, and keeps the last ones.

    What was made from a snapshot that has been replaced is made again.
    """

    def __init__(self) -> None:
        """An empty one; its threads begin with the first piece of work."""
        self._lock = threading.Lock()
        self._pieces: OrderedDict[Hashable, _Piece] = OrderedDict()
        self._worker = ThreadPoolExecutor(max_workers=2, thread_name_prefix="neraca-workbench")

    def get(self, snapshot: Snapshot, key: Hashable, make: Callable[[], Thing], *, wait_s: float) -> Thing | None:
        """What `make` returns, made anew only where it is not kept; None while it is not ready.

        Args:
            snapshot: What it is made from.
            key: What it is, among all that is made from snapshots.
            make: Makes it.
            wait_s: How long to wait for it; it is made to the end in any case.

        Raises:
            Exception: What `make` raised.
        """
        piece = self._piece(snapshot, key, make)
        if piece is None or wait((piece.made,), timeout=wait_s).not_done:
            return None
        found: Thing = piece.made.result()
        return found

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _piece(self, snapshot: Snapshot, key: Hashable, make: Callable[[], Any]) -> _Piece | None:
        """The piece of work, begun if need be; None where too many wait already."""
        key = (snapshot.as_of, key)
        with self._lock:
            piece = self._pieces.get(key)
            if piece is None or piece.snapshot() is not snapshot or (piece.made.done() and piece.made.exception()):
                if sum(not one.made.done() for one in self._pieces.values()) >= _MOST_WAITING:
                    return None
                piece = _Piece(snapshot=weakref.ref(snapshot), made=self._worker.submit(make))
                self._pieces[key] = piece
            self._pieces.move_to_end(key)
            while len(self._pieces) > _MOST_KEPT:
                self._pieces.popitem(last=False)
            return piece
