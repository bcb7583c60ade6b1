"""Whether as much was done as was foretold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum

from neraca.link.told import Told
from neraca.records import Quantity
from neraca.records.figures import is_compared, item_class_of

# "About 300" may be a tenth off.
_APPROXIMATE = Decimal("0.9")
# Small numbers are alike by chance.
_TELLING = 5


class Measure(Enum):
    """What was done beside what was foretold.

    `SAME`: just the amount named; `ENOUGH`: as much or more, or nothing that could be compared; `LESS`: some of it.
    """

    SAME = "same"
    ENOUGH = "enough"
    LESS = "less"


def measure(plan: Sequence[Told], deed: Sequence[Told]) -> Measure:
    """Compare the largest amounts of the same thing: several smaller ones may be parts of the largest, or beside it."""
    asked, given = list(_amounts(plan)), list(_amounts(deed))
    pairs = [(one, other) for one in asked for other in given if _of_one_thing(one, other)]
    if not pairs:
        return Measure.ENOUGH
    most_asked = max(_bound(one[0]) for one, _ in pairs)
    most_given = max(pairs, key=lambda pair: _bound(pair[1][0]))[1][0]
    if any(_bound(one[0]) == _bound(other[0]) == most_asked and most_asked >= _TELLING for one, other in pairs):
        return Measure.SAME
    slack = _APPROXIMATE if most_given.approx else Decimal(1)
    return Measure.ENOUGH if _bound(most_given) >= most_asked * slack else Measure.LESS


def _amounts(group: Iterable[Told]) -> Iterable[tuple[Quantity, str]]:
    for one in group:
        for amount in one.claim.quantities:
            # Durations and shares say nothing of how much.
            if is_compared(amount.unit) or amount.unit == "other":
                yield amount, item_class_of(amount, one.claim)


def _of_one_thing(one: tuple[Quantity, str], other: tuple[Quantity, str]) -> bool:
    (mine, my_class), (theirs, their_class) = one, other
    if mine.unit != theirs.unit:
        return False
    if _bound(mine) == _bound(theirs):
        return True
    # What has no unit known may be anything: only the very number says that it is the same.
    return is_compared(mine.unit) and (my_class == their_class or not my_class or not their_class)


def _bound(amount: Quantity) -> Decimal:
    bound = amount.low if amount.low is not None else amount.high
    return Decimal(0) if bound is None else bound
