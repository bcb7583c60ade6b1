"""What a map needs to know of an account: how much goes which way, and how many events each party is part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from neraca.records import Account, EntryStatus

_REAL = (EntryStatus.DELIVERED, EntryStatus.UNDER_WAY)
Way = tuple[str, str]
"""Giver and receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What goes one way.

    Attributes:
        lines: Of the ledger.
        witnesses: Of all lines together.
        is_real: Whether any of it has been given, as far as the sources say.
    """

    lines: int
    witnesses: int
    is_real: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Everything that goes between parties.

    Attributes:
        loads: By giver and receiver.
        parties: How many events each party is part of, most first; equal ones in the order of their ids.
    """

    loads: Mapping[Way, Load]
    parties: Mapping[str, int]

    def ordered(self) -> tuple[Way, ...]:
        """All ways, the one with most lines first."""
        return tuple(sorted(self.loads, key=lambda way: (-self.loads[way].lines, way)))

    def busiest(self, most: int) -> Traffic:
        """With the busiest ways alone."""
        return replace(self, loads={way: self.loads[way] for way in self.ordered()[:most]})


def find_traffic(account: Account) -> Traffic:
    """Count an account's ledger lines by way, and its events by party."""
    loads: dict[Way, Load] = {}
    for entry in account.entries:
        way, known = (entry.giver, entry.receiver), loads.get((entry.giver, entry.receiver))
        is_real = entry.status in _REAL
        loads[way] = Load(
            lines=1 + (known.lines if known else 0),
            witnesses=entry.witnesses + (known.witnesses if known else 0),
            is_real=is_real or (known is not None and known.is_real),
        )
    found = Counter(code for event in account.events for code in {*event.actors, *event.recipients})
    return Traffic(loads=loads, parties=dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))
