"""How an account's events hang together: what the dossier shows beside its claims, events and ledger."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.records import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Everything that is made from events taken together; empty where a view has nothing to say.

    Attributes:
        networks: Who stands with whom, with places: at an earlier day and at the end, or at the end alone.
    """

    networks: tuple[Network, ...] = ()
