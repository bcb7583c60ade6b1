"""The exchange ledger: lines, the gifts in them, what they add up to, and how each came to stand as it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from neraca.records.ids import Identified, content_id, require
from neraca.records.measure import Quantity, TimeSpan
from neraca.records.span import Evidence


class EntryStatus(StrEnum):
    """What the sources together say of an exchange."""

    DELIVERED = "delivered"
    UNDER_WAY = "under_way"
    PROMISED = "promised"
    ALLEGED = "alleged"
    DENIED = "denied"
    FORESEEN = "foreseen"


class Omission(StrEnum):
    """Why an amount is left out of a total."""

    IN_TOTAL = "in_total"
    OLDER_TOTAL = "older_total"
    SUPERSEDED = "superseded"
    REPEATED = "repeated"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An amount and the claim that states it; `event` is the gift it belongs to."""

    quantity: Quantity
    claim: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An amount that a total does not contain once more, and why."""

    stated: Stated
    reason: Omission


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What the amounts of one unit in a line come to: a range, with what it adds up and what it leaves out.

    Nobody has said it, unless `added` holds one amount only.

    Attributes:
        low, high: Both inclusive; None where an amount in it is open on that side.
        added: Amounts of gifts that are certainly different ones, or the newest stated total.
        perhaps_same: Amounts of gifts that may be one and the same: the lower bound takes only the largest of each
            such group, the upper one takes them all.
        left_out: Amounts that are not counted again.
    """

    unit: str
    low: Decimal | None
    high: Decimal | None
    approx: bool
    added: tuple[Stated, ...]
    perhaps_same: tuple[Stated, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.added or self.perhaps_same), self, "adds up nothing")
        require(self.low is None or self.high is None or self.low <= self.high, self, "has its bounds swapped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """How a gift stood from a day on; it corrects the posting that it replaces, which stays.

    Attributes:
        day: First day on which this could be known; None where only undated reports say so.
        quantities: All amounts given by then.
        claims: Ids of the claims that brought it about.
        replaces: Place of the posting that it corrects, counted from 0; None for the first.
    """

    day: date | None
    status: EntryStatus
    quantities: tuple[Quantity, ...]
    claims: tuple[str, ...]
    replaces: int | None = None

    def __post_init__(self) -> None:
        require(bool(self.claims), self, "needs a claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What one event tells of one line: one shipment, one delivery, or one telling of many.

    Attributes:
        event: Id of the event.
        kinds: Nodes of the item tree that its words name, sorted; empty where they name no more than the class.
        quantities: One for each distinct reading.
        places: Words for where it passed or went, one for each place.
        claims: Ids, in the event's order.
        journal: How it stood, from the first report on.
    """

    event: str
    kinds: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    when: TimeSpan | None
    places: tuple[Evidence, ...]
    claims: tuple[str, ...]
    witnesses: int
    journal: tuple[Posting, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.claims), self, "needs claims")
        require(self.witnesses >= 1, self, "needs a witness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Identified):
    """A line of the exchange ledger: who gave what to whom, according to which claims.

    Attributes:
        item_class: Of the item tree.
        name: The words that most roots use for the item.
        quantities: One for each distinct reading, in order of amount; never added up here.
        when: From the first day of all gifts to the last; open where one of them is.
        events: Ids, sorted.
        claims: Ids, sorted.
        witnesses: Independent sources that vouch for any of it.
        given_for: Ids of the claims that the texts name as what it was given for.
        purposes: The texts' own words for what it was given for.
        asserted_by: Actors on whose word it is said; "" is the author's own word or a voice that names no actor.
        denied_by: Actors that deny it, likewise.
        gifts: What each event tells of it, by time.
        totals: What the amounts come to, one for each unit in which there are any.
    """

    giver: str
    receiver: str
    item_class: str
    name: str
    quantities: tuple[Quantity, ...]
    status: EntryStatus
    when: TimeSpan | None
    events: tuple[str, ...]
    claims: tuple[str, ...]
    witnesses: int
    given_for: tuple[str, ...] = ()
    purposes: tuple[Evidence, ...] = ()
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    gifts: tuple[Gift, ...] = ()
    totals: tuple[Total, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.claims and self.item_class), self, "needs claims and an item class")
        require(self.witnesses >= 1, self, "needs a witness")

    def _made_id(self) -> str:
        """Content id of the two sides, the item and the events."""
        return content_id("entry", self.giver, self.receiver, self.item_class, self.name, self.events)
