"""The exchange ledger: who gave what to whom, how much, what for, and how well that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from neraca.packs.items import ItemBook
from neraca.records import (
    Claim,
    Entry,
    EntryStatus,
    Event,
    Evidence,
    Gift,
    LinkType,
    Posting,
    Quantity,
    Stated,
    TimeSpan,
    Total,
)
from neraca.records.figures import distinct_figures
from neraca.records.values import figure_claims
from neraca.records.voices import asserting_voices, denying_voices
from neraca.relate.gifts import Key, Origins, Part, Told, admitting_sides, amounts_of, find_parts, find_status
from neraca.relate.journal import keep_journals
from neraca.relate.returns import find_returns
from neraca.relate.totals import Amount, add_up


def build_ledger(
    events: Iterable[Event],
    claims: Iterable[Claim],
    *,
    roots: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    published: Mapping[str, date | None] | None = None,
    languages: Mapping[str, str] | None = None,
    items: ItemBook | None = None,
) -> tuple[Entry, ...]:
    """Entries by giver, receiver, item class and status, sorted in this order.

    Every part of an event is judged by itself: that one item is confirmed says nothing about another in the same
    shipment. Statuses are never merged, so that what one side admits does not lend its word to a larger figure that
    others allege. See `relate.gifts` for what an exchange is and how its status is found, `relate.totals` for what its
    amounts come to, `relate.journal` for how it was corrected.

    Args:
        events: Assessed events.
        claims: At least those of the events.
        roots: Root of each derived document; witnesses are counted by it.
        sources: Whose word each document is where it quotes nobody; see `records.testimony`.
        published: Day of publication of each document, where it is known.
        languages: ISO 639-1 code of each document, for the names of items.
        items: The item tree; without it no line names more than the class.
    """
    origins = Origins(roots or {}, sources or {}, published or {}, languages or {})
    tree = items or ItemBook(rows=(), nodes={}, index={}, kinds={})
    by_id = {claim.id: claim for claim in claims}
    entries = []
    for key, parts in sorted(find_parts(events, by_id).items()):
        admitted = frozenset[str]().union(*map(admitting_sides, parts))
        journals = keep_journals(parts, item_class=key[2], origins=origins)
        by_status: dict[EntryStatus, list[tuple[Part, tuple[Posting, ...]]]] = {}
        for part, journal in zip(parts, journals, strict=True):
            status = find_status(part, admitted=admitted, origins=origins)
            if status is not None:
                by_status.setdefault(status, []).append((part, journal))
        entries += [
            _entry(key, status, parts=by_status[status], origins=origins, items=tree) for status in sorted(by_status)
        ]
    return tuple(entries)


def _entry(
    key: Key,
    status: EntryStatus,
    *,
    parts: Sequence[tuple[Part, tuple[Posting, ...]]],
    origins: Origins,
    items: ItemBook,
) -> Entry:
    giver, receiver, item_class = key
    members = {claim_id: claim for part, _ in parts for claim_id, claim in (*part.told, *part.beside)}
    claims = tuple(sorted(members))
    ordered = [members[claim_id] for claim_id in claims]
    told = [claim for part, _ in parts for claim in part.claims]
    gifts = [_gift(part, journal, item_class=item_class, origins=origins, items=items) for part, journal in parts]
    return Entry(
        giver=giver,
        receiver=receiver,
        item_class=item_class,
        name=_name(ordered, item_class, roots=origins.roots),
        quantities=distinct_figures(quantity for claim in ordered for quantity in amounts_of(claim, item_class)),
        status=status,
        when=_hull([gift.when for gift in gifts if gift.when is not None]),
        events=tuple(sorted({part.event_id for part, _ in parts})),
        claims=claims,
        witnesses=max(1, origins.count(told)),
        given_for=tuple(
            sorted({link.to for claim in told for link in claim.links if link.type is LinkType.IN_RETURN_FOR})
        ),
        purposes=_purposes(told),
        asserted_by=_united(voices for part, _ in parts for voices in _voices(part, against=False)),
        denied_by=_united(voices for part, _ in parts for voices in _voices(part, against=True)),
        gifts=tuple(sorted(gifts, key=_by_time)),
        totals=_totals([part for part, _ in parts], item_class=item_class, origins=origins, items=items),
    )


def _gift(part: Part, journal: tuple[Posting, ...], *, item_class: str, origins: Origins, items: ItemBook) -> Gift:
    kinds = {
        _kind(words, claim, item_class, items=items, origins=origins)
        for claim in part.claims
        for words in _words([claim], item_class)
    }
    return Gift(
        event=part.event_id,
        kinds=_specific(kinds - {""}, items),
        quantities=distinct_figures(
            quantity for _, claim in (*part.told, *part.beside) for quantity in amounts_of(claim, item_class)
        ),
        when=part.event.when,
        places=_places(part.claims),
        claims=tuple(claim_id for claim_id, _ in (*part.told, *part.beside)),
        witnesses=max(1, origins.count(part.claims)),
        journal=journal,
    )


def _kind(words: str, claim: Claim, item_class: str, *, items: ItemBook, origins: Origins) -> str:
    """The node of the item tree that words name; "" for no more than the class."""
    node = items.node(words, origins.languages.get(claim.document, ""), item_class=item_class) if words else None
    return "" if node is None or node == item_class else node


def _branch(node: str, items: ItemBook) -> str:
    """The kind right below the class: a model and its kind are one thing to count."""
    while node and (above := items.parent(node)) is not None and items.parent(above) is not None:
        node = above
    return node


def _specific(nodes: set[str], items: ItemBook) -> tuple[str, ...]:
    """Nodes without those above others among them."""
    above: set[str] = set()
    for node in nodes:
        parent = items.parent(node)
        while parent is not None:
            above.add(parent)
            parent = items.parent(parent)
    return tuple(sorted(nodes - above))


def _purposes(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The texts' own words for what it was given for, once each; where a text has none, the words that say so."""
    found: dict[str, Evidence] = {}
    for one in find_returns(claims):
        words = one.words or one.cue
        found.setdefault(" ".join(words.quote.split()).casefold(), words)
    return tuple(sorted(found.values()))


def _places(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """Words for where it passed or went, the first telling of each."""
    found: dict[str, Evidence] = {}
    for claim in claims:
        for place in claim.places:
            found.setdefault(" ".join(place.quote.split()).casefold(), place)
    return tuple(found.values())


def _totals(parts: Sequence[Part], *, item_class: str, origins: Origins, items: ItemBook) -> tuple[Total, ...]:
    return add_up(
        amount
        for part in parts
        for told in (*part.told, *part.beside)
        for amount in _amounts(told, part, item_class=item_class, origins=origins, items=items)
    )


def _amounts(told: Told, part: Part, *, item_class: str, origins: Origins, items: ItemBook) -> Iterator[Amount]:
    claim_id, claim = told
    own = figure_claims(part.event.amounts)
    for quantity in amounts_of(claim, item_class):
        nearest = _nearest_item(claim, quantity, item_class)
        yield Amount(
            stated=Stated(quantity=quantity, claim=claim_id, event=part.event_id),
            claim=claim,
            kind=_branch(_kind(nearest, claim, item_class, items=items, origins=origins), items),
            when=part.event.when,
            told=origins.day(claim),
            root=origins.roots.get(claim.document, claim.document),
            voices=asserting_voices(claim),
            is_heading=claim.optional or (bool(own) and told not in part.beside and claim_id not in own),
        )


def _nearest_item(claim: Claim, quantity: Quantity, item_class: str) -> str:
    """Words of the item of the class that stands nearest to the number."""
    items = [
        item.evidence for item in claim.items if item.item_class == item_class and not claim.is_given(item.evidence)
    ]
    span = quantity.evidence.span
    near = min(items, key=lambda one: (max(0, one.span.start - span.end, span.start - one.span.end), one), default=None)
    return "" if near is None else near.quote


def _by_time(gift: Gift) -> tuple[object, ...]:
    start = gift.when.start or gift.when.end if gift.when is not None else None
    return start or date.max, gift.event


def _voices(part: Part, *, against: bool) -> Iterator[frozenset[str]]:
    """Who says that it was given, or who says that it was not: what is told of a negation speaks against the gift."""
    saying, opposing = (part.opposing, part.claims) if part.event.negated else (part.claims, part.opposing)
    if not against:
        yield from map(asserting_voices, saying)
        return
    yield from map(denying_voices, saying)
    yield from map(asserting_voices, opposing)


def _united(voices: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*voices)))


def _words(claims: Iterable[Claim], item_class: str) -> Iterator[str]:
    for claim in claims:
        for item in claim.items:
            if item.item_class == item_class and not claim.is_given(item.evidence):
                yield " ".join(item.evidence.quote.split())


def _name(claims: Sequence[Claim], item_class: str, *, roots: Mapping[str, str]) -> str:
    """The words most roots use for the item; the longest of those used equally often, then the first by alphabet."""
    used = {
        (words, roots.get(claim.document, claim.document)) for claim in claims for words in _words([claim], item_class)
    }
    votes = Counter(words for words, _ in {(words.casefold(), root) for words, root in used})
    best = min(votes, key=lambda words: (-votes[words], -len(words), words), default=item_class)
    spellings = Counter(words for words, _ in used if words.casefold() == best)
    # Of spellings used equally often the small letters of running text, not those of a headline.
    return max(spellings, key=lambda words: (spellings[words], words), default=best)


def _hull(spans: Sequence[TimeSpan]) -> TimeSpan | None:
    """First to last day of all; open where one of them is."""
    if not spans:
        return None
    starts = [span.start or date.min for span in spans]
    ends = [span.end or date.max for span in spans]
    start, end = min(starts), max(ends)
    return TimeSpan(start=None if start == date.min else start, end=None if end == date.max else end)
