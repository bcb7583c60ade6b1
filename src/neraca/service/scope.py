"""What a dossier is limited to: a pair, an event, a question, or a selection; and how the page says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from neraca.errors import fail
from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words
from neraca.publish.format import format_day
from neraca.publish.telling import tell_deed
from neraca.records import Account, Event
from neraca.service.account_index import AccountIndex
from neraca.service.lookup import find_record
from neraca.service.narrowing import tied_events
from neraca.service.questions import Answering, Question, find_answers, read_question
from neraca.service.selection import Selection, select

ALL = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is asked for; all of it holds together.

    Attributes:
        pair: Ids of two parties between whom it happens, one on either side or both together; empty for any.
        event: The id of one event, or its beginning; "" for any.
        question: In a person's words; "" for none.
        selection: Party, type and days.
    """

    pair: tuple[str, ...] = ()
    event: str = ""
    question: str = ""
    selection: Selection = field(default_factory=Selection)

    @property
    def is_all(self) -> bool:
        """Whether it bounds nothing."""
        return not (self.pair or self.event or self.question) and self.selection == ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The events that belong to a scope, and what the page says of it.

    Attributes:
        events: Ids, in the account's order.
        tied: Ids of those among them that only hang on the event that was asked for.
        title: Of the page, "" where the scope has none of its own.
        limits: Sentences, the first of them says what it is limited to.
    """

    events: tuple[str, ...]
    tied: tuple[str, ...]
    title: str
    limits: tuple[str, ...]


def read_pair(packs: Packs, words: Iterable[str]) -> tuple[str, ...]:
    """Ids of two parties from what a person wrote: ids or names, apart or with a comma between them.

    Raises:
        NeracaError: N107, when one of them is unknown, or they are not two.
    """
    written = list(words)
    parts = [part.strip() for part in ",".join(written).split(",") if part.strip()]
    found = tuple(dict.fromkeys(actor for part in parts if (actor := select(packs, actor=part).actor)))
    if len(found) != 2:
        raise fail(
            "N107", value=" ".join(written) or "''", option="--pair", known="two different parties, such as PRK,RUS"
        )
    return found


def choose_events(
    scope: Scope, account: Account, *, packs: Packs, index: AccountIndex, names: Names, words: Words
) -> Chosen:
    """The events of a scope.

    Args:
        scope: What is asked for.
        account: The whole.
        packs: Names and words by which a question is read.
        index: Of the account.
        names: For the page.
        words: For the page.

    Raises:
        NeracaError: N102, when the id leads to no event; N140, when no event belongs to it.
    """
    chosen = [event for event in account.events if _holds(scope, event, index)]
    titles: list[str] = []
    said: list[str] = []
    tied: tuple[str, ...] = ()
    if scope.event:
        own = _event(scope.event, account)
        within = {event.id for event in chosen}
        tied = tuple(event for event in tied_events(own.id, index) if event in within)
        chosen = [event for event in account.events if event.id == own.id or event.id in tied]
        titles.append(_capital(tell_deed(own, names, words)))
        said += [words.say("scope.event"), *([words.count("scope.tied", len(tied))] if tied else [])]
    if scope.pair:
        first, second = (names.actor(actor) for actor in scope.pair)
        titles.append(words.say("scope.pair-title", first=first, second=second))
        said.append(words.say("scope.pair", first=first, second=second))
    if scope.question:
        question = read_question(scope.question, packs)
        answers = find_answers(question, account, among=chosen)
        chosen = [index.events[own_id] for own_id in answers.events]
        titles.append(words.say("scope.question-title", words=question.text))
        said += _asked(question, answers, names, words)
    said += _selected(scope.selection, names, words)
    if not chosen:
        raise fail("N140", value=" ".join((scope.event, *scope.pair, scope.question)).strip() or "what was asked for")
    said.append(words.say("scope.count", n=len(chosen), all=words.count("events", len(account.events))))
    return Chosen(
        events=tuple(event.id for event in chosen), tied=tied, title=titles[0] if titles else "", limits=tuple(said)
    )


def is_between(event: Event, pair: tuple[str, ...]) -> bool:
    """Whether one of two parties acts towards the other, or both act together."""
    one, other = pair
    actors, recipients = set(event.actors), set(event.recipients)
    across = (one in actors and other in recipients) or (other in actors and one in recipients)
    return across or {one, other} <= actors


def _event(name: str, account: Account) -> Event:
    found = find_record(account, name).record
    if not isinstance(found, Event):
        raise fail("N102", name=name)
    return found


def _holds(scope: Scope, event: Event, index: AccountIndex) -> bool:
    days = [index.documents[index.claims[own].document].day for own in event.claims]
    published = min((day for day in days if day is not None), default=None)
    return scope.selection.holds_event(event, published) and (not scope.pair or is_between(event, scope.pair))


def _asked(question: Question, answers: Answering, names: Names, words: Words) -> list[str]:
    """The question, and by what its events were chosen."""
    said = [words.say("scope.question", words=question.text)]
    if question.actors:
        parties = words.say("comma").join(names.actor(actor) for actor in question.actors)
        said.append(words.say("scope.question-parties", parties=parties))
    if question.terms:
        listed = words.say("comma").join(f"“{term.text}”" for term in question.terms)
        key = "scope.question-words" if answers.met == len(question.terms) else "scope.question-some"
        said.append(words.say(key, words=listed, met=answers.met, all=len(question.terms)))
    return said


def _selected(selection: Selection, names: Names, words: Words) -> list[str]:
    said = []
    if selection.actor is not None:
        said.append(words.say("scope.actor", actor=names.actor(selection.actor)))
    if selection.type is not None:
        said.append(words.say("scope.type", type=names.event(selection.type)))
    if selection.since is not None:
        said.append(words.say("scope.since", day=format_day(selection.since, words)))
    if selection.until is not None:
        said.append(words.say("scope.until", day=format_day(selection.until, words)))
    return said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
