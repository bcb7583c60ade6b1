"""What the amounts of one line come to: a range that says what it adds up and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from neraca.records import Claim, Counting, LeftOut, Omission, Quantity, Stated, TimeSpan, Total

_UNLISTED = "other"
# Totals that others give within this time of the newest one are rivals of it; older ones it has outgrown.
_RIVAL_DAYS = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount of one gift.

    Attributes:
        kind: Node of the item tree, or words that tell one thing of the class from another; "" where there are none.
        when: When the gift was made.
        told: Day of publication.
        root: The text that its claim goes back to.
        voices: On whose word.
        is_heading: It repeats what stands below it.
    """

    stated: Stated
    claim: Claim
    kind: str
    when: TimeSpan | None
    told: date | None
    root: str
    voices: frozenset[str]
    is_heading: bool = False

    @property
    def quantity(self) -> Quantity:
        """How much."""
        return self.stated.quantity


def add_up(amounts: Iterable[Amount]) -> tuple[Total, ...]:
    """One total for each unit, in order of the units.

    - Where somebody states a total, the newest one stands; older totals, and every amount that may lie within it, are
      left out. Only gifts that were certainly made after it are added to it.
    - Otherwise gifts are added. Those that may be one and the same (no times, or times that meet, and neither said to
      be additional) give the lower bound their largest amount only, and the upper bound all of them.
    - Rival amounts of one gift are a range. Kinds that one claim counts apart (1,000 sappers and 5,000 builders) are
      different things and are added; others may lie within each other (special forces among soldiers).
    - Amounts of unlisted units (containers, barrels, guns) are never added: they need not count the same thing.
    - Nothing is counted twice: copies, headings, and amounts that a source has replaced by later ones are left out.

    Args:
        amounts: Of one line, in any order.
    """
    by_unit: dict[str, list[Amount]] = {}
    for amount in sorted((one for one in amounts if one.quantity.unit != _UNLISTED), key=_order):
        by_unit.setdefault(amount.quantity.unit, []).append(amount)
    return tuple(_total(unit, by_unit[unit]) for unit in sorted(by_unit))


def _order(amount: Amount) -> tuple[object, ...]:
    return amount.told or date.max, amount.stated.claim, amount.quantity.evidence.span, amount.stated.event


@dataclass(frozen=True, slots=True)
class _Sum:
    """A range under way; None is open."""

    low: Decimal | None
    high: Decimal | None

    def plus(self, other: _Sum) -> _Sum:
        """Both together; what is open below counts from nothing."""
        low = (self.low or Decimal(0)) + (other.low or Decimal(0))
        high = None if self.high is None or other.high is None else self.high + other.high
        return _Sum(low, high)


_NOTHING = _Sum(Decimal(0), Decimal(0))


def _total(unit: str, amounts: Sequence[Amount]) -> Total:
    kept, left_out = _once(amounts)
    whole, outgrown = _newest_totals([one for one in kept if one.quantity.counting is Counting.TOTAL])
    left_out += [LeftOut(stated=one.stated, reason=Omission.OLDER_TOTAL) for one in outgrown]
    parts = [one for one in kept if one.quantity.counting is not Counting.TOTAL]
    reached = _NOTHING
    if whole:
        reached = _hull(whole)
        until = max((day for one in whole if (day := _last_day(one)) is not None), default=None)
        left_out += [LeftOut(stated=one.stated, reason=Omission.IN_TOTAL) for one in parts if not _is_after(one, until)]
        parts = [one for one in parts if _is_after(one, until)]
    added, unsure = [one.stated for one in whole], list[Stated]()
    apart = _counted_apart(kept)
    for group in _possibly_same(parts, apart):
        reached = reached.plus(_together(group, apart))
        (added if len(group) == 1 else unsure).extend(one.stated for gift in group for one in gift)
    counted = [*whole, *parts]
    return Total(
        unit=unit,
        low=reached.low,
        high=reached.high,
        approx=any(one.quantity.approx for one in counted),
        added=tuple(added),
        perhaps_same=tuple(unsure),
        left_out=tuple(left_out),
    )


def _once(amounts: Sequence[Amount]) -> tuple[list[Amount], list[LeftOut]]:
    """Amounts without those that only repeat one of the same gift, and without headings above what is told below."""
    kept: dict[tuple[object, ...], Amount] = {}
    told_below = {one.claim.document for one in amounts if not one.is_heading}
    headings = [one for one in amounts if one.is_heading and one.claim.document in told_below]
    repeated = [LeftOut(stated=one.stated, reason=Omission.HEADING) for one in headings]
    for one in sorted(
        (one for one in amounts if one not in headings), key=lambda amount: (amount.is_heading, *_order(amount))
    ):
        quantity = one.quantity
        reading = (one.stated.event, quantity.low, quantity.high, quantity.counting, one.kind)
        plain = (one.stated.event, quantity.low, quantity.high, quantity.counting, "")
        if reading in kept or plain in kept:
            repeated.append(LeftOut(stated=one.stated, reason=Omission.REPEATED))
        else:
            kept[reading] = one
    listed = sorted(kept.values(), key=_order)
    standing = [one for one in listed if not any(_supersedes(other, one) for other in listed)]
    replaced = [one for one in listed if one not in standing]
    return standing, repeated + [LeftOut(stated=one.stated, reason=Omission.SUPERSEDED) for one in replaced]


def _supersedes(later: Amount, one: Amount) -> bool:
    """Whether the same voices give another amount of the same gift on a later day."""
    same = later.stated.event == one.stated.event and later.voices == one.voices and later.kind == one.kind
    counted_alike = later.quantity.counting is one.quantity.counting
    if not (same and counted_alike and later.told and one.told and "" not in one.voices):
        return False
    return later.told > one.told


def _newest_totals(totals: Sequence[Amount]) -> tuple[list[Amount], list[Amount]]:
    """The newest stated totals, rivals among them, and those that they have outgrown."""
    days = [one.told for one in totals if one.told is not None]
    if not days:
        return list(totals), []
    newest = max(days)
    voices = frozenset().union(*(one.voices for one in totals if one.told == newest))
    standing = [
        one
        for one in totals
        if one.told == newest or (one.told is not None and newest - one.told <= _RIVAL_DAYS and not one.voices & voices)
    ]
    return standing, [one for one in totals if one not in standing]


def _last_day(total: Amount) -> date | None:
    """The day up to which a total counts: the end of its time, else its publication."""
    if total.when is not None and total.when.end is not None:
        return total.when.end - timedelta(days=1)
    return total.told


def _is_after(one: Amount, until: date | None) -> bool:
    """Whether a gift was certainly made after a day."""
    return until is not None and one.when is not None and one.when.start is not None and one.when.start > until


Apart = frozenset[frozenset[str]]
"""Pairs of kinds of which neither lies within the other."""


def _counted_apart(amounts: Iterable[Amount]) -> Apart:
    """Kinds that some claim counts side by side."""
    kinds: dict[str, set[str]] = {}
    for one in amounts:
        kinds.setdefault(one.stated.claim, set()).add(one.kind)
    return frozenset(frozenset(pair) for named in kinds.values() for pair in combinations(sorted(named - {""}), 2))


def _possibly_same(amounts: Sequence[Amount], apart: Apart) -> list[list[list[Amount]]]:
    """Gifts, as lists of their amounts, in groups that may be one and the same gift."""
    gifts: dict[str, list[Amount]] = {}
    for one in amounts:
        gifts.setdefault(one.stated.event, []).append(one)
    groups: list[list[list[Amount]]] = []
    for gift in gifts.values():
        meeting = [group for group in groups if any(_may_be_same(gift, other, apart) for other in group)]
        groups = [group for group in groups if group not in meeting]
        groups.append([other for group in meeting for other in group] + [gift])
    return groups


def _may_be_same(one: Sequence[Amount], other: Sequence[Amount], apart: Apart) -> bool:
    if _may_hold(one, other) or _may_hold(other, one):
        return True
    times = [gift[0].when for gift in (one, other)]
    if times[0] is not None and times[1] is not None and not times[0].meets(times[1]):
        return False
    if all(frozenset((mine.kind, theirs.kind)) in apart for mine in one for theirs in other):
        return False
    return not (_adds_to(one, other) or _adds_to(other, one))


def _may_hold(whole: Sequence[Amount], extra: Sequence[Amount]) -> bool:
    """Whether a larger amount that is told later may count an addition in, whatever day it names: it may be a tally."""
    later, added = whole[0], extra[0]
    if added.quantity.counting is not Counting.ADDITIONAL or later.quantity.counting is Counting.ADDITIONAL:
        return False
    bounds = [one.quantity.low or one.quantity.high or Decimal(0) for one in (later, added)]
    return later.told is not None and added.told is not None and later.told > added.told and bounds[0] > bounds[1]


def _adds_to(one: Sequence[Amount], other: Sequence[Amount]) -> bool:
    """Whether a gift is said to come on top of what was told by then; a plain amount told later may hold it already."""
    extra, base = one[0], other[0]
    if extra.quantity.counting is not Counting.ADDITIONAL or base.quantity.counting is Counting.ADDITIONAL:
        return False
    return extra.told is None or base.told is None or base.told <= extra.told


def _together(gifts: Sequence[Sequence[Amount]], apart: Apart) -> _Sum:
    """Of gifts that may be one: at least the largest, at most all of them."""
    sums = [_gift(gift, apart) for gift in gifts]
    low = max((one.low or Decimal(0) for one in sums), default=Decimal(0))
    return _Sum(low, _added(sums).high)


def _gift(amounts: Sequence[Amount], apart: Apart) -> _Sum:
    """How much one gift was: kinds counted apart together, all other amounts as a range."""
    by_kind: dict[str, list[Amount]] = {}
    for one in amounts:
        by_kind.setdefault(one.kind, []).append(one)
    piles: list[list[str]] = []
    for kind in sorted(by_kind):
        pile = next((pile for pile in piles if all(frozenset((kind, other)) in apart for other in pile)), None)
        if pile is None:
            piles.append([kind])
        else:
            pile.append(kind)
    sums = [_added(_hull(by_kind[kind]) for kind in pile) for pile in piles]
    whole = sums[0]
    for other in sums[1:]:
        whole = _wider(whole, other)
    return whole


def _added(sums: Iterable[_Sum]) -> _Sum:
    whole = _NOTHING
    for one in sums:
        whole = whole.plus(one)
    return whole


def _hull(amounts: Iterable[Amount]) -> _Sum:
    """From the lowest to the highest of amounts of which only one can be right."""
    found: _Sum | None = None
    for one in amounts:
        bounds = _Sum(one.quantity.low, one.quantity.high)
        found = bounds if found is None else _wider(found, bounds)
    return found or _NOTHING


def _wider(one: _Sum, other: _Sum) -> _Sum:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return _Sum(low, high)
