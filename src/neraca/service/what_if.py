"""What if an event had not been, or another had: which forecasts move, by how much, through which reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from neraca.errors import fail
from neraca.forecast.estimative import term_of
from neraca.forecast.table import EventTable
from neraca.forecast.whatif import Assumed, Shift, what_if, with_events, without_events
from neraca.forecast.window_model import WindowModel
from neraca.forecast.window_reasons import Asked
from neraca.forecast.windows import forecast_many
from neraca.packs.catalogue import Packs
from neraca.publish.exports import Row
from neraca.publish.format import format_probability
from neraca.records import Account
from neraca.service.event_sets import OWN
from neraca.service.fitted import fitted_windows
from neraca.service.foresight import LIMIT, WITHIN_DAYS
from neraca.service.foresight_ground import (
    ANSWERED,
    Ground,
    act_words,
    due_day,
    find_fault,
    none_row,
    open_ground,
    spoken,
    why_nothing,
)
from neraca.service.selection import read_party, read_type
from neraca.store import Store

LEAST_MOVE = 0.005
"""Half a percent: what moves less is told only where nothing moves more."""
_LIKELY = 30
"""Questions that are looked at, besides those that the changed events are about."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ROW = re.compile(r"[0-9]{1,9}")


def what_if_rows(  # noqa: PLR0913 - each narrows what is asked
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    actor: str,
    recipient: str | None = None,
    types: Iterable[str] = (),
    removed: Iterable[str] = (),
    added: Iterable[str] = (),
    as_of: date,
    within: int = WITHIN_DAYS,
    history: str = OWN,
    limit: int = LIMIT,
) -> list[Row]:
    """How forecasts of what an actor does next move without some events, or with others: the farthest first.

    The model stays as it was fitted on what happened; moves are associations of that model, no causes. A row has the
    number `before` and `after`, their `difference`, and `moved`: each kind of reason with the log-odds it adds before
    and after (`base` is the base rate's own); they add up to the change of log-odds.

    Args:
        store: Has imported histories and kept models.
        account: The store's account of `as_of`, where the caller has it.
        packs: Names of actors and types.
        actor: Who does it: an id, or a name in any language.
        recipient: To whom, in the same way; None for anybody.
        types: Only these PLOVER types.
        removed: Places of events (`SET/FILE#ROW`), or ids of our own events or their beginnings.
        added: Assumed events, each a line `2024-10-19 PRK AID RUS`: day, who, what, to whom.
        as_of: The last day whose news may be used.
        within: Length of the window in days.
        history: `own`, the name of an imported set, or `all`.
        limit: Most rows.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N153, when both sides are one; N167, when
            nothing is removed or added; N168, for an added line that is none, or lies after `as_of`; N169, when there
            is no such event.
    """
    ground = open_ground(
        store, account, packs, actor=actor, recipient=recipient, types=types, as_of=as_of, history=history
    )
    gone = tuple(find_place(ground.table, one) for one in removed)
    assumed = tuple(read_assumed(packs, one, as_of=as_of) for one in added)
    if not gone and not assumed:
        raise fail("N167")
    base: Row = {
        "kind": "whatif",
        "as_of": as_of.isoformat(),
        "due": due_day(as_of, within),
        "horizon_days": within,
        "history": history,
        "events": len(ground.table),
        "input_digest": ground.table.digest,
        "removed": [ground.case(place) or {"place": place} for place in gone],
        "added": [_assumed_row(one) for one in assumed],
        "note": {one.words.language: one.words.say("foresight.association") for one in spoken(packs)},
    }
    fault = find_fault(ground, within)
    if fault:
        return [{**base, "model": None, "model_digest": None, **_none(ground, fault)}]
    model = fitted_windows(store.path.parent, ground.table, until=as_of, horizon_days=within)
    base |= {"model": model.name, "model_digest": model.digest}
    questions = _questions(model, ground, gone, assumed)
    shifts = what_if(model, ground.table, as_of=as_of, questions=questions, remove=gone, add=assumed)
    told = sorted((one for one in shifts if one.difference is not None), key=lambda one: -abs(one.difference or 0.0))
    if not told:
        return [{**base, **_none(ground, shifts[0].before.why_none if shifts else why_nothing(ground, model))}]
    moved = [one for one in told if abs(one.difference or 0.0) >= LEAST_MOVE] or told[:1]
    return [{**base, "rank": rank, **_row(ground, one, within)} for rank, one in enumerate(moved[:limit], start=1)]


def find_place(table: EventTable, words: str) -> str:
    """The place of an event that a person wrote: as tables show it, or an id's beginning.

    Raises:
        NeracaError: N169, when no event, or more than one, is meant.
    """
    key = words.strip()
    file, hash_, row = key.rpartition("#")
    if hash_:
        found = file in table.files and _ROW.fullmatch(row) and _has_row(table, table.files.index(file), int(row))
        if found:
            return key
    elif key:
        near = [name for name in table.files if name == key or name.partition("-")[2].startswith(key)]
        if len(near) == 1 and "#" not in near[0] and _has_row(table, table.files.index(near[0]), 0):
            return near[0]
    raise fail("N169", name=words or "''")


def read_assumed(packs: Packs, line: str, *, as_of: date) -> Assumed:
    """An assumed event: day, who, what, to whom, apart by blanks, or by commas where names have blanks.

    Raises:
        NeracaError: N107, when there is no such actor or type; N153, when both sides are one; N168, when it is no such
            line, or lies after `as_of`.
    """
    parts = [part.strip() for part in line.split(",")] if "," in line else line.split()
    if len(parts) != 4 or not _DAY.fullmatch(parts[0]):
        raise fail("N168", value=line or "''", as_of=as_of)
    try:
        day = date.fromisoformat(parts[0])
    except ValueError as error:
        raise fail("N168", value=line, as_of=as_of) from error
    if day > as_of:
        raise fail("N168", value=line, as_of=as_of)
    actor, recipient = (read_party(packs, parts[place], option="--add") for place in (1, 3))
    if actor == recipient:
        raise fail("N153", value=parts[1])
    return Assumed(day=day, actor=actor, type=read_type(packs, parts[2], option="--add"), recipient=recipient)


def _has_row(table: EventTable, file: int, row: int) -> bool:
    return bool(((table.file == file) & (table.row == row)).any())


def _questions(
    model: WindowModel, ground: Ground, gone: Sequence[str], assumed: Sequence[Assumed]
) -> tuple[Asked, ...]:
    """The most probable ones in either past, and all between the actor and the parties of the changed events."""
    before, after = ground.table, with_events(without_events(ground.table, gone), assumed)
    likely = (
        one
        for table in (before, after)
        for one, _ in forecast_many(
            model,
            table,
            as_of=ground.as_of,
            actor=ground.actor,
            recipient=ground.recipient,
            types=ground.types or None,
            limit=_LIKELY,
        )
    )
    parties = [side for one in assumed for side in (one.actor, one.recipient)]
    parties += [side for place in gone for side in _sides(before, place)]
    others = [one for one in dict.fromkeys(parties) if one != ground.actor and ground.recipient in (None, one)]
    touched = (
        Asked(actor=ground.actor or "", type=kind, recipient=other)
        for other in others
        for kind in ground.types or model.types
    )
    return tuple(dict.fromkeys((*likely, *touched)))


def _sides(table: EventTable, place: str) -> tuple[str, ...]:
    """The parties of the events at a place."""
    file, _, row = place.rpartition("#")
    chosen = (table.file == table.files.index(file or place)) & (table.row == int(row if file else 0))
    numbers = np.unique(np.concatenate((table.source[chosen], table.target[chosen])))
    return tuple(table.actors[int(number)] for number in numbers)


def _row(ground: Ground, shift: Shift, within: int) -> Row:
    asked, before, after = shift.asked, shift.before.probability or 0.0, shift.after.probability or 0.0
    return {
        "status": ANSWERED,
        "actor": asked.actor,
        "type": asked.type,
        "recipient": asked.recipient,
        "before": before,
        "after": after,
        "difference": after - before,
        "before_term": term_of(before),
        "after_term": term_of(after),
        "why_none": None,
        "sentence": {
            one.words.language: one.words.count(
                "foresight.whatif",
                within,
                act=act_words(one, actor=asked.actor, type=asked.type, recipient=asked.recipient),
                before=format_probability(before, one.words),
                after=format_probability(after, one.words),
            )
            for one in spoken(ground.packs)
        },
        "moved": [
            {
                "kind": move.kind,
                "before": move.before,
                "after": move.after,
                "difference": move.change,
                "sentence": {
                    one.words.language: one.words.say(f"foresight.moved.{move.kind}") for one in spoken(ground.packs)
                },
            }
            for move in shift.moves
        ],
    }


def _none(ground: Ground, why: str) -> Row:
    """No number in either past, and why."""
    told = none_row(ground, why)
    return {
        "rank": None,
        "actor": ground.actor,
        "type": None,
        "recipient": ground.recipient,
        "before": None,
        "after": None,
        "difference": None,
        "before_term": None,
        "after_term": None,
        "moved": [],
        **{name: told[name] for name in ("status", "why_none", "sentence")},
    }


def _assumed_row(one: Assumed) -> Row:
    return {"day": one.day.isoformat(), "actor": one.actor, "type": one.type, "recipient": one.recipient}
