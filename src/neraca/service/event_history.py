"""How an event stood on each day of publication: what was known then, weighed as it is weighed today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from neraca.packs.catalogue import Packs
from neraca.publish.background import Background
from neraca.records import Account, Claim, Derivation, Event, EventStatus
from neraca.service.narrowing import opposing
from neraca.weigh.assess import Sources, assess
from neraca.weigh.witnesses import find_roots, own_words, repeated_passages

_MOST_DAYS = 24
# Claims weighed for one history: as many as take a tenth of a second.
_MOST_WORK = 2_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """How an event stood from a day on.

    Attributes:
        day: First day of publication on which it stood so; None for what undated documents added to all others.
        reports: Documents that carried it by then, copies included.
        witnesses, against: Independent sources for it and against it.
        is_judged: A person gave it this status; it stands last.
    """

    day: date | None
    status: EventStatus
    credibility: int
    reports: int
    witnesses: int
    against: int
    is_judged: bool = False

    @property
    def stand(self) -> tuple[EventStatus, int, int, int]:
        """What a reader compares two of them by."""
        return self.status, self.credibility, self.witnesses, self.against


def status_history(
    event: Event, account: Account, *, sources: Mapping[str, str] | None = None
) -> tuple[Standpoint, ...]:
    """How an event stood, from its first report to now; days that changed nothing of it are left out.

    For each day of publication of its documents it is assessed again with what had been published by then, and the
    last one is the event as it is. Of more than 24 days, of fewer for an event of hundreds of claims, those at even
    distances are looked at. How its claims are read and put together is what is known now.

    Args:
        event: One of the account's.
        account: It holds at least the event's claims, those that speak for its opposite, the first claims of what made
            it come true, and the documents and derivations of all of them.
        sources: Whose word each document is; see `source_words`.
    """
    claims = {claim.id: claim for claim in account.claims}
    published = {document.id: document.day for document in account.documents}
    speaking = (*event.claims, *opposing(event), *event.fulfilled_by)
    days = [published[claims[one].document] for one in speaking if one in claims]
    known = sorted({day for day in days if day is not None})
    undated = None in days
    now = _stand(event, day=None if undated or not known else known[-1], status=event.proposed)
    days_kept = _spread(known, max(3, min(_MOST_DAYS, _MOST_WORK // len(event.claims))))
    looked_at = days_kept if undated else days_kept[:-1]
    found = [
        stand
        for day in looked_at
        if (stand := _assess(event, claims, day=day, published=published, account=account, sources=sources or {}))
    ]
    found.append(now)
    kept = [one for place, one in enumerate(found) if place == 0 or one.stand != found[place - 1].stand]
    if event.proposed is not None:
        kept.append(_stand(event, day=None, status=event.status, is_judged=True))
    return tuple(kept)


def source_words(account: Account, background: Background, packs: Packs) -> Mapping[str, str]:
    """Whose word each document of an account is where it names nobody: the agency it credits, else its outlet."""
    return own_words(account.documents, stated=background.credits, actors=packs.credits.actors)


def _assess(
    event: Event,
    claims: Mapping[str, Claim],
    *,
    day: date,
    published: Mapping[str, date | None],
    account: Account,
    sources: Mapping[str, str],
) -> Standpoint | None:
    """The event as it would stand with what was published by a day; None where none of its own claims was."""

    def told(ids: Iterable[str]) -> tuple[Claim, ...]:
        listed = [claims[one] for one in ids if one in claims]
        return tuple(one for one in listed if (published[one.document] or date.max) <= day)

    group = told(event.claims)
    if not group:
        return None
    derived = tuple(row for row in account.derivations if _is_out(row, published, day))
    book = Sources(roots=find_roots(derived), own=sources, published=published, repeated=repeated_passages(derived))
    against = sorted(told(opposing(event)), key=lambda one: (published[one.document] or date.max, one.id))
    came_true = tuple(one.id for one in told(event.fulfilled_by))
    return _stand(assess(group, sources=book, against=against, fulfilled_by=came_true), day=day)


def _is_out(row: Derivation, published: Mapping[str, date | None], day: date) -> bool:
    """Whether both texts were out by a day; a text that is not in the account counts as out."""
    return all((published.get(one, day) or date.max) <= day for one in (row.child, row.parent))


def _stand(event: Event, *, day: date | None, status: EventStatus | None = None, is_judged: bool = False) -> Standpoint:
    return Standpoint(
        day=day,
        status=status or event.status,
        credibility=event.credibility,
        reports=event.reports,
        witnesses=len(event.testimony),
        against=len(event.testimony_against),
        is_judged=is_judged,
    )


def _spread(days: list[date], most: int) -> list[date]:
    """The days, or so many of them at even distances, the first and the last among them."""
    if len(days) <= most:
        return days
    step = (len(days) - 1) / (most - 1)
    return [days[round(place * step)] for place in range(most)]
