"""Simulated histories: bursts and mirrored meetings without any reaction, and a reaction planted among them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from neraca.records import HistoryEvent

TYPES = ("ACCUSE", "AID", "CONSULT", "REJECT", "SANCTION", "SUPPORT", "THREATEN")
FIRST = date(2010, 1, 1)
WITHIN = 14
Acts = set[tuple[int, int, str, int]]


def simulated_history(
    seed: int, *, days: int = 1000, states: int = 11, odds: float = 1.0, cause: str = "ACCUSE", effect: str = "REJECT"
) -> list[HistoryEvent]:
    """A history of pairs that differ in how much happens between them.

    Everything comes in bursts that raise all types in both directions, half of the acts of support are answered by the
    same within two days on either side, and meetings last up to three days.

    Args:
        seed: Of the random numbers.
        days: Length.
        states: Number of parties.
        odds: How many times as often an effect from B to A comes on the 14 days after a cause from A to B.
        cause: Type of the cause.
        effect: Type of the effect.
    """
    chance = np.random.default_rng(seed)
    told: Acts = set()
    for one in range(states):
        for other in range(one + 1, states):
            daily = chance.lognormal(-5.2, 0.5) * _bursts(chance, days)
            own: Acts = set()
            for source, target in ((one, other), (other, one)):
                for kind in TYPES:
                    for day in np.flatnonzero(chance.random(days) < daily).tolist():
                        own |= _act(chance, day, source, kind, target, days=days)
            for source, target in ((one, other), (other, one)):
                after = np.zeros(days, dtype=bool)
                for day, who, kind, _ in own:
                    if kind == cause and who == source:
                        after[day + 1 : day + 1 + WITHIN] = True
                for day in np.flatnonzero((chance.random(days) < (odds - 1) * daily) & after).tolist():
                    told.add((day, target, effect, source))
            told |= own
    return [
        HistoryEvent(
            day=FIRST + timedelta(days=day), source=f"S{source}", type=kind, target=f"S{target}", id=f"event-{place}"
        )
        for place, (day, source, kind, target) in enumerate(sorted(told))
    ]


def _bursts(chance: np.random.Generator, days: int) -> NDArray[np.float64]:
    weight = np.ones(days)
    for start in chance.integers(0, days, chance.poisson(days / 150)):
        weight[start : start + chance.integers(5, 30)] = 8.0
    return weight


def _act(chance: np.random.Generator, day: int, source: int, kind: str, target: int, *, days: int) -> Acts:
    acts = {(day, source, kind, target)}
    if kind == "CONSULT":
        acts |= {(at, source, kind, target) for at in range(day, min(day + int(chance.integers(1, 4)), days))}
    if kind == "SUPPORT" and chance.random() < 0.5:
        at = day + int(chance.integers(-2, 3))
        acts |= {(at, target, kind, source)} if 0 <= at < days else set()
    return acts
