"""The network in the dossier: two drawings side by side, what they come to, ties with their events, roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from neraca.packs.words import Words
from neraca.publish.balance import pair_id
from neraca.publish.book import MARKS, Book
from neraca.publish.claims import Passage, cut_passage, source_line
from neraca.publish.format import format_day, format_number, format_share
from neraca.publish.graph import Graph, draw_graph, kind_of, letter_blocs
from neraca.records import Dyad, Event, Network, Polarity, Remark, Role, RoleKind, Tie

# Pairs and roles that stand open; the others fold.
_OPEN_PAIRS, _OPEN_ROLES = 8, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event that a tie rests on."""

    id: str
    mark: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What one party of a pair did towards the other, or, where it is the same, each towards the other."""

    parties: str
    weights: str
    last: str
    placed: str
    deeds: tuple[Deed, ...]
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair with both directions; `kind` is friendly, hostile or mixed, `events` how many it rests on."""

    id: str
    events: int
    first: str
    second: str
    kind: str
    weights: str
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that gives a role, with its source."""

    passage: Passage
    source: str
    document: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What a third party does towards a pair."""

    actor: str
    role: str
    pair: str
    deeds: tuple[Deed, ...]
    claims: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The drawing of one day, its blocs as (letter, members), what it comes to in sentences, and its camps."""

    day: str
    title: str
    graph: Graph
    blocs: tuple[tuple[str, str], ...]
    hidden: str
    sentences: tuple[str, ...]
    camps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The section; pairs and roles are those of the later day, first those that stand open."""

    note: str
    reading: str
    pictures: tuple[Picture, ...]
    change: str
    day: str
    pairs: tuple[PairRow, ...]
    more_pairs: tuple[PairRow, ...]
    roles: tuple[RoleRow, ...]
    more_roles: tuple[RoleRow, ...]
    undated: str


def lay_out_networks(
    book: Book, *, dyads: Sequence[Dyad] | None = None, roles: Sequence[Role] | None = None
) -> View | None:
    """The section; None where there are no ties.

    Args:
        book: With networks among its relations, and the events that are named below ties and roles.
        dyads: Pairs of the later day that are listed, in order; None: all, the strongest first.
        roles: Of the later day that are listed, in order; None: all, those that sentences tell first.
    """
    networks = book.relations.networks
    if not networks:
        return None
    words, later = book.words, networks[-1]
    letters = letter_blocs(networks)
    most = max((dyad.strength for network in networks for dyad in network.dyads), default=0.0)
    day = format_day(later.day, words)
    listed = sorted(later.dyads, key=strongest_first) if dyads is None else dyads
    pairs = [_pair_row(dyad, later, book) for dyad in listed]
    told = [_role_row(role, book) for role in (sorted(later.roles, key=told_first) if roles is None else roles)]
    return View(
        note=words.say("network-note", days=format_number(Decimal(str(later.half_life_days)), words)),
        reading=_reading(networks, words),
        pictures=tuple(_picture(network, book, letters=letters, most=most) for network in networks),
        change=_change(networks, words),
        day=day,
        pairs=tuple(pairs[:_OPEN_PAIRS]),
        more_pairs=tuple(pairs[_OPEN_PAIRS:]),
        roles=tuple(told[:_OPEN_ROLES]),
        more_roles=tuple(told[_OPEN_ROLES:]),
        undated=words.count("network.undated", len(later.undated)) if later.undated else "",
    )


def _reading(networks: Sequence[Network], words: Words) -> str:
    """How to read the drawings."""
    days = [format_day(network.day, words) for network in networks]
    shown = words.say("network-two", earlier=days[0], later=days[1]) if len(days) > 1 else words.say("network-one")
    return f"{shown} {words.say('network-read')}"


def _picture(network: Network, book: Book, *, letters: dict[str, str], most: float) -> Picture:
    words = book.words
    day = format_day(network.day, words)
    tied = {actor for dyad in network.dyads for actor in (dyad.first, dyad.second)}
    hidden = len(tied) - len(network.places)
    return Picture(
        day=words.say("network-day", day=day),
        title=words.say("network-title", day=day, ties=words.count("network.ties", len(network.dyads))),
        graph=draw_graph(network, book, letters=letters, most=most),
        blocs=tuple((letters[bloc.id], book.parties(bloc.members)) for bloc in network.blocs),
        hidden=words.count("network.hidden", hidden) if hidden else "",
        sentences=(*_balance(network, book), _polarity(network.polarity, words)),
        camps=_camps(network.polarity, book),
    )


def _balance(network: Network, book: Book) -> list[str]:
    words, balance = book.words, network.balance
    if balance.share is None:
        return [words.say("network.no-triad")]
    share = format_share(balance.share, words)
    said = [words.say("network.balance", share=share, balanced=balance.balanced, triads=balance.triads)]
    strained = next((triad for triad in network.triads if not triad.balanced), None)
    if strained:
        said.append(words.say("network.strained", members=book.parties(strained.members)))
    return said


def _polarity(polarity: Polarity, words: Words) -> str:
    if polarity.fit is None or polarity.division is None:
        return words.say("network.no-polarity")
    return words.say(
        "network.polarity",
        division=format_share(polarity.division, words),
        against=format_share((1 - polarity.fit) / 2, words),
        bound="" if polarity.exact else words.say("network.bound"),
    )


def _camps(polarity: Polarity, book: Book) -> str:
    one, two = polarity.camps
    if not two:
        return book.words.say("network.one-camp") if one else ""
    return book.words.say("network.camps", one=book.parties(one), two=book.parties(two))


def _change(networks: Sequence[Network], words: Words) -> str:
    if len(networks) < 2:
        return ""
    earlier, later = networks

    def share(value: float | None) -> str:
        return words.say("network.none-yet") if value is None else format_share(value, words)

    return words.say(
        "network.change",
        before=share(earlier.polarity.division),
        after=share(later.polarity.division),
        balance_before=share(earlier.balance.share),
        balance_after=share(later.balance.share),
    )


def strongest_first(dyad: Dyad) -> tuple[float, str, str]:
    """Key that sorts pairs by strength."""
    return -dyad.strength, dyad.first, dyad.second


def told_first(role: Role) -> tuple[bool, tuple[str, str], RoleKind, str]:
    """What sentences say of a third party before what follows from its ties."""
    said = role.kind in (RoleKind.WATCHES, RoleKind.URGES_RESTRAINT, RoleKind.MEDIATES)
    return not said, role.toward, role.kind, role.actor


def _pair_row(dyad: Dyad, network: Network, book: Book) -> PairRow:
    ties = [tie for tie in network.ties if {tie.source, tie.target} == {dyad.first, dyad.second}]
    return PairRow(
        id=pair_id(dyad.first, dyad.second),
        events=len({event for tie in ties for event in tie.events}),
        first=book.parties((dyad.first,)),
        second=book.parties((dyad.second,)),
        kind=kind_of(dyad),
        weights=_weights(dyad.positive, dyad.negative, book.words),
        directions=tuple(_direction(tie, book, arrow=arrow) for tie, arrow in _told_once(ties)),
    )


def _told_once(ties: Sequence[Tie]) -> list[tuple[Tie, str]]:
    """Ties with their arrow; two that rest on the same acts (meetings, treaties) are one with two heads."""
    if len(ties) > 1 and set(ties[0].events) == set(ties[1].events):
        return [(ties[0], "⇄")]
    return [(tie, "→") for tie in ties]


def _direction(tie: Tie, book: Book, *, arrow: str) -> Direction:
    words = book.words
    return Direction(
        parties=f"{book.parties((tie.source,))} {arrow} {book.parties((tie.target,))}",
        weights=_weights(tie.positive, tie.negative, words),
        last=words.say("network.last", day=format_day(tie.last, words)),
        placed=words.count("network.placed", tie.placed) if tie.placed else "",
        deeds=_deeds(tie.events, book),
        claims=_numbered(tie.claims, book),
    )


def _weights(positive: float, negative: float, words: Words) -> str:
    shown = [format_number(round(Decimal(str(value)), 1), words) for value in (positive, negative)]
    return words.say("network.weights", positive=shown[0], negative=shown[1])


def _deeds(events: Iterable[str], book: Book) -> tuple[Deed, ...]:
    known = {event.id: event for event in book.account.events}
    return tuple(_deed(known[event], book) for event in events if event in known)


def _deed(event: Event, book: Book) -> Deed:
    words = book.words
    span = event.when
    day = (span.start or (span.end - timedelta(days=1) if span.end else None)) if span else None
    when = f" {words.short_months[day.month - 1]} {day.year}" if day else ""
    return Deed(id=event.id, mark=MARKS[event.status], name=f"{book.names.event(event.type)}{when}")


def _numbered(claims: Iterable[str], book: Book) -> tuple[tuple[str, str], ...]:
    return tuple((claim, book.numbers[claim]) for claim in claims if claim in book.numbers)


def _role_row(role: Role, book: Book) -> RoleRow:
    words = book.words
    first, second = (book.parties((actor,)) for actor in role.toward)
    one_sided = role.kind is RoleKind.SIDES_WITH_ONE
    return RoleRow(
        actor=book.parties((role.actor,)),
        role=words.term("role", role.kind),
        pair=words.say("network.sides" if one_sided else "network.pair", first=first, second=second),
        deeds=_deeds(role.events, book),
        claims=_numbered(role.claims, book),
        sentences=tuple(_sentence(remark, book) for remark in role.remarks),
    )


def _sentence(remark: Remark, book: Book) -> Sentence:
    document = book.documents[remark.evidence.document]
    return Sentence(
        passage=cut_passage(document, remark.evidence.span, remark.trigger.span),
        source=source_line(document, book),
        document=document.id,
        number=book.numbers[document.id],
    )
