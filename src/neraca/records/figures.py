"""Amounts in claims: which thing a number counts, which readings differ, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from neraca.records.claim import Claim
from neraca.records.measure import Quantity
from neraca.records.voices import UNNAMED, asserting_voices

# "About 300" and 320 are no conflict: a figure called approximate may be off by a tenth.
_APPROXIMATE = Decimal("0.1")
# Durations and shares describe an act; `other` may be any unit.
_NOT_COMPARED = frozenset({"day", "percent", "other"})
_ONE_GIFT = timedelta(days=7)


def is_compared(unit: str) -> bool:
    """Whether amounts of the unit are set against each other at all."""
    return unit not in _NOT_COMPARED


def fate_of(claim: Claim) -> str:
    """What befell the persons that the claim counts: `killed`, `wounded`, `casualties` or `lost`; "" for other claims.

    Reading notes it as the reason of the claim's scope (`extract.casualties`).
    """
    return next((reason.rule for reason in claim.reasons if reason.field == "scope"), "")


def item_class_of(quantity: Quantity, claim: Claim) -> str:
    """Class of what the number counts: the fate of persons, else the item nearest to it; "" when there is neither.

    The killed and the wounded are different things, as shells and soldiers are; *casualties* are both together.
    """
    fate = fate_of(claim) if quantity.unit == "person" else ""
    if fate:
        return fate

    def distance(at: int) -> tuple[int, int]:
        span, own = claim.items[at].evidence.span, quantity.evidence.span
        return max(0, span.start - own.end, own.start - span.end), at

    if not claim.items:
        return ""
    return claim.items[min(range(len(claim.items)), key=distance)].item_class


def distinct_figures(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """One quantity for each reading (the first that has it), in order of amount, then unit and counting.

    Totals, additions and plain amounts are different readings: nothing is added up.
    """
    by_reading: dict[tuple[object, ...], Quantity] = {}
    for one in quantities:
        by_reading.setdefault((one.unit, one.low, one.high, one.approx, one.counting), one)
    return tuple(sorted(by_reading.values(), key=_by_amount))


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of one thing: other units or ways of counting always, else when the ranges meet."""
    if one.unit != other.unit or one.counting is not other.counting or not is_compared(one.unit):
        return True
    (low, high), (other_low, other_high) = _range(one), _range(other)
    below = high is not None and other_low is not None and high < other_low
    above = other_high is not None and low is not None and other_high < low
    return not (below or above)


@dataclass(frozen=True, slots=True)
class _Reading:
    """An amount as one claim states it, with who says so and when; `root` is the text that the claim goes back to."""

    amount: Quantity
    claim: Claim
    said: frozenset[str]
    root: str
    day: date | None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        return self.amount.low, self.amount.high


def rival_figures(
    claims: Iterable[Claim], roots: Mapping[str, str], *, published: Mapping[str, date | None] | None = None
) -> tuple[tuple[tuple[Quantity, str], tuple[Quantity, str]], ...]:
    """Pairs of amounts of one thing that cannot both be right, each with the id of its claim; lower amount first.

    Rivals come from different voices: other actors, or, where a text names none, texts with different roots. A
    voice that corrects itself is no rival of itself: of a toll, which only grows, its highest figure stands. Nor is a
    copy of its original, nor a heading of the reports below it. Where one claim itself states both amounts (1,000
    sappers and 5,000 builders), they count different things; so do gifts reported weeks apart, of which each may be
    another.

    Args:
        claims: Claims of one event, by publication.
        roots: Root of each derived document; a document that is missing is its own root.
        published: Day of publication of each document, where it is known.
    """
    stated: dict[tuple[object, ...], list[_Reading]] = {}
    for claim in claims:
        said, root = asserting_voices(claim), roots.get(claim.document, claim.document)
        day = (published or {}).get(root)
        for amount in claim.quantities if said else ():
            scope = (amount.unit, amount.counting, item_class_of(amount, claim))
            stated.setdefault(scope, []).append(_Reading(amount, claim, said, root, day))
    found = []
    for readings in stated.values():
        for one, other in combinations(_essential(readings), 2):
            named = UNNAMED not in one.said | other.said
            independent = not one.said & other.said if named else one.root != other.root
            either = _says_too(readings, one.claim, other.amount) or _says_too(readings, other.claim, one.amount)
            if independent and not either and not agree(one.amount, other.amount) and not _are_two_gifts(one, other):
                pair = sorted(
                    [(one.amount, one.claim.id), (other.amount, other.claim.id)], key=lambda side: _by_amount(side[0])
                )
                found.append((pair[0], pair[1]))
    return tuple(found)


def _essential(readings: Sequence[_Reading]) -> list[_Reading]:
    """Readings that add something: no headings of reports, no copies or repetitions, no outdated tolls."""
    reported = {one.claim.document for one in readings if not one.claim.optional}
    kept: list[_Reading] = []
    for one in readings:
        heading = one.claim.optional and one.claim.document in reported
        same = [k for k in kept if k.root == one.root and k.bounds == one.bounds]
        copied = one.claim.document != one.root and any(known.claim.document == one.root for known in same)
        again = any(known.said == one.said and known.bounds == one.bounds for known in kept if UNNAMED not in one.said)
        if not heading and not copied and not again and all(known.said != one.said for known in same):
            kept.append(one)
    return [one for one in kept if not any(_outgrows(later, one) for later in kept)]


def _outgrows(later: _Reading, one: _Reading) -> bool:
    """Whether the same voice gives a higher toll as well."""
    if not fate_of(one.claim) or later.said != one.said or UNNAMED in one.said:
        return False
    return _by_amount(later.amount) > _by_amount(one.amount)


def may_be_two_gifts(told: Iterable[tuple[Claim, date | None]]) -> bool:
    """Whether gifts were reported so far apart, in days of publication, that one may be another than the other.

    Those that are told with times of their own are one: claims of one event have times that meet.
    """
    listed = list(told)
    if all(claim.when is not None and claim.when.span is not None for claim, _ in listed):
        return False
    days = [day for _, day in listed if day is not None]
    return all(claim.event == "AID" for claim, _ in listed) and bool(days) and max(days) - min(days) > _ONE_GIFT


def _says_too(readings: Iterable[_Reading], claim: Claim, amount: Quantity) -> bool:
    """Whether the claim also states an amount that agrees with this one."""
    return any(one.claim.id == claim.id and agree(one.amount, amount) for one in readings)


def _range(one: Quantity) -> tuple[Decimal | None, Decimal | None]:
    slack = _APPROXIMATE if one.approx else Decimal(0)
    low = None if one.low is None else one.low - abs(one.low) * slack
    high = None if one.high is None else one.high + abs(one.high) * slack
    return low, high


def _by_amount(one: Quantity) -> tuple[object, ...]:
    lowest = one.low if one.low is not None else one.high
    return lowest, one.high is None, one.high or Decimal(0), one.unit, one.counting, one.approx


def _are_two_gifts(one: _Reading, other: _Reading) -> bool:
    return may_be_two_gifts([(one.claim, one.day), (other.claim, other.day)])
