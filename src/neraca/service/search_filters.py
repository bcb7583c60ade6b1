"""What the filters of a search mean: actors, types, statuses, outlets, languages and days that there are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import Packs
from neraca.packs.words import languages, read_words
from neraca.records import Account, EventStatus
from neraca.service.query import Filter
from neraca.service.selection import find_actor

_DAY = timedelta(days=1)
_WHEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NEAR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a search is narrowed to; empty and None narrow nothing.

    Actors, types and statuses are of one claim: all the actors are its parties, its event type is one of the types,
    and an event that it is of has one of the statuses. The others are of the document.

    Attributes:
        after: First day of publication.
        before: The day behind the last day of publication.
    """

    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    not_outlets: tuple[str, ...] = ()
    not_languages: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None


def choose(filters: Iterable[Filter], account: Account, packs: Packs) -> Choice:
    """What filters mean for an account.

    Outlets are known by name, another of their names, address, or a part of the name; event types and statuses by
    their code or their name in any language; days as `2024`, `2024-05` or `2024-05-31`.

    Raises:
        NeracaError: N103, when a value is no day, or no day lies between the bounds; N107, when it is nothing known.
    """
    found: dict[str, list[str]] = {}
    days: dict[str, date | None] = {"after": None, "before": None}
    for one in filters:
        if one.name in ("after", "before", "until"):
            _bound(one, days)
            continue
        name = f"not {one.name}" if one.excluded else one.name
        found.setdefault(name, []).extend(_values(one, account, packs))
    after, before = days["after"], days["before"]
    if after is not None and before is not None and before <= after:
        raise fail("N103", value=f"before {before} and after {after}")
    return Choice(
        actors=_once(found.get("actor", ())),
        types=_once(found.get("type", ())),
        statuses=_once(found.get("status", ())),
        outlets=_once(found.get("outlet", ())),
        languages=_once(found.get("language", ())),
        not_outlets=_once(found.get("not outlet", ())),
        not_languages=_once(found.get("not language", ())),
        after=after,
        before=before,
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _bound(one: Filter, days: dict[str, date | None]) -> None:
    """Narrow the days; of two bounds on one side the narrower holds."""
    first, following = _stretch(one.value)
    earliest, latest = days["after"], days["before"]
    if one.name == "after":
        days["after"] = first if earliest is None else max(earliest, first)
        return
    end = first if one.name == "before" else following
    if end is not None:
        days["before"] = end if latest is None else min(latest, end)


def _stretch(written: str) -> tuple[date, date | None]:
    """First day of a day, month or year, and the day behind it; None behind the calendar's last."""
    match = _WHEN.fullmatch(written.strip())
    try:
        if match is None:
            raise ValueError(written)
        year, month, day = (None if part is None else int(part) for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise fail("N103", value=written.strip() or "''") from error
    try:
        if day is not None:
            return first, first + _DAY
        return first, date(first.year + (month in (None, 12)), 1 if month is None else month % 12 + 1, 1)
    except (OverflowError, ValueError):
        return first, None


def _values(one: Filter, account: Account, packs: Packs) -> list[str]:
    match one.name:
        case "actor":
            actor = find_actor(packs, one.value)
            if actor is None:
                raise _unknown(
                    one, (name for known in packs.actors.actors.values() for name in (known.id, known.name_id))
                )
            return [actor]
        case "outlet":
            return _outlets(one, account, packs)
        case "type":
            return [_named(one, _type_names(packs))]
        case "status":
            return [_named(one, _status_names())]
    return [_named(one, _language_names(account, packs))]


def _outlets(one: Filter, account: Account, packs: Packs) -> list[str]:
    here = sorted({document.outlet.value for document in account.documents if document.outlet is not None})
    key = one.value.strip().casefold()
    known = packs.outlets.named(one.value)
    exact = [name for name in here if name.casefold() == key or (known is not None and name == known.name)]
    found = exact or [name for name in here if key and key in name.casefold()]
    if not found:
        raise _unknown(one, here)
    return found


def _named(one: Filter, names: Mapping[str, str]) -> str:
    key = one.value.strip().casefold()
    if key not in names:
        raise _unknown(one, names)
    return names[key]


def _type_names(packs: Packs) -> dict[str, str]:
    names = {code.casefold(): code for code in packs.events.types}
    for language in languages():
        for code in packs.events.types:
            names.setdefault(packs.events.name(code, language).casefold(), code)
    return names


def _status_names() -> dict[str, str]:
    names = {status.value: status.value for status in EventStatus}
    for language in languages():
        words = read_words(language)
        for status in EventStatus:
            names.setdefault(words.term("event-status", status.value).casefold(), status.value)
    return names


def _language_names(account: Account, packs: Packs) -> dict[str, str]:
    names = {code: code for code in (*packs.languages, *(document.language for document in account.documents))}
    for code in languages():
        for name in (read_words(code).name, *read_words(code).name.split()):
            names.setdefault(name.casefold(), code)
    return names


def _unknown(one: Filter, known: Iterable[str]) -> NeracaError:
    """That a value is nothing known, with what comes near it, or the first that are known."""
    names = list(dict.fromkeys(name for name in known if name))
    near = difflib.get_close_matches(one.value.strip(), names, n=_NEAR, cutoff=0.5) or names[:_NEAR]
    return fail(
        "N107", value=one.value.strip() or "''", option=one.written or f"{one.name}:", known=", ".join(near) or "none"
    )
