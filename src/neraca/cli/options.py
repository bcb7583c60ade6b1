"""Options that several commands share, and the types that read their values."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from neraca.errors import fail

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(words: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        NeracaError: N103, when it is none.
    """
    try:
        # `fromisoformat` alone takes 20240131 and 2024-W05-3 too.
        if not _DAY.fullmatch(words.strip()):
            raise ValueError(words)
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise fail("N103", value=words.strip() or "''") from error


def read_moment(words: str) -> datetime:
    """A day, or a day and a time, in ISO 8601.

    Raises:
        NeracaError: N103, when it is neither.
    """
    try:
        return datetime.fromisoformat(words.strip())
    except ValueError as error:
        raise fail("N103", value=words.strip() or "''") from error


StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", envvar="NERACA_STORE", help="Folder of the store.", show_envvar=True),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, for machines.")]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="id|en", envvar="NERACA_LANG", help="Language of words and names.", show_envvar=True
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Know only what had been published by this day."),
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="WHO", help="A party on either side: RUS, IGO:UN, Rusia, Russia.")
]
TypeOption = Annotated[str | None, typer.Option("--type", metavar="EVENT", help="PLOVER event type: AID, CONSULT.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Happened on this day or later (or published, if no time is named)."),
]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Happened on this day or earlier.")]
OutOption = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to write.")]
