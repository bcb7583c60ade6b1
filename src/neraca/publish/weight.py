"""How much weight an event carries, in words: proposed credibility, its rule, the balance of witnesses, outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.witnesses import WitnessRow, list_witnesses
from neraca.records import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What is shown beside an event's status.

    Attributes:
        grade: The digit proposed for the credibility of the information.
        meaning: What the digit means.
        rule: The rule that proposed it; "" where none is known.
        balance: Number of independent witnesses for it, and of those against it where there are any.
        backers, deniers: The witnesses on either side.
        outcomes: Events that made it come true: id and number of the first claim of each.
        foretold: Events that had foretold it, likewise.
    """

    grade: str
    meaning: str
    rule: str
    balance: str
    backers: tuple[WitnessRow, ...]
    deniers: tuple[WitnessRow, ...]
    outcomes: tuple[tuple[str, str], ...]
    foretold: tuple[tuple[str, str], ...]


def weigh_row(event: Event, book: Book) -> Weight:
    """The weight of one event."""
    words = book.words
    grade = str(event.credibility)
    judged = bool(event.testimony or event.testimony_against)
    balance = words.count("witnesses", len(event.testimony) if judged else event.witnesses)
    if event.testimony_against:
        balance += words.say("comma") + words.count("witnesses-against", len(event.testimony_against))
    return Weight(
        grade=grade,
        meaning=words.term("credibility", grade),
        rule=words.term("credibility-rule", event.credibility_rule) if event.credibility_rule else "",
        balance=balance,
        backers=list_witnesses(event.testimony, book),
        deniers=list_witnesses(event.testimony_against, book),
        outcomes=_linked(event.fulfilled_by, book),
        foretold=_linked(book.foretold.get(event.anchor, ()), book),
    )


def _linked(anchors: tuple[str, ...], book: Book) -> tuple[tuple[str, str], ...]:
    """Event id and number of its first claim, for events that are in the account."""
    found = []
    for anchor in anchors:
        found += [
            (event.id, book.numbers[anchor]) for event in book.events_of.get(anchor, ()) if event.anchor == anchor
        ]
    return tuple(found)
