"""Rows of what a search found: a document's sentences with the words found, and the claims that rest on each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from neraca.annotate.sentences import split_sentences
from neraca.packs.catalogue import Packs
from neraca.publish.exports import Row, claim_row, document_row
from neraca.records import Claim, Document, Event
from neraca.store.search import Phrase, Word, find_places
from neraca.text.bounds import sentence_bounds

# A row shows at most so many sentences, and in all at most so many marks.
_SENTENCES = 5
_MARKS = 50
_MATTER = ("id", "event", "stage", "negated", "actor", "recipient", "items", "quantity")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found.

    Attributes:
        document: The document.
        wanted: The words and phrases that were searched for.
        claims: Its claims, in text order.
        events: Events by claim id.
        fitting: Whether filters ask for each of the claims; None where none asks for claims.
    """

    document: Document
    wanted: tuple[Word | Phrase, ...]
    claims: Sequence[Claim]
    events: Mapping[str, Sequence[Event]]
    fitting: tuple[bool, ...] | None = None


def hit_row(hit: Hit, packs: Packs) -> Row:
    """A document that was found, with the sentences that hold what was searched for.

    `start`, `end` and `quote` are those of the sentence that holds most of it, among equals of one with a claim that
    filters ask for; without any (a title outside the text holds it) those of the text's first. `sentences` come in
    text order, of more than five the best.
    """
    document = hit.document
    found = _found(hit)
    sentences = _by_sentence(found, document, packs)
    best = sorted(sentences, key=lambda one: (-len({number for _, number in sentences[one]}), not _fits(one, hit), one))
    start, end = best[0] if best else _first(document, packs)
    known = document_row(document)
    places = sorted({place for place, number in found if number >= 0})
    return {
        "document": document.label,
        "title": known["title"],
        "outlet": known["outlet"],
        "published": known["published"],
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "matches": [_mark(place, document.text) for place in places[:_MARKS]],
        "id": document.id,
        "lang": document.language,
        "title_matches": _title_marks(hit),
        "sentences": [_sentence_row(one, sentences[one], hit) for one in sorted(best[:_SENTENCES])],
        "sentences_found": len(sentences),
    }


def _found(hit: Hit) -> list[tuple[Range, int]]:
    """Where what was searched for stands, each with the number of the word or phrase.

    Of filters alone: the claims that fit them, as number -1, which are no words to mark.
    """
    if not hit.wanted and hit.fitting is not None:
        spans = [claim.evidence.span for claim, fits in zip(hit.claims, hit.fitting, strict=True) if fits]
        return [((span.start, span.end), -1) for span in spans]
    return [
        (place, number)
        for number, leaf in enumerate(hit.wanted)
        for place in (_in_title(leaf, hit.document) if leaf.title else _in_text(leaf, hit.document))
    ]


def _in_text(leaf: Word | Phrase, document: Document) -> tuple[Range, ...]:
    return find_places(leaf, document.text, language=document.language)


def _in_title(leaf: Word | Phrase, document: Document) -> Iterator[Range]:
    """Places in a title that stands in the text, counted in the text."""
    title = document.title
    if title is not None and title.span is not None and title.quote is not None:
        for start, end in find_places(leaf, title.quote, language=document.language):
            yield title.span.start + start, title.span.start + end


def _fits(sentence: Range, hit: Hit) -> bool:
    """Whether a claim that filters ask for rests on a sentence."""
    return hit.fitting is not None and any(hit.fitting[at] for at, _ in _claims_in(sentence, hit))


def _claims_in(sentence: Range, hit: Hit) -> list[tuple[int, Claim]]:
    """Claims whose evidence stands in a sentence, wholly or in part, each with its place in the hit."""
    start, end = sentence
    return [
        (at, one)
        for at, one in enumerate(hit.claims)
        if one.evidence.span.start < end and start < one.evidence.span.end
    ]


def _by_sentence(
    found: Iterable[tuple[Range, int]], document: Document, packs: Packs
) -> dict[Range, list[tuple[Range, int]]]:
    sentences: dict[Range, list[tuple[Range, int]]] = defaultdict(list)
    for place, number in found:
        sentences[_sentence_around(place, document, packs)].append((place, number))
    return sentences


def _sentence_around(place: Range, document: Document, packs: Packs) -> Range:
    """The sentence, or sentences, of a place; by its marks where the text is not read, as in captions."""
    ranges = _ranges(document, packs)
    first, last = (bisect_right(ranges, (offset, len(document.text))) - 1 for offset in (place[0], place[1] - 1))
    if first >= 0 and place[0] < ranges[first][1] and place[1] <= ranges[last][1]:
        return ranges[first][0], ranges[last][1]
    language = packs.languages.get(document.language)
    words = () if language is None else (*language.sentences.abbreviations, *language.sentences.numbered)
    return sentence_bounds(document.text, *place, abbreviations=words)


@lru_cache(maxsize=1024)
def _ranges(document: Document, packs: Packs) -> tuple[Range, ...]:
    """The sentences that claims were read from; none in a language without a pack."""
    language = packs.languages.get(document.language)
    if language is None:
        return ()
    return tuple((one.span.start, one.span.end) for one in split_sentences(document, language))


def _first(document: Document, packs: Packs) -> Range:
    """The first sentence behind the title, or the first there is."""
    ranges = _ranges(document, packs)
    title = document.title.span if document.title is not None else None
    behind = title.end if title is not None else 0
    text = document.text
    start = next((at for at, character in enumerate(text) if not character.isspace()), 0)
    whole = sentence_bounds(text, start, start + 1)
    return next((one for one in ranges if one[0] >= behind), ranges[0] if ranges else whole)


def _sentence_row(sentence: Range, found: list[tuple[Range, int]], hit: Hit) -> Row:
    start, end = sentence
    text = hit.document.text
    marks = [_mark(place, text) for place in sorted({place for place, number in found if number >= 0})[:_MARKS]]
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "matches": [{**mark, "offset": mark["start"] - start} for mark in marks],
        "claims": [_claim_row(claim, hit, fits=_is_asked(at, hit)) for at, claim in _claims_in(sentence, hit)],
    }


def _is_asked(at: int, hit: Hit) -> bool:
    return hit.fitting is not None and hit.fitting[at]


def _claim_row(claim: Claim, hit: Hit, *, fits: bool) -> Row:
    """What a claim says, with the events that it is of, and whether filters ask for it."""
    row = claim_row(claim, hit.document)
    events = hit.events.get(row["id"], ())
    return {
        **{key: row[key] for key in _MATTER},
        "events": [{"id": event.id, "event": event.type, "status": event.status.value} for event in events],
        "fits": fits,
    }


def _mark(place: Range, text: str) -> Row:
    return {"start": place[0], "end": place[1], "quote": text[place[0] : place[1]]}


def _title_marks(hit: Hit) -> list[Row]:
    """Matches in the title, counted in it."""
    if hit.document.title is None:
        return []
    title = hit.document.title.value
    places = {place for leaf in hit.wanted for place in find_places(leaf, title, language=hit.document.language)}
    return [_mark(place, title) for place in sorted(places)[:_MARKS]]
