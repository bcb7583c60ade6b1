"""The exchange ledger as a balance: for each pair, what one side gave and what the other did."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_number, format_quantity, format_span
from neraca.records import Entry, EntryStatus

# The drawing: a beam over two pans, a block for each line, in a box of WIDTH by HEIGHT.
WIDTH, HEIGHT = 720, 132
_BLOCK, _GAP, _PER_ROW = 16, 4, 12
_PAN_FLOOR = 112
_ORDER = tuple(EntryStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One ledger line as it is shown."""

    id: str
    number: str
    mark: str
    status: str
    name: str
    quantities: tuple[str, ...]
    when: str
    witnesses: str
    given_for: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One item class of a pair: the lines of both sides."""

    name: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block in a pan; it stands for one line."""

    x: int
    y: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One pair of parties and everything said to have passed between them."""

    id: str
    left: str
    right: str
    left_count: str
    right_count: str
    blocks: tuple[Block, ...]
    kinds: tuple[Kind, ...]


def weigh_pairs(book: Book) -> tuple[Balance, ...]:
    """A balance for each pair, the one with most lines first."""
    pairs: dict[tuple[str, str], list[Entry]] = {}
    for entry in book.account.entries:
        sides = sorted((entry.giver, entry.receiver))
        pairs.setdefault((sides[0], sides[1]), []).append(entry)
    order = sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair))
    return tuple(_balance(pair, tuple(pairs[pair]), book) for pair in order)


def pair_id(giver: str, receiver: str) -> str:
    """The anchor of a pair's balance; both directions have the same."""
    return "pair-" + "-".join(code.replace(":", "_") or "x" for code in sorted((giver, receiver)))


def _balance(pair: tuple[str, str], entries: tuple[Entry, ...], book: Book) -> Balance:
    left = tuple(entry for entry in entries if entry.giver == pair[0])
    right = tuple(entry for entry in entries if entry.giver != pair[0])
    classes = sorted({entry.item_class for entry in entries}, key=lambda code: (_rank(code, entries), code))
    unknown = book.words.say("unknown-party")
    return Balance(
        id=pair_id(*pair),
        left=book.parties((pair[0],)) or unknown,
        right=book.parties((pair[1],)) or unknown,
        left_count=book.words.count("lines", len(left)),
        right_count=book.words.count("lines", len(right)),
        blocks=(*_pan(left, WIDTH // 4), *_pan(right, WIDTH * 3 // 4)),
        kinds=tuple(
            Kind(
                name=book.names.item(code),
                left=tuple(_line(entry, book) for entry in _by_status(left, code)),
                right=tuple(_line(entry, book) for entry in _by_status(right, code)),
            )
            for code in classes
        ),
    )


def _rank(code: str, entries: tuple[Entry, ...]) -> tuple[int, int]:
    """Classes that both sides gave come first, then those with most witnesses; "other" is the last."""
    own = [entry for entry in entries if entry.item_class == code]
    both = len({entry.giver for entry in own}) > 1
    return (2 if code == "other" else 0 if both else 1, -sum(entry.witnesses for entry in own))


def _by_status(entries: tuple[Entry, ...], code: str) -> list[Entry]:
    return sorted((entry for entry in entries if entry.item_class == code), key=lambda e: _ORDER.index(e.status))


def _pan(entries: tuple[Entry, ...], middle: int) -> tuple[Block, ...]:
    """Blocks piled on a pan from the floor up, what is delivered at the bottom."""
    piled = sorted(entries, key=lambda entry: _ORDER.index(entry.status))
    per_row = max(_PER_ROW, -(-len(piled) // 4))
    blocks = []
    for position, entry in enumerate(piled):
        row, column = divmod(position, per_row)
        in_row = min(per_row, len(piled) - row * per_row)
        x = middle - (in_row * (_BLOCK + _GAP) - _GAP) // 2 + column * (_BLOCK + _GAP)
        y = _PAN_FLOOR - (row + 1) * (_BLOCK + _GAP)
        blocks.append(Block(x=x, y=y, mark=MARKS[entry.status]))
    return tuple(blocks)


def _line(entry: Entry, book: Book) -> Line:
    words = book.words
    known = {event.id for event in book.account.events}
    return Line(
        id=entry.id,
        number=book.words.say("line-number", n=book.numbers[entry.id]),
        mark=MARKS[entry.status],
        status=words.term("entry-status", entry.status),
        name=entry.name,
        quantities=_amounts(entry, book),
        when=format_span(entry.when, words) if entry.when else "",
        witnesses=words.count("witnesses", entry.witnesses),
        given_for=_given_for(entry, book),
        claims=tuple((claim, book.numbers[claim]) for claim in entry.claims),
        events=tuple(event for event in entry.events if event in known),
    )


def _amounts(entry: Entry, book: Book) -> tuple[str, ...]:
    """One amount for each unit and way of counting: the only figure, or the range that the figures span."""
    words = book.words
    amounts: list[str] = []
    for unit, counting in dict.fromkeys((quantity.unit, quantity.counting) for quantity in entry.quantities):
        figures = [one for one in entry.quantities if (one.unit, one.counting) == (unit, counting)]
        shown = tuple(dict.fromkeys(format_quantity(quantity, words) for quantity in figures))
        bounds = [bound for quantity in figures for bound in (quantity.low, quantity.high) if bound is not None]
        if len(shown) == 1 or min(bounds) == max(bounds):
            amounts += shown
            continue
        amounts.append(
            words.say(
                "range-of",
                low=format_number(min(bounds), words),
                high=format_number(max(bounds), words),
                unit=words.term("unit", unit),
                n=len(shown),
            )
        )
    return tuple(amounts)


def _given_for(entry: Entry, book: Book) -> tuple[tuple[str, str], ...]:
    """What it was given for: claims as id and number."""
    return tuple((target, book.numbers[target]) for target in entry.given_for if target in book.claims)
