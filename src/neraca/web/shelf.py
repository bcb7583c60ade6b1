"""The snapshots that pages are made from: built beside the server, replaced whole, never waited for by a reader twice.

A builder process makes a snapshot whenever the store has changed; the server goes on with the one it has, and takes the
new one when it is complete. So a reader's page never depends on how long an account takes to build.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from neraca.errors import NeracaError, fail
from neraca.service.snapshot import Build, Snapshot, build_snapshot
from neraca.store import Store
from neraca.web.handover import build_packed, unpack

_MOST_DAYS = 4
_MOST_WAITING = 12
_LOOK_S = 1.0
# A builder that was killed is given another chance at the same state; one that is killed each time is not.
_MOST_TRIES = 3
# While articles come in one after the other, a long build is followed by a pause as long as it took, up to this.
_LONGEST_REST_S = 60.0


@dataclass(slots=True)
class _Slot:
    """A day's snapshot, and the build that is under way for it."""

    snapshot: Snapshot | None = None
    built_from: int = -1
    building: Future[Snapshot] | Future[bytes] | None = None
    building_from: int = -1
    is_wanted: bool = True
    tries: int = 0
    is_broken: bool = False
    failure: NeracaError | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    def is_due(self, state: int) -> bool:
        """Whether a state of the store is to be built: not twice, unless its builder was killed."""
        again = self.is_broken and self.tries < _MOST_TRIES
        return self.is_wanted and self.built_from < state and (self.building_from < state or again)


class Shelf:
    """The newest snapshot for each day that somebody asked for, at most four of them beside today's.

    Attributes:
        folder: The store's.
        beside: Whether it builds in a process of its own.
    """

    def __init__(self, folder: Path, *, beside: bool = True, build: Build = build_snapshot) -> None:
        """Take a store's folder.

        Args:
            folder: The store's; a store is made there if there is none.
            beside: Build in a process of its own, so that pages stay quick meanwhile; else in a thread.
            build: Makes a snapshot.
        """
        self.folder = folder
        self._build = build
        self.beside = beside
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.RLock()
        self._slots: OrderedDict[date | None, _Slot] = OrderedDict({None: _Slot()})
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._rest_until = 0.0
        self._begun = 0.0
        self._stop = threading.Event()
        self._look = threading.Event()
        self._watcher: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch the store, and to build."""
        Store.create(self.folder).close()
        if self.beside:
            self._pool = _pool()
        self._watcher = threading.Thread(target=self._watch, name="neraca-shelf", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Stop; nothing that is under way is finished."""
        self._stop.set()
        self._look.set()
        if self._watcher is not None:
            self._watcher.join(timeout=5)
        if self._pool is not None:
            processes = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()

    def changed(self) -> None:
        """Say that the store was written to, so that nobody waits for the next look."""
        self._rest_until = 0.0
        self._look.set()

    def get(self, as_of: date | None = None, *, wait_s: float = 20.0) -> Snapshot | None:
        """The newest complete snapshot of a day; None when there is none yet and waiting was in vain.

        Where many wait already, nobody else does: a server has so many threads, and others want to read meanwhile.

        Raises:
            NeracaError: What building it raised, when there is no earlier one.
        """
        slot = self._slot(as_of)
        slot.is_wanted = True
        if slot.snapshot is None:
            self._look.set()
            if self._waiting.acquire(blocking=False):
                try:
                    with slot.changed:
                        slot.changed.wait_for(lambda: slot.snapshot is not None or slot.failure is not None, wait_s)
                finally:
                    self._waiting.release()
        if slot.snapshot is None and slot.failure is not None:
            raise slot.failure
        return slot.snapshot

    def peek(self) -> Snapshot | None:
        """Today's newest snapshot, without waiting."""
        return self._slot(None).snapshot

    def settle(self, as_of: date | None = None, *, wait_s: float = 20.0) -> bool:
        """Wait until what is in the store now is what pages show; whether that came about in time."""
        slot = self._slot(as_of)
        slot.is_wanted = True
        with Store.open(self.folder) as store:
            wanted = store.state()
        self._look.set()

        def fresh() -> bool:
            return slot.snapshot is not None and slot.built_from >= wanted

        def given_up() -> bool:
            return slot.failure is not None and slot.building is None and slot.building_from >= wanted

        with slot.changed:
            slot.changed.wait_for(lambda: fresh() or given_up(), timeout=wait_s)
            return fresh()

    def serial(self, as_of: date | None = None) -> int:
        """A number that grows when pages of a day show a newer state of the store; 0 where they show none.

        To ask is not to want: nothing is built for a day that no page was asked for.
        """
        slot = self._known(as_of)
        return 0 if slot is None else slot.built_from + 1

    def failure(self, as_of: date | None = None) -> NeracaError | None:
        """Why what is in the store now is not what pages of a day show; None where they show it, or soon will."""
        slot = self._known(as_of)
        return None if slot is None else slot.failure

    def is_building(self) -> bool:
        """Whether something newer than what pages show is being made."""
        with self._lock:
            return any(slot.building is not None for slot in self._slots.values())

    def _known(self, as_of: date | None) -> _Slot | None:
        with self._lock:
            return self._slots.get(as_of)

    def _slot(self, as_of: date | None) -> _Slot:
        with self._lock:
            slot = self._slots.get(as_of)
            if slot is None:
                slot = self._slots[as_of] = _Slot()
                # What is being built is kept: else nobody would find it, and it would be built again.
                idle = (day for day, known in self._slots.items() if known.building is None)
                days = [day for day in idle if day is not None and day != as_of]
                for day in days[: max(0, len(days) - _MOST_DAYS + 1)]:
                    del self._slots[day]
            elif as_of is not None:
                self._slots.move_to_end(as_of)
            return slot

    def _watch(self) -> None:
        while not self._stop.is_set():
            # Whatever went wrong with one look, nobody would look again if this thread ended.
            with suppress(Exception):
                self._step()
            self._look.wait(_LOOK_S)
            self._look.clear()

    def _step(self) -> None:
        """Start what has to be built; today's first, one at a time."""
        with Store.open(self.folder) as store:
            state = store.state()
        with self._lock:
            slots = list(self._slots.items())
        if any(slot.building is not None for _, slot in slots):
            return
        rests = time.monotonic() < self._rest_until
        for as_of, slot in slots:
            if slot.is_due(state) and not (rests and slot.snapshot):
                self._start(as_of, slot, state)
                return

    def _start(self, as_of: date | None, slot: _Slot, state: int) -> None:
        slot.tries = slot.tries + 1 if slot.building_from == state else 1
        slot.building_from = state
        # An earlier day is built again only for somebody who still reads it; today always.
        slot.is_wanted = as_of is None
        self._begun = time.monotonic()
        if self._pool is None:
            future: Future[Snapshot] = Future()
            slot.building = future
            try:
                future.set_result(self._build(self.folder, as_of))
            except Exception as error:
                future.set_exception(error)
            self._take(slot, future, state)
            return
        try:
            packed = self._pool.submit(build_packed, self._build, self.folder, as_of)
        except BrokenExecutor:
            # Killed while it had nothing to do.
            self._pool = _pool()
            packed = self._pool.submit(build_packed, self._build, self.folder, as_of)
        slot.building = packed
        packed.add_done_callback(lambda done: self._take(slot, done, state))

    def _take(self, slot: _Slot, future: Future[Snapshot] | Future[bytes], state: int) -> None:
        """Put a finished snapshot where pages find it; also called when its building was given up."""
        took = time.monotonic() - self._begun
        error = None if future.cancelled() else future.exception()
        made = None if future.cancelled() or error is not None else future.result()
        try:
            made = unpack(made) if isinstance(made, bytes) else made
        except Exception as fault:
            made, error = None, fault
        self._rest_until = time.monotonic() + min(took, _LONGEST_REST_S)
        with slot.changed:
            slot.building = None
            if made is not None:
                slot.snapshot, slot.built_from, slot.failure = made, state, None
                slot.is_broken = False
            elif error is not None:
                slot.failure = error if isinstance(error, NeracaError) else fail("N507", detail=str(error))
                slot.is_broken = isinstance(error, BrokenExecutor)
                slot.is_wanted = slot.is_wanted or slot.is_broken
            slot.changed.notify_all()
        self._look.set()


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
