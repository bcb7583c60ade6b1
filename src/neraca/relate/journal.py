"""How each gift of a line came to stand as it does: postings by day, each naming the one that it corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from neraca.records import EntryStatus, Posting, Quantity
from neraca.records.figures import distinct_figures
from neraca.relate.gifts import Origins, Part, Told, admitting_sides, amounts_of, find_status


def keep_journals(parts: Sequence[Part], *, item_class: str, origins: Origins) -> tuple[tuple[Posting, ...], ...]:
    """For every part its postings, by day: one for each day on which its status or its amounts changed.

    Each day is judged by what had been published by then. A later admission of one gift takes back a side's denials
    of the others, so it may correct them as well; such a posting rests on the admission's claims.

    Args:
        parts: All of one giver, receiver and item class.
        item_class: Theirs.
        origins: Where their documents come from, and when they were published.
    """
    fresh = _by_day(parts, origins)
    known: list[Part | None] = [None] * len(parts)
    journals: list[list[Posting]] = [[] for _ in parts]
    admissions: list[frozenset[str]] = [frozenset()] * len(parts)
    admitted: frozenset[str] = frozenset()
    for day in sorted(fresh):
        for place in fresh[day]:
            known[place] = now = _until(parts[place], day, origins=origins)
            admissions[place] = admitting_sides(now)
        before, admitted = admitted, frozenset().union(*admissions)
        # A day without news of a part changes it only where a side has admitted something elsewhere.
        touched = sorted(fresh[day]) if admitted == before else range(len(parts))
        everywhere = tuple(sorted({claim_id for claims in fresh[day].values() for claim_id in claims}))
        for place in touched:
            part = known[place]
            status = None if part is None or not part.told else find_status(part, admitted=admitted, origins=origins)
            if part is not None and status is not None:
                _post(
                    journals[place], day, status, amounts=_amounts(part.told, item_class),
                    claims=tuple(fresh[day].get(place, ())) or everywhere,
                )  # fmt: skip
    return tuple(tuple(journal) for journal in journals)


def _by_day(parts: Sequence[Part], origins: Origins) -> dict[date, dict[int, list[str]]]:
    """For each day the parts that were told of on it, with the ids of these claims, sorted."""
    found: dict[date, dict[int, list[str]]] = {}
    for place, part in enumerate(parts):
        for told in sorted(part.told + part.opposed, key=lambda one: one[0]):
            claims = found.setdefault(_day(told, origins), {}).setdefault(place, [])
            if told[0] not in claims:
                claims.append(told[0])
    return found


def _post(
    journal: list[Posting], day: date, status: EntryStatus, *, amounts: tuple[Quantity, ...], claims: tuple[str, ...]
) -> None:
    """Append a posting where something is new."""
    last = journal[-1] if journal else None
    if last is not None and (last.status, last.quantities) == (status, amounts):
        return
    journal.append(
        Posting(
            day=None if day == date.min else day,
            status=status,
            quantities=amounts,
            claims=claims,
            replaces=None if last is None else len(journal) - 1,
        )
    )


def _amounts(told: Iterable[Told], item_class: str) -> tuple[Quantity, ...]:
    return distinct_figures(quantity for _, claim in told for quantity in amounts_of(claim, item_class))


def _until(part: Part, day: date, *, origins: Origins) -> Part:
    """The part as it was known on a day."""
    return replace(
        part,
        told=tuple(one for one in part.told if _day(one, origins) <= day),
        opposed=tuple(one for one in part.opposed if _day(one, origins) <= day),
    )


def _day(told: Told, origins: Origins) -> date:
    """Day of publication; what has none was known from the start."""
    return origins.day(told[1]) or date.min
