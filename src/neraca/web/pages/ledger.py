"""The exchange ledger: the pairs, the balance of each one, and the events behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.publish.balance import Balance, Block, pair_id, pile_blocks, weigh_pair
from neraca.publish.book import MARKS, Book
from neraca.publish.law import charge_line
from neraca.records import Dyad, Entry, EntryStatus
from neraca.relate.balance import Period
from neraca.service.ledger_rows import balance_rows, history_rows, ledger_rows, select_entries
from neraca.service.narrowing import narrow
from neraca.service.pairs import Pair, holding, leaves_of
from neraca.service.selection import Selection
from neraca.web.options import Rows, is_set, read_party
from neraca.web.pages.law import documents_of, trim_charge
from neraca.web.rows import Leaf, list_events, rank, turn
from neraca.web.visit import Visit, open_visit

_PAIRS = 15
# Gifts of a page, and of one line before the page of its events has the others.
_GIFTS, _OF_LINE = 120, 60
_CHARGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one party of a listed pair gave: how many lines, and how many of each status as (mark, word, number)."""

    lines: int
    statuses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPair:
    """A pair in the list; `best` is the surest status of its lines as mark and word."""

    id: str
    left: str
    right: str
    given: Side
    received: Side
    best: tuple[str, str]
    items: tuple[str, ...]
    blocks: tuple[Block, ...]


def ledger(request: Request) -> Response:
    """A page of the pairs that the filters find."""
    visit = open_visit(request)
    wanted = {
        "party": read_party(visit, "actor", "party"),
        "item": visit.query("item"),
        "status": visit.query("status"),
    }
    pairs = visit.snapshot.pairs
    found = {own: held for own, pair in pairs.items() if (held := holding(pair, **wanted)) is not None}
    shown, leaf = turn(tuple(found), visit.number("page"), per_page=_PAIRS)
    return visit.page(
        "ledger_page.html.j2",
        rows=[_listed(found[one], visit) for one in shown],
        leaf=leaf,
        lines=sum(len(pair.entries) for pair in found.values()),
        wanted=wanted,
        choices=[(facet, _choices(visit, facet, wanted)) for facet in wanted],
        words_of=lambda facet, value: _name(visit, facet, value),
    )


def pair(request: Request) -> Response:
    """The balance of one pair."""
    visit = open_visit(request)
    known = _find(visit, request.path_params["id"])
    leaves = leaves_of(known, most=_GIFTS)
    number = min(visit.number("page"), len(leaves))
    leaf = Leaf(number=number, last=len(leaves), total=len(known.entries))
    shown = {entry.id: _trim(entry) for entry in known.entries if entry.item_class in leaves[number - 1]}
    charges = [trim_charge(charge) for charge in known.charges[:_CHARGES]]
    book = _open(visit, shown.values(), documents=documents_of((), charges, visit.snapshot.index))
    networks = visit.snapshot.relations.networks
    dyads = networks[-1].dyads if networks else ()
    return visit.page(
        "pair_page.html.j2",
        own=known,
        pair=_balance(known, shown, book, classes=leaves[number - 1]),
        sides=(visit.names.actor(known.left), visit.names.actor(known.right)),
        cut=[(entry, len(known_entry.gifts)) for known_entry, entry in _cut(known, shown)],
        charges=[charge_line(charge, book) for charge in charges],
        more_charges=len(known.charges) - len(charges),
        dyad=next((one for one in dyads if _joins(one, known)), None),
        network_day=networks[-1].day.isoformat() if networks else "",
        together=len(_together(visit, known)),
        leaf=leaf,
    )


def pair_events(request: Request) -> Response:
    """A page of the events that name both parties, or of those that one ledger line rests on."""
    visit = open_visit(request)
    known = _find(visit, request.path_params["id"])
    line = visit.query("line")
    entry = next((one for one in known.entries if one.id == line), None)
    if line and entry is None:
        raise HTTPException(404)
    events = _together(visit, known) if entry is None else _by_weight(visit, entry.events)
    shown, leaf = turn(events, visit.number("page"))
    return visit.page(
        "pair_events_page.html.j2",
        own=known,
        sides=(visit.names.actor(known.left), visit.names.actor(known.right)),
        entry=entry,
        rows=list_events(visit, shown),
        leaf=leaf,
    )


def entry(request: Request) -> Response:
    """To a ledger line's place on the page of its pair."""
    visit = open_visit(request)
    known = visit.snapshot.index.entries.get(request.path_params["id"])
    if known is None:
        raise HTTPException(404)
    own = _find(visit, pair_id(known.giver, known.receiver))
    leaves = leaves_of(own, most=_GIFTS)
    number = next(at for at, classes in enumerate(leaves, start=1) if known.item_class in classes)
    page = number if number > 1 else None
    return RedirectResponse(visit.url(f"/pairs/{own.id}", mark=known.id, page=page), status_code=303)


def ledger_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca ledger --json`, with its options `balance`, `by` and `history`."""
    entries = select_entries(visit.snapshot.account, bounds)
    if is_set(visit, "history"):
        return history_rows(entries)
    by = visit.query("by")
    if by or is_set(visit, "balance"):
        if by and by not in tuple(Period):
            raise HTTPException(400, f"by: {', '.join(Period)}")
        return balance_rows(entries, by=Period(by) if by else None)
    return ledger_rows(visit.snapshot.account, bounds)


def _find(visit: Visit, own: str) -> Pair:
    known = visit.snapshot.pairs.get(own)
    if known is None:
        raise HTTPException(404)
    return known


def _open(visit: Visit, entries: Iterable[Entry], *, documents: Iterable[str]) -> Book:
    """A book of what some lines rest on; of cut lines only the documents of what is left."""
    snapshot = visit.snapshot
    lines = tuple(entries)
    claims = {claim for line in lines for claim in line.claims}
    homes = {snapshot.index.claims[claim].document for claim in claims if claim in snapshot.index.claims}
    whole = [line.id for line in lines if len(line.gifts) == len(snapshot.index.entries[line.id].gifts)]
    part = narrow(
        snapshot.whole,
        background=snapshot.background,
        relations=snapshot.relations,
        events={event for line in lines for event in line.events},
        entries=whole,
        documents={*homes, *documents},
        index=snapshot.index,
    )
    account = replace(part.account, entries=lines)
    return visit.book(replace(part, account=account))


def _trim(entry: Entry) -> Entry:
    """A line with its latest gifts alone, where it has very many; what it comes to stays that of all."""
    if len(entry.gifts) <= _OF_LINE:
        return entry
    gifts = entry.gifts[-_OF_LINE:]
    return replace(
        entry,
        gifts=gifts,
        claims=tuple(sorted({claim for gift in gifts for claim in gift.claims})),
        events=tuple(sorted({gift.event for gift in gifts})),
        purposes=entry.purposes[:_OF_LINE],
        given_for=entry.given_for[:_OF_LINE],
    )


def _cut(known: Pair, shown: dict[str, Entry]) -> list[tuple[Entry, Entry]]:
    """Lines of which only a part is shown: the whole one, and the part."""
    cut = ((entry, shown[entry.id]) for entry in known.entries if entry.id in shown)
    return [(whole, part) for whole, part in cut if whole is not part]


def _balance(known: Pair, shown: dict[str, Entry], book: Book, *, classes: Sequence[str]) -> Balance:
    """Pans and years of all lines, and those lines of the page laid out."""
    sides = (known.left, known.right)
    whole = weigh_pair(sides, known.entries, book, classes=())
    laid = weigh_pair(sides, [shown.get(entry.id, entry) for entry in known.entries], book, classes=classes)
    return replace(whole, kinds=laid.kinds)


def _together(visit: Visit, known: Pair) -> tuple[str, ...]:
    """Events that name both parties, the weightiest first."""
    held = visit.snapshot.facets.held["actor"]
    both = held.get(known.left, frozenset()) & held.get(known.right, frozenset())
    return rank(visit, both)


def _by_weight(visit: Visit, events: Iterable[str]) -> tuple[str, ...]:
    index = visit.snapshot.index
    return rank(visit, frozenset(index.order[one] for one in events if one in index.events))


def _joins(dyad: Dyad, known: Pair) -> bool:
    return {dyad.first, dyad.second} == {known.left, known.right}


def _listed(own: Pair, visit: Visit) -> ListedPair:
    items = Counter(entry.item_class for entry in own.entries)
    return ListedPair(
        id=own.id,
        left=visit.names.actor(own.left),
        right=visit.names.actor(own.right),
        given=_side(own.given, visit),
        received=_side(own.received, visit),
        best=(MARKS[own.best], visit.words.term("entry-status", own.best)),
        items=tuple(visit.names.item(item) for item, _ in items.most_common()),
        blocks=pile_blocks(own.given, own.received),
    )


def _side(entries: Sequence[Entry], visit: Visit) -> Side:
    counts = Counter(entry.status for entry in entries)
    return Side(
        lines=len(entries),
        statuses=tuple(
            (MARKS[status], visit.words.term("entry-status", status), visit.amount(counts[status]))
            for status in EntryStatus
            if counts[status]
        ),
    )


def _choices(visit: Visit, facet: str, wanted: dict[str, str]) -> list[tuple[str, int]]:
    """Values of a filter among the lines that the other filters find, with how many lines have each."""
    others = {**wanted, facet: ""}
    counts: Counter[str] = Counter()
    for own in visit.snapshot.pairs.values():
        held = holding(own, **others)
        for line in held.entries if held else ():
            counts.update(_values(line, facet))
    if facet == "status":
        return [(status.value, counts[status.value]) for status in EntryStatus if counts[status.value]]
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _values(line: Entry, facet: str) -> tuple[str, ...]:
    if facet == "party":
        return line.giver, line.receiver
    return (line.item_class,) if facet == "item" else (line.status.value,)


def _name(visit: Visit, facet: str, value: str) -> str:
    if facet == "party":
        return visit.names.actor(value) or visit.words.say("unknown-party")
    return visit.names.item(value) if facet == "item" else visit.words.term("entry-status", value)


LEDGER = (
    Route("/ledger", ledger),
    Route("/pairs/{id}", pair),
    Route("/pairs/{id}/events", pair_events),
    Route("/entries/{id}", entry),
)
