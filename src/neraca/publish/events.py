"""Events sorted by what the sources say of them: agreed, disputed, foreseen, or told by one alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neraca.packs.words import Words
from neraca.publish.book import MARKS, Book
from neraca.publish.claims import Passage, Voice, cut_passage, shorten, source_line, voice_row
from neraca.publish.figures import Plot, plot_figures
from neraca.publish.format import format_quantity, format_span
from neraca.publish.reasons import Why, explain_status, opposing_claims
from neraca.publish.weight import Weight, weigh_row
from neraca.records import Claim, Event, EventStatus, Stage, Stance
from neraca.records.voices import is_asserted

_FEW = 2
_GIST = 150
FUTURE = (Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim's passage with its source."""

    passage: Passage
    quoted: str
    quoted_claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as it is shown, with its strongest evidence and the voices on both sides.

    `also` holds ids of the events that say the opposite and are shown with it.
    """

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
    reports: str
    passage: Passage
    gist: str
    timed: bool
    quoted: str
    quoted_claim: str
    counter: Cited | None
    supporters: tuple[Voice, ...]
    opponents: tuple[Voice, ...]
    plots: tuple[Plot, ...]
    claims: tuple[tuple[str, str], ...]
    entries: tuple[str, ...]
    reasons: tuple[Why, ...]
    weight: Weight
    also: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[Plot, ...]:
        """Plots that belong beside the facts."""
        return tuple(plot for plot in self.plots if plot.is_telling)

    @property
    def competing(self) -> tuple[Plot, ...]:
        """Plots of amounts that cannot both be right."""
        return tuple(plot for plot in self.plots if plot.conflicting)

    @property
    def further(self) -> tuple[Plot, ...]:
        """The other plots."""
        return tuple(plot for plot in self.plots if not plot.is_telling)


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
    if event.status in (EventStatus.DENIED, EventStatus.DISPUTED, EventStatus.RETRACTED):
        return "disputed"
    if event.status in (EventStatus.FORESEEN, EventStatus.FULFILLED) or event.stage in FUTURE:
        return "foreseen"
    agreed = event.status in (EventStatus.CORROBORATED, EventStatus.CONFIRMED) and event.witnesses >= 2
    return "agreed" if agreed else "single"


def sort_events(book: Book) -> Sections:
    """Rows for all events, most witnesses first in each section, then in the account's order."""
    found: dict[str, list[tuple[int, EventRow]]] = {"agreed": [], "disputed": [], "foreseen": [], "single": []}
    for event in book.account.events:
        found[section_of(event)].append((-event.witnesses, event_row(event, book)))
    rows = {key: tuple(row for _, row in sorted(listed, key=lambda pair: pair[0])) for key, listed in found.items()}
    rows["disputed"] = _join_opposites(rows["disputed"], book)
    others = rows["agreed"] + rows["foreseen"] + rows["single"]
    return Sections(**rows, rival=tuple(row for row in others if row.competing))


def _status(event: Event, words: Words) -> str:
    """The status; marked where a person gave it."""
    status = words.term("event-status", event.status)
    return status if event.proposed is None else words.say("status-judged", status=status)


def event_row(event: Event, book: Book, *, brief: bool = False) -> EventRow:
    """One event's row; a brief one, as lists show it, has no voices, plots, reasons, nor what speaks against it.

    Args:
        event: The event.
        book: The account that it is of.
        brief: Leave out what takes most of the time.
    """
    claims = tuple(book.claims[claim_id] for claim_id in event.claims)
    words, best = book.words, book.claims.get(event.strongest) or book.claims[event.anchor]
    document = book.documents[best.document]
    supporters, opponents = ((), ()) if brief else _sides(claims, event, book)
    return EventRow(
        id=event.id,
        mark=MARKS[event.status],
        status=_status(event, words),
        stage=words.term("stage", event.stage),
        actors=book.parties(event.actors),
        recipients=book.parties(event.recipients),
        act=book.names.event(event.type),
        items=words.say("comma").join(book.names.item(item) for item in event.items),
        negated=event.negated,
        when=format_span(event.when, words),
        figure=_figure(event, book),
        reports=words.count("reports", event.reports),
        passage=cut_passage(document, best.evidence.span, best.trigger.span),
        gist=shorten(best.evidence.quote, _GIST),
        timed=event.when is not None,
        quoted=source_line(document, book),
        quoted_claim=best.id,
        counter=None if brief else _counter(event, book, best=best),
        supporters=supporters,
        opponents=opponents,
        plots=() if brief else plot_figures(event, book),
        claims=tuple((claim.id, book.numbers[claim.id]) for claim in claims),
        entries=tuple(_entries(claims, book)),
        reasons=() if brief else explain_status(event, book),
        weight=weigh_row(event, book),
    )


def _join_opposites(rows: tuple[EventRow, ...], book: Book) -> tuple[EventRow, ...]:
    """Show an event and its negation as one: the negation's voices stand on the other side already."""
    by_id = {row.id: row for row in rows}
    hosts: dict[str, str] = {}
    for event in book.account.events:
        if event.negated or event.id not in by_id:
            continue
        for claim in opposing_claims(event, book):
            for other in book.events_of.get(claim.id, ()):
                if other.negated and other.id in by_id:
                    hosts.setdefault(other.id, event.id)
    joined = []
    for row in rows:
        if row.id in hosts:
            continue
        guests = [by_id[guest] for guest, host in hosts.items() if host == row.id]
        own = {claim for claim, _ in row.claims}
        more = tuple(pair for guest in guests for pair in guest.claims if pair[0] not in own)
        joined.append(replace(row, also=tuple(guest.id for guest in guests), claims=row.claims + more))
    return tuple(joined)


def _counter(event: Event, book: Book, *, best: Claim) -> Cited | None:
    """What speaks most weightily against it, in its own words, where those are others than the evidence for it."""
    named = [book.claims[event.strongest_against]] if event.strongest_against in book.claims else []
    for claim in (*named, *opposing_claims(event, book)):
        if claim.id != best.id:
            document = book.documents[claim.document]
            return Cited(
                passage=cut_passage(document, claim.evidence.span, claim.trigger.span),
                quoted=source_line(document, book),
                quoted_claim=claim.id,
            )
    return None


def _figure(event: Event, book: Book) -> str:
    """The amounts, where there are few."""
    shown = dict.fromkeys(format_quantity(quantity, book.words) for quantity in event.figures)
    return " / ".join(shown) if len(shown) <= _FEW else ""


def _entries(claims: tuple[Claim, ...], book: Book) -> dict[str, None]:
    return dict.fromkeys(entry.id for claim in claims for entry in book.entries_of.get(claim.id, ()))


def _sides(claims: tuple[Claim, ...], event: Event, book: Book) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
    supporters: list[Voice] = []
    opponents: list[Voice] = []
    own = frozenset(event.claims)
    against = [claim for claim in opposing_claims(event, book) if claim.id not in own]
    for claim in (*claims, *against):
        contrary = claim.negated != event.negated
        for voice in claim.attributions:
            behind = (voice.stance is Stance.ASSERTS) != contrary
            row = voice_row(voice, claim, book)
            if contrary and voice.stance is Stance.ASSERTS:
                row = replace(row, mark=MARKS[Stance.DENIES], stance=book.words.say("says-opposite"))
            (supporters if behind else opponents).append(row)
        # The author speaks where nobody is named; a claim told only to be denied has no author behind it.
        if is_asserted(claim) and not any(voice.stance is Stance.ASSERTS for voice in claim.attributions):
            (opponents if contrary else supporters).append(_outlet_voice(claim, book, contrary=contrary))
    return tuple(supporters), tuple(opponents)


def _outlet_voice(claim: Claim, book: Book, *, contrary: bool) -> Voice:
    words, stance = book.words, Stance.DENIES if contrary else Stance.ASSERTS
    document = book.documents[claim.document]
    return Voice(
        mark=MARKS[stance],
        stance=words.say("says-opposite") if contrary else words.term("stance", stance),
        name=book.outlet(document),
        kind=words.say("own-word"),
        parties="",
        own=True,
        source=book.day(document),
        claim=claim.id,
        number=book.numbers[claim.id],
    )
