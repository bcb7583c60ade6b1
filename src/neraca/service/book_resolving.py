"""What became of the questions of the book: by rule from the events that followed, or on a person's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from neraca.errors import fail
from neraca.forecast.resolution import Ruling, rule_on
from neraca.packs.catalogue import Packs
from neraca.records import Account, Outcome, Question, Resolution
from neraca.service.book_lines import PERSON, RULE, BookLine, account_on, find_line, read_book, told_days
from neraca.service.event_sets import ALL, OWN, history_events
from neraca.service.own_rulings import first_told, weigh_unclear
from neraca.service.question_book import Clock, moment
from neraca.store import Store

# Of a common event many reports may fall into one window; the first ones settle it.
MOST_EVIDENCE = 20
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the rule, or a person, says of a question.

    Attributes:
        question: The question.
        outcome: None while it is open.
        reason: Key of the sentence that says why (`forecast.ruling.REASON`); "" for a person.
        evidence: Places of the events, or what a person named.
        is_new: A resolution was added.
    """

    question: Question
    outcome: Outcome | None
    reason: str
    evidence: tuple[str, ...]
    is_new: bool


def resolve(
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    today: date,
    question: str | None = None,
    clock: Clock | None = None,
) -> tuple[Resolved, ...]:
    """Decide by rule every question that no person decided, and add what is new; oldest question first.

    A ruling that later news turns round is superseded by a new one; what it rested on stays in the book.

    Args:
        store: Where the book is kept.
        account: The store's account of `today`, where the caller has it; another one is built when it is needed.
        packs: Names of actors and event types.
        today: The day; nothing that was published later counts.
        question: Only this one, by id or its beginning; also one that a person decided, which then stays as it is.
        clock: Gives the time; the system's when None.

    Raises:
        NeracaError: N107, when a question's history is gone; N151, when there is no such question.
    """
    lines = read_book(store) if question is None else (find_line(store, question),)
    by_rule = [line for line in lines if line.resolution is None or line.resolution.by == RULE]
    rulings = _rulings(store, account, packs, [line.question for line in by_rule], today=today)
    made_at = moment(clock)
    done: list[Resolved] = []
    added: list[Resolution] = []
    for line in lines:
        if line not in by_rule:
            done += [_as_decided(line)] if question is not None else []
            continue
        ruling = rulings[line.question.id]
        new = _new_ruling(line, ruling, made_at=made_at)
        added += [] if new is None else [new]
        done.append(
            Resolved(
                question=line.question,
                outcome=ruling.outcome,
                reason=ruling.reason,
                evidence=ruling.evidence[:MOST_EVIDENCE],
                is_new=new is not None,
            )
        )
    if added:
        with store.writing() as writer:
            for one in added:
                writer.put_resolution(one)
    return tuple(done)


def resolve_by_hand(
    store: Store,
    *,
    question: str,
    outcome: Outcome,
    person: str,
    evidence: Sequence[str] = (),
    note: str = "",
    clock: Clock | None = None,
) -> Resolved:
    """Add a person's decision, which outranks the rule's; a later one supersedes it, the same again adds nothing.

    Args:
        store: Where the book is kept.
        question: A question's id, or its beginning.
        outcome: Void where the question cannot be answered: it is scored for nobody.
        person: Whose decision.
        evidence: Ids of events or claims, places of a set, or addresses.
        note: Why, in their words.
        clock: Gives the time; the system's when None.

    Raises:
        NeracaError: N112, without a name; N151, when there is no such question; N154, without evidence or reason.
    """
    if not person.strip():
        raise fail("N112")
    named = tuple(one.strip() for one in evidence if one.strip())
    if not named and not note.strip():
        raise fail("N154")
    line = find_line(store, question)
    before = line.resolution
    made = Resolution(
        question=line.question.id,
        outcome=outcome,
        by=f"{PERSON}{person.strip()}",
        evidence=named,
        made_at=_after(line, moment(clock)),
        note=note.strip(),
    )
    is_new = before is None or replace(before, made_at=made.made_at) != made
    if is_new:
        with store.writing() as writer:
            writer.put_resolution(made)
    return Resolved(question=line.question, outcome=outcome, reason="", evidence=named, is_new=is_new)


def _as_decided(line: BookLine) -> Resolved:
    """A question as a person decided it, which no rule changes."""
    evidence = () if line.resolution is None else line.resolution.evidence
    return Resolved(question=line.question, outcome=line.outcome, reason="", evidence=evidence, is_new=False)


def _rulings(
    store: Store, account: Account | None, packs: Packs, questions: Iterable[Question], *, today: date
) -> dict[str, Ruling]:
    """The rule on each question, by its id; each history is read once."""
    by_history: dict[str, list[Question]] = {}
    for one in questions:
        by_history.setdefault(one.history, []).append(one)
    account = account_on(store, account, histories=by_history, day=today)
    days = told_days(store, by_history, today=today)
    told = first_told(account)
    found = {}
    for name, asked in by_history.items():
        table = history_events(store, account, packs, name=name, as_of=today).table
        for one in asked:
            ruling = rule_on(one, table, today=today, told=days[name])
            found[one.id] = weigh_unclear(ruling, one, account, told=told) if name in (OWN, ALL) else ruling
    return found


def _new_ruling(line: BookLine, ruling: Ruling, *, made_at: datetime) -> Resolution | None:
    """The resolution to be added; None where the rule is open, or said so before on events that still stand."""
    if ruling.outcome is None:
        return None
    before = line.resolution
    if before is not None and before.outcome is ruling.outcome:
        still_stands = not before.evidence or set(before.evidence) & set(ruling.evidence)
        if still_stands:
            return None
    return Resolution(
        question=line.question.id,
        outcome=ruling.outcome,
        by=RULE,
        evidence=ruling.evidence[:MOST_EVIDENCE],
        made_at=_after(line, made_at),
    )


def _after(line: BookLine, made_at: datetime) -> datetime:
    """The time, moved behind the question's last resolution: the clock may stand still or go back."""
    last = max((one.made_at for one in line.resolutions), default=None)
    return made_at if last is None else max(made_at, last + _TICK)
