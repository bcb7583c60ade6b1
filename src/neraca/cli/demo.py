"""What the demonstration says at its end."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.cli.session import Session, grouped
from neraca.publish.exports import event_row, quantity_row
from neraca.records import Account
from neraca.relate.disputes import DisputeKind
from neraca.service.summary import Matter, Voice, corroborated_matters, count_account, disputed_matters


def show_findings(account: Account, session: Session, console: Console, *, page: Path) -> None:
    """Say in plain words what was found, with the matters that most need a second look, and where the dossier lies."""
    words = session.words
    figures = grouped(count_account(account), words)
    for key in ("demo.read", "demo.claims", "demo.status"):
        console.print(words.say(key, **figures))
    for head, matters in (
        ("demo.denied", disputed_matters(account, kind=DisputeKind.DENIAL, limit=1)),
        ("demo.figures", disputed_matters(account, kind=DisputeKind.FIGURES, limit=1)),
        ("demo.agreed", corroborated_matters(account, limit=1)),
    ):
        for matter in matters:
            console.print(f"\n{words.say(head)}")
            _show_matter(matter, session, console)
    console.print(f"\n{words.say('demo.standard')}")
    for line in (words.say("demo.lies", path=page), words.say("demo.next", store=page.parent)):
        console.print(Text(line), soft_wrap=True)


def _show_matter(matter: Matter, session: Session, console: Console) -> None:
    names, words = session.names, session.words
    row = event_row(matter.event)
    rivals = " / ".join(cells.amount(quantity_row(figure), words) for figure in matter.figures)
    line = words.say(
        "demo.matter",
        matter=cells.matter(row, names, words) + (f": {rivals}" if rivals else ""),
        status=words.term("event-status", row["status"]),
        reports=words.count("reports", matter.event.reports),
        witnesses=words.count("witnesses", matter.event.witnesses),
    )
    console.print(Padding(Text(line), (0, 0, 0, 2)))
    for voice in matter.voices:
        _show_voice(voice, session, console)


def _show_voice(voice: Voice, session: Session, console: Console) -> None:
    words, document = session.words, voice.document
    outlet = document.label if document.outlet is None else cells.plain(document.outlet.value)
    key = "demo.voice" if voice.words else "demo.own-voice"
    head = words.say(
        key,
        voice=cells.shorten(voice.words, 40),
        stance=words.term("stance", voice.stance.value),
        outlet=outlet,
        day=words.say("undated") if document.day is None else document.day.isoformat(),
    )
    console.print(Padding(Text(f"{head} “{cells.shorten(voice.claim.evidence.quote, 160)}”"), (0, 0, 0, 4)))
