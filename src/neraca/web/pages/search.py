"""Search: what is asked for, how it was understood, and the sentences that hold it with what rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError
from neraca.packs.problems import Told, tell_problem
from neraca.publish.format import format_day
from neraca.service.query import Filter
from neraca.service.searching import PAGE, SearchPage, search, tell_notes, tell_search
from neraca.store import Store
from neraca.web.pages.api import send_rows
from neraca.web.rows import Leaf
from neraca.web.visit import Visit, open_visit

PER_PAGE = 10
# Fields of the form, each with the operator that it writes.
OPERATORS = (
    ("in", "lang"),
    ("outlet", "outlet"),
    ("actor", "actor"),
    ("type", "type"),
    ("after", "after"),
    ("until", "until"),
)
EXAMPLES = ("words", "phrase", "or", "not", "beginning", "title", "brackets", "filters")
_MOST_CHOICES = 200
_MOST_CLAIMS = 8
_QUOTES = re.compile('["“”„]')
_PLAIN = re.compile(r"[\w:.-]+")
# Options of the command line, by the filters that they are.
_OPTIONS = {"actor": "actor", "type": "type", "after": "since", "until": "until", "language": "in"}

Piece = tuple[str, bool]
"""A stretch of a text, and whether it was searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """A sentence with the words found, and the first claims that rest on it; `more` is how many more do."""

    pieces: tuple[Piece, ...]
    claims: tuple[ClaimLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in one line, with ids and statuses of the events that it is of."""

    id: str
    number: str
    parties: str
    act: str
    amounts: tuple[str, ...]
    negated: bool
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """An article that was found; `first` is its beginning where only its title holds what was searched for."""

    id: str
    title: tuple[Piece, ...]
    outlet: str
    day: str
    language: str
    sentences: tuple[SentenceRow, ...]
    more: int
    first: str


def search_page(request: Request) -> Response:
    """What a search finds; fields that narrow it are written into its words first."""
    visit = open_visit(request)
    written = write_query(visit)
    if written is not None:
        return RedirectResponse(visit.url("/search", q=written), status_code=303)
    text, number = visit.query("q"), visit.number("page")
    found: SearchPage | None = None
    problem: Told | None = None
    if text:
        try:
            found = _search(visit, text, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
            last = _leaf(found, number).last
            if number > last:
                number = last
                found = _search(visit, text, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
        except NeracaError as error:
            problem = tell_problem(error, visit.words)
    return visit.page(
        "search_page.html.j2",
        text=text,
        problem=problem,
        found=found,
        understood=tell_search(found, visit.words, visit.names) if found else "",
        notes=tell_notes(found, visit.words) if found else (),
        hits=[read_hit(row, visit) for row in found.rows] if found else [],
        leaf=_leaf(found, number) if found else None,
        examples=EXAMPLES,
        choices=_choices(visit),
    )


def search_json(request: Request) -> Response:
    """The rows of a search, as the command line has them."""
    visit = open_visit(request)
    given = {name: visit.query(option) for name, option in _OPTIONS.items()}
    filters = tuple(Filter(name=name, value=value) for name, value in given.items() if value)
    found = _search(
        visit,
        visit.query("q"),
        limit=visit.number("limit", PAGE),
        offset=visit.number("offset", 0),
        filters=filters,
    )
    return send_rows(found.rows)


def write_query(visit: Visit) -> str | None:
    """The query with what the form's fields narrow it to, as operators; None where the fields are empty."""
    asked = [(operator, visit.query(field)) for field, operator in OPERATORS]
    narrowed = [f"{operator}:{_quoted(value)}" for operator, value in asked if _QUOTES.sub("", value).strip()]
    return " ".join((visit.query("q"), *narrowed)).strip() if narrowed else None


def read_hit(row: Mapping[str, Any], visit: Visit) -> HitRow:
    """A row of the search as the page shows it."""
    words = visit.words
    title = row["title"] or row["document"]
    sentences = tuple(_sentence(one, visit) for one in row["sentences"])
    day = date.fromisoformat(row["published"]) if row["published"] else None
    return HitRow(
        id=row["id"],
        title=tuple(cut_pieces(title, row["title_matches"] if row["title"] else ())),
        outlet=visit.names.outlet(row["outlet"]) if row["outlet"] else words.say("no-outlet"),
        day=format_day(day, words) if day else words.say("undated"),
        language="" if row["lang"] == "und" else row["lang"],
        sentences=sentences,
        more=row["sentences_found"] - len(sentences),
        first="" if sentences else row["quote"],
    )


def cut_pieces(text: str, matches: Sequence[Mapping[str, Any]], before: int = 0) -> Iterator[Piece]:
    """A text in pieces, those that match apart; matches are counted from `before` characters in front of it."""
    at = 0
    for match in matches:
        start, end = match["start"] - before, match["end"] - before
        if start < at:
            continue
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _search(visit: Visit, text: str, *, limit: int, offset: int, filters: Sequence[Filter] = ()) -> SearchPage:
    with Store.open(visit.desk.settings.store) as store:
        return search(
            store, visit.snapshot.search, text, packs=visit.packs, filters=filters, limit=limit, offset=offset
        )


def _sentence(sentence: Mapping[str, Any], visit: Visit) -> SentenceRow:
    claims = sentence["claims"]
    return SentenceRow(
        pieces=tuple(cut_pieces(sentence["quote"], sentence["matches"], sentence["start"])),
        claims=tuple(_claim(one, visit) for one in claims[:_MOST_CLAIMS]),
        more=len(claims) - _MOST_CLAIMS,
    )


def _claim(claim: Mapping[str, Any], visit: Visit) -> ClaimLine:
    words, names = visit.words, visit.names
    comma = words.say("comma")
    sides = [dict.fromkeys(names.actor(one["id"]) for one in claim[side]) for side in ("actor", "recipient")]
    actors, recipients = comma.join(sides[0]) or words.say("unknown-party"), comma.join(sides[1])
    return ClaimLine(
        id=claim["id"],
        number=visit.snapshot.index.numbers.get(claim["id"], ""),
        parties=f"{actors} → {recipients}" if recipients else actors,
        act=names.event(claim["event"]),
        amounts=tuple(dict.fromkeys(one["text"] for one in claim["quantity"])),
        negated=claim["negated"],
        events=tuple((one["id"], words.term("event-status", one["status"])) for one in claim["events"]),
    )


def _leaf(found: SearchPage, number: int) -> Leaf:
    return Leaf(number=number, last=max(1, -(-found.total // PER_PAGE)), total=found.total)


def _quoted(value: str) -> str:
    """A value as a filter holds it: of one with quotation marks, which a filter cannot, its longest part."""
    part = max(_QUOTES.split(value), key=len)
    part = " ".join(part.split())
    return part if _PLAIN.fullmatch(part) else f'"{part}"'


def _choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """Values that the fields offer, with their names."""
    facets, names, words = visit.snapshot.facets, visit.names, visit.words
    outlets = sorted(facets.held["outlet"], key=str.casefold)[:_MOST_CHOICES]
    actors = [code for code, _ in facets.counts("actor")][:_MOST_CHOICES]
    return {
        "in": [(code, words.term("web.language", code)) for code, _ in facets.counts("language")],
        "outlet": [(name, names.outlet(name)) for name in outlets],
        "actor": sorted(((code, names.actor(code)) for code in actors), key=lambda one: one[1].casefold()),
        "type": sorted(((code, names.event(code)) for code, _ in facets.counts("type")), key=lambda one: one[1]),
    }


SEARCH = (Route("/search", search_page),)
SEARCH_API = (Route("/api/search.json", search_json),)
