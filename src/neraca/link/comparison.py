"""How likely two claims are about one event: what they share and where they differ, weighed by readable weights."""

from __future__ import annotations

import math
from collections.abc import Mapping

from neraca.link.outline import Outline, combine
from neraca.link.told import Told
from neraca.link.wording import Weighed, weights_of
from neraca.link.wording import features as words_alike
from neraca.records import Claim, LinkType, Quantity
from neraca.records.figures import agree, item_class_of

# Widest time, in days, that still points at one day of news.
_PRECISE = 4
# A wider time, or an open one, says next to nothing.
_WIDE, _OPEN = 100, 9999
_FAR_DAYS = 365.0
_MOST_ODDS = 4.0
# An act of a day or of days is told within two weeks; later tellings mostly mean another.
_MOMENT_DAYS = 14
# What may show that acts read as of different types are one.
_TELLING = (
    "trigger same",
    "words",
    "meaning",
    "wording",
    "number same",
    "day same",
    "place same",
    "document same",
    "doers same",
    "published apart",
)
# What tells one incident from another tells nothing of the toll of a war: it is counted again and again, in other
# words, with other numbers, and often twice in one text.
_OF_INCIDENTS = frozenset(
    {
        "words",
        "wording",
        "articles",
        "document same",
        "numbers differ",
        "weeks apart",
        "published apart",
        "published apart, stream",
    }
)
_SAID = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"})


def features(one: Told, other: Told) -> dict[str, float]:
    """What speaks for and against one event, by name; the same whichever claim stands first.

    `recipients partly` means that some are named by both and some by one; `unknown` that one of the two says nothing.
    Features that begin with `other type` count only where the two acts were read as of different types. Two tolls of
    one party's losses are not told apart by their words and numbers.
    """
    mine, theirs = one.outline, other.outline
    found = {"one": 1.0}
    found |= _parties(mine, theirs)
    found |= _words(one, other)
    found |= _things(one.claim, other.claim, mine=mine, theirs=theirs)
    found |= _times(one, other)
    found |= _place(one, other)
    if mine.event != theirs.event:
        found["other type"] = 1.0
        found |= {f"other type, {name}": found[name] for name in _TELLING if found.get(name)}
    if mine.is_toll and theirs.is_toll and not found.get("places differ"):
        return {name: value for name, value in found.items() if name not in _OF_INCIDENTS}
    return found


def probability(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Probability of one event by a logistic model."""
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def barrier(one: Outline, other: Outline) -> str:
    """What keeps two outlines from being of one event whatever else they share; "" when nothing does."""
    if one.stage != other.stage:
        return "stage"
    if one.negated != other.negated:
        return "negated"
    if one.event == other.event:
        for side in ("actors", "recipients"):
            here, there = getattr(one, side), getattr(other, side)
            if here and there and not here & there:
                return side
    elif not one.parties_known & other.parties_known:
        return "parties"
    if one.items and other.items and not one.items & other.items:
        return "items"
    return "" if combine(one, other) is not None else "time"


def _parties(mine: Outline, theirs: Outline) -> dict[str, float]:
    sides = [("doers", mine.actors, theirs.actors), ("recipients", mine.recipients, theirs.recipients)]
    if mine.event != theirs.event or (mine.is_mutual and theirs.is_mutual):
        sides = [("doers", mine.parties_known, theirs.parties_known)]
    found: dict[str, float] = {}
    for side, here, there in sides:
        if here and there:
            found[f"{side} same"] = float(here == there)
            found[f"{side} partly"] = float(here != there)
        else:
            found[f"{side} unknown"] = float(bool(here or there))
    people, others = dict(mine.persons), dict(theirs.persons)
    found["persons"] = float(any(people[actor] & others[actor] for actor in people.keys() & others.keys()))
    return found


def _words(one: Told, other: Told) -> dict[str, float]:
    found: dict[str, float] = {}
    if one.language == other.language:
        found["trigger same"] = float(one.trigger == other.trigger)
        least = min(len(one.stems), len(other.stems))
        found["words"] = len(one.stems & other.stems) / least if least else 0.0
    else:
        found["languages differ"] = 1.0
    if one.meaning is not None and other.meaning is not None:
        found["meaning"] = float(one.meaning @ other.meaning)
    if one.wording is not None and other.wording is not None:
        found |= _wording(one, other, one.wording, other.wording)
    return found


def _wording(one: Told, other: Told, mine: Weighed, theirs: Weighed) -> dict[str, float]:
    """Log odds of the model that knows only words, and how alike the articles are."""
    background = one.background
    apart = one.claim.document != other.claim.document
    alike = background.alike(one.claim.document, other.claim.document) if apart else None
    known = words_alike(mine, theirs, rarity=background.rarity, tables=background.tables, documents=alike)
    score = weights_of(background.model, mine.telling, theirs.telling).score(known)
    return {"wording": max(-_MOST_ODDS, min(_MOST_ODDS, score)), "articles": alike or 0.0}


def _things(claim: Claim, other: Claim, *, mine: Outline, theirs: Outline) -> dict[str, float]:
    found: dict[str, float] = {}
    if mine.items and theirs.items:
        found["items same"] = float(mine.items == theirs.items)
    elif mine.items or theirs.items:
        found["items unknown"] = 1.0
    same, different = _amounts(claim, other)
    found["number same"], found["numbers differ"] = float(same), float(different and not same)
    return found


def _amounts(claim: Claim, other: Claim) -> tuple[bool, bool]:
    same = different = False
    for amount in claim.quantities:
        for theirs in other.quantities:
            if amount.unit != theirs.unit or item_class_of(amount, claim) != item_class_of(theirs, other):
                continue
            same |= _bounds(amount) == _bounds(theirs)
            different |= amount.counting is not theirs.counting or not agree(amount, theirs)
    return same, different


def _bounds(amount: Quantity) -> tuple[object, object]:
    return amount.low, amount.high


def _times(one: Told, other: Told) -> dict[str, float]:
    found: dict[str, float] = {}
    mine, theirs = one.outline.span, other.outline.span
    if mine is not None and theirs is not None:
        widest = max((span.end - span.start).days if span.start and span.end else _OPEN for span in (mine, theirs))
        found["day same"] = float(widest <= _PRECISE)
        found["times meet"] = float(_PRECISE < widest <= _WIDE)
        found["times wide"] = float(widest > _WIDE)
    elif mine is not None or theirs is not None:
        found["time unknown"] = 1.0
    if one.day is not None and other.day is not None:
        apart = math.log1p(abs((one.day - other.day).days)) / math.log1p(_FAR_DAYS)
        stream = one.outline.is_stream or other.outline.is_stream
        found["published apart"] = apart
        found["published apart, stream"] = apart * float(stream)
        if mine is None or theirs is None:
            found["weeks apart"] = float(not stream and abs((one.day - other.day).days) > _MOMENT_DAYS)
    return found


def _place(one: Told, other: Told) -> dict[str, float]:
    found: dict[str, float] = {}
    if one.places and other.places:
        found["place same"] = float(bool(one.places & other.places))
        found["places differ"] = 1.0 - found["place same"]
    if one.turns and other.turns:
        found["turn same"] = float(bool(one.turns & other.turns))
        found["turns differ"] = 1.0 - found["turn same"]
    found["document same"] = float(one.claim.document == other.claim.document)
    ties = {link.to for link in one.claim.links if link.type is LinkType.SAME_EVENT}
    back = {link.to for link in other.claim.links if link.type is LinkType.SAME_EVENT}
    found["linked"] = float(other.id in ties or one.id in back)
    found["stage same"] = float(one.claim.stage is other.claim.stage)
    found["said"] = float(one.outline.event in _SAID)
    return found
