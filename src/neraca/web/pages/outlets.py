"""Outlets: the table of all, and the page of one with its articles, its record, and whom it repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.format import format_day, format_share
from neraca.publish.sources import Source, list_sources
from neraca.service.outlet_book import ORDERS, Outlet, order_outlets
from neraca.web.pages.outlook import lay_out_record
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit, read_day

SHOWN = ("all", "copied", "named", "anonymous", "odd")
NAMELESS = "-"
"""Stands in addresses for all articles that name no outlet."""

_PER_PAGE = 50
_ARTICLES = 20
_FIRST = "documents"
_UPWARDS = frozenset({"outlet", "reliability"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number, or what stands for it, and the address of the list behind it; "" where there is none."""

    key: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """An outlet in the table.

    Attributes:
        kind: What it is, in words; "" where that is not known.
        letter: Its reliability, as a person judged it; "" where nobody did.
        period: First and last day of publication.
    """

    name: str
    address: str
    kind: str
    letter: str
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column that can be ordered by: the address that does, and in which way it is now."""

    key: str
    address: str
    order: str


def outlets(request: Request) -> Response:
    """A page of the table, by a column."""
    visit = open_visit(request)
    order = visit.query("order") if visit.query("order") in ORDERS else _FIRST
    downwards = visit.query("way") == "down" if visit.query("way") in ("up", "down") else order not in _UPWARDS
    known = visit.snapshot.outlets
    ordered = [one.name for one in order_outlets(known.values(), order, downwards=downwards)]
    shown, leaf = turn(ordered, visit.number("page"), per_page=_PER_PAGE)
    return visit.page(
        "outlets_page.html.j2",
        rows=[lay_out_outlet(visit, known[name]) for name in shown],
        heads=[_head(visit, key, order=order, downwards=downwards) for key in ORDERS],
        leaf=leaf,
    )


def outlet(request: Request) -> Response:
    """One outlet."""
    visit = open_visit(request)
    named = request.path_params["name"]
    own = visit.snapshot.outlets.get("" if named == NAMELESS else named)
    if own is None:
        raise HTTPException(404)
    show = visit.query("show") if visit.query("show") in SHOWN else SHOWN[0]
    listed = {kind: _choose(visit, own, kind) for kind in SHOWN}
    shown, leaf = turn(listed[show], visit.number("page"), per_page=_ARTICLES)
    book = visit.book(cut(visit, (), documents=shown))
    sources = {one.id: one for shelf in list_sources(book) for one in _flat(shelf.sources)}
    return visit.page(
        "outlet_page.html.j2",
        row=lay_out_outlet(visit, own),
        name=own.name,
        record=lay_out_record(visit, own.record) if own.record is not None else None,
        copies=[_side(visit, own.sources), _side(visit, own.repeaters)],
        tabs=[
            (kind, visit.words.say(f"web.outlets.show.{kind}"), len(listed[kind]), _address(visit, own.name, kind))
            for kind in SHOWN
        ],
        show=show,
        sources=[sources[one] for one in shown if one in sources],
        leaf=leaf,
    )


def outlet_path(name: str) -> str:
    """The path of an outlet's page."""
    return f"/outlets/{quote(name or NAMELESS, safe='')}"


def lay_out_outlet(visit: Visit, own: Outlet) -> OutletRow:
    """An outlet's row, each number with the address of the list that it counts."""
    words, row = visit.words, own.row
    kind = words.term("kind", row["kind"]) if row["kind"] else ""
    country = visit.names.actor(row["country"]) if row["country"] else ""
    return OutletRow(
        name=visit.names.outlet(own.name) if own.name else words.say("no-outlet"),
        address=visit.url(outlet_path(own.name)),
        kind=words.say("comma").join(filter(None, (kind, country))),
        letter=row["reliability"] or "",
        period=_period(visit, row["first"], row["last"]),
        cells=tuple(_cells(visit, own)),
    )


def _cells(visit: Visit, own: Outlet) -> Iterator[Cell]:
    row, name = own.row, own.name
    here = visit.url(outlet_path(name), mark="articles")
    yield Cell(key="documents", text=visit.amount(row["documents"]), address=here)
    claims = visit.url("/claims", outlet=name) if name else ""
    yield Cell(key="claims", text=visit.amount(row["claims"]), address=claims)
    yield Cell(key="days", text=visit.amount(own.days), address=here)
    for key, show in (("attributed", "named"), ("anonymous", "anonymous")):
        share = row[key]
        text = "" if share is None else format_share(share, visit.words)
        yield Cell(key=key, text=text, address=_address(visit, name, show) if share else "")
    yield Cell(
        key="derived",
        text=visit.amount(row["derived"]),
        address=_address(visit, name, "copied") if row["derived"] else "",
    )
    odd = visit.url("/checks", outlet=name) if name and row["findings"] else ""
    yield Cell(key="findings", text=visit.amount(row["findings"]), address=odd)
    record = own.record
    if record is None:
        yield Cell(key="fulfilled", text="", address="")
    else:
        text = visit.words.say("web.outlets.of", n=record.fulfilled, all=record.settled)
        kept = visit.url("/outlook", outlet=name, counted="yes", fate="fulfilled")
        yield Cell(key="fulfilled", text=text, address=kept if record.fulfilled else "")


def _address(visit: Visit, name: str, show: str) -> str:
    return visit.url(outlet_path(name), mark="articles", show=None if show == SHOWN[0] else show)


def _head(visit: Visit, key: str, *, order: str, downwards: bool) -> Head:
    """Ordering by the column that is ordered by turns it round."""
    down = not downwards if key == order else key not in _UPWARDS
    state = ("descending" if downwards else "ascending") if key == order else "none"
    address = visit.here(order=key, way="down" if down else "up", page=None)
    return Head(key=key, address=address, order=state)


def _choose(visit: Visit, own: Outlet, show: str) -> Sequence[str]:
    """The outlet's articles that are copies, rest on named or on unnamed voices, or have findings."""
    snapshot = visit.snapshot
    voiced = snapshot.whole_background.voiced
    if show == "copied":
        return [one for one in own.documents if one in snapshot.index.parents]
    if show == "named":
        return [one for one in own.documents if one in voiced and voiced[one].named]
    if show == "anonymous":
        return [one for one in own.documents if one in voiced and voiced[one].anonymous]
    if show == "odd":
        return [one for one in own.documents if one in snapshot.index.findings]
    return own.documents


def _side(visit: Visit, ranked: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    words = visit.words
    return [
        (visit.names.outlet(name) if name else words.say("no-outlet"), visit.url(outlet_path(name)), number)
        for name, number in ranked
    ]


def _period(visit: Visit, first: str | None, last: str | None) -> str:
    days = [format_day(day, visit.words) for text in (first, last) if text and (day := read_day(text))]
    if not days:
        return visit.words.say("undated")
    return days[0] if days[0] == days[-1] else visit.words.say("from-to", start=days[0], end=days[-1])


def _flat(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        yield source
        yield from _flat(source.copies)


OUTLETS = (Route("/outlets", outlets), Route("/outlets/{name:path}", outlet))
