"""Claims as they are compared: what each says of its event, its words, and the meaning of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.link.outline import Outline, outline
from neraca.link.wording import Rarity, Weighed, document_words, documents_alike, rarity_of, weigh
from neraca.link.wording import tell as tell_words
from neraca.packs.foretold import load_foretold
from neraca.packs.linking import load_model, load_word_tables
from neraca.packs.meaning import MeaningSpace
from neraca.packs.turns import load_turns
from neraca.records import Claim, Document, Meanings, Span, Stage, TimeSpan
from neraca.text.stems import stem
from neraca.text.words import word_ranges, words_of

Vector = NDArray[np.float32]
_LONG_WORD = 4
WORDING = "wording"


class Background:
    """How rare words are among the original articles, and how alike two articles are.

    Copies count with their originals, so that they make no word common. Likenesses are kept once worked out: there
    are far fewer pairs of articles than of claims.
    """

    def __init__(
        self, documents: Iterable[Document], *, roots: Mapping[str, str], rarity: Rarity | None = None
    ) -> None:
        """Take the words of all articles; `rarity` is that of the words of more of them than these."""
        self._words = {
            document.id: document_words(words_of(document.text), language=document.language) for document in documents
        }
        self.rarity = rarity or rarity_of(words for own_id, words in self._words.items() if own_id not in roots)
        self.tables = load_word_tables()
        self.model = load_model(WORDING)
        self._alike: dict[tuple[str, str], float] = {}

    def alike(self, one: str, other: str) -> float:
        """Likeness of two articles by their words, 0 to 1."""
        key = (one, other) if one < other else (other, one)
        if key not in self._alike:
            self._alike[key] = documents_alike(self._words[key[0]], self._words[key[1]], self.rarity)
        return self._alike[key]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """One claim as the comparison sees it.

    Attributes:
        id: The claim's.
        root: The document that the claim's derives from; its own where it derives from none.
        language: Of its document.
        outline: What it says of the event.
        day: When the root was published.
        due: When what it foretells is to happen, as far as it says so; None for what has happened.
        trigger: Stems of the words that name the act.
        stems: Stems of the longer words of its evidence.
        meaning: Of its sentence, of length 1; None when unknown.
        places: Words of the places where it happens.
        turns: Which of several like acts it is (*the third round*), as far as it says so.
        wording: Its sentence, for the comparison by words; None where the sentence is not known.
        background: What all claims are compared by.
    """

    claim: Claim
    id: str
    root: str
    language: str
    outline: Outline
    day: date | None
    due: TimeSpan | None
    trigger: str
    stems: frozenset[str]
    meaning: Vector | None
    places: frozenset[str]
    turns: frozenset[int]
    wording: Weighed | None
    background: Background

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
    rarity: Rarity | None = None,
) -> tuple[Told, ...]:
    """Every claim once, by id.

    Args:
        claims: In any order.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document.
        meanings: Of the documents' sentences; those of documents that are missing are unknown.
        space: Where the meanings are compared; None leaves them out.
        rarity: How rare words are, where the documents are a part of those that count; None takes it from them.
    """
    known = {document.id: document for document in documents}
    placed = {
        one.document: (one, space.place(one.vectors, language=known[one.document].language))
        for one in meanings
        if space is not None and one.document in known and one.width == space.width
        if known[one.document].language in space.languages
    }
    # Words are compared only of sentences that are known, and those of a large store fill a gigabyte.
    background = Background(known.values() if placed else (), roots=roots, rarity=rarity)
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
            due=_due(claim, document, told=day),
            trigger=" ".join(stem(word, document.language) for word in words_of(claim.trigger.quote)),
            stems=_stems(claim.evidence.quote, document.language),
            meaning=_meaning(claim, placed.get(claim.document)),
            places=frozenset(
                word.casefold() for place in claim.places for word in words_of(place.quote) if word[0].isupper()
            ),
            turns=_turns(claim, document.language),
            wording=_wording(claim, document, spans=placed[claim.document][0].spans, background=background)
            if claim.document in placed
            else None,
            background=background,
        )
    return tuple(one for _, one in sorted(found.items()))


def _due(claim: Claim, document: Document, *, told: date | None) -> TimeSpan | None:
    reader = None if claim.stage in (Stage.OCCURRED, Stage.ONGOING) else load_foretold(document.language)
    due = None if reader is None else reader.read_due(claim, document, told=told)
    return None if due is None or due.words is None else due.span


def _turns(claim: Claim, language: str) -> frozenset[int]:
    words = load_turns(language)
    return frozenset() if words is None else words.read(words_of(claim.evidence.quote))


def _wording(claim: Claim, document: Document, *, spans: Sequence[Span], background: Background) -> Weighed | None:
    at = _sentence_of(claim, spans)
    if at is None:
        return None
    ranges = word_ranges(document.text, spans[at].start, spans[at].end)
    trigger = claim.trigger.span
    places = [place for place, (start, end) in enumerate(ranges) if start < trigger.end and trigger.start < end]
    if not places:
        return None
    telling = tell_words(
        [document.text[start:end] for start, end in ranges],
        places,
        language=document.language,
        document=document.id,
        sentence=at,
    )
    return weigh(telling, rarity=background.rarity, tables=background.tables)


def _sentence_of(claim: Claim, spans: Sequence[Span]) -> int | None:
    """Which sentence holds the words that name the act."""
    start = claim.trigger.span.start
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    return at if at >= 0 and start < spans[at].end else None


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words_of(text) if len(word) >= _LONG_WORD)


def _meaning(claim: Claim, placed: tuple[Meanings, NDArray[np.float32]] | None) -> Vector | None:
    at = None if placed is None else _sentence_of(claim, placed[0].spans)
    return None if placed is None or at is None else placed[1][at]
