"""The reactions: what the texts say sets off what, drawn as trees; chains as sentences; what was given for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_span
from neraca.publish.telling import join_parties, tell_steps
from neraca.records import Event, Reaction, Return, TimeOrder
from neraca.records.voices import asserting_voices

Refs = tuple[tuple[str, str], ...]
"""Claims as id and number."""

# A tree is as deep as people follow on a narrow page; deeper ones go on as a tree of their own.
_DEEPEST = 4
_SHOWN = 12
_CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event in a tree of reactions, with what it set off.

    Attributes:
        relation: What ties it to the event above; "" at the root.
        cues: The texts' words for that, each once.
        remark: Who says so, and whether the events' own times say the contrary.
        claims: Ids and numbers of the claims that say so; at the root those of its event.
        again: It stands with its own reactions elsewhere on the page.
    """

    id: str
    mark: str
    status: str
    when: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool
    relation: str
    cues: tuple[str, ...]
    remark: str
    claims: Refs
    steps: tuple[Step, ...]
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence with its claims, and what it rests on."""

    sentence: str
    remark: str
    claims: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was given, what for in the texts' own words, and the words that say so."""

    actors: str
    recipients: str
    items: str
    words: str
    cue: str
    voices: str
    given: Refs
    prices: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionPart:
    """The section: trees of reactions, chains, returns, and what was measured.

    Attributes:
        more: Trees beyond the first ones.
        total: How many reactions the texts tell.
    """

    trees: tuple[Step, ...]
    more: tuple[Step, ...]
    chains: tuple[Told, ...]
    returns: tuple[Exchange, ...]
    measured: tuple[Told, ...]
    total: int


def lay_out_reactions(book: Book) -> ReactionPart | None:
    """The section; None where no text tells a reaction or a return, and none was measured."""
    found = book.relations.reactions
    measured = [row for row in book.relations.measured if row["status"] == _CONFIRMED]
    if not (found.said or found.returns or measured):
        return None
    shown = measured or (book.relations.measured[:1] if found.said else [])
    trees = _trees(book)
    return ReactionPart(
        trees=trees[:_SHOWN],
        more=trees[_SHOWN:],
        chains=_chains(book),
        returns=tuple(_exchange(book, one) for one in found.returns),
        measured=tuple(
            Told(sentence=row["sentence"][book.words.language], remark="", claims=_refs(row["claims"], book))
            for row in shown
        ),
        total=len(found.said),
    )


def first_causes(said: Iterable[Reaction]) -> tuple[str, ...]:
    """Events with which trees begin, that of the widest first; of a circle that nothing leads to, one event."""
    onward = tie_onward(said)
    reached = {one.effect for ties in onward.values() for one in ties}
    starts = sorted(set(onward) - reached, key=lambda own: (-len(follow(own, onward)), own))
    seen = {own for start in starts for own in follow(start, onward)}
    for own in sorted(set(onward) - seen):
        if own not in seen:
            starts.append(own)
            seen.update(follow(own, onward))
    return tuple(starts)


def follow(start: str, onward: Mapping[str, Iterable[Reaction]]) -> tuple[str, ...]:
    """An event and all that it set off, the nearest first; `onward` has the reactions to each event."""
    listed, found = [start], {start}
    for own in listed:
        for one in onward.get(own, ()):
            if one.effect not in found:
                found.add(one.effect)
                listed.append(one.effect)
    return tuple(listed)


def _trees(book: Book) -> tuple[Step, ...]:
    """Trees from every first cause, the widest first; no event is drawn with its reactions twice."""
    events = {event.id: event for event in book.account.events}
    said = book.relations.reactions.said
    page = _Page(book, events, tie_onward(said), set())
    trees = [page.root(start) for start in first_causes(said)]
    while left := sorted(set(page.onward) - page.drawn):  # what lies deeper than a tree goes
        trees.append(page.root(left[0]))
    return tuple(trees)


def tie_onward(said: Iterable[Reaction]) -> dict[str, list[Reaction]]:
    """Reactions by the event that came first."""
    found: dict[str, list[Reaction]] = {}
    for one in said:
        found.setdefault(one.cause, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What trees are made of; `drawn` are events whose reactions stand on the page."""

    book: Book
    events: Mapping[str, Event]
    onward: Mapping[str, list[Reaction]]
    drawn: set[str]

    def root(self, own: str) -> Step:
        """The tree of a first cause."""
        event = self.events[own]
        return self._step(event, None, depth=0, claims=event.claims)

    def _step(self, event: Event, tie: Reaction | None, *, depth: int, claims: Iterable[str]) -> Step:
        own, words = event.id, self.book.words
        open_here = own in self.onward and own not in self.drawn and depth < _DEEPEST
        again = own in self.onward and not open_here
        steps: list[Step] = []
        if open_here:
            self.drawn.add(own)
            for one in self.onward[own]:
                steps.append(self._step(self.events[one.effect], one, depth=depth + 1, claims=one.claims))
        return Step(
            id=own,
            mark=MARKS[event.status],
            status=words.term("event-status", event.status),
            when=format_span(event.when, words) if event.when is not None else "",
            actors=self.book.parties(event.actors),
            recipients=self.book.parties(event.recipients),
            act=self.book.names.event(event.type),
            items=words.say("comma").join(self.book.names.item(item) for item in event.items),
            negated=event.negated,
            relation=words.say(f"relation.{tie.kind}") if tie is not None else "",
            cues=_cues(tie) if tie is not None else (),
            remark=_remark(self.book, tie) if tie is not None else "",
            claims=_refs(claims, self.book),
            steps=tuple(steps),
            again=again,
        )


def _cues(tie: Reaction) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(one.cue.quote.split()).casefold() for one in tie.sayings))


def _remark(book: Book, tie: Reaction) -> str:
    words = book.words
    said = words.count("texts", tie.witnesses)
    copies = tie.reports - tie.witnesses
    if copies:
        said = words.count("texts-copies", copies, texts=said)
    return words.say("reaction-reversed", texts=said) if tie.order is TimeOrder.REVERSED else said


def _chains(book: Book) -> tuple[Told, ...]:
    found = book.relations.reactions
    events = {event.id: event for event in book.account.events}
    known = {one.id: one for one in found.said}
    told = []
    for chain in found.chains:
        ties = [known[tie] for tie in chain.reactions]
        steps = [(tie, events[tie.effect]) for tie in ties]
        claims = sorted({claim for tie in ties for claim in tie.claims})
        told.append(
            Told(
                sentence=tell_steps(events[chain.events[0]], steps, book.names, book.words),
                remark=book.words.count("texts", chain.documents),
                claims=_refs(claims, book),
            )
        )
    return tuple(told)


def _exchange(book: Book, one: Return) -> Exchange:
    claim, words = book.claims[one.given], book.words
    quotes = [one.words.quote] if one.words is not None else [book.claims[price].evidence.quote for price in one.prices]
    voices = sorted(asserting_voices(claim))
    return Exchange(
        actors=book.parties(tuple(mention.actor for mention in claim.actors)),
        recipients=book.parties(tuple(mention.actor for mention in claim.recipients)),
        items=words.say("comma").join(dict.fromkeys(book.names.item(item.item_class) for item in claim.items)),
        words=words.say("semicolon").join(" ".join(quote.split()) for quote in quotes),
        cue=" ".join(one.cue.quote.split()),
        voices=join_parties([voice for voice in voices if voice], book.names, words),
        given=_refs((one.given,), book),
        prices=_refs(one.prices, book),
    )


def _refs(claims: Iterable[str], book: Book) -> Refs:
    return tuple((claim, book.numbers[claim]) for claim in claims if claim in book.numbers)
