"""The pairs of an exchange ledger: which lines each has, found once, so that a page of them needs no walk over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from neraca.publish.balance import order_classes, pair_id
from neraca.records import Charge, Entry, EntryStatus

_ORDER = tuple(EntryStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties and the lines between them.

    Attributes:
        id: As `publish.balance.pair_id`.
        left, right: Ids of the parties, sorted.
        given, received: Lines of what the left party gave, and of what the right one did.
        charges: What the dealings of the two are said to break or keep.
    """

    id: str
    left: str
    right: str
    given: tuple[Entry, ...] = ()
    received: tuple[Entry, ...] = ()
    charges: tuple[Charge, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Lines of both directions."""
        return (*self.given, *self.received)

    @property
    def best(self) -> EntryStatus:
        """The surest status of any line."""
        return min((entry.status for entry in self.entries), key=_ORDER.index)


def index_pairs(entries: Iterable[Entry], charges: Iterable[Charge]) -> Mapping[str, Pair]:
    """All pairs by id, the one with most lines first, as the dossier shows them."""
    sides: dict[tuple[str, str], tuple[list[Entry], list[Entry]]] = {}
    for entry in entries:
        left, right = sorted((entry.giver, entry.receiver))
        sides.setdefault((left, right), ([], []))[entry.giver != left].append(entry)
    charged: dict[str, list[Charge]] = {}
    for charge in charges:
        if len(charge.pair) == 2:
            charged.setdefault(pair_id(*charge.pair), []).append(charge)
    pairs = {}
    for key in sorted(sides, key=lambda pair: (-sum(map(len, sides[pair])), pair)):
        own_id, (given, received) = pair_id(*key), sides[key]
        pairs[own_id] = Pair(
            id=own_id,
            left=key[0],
            right=key[1],
            given=tuple(given),
            received=tuple(received),
            charges=tuple(charged.get(own_id, ())),
        )
    return pairs


def holding(pair: Pair, *, party: str = "", item: str = "", status: str = "") -> Pair | None:
    """The pair with those of its lines that have all that is asked for; None where none has.

    Args:
        pair: Any.
        party: Id of one of the two; "" for any.
        item: Item class; "" for any.
        status: Of a line; "" for any.
    """
    if party and party not in (pair.left, pair.right):
        return None

    def held(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            entry for entry in entries if item in ("", entry.item_class) and status in ("", entry.status.value)
        )

    found = replace(pair, given=held(pair.given), received=held(pair.received))
    return found if found.entries else None


def leaves_of(pair: Pair, *, most: int) -> tuple[tuple[str, ...], ...]:
    """Item classes of each page of a pair's balance: whole classes, as many as have not more than so many gifts.

    A class that has more stands alone.
    """
    weights: dict[str, int] = {}
    for entry in pair.entries:
        weights[entry.item_class] = weights.get(entry.item_class, 0) + max(1, len(entry.gifts))
    leaves: list[list[str]] = []
    filled = most
    for code in order_classes(pair.entries):
        if filled + weights[code] > most and (filled or not leaves):
            leaves.append([])
            filled = 0
        leaves[-1].append(code)
        filled += weights[code]
    return tuple(map(tuple, leaves))
