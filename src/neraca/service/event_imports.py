"""An event data set comes into the store: its files as they are, its rows in columns, its damaged rows as issues."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from neraca.codec.columns import pack_columns
from neraca.errors import NeracaError, fail
from neraca.ingest.event_files import EventFile, find_event_files
from neraca.ingest.event_rows import EventRows
from neraca.ingest.histories import HistoryFormat
from neraca.records import EventSet, Issue
from neraca.service.event_sets import RESERVED, current_sets
from neraca.service.imported import Imported, ImportedHistory, ImportOptions
from neraca.store import Store
from neraca.store.writer import Writer

MEDIA_TYPE = "text/tab-separated-values"
_PACKED = (".zip", ".gz", ".txt", ".tsv", ".tab")


def import_history(
    path: Path,
    store: Store,
    options: ImportOptions,
    *,
    form: HistoryFormat,
    clock: Callable[[], datetime] | None = None,
) -> Imported:
    """Bring a data set of events into the store, in one transaction.

    The same set again adds nothing; one of the same name with other content counts from then on, and the earlier one is
    kept. Rows that cannot be read become issues, and the others are in; where there is no other, no set is added.

    Args:
        path: A folder, an archive of it, or a file.
        store: Where it goes.
        options: Its name, and the day of time 0.
        form: What it is written in.
        clock: Gives the time at which it is recorded; the system's when None.

    Raises:
        NeracaError: N141, for a name that cannot be; N336, when the set is there and a later one of its name counts;
            N301, N303, N311, N330 to N333, when the files cannot be read.
    """
    name = _name(path, options.name)
    files = find_event_files(path)
    rows = form.read(files, options.first_day)
    issues = [_issue(problem, name) for problem in rows.problems]
    if not len(rows):
        issues.append(_issue(fail("N334", where=path.name, n=rows.damaged), name))
    now = (clock or (lambda: datetime.now(UTC)))()
    before = current_sets(store).get(name)
    by_name = {file.name: file for file in files}
    twice = [file for file in rows.files if sum(one.name == file for one in files) > 1]
    if twice:
        raise fail("N330", form=form.name, wanted=form.wanted, detail=f"two files {twice[0]}")
    with store.writing() as writer:
        made = _keep(writer, [by_name[one] for one in rows.files], rows, name, form.name, now) if len(rows) else None
        events, is_new = made or (None, False)
        if events is not None and not is_new and before is not None and before.id != events.id:
            raise fail("N336", name=name)
        # Where nothing came in, the set of before counts on, and with it what could not be read of it.
        settled = (*rows.files, *(before.files if before is not None else ())) if events is not None else ()
        for file in dict.fromkeys((path.name, *settled)):
            writer.put_known(_place(name, file), now)
        for issue in issues:
            writer.put_issue(issue, now)
    count = events.rows if events is not None else 0
    return Imported(
        added=count if is_new else 0,
        known=0 if is_new else count,
        failed=max(rows.damaged, int(events is None)) + _lost_files(rows),
        issues=tuple(issues),
        history=ImportedHistory(
            events=events, unit=rows.unit, repeated=rows.repeated, superseded=is_new and before is not None
        ),
    )


def _name(path: Path, given: str) -> str:
    """What the set is called: as given, or as its folder or archive."""
    name = given.strip()
    if not name:
        own = path.resolve().name
        name = own if path.is_dir() else next((own.removesuffix(end) for end in _PACKED if own.endswith(end)), own)
    if not name or name.casefold() in RESERVED or set("/#") & set(name) or not name.isprintable():
        raise fail("N141", name=repr(name))
    return name


def _keep(
    writer: Writer, files: Sequence[EventFile], rows: EventRows, name: str, form: str, now: datetime
) -> tuple[EventSet, bool]:
    """Put the files and the set in; whether the set is new."""
    columns = pack_columns(rows.columns)
    days = rows.columns["day"]
    events = EventSet(
        name=name,
        format=form,
        files=rows.files,
        originals=tuple(writer.put_original(file.read(), MEDIA_TYPE) for file in files),
        actors=rows.actors,
        relations=rows.relations,
        rows=len(rows),
        first=date.fromordinal(int(days.min())),
        last=date.fromordinal(int(days.max())),
        damaged=rows.damaged,
        content=hashlib.sha256(columns).hexdigest(),
    )
    return events, writer.put_event_set(events, columns, now)


def _issue(problem: NeracaError, name: str) -> Issue:
    where = _place(name, problem.where)
    return Issue(code=problem.code, where=where, message=problem.message, why=problem.why, fix=problem.fix)


def _place(name: str, file: str) -> str:
    """What issues call a file of a set: no article has such a path, whose issues would be settled with these."""
    return f"history:{name}/{file}"


def _lost_files(rows: EventRows) -> int:
    """Files of which nothing could be read."""
    return sum(problem.code in ("N302", "N303", "N335") for problem in rows.problems)
