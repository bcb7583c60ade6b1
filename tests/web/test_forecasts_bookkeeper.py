"""The book in memory: what is written shows at once, and what has not changed is not read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from forecast_sites import make_store

from books import TODAY, after, make_forecast, make_question, put_line
from neraca.records import Outcome
from neraca.store import Store
from neraca.web import bookkeeper
from neraca.web.bookkeeper import Bookkeeper


def test_what_is_written_shows_at_once_whoever_writes_it(tmp_path: Path) -> None:
    path, keeper = make_store(tmp_path), Bookkeeper()
    late, early = make_question(as_of=after(60)), make_question()
    with Store.open(path) as reader, Store.open(path) as writer:
        assert keeper.lines(reader) == {}
        put_line(writer, late, make_forecast(late, 0.5))
        assert list(keeper.lines(reader)) == [late.id]
        put_line(writer, early, make_forecast(early, 0.5), outcome=Outcome.YES)
        assert list(keeper.lines(reader)) == [early.id, late.id]
        assert keeper.scores(reader, today=TODAY).rows[0]["n"] == 1


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, keeper = make_store(tmp_path), Bookkeeper()
    with Store.open(path) as store:
        first = keeper.lines(store)
    monkeypatch.setattr(bookkeeper, "read_book", lambda _store: pytest.fail("read again"))
    for _ in range(3):
        with Store.open(path) as store:
            assert keeper.lines(store) is first
