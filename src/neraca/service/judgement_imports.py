"""Judgements that another store exported come in: each with its person, time and id, and about what this one has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import OUTLET, VOICE, is_event
from neraca.records import Issue, Judgement, JudgementKind
from neraca.records.correction import read_correction
from neraca.records.ids import is_text
from neraca.service.corrections import check_correction
from neraca.service.judging import ALLOWED, LETTERS
from neraca.store import Store

# What a spreadsheet would run as a formula; the export writes an apostrophe before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT})
_JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What there is to be judged: ids of claims, documents and judgements, and names of outlets and voices."""

    claims: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    actors: frozenset[str]
    judgements: set[str]

    def kind(self, ref: str) -> str | None:
        """What a reference stands for; None where there is no such thing."""
        if is_event(ref):
            return "event" if ref.partition(":")[2] in self.claims else None
        if ref.startswith(OUTLET):
            return "outlet" if ref.removeprefix(OUTLET) in self.outlets else None
        if ref.startswith(VOICE):
            return "voice" if ref.removeprefix(VOICE) in self.actors else None
        ways = (("claim", self.claims), ("document", self.documents), (_JUDGEMENT, self.judgements))
        return next((kind for kind, ids in ways if ref in ids), None)


def import_judgements(
    path: Path, store: Store, packs: Packs, *, clock: Callable[[], datetime] | None = None
) -> tuple[int, int, tuple[Issue, ...]]:
    """Add the judgements of a file that `neraca export judgements` wrote, as JSON Lines, or CSV where it ends in .csv.

    All that can be taken is in, in one transaction; a line that holds no judgement, or one about what this store does
    not have, becomes an issue with its number, which is settled when the file comes again without it.

    Args:
        path: The file.
        store: Where they go.
        packs: What is known of actors, event types and items.
        clock: Gives the time at which issues are noted; the system's when None.

    Returns:
        How many were added, how many were there, and the issues of the others.

    Raises:
        NeracaError: N301, N303 or N311, when the file cannot be read.
    """
    lines = tuple(_lines(path))
    taken: list[Judgement] = []
    issues: list[Issue] = []
    known = _known(store, packs)
    for number, row in lines:
        where = f"{_name(path)}#{number}"
        try:
            judgement = _read(row, where=where)
            _check(judgement, known, packs, where=where)
        except NeracaError as error:
            issues.append(Issue(code=error.code, where=where, message=error.message, why=error.why, fix=error.fix))
            continue
        known.judgements.add(judgement.id)
        taken.append(judgement)
    now = (clock or (lambda: datetime.now(UTC)))()
    with store.writing() as writer:
        added = sum([writer.put_judgement(one) for one in taken])
        writer.put_known(_name(path), now)
        for issue in issues:
            writer.put_issue(issue, now)
    return added, len(taken) - added, tuple(issues)


def _name(path: Path) -> str:
    """What issues call the file: no article has such a name, whose issues would be settled with them."""
    return f"judgements:{path.name}"


def _known(store: Store, packs: Packs) -> _Known:
    with store.reading():
        documents = store.documents()
        return _Known(
            claims=frozenset(claim.id for claim in store.claims()),
            documents=frozenset(document.id for document in documents),
            outlets=frozenset(document.outlet.value for document in documents if document.outlet is not None),
            actors=frozenset(packs.actors.actors),
            judgements={one.id for one in store.judgements()},
        )


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Rows with the number of the line on which each ends; a line that is no JSON is a text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise fail("N301", where=str(path)) from error
    except OSError as error:
        raise fail("N311", where=str(path), detail=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise fail("N303", where=str(path), detail=error.reason) from error
    if path.suffix.lower() == ".csv":
        yield from _table(text)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, line


def _table(text: str) -> Iterator[tuple[int, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            about = row.get("about") or ""
            yield reader.line_num, {**row, "about": [one for one in about.split("; ") if one]}
    except csv.Error as error:
        yield reader.line_num, str(error)


def _read(row: Any, *, where: str) -> Judgement:
    """The judgement in a row; where it names its id, exactly that one."""
    if not isinstance(row, dict):
        raise fail("N323", where=where, detail="no object with the fields of a judgement")
    for fields in (row, _without_apostrophes(row)):
        judgement = _made(fields, where=where)
        if not row.get("id") or judgement.id == row["id"]:
            return judgement
    raise fail("N323", where=where, detail=f"{row['id']!r} is not the id of what the line says")


def _made(row: Mapping[str, Any], *, where: str) -> Judgement:
    text = {name: row.get(name) or "" for name in ("made_at", "person", "decision", "value", "note")}
    about = row.get("about")
    if not isinstance(about, list) or not all(isinstance(one, str) for one in (*text.values(), *about)):
        raise fail("N323", where=where, detail="a field is missing or no text")
    if not all(map(is_text, (*text.values(), *about))):
        raise fail("N323", where=where, detail="half a surrogate pair")
    try:
        return Judgement(
            kind=JudgementKind(text["decision"]),
            about=tuple(about),
            person=text["person"],
            made_at=datetime.fromisoformat(text["made_at"]),
            note=text["note"],
            value=text["value"],
        )
    except ValueError as error:
        raise fail("N323", where=where, detail=error) from error
    except NeracaError as error:
        raise fail("N323", where=where, detail=dict(error.values).get("detail", error.message)) from error


def _without_apostrophes(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _freed(value) if isinstance(value, str) else value for name, value in row.items()}


def _freed(value: str) -> str:
    return value[1:] if value[:1] == "'" and value[1:2] in _FORMULA else value


def _check(judgement: Judgement, known: _Known, packs: Packs, *, where: str) -> None:
    """Refuse a judgement about what is not there, or of a kind or value that does not fit it."""
    if judgement.id in known.judgements:
        return
    kind, value = judgement.kind, judgement.value
    allowed = (_JUDGEMENT,) if kind is JudgementKind.UNDO else ALLOWED[kind]
    for ref in judgement.about:
        found = known.kind(ref)
        if found is None:
            raise fail("N324", where=where, name=ref)
        if found not in allowed:
            raise fail("N323", where=where, detail=f"{ref} cannot be judged {kind.value}")
    if kind not in _PAIRS and kind is not JudgementKind.UNDO and len(judgement.about) != 1:
        raise fail("N323", where=where, detail=f"{kind.value} is about one thing at a time")
    if not _fits(kind, value):
        raise fail("N323", where=where, detail=f"{value!r} is no value of {kind.value}")
    if kind is JudgementKind.MISREAD:
        check_correction(read_correction(value), packs)


def _fits(kind: JudgementKind, value: str) -> bool:
    if kind in (JudgementKind.STATUS, JudgementKind.MISREAD):
        return True  # the record itself has refused all else
    return (len(value) == 1 and value in LETTERS) if kind is JudgementKind.RELIABILITY else not value
