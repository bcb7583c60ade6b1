"""All packs together: one frozen bundle that every step takes as an argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from neraca.packs.actors import ActorBook, load_actors
from neraca.packs.credits import CreditPack, load_credits
from neraca.packs.cues import Cues, load_cues
from neraca.packs.events import EventBook, load_events
from neraca.packs.ingest import IngestPack, load_ingest
from neraca.packs.items import ItemBook, load_items
from neraca.packs.language import Language, language_codes, load_language
from neraca.packs.offices import OfficeBook, load_offices
from neraca.packs.outlets import OutletPack


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Packs:
    """Everything the program knows beforehand; compared and hashed by identity, so load it once.

    Attributes:
        languages: By ISO 639-1 code.
        cues: By ISO 639-1 code.
    """

    languages: Mapping[str, Language]
    cues: Mapping[str, Cues]
    actors: ActorBook
    offices: OfficeBook
    events: EventBook
    items: ItemBook
    ingest: IngestPack
    credits: CreditPack

    @property
    def outlets(self) -> OutletPack:
        """The known publishers."""
        return self.ingest.outlets


@lru_cache(maxsize=1)
def load_packs() -> Packs:
    """Read all packs, once in a process.

    Raises:
        NeracaError: N201 or N202, when a data file breaks its format.
    """
    codes = language_codes()
    actors = load_actors()
    ingest = load_ingest()
    return Packs(
        languages=MappingProxyType({code: load_language(code) for code in codes}),
        cues=MappingProxyType({code: load_cues(code) for code in codes}),
        actors=actors,
        offices=load_offices(actors),
        events=load_events(),
        items=load_items(),
        ingest=ingest,
        credits=load_credits(ingest.outlets),
    )
