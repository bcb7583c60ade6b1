"""The outlook register: what is foreseen, by whom, for when, under what condition, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from neraca.packs.foretold import Due, ForetoldReader, load_foretold
from neraca.records import Claim, Document, Event, Evidence, Outlook, OutlookStatus, Stage, TimeSpan
from neraca.relate.fates import Course, judge_fate
from neraca.relate.tellers import Teller, find_tellers
from neraca.relate.tellings import Tellings

AHEAD = frozenset({Stage.PLANNED, Stage.PREDICTED, Stage.URGED, Stage.HYPOTHETICAL})


def build_outlooks(
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    roots: Mapping[str, str] | None = None,
    seen_from: date | None = None,
    verbal: frozenset[str] = frozenset(),
) -> tuple[Outlook, ...]:
    """Every claim of something planned, predicted, urged or hypothetical, by event and voice.

    What one voice foretells again later is the same outlook; its window and fate count from the first telling. A copy
    tells what its original tells. Those that are still to fall due come first, the soonest before others, then what is
    settled, then those without an end; the newest first. In each part those that are only mentioned come last.

    Args:
        events: Assessed events.
        claims: At least theirs.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document.
        seen_from: The day as of which fates are judged; None takes the newest document's.
        verbal: Event types whose doer is the speaker: who promises support is the voice of the promise.
    """
    known = {document.id: document for document in documents}
    tellings = Tellings(documents=known, roots=roots or {})
    by_id = {claim.id: claim for claim in claims}
    listed = tuple(events)
    newest = max((one.day for one in known.values() if one.day is not None), default=None)
    course = Course(listed, by_id, tellings, seen_from=seen_from or newest)
    found = []
    for event in listed:
        members = [by_id[own_id] for own_id in event.claims if by_id[own_id].stage in AHEAD]
        members.sort(key=tellings.place)
        for teller, told in find_tellers(members, tellings, verbal=verbal):
            found.append(judge_fate(_draft(event, teller, told, tellings), event, course))
    return tuple(sorted(found, key=_order))


def _draft(event: Event, teller: Teller, told: Sequence[Claim], tellings: Tellings) -> Outlook:
    """The outlook without its fate."""
    first = told[0]
    days = [day for claim in told if (day := tellings.day(claim)) is not None]
    own = [claim for claim in told if not tellings.is_copied(claim)] or list(told)
    read = [(claim, reader) for claim in own if (reader := _reader(claim, tellings)) is not None]
    day = min(days, default=None)
    due = _due(read, tellings) or Due(span=None if day is None else TimeSpan(start=day, end=None))
    outlets = {tellings.origin(claim).outlet for claim in told}
    return Outlook(
        event=event.id,
        type=event.type,
        stage=first.stage,
        negated=first.negated != teller.denies,
        voice=teller.voice,
        voice_words=teller.words,
        outlets=tuple(sorted({outlet.value if outlet is not None else "" for outlet in outlets})),
        told=day,
        window=due.span,
        window_words=due.words,
        condition=_condition(read, tellings),
        status=OutlookStatus.OPEN,
        claims=tuple(claim.id for claim in told),
        in_passing=all(claim.optional or _is_condition(claim, tellings) for claim in own),
    )


def _reader(claim: Claim, tellings: Tellings) -> ForetoldReader | None:
    return load_foretold(tellings.documents[claim.document].language)


def _due(read: Iterable[tuple[Claim, ForetoldReader]], tellings: Tellings) -> Due | None:
    """The first window that the texts give, in order of telling."""
    given = (
        reader.read_due(claim, tellings.documents[claim.document], told=tellings.day(claim)) for claim, reader in read
    )
    return next((due for due in given if due.words is not None), None)


def _condition(read: Iterable[tuple[Claim, ForetoldReader]], tellings: Tellings) -> Evidence | None:
    given = (reader.read_condition(claim, tellings.documents[claim.document]) for claim, reader in read)
    return next((condition for condition in given if condition is not None), None)


def _is_condition(claim: Claim, tellings: Tellings) -> bool:
    reader = _reader(claim, tellings)
    return reader is not None and reader.is_condition(claim, tellings.documents[claim.document])


def _order(outlook: Outlook) -> tuple[object, ...]:
    is_open = outlook.status is OutlookStatus.OPEN
    end = outlook.window.end if outlook.window is not None else None
    part = 1 if not is_open else 0 if end is not None else 2
    due = end.toordinal() if part == 0 and end is not None else 0
    newest = -(outlook.told.toordinal() if outlook.told is not None else 0)
    return part, outlook.in_passing, due, newest, outlook.event, outlook.id
