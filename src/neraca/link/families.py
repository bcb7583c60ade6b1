"""Texts with their copies as families, so that each counts once."""

from __future__ import annotations

from collections.abc import Iterable


def find_families(count: int, kin: Iterable[tuple[int, int]]) -> list[list[int]]:
    """All positions below `count` in families joined by pairs of kin; families and members ascend."""
    leader = list(range(count))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, other in kin:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    families: dict[int, list[int]] = {}
    for at in range(count):
        families.setdefault(find(at), []).append(at)
    return list(families.values())
