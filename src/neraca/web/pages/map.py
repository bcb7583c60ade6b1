"""The map: the busiest ways between parties, each with its words beside it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.map import Map, draw_map
from neraca.publish.world import read_world
from neraca.web.options import read_party
from neraca.web.rows import cut
from neraca.web.visit import NotReadyError, Visit, open_visit

# A map with more lines than this is not read; the ledger has them all.
_MOST = 24
_WAIT_S = 5.0


def exchange_map(request: Request) -> Response:
    """The map of what passed between parties, or between one party and the others."""
    visit = open_visit(request)
    party = read_party(visit, "actor")
    loads = visit.snapshot.traffic.loads
    ways = [way for way in loads if party in ("", *way)]
    parties = sorted({code for way in loads for code in way})
    return visit.page(
        "map_page.html.j2",
        map=_drawn(visit, party) if ways else None,
        shown=min(len(ways), _MOST),
        total=len(ways),
        party=party,
        parties=sorted((visit.names.actor(code) or visit.words.say("unknown-party"), code) for code in parties),
    )


def _drawn(visit: Visit, party: str) -> Map | None:
    """The drawing, made once for a snapshot, party and language."""
    traffic, book, world = visit.snapshot.traffic, visit.book(cut(visit, ())), read_world()
    if party:
        loads = {way: load for way, load in traffic.loads.items() if party in way}
        near = {code for way in loads for code in way}
        parties = {code: number for code, number in traffic.parties.items() if code in near}
        traffic = replace(traffic, loads=loads, parties=parties)

    def make() -> tuple[Map | None]:
        return (draw_map(book, world, traffic.busiest(_MOST)),)

    made = visit.desk.bench.get(visit.snapshot, ("map", party, visit.language), make, wait_s=_WAIT_S)
    if made is None:
        raise NotReadyError
    return made[0]


MAP = (Route("/map", exchange_map),)
