"""The outlook register as the dossier shows it: what is foreseen, whose it is, for when, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from neraca.publish.book import MARKS, Book
from neraca.publish.claims import Passage, cut_passage, flat, source_line
from neraca.publish.format import format_day, format_number, format_share, format_span
from neraca.records import Event, Outlook, OutlookReason, OutlookStatus, TrackRecord

_DAYS = frozenset({"told", "last"})
_AMOUNTS = frozenset({"asked", "given"})
PARTS = ("due", "settled", "endless", "passing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An outlook as it is shown.

    Attributes:
        mark, status: Its fate.
        quoted: Outlet and day of the first telling.
        event: Id of what is foreseen.
        done, against: Events that made it come true, or say the opposite: id and first claim's number.
    """

    id: str
    event: str
    mark: str
    status: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool
    stage: str
    whose: str
    named: str
    window: str
    window_words: str
    condition: str
    why: str
    passage: Passage
    quoted: str
    quoted_claim: str
    claims: tuple[tuple[str, str], ...]
    done: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """How many outlooks of a voice or outlet came to what; each count with its outlooks."""

    name: str
    counts: tuple[tuple[str, str, str], ...]
    rate: str
    outlooks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The section: outlooks by part (due, settled, without an end, mentioned), and records."""

    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    voices: tuple[RecordLine, ...]
    outlets: tuple[RecordLine, ...]
    seen_from: str
    total: int


def lay_out_outlook(book: Book) -> Register:
    """The register of the book's relations, in its order."""
    events = {event.id: event for event in book.account.events}
    placed: dict[str, list[Line]] = {part: [] for part in PARTS}
    outlooks = book.relations.outlooks
    for outlook in outlooks:
        placed[part_of(outlook)].append(_line(outlook, events, book))
    numbers = {outlook.id: book.numbers[outlook.claims[0]] for outlook in outlooks}
    records = [(one.is_outlet, _record(one, numbers, book)) for one in book.relations.track_records if one.settled]
    return Register(
        parts=tuple((part, tuple(lines)) for part, lines in placed.items() if lines),
        voices=tuple(line for is_outlet, line in records if not is_outlet),
        outlets=tuple(line for is_outlet, line in records if is_outlet),
        seen_from=_seen_from(book),
        total=len(outlooks),
    )


def explain_fate(outlook: Outlook, book: Book) -> str:
    """Why an outlook has its fate, in words."""
    words = book.words
    values = dict(outlook.values)
    filled: dict[str, str] = {}
    for name, value in values.items():
        if name in _DAYS:
            filled[name] = format_day(date.fromisoformat(value), words)
        elif name in _AMOUNTS:
            filled[name] = f"{format_number(Decimal(value), words)} {words.term('unit', values['unit'])}"
        elif name == "missing":
            filled[name] = words.say("comma").join(book.names.item(one) for one in value.split(","))
    code = outlook.reason.value
    if code == "done_less" and "asked" not in filled:
        code = "done_some"
    return words.say(f"outlook-why.{code}", **filled)


def part_of(outlook: Outlook) -> str:
    """The part of the register that an outlook stands in, one of `PARTS`."""
    if outlook.in_passing:
        return "passing"
    if outlook.status is not OutlookStatus.OPEN:
        return "settled"
    return "due" if outlook.window is not None and outlook.window.end is not None else "endless"


def _line(outlook: Outlook, events: dict[str, Event], book: Book) -> Line:
    event, first = events[outlook.event], book.claims[outlook.claims[0]]
    document = book.documents[first.document]
    words = book.words
    return Line(
        id=outlook.id,
        event=outlook.event,
        mark=MARKS[outlook.status.value],
        status=words.term("outlook-status", outlook.status),
        actors=book.parties(event.actors),
        recipients=book.parties(event.recipients),
        act=book.names.event(outlook.type),
        items=words.say("comma").join(book.names.item(item) for item in event.items),
        negated=outlook.negated,
        stage=words.term("stage", outlook.stage),
        whose=_whose(outlook, book),
        named=outlook.voice_words if outlook.voice else "",
        window=format_span(outlook.window, words) if outlook.window_words is not None else "",
        window_words=flat(outlook.window_words.quote) if outlook.window_words is not None else "",
        condition=flat(outlook.condition.quote) if outlook.condition is not None else "",
        # That it has no end is what the part says.
        why="" if outlook.reason is OutlookReason.NO_END else explain_fate(outlook, book),
        passage=cut_passage(document, first.evidence.span, first.trigger.span),
        quoted=source_line(document, book),
        quoted_claim=outlook.claims[0],
        claims=tuple((own_id, book.numbers[own_id]) for own_id in outlook.claims),
        done=_events(outlook.fulfilled_by, events, book),
        against=_events(outlook.contradicted_by, events, book),
    )


def _whose(outlook: Outlook, book: Book) -> str:
    """Actors, else what the text calls the voice, else the outlets whose own word it is."""
    own = (book.names.outlet(name) if name else book.words.say("no-outlet") for name in outlook.outlets)
    return book.parties(outlook.voice) or outlook.voice_words or book.words.say("comma").join(own)


def _events(ids: Iterable[str], events: dict[str, Event], book: Book) -> tuple[tuple[str, str], ...]:
    return tuple((own_id, book.numbers[events[own_id].anchor]) for own_id in ids if own_id in events)


def _record(record: TrackRecord, numbers: dict[str, str], book: Book) -> RecordLine:
    words = book.words
    counts = (
        (OutlookStatus.FULFILLED, record.fulfilled),
        (OutlookStatus.PARTLY, record.partly),
        (OutlookStatus.LAPSED, record.lapsed),
        (OutlookStatus.CONTRADICTED, record.contradicted),
        (OutlookStatus.OPEN, record.open),
    )
    rate = ""
    if record.rate is not None and record.low is not None and record.high is not None:
        shares = {"rate": record.rate, "low": record.low, "high": record.high}
        shown = {name: format_share(share, words) for name, share in shares.items()}
        rate = words.say("outlook-rate", fulfilled=record.fulfilled, settled=record.settled, **shown)
    return RecordLine(
        name=_source(record, book),
        counts=tuple(
            (MARKS[status.value], str(number), words.term("outlook-status", status))
            for status, number in counts
            if number
        ),
        rate=rate,
        outlooks=tuple((own_id, numbers[own_id]) for own_id in record.outlooks if own_id in numbers),
    )


def _source(record: TrackRecord, book: Book) -> str:
    if record.is_outlet:
        return book.names.outlet(record.source)
    return book.names.actor(record.source) if record.has_id else record.source


def _seen_from(book: Book) -> str:
    days = [document.day for document in book.account.documents if document.day is not None]
    day = book.relations.chronology.seen_from or book.account.as_of or max(days, default=None)
    return format_day(day, book.words) if day is not None else ""
