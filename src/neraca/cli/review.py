"""Commands about judgements and time: `review`, `changes`."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from neraca.cli import cells
from neraca.cli.columns import Column, event_cell, show_rows
from neraca.cli.options import ActorOption, AsOfOption, JsonOption, LangOption, StoreOption, TypeOption, read_day
from neraca.cli.session import Session, open_session, tell
from neraca.errors import fail
from neraca.packs.words import Names, Words
from neraca.records import Judgement
from neraca.service.accounts import build_account, read_standing
from neraca.service.changes import changes_rows, find_changes
from neraca.service.corrections import find_correction
from neraca.service.judgement_rows import judgement_rows
from neraca.service.judging import judge, judgements_about, read_words
from neraca.service.selection import select

Row = Mapping[str, Any]

_LABEL = 120


def register_review(app: typer.Typer) -> None:
    """Give the application its commands about judgements and time."""
    app.command("review")(review)
    app.command("changes")(changes)


def review(  # noqa: PLR0913, PLR0917 - the command line names them
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID... DECISION",
            help="What is judged (an id or its beginning, a document's, outlet's or voice's name), and how.",
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="WHY", help="Why, in your words.")] = "",
    person: Annotated[
        str | None,
        typer.Option(
            "--person", metavar="NAME", help="Who judges (default: person in neraca.toml, or who is logged in)."
        ),
    ] = None,
    event: Annotated[
        str | None, typer.Option("--event", metavar="TYPE", help="misread: the PLOVER type that it should be.")
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="WHO", help="misread: who does it; more than one, or '' for nobody named."),
    ] = None,
    recipient: Annotated[
        list[str] | None, typer.Option("--recipient", metavar="WHO", help="misread: to, for, with or against whom.")
    ] = None,
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE", help="misread: how real the act is.")] = None,
    negated: Annotated[
        bool | None, typer.Option("--negated/--not-negated", help="misread: whether it is said not to happen.")
    ] = None,
    item: Annotated[
        list[str] | None, typer.Option("--item", metavar="CLASS", help="misread: what is given, moved or used.")
    ] = None,
    certainty: Annotated[
        str | None, typer.Option("--certainty", metavar="plain|hedged", help="misread: how the wording puts it.")
    ] = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Judge what the program made of the articles: outranks it, keeps name and time, can be undone.

    `ID ID same` makes one event of two, `ID ID different` keeps them apart. On `ID wrong` (a claim, event or document)
    nothing rests any more; `ID right` marks it. `ID misread --stage planned --actor RUS` says what a claim should be,
    `ID status confirmed --note WHY` what an event's status is. `ID note` adds a remark, `NAME reliability B` grades an
    outlet or a voice, `ID undo` takes back what holds. Without a judgement, lists those there are.
    """
    session = open_session(store=store, as_json=json, language=lang)
    wanted = find_correction(
        session.packs,
        event=event,
        actors=actor or None,
        recipients=recipient or None,
        stage=stage,
        negated=negated,
        items=item or None,
        certainty=certainty,
    )
    names, verb = read_words(words or (), wanted if wanted.fields else None)
    with session.open_store() as opened:
        made: Sequence[Judgement] | None = None
        if verb is not None:
            who = find_person(session, person)
            made = judge(opened, session.packs, names=names, verb=verb, person=who, note=note)
        standing = read_standing(opened)
        account = build_account(opened, with_wrong=True)
    listed = made
    if listed is None:
        listed = judgements_about(names, account, session.packs, standing) if names else standing.judgements
    show_rows(judgement_rows(listed, standing, account), JUDGEMENT_COLUMNS, session=session)
    if made is not None:
        tell(session.words.count("review.done", len(made), person=made[0].person))


def changes(
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="What was published after this day makes the changes.")
    ],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day that counts; the same as --as-of.")
    ] = None,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What changed since a day: new events, statuses, denials, witnesses, figures, with the articles that did it.

    Compares the account as of that day with the one as of --as-of, or of the newest article. Articles without a date
    are in neither.
    """
    session = open_session(store=store, as_json=json, language=lang)
    first = read_day(since)
    ends = [read_day(day) for day in (until, as_of) if day is not None]
    selection = select(session.packs, actor=actor, type=type, since=first, until=min(ends, default=None))
    with session.open_store() as opened:
        documents = opened.documents()
        last = max((one.day for one in documents if one.day is not None), default=first)
        before = build_account(opened, as_of=first)
        after = build_account(opened, as_of=max(first, min(ends, default=last)))
    rows = changes_rows(find_changes(before, after), after, selection)
    show_rows(rows, CHANGE_COLUMNS, session=session)
    undated = sum(one.day is None for one in documents)
    if undated:
        tell(session.words.count("changes.undated", undated))


def show_judged(row: Row, session: Session, console: Console) -> None:
    """Print what a person said about a record, and an event's witnesses with their reliability."""
    words, names = session.words, session.names
    for one in row["judgements"]:
        line = words.say(
            "review.said", person=cells.plain(one["person"]), day=one["made_at"][:10], what=_decision(one, names, words)
        )
        note = cells.plain(one["note"])
        console.print(Text(f"{line}: {note}" if note else line))
    for key in ("testimony", "testimony_against"):
        if row.get(key):
            listed = ", ".join(_witness(one, names, words) for one in row[key])
            console.print(Text(words.say(f"review.{key}", witnesses=listed)))


def _witness(one: Row, names: Names, words: Words) -> str:
    name = cells.plain(one["outlet"] or names.actor(one["voice"]))
    grade = f" [{one['reliability']}]" if one["reliability"] else ""
    facts = [words.say("party-word")] if one["is_party"] else []
    facts.append(words.count("documents", len(one["documents"])))
    return f"{name}{grade} ({', '.join(facts)})"


def find_person(session: Session, given: str | None) -> str:
    """Whose word it is: as given, else the project's person, else who is logged in.

    Raises:
        NeracaError: N112, when nobody's name is known.
    """
    name = cells.plain(session.settings.person if given is None else given)
    if not name and given is None:
        try:
            name = cells.plain(getpass.getuser())
        except (OSError, KeyError, ImportError):
            name = ""
    if not name:
        raise fail("N112")
    return name


def _decision(row: Row, names: Names, words: Words) -> str:
    said = words.term("decision", row["decision"])
    if row["fields"]:
        return words.say("decided.misread", fields=fields_line(row["fields"], names, words))
    value = words.term("event-status", row["value"]) if row["decision"] == "status" else row["value"]
    return f"{said} {value}" if value else said


def fields_line(fields: Row, names: Names, words: Words) -> str:
    """Fields of a claim that a person can correct, with their values, in one line."""
    listed = (f"{words.say(f'decided.{name}')}: {_field(name, value, names, words)}" for name, value in fields.items())
    return "; ".join(listed)


def _field(name: str, value: Any, names: Names, words: Words) -> str:
    if isinstance(value, bool):
        return words.say("decided.yes" if value else "decided.no")
    if isinstance(value, list):
        named = (names.item(one) if name == "items" else names.actor(one) for one in value)
        return ", ".join(named) or words.say("decided.none")
    return names.event(value) if name == "event" else words.term(name, value)


def _about(row: Row, names: Names, words: Words) -> str:
    return " / ".join(_subject(one, names, words) for one in row["about"])


def _subject(one: Row, names: Names, words: Words) -> str:
    kind = words.term("subject", one["kind"])
    label = names.actor(one["label"]) if one["kind"] == "voice" else cells.shorten(one["label"] or one["ref"], _LABEL)
    short = f" {cells.short_id(one['id'] or one['ref'])}" if one["kind"] not in ("outlet", "voice", "document") else ""
    return f"{kind}{short}: {label}"


def _state(row: Row, _names: Names, words: Words) -> str:
    return words.term("judgement-state", row["state"])


def _text(key: str) -> Any:
    return lambda row, _names, _words: cells.plain(row[key] or "")


def _change(row: Row, _names: Names, words: Words) -> str:
    return words.term("change", row["change"])


def _turn(row: Row, names: Names, words: Words) -> str:
    kind = row["change"]
    if kind in ("credibility", "witnesses"):
        return f"{row['from']} → {row['to']}"
    if kind == "denial":
        return cells.voices(row["voices"], names, words)
    if kind == "figures":
        return cells.amounts(row["figures"], words)
    if kind == "estimate":
        return " → ".join(_range(row["estimate"][side], words) for side in ("from", "to"))
    statuses = [words.term("event-status", row[side]) for side in ("from", "to") if row[side]]
    return " → ".join(statuses) or ", ".join(map(cells.short_id, row["earlier"]))


def _range(one: Row | None, words: Words) -> str:
    if one is None:
        return "-"
    amounts = (
        cells.amount({"low": one[key], "high": one[key], "approx": False, "unit": "other"}, words)
        for key in ("low", "high")
    )
    return "–".join(amounts)


def _articles(row: Row, _names: Names, words: Words) -> str:
    parts = [f"{cells.plain(one['document'])} ({one['published'] or words.say('undated')})" for one in row["documents"]]
    return ", ".join(parts)


JUDGEMENT_COLUMNS: tuple[Column, ...] = (
    Column(head="id", cell=lambda row, _names, _words: cells.short_id(row["id"])),
    Column(head="when", cell=lambda row, _names, _words: row["made_at"][:10], width=10),
    Column(head="person", cell=_text("person"), width=10),
    Column(head="decision", cell=_decision, width=13),
    Column(head="about", cell=_about, ratio=6),
    Column(head="note", cell=_text("note"), ratio=4),
    Column(head="state", cell=_state, width=10),
)

CHANGE_COLUMNS: tuple[Column, ...] = (
    Column(head="id", cell=lambda row, _names, _words: cells.short_id(row["event_id"])),
    Column(head="change", cell=_change, width=12),
    Column(head="matter", cell=event_cell, ratio=4),
    Column(head="turn", cell=_turn, ratio=3),
    Column(head="articles", cell=_articles, ratio=4),
)
