"""How an event is weighed, for the terminal: its reasons in words, proposed credibility, figures, estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from neraca.cli import cells
from neraca.packs.words import Names, Words

Row = Mapping[str, Any]

_COUNTS = frozenset(("witnesses", "plain_witnesses", "roots"))
_VOICES = frozenset(("asserted_by", "confirmed_by", "denied_by"))
_CLAIMS = frozenset(("opposed_by_claims", "rival_figures_in"))
_STATUSES = frozenset(("judged-status", "proposed-status"))


def reason_line(reason: str, names: Names, words: Words) -> str:
    """A reason of an assessment in words; one that is no known code stands as it is."""
    code, _, value = reason.partition("=")
    if code in _COUNTS and value.isdecimal():
        return words.count(f"reason.{code}", int(value))
    if code in _VOICES and value:
        unnamed = words.say("reason.unnamed")
        listed = (unnamed if one == "unnamed" else names.actor(one) for one in value.split(","))
        return words.say(f"reason.{code}", names=", ".join(listed))
    if code in _CLAIMS and value:
        return f"{words.say(f'reason.{code}')} {', '.join(map(cells.short_id, value.split(',')))}"
    if code in _STATUSES:
        return words.say(f"reason.{code}", status=words.term("event-status", value))
    return cells.plain(reason)


def show_weight(event: Row, *, names: Names, words: Words, console: Console) -> None:
    """Print an event's proposed credibility with its rule, and what its sources say of amounts."""
    grade = str(event["credibility"])
    line = words.say("explain.credibility", n=grade, meaning=words.term("credibility", grade))
    rule = words.term("credibility-rule", event["credibility_rule"]) if event["credibility_rule"] else ""
    console.print(Text(f"{line}; {rule}" if rule else line))
    for group in event["amounts"]:
        if len(group["figures"]) > 1 or group["estimate"]:
            console.print(Text(words.say("explain.figures", figures="; ".join(_figures(group, names, words)))))


def _figures(group: Row, names: Names, words: Words) -> Iterator[str]:
    for figure in group["figures"]:
        voices = [names.actor(voice) for voice in figure["voices"] if voice] or [words.say("own-word")]
        day = figure["published"] or words.say("undated")
        past = f", {words.say('superseded')}" if figure["superseded"] else ""
        yield f"{cells.amount(figure, words)} ({', '.join(voices)}, {day}{past})"
    estimate = group["estimate"]
    if estimate:
        best, low, high = (_plain(estimate[key], group, words) for key in ("best", "low", "high"))
        range_words = words.say(
            "estimate-range",
            low=low,
            high=high,
            percent=words.say("percent", n=round(estimate["level"] * 100)),
            n=estimate["sources"],
        )
        yield f"{words.say('estimate')}: {best} ({range_words})"


def _plain(value: float, group: Row, words: Words) -> str:
    return cells.amount({"low": value, "high": value, "approx": False, "unit": group["unit"]}, words)
