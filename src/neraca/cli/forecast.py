"""The commands `forecast`: the book of questions, and what the program foresees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from neraca.cli.book import BOOK, COMPARED, HISTORIES, RELIABILITY, RESOLVED, SCORES, reliability_rows, show_line
from neraca.cli.columns import selected, show_rows
from neraca.cli.foresight import (
    EventsOption,
    KnownOption,
    WhoArgument,
    WithinOption,
    last_known,
    register_foresight,
)
from neraca.cli.options import ActorOption, JsonOption, LangOption, StoreOption, TypeOption
from neraca.cli.review import find_person
from neraca.cli.session import Session, open_session, print_json, tell
from neraca.errors import fail
from neraca.packs.words import languages, read_words
from neraca.records import Outcome
from neraca.service.accounts import build_account
from neraca.service.book_lines import BookState, find_line
from neraca.service.book_resolving import Resolved, resolve, resolve_by_hand
from neraca.service.book_rows import book, opened_row, resolved_row
from neraca.service.book_scores import LEAST_RESOLVED, By, compare, score
from neraca.service.event_sets import OWN, list_histories
from neraca.service.foresight import WITHIN_DAYS
from neraca.service.question_book import answer, ask, moment

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="A question's id, or its beginning.")]
PersonOption = Annotated[
    str | None,
    typer.Option("--person", metavar="NAME", help="Who says so (default: person in neraca.toml, or who is logged in)."),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="WHY", help="Why, in your words.")]


def register_forecast(app: typer.Typer) -> None:
    """Give the application its group of commands `forecast`."""
    group = typer.Typer(
        name="forecast",
        help="What may follow, why, and how often such numbers were right.",
        no_args_is_help=False,
        rich_markup_mode=None,
    )
    for name, command in (
        ("ask", ask_command),
        ("list", list_command),
        ("show", show_command),
        ("answer", answer_command),
        ("resolve", resolve_command),
        ("score", score_command),
        ("histories", histories_command),
    ):
        group.command(name)(command)
    register_foresight(group)
    app.add_typer(group)


def ask_command(
    actor: WhoArgument,
    type: Annotated[str, typer.Argument(metavar="TYPE", help="PLOVER event type, or its name: AID, bantuan.")],  # noqa: A002
    recipient: Annotated[str, typer.Argument(metavar="RECIPIENT", help="To, for, with or against whom.")],
    within: WithinOption = WITHIN_DAYS,
    as_of: KnownOption = None,
    history: EventsOption = OWN,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Ask what will happen and keep the answer: a probability beside its base rate, with its reasons and past cases.

    The same question again adds nothing, unless the history has changed since: then a new number supersedes the old.
    """
    session = open_session(store=store, as_json=json, language=lang)
    today = moment(None).date()
    with session.open_store() as opened:
        asked = ask(
            opened,
            None,
            session.packs,
            actor=actor,
            type=type,
            recipient=recipient,
            as_of=last_known(as_of),
            horizon_days=within,
            history=history,
        )
        row = opened_row(opened, find_line(opened, asked.question.id), session.packs, today=today)
    _show({**row, "new": asked.is_new_forecast}, session)
    session.say("forecast.added" if asked.is_new_forecast else "forecast.known")


def list_command(
    is_open: Annotated[bool, typer.Option("--open", help="Only questions without an outcome.")] = False,
    resolved: Annotated[bool, typer.Option("--resolved", help="Only questions with an outcome.")] = False,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """The questions of the book: base rate, the program's and people's numbers, and what became of them."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=None, until=None)
    states = list(BookState)
    if is_open != resolved:
        states = [BookState.RESOLVED] if resolved else [BookState.DUE, BookState.OPEN]
    with session.open_store() as opened:
        rows = book(opened, session.packs, selection, today=moment(None).date(), states=states)
    show_rows(rows, BOOK, session=session)


def show_command(
    name: IdArgument,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """A question with its numbers, each reason in words with its past cases, digests, and what was superseded."""
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        row = opened_row(opened, find_line(opened, name), session.packs, today=moment(None).date())
    _show(row, session)


def answer_command(
    name: IdArgument,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Your probability: 0.3, 30 or 30%.")],
    person: PersonOption = None,
    note: NoteOption = "",
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Enter your own probability: it stands beside the program's and is scored as it is; a later one supersedes it."""
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        who = find_person(session, person)
        done = answer(opened, question=name, person=who, probability=number, note=note)
        row = opened_row(opened, find_line(opened, done.question.id), session.packs, today=moment(None).date())
    _show({**row, "new": done.is_new_forecast}, session)
    session.say("forecast.added" if done.is_new_forecast else "forecast.known")


def resolve_command(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A question's id, or its beginning; without it, all by rule.")
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Argument(metavar="[yes|no|void]", help="What became of it, in your judgement; without it, by rule."),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="ID", help="What shows it: an event, a claim, an address; more than one."),
    ] = None,
    note: NoteOption = "",
    person: PersonOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Decide what became of questions: by rule from later events, or by you, with evidence, which outranks the rule.

    The rule says yes as soon as such an event is known to lie in the window, no when the window is over and the
    history tells of all its days. Void is for questions that cannot be answered; they are scored for nobody.
    """
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        done: Sequence[Resolved]
        if name is None or outcome is None:
            done = resolve(opened, None, session.packs, today=moment(None).date(), question=name)
        else:
            done = [
                resolve_by_hand(
                    opened,
                    question=name,
                    outcome=_read_outcome(outcome),
                    person=find_person(session, person),
                    evidence=evidence or (),
                    note=note,
                )
            ]
    show_rows([resolved_row(one) for one in done], RESOLVED, session=session)
    tell(session.words.count("forecast.resolved", sum(one.is_new for one in done)))


def score_command(
    by: Annotated[By, typer.Option("--by", help="What else to tell apart.")] = By.FORECASTER,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """How the numbers fared: Brier and log score, skill over the base rate, calibration; people beside the program.

    Numbers given before their window began count as foresight; later ones are shown apart. Below ten resolved
    questions there are counts and no scores.
    """
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=None, until=None)
    today = moment(None).date()
    with session.open_store() as opened:
        scores = score(opened, selection, today=today, by=by)
        pairs = compare(opened, selection, today=today)
    if session.as_json:
        print_json([*scores, *pairs])
        return
    show_rows(scores, SCORES, session=session)
    if any(row["brier"] is None for row in scores):
        session.say("forecast.score-waits", least=LEAST_RESOLVED)
    tenths = reliability_rows(scores)
    if tenths:
        session.say("forecast.reliability")
        show_rows(tenths, RELIABILITY, session=session)
    if pairs:
        session.say("forecast.compared")
        show_rows(pairs, COMPARED, session=session)


def histories_command(lang: LangOption = None, store: StoreOption = None, json: JsonOption = False) -> None:
    """Event histories that questions can be answered from: our own events, imported sets, and all together."""
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        rows = list_histories(opened, build_account(opened))
    show_rows(rows, HISTORIES, session=session)


def _show(row: dict[str, Any], session: Session) -> None:
    if session.as_json:
        print_json(row)
    else:
        show_line(row, session)


def _read_outcome(words: str) -> Outcome:
    """The outcome that a person wrote, in any language."""
    key = words.strip().casefold()
    for one in Outcome:
        if key in {
            one.value,
            *(read_words(language).term("outcome", one.value).casefold() for language in languages()),
        }:
            return one
    raise fail("N107", value=words or "''", option="OUTCOME", known=" ".join(Outcome))
