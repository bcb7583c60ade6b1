"""Claims as they are compared: what each says of its event, its words, and the meaning of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.link.outline import Outline, outline
from neraca.packs.meaning import MeaningSpace
from neraca.records import Claim, Document, Meanings
from neraca.text.stems import stem
from neraca.text.words import words_of

Vector = NDArray[np.float32]
_LONG_WORD = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """One claim as the comparison sees it.

    Attributes:
        id: The claim's.
        root: The document that the claim's derives from; its own where it derives from none.
        language: Of its document.
        outline: What it says of the event.
        day: When the root was published.
        trigger: Stems of the words that name the act.
        stems: Stems of the longer words of its evidence.
        meaning: Of its sentence, of length 1; None when unknown.
        places: Words of the places where it happens.
    """

    claim: Claim
    id: str
    root: str
    language: str
    outline: Outline
    day: date | None
    trigger: str
    stems: frozenset[str]
    meaning: Vector | None
    places: frozenset[str]

    @property
    def is_derived(self) -> bool:
        """Whether its document repeats another."""
        return self.root != self.claim.document


def tell(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    roots: Mapping[str, str],
    meanings: Iterable[Meanings] = (),
    space: MeaningSpace | None = None,
) -> tuple[Told, ...]:
    """Every claim once, by id.

    Args:
        claims: In any order.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document.
        meanings: Of the documents' sentences; those of documents that are missing are unknown.
        space: Where the meanings are compared; None leaves them out.
    """
    known = {document.id: document for document in documents}
    placed = {
        one.document: (one, space.place(one.vectors, language=known[one.document].language))
        for one in meanings
        if space is not None and one.document in known and one.width == space.width
        if known[one.document].language in space.languages
    }
    found = {}
    for claim in claims:
        document = known[claim.document]
        root = roots.get(claim.document, claim.document)
        day = known[root].day if root in known else document.day
        own_id = claim.id
        found[own_id] = Told(
            claim=claim,
            id=own_id,
            root=root,
            language=document.language,
            outline=outline(claim, published=day),
            day=day,
            trigger=" ".join(stem(word, document.language) for word in words_of(claim.trigger.quote)),
            stems=_stems(claim.evidence.quote, document.language),
            meaning=_meaning(claim, placed.get(claim.document)),
            places=frozenset(
                word.casefold() for place in claim.places for word in words_of(place.quote) if word[0].isupper()
            ),
        )
    return tuple(one for _, one in sorted(found.items()))


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words_of(text) if len(word) >= _LONG_WORD)


def _meaning(claim: Claim, placed: tuple[Meanings, NDArray[np.float32]] | None) -> Vector | None:
    if placed is None:
        return None
    spans, start = placed[0].spans, claim.trigger.span.start
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    return placed[1][at] if at >= 0 and start < spans[at].end else None
