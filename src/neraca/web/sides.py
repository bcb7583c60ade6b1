"""Both sides of an event: every claim for it and against it, in its paragraph, a page of each at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.claims import ClaimRow, Passage, claim_row, source_line
from neraca.publish.reasons import opposing_claims
from neraca.records import Claim, Event, Stance
from neraca.records.voices import is_asserted
from neraca.web.reader import cut_paragraph
from neraca.web.rows import Leaf, turn
from neraca.web.visit import Visit

PER_SIDE = 10
_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim on one side; `judged` is a person's verdict about it, "" where nobody gave one."""

    row: ClaimRow
    passage: Passage
    source: str
    judged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A page of the claims on one side; `name` is what the address calls the page by."""

    name: str
    said: tuple[Said, ...]
    leaf: Leaf


def both_sides(visit: Visit, event: Event, book: Book) -> tuple[Side, Side]:
    """Claims that speak for an event, and those that speak against it.

    A claim that one voice asserts and another denies is on both sides; one that nobody denies is on the first.
    """
    own = [book.claims[one] for one in event.claims]
    denied = [claim for claim in own if any(voice.stance in _AGAINST for voice in claim.attributions)]
    contrary = {claim.id for claim in denied}
    behind = [claim for claim in own if is_asserted(claim) or claim.id not in contrary]
    opposite = [claim for claim in opposing_claims(event, book) if claim not in own and is_asserted(claim)]
    return _side(visit, "for", behind, book), _side(visit, "against", [*denied, *opposite], book)


def _side(visit: Visit, name: str, claims: Sequence[Claim], book: Book) -> Side:
    shown, leaf = turn([claim.id for claim in claims], visit.number(name), per_page=PER_SIDE)
    marks = visit.snapshot.standing.marks(book.claims[one] for one in shown)
    said = tuple(_said(book.claims[one], marks.get(one, ""), book) for one in shown)
    return Side(name=name, said=said, leaf=leaf)


def _said(claim: Claim, judged: str, book: Book) -> Said:
    document = book.documents[claim.document]
    return Said(
        row=claim_row(claim, book),
        passage=cut_paragraph(document, claim),
        source=source_line(document, book),
        judged=judged,
    )
