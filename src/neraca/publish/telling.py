"""Events, reactions and chains told as sentences: *X gives aid to Y; in answer to it, Z criticises X*."""

from __future__ import annotations

from collections.abc import Sequence

from neraca.packs.words import Names, Words
from neraca.records import MUTUAL_TYPES, Event, Reaction, Stage


def tell_deed(event: Event, names: Names, words: Words) -> str:
    """What an event's parties did to whom, with the classes of what they gave; its stage where it is not plainly done.

    It tells what the texts say, not that it is so; the view around it says that.
    """
    actors = join_parties(event.actors, names, words) or words.say("unknown-party")
    others = join_parties(event.recipients, names, words)
    if event.type in MUTUAL_TYPES or not others:
        told = words.say(f"deed.{event.type}", a=actors)
    else:
        told = words.say(f"act.{event.type}", a=actors, b=others)
    if event.items:
        things = words.say("comma").join(dict.fromkeys(names.item(item) for item in event.items))
        told = words.say("deed-with", deed=told, things=things)
    if event.negated:
        told = words.say("deed-not", deed=told)
    if event.stage not in (Stage.OCCURRED, Stage.ONGOING):
        told = words.say("deed-stage", deed=told, stage=words.term("stage", event.stage))
    return told


def tell_steps(first: Event, steps: Sequence[tuple[Reaction, Event]], names: Names, words: Words) -> str:
    """A first event and what each next one has to do with the one before, as one sentence marked as the texts' word."""
    parts = [tell_deed(first, names, words)]
    parts += [words.say(f"then.{step.kind}", effect=tell_deed(event, names, words)) for step, event in steps]
    return words.say("said-chain", steps=_capital(words.say("semicolon").join(parts)))


def join_parties(parties: Sequence[str], names: Names, words: Words) -> str:
    """Names of parties, the last behind *and*."""
    listed = [names.actor(party) for party in parties]
    if len(listed) < 2:
        return "".join(listed)
    return words.say("and", first=words.say("comma").join(listed[:-1]), last=listed[-1])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
