"""One event with everything that speaks for and against it; two events side by side; a claim's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.pipeline.judgements import EVENT
from neraca.publish.book import MARKS
from neraca.publish.events import EventRow, event_row
from neraca.publish.format import format_day
from neraca.publish.telling import tell_deed
from neraca.records import Entry, Event, EventStatus, Meanings
from neraca.service.event_history import Standpoint, source_words, status_history
from neraca.service.linking import link_row, pair_row
from neraca.service.narrowing import Narrowed, opposing, tied_events
from neraca.store import Store
from neraca.web.descent import draw_descent
from neraca.web.pages.judging import find_gone, judgements_on, said_rows
from neraca.web.rows import cut, list_events, turn
from neraca.web.sides import both_sides
from neraca.web.visit import Visit, open_visit

_MOST_TIED, _MOST_ENTRIES, _MOST_REPORTS = 12, 12, 20
_MOST_COMPARED, _MOST_NEIGHBOURS = 16, 12


def event(request: Request) -> Response:
    """One event."""
    visit = open_visit(request)
    own = request.path_params["id"]
    known = visit.snapshot.index.events.get(own)
    if known is None:
        return _moved(visit, own)
    ties = tied_events(own, visit.snapshot.index)
    tied, leaf = turn(ties, visit.number("tied"), per_page=_MOST_TIED)
    near = _neighbours(visit, known)
    outcomes = [
        visit.snapshot.index.anchors[one].id for one in known.fulfilled_by if one in visit.snapshot.index.anchors
    ]
    part = cut(visit, (own, *tied, *near, *outcomes))
    book = visit.book(part)
    row = _shorten(event_row(known, book))
    refs = [*(f"{EVENT}{claim}" for claim in known.claims), *known.claims]
    beside = visit.snapshot.index.events.get(visit.query("with"))
    return visit.page(
        "event_page.html.j2",
        event=known,
        marks=MARKS,
        row=row,
        listed=list_events(visit, (own,), book)[0],
        sides=both_sides(visit, known, book),
        descent=draw_descent((book.claims[one].document for one in known.claims), book),
        history=[_stand(visit, one) for one in _history(visit, known, part)],
        tied=[(_tie(visit, known, one.row.id), one) for one in list_events(visit, tied, book)],
        tied_leaf=leaf,
        entries=[_entry(visit, visit.snapshot.index.entries[one]) for one in row.entries[:_MOST_ENTRIES]],
        entries_left=max(0, len(row.entries) - _MOST_ENTRIES),
        links=_links(visit, known, part, near),
        judgements=said_rows(visit, judgements_on(visit, refs), part.account),
        statuses=[one.value for one in EventStatus],
        beside=None if beside is None or beside.id == own else (beside.id, _deed(visit, beside)),
    )


def choose(request: Request) -> Response:
    """To the comparison with the event that a form names, by its id or its address."""
    visit = open_visit(request)
    own, wanted = request.path_params["id"], visit.query("other")
    other = wanted.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    if own not in visit.snapshot.index.events or other not in visit.snapshot.index.events or other == own:
        raise fail("N102", name=wanted or "''")
    return RedirectResponse(visit.url(f"/events/{own}/compare/{other}"), status_code=303)


def compare(request: Request) -> Response:
    """Two events side by side: are they one?"""
    visit = open_visit(request)
    own, other = request.path_params["id"], request.path_params["other"]
    known = [visit.snapshot.index.events.get(one) for one in (own, other)]
    if known[0] is None or known[1] is None or own == other:
        return _moved(visit, own if known[0] is None else other)
    one, two = known[0], known[1]
    part = cut(visit, (own, other))
    book = visit.book(part)
    rows = {listed.row.id: listed for listed in list_events(visit, (own, other), book)}
    refs = [{f"{EVENT}{claim}" for claim in each.claims} | set(each.claims) for each in (one, two)]
    about = [each for each in judgements_on(visit, refs[0] | refs[1]) if _joins(each.about, refs)]
    return visit.page(
        "compare_page.html.j2",
        pair=[(rows[each.id], both_sides(visit, each, book)[0].said[:3]) for each in (one, two)],
        link_pair=_pair(visit, one, two, part),
        opposite=one.negated != two.negated,
        judgements=said_rows(visit, about, part.account),
    )


def claim(request: Request) -> Response:
    """To a claim's place in its article."""
    visit = open_visit(request)
    own = request.path_params["id"]
    if own not in visit.snapshot.index.claims:
        raise HTTPException(404)
    return RedirectResponse(visit.link(own), status_code=303)


def _moved(visit: Visit, own: str) -> Response:
    """To what became of an event that is none any more."""
    address = find_gone(visit, own)
    if not address:
        raise HTTPException(404)
    path, hash_sign, mark = address.partition("#")
    done = visit.query("done")
    if done:
        path += f"{'&' if '?' in path else '?'}done={done}" if done.replace("-", "").isalnum() else ""
    return RedirectResponse(f"{path}{hash_sign}{mark}", status_code=303)


def _shorten(row: EventRow) -> EventRow:
    """The row with as many reports of each witness as a page can show; each witness tells how many there are."""
    sides = [
        tuple(
            replace(
                one,
                reports=tuple(
                    replace(each, copies=each.copies[:_MOST_REPORTS]) for each in one.reports[:_MOST_REPORTS]
                ),
            )
            for one in listed
        )
        for listed in (row.weight.backers, row.weight.deniers)
    ]
    return replace(row, weight=replace(row.weight, backers=sides[0], deniers=sides[1]))


def _joins(about: Iterable[str], sides: list[set[str]]) -> bool:
    named = set(about)
    return all(named & side for side in sides)


def _deed(visit: Visit, known: Event) -> str:
    told = tell_deed(known, visit.names, visit.words)
    return told[:1].upper() + told[1:]


def _history(visit: Visit, known: Event, part: Narrowed) -> tuple[Standpoint, ...]:
    sources = source_words(part.account, part.background, visit.packs)
    return status_history(known, part.account, sources=sources)


def _stand(visit: Visit, one: Standpoint) -> tuple[str, Standpoint]:
    return (format_day(one.day, visit.words) if one.day else "", one)


def _tie(visit: Visit, known: Event, other: str) -> tuple[str, ...]:
    """How another event hangs on one, as keys of words."""
    index = visit.snapshot.index
    found = []
    contrary = {each.id for claim in opposing(known) for each in index.events_of.get(claim, ())}
    if other in contrary:
        found.append("opposite")
    if index.events[other].anchor in (*known.fulfilled_by, *known.partly_by):
        found.append("outcome")
    if known.anchor in (*index.events[other].fulfilled_by, *index.events[other].partly_by):
        found.append("foretold")
    for place in index.related.said.get(known.id, ()):
        reaction = index.relations.reactions.said[place]
        if other in (reaction.cause, reaction.effect):
            found.append("answered" if reaction.effect == other else "answers")
    return tuple(dict.fromkeys(found)) or ("opposite",)


def _entry(visit: Visit, one: Entry) -> dict[str, str]:
    names, words = visit.names, visit.words
    return {
        "id": one.id,
        "parties": f"{names.actor(one.giver)} → {names.actor(one.receiver)}",
        "item": one.name or names.item(one.item_class),
        "status": words.term("entry-status", one.status),
    }


def _neighbours(visit: Visit, known: Event) -> tuple[str, ...]:
    """Events with the same parties, those of the same type and items first, as far as they may come near this one."""
    facets, index = visit.snapshot.facets, visit.snapshot.index
    held = facets.held["actor"]
    parties = [held.get(code, frozenset()) for code in (*known.actors, *known.recipients)]
    common = frozenset.intersection(*parties) if parties else frozenset()
    alike = common & facets.held["type"].get(known.type, frozenset())
    items = [facets.held["item"].get(one, frozenset()) for one in known.items]
    best = alike & frozenset.union(*items) if items else alike
    own = index.order[known.id]
    ordered = [*sorted(best, key=lambda at: abs(at - own)), *sorted(alike - best, key=lambda at: abs(at - own))]
    return tuple(facets.ids[at] for at in ordered if at != own)[:_MOST_NEIGHBOURS]


def _links(visit: Visit, known: Event, part: Narrowed, near: Iterable[str]) -> Mapping[str, Any]:
    """Why its first claims are one event, and which of other events came near it."""
    index = visit.snapshot.index
    strangers = [index.events[one].anchor for one in near]
    shown = (*known.claims[:_MOST_COMPARED], *strangers)
    row = link_row(
        known,
        part.account,
        _meanings(visit, {index.claims[one].document for one in shown}),
        rarity=visit.snapshot.rarity,
        most=_MOST_COMPARED,
        among=shown,
    )
    return {**row, "left_out": max(0, len(known.claims) - _MOST_COMPARED)}


def _pair(visit: Visit, one: Event, two: Event, part: Narrowed) -> Mapping[str, Any]:
    claims = visit.snapshot.index.claims
    first, second = (claims[each.strongest or each.anchor] for each in (one, two))
    meanings = _meanings(visit, {first.document, second.document})
    return pair_row(first, second, part.account, meanings, rarity=visit.snapshot.rarity)


def _meanings(visit: Visit, documents: set[str]) -> tuple[Meanings, ...]:
    try:
        with Store.open(visit.desk.shelf.folder) as store:
            return store.meanings_of(sorted(documents))
    except NeracaError:
        return ()


EVENT_PAGES = (
    Route("/events/{id}", event),
    Route("/events/{id}/compare", choose),
    Route("/events/{id}/compare/{other}", compare),
    Route("/claims/{id}", claim),
)
