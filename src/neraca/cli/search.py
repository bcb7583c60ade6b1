"""The command `search`: articles that hold what is asked for, each with its sentences, claims and events."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.cli.options import ActorOption, AsOfOption, JsonOption, LangOption, StoreOption, TypeOption
from neraca.cli.session import Session, open_session, print_json, printing, tell
from neraca.service.query import Filter
from neraca.service.search_book import open_book
from neraca.service.searching import PAGE, SearchPage, search, tell_notes, tell_search

_SENTENCES = 3
_LONGEST = 400

HELP = """Search the articles' texts, and go from a hit to the claims and events that rest on it.

\b
  kirim pasukan            both words, in any inflection: mengirimkan, pengiriman
  '"pasukan ke Kursk"'     the words as they stand
  'rudal OR drone'         either (also ATAU); what stands side by side binds more
  'rudal -Iran'            without the word (also NOT, BUKAN)
  'nuklir*'                words that begin so
  'judul:pakta'            in the title (also title:)
  '(rudal OR drone) Iran'  brackets

\b
Filters, beside the words: outlet: or media:, lang: or bahasa:, actor: or
pihak:, type: or jenis:, status:, after: or sejak: (that day or later),
until: or sampai:, before: or sebelum: (2024, 2024-10, 2024-10-31).
  'Kursk actor:PRK type:MOBILIZE status:confirmed after:2024-10'
  'rudal -outlet:"The Sunda Courier"'

How a search was understood is said with every answer.
"""


def register_search(app: typer.Typer) -> None:
    """Give the application its search."""
    # A word to leave out begins like an option: `-hanoi` is none for help.
    settings = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
    app.command("search", help=HELP, short_help="Search the articles' texts.", context_settings=settings)(search_texts)


def search_texts(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    context: typer.Context,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS...", help="Words, phrases, operators, filters; see above.")
    ] = None,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Published on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Published on this day or earlier.")
    ] = None,
    as_of: AsOfOption = None,
    language: Annotated[
        str | None, typer.Option("--in", metavar="id|en", help="Only articles in this language.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many articles.")] = PAGE,
    offset: Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Leave out the first so many.")] = 0,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Search the articles' texts; `HELP` is what people read."""
    if query == ["-h"]:
        typer.echo(context.get_help())
        return
    session = open_session(store=store, as_json=json, language=lang)
    given = {
        "actor": ("--actor", actor),
        "type": ("--type", type),
        "after": ("--since", since),
        "until": ("--until", until),
        "language": ("--in", language),
    }
    filters = [
        Filter(name=name, value=value, written=option) for name, (option, value) in given.items() if value is not None
    ]
    account = session.account(as_of)
    with session.open_store() as opened:
        page = search(
            opened,
            open_book(opened, account),
            " ".join(query or ()),
            packs=session.packs,
            filters=filters,
            limit=limit,
            offset=offset,
        )
    if session.as_json:
        print_json(page.rows)
    elif page.rows:
        with printing() as console:
            for row in page.rows:
                _show_row(row, session, console)
    # Whoever reads the results may have gone away, and then nothing more is said.
    sys.stdout.flush()
    _tell_reading(page, session)


def _tell_reading(page: SearchPage, session: Session) -> None:
    words = session.words
    for note in tell_notes(page, words):
        tell(note)
    session.say("search.read", query=tell_search(page, words, session.names))
    if page.total:
        tell(words.count("search.found", page.total))
    else:
        session.say("nothing")
    if page.rows and (page.more or page.offset) and not session.as_json:
        key = "search.shown" if page.more else "search.shown-last"
        session.say(key, first=page.offset + 1, last=page.offset + len(page.rows))


def _show_row(row: Mapping[str, Any], session: Session, console: Console) -> None:
    words = session.words
    title = row["title"] or row["document"]
    console.print(_marked(title, row["title_matches"] if row["title"] else (), 0, style="bold"))
    day = row["published"] or words.say("undated")
    source = " · ".join(cells.plain(part) for part in (row["outlet"], day, row["document"]) if part)
    console.print(Text(source, style="dim"))
    best = sorted(row["sentences"], key=lambda one: -len({mark["quote"] for mark in one["matches"]}))[:_SENTENCES]
    for sentence in sorted(best, key=lambda one: one["start"]):
        if cells.plain(sentence["quote"]) != cells.plain(title):
            line = _marked(sentence["quote"], sentence["matches"], sentence["start"])
            console.print(Padding(line, (0, 0, 0, 2)))
        for claim in sentence["claims"]:
            console.print(Padding(Text(_claim(claim, session)), (0, 0, 0, 4)))
    if not best:
        first = cells.shorten(row["quote"], _LONGEST)
        console.print(Padding(Text(f"({words.say('search.title-only')}) {first}"), (0, 0, 0, 2)))
    if row["sentences_found"] > len(best):
        more = words.count("search.sentences", row["sentences_found"] - len(best))
        console.print(Padding(Text(f"… {more}"), (0, 0, 0, 2)))
    console.print()


def _claim(claim: Mapping[str, Any], session: Session) -> str:
    """A claim in one line, with the events that it is of."""
    words = session.words
    matter = cells.matter(claim, session.names, words)
    events = "; ".join(
        words.say("search.event", id=cells.short_id(one["id"]), status=words.term("event-status", one["status"]))
        for one in claim["events"]
    )
    return f"→ {cells.short_id(claim['id'])}  {matter}" + (f"  ({events})" if events else "")


def _marked(text: str, matches: Any, before: int, style: str = "") -> Text:
    """The text with the words found in brackets, so that no colour is needed to see them."""
    line, at = Text(style=style), 0
    for match in matches:
        start, end = match["start"] - before, match["end"] - before
        if start < at:
            continue
        line.append(_flat(text[at:start]))
        line.append(f"[{_flat(text[start:end])}]", style="bold reverse")
        at = end
    line.append(_flat(text[at:]))
    return line


def _flat(text: str) -> str:
    """One line with its spaces at both ends, without what would steer the terminal."""
    return cells.harmless("".join(" " if character.isspace() else character for character in text))
