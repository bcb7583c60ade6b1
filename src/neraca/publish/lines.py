"""Ledger lines as they are shown: amounts and what they come to, whose word it is, gifts, and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neraca.packs.words import Words
from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_day, format_number, format_quantity, format_span
from neraca.records import Entry, Evidence, Gift, Omission, Posting, Quantity, Stated, Total

Refs = tuple[tuple[str, str], ...]
"""Claims as id and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An amount with the claims that state it."""

    amount: str
    claims: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Amounts that share a place in a sum: added, perhaps the same, or left out for one reason."""

    label: str
    amounts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a line comes to in one unit; `heaps` is empty where a single amount says it all."""

    amount: str
    heaps: tuple[Heap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """What one event tells of a line; `event` is its first claim's id where the event itself is not shown."""

    event: str
    thing: str
    amounts: tuple[str, ...]
    when: str
    places: tuple[str, ...]
    witnesses: str
    claims: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A posting of one gift: from which day on it stood so, and how it stood before."""

    day: str
    mark: str
    status: str
    before: str
    amounts: str
    claims: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One ledger line as it is shown."""

    id: str
    number: str
    mark: str
    status: str
    name: str
    kinds: str
    sums: tuple[Sum, ...]
    when: str
    witnesses: str
    said_by: str
    denied_by: str
    given_for: Refs
    purposes: tuple[Counted, ...]
    places: str
    claims: Refs
    events: tuple[str, ...]
    shipments: tuple[Shipment, ...]
    corrections: tuple[Correction, ...]


def show_line(entry: Entry, book: Book) -> Line:
    """A line with everything that can be opened from it."""
    words = book.words
    known = frozenset(event.id for event in book.account.events)
    return Line(
        id=entry.id,
        number=words.say("line-number", n=book.numbers[entry.id]),
        mark=MARKS[entry.status],
        status=words.term("entry-status", entry.status),
        # Where no text has a word for it, the line is called by its class.
        name=book.names.item(entry.name) if entry.name == entry.item_class else entry.name,
        kinds=_kinds((kind for gift in entry.gifts for kind in gift.kinds), book),
        sums=_sums(entry, book),
        when=format_span(entry.when, words) if entry.when else "",
        witnesses=words.count("witnesses", entry.witnesses),
        said_by=_voices(entry.asserted_by, book),
        denied_by=_voices(entry.denied_by, book),
        given_for=_refs(entry.given_for, book),
        purposes=_purposes(entry, book),
        places=words.say("comma").join(dict.fromkeys(_words(place) for gift in entry.gifts for place in gift.places)),
        claims=_refs(entry.claims, book),
        events=tuple(event for event in entry.events if event in known),
        shipments=tuple(_shipment(gift, book, known) for gift in entry.gifts) if len(entry.gifts) > 1 else (),
        corrections=tuple(one for gift in entry.gifts for one in _corrections(gift.journal, book)),
    )


def _kinds(kinds: Iterable[str], book: Book) -> str:
    return book.words.say("comma").join(sorted({book.names.item(kind) for kind in kinds}))


def _voices(voices: Sequence[str], book: Book) -> str:
    words = book.words
    named = [book.names.actor(voice) for voice in voices if voice]
    return words.say("comma").join([*named, *([words.say("no-named-voice")] if "" in voices else [])])


def _refs(claims: Iterable[str], book: Book) -> Refs:
    return tuple((claim, book.numbers[claim]) for claim in dict.fromkeys(claims) if claim in book.claims)


def _words(evidence: Evidence) -> str:
    return " ".join(evidence.quote.split())


def _purposes(entry: Entry, book: Book) -> tuple[Counted, ...]:
    """The texts' words for what it was given for, each with the claims of the line in the same document."""
    return tuple(
        Counted(
            amount=_words(purpose),
            claims=_refs((one for one in entry.claims if _stands_in(one, purpose.document, book)), book),
        )
        for purpose in entry.purposes
    )


def _stands_in(claim: str, document: str, book: Book) -> bool:
    return claim in book.claims and book.claims[claim].document == document


def _sums(entry: Entry, book: Book) -> tuple[Sum, ...]:
    """What the amounts come to, then those of units without a total: one for each way of counting, or their range."""
    totals = [_sum(total, book) for total in entry.totals]
    summed = {total.unit for total in entry.totals}
    others = _ranges([one for one in entry.quantities if one.unit not in summed], book.words)
    return (*totals, *(Sum(amount=amount, heaps=()) for amount in others))


def _sum(total: Total, book: Book) -> Sum:
    words = book.words
    counted = (*total.added, *total.perhaps_same)
    if len(counted) == 1:
        amount = format_quantity(counted[0].quantity, words)
    else:
        amount = words.say("sum-of", n=_bounds(total, words))
    heaps = [
        _heap("sum-added", total.added, book),
        _heap("sum-same", total.perhaps_same, book),
        *(
            _heap(f"sum-left.{reason}", [one.stated for one in total.left_out if one.reason is reason], book)
            for reason in Omission
        ),
    ]
    told = tuple(heap for heap in heaps if heap.amounts)
    return Sum(amount=amount, heaps=told if len(counted) > 1 or len(told) > 1 else ())


def _bounds(total: Total, words: Words) -> str:
    unit = "" if total.unit == "other" else f" {words.term('unit', total.unit)}"
    if total.low is None or total.high is None:
        key, bound = ("at-most", total.high) if total.low is None else ("at-least", total.low)
        return words.say(key, n=f"{format_number(bound, words)}{unit}") if bound is not None else ""
    low, high = format_number(total.low, words), format_number(total.high, words)
    amount = f"{low if low == high else f'{low}–{high}'}{unit}"
    return words.say("about", n=amount) if total.approx else amount


def _heap(label: str, stated: Sequence[Stated], book: Book) -> Heap:
    by_amount: dict[str, list[str]] = {}
    for one in stated:
        by_amount.setdefault(format_quantity(one.quantity, book.words), []).append(one.claim)
    amounts = tuple(Counted(amount=amount, claims=_refs(claims, book)) for amount, claims in by_amount.items())
    return Heap(label=book.words.say(label), amounts=amounts)


def _ranges(quantities: Sequence[Quantity], words: Words) -> Iterable[str]:
    for unit, counting in dict.fromkeys((quantity.unit, quantity.counting) for quantity in quantities):
        figures = [one for one in quantities if (one.unit, one.counting) == (unit, counting)]
        shown = tuple(dict.fromkeys(format_quantity(quantity, words) for quantity in figures))
        bounds = [bound for quantity in figures for bound in (quantity.low, quantity.high) if bound is not None]
        if len(shown) == 1 or unit == "other" or min(bounds) == max(bounds):
            yield from shown
            continue
        yield words.say(
            "range-of",
            low=format_number(min(bounds), words),
            high=format_number(max(bounds), words),
            unit=words.term("unit", unit),
            n=len(shown),
        )


def _shipment(gift: Gift, book: Book, known: frozenset[str]) -> Shipment:
    words = book.words
    return Shipment(
        event=gift.event if gift.event in known else gift.claims[0],
        thing=_kinds(gift.kinds, book),
        amounts=tuple(dict.fromkeys(format_quantity(quantity, words) for quantity in gift.quantities)),
        when=format_span(gift.when, words) if gift.when else words.say("no-time"),
        places=tuple(_words(place) for place in gift.places),
        witnesses=words.count("witnesses", gift.witnesses),
        claims=_refs(gift.claims, book),
    )


def _corrections(journal: Sequence[Posting], book: Book) -> Iterable[Correction]:
    """Postings of a gift that was corrected; one that never was has nothing to tell."""
    if len({posting.status for posting in journal}) < 2:
        return
    words = book.words
    for posting in journal:
        before = journal[posting.replaces].status if posting.replaces is not None else None
        if before is posting.status:
            continue
        yield Correction(
            day=format_day(posting.day, words) if posting.day else words.say("undated"),
            mark=MARKS[posting.status],
            status=words.term("entry-status", posting.status),
            before=words.term("entry-status", before) if before is not None else "",
            amounts=words.say("semicolon").join(
                dict.fromkeys(format_quantity(quantity, words) for quantity in posting.quantities)
            ),
            claims=_refs(posting.claims, book),
        )
