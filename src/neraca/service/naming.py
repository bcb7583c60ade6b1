"""Names that people see for ids, in their language."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from neraca.packs.catalogue import Packs
from neraca.packs.files import data_folder
from neraca.packs.words import Names, Words, read_words


@lru_cache(maxsize=4)
def names_for(packs: Packs, language: str) -> Names:
    """Names of all actors, event types, item classes and the kinds and models of these."""
    return Names(
        actors={actor: packs.actors.name_of(actor, language) for actor in packs.actors.actors},
        events={event: packs.events.name(event, language) for event in packs.events.types},
        items={node: packs.items.node_name(node, language) for node in packs.items.nodes},
    )


@lru_cache(maxsize=4)
def spoken_words(language: str) -> Words:
    """What the command line says, in a language: the dossier's words and its own.

    Raises:
        NeracaError: N107, when the program does not speak it.
    """
    own = read_words(language, data_folder() / "cli" / "words.toml")
    return replace(own, sentences=MappingProxyType({**read_words(language).sentences, **own.sentences}))
