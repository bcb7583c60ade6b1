"""Commands that open one thing: `show`, `explain`."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from neraca.cli import cells
from neraca.cli.linking import show_links, show_pair
from neraca.cli.options import AsOfOption, JsonOption, LangOption, StoreOption, read_day
from neraca.cli.review import fields_line, show_judged
from neraca.cli.session import Session, open_session, print_json, printing
from neraca.cli.weighing import reason_line, show_weight
from neraca.packs.words import Words
from neraca.records import Event
from neraca.service.explaining import explain
from neraca.service.judgement_rows import judged_row
from neraca.service.linking import claim_of, link_row, pair_row
from neraca.service.lookup import find_record, record_row

Id = Annotated[str, typer.Argument(metavar="ID", help="An id or its beginning, or a document's name.")]


def register_lookup(app: typer.Typer) -> None:
    """Give the application its commands that open one thing."""
    app.command("show")(show)
    app.command("explain")(explain_record)


def show(
    name: Id, as_of: AsOfOption = None, lang: LangOption = None, store: StoreOption = None, json: JsonOption = False
) -> None:
    """Show one document, claim, event or ledger entry with everything it holds."""
    session = open_session(store=store, as_json=json, language=lang)
    account = session.account(as_of, with_wrong=True)
    found = find_record(account, name)
    row = {**record_row(found, account), **judged_row(found, account, session.standing())}
    if session.as_json:
        print_json(row)
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    words = session.words
    for key, value in row.items():
        table.add_row(Text(words.gloss("field", key)), Text(_value(value, words)))
    with printing() as console:
        console.print(table)


def explain_record(
    name: Id,
    other: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="A second claim: are the two of one event, and why?")
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """The way from a figure to the sentences it rests on, and which rule decided what."""
    session = open_session(store=store, as_json=json, language=lang)
    account = session.account(as_of, with_wrong=True)
    found = find_record(account, name)
    with session.open_store() as opened:
        meanings = opened.meanings(None if as_of is None else read_day(as_of))
    if other is not None:
        pair = pair_row(claim_of(found, name), claim_of(find_record(account, other), other), account, meanings)
        if session.as_json:
            print_json(pair)
            return
        with printing() as console:
            console.print(Text(session.words.say("link.together" if pair["together"] else "link.not-together")))
            show_pair(pair, session.words, console)
        return
    standing = session.standing()
    way = {**explain(found, account, standing), **judged_row(found, account, standing)}
    links = link_row(found.record, account, meanings) if isinstance(found.record, Event) else None
    if session.as_json:
        print_json(way if links is None else {**way, **links})
        return
    with printing() as console:
        _show_way(way, session, console)
        if links is not None:
            show_links(links, session.words, console)


def _show_way(way: Mapping[str, Any], session: Session, console: Console) -> None:
    words, names = session.words, session.names
    row = way["row"]
    console.print(Text(f"{words.term('subject', way['kind'])} {way['id']}"))
    if row is not None and way["kind"] == "event":
        line = [cells.act(row, names, words), cells.parties(row, names), cells.items(row, names)]
        line += [cells.amounts(row["figures"], words), cells.days(row["when"])]
        line.append(words.term("event-status", row["status"]))
        console.print(Text(" · ".join(part for part in line if part)))
    if row is not None and way["kind"] == "entry":
        line = [f"{names.actor(row['giver'])} → {names.actor(row['receiver'])}", names.item(row["item"])]
        line += [cells.amounts(row["quantity"], words), cells.days(row["when"])]
        line.append(words.term("entry-status", row["status"]))
        console.print(Text(" · ".join(part for part in line if part)))
    if way["reasons"]:
        reasons = (reason_line(reason, names, words) for reason in way["reasons"])
        console.print(Text(words.say("explain.why", reasons="; ".join(reasons))))
    if row is not None and way["kind"] == "event":
        show_weight(row, names=names, words=words, console=console)
    show_judged(way, session, console)
    if way["kind"] != "claim":
        console.print(Text(words.count("explain.rests", len(way["claims"]))))
    for claim in way["claims"]:
        _show_claim(claim, session, console)


def _show_claim(claim: Mapping[str, Any], session: Session, console: Console) -> None:
    words = session.words
    place = words.say(
        "explain.place",
        document=cells.plain(claim["document"]),
        start=claim["start"],
        end=claim["end"],
        outlet=cells.plain(claim["outlet"] or "?"),
        day=claim["published"] or words.say("undated"),
    )
    parent = claim["derived_from"]
    copied = "" if parent is None else f" ({words.say('explain.copy', parent=cells.plain(parent))})"
    console.print()
    console.print(Text(f"{cells.short_id(claim['id'])}  {place}{copied}"))
    console.print(Padding(Text(f"“{cells.plain(claim['quote'])}”"), (0, 0, 0, 2)))
    if claim["judged"]:
        console.print(Text(f"  {words.term('judged', claim['judged'])}"))
    if claim["read"]:
        read = fields_line(_as_fields(claim["read"]), session.names, words)
        console.print(Text(f"  {words.say('explain.read', fields=read)}"))
    console.print(Padding(_fields(claim, session), (0, 0, 0, 2)))
    console.print(Text(f"  {words.say('explain.file', sha256=claim['sha256'])}"), soft_wrap=True)


def _as_fields(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of fields by name; those that may hold several values as lists."""
    fields: dict[str, Any] = {}
    for row in rows:
        if row["field"] in ("actor", "recipient", "items"):
            fields.setdefault(row["field"], []).extend([row["value"]] if row["value"] else [])
        else:
            fields[row["field"]] = row["value"]
    return fields


def _fields(claim: Mapping[str, Any], session: Session) -> Table:
    words = session.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("field", "value", "words", "rule"):
        table.add_column(Text(words.say(f"col.{head}")), overflow="fold")
    for field in claim["fields"]:
        quote = f"“{cells.plain(field['quote'])}” [{field['start']}:{field['end']}]" if "quote" in field else ""
        quote = words.say("explain.given") if field.get("given") else quote
        table.add_row(
            *(
                Text(part)
                for part in (
                    words.gloss("field", field["field"]),
                    _value(field["value"], words),
                    quote,
                    ", ".join(field["rules"]),
                )
            )
        )
    return table


def _value(value: Any, words: Words) -> str:
    """A value of a record: its codes as they are, its fields by name."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return words.say("decided.yes" if value else "decided.no")
    if isinstance(value, str):
        return "\n".join(cells.plain(line) for line in value.splitlines())
    if isinstance(value, list):
        return "\n".join(_value(part, words) for part in value) or "-"
    if isinstance(value, Mapping):
        named = ((words.gloss("field", key), part) for key, part in value.items() if part not in (None, [], False))
        return " ".join(f"{name}={_value(part, words)}" for name, part in named)
    return cells.plain(json_format.dumps(value, ensure_ascii=False))
