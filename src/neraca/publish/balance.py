"""The exchange ledger as a balance: for each pair, what one side gave and what the other did."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_quantity, format_span
from neraca.publish.lines import Line, show_line
from neraca.records import Entry, EntryStatus, Gift

# The drawing: a beam over two pans, a block for each line, in a box of WIDTH by HEIGHT.
WIDTH, HEIGHT = 720, 132
_BLOCK, _GAP, _PER_ROW = 16, 4, 12
_PAN_FLOOR = 112
_ORDER = tuple(EntryStatus)


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
class Dated:
    """A gift as a block in its year: what it is, how it stands, and the line that holds it."""

    mark: str
    name: str
    line: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What both sides gave in a year, or over several years, or at an unknown time."""

    label: str
    left: tuple[Dated, ...]
    right: tuple[Dated, ...]


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
    years: tuple[Year, ...]


def weigh_pairs(book: Book) -> tuple[Balance, ...]:
    """A balance for each pair, the one with most lines first."""
    pairs: dict[tuple[str, str], list[Entry]] = {}
    for entry in book.account.entries:
        sides = sorted((entry.giver, entry.receiver))
        pairs.setdefault((sides[0], sides[1]), []).append(entry)
    order = sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair))
    return tuple(weigh_pair(pair, pairs[pair], book) for pair in order)


def pair_id(giver: str, receiver: str) -> str:
    """The anchor of a pair's balance; both directions have the same."""
    return "pair-" + "-".join(code.replace(":", "_") or "x" for code in sorted((giver, receiver)))


def weigh_pair(
    pair: tuple[str, str], entries: Iterable[Entry], book: Book, *, classes: Collection[str] | None = None
) -> Balance:
    """The balance of one pair.

    Args:
        pair: Ids of both parties, sorted.
        entries: All lines between the two.
        book: It has the claims, documents and events of the lines that are laid out.
        classes: Item classes that are laid out line by line; None: all. The pans and the years hold every line.
    """
    entries = tuple(entries)
    left = tuple(entry for entry in entries if entry.giver == pair[0])
    right = tuple(entry for entry in entries if entry.giver != pair[0])
    shown = [code for code in order_classes(entries) if classes is None or code in classes]
    unknown = book.words.say("unknown-party")
    return Balance(
        id=pair_id(*pair),
        left=book.parties((pair[0],)) or unknown,
        right=book.parties((pair[1],)) or unknown,
        left_count=book.words.count("lines", len(left)),
        right_count=book.words.count("lines", len(right)),
        blocks=pile_blocks(left, right),
        kinds=tuple(
            Kind(
                name=book.names.item(code),
                left=tuple(show_line(entry, book) for entry in _by_status(left, code)),
                right=tuple(show_line(entry, book) for entry in _by_status(right, code)),
            )
            for code in shown
        ),
        years=_years(left, right, book),
    )


def order_classes(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Item classes of a pair's lines, in the order in which its balance shows them."""
    entries = tuple(entries)
    return tuple(sorted({entry.item_class for entry in entries}, key=lambda code: (_rank(code, entries), code)))


def pile_blocks(left: Iterable[Entry], right: Iterable[Entry]) -> tuple[Block, ...]:
    """A block for each line, in the left or the right pan."""
    return (*_pan(tuple(left), WIDTH // 4), *_pan(tuple(right), WIDTH * 3 // 4))


def _years(left: tuple[Entry, ...], right: tuple[Entry, ...], book: Book) -> tuple[Year, ...]:
    """Gifts by the year in which they lie whole, those that reach over several or have no time last.

    Nothing where all stand in one place: the lines below say it already.
    """
    pans: dict[str, tuple[list[Dated], list[Dated]]] = {}
    for side, entries in enumerate((left, right)):
        for entry in sorted(entries, key=lambda one: (_ORDER.index(one.status), one.item_class)):
            for gift in entry.gifts:
                pans.setdefault(_year(gift), ([], []))[side].append(_dated(entry, gift, book))
    if len(pans) < 2:
        return ()
    return tuple(
        Year(label=year or book.words.say("no-year"), left=_counted(pans[year][0]), right=_counted(pans[year][1]))
        for year in sorted(pans, key=lambda year: (not year, year))
    )


def _year(gift: Gift) -> str:
    when = gift.when
    if when is None or when.start is None or when.end is None:
        return ""
    return str(when.start.year) if when.start.year == (when.end - timedelta(days=1)).year else ""


def _dated(entry: Entry, gift: Gift, book: Book) -> Dated:
    words = book.words
    amounts = dict.fromkeys(format_quantity(quantity, words) for quantity in gift.quantities)
    when = format_span(gift.when, words) if gift.when else words.say("no-time")
    return Dated(
        mark=MARKS[entry.status],
        name=book.names.item(entry.item_class),
        line=entry.id,
        title=words.say("semicolon").join((words.term("entry-status", entry.status), when, *amounts)),
    )


def _counted(gifts: list[Dated]) -> tuple[Dated, ...]:
    """One block for all gifts of one line in a year, with their number."""
    by_line: dict[str, list[Dated]] = {}
    for gift in gifts:
        by_line.setdefault(gift.line, []).append(gift)
    return tuple(
        of[0] if len(of) == 1 else replace(of[0], name=f"{of[0].name} × {len(of)}", title="") for of in by_line.values()
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
