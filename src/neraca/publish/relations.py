"""How an account's events hang together: what the dossier shows beside its claims, events and ledger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Everything that is made from events taken together; empty where a view has nothing to say."""
