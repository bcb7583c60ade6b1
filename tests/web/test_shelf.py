"""Snapshots on the shelf: built beside the pages, replaced whole, and what happens when building fails."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from neraca.errors import NeracaError, fail
from neraca.records import Issue
from neraca.store import Store
from neraca.web.shelf import Shelf

PATIENCE_S = 60.0
DAY = date(2024, 10, 19)


@dataclass(kw_only=True)
class Builder:
    """Builds numbers instead of snapshots, one after the other; waits for `go` where there is one, fails where told to.

    Attributes:
        built: What was asked for, in order.
    """

    built: list[date | None] = field(default_factory=list)
    go: threading.Event | None = None
    begun: threading.Event = field(default_factory=threading.Event)
    errors: list[Exception | None] = field(default_factory=list)

    def __call__(self, _folder: Path, as_of: date | None) -> Any:
        self.built.append(as_of)
        number = len(self.built)
        self.begun.set()
        if self.go is not None:
            assert self.go.wait(PATIENCE_S)
        error = self.errors.pop(0) if self.errors else None
        if error is not None:
            raise error
        return number


@contextmanager
def open_shelf(folder: Path, build: Callable[..., Any], *, beside: bool = False) -> Generator[Shelf]:
    shelf = Shelf(folder, beside=beside, build=build)
    shelf.start()
    try:
        yield shelf
    finally:
        shelf.close()


def write(folder: Path, number: int) -> None:
    """Something that a view can show comes into the store."""
    with Store.create(folder) as store, store.writing() as writer:
        issue = Issue(code="N302", where=f"{number}.txt", message="empty", why="no text", fix="fetch it")
        writer.put_issue(issue, datetime(2024, 10, 19, tzinfo=UTC) + timedelta(minutes=number))


def test_the_first_reader_waits_for_the_first_snapshot(tmp_path: Path) -> None:
    with open_shelf(tmp_path, Builder()) as shelf:
        assert shelf.serial(DAY) == 0
        assert shelf.get(wait_s=PATIENCE_S) == 1
        assert shelf.serial() > 0


def test_a_reader_waits_no_longer_than_asked(tmp_path: Path) -> None:
    builder = Builder(go=threading.Event())
    with open_shelf(tmp_path, builder) as shelf:
        assert builder.begun.wait(PATIENCE_S)
        assert shelf.get(wait_s=0.0) is None
        assert shelf.peek() is None
        assert shelf.is_building()
        builder.go.set()  # type: ignore[union-attr]
        assert shelf.get(wait_s=PATIENCE_S) == 1


def test_where_many_wait_for_a_day_the_next_reader_is_not_kept(tmp_path: Path) -> None:
    build = Builder(go=threading.Event())
    with open_shelf(tmp_path, build) as shelf:
        readers = [threading.Thread(target=shelf.get, args=(DAY,), kwargs={"wait_s": PATIENCE_S}) for _ in range(12)]
        for reader in readers:
            reader.start()
        assert build.begun.wait(PATIENCE_S)
        while shelf._waiting._value:  # until all twelve wait
            pass
        assert shelf.get(wait_s=PATIENCE_S) is None
        build.go.set()
        for reader in readers:
            reader.join(PATIENCE_S)
        assert not any(reader.is_alive() for reader in readers)


def test_a_newer_state_of_the_store_replaces_the_snapshot(tmp_path: Path) -> None:
    with open_shelf(tmp_path, Builder()) as shelf:
        assert shelf.get(wait_s=PATIENCE_S) == 1
        before = shelf.serial()
        write(tmp_path, 1)
        shelf.changed()
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get() == 2
        assert shelf.serial() > before


def test_the_same_state_is_not_built_again(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        shelf.changed()
        assert shelf.settle(wait_s=PATIENCE_S)
        assert builder.built == [None]


def test_readers_keep_the_old_snapshot_while_a_new_one_is_built(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        builder.go = threading.Event()
        builder.begun.clear()
        write(tmp_path, 1)
        shelf.changed()
        assert builder.begun.wait(PATIENCE_S)
        assert shelf.get(wait_s=0.0) == 1
        assert shelf.is_building()
        assert shelf.failure() is None
        builder.go.set()
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get(wait_s=0.0) == 2


def test_settling_gives_up_in_time(tmp_path: Path) -> None:
    builder = Builder(go=threading.Event())
    with open_shelf(tmp_path, builder) as shelf:
        assert not shelf.settle(wait_s=0.0)
        builder.go.set()  # type: ignore[union-attr]


def test_a_failure_is_told_where_there_is_nothing_else_to_show(tmp_path: Path) -> None:
    builder = Builder(errors=[fail("N504", where="neraca.sqlite", detail="no database")])
    with open_shelf(tmp_path, builder) as shelf, pytest.raises(NeracaError, match="N504"):
        shelf.get(wait_s=PATIENCE_S)


def test_a_fault_of_ours_is_told_with_a_code(tmp_path: Path) -> None:
    with (
        open_shelf(tmp_path, Builder(errors=[ZeroDivisionError("by zero")])) as shelf,
        pytest.raises(NeracaError, match="N507"),
    ):
        shelf.get(wait_s=PATIENCE_S)


def test_after_a_failure_the_old_snapshot_stays_and_the_failure_is_known(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        builder.errors.append(MemoryError("too little"))
        write(tmp_path, 1)
        shelf.changed()
        assert not shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get(wait_s=0.0) == 1
        failure = shelf.failure()
        assert failure is not None
        assert failure.code == "N507"


def test_what_failed_is_tried_again_when_the_store_changes_and_not_before(tmp_path: Path) -> None:
    builder = Builder(errors=[ZeroDivisionError("by zero")])
    with open_shelf(tmp_path, builder) as shelf:
        with pytest.raises(NeracaError):
            shelf.get(wait_s=PATIENCE_S)
        shelf.changed()
        assert not shelf.settle(wait_s=PATIENCE_S)
        assert builder.built == [None]
        write(tmp_path, 1)
        shelf.changed()
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get() == 2
        assert shelf.failure() is None


def test_each_day_has_its_own_snapshot(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get(DAY, wait_s=PATIENCE_S) == 2
        assert shelf.get() == 1
        assert builder.built == [None, DAY]


def test_of_many_days_the_last_asked_for_are_kept_and_today_always(tmp_path: Path) -> None:
    builder = Builder()
    days = [DAY + timedelta(days=number) for number in range(6)]
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        for day in days:
            assert shelf.get(day, wait_s=PATIENCE_S) is not None
        known = len(builder.built)
        for day in days[-4:]:
            assert shelf.get(day, wait_s=PATIENCE_S) is not None
        assert shelf.get() == 1
        assert len(builder.built) == known
        assert shelf.get(days[0], wait_s=PATIENCE_S) == known + 1


def test_to_ask_what_there_is_of_a_day_builds_nothing_and_drops_nothing(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get(DAY, wait_s=PATIENCE_S) == 2
        for number in range(1, 9):
            assert shelf.serial(DAY + timedelta(days=number)) == 0
            assert shelf.failure(DAY + timedelta(days=number)) is None
        assert shelf.get(DAY, wait_s=0.0) == 2
        assert shelf.settle(wait_s=PATIENCE_S)
        assert builder.built == [None, DAY]


def test_a_day_that_comes_back_with_a_newer_state_has_a_later_number(tmp_path: Path) -> None:
    with open_shelf(tmp_path, Builder()) as shelf:
        assert shelf.get(DAY, wait_s=PATIENCE_S) is not None
        before = shelf.serial(DAY)
        for number in range(1, 5):
            assert shelf.get(DAY + timedelta(days=number), wait_s=PATIENCE_S) is not None
        write(tmp_path, 1)
        assert shelf.settle(DAY, wait_s=PATIENCE_S)
        assert shelf.serial(DAY) > before


def test_a_day_that_is_being_built_is_not_dropped_for_others(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        builder.go = threading.Event()
        builder.begun.clear()
        assert shelf.get(DAY, wait_s=0.0) is None
        assert builder.begun.wait(PATIENCE_S)
        for number in range(1, 7):
            assert shelf.get(DAY + timedelta(days=number), wait_s=0.0) is None
        builder.go.set()
        assert shelf.get(DAY, wait_s=PATIENCE_S) == 2
        assert builder.built.count(DAY) == 1


def test_a_watch_that_fails_once_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = threading.Event()

    def fall(_store: Store) -> int:
        broken.set()
        raise OSError(5, "Input/output error")

    with open_shelf(tmp_path, Builder()) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        with monkeypatch.context() as patched:
            patched.setattr(Store, "state", fall)
            shelf.changed()
            assert broken.wait(PATIENCE_S)
        write(tmp_path, 1)
        shelf.changed()
        assert shelf.settle(wait_s=PATIENCE_S)
        assert shelf.get() == 2


def test_a_closed_shelf_builds_nothing_more(tmp_path: Path) -> None:
    builder = Builder()
    with open_shelf(tmp_path, builder) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
    write(tmp_path, 1)
    shelf.changed()
    assert builder.built == [None]


def build_beside(folder: Path, _as_of: date | None) -> Any:
    """Leaves the number of its process; kills itself as often as the folder says."""
    chances = folder / "kills"
    left = int(chances.read_text(encoding="ascii")) if chances.exists() else 0
    if left:
        chances.write_text(str(left - 1), encoding="ascii")
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no such signal")
def test_a_builder_that_is_killed_at_work_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "kills").write_text("1", encoding="ascii")
    with open_shelf(tmp_path, build_beside, beside=True) as shelf:
        while not shelf.settle(wait_s=PATIENCE_S):
            assert shelf.failure() is not None
        assert shelf.get() not in (None, os.getpid())
        assert shelf.failure() is None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no such signal")
def test_a_builder_that_is_killed_each_time_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "kills").write_text("99", encoding="ascii")
    with open_shelf(tmp_path, build_beside, beside=True) as shelf:
        failures = 0
        while (tmp_path / "kills").read_text(encoding="ascii") != "96":
            assert not shelf.settle(wait_s=PATIENCE_S)
            failures += 1
        with pytest.raises(NeracaError, match="N507"):
            shelf.get(wait_s=PATIENCE_S)
        (tmp_path / "kills").write_text("0", encoding="ascii")
        write(tmp_path, 1)
        shelf.changed()
        while not shelf.settle(wait_s=PATIENCE_S):
            failures += 1
        assert failures


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no such signal")
def test_a_builder_that_is_killed_while_idle_is_replaced(tmp_path: Path) -> None:
    with open_shelf(tmp_path, build_beside, beside=True) as shelf:
        assert shelf.settle(wait_s=PATIENCE_S)
        first: Any = shelf.get()
        os.kill(first, signal.SIGKILL)
        write(tmp_path, 1)
        shelf.changed()
        while not shelf.settle(wait_s=PATIENCE_S):
            pass
        second: Any = shelf.get()
        assert second != first


def test_an_earlier_day_is_built_again_only_for_somebody_who_reads_it(tmp_path: Path) -> None:
    build = Builder()
    with open_shelf(tmp_path, build) as shelf:
        assert shelf.get(wait_s=PATIENCE_S) and shelf.get(DAY, wait_s=PATIENCE_S)
        write(tmp_path, 1)
        assert shelf.settle(wait_s=PATIENCE_S)
        assert build.built.count(DAY) == 1
        assert shelf.get(DAY, wait_s=PATIENCE_S)
        assert shelf.settle(DAY, wait_s=PATIENCE_S)
        assert build.built.count(DAY) == 2
