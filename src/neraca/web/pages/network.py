"""The network: who stands with whom on two days side by side, and the events that each tie rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.publish.balance import pair_id
from neraca.publish.format import format_day
from neraca.publish.network import View, lay_out_networks, strongest_first, told_first
from neraca.records import Dyad, Network, Role, Tie
from neraca.records.days import shift_day
from neraca.service.network_days import place_alike, weave_day
from neraca.service.network_rows import balance_rows, bloc_rows, role_rows, tie_rows, triad_rows
from neraca.service.selection import Selection, select
from neraca.web.options import Rows, is_set, read_party
from neraca.web.rows import cut, list_events, rank, turn
from neraca.web.visit import NotReadyError, Visit, open_visit

_PAIRS, _ROLES, _SENTENCES = 12, 6, 3
_ROLES_ALONE = 20
# Events of one direction of a tie on the page of all ties; the tie's own page has every one.
_DEEDS = 4
_WAIT_S = 2.0
_STEP = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that are compared; `since` is None where there is only one."""

    since: date | None
    day: date


def network(request: Request) -> Response:
    """The networks of two days, and a page of the ties of the later one."""
    visit = open_visit(request)
    known = visit.snapshot.relations.networks
    if not known:
        return visit.page("network_page.html.j2", view=None)
    days = read_days(visit)
    if visit.query("step") in ("earlier", "later"):
        return _step(visit, days)
    networks = networks_on(visit, days)
    party = read_party(visit, "actor")
    dyads = [one for one in networks[-1].dyads if party in ("", one.first, one.second)]
    dyads.sort(key=strongest_first)
    places, leaf = turn(tuple(map(str, range(len(dyads)))), visit.number("page"), per_page=_PAIRS)
    chosen = [dyads[int(place)] for place in places]
    roles = _roles_of(networks[-1], party)
    shown = [_cut_role(role) for role in roles[:_ROLES]]
    tied = sorted({actor for one in networks[-1].dyads for actor in (one.first, one.second)})
    loom = visit.snapshot.loom
    return visit.page(
        "network_page.html.j2",
        view=_lay_out(visit, networks, chosen, shown),
        days=days,
        reading=_reading(visit, days),
        span=(loom.first or days.day, loom.last or days.day),
        leaf=leaf,
        party=party,
        parties=sorted((visit.names.actor(actor), actor) for actor in tied),
        roles=len(roles),
        told=_told(visit, networks[-1].ties),
    )


def roles(request: Request) -> Response:
    """A page of the roles of third parties on a day."""
    visit = open_visit(request)
    days, party = read_days(visit), read_party(visit, "actor")
    later = networks_on(visit, days)[-1] if visit.snapshot.relations.networks else None
    found = _roles_of(later, party) if later else []
    places, leaf = turn(tuple(map(str, range(len(found)))), visit.number("page"), per_page=_ROLES_ALONE)
    shown = [_cut_role(found[int(place)]) for place in places]
    view = _lay_out(visit, (later,), (), shown) if later else None
    return visit.page("roles_page.html.j2", view=view, days=days, party=party, leaf=leaf)


def tie(request: Request) -> Response:
    """The events that the tie of one pair rests on, on a day."""
    visit = open_visit(request)
    days = read_days(visit)
    later = networks_on(visit, days)[-1] if visit.snapshot.relations.networks else None
    own = request.path_params["id"]
    ties = [one for one in (later.ties if later else ()) if pair_id(one.source, one.target) == own]
    if later is None or not ties:
        raise HTTPException(404)
    order = visit.snapshot.index.order
    events = rank(visit, frozenset(order[event] for one in ties for event in one.events if event in order))
    shown, leaf = turn(events, visit.number("page"))
    (dyad,) = (one for one in later.dyads if pair_id(one.first, one.second) == own)
    view = _lay_out(visit, (later,), [dyad], ())
    return visit.page(
        "tie_page.html.j2",
        pair=view.pairs[0] if view else None,
        day=format_day(later.day, visit.words),
        days=days,
        rows=list_events(visit, shown),
        leaf=leaf,
        in_ledger=own in visit.snapshot.pairs,
        parties=(dyad.first, dyad.second),
        own=own,
    )


def network_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca network --json`, with its options `blocs`, `roles`, `triads` and `balance`."""
    loom = visit.snapshot.loom
    until = bounds.until or visit.day("day")
    select(visit.packs, since=bounds.since, until=until)
    day = until or loom.last
    if day is None:
        return []
    now = _weave(visit, day, bounds.type)
    then = _weave(visit, bounds.since, bounds.type) if bounds.since is not None else None
    shown = next((name for name in ("blocs", "roles", "triads", "balance") if is_set(visit, name)), "ties")
    if shown == "blocs":
        return [row for one in (then, now) if one is not None for row in bloc_rows(one, bounds)]
    if shown == "roles":
        return role_rows(now, visit.snapshot.account, bounds)
    if shown == "triads":
        return triad_rows(now, bounds)
    return balance_rows(now, then) if shown == "balance" else tie_rows(now, then, bounds)


def read_days(visit: Visit) -> Days:
    """The days asked for; by default those that a dossier compares.

    Raises:
        NeracaError: N103, when the address names a day that is none.
    """
    known = visit.snapshot.relations.networks
    day = visit.day("day") or (known[-1].day if known else date.max)
    asked, usual = visit.day("since"), known[0].day if len(known) > 1 else None
    if asked is None:
        return Days(since=usual if usual is not None and usual < day else None, day=day)
    return Days(since=min(asked, day) if asked != day else None, day=max(asked, day))


def networks_on(visit: Visit, days: Days) -> tuple[Network, ...]:
    """The networks of two days, or of one, each with places near those of the last day.

    Raises:
        NotReadyError: They are still being made.
    """
    known = visit.snapshot.relations.networks
    asked = tuple(day for day in (days.since, days.day) if day is not None)
    if asked == tuple(one.day for one in known):
        return known
    snapshot = visit.snapshot

    def make() -> tuple[Network, ...]:
        ready = {one.day: one for one in known}
        woven = [ready.get(day) or weave_day(snapshot.loom, day=day) for day in asked]
        return place_alike(woven, near=known[-1].places)

    found = visit.desk.bench.get(snapshot, ("networks", asked), make, wait_s=_WAIT_S)
    if found is None:
        raise NotReadyError
    return found


def _weave(visit: Visit, day: date, kind: str | None) -> Network:
    loom = visit.snapshot.loom
    found = visit.desk.bench.get(
        visit.snapshot,
        ("network", day, kind),
        lambda: weave_day(loom, day=day, kind=kind),
        wait_s=visit.desk.patience_s,
    )
    if found is None:
        raise NotReadyError
    return found


def _step(visit: Visit, days: Days) -> Response:
    """To the same page with both days a month earlier or later."""
    step = _STEP if visit.query("step") == "later" else -_STEP
    loom = visit.snapshot.loom

    def moved(day: date) -> str:
        first, last = loom.first or day, loom.last or day
        return min(max(shift_day(min(max(day, first), last), step), first), last).isoformat()

    since = moved(days.since) if days.since else None
    return RedirectResponse(visit.here(step=None, page=None, day=moved(days.day), since=since), status_code=303)


def _lay_out(visit: Visit, networks: Sequence[Network], dyads: Sequence[Dyad], roles: Sequence[Role]) -> View | None:
    """Pictures of the days, and rows of some ties and roles with the weightiest of their events."""
    pairs = {frozenset((one.first, one.second)) for one in dyads}
    ties = [one for one in networks[-1].ties if frozenset((one.source, one.target)) in pairs]
    resting = (*(one.events for one in ties), *(one.events for one in roles))
    events = [event for listed in resting for event in _weightiest(visit, listed)]
    documents = {remark.evidence.document for role in roles for remark in role.remarks}
    part = cut(visit, events, documents=documents)
    book = visit.book(replace(part, relations=replace(part.relations, networks=tuple(networks))))
    return lay_out_networks(book, dyads=dyads, roles=roles)


def _weightiest(visit: Visit, events: Iterable[str]) -> list[str]:
    known = visit.snapshot.index.events
    held = [known[event] for event in events if event in known]
    return [one.id for one in sorted(held, key=lambda one: (-one.witnesses, -one.reports, one.anchor))[:_DEEDS]]


def _roles_of(network: Network, party: str) -> list[Role]:
    """Roles of a party, or towards it; "" for all."""
    return sorted((one for one in network.roles if party in ("", one.actor, *one.toward)), key=told_first)


def _cut_role(role: Role) -> Role:
    return replace(role, remarks=role.remarks[:_SENTENCES])


def _reading(visit: Visit, days: Days) -> str:
    """Which day each drawing is of."""
    words, later = visit.words, format_day(days.day, visit.words)
    if days.since is None:
        return words.say("web.network-one", day=later)
    return words.say("web.network-two", earlier=format_day(days.since, words), later=later)


def _told(visit: Visit, ties: Iterable[Tie]) -> str:
    """How many events all ties of a day rest on."""
    return visit.amount(len({event for one in ties for event in one.events}))


NETWORK = (
    Route("/network", network),
    Route("/network/roles", roles),
    Route("/network/ties/{id}", tie),
)
