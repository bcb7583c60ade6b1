"""What the demonstration says at its end."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.cli.session import Session, out
from neraca.publish.exports import event_row
from neraca.records import Account
from neraca.service.summary import Matter, Voice, corroborated_matters, count_account, disputed_matters


def show_findings(account: Account, session: Session, *, page: Path) -> None:
    """Say in plain words what was found, with the matters that most need a second look, and where the dossier lies."""
    console, words = out(), session.words
    figures = count_account(account)
    for key in ("demo.read", "demo.claims", "demo.status"):
        console.print(words.say(key, **figures))
    for head, matters in (
        ("demo.disputed", disputed_matters(account, limit=2)),
        ("demo.agreed", corroborated_matters(account, limit=1)),
    ):
        if matters:
            console.print(f"\n{words.say(head)}")
        for matter in matters:
            _show_matter(matter, session, console)
    console.print(f"\n{words.say('demo.standard')}")
    console.print(Text(words.say("demo.lies", path=page)), soft_wrap=True)
    console.print(Text(words.say("demo.next", store=page.parent)), soft_wrap=True)


def _show_matter(matter: Matter, session: Session, console: Console) -> None:
    names, words = session.names, session.words
    row = event_row(matter.event)
    key = "demo.matter" if row["items"] else "demo.plain-matter"
    line = words.say(
        key,
        act=cells.act(row, names, words),
        parties=cells.parties(row, names),
        items=cells.items(row, names),
        reports=matter.event.reports,
        witnesses=matter.event.witnesses,
    )
    console.print(Padding(Text(line), (0, 0, 0, 2)))
    for voice in matter.voices:
        _show_voice(voice, session, console)


def _show_voice(voice: Voice, session: Session, console: Console) -> None:
    words = session.words
    document = voice.document
    head = words.say(
        "demo.voice",
        voice=cells.shorten(voice.words, 40),
        stance=words.term("stance", voice.stance.value),
        outlet=document.label if document.outlet is None else cells.plain(document.outlet.value),
        day=words.say("undated") if document.day is None else document.day.isoformat(),
    )
    quote = cells.shorten(voice.claim.evidence.quote, 160)
    console.print(Padding(Text(f"{head} “{quote}”"), (0, 0, 0, 4)))
