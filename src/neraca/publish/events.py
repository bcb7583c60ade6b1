"""Events sorted by what the sources say of them: agreed, disputed, foreseen, or told by one alone."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import MARKS, Book
from neraca.publish.claims import Passage, Voice, cut_passage, source_line, voice_row
from neraca.publish.figures import Plot, plot_figures
from neraca.publish.format import format_quantity, format_span
from neraca.records import Claim, Event, EventStatus, Stage, Stance

FUTURE = (Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as it is shown, with one quoted passage and the voices on both sides."""

    id: str
    mark: str
    status: str
    stage: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool
    when: str
    figure: str
    witnesses: str
    reports: str
    passage: Passage
    quoted: str
    quoted_claim: str
    supporters: tuple[Voice, ...]
    opponents: tuple[Voice, ...]
    plots: tuple[Plot, ...]
    claims: tuple[tuple[str, str], ...]
    entries: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """All events, each in exactly one section; `rival` lists, again, those with figures that disagree."""

    agreed: tuple[EventRow, ...]
    disputed: tuple[EventRow, ...]
    foreseen: tuple[EventRow, ...]
    single: tuple[EventRow, ...]
    rival: tuple[EventRow, ...]


def section_of(event: Event) -> str:
    """Where an event belongs: `agreed`, `disputed`, `foreseen` or `single`."""
    if event.status in (EventStatus.DENIED, EventStatus.DISPUTED):
        return "disputed"
    if event.status is EventStatus.FORESEEN or event.stage in FUTURE:
        return "foreseen"
    agreed = event.status in (EventStatus.CORROBORATED, EventStatus.CONFIRMED) and event.witnesses >= 2
    return "agreed" if agreed else "single"


def sort_events(book: Book) -> Sections:
    """Rows for all events, most witnesses first in each section, then in the account's order."""
    found: dict[str, list[tuple[int, EventRow]]] = {"agreed": [], "disputed": [], "foreseen": [], "single": []}
    for event in book.account.events:
        found[section_of(event)].append((-event.witnesses, event_row(event, book)))
    rows = {key: tuple(row for _, row in sorted(listed, key=lambda pair: pair[0])) for key, listed in found.items()}
    others = rows["agreed"] + rows["foreseen"] + rows["single"]
    return Sections(**rows, rival=tuple(row for row in others if row.plots))


def event_row(event: Event, book: Book) -> EventRow:
    """One event's row."""
    claims = tuple(book.claims[claim_id] for claim_id in event.claims)
    words, anchor = book.words, book.claims[event.anchor]
    document = book.documents[anchor.document]
    supporters, opponents = _sides(claims, event, book)
    return EventRow(
        id=event.id,
        mark=MARKS[event.status],
        status=words.term("event-status", event.status),
        stage=words.term("stage", event.stage),
        actors=book.parties(event.actors),
        recipients=book.parties(event.recipients),
        act=book.names.event(event.type),
        items=words.say("comma").join(book.names.item(item) for item in event.items),
        negated=event.negated,
        when=format_span(event.when, words),
        figure=format_quantity(event.figures[0], words) if len(event.figures) == 1 else "",
        witnesses=words.count("witnesses", event.witnesses),
        reports=words.count("reports", event.reports),
        passage=cut_passage(document, anchor.evidence.span, anchor.trigger.span),
        quoted=source_line(document, book),
        quoted_claim=anchor.id,
        supporters=supporters,
        opponents=opponents,
        plots=plot_figures(event, book),
        claims=tuple((claim.id, book.numbers[claim.id]) for claim in claims),
        entries=tuple(_entries(claims, book)),
        reasons=event.reasons,
    )


def _entries(claims: tuple[Claim, ...], book: Book) -> dict[str, None]:
    return dict.fromkeys(entry.id for claim in claims for entry in book.entries_of.get(claim.id, ()))


def _sides(claims: tuple[Claim, ...], event: Event, book: Book) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
    supporters: list[Voice] = []
    opponents: list[Voice] = []
    for claim in claims:
        contrary = claim.negated != event.negated
        spoken = [voice for voice in claim.attributions if voice.stance is Stance.ASSERTS]
        for voice in claim.attributions:
            behind = (voice.stance is Stance.ASSERTS) != contrary
            (supporters if behind else opponents).append(voice_row(voice, claim, book))
        if not spoken:
            (opponents if contrary else supporters).append(_outlet_voice(claim, book, contrary=contrary))
    return tuple(supporters), tuple(opponents)


def _outlet_voice(claim: Claim, book: Book, *, contrary: bool) -> Voice:
    stance = Stance.DENIES if contrary else Stance.ASSERTS
    document = book.documents[claim.document]
    return Voice(
        mark=MARKS[stance],
        stance=book.words.term("stance", stance),
        name=book.outlet(document),
        kind=book.words.say("own-word"),
        parties="",
        source=book.day(document),
        claim=claim.id,
        number=book.numbers[claim.id],
    )
