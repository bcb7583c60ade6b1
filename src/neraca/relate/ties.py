"""Ties between actors on a day: deeds that had happened by then, faded by their age."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from neraca.packs.network import TieRules
from neraca.records import Dyad, Tie
from neraca.relate.deeds import Deed

_DIGITS = 4


def weigh_ties(deeds: Iterable[Deed], *, day: date, rules: TieRules) -> tuple[Tie, ...]:
    """Ties on a day, by source and target.

    A deed's weight halves with every half-life between its last day and the day asked for.

    Args:
        deeds: In any order.
        day: Deeds that had not happened by then do not count.
        rules: Half-life, and the least weight that is kept.
    """
    known = sorted((deed for deed in deeds if deed.first <= day), key=_pair_of)
    ties = []
    for (source, target), group in groupby(known, key=_pair_of):
        weighed = sorted(
            ((fade(deed, day=day, half_life_days=rules.half_life_days), deed) for deed in group),
            key=lambda pair: (-abs(pair[0]), pair[1].event),
        )
        positive = round(math.fsum(weight for weight, _ in weighed if weight > 0), _DIGITS)
        negative = round(math.fsum(-weight for weight, _ in weighed if weight < 0), _DIGITS)
        if max(positive, negative) < rules.least:
            continue
        ties.append(
            Tie(
                source=source,
                target=target,
                positive=positive,
                negative=negative,
                last=max(min(deed.last, day) for _, deed in weighed),
                placed=sum(deed.placed for _, deed in weighed),
                events=tuple(deed.event for _, deed in weighed),
                claims=tuple(dict.fromkeys(claim for _, deed in weighed for claim in deed.claims)),
            )
        )
    return tuple(ties)


def fade(deed: Deed, *, day: date, half_life_days: float) -> float:
    """A deed's weight on a day; what goes on does not fade before its last report."""
    age = max(0, (day - deed.last).days)
    return deed.weight * math.pow(0.5, age / half_life_days)


def pair_up(ties: Iterable[Tie], *, decided: float) -> tuple[Dyad, ...]:
    """Both directions together, by actors.

    Args:
        ties: In any order.
        decided: Part of a pair's cooperation and hostility that their difference must reach to give it a sign.
    """
    sums: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        sums.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie)
    dyads = []
    for (first, second), both in sorted(sums.items(), key=lambda pair: pair[0]):
        positive = round(math.fsum(tie.positive for tie in both), _DIGITS)
        negative = round(math.fsum(tie.negative for tie in both), _DIGITS)
        net, whole = positive - negative, positive + negative
        sign = 0 if abs(net) < decided * whole or not net else 1 if net > 0 else -1
        dyads.append(Dyad(first=first, second=second, positive=positive, negative=negative, sign=sign))
    return tuple(dyads)


def strengths(dyads: Sequence[Dyad]) -> Mapping[str, float]:
    """All weight of each actor's pairs, whatever the sign."""
    found: dict[str, list[float]] = {}
    for dyad in dyads:
        for actor in (dyad.first, dyad.second):
            found.setdefault(actor, []).append(dyad.strength)
    return {actor: round(math.fsum(weights), _DIGITS) for actor, weights in sorted(found.items())}


def _pair_of(deed: Deed) -> tuple[str, str]:
    return deed.source, deed.target
