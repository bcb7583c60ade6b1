"""Names that people see for ids, in their language."""

from __future__ import annotations

from functools import lru_cache

from neraca.packs.catalogue import Packs
from neraca.packs.words import Names


@lru_cache(maxsize=4)
def names_for(packs: Packs, language: str) -> Names:
    """Names of all actors, event types, item classes and the kinds and models of these."""
    return Names(
        actors={actor: packs.actors.short_name_of(actor, language) for actor in packs.actors.actors},
        events={event: packs.events.name(event, language) for event in packs.events.types},
        items={node: packs.items.node_name(node, language) for node in packs.items.nodes},
    )
