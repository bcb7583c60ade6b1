"""The outlook: what is foreseen and what became of it, how often each voice was right, and the program's forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.packs.words import Words
from neraca.publish.book import MARKS
from neraca.publish.format import format_day, format_share
from neraca.publish.outlook import PARTS, lay_out_outlook
from neraca.publish.relations import Relations
from neraca.records import SETTLED_LEAST, OutlookStatus, TrackRecord
from neraca.service.facets import Facets
from neraca.service.outlook_facets import ORDER, WORDS, voice_of
from neraca.service.selection import find_actor
from neraca.web.filters import Wanted, list_choices
from neraca.web.outlook_tabs import outlook_tabs
from neraca.web.pages.forecasts import forecasts_view
from neraca.web.rows import Leaf, cut, turn
from neraca.web.visit import Visit, open_visit

VIEWS = ("register", "records", "forecasts")
FILTERS = ("fate", "voice", "actor", "type", "outlet")
_PER_PAGE = 25
# Width of a chart of rates, in its own units.
_WIDTH = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How many outlooks of a voice or an outlet came to what.

    Attributes:
        counts: Mark, number, fate in words, and the address of the list, of each fate that occurs.
        rate: The rate with its interval in words; where too few are settled for one, that they are.
        places: Of low, rate and high on the chart; None without a rate.
    """

    name: str
    address: str
    settled: int
    counts: tuple[tuple[str, int, str, str], ...]
    rate: str
    places: tuple[float, float, float] | None


def outlook(request: Request) -> Response:
    """A page of the register, the records, or the place of the program's own forecasts."""
    visit = open_visit(request)
    view = visit.query("view") if visit.query("view") in VIEWS else VIEWS[0]
    relations = visit.snapshot.relations
    found = {"register": _register, "records": _records, "forecasts": forecasts_view}[view](visit)
    seen_from = relations.chronology.seen_from
    return visit.page(
        "outlook_page.html.j2",
        view=view,
        tabs=outlook_tabs(visit),
        seen_from=format_day(seen_from, visit.words) if seen_from else "",
        **found,
    )


def one_outlook(request: Request) -> Response:
    """To an outlook's place in the register."""
    visit = open_visit(request)
    own = request.path_params["id"]
    listed = visit.snapshot.outlook_facets.find({}, order=ORDER)
    if own not in listed:
        raise HTTPException(404)
    page = listed.index(own) // _PER_PAGE + 1
    return RedirectResponse(visit.url("/outlook", page=page if page > 1 else None, mark=own), status_code=303)


def _register(visit: Visit) -> dict[str, Any]:
    facets = visit.snapshot.outlook_facets
    wanted = _read_filters(visit)
    asked = {**wanted, "counted": ("yes",) if visit.query("counted") == "yes" else ()}
    since, until = visit.stretch()
    ids = facets.find(asked, since=since, until=until, order=ORDER)
    shown, leaf = turn(ids, visit.number("page"), per_page=_PER_PAGE)
    known = visit.snapshot.outlooks
    outlooks = tuple(known[one] for one in shown)
    book = visit.book(cut(visit, {one.event for one in outlooks}))
    kept = Relations(outlooks=outlooks, chronology=book.relations.chronology)
    return {
        "parts_shown": lay_out_outlook(replace(book, relations=kept)).parts,
        "sizes": _sizes(facets, ids) if len(ids) > _PER_PAGE else {},
        "leaf": leaf,
        "wanted": {name: values[0] if values else "" for name, values in wanted.items()},
        "counted": bool(asked["counted"]),
        "since": visit.query("since"),
        "until": visit.query("until"),
        "choices": [(name, _choices(visit, facets, name, asked)) for name in FILTERS],
        "name_of": lambda name, value: name_value(visit, name, value),
    }


def _sizes(facets: Facets, ids: Sequence[str]) -> Mapping[str, int]:
    """How many of all that was found stand in each part of the register."""
    found = set(ids)
    return {
        part: len(found.intersection(facets.ids[place] for place in facets.held["part"].get(part, ())))
        for part in PARTS
    }


def _read_filters(visit: Visit) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {}
    for name in FILTERS:
        value = visit.query(name)
        if name in ("actor", "voice") and value and not value.startswith(WORDS):
            value = find_actor(visit.packs, value) or value
        wanted[name] = (value.upper() if name == "type" else value,) if value else ()
    return wanted


def _choices(visit: Visit, facets: Facets, name: str, asked: Wanted) -> list[tuple[str, str, int]]:
    return [(value, name_value(visit, name, value), number) for value, number in list_choices(facets, name, asked)]


def name_value(visit: Visit, name: str, value: str) -> str:
    """What a filter's value is called in the visitor's language."""
    if name == "fate":
        return visit.words.term("outlook-status", value)
    if name == "type":
        return visit.names.event(value)
    if name == "outlet":
        return visit.names.outlet(value)
    return value.removeprefix(WORDS) if value.startswith(WORDS) else visit.names.actor(value)


def _records(visit: Visit) -> dict[str, Any]:
    records = [one for one in visit.snapshot.relations.track_records if one.settled]
    shown: dict[str, tuple[tuple[Record, ...], Leaf]] = {}
    for kind, is_outlet in (("voices", False), ("outlets", True)):
        listed = [one for one in records if one.is_outlet is is_outlet]
        places, leaf = turn([str(place) for place in range(len(listed))], visit.number(kind), per_page=_PER_PAGE)
        shown[kind] = tuple(lay_out_record(visit, listed[int(place)]) for place in places), leaf
    return {"records": shown, "least": SETTLED_LEAST}


def lay_out_record(visit: Visit, record: TrackRecord) -> Record:
    """A voice's or outlet's record, each number with the address of its outlooks."""
    words = visit.words
    source = {"outlet": record.source} if record.is_outlet else {"voice": voice_of(record)}
    counts = (
        (OutlookStatus.FULFILLED, record.fulfilled),
        (OutlookStatus.PARTLY, record.partly),
        (OutlookStatus.LAPSED, record.lapsed),
        (OutlookStatus.CONTRADICTED, record.contradicted),
        (OutlookStatus.OPEN, record.open),
    )
    name = visit.names.outlet(record.source) if record.is_outlet else record.source
    return Record(
        name=visit.names.actor(record.source) if record.has_id else name,
        address=visit.url("/outlook", counted="yes", **source),
        settled=record.settled,
        counts=tuple(
            (
                MARKS[fate.value],
                number,
                words.term("outlook-status", fate),
                visit.url("/outlook", counted="yes", fate=fate.value, **source),
            )
            for fate, number in counts
            if number
        ),
        rate=_rate(record, words),
        places=_places(record),
    )


def _rate(record: TrackRecord, words: Words) -> str:
    if record.rate is None or record.low is None or record.high is None:
        return words.count("web.outlook.too-few", record.settled)
    rate, low, high = (format_share(share, words) for share in (record.rate, record.low, record.high))
    return words.say("outlook-rate", rate=rate, low=low, high=high, fulfilled=record.fulfilled, settled=record.settled)


def _places(record: TrackRecord) -> tuple[float, float, float] | None:
    if record.rate is None or record.low is None or record.high is None:
        return None
    low, rate, high = (round(share * _WIDTH, 1) for share in (record.low, record.rate, record.high))
    return low, rate, high


OUTLOOK = (Route("/outlook", outlook), Route("/outlook/{id}", one_outlook))
