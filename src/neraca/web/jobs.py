"""Work that a visitor begins and that takes longer than a page: done beside the server, one after the other."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from neraca.errors import NeracaError, fail

PROGRESS = "progress"
"""Name of the file in a job's folder in which the work says how far it is: `done all`."""

LANES = ("adding", "reading")
"""Jobs of one lane follow each other; those that write have a lane of their own, as a store has one writer."""

_MOST_WAITING = 8
_MOST_KEPT = 32
_GONE_S = 5.0
# Pages come first, wherever the system knows of that.
_NICENESS = 10


@dataclass(slots=True, kw_only=True)
class Job:
    """One piece of work.

    Attributes:
        id: Hard to guess.
        kind: Which page it belongs to.
        folder: Its own and nobody else's; gone when the job is forgotten.
        label: What it is about, for people.
        key: What it answers, among jobs of its kind; None for one that is for itself.
    """

    id: str
    kind: str
    folder: Path
    label: str = ""
    key: Hashable = None
    future: Future[Any] | None = None

    @property
    def state(self) -> str:
        """`waiting`, `running`, `done` or `failed`."""
        if self.future is None or not (self.future.done() or self.future.running()):
            return "waiting"
        if not self.future.done():
            return "running"
        return "failed" if self.failure is not None else "done"

    @property
    def result(self) -> Any:
        """What came of it; None before it is done, and where it failed."""
        return self.future.result() if self.state == "done" and self.future is not None else None

    @property
    def failure(self) -> NeracaError | None:
        """Why it failed."""
        if self.future is None or not self.future.done():
            return None
        if self.future.cancelled():
            return fail("N127", detail="the server was stopped")
        error = self.future.exception()
        if error is None or isinstance(error, NeracaError):
            return error
        return fail("N127", detail=str(error) or type(error).__name__)

    @property
    def progress(self) -> tuple[int, int]:
        """How much is done, and how much there is; both 0 as long as nothing was said."""
        try:
            done, _, total = (self.folder / PROGRESS).read_text(encoding="ascii").partition(" ")
            return int(done), int(total)
        except (OSError, ValueError):
            return 0, 0


class Jobs:
    """The jobs of a server; the oldest that are done are forgotten, and all when it stops."""

    def __init__(self, *, beside: bool = True) -> None:
        """Begin without any.

        Args:
            beside: Work in processes of their own, so that pages stay quick meanwhile; else in threads.
        """
        self._beside = beside
        self._lanes: dict[str, Executor] = {}
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._root: Path | None = None
        self._lock = threading.RLock()

    def open(self, kind: str, *, label: str = "") -> Job:
        """A job with an empty folder, which begins with `start`.

        Raises:
            NeracaError: N123, when too many are waiting.
        """
        with self._lock:
            waiting = sum(job.state in ("waiting", "running") for job in self._jobs.values())
            if waiting >= _MOST_WAITING:
                raise fail("N123", n=waiting)
            if self._root is None:
                self._root = Path(tempfile.mkdtemp(prefix="neraca-"))
            own = secrets.token_urlsafe(12)
            folder = self._root / own
            folder.mkdir(mode=0o700)
            job = self._jobs[own] = Job(id=own, kind=kind, folder=folder, label=label)
            done = [one for one in self._jobs.values() if one.state in ("done", "failed")]
            for old in done[: max(0, len(self._jobs) - _MOST_KEPT)]:
                self.drop(old)
            return job

    def start(self, job: Job, work: Callable[..., Any], /, *args: Any, lane: str, then: Callable[[], None]) -> None:
        """Let a job begin as soon as those before it in its lane are done.

        Args:
            job: From `open`.
            work: A function of a module, called with the job's folder and `args`.
            args: What processes can hand to each other.
            lane: One of `LANES`.
            then: Called when it is done, well or not.
        """
        with self._lock:
            try:
                job.future = self._lane(lane).submit(work, job.folder, *args)
            except BrokenExecutor:
                self._lanes.pop(lane).shutdown(wait=False)
                job.future = self._lane(lane).submit(work, job.folder, *args)
        job.future.add_done_callback(lambda _done: then())

    def once(self, kind: str, key: Hashable, work: Callable[..., Any], /, *args: Any, label: str = "") -> Job:
        """The job that answers `key`, begun now where none is remembered.

        One that failed is told once, and tried anew by whoever asks next.

        Args:
            kind: Which page it belongs to.
            key: What it answers.
            work: As `start` takes it; it only reads.
            args: As `start` takes them.
            label: What it is about, for people.

        Raises:
            NeracaError: N123, when too many are waiting.
        """
        with self._lock:
            job = next((one for one in self._jobs.values() if one.kind == kind and one.key == key), None)
            if job is None:
                job = self.open(kind, label=label)
                job.key = key
                self.start(job, work, *args, lane="reading", then=_nothing)
            elif job.state == "failed":
                job.key = None
            return job

    def get(self, own: str, *, kind: str) -> Job | None:
        """The job of this id and kind; None when there is none, or none any more."""
        with self._lock:
            job = self._jobs.get(own)
            return job if job is not None and job.kind == kind else None

    def drop(self, job: Job) -> None:
        """Forget a job with its folder."""
        with self._lock:
            self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Stop all work, and remove what lies in the folders."""
        with self._lock:
            for lane in self._lanes.values():
                processes = list((getattr(lane, "_processes", None) or {}).values())
                lane.shutdown(wait=not self._beside, cancel_futures=True)
                for process in processes:
                    process.kill()
                for process in processes:
                    process.join(timeout=_GONE_S)
            self._lanes.clear()
            self._jobs.clear()
            if self._root is not None:
                shutil.rmtree(self._root, ignore_errors=True)
                self._root = None

    def _lane(self, name: str) -> Executor:
        if name not in self._lanes:
            self._lanes[name] = (
                ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_step_back)
                if self._beside
                else ThreadPoolExecutor(max_workers=1)
            )
        return self._lanes[name]


def _nothing() -> None:
    """What only reads changes nothing that a page shows."""


def _step_back() -> None:
    """Let the server's own process go first."""
    with suppress(AttributeError, OSError):
        os.nice(_NICENESS)
