"""Which part of an account a table shows."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.errors import fail
from neraca.packs.catalogue import Packs
from neraca.records import Claim, Document, Entry, Event, TimeSpan

_DAY = timedelta(days=1)
_NEAR_ENOUGH = 0.7  # below it difflib finds names that only share some letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Bounds of a table; None bounds nothing.

    `since` and `until` are inclusive and mean the days on which something happened; what names no time counts by the
    day on which it was published; what has neither is left out as soon as one of them is set.

    Attributes:
        actor: Id of a party on either side.
        type: PLOVER event type.
    """

    actor: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None

    def holds_claim(self, claim: Claim, document: Document) -> bool:
        """Whether a claim is shown."""
        parties = {mention.actor for mention in (*claim.actors, *claim.recipients)}
        when = claim.when.span if claim.when is not None else None
        return self._holds(parties, {claim.event}) and self._holds_days(when, document.day)

    def holds_event(self, event: Event, published: date | None) -> bool:
        """Whether an event is shown; `published` is the day of its first report."""
        parties = {*event.actors, *event.recipients}
        return self._holds(parties, {event.type}) and self._holds_days(event.when, published)

    def holds_entry(self, entry: Entry, types: set[str], published: date | None) -> bool:
        """Whether a ledger entry is shown; `types` are those of its events."""
        parties = {entry.giver, entry.receiver}
        return self._holds(parties, types) and self._holds_days(entry.when, published)

    def holds_published(self, day: date | None) -> bool:
        """Whether something is shown that has only a day of publication."""
        return self._holds_days(None, day)

    def holds(self, parties: set[str], types: set[str], when: TimeSpan | None, published: date | None) -> bool:
        """Whether a tie is shown that has these parties, event types and days; of types none need be known."""
        return self._holds(parties, types) and self._holds_days(when, published)

    def _holds(self, parties: set[str], types: set[str]) -> bool:
        return (self.actor is None or self.actor in parties) and (self.type is None or self.type in types)

    def _holds_days(self, when: TimeSpan | None, published: date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        bounds = TimeSpan(start=self.since, end=_following(self.until) if self.until else None)
        if when is not None and (when.start or when.end):
            return when.meets(bounds)
        return published is not None and TimeSpan(start=published, end=_following(published)).meets(bounds)


def select(
    packs: Packs,
    *,
    actor: str | None = None,
    type: str | None = None,  # noqa: A002 - the option's name
    since: date | None = None,
    until: date | None = None,
) -> Selection:
    """A selection from what a person wrote: an actor's id or name in any language, an event type in any case.

    Raises:
        NeracaError: N107, when there is no such actor or type; N103, when `until` lies before `since`.
    """
    if since is not None and until is not None and until < since:
        raise fail("N103", value=f"--until {until} before --since {since}")
    return Selection(
        actor=_actor(packs, actor) if actor is not None else None,
        type=_type(packs, type) if type is not None else None,
        since=since,
        until=until,
    )


def _following(day: date) -> date | None:
    """The next day; None after the calendar's last one, behind which nothing lies."""
    return None if day == date.max else day + _DAY


def _type(packs: Packs, words: str) -> str:
    kind = words.strip().upper()
    if kind not in packs.events.types:
        raise fail("N107", value=words or "''", option="--type", known=" ".join(packs.events.types))
    return kind


def read_type(packs: Packs, words: str, *, option: str) -> str:
    """The event type that a person wrote: PLOVER's name in any case, or what the type is called in any language.

    Raises:
        NeracaError: N107, when there is none; it lists near names, or all types where none is near.
    """
    names: dict[str, str] = {}
    for kind in packs.events.types.values():
        for name in (kind.event, kind.name_id, kind.name_en):
            names.setdefault(name.casefold(), kind.event)
    key = words.strip().casefold()
    if key in names:
        return names[key]
    close = difflib.get_close_matches(key, sorted(names), n=5, cutoff=_NEAR_ENOUGH)
    known = ", ".join(dict.fromkeys(names[one] for one in close)) or " ".join(packs.events.types)
    raise fail("N107", value=words or "''", option=option, known=known)


def read_party(packs: Packs, words: str, *, option: str) -> str:
    """The actor that a person wrote: an id or a name in any case and language.

    Raises:
        NeracaError: N107, when there is none; it lists near names.
    """
    return _actor(packs, words, option=option)


def find_actor(packs: Packs, words: str) -> str | None:
    """The actor with this id or name, in any case and language; None when there is none."""
    return _actor_names(packs).get(words.strip().casefold())


def _actor_names(packs: Packs) -> dict[str, str]:
    return {spelled.casefold(): actor for spelled, actor in _spellings(packs).items()}


def _spellings(packs: Packs) -> dict[str, str]:
    """Ids and names as they are written; of two that differ only by case the first."""
    names, seen = {}, set()
    for actor in packs.actors.actors.values():
        short = packs.actors.short.get(actor.id, {}).values()
        for name in (actor.id, actor.id.partition(":")[2], actor.name_id, actor.name_en, *short):
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                names[name] = actor.id
    return names


def _actor(packs: Packs, words: str, *, option: str = "--actor") -> str:
    key, names = words.strip().casefold(), _actor_names(packs)
    if key in names:
        return names[key]
    spelled = {one.casefold(): one for one in _spellings(packs) if "_" not in one}
    close = difflib.get_close_matches(key, sorted(spelled), n=5, cutoff=_NEAR_ENOUGH)
    near = [spelled[one] for one in close] or ["PRK", "RUS", "igo:un"]
    raise fail("N107", value=words or "''", option=option, known=f"ISO codes and names, such as {', '.join(near)}")
