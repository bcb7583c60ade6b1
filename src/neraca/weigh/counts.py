"""Amounts of one thing side by side, and the best estimate where several independent sources give a number.

Plain amounts, additions and totals, other units and other items are other things: they are never put together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from neraca.records import Claim, Counting, Quantity
from neraca.records.figures import agree, is_compared, item_class_of, may_be_two_gifts, rival_figures
from neraca.records.values import Estimate, Figure, FigureGroup
from neraca.records.voices import UNNAMED, asserting_voices
from neraca.weigh.robust import Amount, Habit, estimate_amount, learn_habits

LEVEL = 0.8
# "About 300" may be off by a tenth, as where figures are compared (`records.figures`).
_APPROXIMATE = 1.1
# Nobody counts less than a part of one thing; zero needs a place on a logarithmic scale. Nor more than this.
_LEAST, _MOST = 0.25, 1e30
_SHOWN_DIGITS = 3

_Key = tuple[str, str, Counting]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A quantity as one claim states it; `own` is False in a copy that gives another amount than its root."""

    quantity: Quantity
    claim: Claim
    claim_id: str
    voices: frozenset[str]
    root: str
    day: date | None
    own: bool = True

    @property
    def reading(self) -> tuple[object, ...]:
        return self.quantity.low, self.quantity.high, self.quantity.approx

    def order(self) -> tuple[object, ...]:
        """By publication, undated last; then by document and place."""
        span = self.quantity.evidence.span
        return self.day or date.max, self.claim.document, span.start, span.end, self.claim_id


@dataclass(frozen=True, slots=True)
class _Source:
    """An independent source: what it says last, and in which claims."""

    amount: Amount
    statements: tuple[_Statement, ...]


def weigh_events(
    events: Iterable[Sequence[Claim]],
    *,
    roots: Mapping[str, str],
    published: Mapping[str, date | None],
    outlets: Mapping[str, str] | None = None,
) -> tuple[tuple[FigureGroup, ...], ...]:
    """Amounts of many events; how far a source tends to be off is learnt from all of them.

    Args:
        events: Claims by event.
        roots: Root of each derived document.
        published: Day of publication of each document, where it is known.
        outlets: Outlet of each document: one source for what it says in its own words.
    """
    tables = [_tabulate(event, roots=roots, published=published) for event in events]
    known = outlets or {}
    amounts = (
        [source.amount for source in _of_one_thing(_sources(group, outlets=known))]
        for table in tables
        for group in table.values()
    )
    habits = learn_habits(amounts)
    return tuple(_weigh(table, roots=roots, outlets=known, habits=habits) for table in tables)


def weigh_figures(
    claims: Iterable[Claim],
    *,
    roots: Mapping[str, str],
    published: Mapping[str, date | None],
    outlets: Mapping[str, str] | None = None,
    habits: Mapping[str, Habit] | None = None,
) -> tuple[FigureGroup, ...]:
    """Amounts of one event by unit, item class and counting: all figures, and an estimate where there is one.

    A copy's figure stands under its root and is listed once; a copy that changes the amount is listed, but does not
    count. A voice is one source, however many reports quote it, and its last amount is what it says. A report that
    names no voice speaks for itself (with `outlets`, all such reports of one outlet are one source); one that names
    voices adds none of its own. Amounts of a claim that states two of one kind that disagree count different things.

    Args:
        claims: Those of the event, in any order.
        roots: Root of each derived document; a document that is missing is its own root.
        published: Day of publication of each document, where it is known.
        outlets: Outlet of each document.
        habits: What is known of sources, by actor or outlet (`learn_habits`).

    Returns:
        Groups by unit, item class, counting.
    """
    table = _tabulate(claims, roots=roots, published=published)
    return _weigh(table, roots=roots, outlets=outlets or {}, habits=habits or {})


def _tabulate(
    claims: Iterable[Claim], *, roots: Mapping[str, str], published: Mapping[str, date | None]
) -> dict[_Key, tuple[_Statement, ...]]:
    groups: dict[_Key, list[_Statement]] = {}
    speakers: dict[str, tuple[bool, date, str]] = {}
    for claim_id, claim in {claim.id: claim for claim in claims}.items():
        voices = asserting_voices(claim)
        root = roots.get(claim.document, claim.document)
        if voices:
            place = claim.document != root, published.get(claim.document) or date.max, claim.document
            speakers[root] = min(speakers.get(root, place), place)
        for one in claim.quantities if voices else ():
            key = one.unit, item_class_of(one, claim), one.counting
            statement = _Statement(one, claim, claim_id, voices, root, published.get(claim.document))
            groups.setdefault(key, []).append(statement)
    speaking = {root: document for root, (_, _, document) in speakers.items()}
    return {key: _folded(sorted(groups[key], key=_Statement.order), speaking) for key in sorted(groups)}


def _folded(statements: Sequence[_Statement], speakers: Mapping[str, str]) -> tuple[_Statement, ...]:
    """Without mere repetitions: in headings, in the same text, in copies of what speaks for its root."""
    reported = {one.claim.document for one in statements if not one.claim.optional}
    essential = [one for one in statements if not one.claim.optional or one.claim.document not in reported]
    kept: list[_Statement] = []
    # The root first, and in every text named voices first: repetitions fold into what says more.
    for one in sorted(essential, key=lambda one: (one.claim.document != speakers[one.root], UNNAMED in one.voices)):
        own = one.claim.document == speakers[one.root]
        if not any(_repeats(one, known, own=own) for known in kept):
            kept.append(one if own else replace(one, own=False))
    return tuple(sorted(kept, key=_Statement.order))


def _repeats(one: _Statement, known: _Statement, *, own: bool) -> bool:
    if one.root != known.root or one.reading != known.reading:
        return False
    return not own or one.voices <= known.voices | {UNNAMED}


def _weigh(
    table: Mapping[_Key, tuple[_Statement, ...]],
    *,
    roots: Mapping[str, str],
    outlets: Mapping[str, str],
    habits: Mapping[str, Habit],
) -> tuple[FigureGroup, ...]:
    # A copy that drops the voice must not stand against what the same voice says elsewhere.
    by_id = {one.claim_id: one.claim for group in table.values() for one in group if one.own}
    days = {one.root: one.day for group in table.values() for one in group if one.claim.document == one.root}
    rivals = {
        (one.unit, item_class_of(one, by_id[claim]), one.counting)
        for (one, claim), _ in rival_figures(by_id.values(), roots, published=days)
    }
    groups = []
    for key, statements in table.items():
        unit, item_class, counting = key
        sources = _sources(statements, outlets=outlets)
        last = {id(one) for source in sources for one in source.statements}
        figures = tuple(
            Figure(
                quantity=one.quantity,
                claim=one.claim_id,
                voices=tuple(sorted(one.voices)),
                root=one.root,
                published=one.day,
                superseded=id(one) not in last and _is_superseded(one, statements),
            )
            for one in sorted(statements, key=_by_amount)
        )
        groups.append(
            FigureGroup(
                unit=unit,
                item_class=item_class,
                counting=counting,
                figures=figures,
                conflicting=key in rivals,
                estimate=_estimate(key, _of_one_thing(sources), habits=habits),
            )
        )
    return tuple(groups)


def _sources(statements: Iterable[_Statement], *, outlets: Mapping[str, str]) -> tuple[_Source, ...]:
    """Independent sources with what each says last; those that say the same words together are one."""
    counted = [one for one in _undivided(statements) if one.own]
    quoting = {one.claim.document for one in counted if one.voices - {UNNAMED}}
    said: dict[str, list[_Statement]] = {}
    for one in counted:
        document = one.claim.document
        names = one.voices - {UNNAMED}
        if not names and document not in quoting:
            names = frozenset({outlets.get(document) or one.root})
        for name in names:
            said.setdefault(name, []).append(one)
    together: dict[tuple[int, ...], tuple[list[str], list[_Statement]]] = {}
    for name in sorted(said):
        latest = max(one.day or date.min for one in said[name])
        last = [one for one in said[name] if (one.day or date.min) == latest]
        together.setdefault(tuple(id(one) for one in last), ([], last))[0].append(name)
    found = (
        _Source(Amount(source="+".join(names), low=bounds[0], high=bounds[1]), tuple(last))
        for names, last in together.values()
        if (bounds := _bounds(last)) is not None
    )
    return tuple(sorted(found, key=lambda source: source.amount))


def _of_one_thing(sources: tuple[_Source, ...]) -> tuple[_Source, ...]:
    """The sources; none where they may speak of different gifts, whose amounts have no middle."""
    told = [(one.claim, one.day) for source in sources for one in source.statements]
    return () if may_be_two_gifts(told) else sources


def _undivided(statements: Iterable[_Statement]) -> list[_Statement]:
    """Those of claims that give one amount of the kind, or several that agree."""
    listed = list(statements)
    by_claim: dict[str, list[Quantity]] = {}
    for one in listed:
        by_claim.setdefault(one.claim_id, []).append(one.quantity)
    return [one for one in listed if all(agree(one.quantity, other) for other in by_claim[one.claim_id])]


def _is_superseded(one: _Statement, statements: Iterable[_Statement]) -> bool:
    named, day = one.voices - {UNNAMED}, one.day or date.min
    later = [other.voices for other in statements if other.own and (other.day or date.min) > day]
    return bool(named) and named <= frozenset().union(*later)


def _bounds(statements: Iterable[_Statement]) -> tuple[float, float] | None:
    """What all of them allow, or where they cannot all hold, what any allows; None where that is no amount."""
    ranges = [found for one in statements if (found := _range(one.quantity)) is not None]
    if not ranges:
        return None
    low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
    return (low, high) if low < high else (min(low for low, _ in ranges), max(high for _, high in ranges))


def _range(one: Quantity) -> tuple[float, float] | None:
    """Natural logarithms of the bounds; a round number stands for all that are rounded to it."""
    if any(bound is not None and not 0 <= bound < _MOST for bound in (one.low, one.high)):
        return None
    slack = _APPROXIMATE if one.approx else 1.0
    low = None if one.low is None else float(one.low) / slack
    high = None if one.high is None else float(one.high) * slack
    if one.low is not None and one.low == one.high:
        below, above = _rounding(one.low)
        low, high = float(one.low) / slack - below, float(one.low) * slack + above
    return (
        -math.inf if low is None else math.log(max(low, _LEAST)),
        math.inf if high is None else math.log(max(high, 2 * _LEAST)),
    )


def _rounding(amount: Decimal) -> tuple[float, float]:
    """How much smaller and larger an amount may be that is rounded to this one's last digit that is not zero."""
    _, digits, exponent = amount.normalize().as_tuple()
    unit = float(Decimal(1).scaleb(int(exponent))) if amount else 1.0
    # 950 becomes 1,000, but 949 becomes 900: under a power of ten the digits are ten times finer.
    return (unit / 20 if digits == (1,) and unit > 1 else unit / 2), unit / 2


def _estimate(key: _Key, sources: Sequence[_Source], *, habits: Mapping[str, Habit]) -> Estimate | None:
    unit, item_class, counting = key
    if not is_compared(unit):
        return None
    found = estimate_amount((source.amount for source in sources), habits=habits, level=LEVEL)
    if found is None:
        return None
    quantities = [one.quantity for source in sources for one in source.statements]
    whole = all(bound is None or bound == bound.to_integral_value() for q in quantities for bound in (q.low, q.high))
    best, low, high = (Decimal(math.exp(value)) for value in found)
    best = _shown(best, whole=whole, rounding=ROUND_HALF_EVEN)
    exact = {q.low for q in quantities if q.low is not None and q.low == q.high}
    if len(exact) == 1 and all(q.low == q.high for q in quantities):
        best = exact.pop()
    return Estimate(
        unit=unit,
        counting=counting,
        item_class=item_class,
        best=best,
        low=min(best, _shown(low, whole=whole, rounding=ROUND_FLOOR)),
        high=max(best, _shown(high, whole=whole, rounding=ROUND_CEILING)),
        level=LEVEL,
        sources=sum(source.amount.is_number for source in sources),
        figures=tuple(sorted({one.claim_id for source in sources for one in source.statements})),
    )


def _shown(amount: Decimal, *, whole: bool, rounding: str) -> Decimal:
    """The amount with as many digits as an estimate deserves."""
    exponent = amount.adjusted() - _SHOWN_DIGITS + 1
    step = Decimal(1).scaleb(max(exponent, 0) if whole else exponent)
    return Decimal(format((amount / step).to_integral_value(rounding=rounding) * step, "f"))


def _by_amount(one: _Statement) -> tuple[object, ...]:
    low, high = one.quantity.low, one.quantity.high
    least = low if low is not None else high
    return least, high is None, high or Decimal(0), *one.order()
