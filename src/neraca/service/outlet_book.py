"""Outlets as a page lists them: what they published, whose word it rests on, what was found, what came true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import Standing
from neraca.publish.background import Background
from neraca.publish.exports import Row
from neraca.records import Account, TrackRecord
from neraca.service.tables import outlets_rows

ORDERS = (
    "outlet",
    "documents",
    "claims",
    "days",
    "attributed",
    "anonymous",
    "derived",
    "findings",
    "fulfilled",
    "reliability",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet.

    Attributes:
        name: As articles name it; "" for all that name none.
        row: As the table `outlets` of the command line has it.
        days: Days on which it published.
        record: What became of the outlooks in it; None where none counts.
        documents: Ids, the newest first.
        sources: Outlets that it repeats, with the number of its articles that do, most first; "" is an unnamed one.
        repeaters: Outlets that repeat it, likewise.
    """

    name: str
    row: Row
    days: int
    record: TrackRecord | None
    documents: tuple[str, ...]
    sources: tuple[tuple[str, int], ...]
    repeaters: tuple[tuple[str, int], ...]


def list_outlets(
    account: Account,
    packs: Packs,
    standing: Standing,
    background: Background,
    records: Iterable[TrackRecord],
) -> Mapping[str, Outlet]:
    """All outlets by name, in the order of the table, those that no article names last.

    Args:
        account: With what was judged wrong, as the table shows it.
        packs: Kinds of outlets.
        standing: Letters that a person gave.
        background: Of the same account.
        records: Track records of outlets; those of voices are passed over.
    """
    documents: dict[str, list[str]] = {}
    days: dict[str, set[object]] = {}
    homes: dict[str, str] = {}
    newest = sorted(account.documents, key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0)))
    for document in newest:
        name = homes[document.id] = document.outlet.value if document.outlet is not None else ""
        documents.setdefault(name, []).append(document.id)
        days.setdefault(name, set()).add(document.day)
    sources: dict[str, Counter[str]] = {}
    repeaters: dict[str, Counter[str]] = {}
    for child, parent in {(one.child, one.parent) for one in account.derivations}:
        sources.setdefault(homes[child], Counter())[homes[parent]] += 1
        repeaters.setdefault(homes[parent], Counter())[homes[child]] += 1
    kept = {one.source: one for one in records if one.is_outlet}
    return {
        (name := row["outlet"] or ""): Outlet(
            name=name,
            row=row,
            days=len(days[name] - {None}),
            record=kept.get(name) if name else None,
            documents=tuple(documents[name]),
            sources=_ranked(sources.get(name)),
            repeaters=_ranked(repeaters.get(name)),
        )
        for row in outlets_rows(account, packs, standing=standing, background=background)
    }


def order_outlets(outlets: Iterable[Outlet], order: str, *, downwards: bool) -> list[Outlet]:
    """Outlets by a column; what has no value there comes last in either direction, and so do unnamed ones.

    Args:
        outlets: In the order that equal ones keep.
        order: One of `ORDERS`.
        downwards: The largest, or the last in the alphabet, first.
    """
    listed = list(outlets)
    known = [one for one in listed if _value(one, order) is not None]
    known.sort(key=lambda one: _value(one, order), reverse=downwards)  # type: ignore[arg-type, return-value]
    return [*known, *(one for one in listed if _value(one, order) is None)]


def _value(outlet: Outlet, order: str) -> str | float | None:
    if order == "outlet":
        return outlet.name.casefold() or None
    if order == "days":
        return outlet.days
    if order == "fulfilled":
        return outlet.record.fulfilled if outlet.record is not None else None
    value: str | float | None = outlet.row[order]
    return value


def _ranked(counts: Counter[str] | None) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((counts or {}).items(), key=lambda pair: (-pair[1], pair[0])))
