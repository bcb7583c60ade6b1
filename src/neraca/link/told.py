"""Claims as they are compared: what each says of its event, its words, and the meaning of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.link.outline import Outline, outline
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
    centres: Mapping[str, Vector] | None = None,
) -> tuple[Told, ...]:
    """Every claim once, by id.

    Args:
        claims: In any order.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document.
        meanings: Of the documents' sentences; those of documents that are missing are unknown.
        centres: By language, the mean that is taken off every vector before they are compared.
    """
    known = {document.id: document for document in documents}
    vectors = {one.document: one for one in meanings}
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
            meaning=_meaning(claim, vectors.get(claim.document), centre=(centres or {}).get(document.language)),
            places=frozenset(
                word.casefold() for place in claim.places for word in words_of(place.quote) if word[0].isupper()
            ),
        )
    return tuple(one for _, one in sorted(found.items()))


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words_of(text) if len(word) >= _LONG_WORD)


def _meaning(claim: Claim, meanings: Meanings | None, *, centre: Vector | None) -> Vector | None:
    if meanings is None or not meanings.spans:
        return None
    at = bisect_right(meanings.spans, claim.trigger.span.start, key=lambda span: span.start) - 1
    if at < 0 or meanings.spans[at].end <= claim.trigger.span.start:
        return None
    width = meanings.width
    vector = np.frombuffer(meanings.vectors, dtype=np.int8, count=width, offset=at * width).astype(np.float32)
    vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
    if centre is not None and len(centre) == width:
        vector = vector - centre
        vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
    return vector.astype(np.float32)
