"""The timeline as plain rows: events in the order of their own time, and by day, month or year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from neraca.publish.background import Background
from neraca.publish.exports import Row, days_row
from neraca.records import Account, Bucket, Chronology, Event, Importance, Imprecise, Level, Moment, Outlook
from neraca.relate.timeline import build_chronology
from neraca.relate.zoom import zoom
from neraca.service.outlook_rows import gather_outlooks
from neraca.service.selection import Selection
from neraca.weigh.witnesses import find_roots

ALL = Selection()
UNKNOWN = Background()
_NAMED = 3


def gather_chronology(
    account: Account, background: Background = UNKNOWN, *, outlooks: Sequence[Outlook] | None = None
) -> Chronology:
    """An account's events in time.

    Args:
        account: Cut to its day already; what is foreseen is judged from that day.
        background: Its stories are the lanes.
        outlooks: Their windows serve what is foreseen without a time, and their fates are shown with it; None makes
            the register.
    """
    return build_chronology(
        account.events,
        account.claims,
        account.documents,
        roots=find_roots(account.derivations),
        stories=background.stories,
        outlooks=gather_outlooks(account) if outlooks is None else outlooks,
        as_of=account.as_of,
    )


def timeline_rows(
    account: Account,
    selection: Selection = ALL,
    background: Background = UNKNOWN,
    *,
    top: int | None = None,
    chronology: Chronology | None = None,
) -> list[Row]:
    """Events with a known time in its order, each with the sentence that reported it first.

    `importance` is 0 to 1, `rank` its place among all events of the account; `lanes` are ids of stories,
    `stories` their numbers in the table of documents.

    Args:
        account: All of it: importance is measured against the whole.
        selection: Which events.
        background: Its stories are the lanes.
        top: Only so many, the most important.
        chronology: The account's, where it is known already.
    """
    chronology = chronology or gather_chronology(account, background)
    placed = {moment.event: moment for moment in chronology.moments}
    numbers = {lane.id: number for number, lane in enumerate(background.stories, start=1)}
    dated = [event for event in _chosen(account, selection) if placed[event.id].when is not None]
    if top is not None:
        kept = {event.id for event in sorted(dated, key=lambda event: placed[event.id].rank)[:top]}
        dated = [event for event in dated if event.id in kept]
    documents = {document.id: document for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    rows = []
    for event in dated:
        moment, anchor = placed[event.id], claims[event.anchor]
        document = documents[anchor.document]
        rows.append(
            {
                **(days_row(event.when) if event.when is not None else {}),
                **_event_row(event, moment),
                "quote": anchor.evidence.quote,
                "document": document.label,
                "outlet": None if document.outlet is None else document.outlet.value,
                "published": _iso(document.day),
                "precision": moment.precision.value,
                "importance_parts": _parts(moment.importance),
                "lanes": list(moment.lanes),
                "stories": [numbers[lane] for lane in moment.lanes],
                "due": None if moment.due is None else moment.due.value,
                "outlooks": [own_id for own_id, _ in moment.outlooks],
                "claims": list(event.claims),
            }
        )
    return rows


def zoomed_rows(
    account: Account,
    selection: Selection = ALL,
    background: Background = UNKNOWN,
    *,
    level: Level,
    top: int | None = None,
    chronology: Chronology | None = None,
) -> list[Row]:
    """Days, months or years in their order, then what is not precise enough for one of them, with the reason.

    Every selected event is in exactly one row. `top` holds the most important events of a row, `top` of them at most.

    Args:
        account: All of it.
        selection: Which events.
        background: Its stories are the lanes.
        level: What a row is.
        top: How many events of a row are named; None names three.
        chronology: The account's, where it is known already.
    """
    chronology = chronology or gather_chronology(account, background)
    chosen = {event.id: event for event in _chosen(account, selection)}
    placed = {moment.event: moment for moment in chronology.moments if moment.event in chosen}
    found = zoom(placed.values(), level)

    def named(part: Bucket | Imprecise) -> list[Row]:
        return [_event_row(chosen[own_id], placed[own_id]) for own_id in part.events[: _NAMED if top is None else top]]

    return [
        {
            **(days_row(part.span) if isinstance(part, Bucket) else {"from": None, "to": None}),
            "level": level.value,
            "reason": part.reason.value if isinstance(part, Imprecise) else None,
            "events": list(part.events),
            "foreseen": sum(placed[own_id].foreseen for own_id in part.events),
            "top": named(part),
            "claims": list(part.claims),
        }
        for part in _parts_of(found.buckets, found.imprecise)
    ]


def count_undated(account: Account, selection: Selection = ALL) -> int:
    """Selected events whose time no claim says."""
    known = (event.when is not None and (event.when.start or event.when.end) for event in _chosen(account, selection))
    return sum(not one for one in known)


def _chosen(account: Account, selection: Selection) -> list[Event]:
    days = {document.id: document.day for document in account.documents}
    published = {claim.id: days[claim.document] for claim in account.claims}

    def first(event: Event) -> date | None:
        return min((day for claim in event.claims if (day := published[claim]) is not None), default=None)

    return [event for event in account.events if selection.holds_event(event, first(event))]


def _event_row(event: Event, moment: Moment) -> Row:
    return {
        "id": event.id,
        "event": event.type,
        "stage": event.stage.value,
        "status": event.status.value,
        "negated": event.negated,
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "items": list(event.items),
        "witnesses": event.witnesses,
        "importance": moment.importance.score,
        "rank": moment.rank,
    }


def _parts(importance: Importance) -> Row:
    return {
        "witnesses": importance.witnesses,
        "credibility": importance.credibility,
        "days": importance.days,
        "echo": importance.echo,
        "passing": importance.passing,
    }


def _parts_of(buckets: Sequence[Bucket], imprecise: Sequence[Imprecise]) -> Iterable[Bucket | Imprecise]:
    yield from buckets
    yield from imprecise


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
