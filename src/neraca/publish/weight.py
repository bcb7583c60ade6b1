"""How much weight an event carries, in words: credibility and its rule, witnesses, the best evidence, estimates."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.format import format_number
from neraca.publish.reasons import Why
from neraca.records import Event
from neraca.records.testimony import Witness
from neraca.records.values import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What is shown beside an event's status.

    Attributes:
        grade: The digit proposed for the credibility of the information.
        credibility: What the digit means, and that it is a proposal.
        reasons: The rule behind it, the witnesses on both sides, the strongest evidence, estimates, outcomes.
    """

    grade: str
    credibility: str
    reasons: tuple[Why, ...]


def weigh_row(event: Event, book: Book) -> Weight:
    """The weight of one event."""
    words = book.words
    grade = str(event.credibility)
    reasons = []
    if event.credibility_rule:
        rule = words.term("credibility-rule", event.credibility_rule)
        reasons.append(Why(text=words.say("reason.credibility", n=grade, rule=rule)))
    for side, testimony in (("for", event.testimony), ("against", event.testimony_against)):
        reasons += [_witness(one, book, side=side) for one in testimony]
    for side, claim in (("for", event.strongest), ("against", event.strongest_against)):
        if claim in book.claims:
            reasons.append(Why(text=words.say(f"reason.strongest-{side}"), claims=((claim, book.numbers[claim]),)))
    reasons += [_estimate(group.estimate, book) for group in event.amounts if group.estimate is not None]
    outcomes = tuple((one, book.numbers[one]) for one in event.fulfilled_by if one in book.claims)
    if outcomes:
        reasons.append(Why(text=words.say("reason.fulfilled_by"), claims=outcomes))
    return Weight(
        grade=grade,
        credibility=words.say("credibility", n=grade, meaning=words.term("credibility", grade)),
        reasons=tuple(reasons),
    )


def _witness(one: Witness, book: Book, *, side: str) -> Why:
    words = book.words
    kind = "party" if one.is_party else "quoted" if one.kinds else "own"
    claims = tuple((claim, book.numbers[claim]) for claim in one.claims if claim in book.claims)
    name = _name(one, book)
    return Why(text=words.say(f"witness-{side}.{kind}", name=name, n=len(one.documents)), claims=claims)


def _name(one: Witness, book: Book) -> str:
    """The actor, or the outlet whose word it is."""
    if one.voice in book.names.actors:
        return book.names.actor(one.voice)
    return book.outlet(book.documents[one.documents[0]])


def _estimate(one: Estimate, book: Book) -> Why:
    words = book.words
    claims = tuple((claim, book.numbers[claim]) for claim in one.figures if claim in book.claims)
    text = words.say(
        "reason.estimate",
        best=format_number(one.best, words),
        low=format_number(one.low, words),
        high=format_number(one.high, words),
        unit=words.term("unit", one.unit),
        percent=words.say("percent", n=round(one.level * 100)),
        n=one.sources,
    )
    return Why(text=text, claims=claims)
