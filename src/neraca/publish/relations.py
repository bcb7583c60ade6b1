"""How an account's events hang together: what the dossier shows beside its claims, events and ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from neraca.records import Charge, Chronology, Network, Outlook, Reactions, Restriction, TrackRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Everything that is made from events taken together; empty where a view has nothing to say.

    Attributes:
        chronology: Its events in time.
        networks: Who stands with whom, with places: at an earlier day and at the end, or at the end alone.
        restrictions: Sanctions, vetoes and their like, by target.
        charges: What acts are said to break, by pair and rule.
        reactions: What the texts say sets off what, and what was given for what.
        outlooks: What is foreseen, and what became of it.
        track_records: How many outlooks of each voice and outlet came to what.
        measured: What follows what in its event history, as rows with their sentences.
    """

    chronology: Chronology = field(default_factory=Chronology)
    networks: tuple[Network, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    charges: tuple[Charge, ...] = ()
    reactions: Reactions = field(default_factory=Reactions)
    outlooks: tuple[Outlook, ...] = ()
    track_records: tuple[TrackRecord, ...] = ()
    measured: tuple[Mapping[str, Any], ...] = ()
