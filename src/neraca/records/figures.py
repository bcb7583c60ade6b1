"""Amounts in claims: which thing a number counts, which readings differ, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations

from neraca.records.claim import Claim
from neraca.records.measure import Quantity
from neraca.records.voices import UNNAMED, asserting_voices

# "About 300" and 320 are no conflict: a figure called approximate may be off by a tenth.
_APPROXIMATE = Decimal("0.1")
# Durations and shares describe an act; `other` may be any unit.
_NOT_COMPARED = frozenset({"day", "percent", "other"})


def is_compared(unit: str) -> bool:
    """Whether amounts of the unit are set against each other at all."""
    return unit not in _NOT_COMPARED


def item_class_of(quantity: Quantity, claim: Claim) -> str:
    """Class of the item that the number counts: the one nearest to it in the text; "" when the claim has none."""

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


def rival_figures(
    claims: Iterable[Claim], roots: Mapping[str, str]
) -> tuple[tuple[tuple[Quantity, str], tuple[Quantity, str]], ...]:
    """Pairs of amounts of one thing that cannot both be right, each with the id of its claim; lower amount first.

    Rivals come from different voices: other actors, or, where a text names none, texts with different roots. A
    voice that corrects itself is no rival of itself, nor is a copy of its original. Where one claim itself states
    both amounts (1,000 sappers and 5,000 builders), they count different things.

    Args:
        claims: Claims of one event, by publication.
        roots: Root of each derived document; a document that is missing is its own root.
    """
    stated: dict[tuple[object, ...], list[tuple[Quantity, str, frozenset[str], str]]] = {}
    for claim in claims:
        said, root = asserting_voices(claim), roots.get(claim.document, claim.document)
        own_id = claim.id if said and claim.quantities else ""
        for one in claim.quantities if said else ():
            scope = (one.unit, one.counting, item_class_of(one, claim))
            known = stated.setdefault(scope, [])
            if all((one.low, one.high, said, root) != (q.low, q.high, v, r) for q, _, v, r in known):
                known.append((one, own_id, said, root))
    found = []
    for readings in stated.values():
        for (one, claim_id, said, root), (other, other_id, other_said, other_root) in combinations(readings, 2):
            named = UNNAMED not in said | other_said
            independent = not said & other_said if named else root != other_root
            either = _says_too(readings, claim_id, other) or _says_too(readings, other_id, one)
            if independent and not either and not agree(one, other):
                pair = sorted([(one, claim_id), (other, other_id)], key=lambda side: _by_amount(side[0]))
                found.append((pair[0], pair[1]))
    return tuple(found)


def _says_too(readings: Iterable[tuple[Quantity, str, frozenset[str], str]], claim_id: str, amount: Quantity) -> bool:
    """Whether the claim also states an amount that agrees with this one."""
    return any(said == claim_id and agree(own, amount) for own, said, _, _ in readings)


def _range(one: Quantity) -> tuple[Decimal | None, Decimal | None]:
    slack = _APPROXIMATE if one.approx else Decimal(0)
    low = None if one.low is None else one.low - abs(one.low) * slack
    high = None if one.high is None else one.high + abs(one.high) * slack
    return low, high


def _by_amount(one: Quantity) -> tuple[object, ...]:
    lowest = one.low if one.low is not None else one.high
    return lowest, one.high is None, one.high or Decimal(0), one.unit, one.counting, one.approx
