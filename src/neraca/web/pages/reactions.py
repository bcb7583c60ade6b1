"""Reactions: what texts say sets off what, what was given for what, and what was measured on the history."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.book import Book
from neraca.publish.reactions import ReactionPart, first_causes, follow, lay_out_reactions, tie_onward
from neraca.publish.relations import Relations
from neraca.records import Chain, Reaction, Reactions, Return
from neraca.service.selection import Selection, find_actor
from neraca.web.rows import Leaf, cut, turn
from neraca.web.visit import Visit, open_visit

PARTS = ("said", "chains", "returns", "measured")
FILTERS = ("actor", "type")
_FEW = 5
_PER_PAGE = {"said": 10, "chains": 25, "returns": 25, "measured": 25}
# A tree wider than this says less than its first steps; the others open with the events that set them off.
_WIDEST = 60
_MOST_CHOICES = 60
_CONFIRMED = "confirmed"
# Odds ratios that the chart has room for, and where they stand on it.
_LEAST, _MOST, _WIDTH = 0.25, 16.0, 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measured association: its figures as the language writes them, and their places on a logarithmic scale.

    Attributes:
        places: Of the interval's ends, of the ratio between them, and of one.
        cases: How often the effect came after and how often before.
        events, claims: Those of its cases.
    """

    sentence: str
    ratio: str
    low: str
    high: str
    places: tuple[float, float, float, float]
    cases: tuple[int, int]
    events: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the visitor's filters leave."""

    said: tuple[Reaction, ...]
    chains: tuple[Chain, ...]
    returns: tuple[Return, ...]
    measured: tuple[Mapping[str, Any], ...]
    starts: tuple[str, ...]

    def ids(self, part: str) -> list[str]:
        """Of the entries of a part, in order; their places where they have no other name."""
        if part == "said":
            return list(self.starts)
        return [str(place) for place in range(len(getattr(self, part)))]

    def size(self, part: str) -> int:
        """How many entries a part has; that nothing was found is none."""
        if part == "measured":
            return sum(row["status"] == _CONFIRMED for row in self.measured)
        return len(self.ids(part))


def reactions(request: Request) -> Response:
    """The first of each kind, or a page of one kind."""
    visit = open_visit(request)
    selection = read_selection(visit)
    found = _find(visit, selection)
    part = visit.query("part") if visit.query("part") in PARTS else ""
    shown: dict[str, tuple[str, ...]] = {}
    leaf: Leaf | None = None
    for kind in PARTS:
        if kind == part:
            shown[kind], leaf = turn(found.ids(kind), visit.number("page"), per_page=_PER_PAGE[kind])
        elif not part:
            shown[kind] = tuple(found.ids(kind)[:_FEW])
    facets, names = visit.snapshot.facets, {"actor": visit.names.actor, "type": visit.names.event}
    wanted = {"actor": selection.actor or "", "type": selection.type or ""}
    trees, left_out = _trees(visit, found, shown.get("said", ()))
    return visit.page(
        "reactions_page.html.j2",
        part=part,
        tabs=[(kind, found.size(kind), visit.url("/reactions", part=kind, **wanted)) for kind in PARTS],
        trees=trees,
        left_out=left_out,
        chains=_chains(visit, found, shown.get("chains", ())),
        returns=_returns(visit, found, shown.get("returns", ())),
        measured=[_measured(visit, found.measured[int(place)]) for place in shown.get("measured", ())],
        said=len(found.said),
        whole=visit.url("/reactions", **wanted),
        leaf=leaf,
        wanted=wanted,
        choices=[
            (name, [(value, names[name](value), number) for value, number in facets.counts(name)[:_MOST_CHOICES]])
            for name in FILTERS
        ],
        name_of=lambda name, value: names[name](value),
    )


def read_selection(visit: Visit) -> Selection:
    """A party and a type, as the address names them; an unknown one finds nothing."""
    actor, kind = visit.query("actor"), visit.query("type").upper()
    return Selection(actor=(find_actor(visit.packs, actor) or actor) if actor else None, type=kind or None)


def _find(visit: Visit, selection: Selection) -> _Found:
    relations, index = visit.snapshot.relations, visit.snapshot.index
    known = relations.reactions

    def holds(one: Reaction) -> bool:
        sides = (index.events[one.cause], index.events[one.effect])
        parties = {party for event in sides for party in (*event.actors, *event.recipients)}
        return selection.holds(parties, {event.type for event in sides}, None, None)

    if selection == Selection():
        return _Found(
            said=known.said,
            chains=known.chains,
            returns=known.returns,
            measured=relations.measured,
            starts=visit.snapshot.first_causes,
        )
    said = tuple(one for one in known.said if holds(one))
    starts = first_causes(said)
    ties = {(one.cause, one.effect) for one in said}
    return _Found(
        said=said,
        chains=tuple(one for one in known.chains if not ties.isdisjoint(pairwise(one.events))),
        returns=tuple(
            one
            for one in known.returns
            if selection.holds_claim(index.claims[one.given], index.documents[index.claims[one.given].document])
        ),
        measured=tuple(row for row in relations.measured if _is_about(row, selection)),
        starts=starts,
    )


def _is_about(row: Mapping[str, Any], selection: Selection) -> bool:
    """Whether a measured row is about a type; one of all pairs is about every party."""
    return selection.type is None or selection.type in (row.get("cause"), row.get("effect"))


def _trees(visit: Visit, found: _Found, starts: Iterable[str]) -> tuple[Sequence[Any], int]:
    """Trees from these events, and how many of their events are left out."""
    onward = tie_onward(found.said)
    kept: dict[str, None] = {}
    left_out = 0
    for start in starts:
        reached = follow(start, onward)
        kept.update(dict.fromkeys(reached[:_WIDEST]))
        left_out += len(reached[_WIDEST:])
    said = tuple(one for own in kept for one in onward.get(own, ()) if one.effect in kept)
    if not said:
        return (), 0
    part = _lay_out(visit.book(cut(visit, kept, with_relations=False)), said=said)
    return (*part.trees, *part.more), left_out


def _chains(visit: Visit, found: _Found, shown: Iterable[str]) -> Sequence[Any]:
    chains = tuple(found.chains[int(place)] for place in shown)
    if not chains:
        return ()
    related, known = visit.snapshot.index.related.said, visit.snapshot.relations.reactions.said
    ties = {tie for chain in chains for tie in pairwise(chain.events)}
    places = sorted({place for cause, _ in ties for place in related[cause]})
    steps = tuple(one for one in (known[place] for place in places) if (one.cause, one.effect) in ties)
    events = {event for chain in chains for event in chain.events}
    book = visit.book(cut(visit, events, with_relations=False))
    return _lay_out(book, said=steps, chains=chains).chains


def _returns(visit: Visit, found: _Found, places: Iterable[str]) -> Sequence[Any]:
    returns = tuple(found.returns[int(place)] for place in places)
    if not returns:
        return ()
    events_of = visit.snapshot.index.events_of
    # With relations: their prices are claims of other events.
    book = visit.book(cut(visit, {event.id for one in returns for event in events_of.get(one.given, ())}))
    return _lay_out(book, returns=returns).returns


def _lay_out(book: Book, **found: Any) -> ReactionPart:
    events = {event.id for event in book.account.events}
    found["said"] = tuple(one for one in found.get("said", ()) if {one.cause, one.effect} <= events)
    part = lay_out_reactions(replace(book, relations=Relations(reactions=Reactions(**found))))
    assert part is not None
    return part


def _measured(visit: Visit, row: Mapping[str, Any]) -> Measured | str:
    """A row that holds; of one that says that nothing does, its sentence."""
    sentence: str = row["sentence"][visit.language]
    if row["status"] != _CONFIRMED:
        return sentence
    index, words = visit.snapshot.index, visit.words
    bounds = (row["low"], row["high"], row["odds_ratio"])
    low, high, ratio = (f"{value:.2f}".replace(".", words.decimal) for value in bounds)
    known = [index.events[one] for one in row["events"] if one in index.events]
    return Measured(
        sentence=sentence,
        ratio=ratio,
        low=low,
        high=high,
        places=(_place(row["low"]), _place(row["high"]), _place(row["odds_ratio"]), _place(1.0)),
        cases=(len(row["after"]), len(row["before"])),
        events=tuple((event.id, index.numbers[event.anchor]) for event in known[: _PER_PAGE["measured"]]),
        claims=tuple((one, index.numbers[one]) for one in row["claims"][: _PER_PAGE["measured"]]),
    )


def _place(ratio: float) -> float:
    """Where an odds ratio stands on the chart; what lies beyond its ends stands at them."""
    bounded = min(_MOST, max(_LEAST, ratio))
    return round(_WIDTH * math.log(bounded / _LEAST) / math.log(_MOST / _LEAST), 1)


REACTIONS = (Route("/reactions", reactions),)
