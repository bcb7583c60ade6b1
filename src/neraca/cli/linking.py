"""Shows why claims were put together or kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.packs.words import Words

_QUOTE = 100


def show_links(links: Mapping[str, Any], words: Words, console: Console) -> None:
    """Why an event's claims are together, and what came near them."""
    for key in ("joined", "apart"):
        if links[key]:
            console.print()
            console.print(Text(words.say(f"link.{key}")))
        for pair in links[key]:
            show_pair(pair, words, console)


def show_pair(pair: Mapping[str, Any], words: Words, console: Console) -> None:
    """One comparison: both claims, the probability or the barrier, and what weighs most."""
    for key, quote in (("claim", "quote"), ("with", "with_quote")):
        line = f"{cells.short_id(pair[key])}  “{cells.shorten(pair[quote], _QUOTE)}”"
        console.print(Padding(Text(line), (0, 0, 0, 2 if key == "claim" else 4)))
    barrier = pair["barrier"]
    verdict = (
        words.say("link.barrier", what=words.term("barrier", barrier))
        if barrier
        else words.say("link.probability", percent=words.say("percent", n=round(pair["probability"] * 100)))
    )
    parts = (f"{words.term('likeness', part['name'])} {part['weight']:+.1f}" for part in pair["parts"])
    console.print(Padding(Text(f"{verdict}: {'; '.join(parts)}"), (0, 0, 0, 4)))
