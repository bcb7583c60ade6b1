"""Finds a figure far outside the others that independent sources give of one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from neraca.records import Claim, Event, Finding, Quantity
from neraca.records.figures import is_compared, item_class_of
from neraca.records.voices import is_asserted

FAR_OUT = "figure_far_out"

_FACTOR = Decimal(10)
_LEAST_OTHERS = 3

Stated = tuple[Decimal, Quantity, Claim, str]


def find_far_figures(
    events: Iterable[Event], *, claims: Mapping[str, Claim], roots: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Figures ten times above or below the middle of at least three others, by document and place.

    Compared are amounts of one unit, way of counting and class of things in one event. Documents with one root count
    once, with their first figure.

    Args:
        events: With the ids of their claims.
        claims: By id.
        roots: Root of each derived document; a document that is missing is its own root.
    """
    found: dict[tuple[str, int], Finding] = {}
    for event in events:
        members = [claims[own_id] for own_id in event.claims if own_id in claims]
        for stated in _by_scope(members, roots=roots).values():
            for finding in _far_ones(stated):
                found.setdefault((finding.evidence.document, finding.evidence.span.start), finding)
    return tuple(found[key] for key in sorted(found))


def _by_scope(claims: Sequence[Claim], *, roots: Mapping[str, str]) -> dict[tuple[object, ...], list[Stated]]:
    scopes: dict[tuple[object, ...], list[Stated]] = {}
    for claim in claims:
        for one in claim.quantities if is_asserted(claim) else ():
            amount = _middle(one)
            if amount is None or not is_compared(one.unit):
                continue
            root = roots.get(claim.document, claim.document)
            known = scopes.setdefault((one.unit, one.counting, item_class_of(one, claim)), [])
            if all(other != root for *_, other in known):
                known.append((amount, one, claim, root))
    return scopes


def _middle(one: Quantity) -> Decimal | None:
    """The amount; of a range the geometric middle, since bounds such as "thousands" span powers of ten."""
    low, high = one.low, one.high
    if low is not None and high is not None:
        return (low * high).sqrt() if low > 0 else None
    bound = low if low is not None else high
    return bound if bound is not None and bound > 0 else None


def _far_ones(stated: Sequence[Stated]) -> Iterator[Finding]:
    for at, (amount, quantity, claim, _) in enumerate(stated):
        others = sorted(other[0] for place, other in enumerate(stated) if place != at)
        if len(others) < _LEAST_OTHERS:
            continue
        half = len(others) // 2
        middle = others[half] if len(others) % 2 else (others[half - 1] + others[half]) / 2
        if max(amount / middle, middle / amount) >= _FACTOR:
            yield Finding(
                evidence=quantity.evidence,
                kind=FAR_OUT,
                message=(
                    f'"{quantity.evidence.quote}" ({claim.event}) lies far outside the {len(others)} other independent '
                    f"figures, whose middle is {_plain(middle)}: {', '.join(map(_plain, others))}."
                ),
                settle="The first source of this figure: a slip (thousand for million), or another thing counted?",
                values=(
                    ("quote", quantity.evidence.quote),
                    ("n", str(len(others))),
                    ("middle", _plain(middle)),
                    ("others", ", ".join(map(_plain, others))),
                ),
            )


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
