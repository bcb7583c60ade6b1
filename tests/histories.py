"""Simulated histories: bursts and mirrored meetings without any reaction, and a reaction planted among them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from neraca.records import HistoryEvent

TYPES = ("ACCUSE", "AID", "CONSULT", "REJECT", "SANCTION", "SUPPORT", "THREATEN")
FIRST = date(2010, 1, 1)


def simulated_history(
    seed: int,
    *,
    days: int = 1400,
    states: int = 16,
    reaction: float = 0.0,
    cause: str = "ACCUSE",
    effect: str = "REJECT",
) -> list[HistoryEvent]:
    """A history of pairs that differ in how much happens between them.

    Everything comes in bursts that raise all types in both directions, half of the acts of support are answered by the
    same within two days on either side, and meetings last up to three days.

    Args:
        seed: Of the random numbers.
        days: Length.
        states: Number of parties.
        reaction: Chance that a cause from A to B is followed by an effect from B to A within 14 days.
        cause: Type of the cause.
        effect: Type of the effect.
    """
    chance = np.random.default_rng(seed)
    told: set[tuple[int, int, str, int]] = set()
    for one in range(states):
        for other in range(one + 1, states):
            rate = chance.lognormal(-5.2, 0.5)
            weight = np.ones(days)
            for start in chance.integers(0, days, chance.poisson(days / 150)):
                weight[start : start + chance.integers(5, 30)] = 8.0
            for source, target in ((one, other), (other, one)):
                for kind in TYPES:
                    for day in np.flatnonzero(chance.random(days) < rate * weight).tolist():
                        told |= _act(chance, day, source, kind, target, days=days)
    if reaction:
        for day, source, kind, target in sorted(told):
            if kind == cause and chance.random() < reaction:
                told.add((min(day + int(chance.integers(1, 15)), days - 1), target, effect, source))
    return [
        HistoryEvent(
            day=FIRST + timedelta(days=day), source=f"S{source}", type=kind, target=f"S{target}", id=f"event-{place}"
        )
        for place, (day, source, kind, target) in enumerate(sorted(told))
    ]


def _act(
    chance: np.random.Generator, day: int, source: int, kind: str, target: int, *, days: int
) -> set[tuple[int, int, str, int]]:
    acts = {(day, source, kind, target)}
    if kind == "CONSULT":
        acts |= {(at, source, kind, target) for at in range(day, min(day + int(chance.integers(1, 4)), days))}
    if kind == "SUPPORT" and chance.random() < 0.5:
        at = day + int(chance.integers(-2, 3))
        acts |= {(at, target, kind, source)} if 0 <= at < days else set()
    return acts
