"""Why an event has its status, in words: the assessment's reasons are codes with values."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.records import Claim, Event

_OPPOSED = "opposed_by_claims"
_COUNTS = ("witnesses", "plain_witnesses", "roots")
_VOICES = ("asserted_by", "confirmed_by", "denied_by")
_CLAIMS = (_OPPOSED, "rival_figures_in")
_STATUSES = ("judged-status", "proposed-status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason: a sentence, and the claims it is about (id and number)."""

    text: str
    claims: tuple[tuple[str, str], ...] = ()


def explain_status(event: Event, book: Book) -> tuple[Why, ...]:
    """The event's reasons as sentences; one that is no known code stands as it is."""
    return tuple(_explain(reason, book) for reason in event.reasons)


def opposing_claims(event: Event, book: Book) -> tuple[Claim, ...]:
    """Claims of the event's negation, as its assessment names them."""
    values = (reason.partition("=") for reason in event.reasons)
    listed = [value.split(",") for code, _, value in values if code == _OPPOSED]
    return tuple(book.claims[one] for ids in listed for one in ids if one in book.claims)


def _explain(reason: str, book: Book) -> Why:
    code, _, value = reason.partition("=")
    words = book.words
    if code in _COUNTS and value.isdecimal():
        return Why(text=words.count(f"reason.{code}", int(value)))
    if code in _VOICES and value:
        unnamed = words.say("reason.unnamed")
        names = [unnamed if one == "unnamed" else book.names.actor(one) for one in value.split(",")]
        return Why(text=words.say(f"reason.{code}", names=words.say("comma").join(names)))
    if code in _CLAIMS and value:
        known = tuple((one, book.numbers[one]) for one in value.split(",") if one in book.claims)
        return Why(text=words.say(f"reason.{code}"), claims=known)
    if code in _STATUSES:
        return Why(text=words.say(f"reason.{code}", status=words.term("event-status", value)))
    return Why(text=reason)
