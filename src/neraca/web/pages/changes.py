"""What changed between two days: which events are new or told otherwise, and the articles that did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.book import MARKS
from neraca.publish.exports import Row
from neraca.publish.format import format_day, format_number, format_quantity, format_span
from neraca.records.days import shift_day
from neraca.records.values import Estimate
from neraca.service.changes import Change, ChangeKind, changes_rows, find_changes
from neraca.service.selection import Selection, find_actor, select
from neraca.service.snapshot import Snapshot
from neraca.web.rows import turn
from neraca.web.visit import NotReadyError, Visit, open_visit

STEPS = (1, 7, 30)
"""Days before the newest article that a reader can go back by one click."""

FILTERS = ("kind", "actor", "type")
_STEP = 7
_MOST_CHOICES = 60
_MOST_CLAIMS, _MOST_DOCUMENTS = 12, 8
# A page says that it waits rather than keep a reader waiting for the comparison.
_WAIT_S = 0.1
_MARKS = {
    ChangeKind.MERGED: "yes",
    ChangeKind.SPLIT: "half",
    ChangeKind.GONE: "silent",
    ChangeKind.CREDIBILITY: "half",
    ChangeKind.DENIAL: "no",
    ChangeKind.WITNESSES: "yes",
    ChangeKind.FIGURES: "half",
    ChangeKind.ESTIMATE: "half",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change as it is shown.

    Attributes:
        kind: What changed, in words.
        turn: From what to what, who denies, which amounts; "" where the kind says it all.
        address: Of the event; "" where there is none any more.
        claims: Ids and numbers of those that did it, and how many more there are.
        documents: Address, title, language, outlet and day of the articles that did it, and how many more there are.
    """

    kind: str
    mark: str
    turn: str
    address: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool
    when: str
    claims: tuple[tuple[str, str], ...]
    claims_more: int
    documents: tuple[tuple[str, str, str, str], ...]
    documents_more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two days, the later account, and what changed between them."""

    since: date
    until: date
    after: Snapshot
    changes: tuple[Change, ...]


def changes(request: Request) -> Response:
    """A page of the changes; as long as one of the days is being built it says so."""
    visit = open_visit(request)
    newest = visit.snapshot.newest
    since = read_since(visit)
    found = None if since is None else compare(visit, since, wait_s=_WAIT_S)
    wanted = {name: visit.query(name) for name in FILTERS}
    selection = Selection(
        actor=find_actor(visit.packs, wanted["actor"]) or wanted["actor"] or None,
        type=wanted["type"].upper() or None,
    )
    asked = [one for one in found.changes if selection.holds_event(one.event, None)] if found is not None else []
    kinds = Counter(one.kind for one in asked)
    kept = [one for one in asked if wanted["kind"] in ("", one.kind.value)]
    places, leaf = turn([str(place) for place in range(len(kept))], visit.number("page"))
    facets, names = visit.snapshot.facets, visit.names
    return visit.page(
        "changes_page.html.j2",
        since=since,
        since_words=format_day(since, visit.words) if since else "",
        until_words=format_day(found.until, visit.words) if found else "",
        waits=since is not None and found is None,
        lines=[lay_out_change(visit, kept[int(place)]) for place in places],
        leaf=leaf,
        steps=[(days, shift_day(newest, timedelta(days=-days))) for days in STEPS] if newest else [],
        kinds=[(kind, visit.words.term("change", kind), kinds[kind]) for kind in ChangeKind if kinds[kind]],
        undated=visit.snapshot.undated,
        wanted={**wanted, "actor": selection.actor or "", "type": selection.type or ""},
        choices=[
            ("actor", [(code, names.actor(code), n) for code, n in facets.counts("actor")[:_MOST_CHOICES]]),
            ("type", [(code, names.event(code), n) for code, n in facets.counts("type")[:_MOST_CHOICES]]),
        ],
        name_of=lambda name, value: names.actor(value) if name == "actor" else names.event(value),
    )


def changes_view(visit: Visit) -> list[Row]:
    """The rows of the command line's `changes`.

    Raises:
        NotReadyError: One of the days is still being built.
        NeracaError: N103 and N107, as `select`.
    """
    since = read_since(visit)
    if since is None:
        return []
    selection = select(
        visit.packs,
        actor=visit.query("actor") or None,
        type=visit.query("type") or None,
        since=since,
        until=min(_ends(visit), default=None),
    )
    found = compare(visit, since, wait_s=visit.desk.patience_s)
    if found is None:
        raise NotReadyError
    return changes_rows(found.changes, found.after.account, selection)


def read_since(visit: Visit) -> date | None:
    """The day that the address names, else a week before the newest article; None where nothing is dated.

    Raises:
        NeracaError: N103, when what it names is no day.
    """
    asked, newest = visit.day("since"), visit.snapshot.newest
    return asked or (shift_day(newest, timedelta(days=-_STEP)) if newest is not None else None)


def compare(visit: Visit, since: date, *, wait_s: float) -> Compared | None:
    """What changed from a day to the last one that counts; None while that is being made.

    Articles without a date are in neither account.
    """
    snapshot, desk = visit.snapshot, visit.desk
    until = max(since, min(_ends(visit), default=snapshot.newest or since))
    is_whole = not snapshot.undated and until == snapshot.newest
    after = snapshot if is_whole else desk.shelf.get(until, wait_s=wait_s)
    # The number first: what comes of a newer snapshot is then made once more, never kept under a later number.
    key = ("changes", since, desk.shelf.serial(since))
    before = desk.shelf.get(since, wait_s=wait_s)
    if after is None or before is None:
        return None
    found = desk.bench.get(after, key, lambda: find_changes(before.account, after.account), wait_s=wait_s)
    return None if found is None else Compared(since=since, until=until, after=after, changes=found)


def lay_out_change(visit: Visit, change: Change) -> Line:
    """A change with what is needed to open it."""
    index, words, names, event = visit.snapshot.index, visit.words, visit.names, change.event
    now = event.id if event.id in index.events else next((one.id for one in index.events_of.get(event.anchor, ())), "")
    documents = [index.documents[one] for one in change.documents if one in index.documents]
    return Line(
        kind=words.term("change", change.kind),
        mark=_MARKS.get(change.kind) or MARKS[event.status.value],
        turn=_turn(visit, change),
        address=visit.link(now) if now else "",
        actors=words.say("comma").join(map(names.actor, event.actors)),
        recipients=words.say("comma").join(map(names.actor, event.recipients)),
        act=names.event(event.type),
        items=words.say("comma").join(map(names.item, event.items)),
        negated=event.negated,
        when=format_span(event.when, words) if event.when is not None else "",
        claims=tuple((one, index.numbers[one]) for one in change.claims[:_MOST_CLAIMS] if one in index.numbers),
        claims_more=len(change.claims[_MOST_CLAIMS:]),
        documents=tuple(
            (
                visit.link(one.id),
                " ".join(one.title.value.split()) if one.title else one.label,
                "" if one.language == "und" else one.language,
                words.say("comma").join(
                    (
                        names.outlet(one.outlet.value) if one.outlet else words.say("no-outlet"),
                        format_day(one.day, words) if one.day else words.say("undated"),
                    )
                ),
            )
            for one in documents[:_MOST_DOCUMENTS]
        ),
        documents_more=len(documents[_MOST_DOCUMENTS:]),
    )


def _turn(visit: Visit, change: Change) -> str:
    """From what to what, or what was added."""
    words, comma = visit.words, visit.words.say("comma")
    if change.kind is ChangeKind.CREDIBILITY:
        return _arrow([f"{one} ({words.say(f'credibility.{one}')})" for one in (change.was, change.now)])
    if change.kind is ChangeKind.WITNESSES:
        return _arrow((change.was, change.now))
    if change.kind is ChangeKind.DENIAL:
        named = [visit.names.actor(one) for one in change.voices if one]
        return comma.join(named) or words.say("unnamed")
    if change.kind is ChangeKind.FIGURES:
        return comma.join(format_quantity(one, words) for one in change.figures)
    if change.kind is ChangeKind.ESTIMATE:
        return _arrow([_range(visit, one) for one in change.estimates])
    return _arrow([words.term("event-status", one) for one in (change.was, change.now) if one])


def _range(visit: Visit, one: Estimate | None) -> str:
    if one is None:
        return "–"
    low, best, high = (format_number(bound, visit.words) for bound in (one.low, one.best, one.high))
    return f"{best} ({low}–{high}) {visit.words.term('unit', one.unit)}"


def _arrow(sides: Sequence[str]) -> str:
    return " → ".join(sides)


def _ends(visit: Visit) -> list[date]:
    return [day for day in (visit.day("until"), visit.as_of) if day is not None]


CHANGES = (Route("/changes", changes),)
