"""An account made by hand, wide enough to lay out a whole dossier: two languages, every status, hostile text."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from dossier_reader import Reader, document, span
from dossier_texts import make_documents, read_claims

from neraca.packs.words import Names
from neraca.records import (
    Account,
    Claim,
    Derivation,
    DerivationKind,
    Entry,
    EntryStatus,
    Event,
    EventStatus,
    Passage,
    Quantity,
    Span,
    Stance,
    TimeSpan,
)
from neraca.records.testimony import find_witnesses
from neraca.weigh.counts import weigh_figures

__all__ = ["Reader", "document", "made_event", "make_account", "make_names", "span"]


def made_event(
    claims: dict[str, Claim], keys: str, status: EventStatus, *, witnesses: int = 1, denials: str = "",
    figures: str = "", reasons: tuple[str, ...] = (), when: TimeSpan | None = None,
    roots: Mapping[str, str] | None = None, published: Mapping[str, date | None] | None = None,
    grade: int = 6, rule: str = "", fulfilled_by: str = "",
) -> Event:  # fmt: skip
    members = [claims[key] for key in keys.split()]
    first = members[0]
    parties = frozenset(mention.actor for claim in members for mention in (*claim.actors, *claim.recipients))
    find = partial(find_witnesses, members, roots=roots or {}, parties=parties)
    whens = [claim.when.span for claim in members if claim.when and claim.when.span]
    readings: dict[tuple[object, ...], Quantity] = {}
    for key in figures.split():
        name, _, index = key.partition(":")
        quantity = claims[name].quantities[int(index or 0)]
        readings.setdefault((quantity.low, quantity.high, quantity.unit), quantity)
    return Event(
        anchor=first.id, type=first.event, stage=first.stage, status=status,
        actors=tuple(sorted({m.actor for m in first.actors})),
        recipients=tuple(sorted({m.actor for m in first.recipients})),
        items=tuple(sorted({i.item_class for claim in members for i in claim.items})),
        when=when or (whens[0] if whens else None), reports=len({claim.document for claim in members}),
        witnesses=witnesses, denials=tuple(claims[key].id for key in denials.split()),
        figures=tuple(sorted(readings.values(), key=lambda q: (q.unit, q.low or q.high or Decimal(0)))),
        claims=tuple(claim.id for claim in members), negated=first.negated, reasons=reasons,
        credibility=grade, credibility_rule=rule, testimony=find(), testimony_against=find(stance=Stance.DENIES),
        amounts=weigh_figures(members, roots=roots or {}, published=published or {}),
        fulfilled_by=tuple(claims[key].id for key in fulfilled_by.split()),
    )  # fmt: skip


def entry_of(claims: dict[str, Claim], events: dict[str, Event], keys: str, status: EntryStatus) -> Entry:
    found = [events[key] for key in keys.split()]
    members = [claim for event in found for claim in claims.values() if claim.id in event.claims]
    first = next(claim for claim in members if claim.items)
    return Entry(
        giver=first.actors[0].actor, receiver=first.recipients[0].actor, item_class=first.items[0].item_class,
        name=first.items[0].evidence.quote, quantities=tuple(found[0].figures), status=status, when=found[0].when,
        events=tuple(event.id for event in found), claims=tuple(dict.fromkeys(claim.id for claim in members)),
        witnesses=max(event.witnesses for event in found),
    )  # fmt: skip


def make_account() -> Account:
    """Twelve documents, forty claims, events of every status, entries in both directions."""
    docs = make_documents()
    c = read_claims(docs)
    status = EventStatus
    roots = {docs["b"].id: docs["a"].id, docs["k"].id: docs["j"].id}
    event_of = partial(made_event, roots=roots, published={document.id: document.day for document in docs.values()})
    e = {
        "troops": event_of(c, "a1 b1 c2 d2", status.CONFIRMED, witnesses=3, grade=2, rule="party_confirms_with_witness", denials="a1 c2", figures="a1 c2:0 c2:1",
                           reasons=("Giver admits it.", "Three independent roots.")),
        "deploy": event_of(c, "c1", status.REPORTED),
        "arms": event_of(c, "a2", status.REPORTED),
        "shells": event_of(c, "a3 b2 f2", status.DISPUTED, witnesses=2, denials="f2", figures="a3"),
        "satellite": event_of(c, "a4", status.FORESEEN),
        "reject": event_of(c, "a5", status.REPORTED),
        "oil": event_of(c, "c3", status.REPORTED, figures="c3"),
        "condemn": event_of(c, "c4", status.REPORTED),
        "retake": event_of(c, "d1", status.REPORTED),
        "losses": event_of(c, "d3 j2", status.CORROBORATED, witnesses=2, figures="d3:0 j2"),
        "dead": event_of(c, "e1 e2", status.DISPUTED, figures="e1 e2", when=span("2025-01-11", "2025-09-04")),
        "bridge": event_of(c, "d4", status.FULFILLED, fulfilled_by="i1"),
        "pantsir": event_of(c, "f1 e3", status.DENIED, witnesses=2, denials="f1 e3"),
        "pact": event_of(c, "h1 g1", status.CORROBORATED, witnesses=2),
        "mutual": event_of(c, "g2", status.FORESEEN),
        "japan": event_of(c, "g3", status.REPORTED),
        "seoul": event_of(c, "g4", status.FORESEEN),
        "urge": event_of(c, "g5", status.REPORTED),
        "urged": event_of(c, "g6", status.FORESEEN),
        "veto": event_of(c, "h2", status.REPORTED),
        "wheat": event_of(c, "i1", status.REPORTED, figures="i1"),
        "workers": event_of(c, "i2", status.FORESEEN, figures="i2"),
        "sanction": event_of(c, "i3", status.REPORTED),
        "sappers": event_of(c, "j1 k1", status.FORESEEN, figures="j1:0"),
        "unpaid": event_of(c, "j3", status.FORESEEN),
        "reentry": event_of(c, "k2", status.FORESEEN),
        "specialists": event_of(c, "l1", status.REPORTED),
        "thing": event_of(c, "l2", status.REPORTED),
    }  # fmt: skip
    standing = EntryStatus
    entries = tuple(
        entry_of(c, e, keys, state)
        for keys, state in (
            ("troops", standing.DELIVERED), ("shells", standing.ALLEGED), ("workers", standing.PROMISED), ("sappers", standing.PROMISED),
            ("arms", standing.ALLEGED), ("satellite", standing.FORESEEN), ("oil", standing.UNDER_WAY), ("pantsir", standing.DENIED),
            ("wheat", standing.DELIVERED), ("reentry", standing.FORESEEN), ("specialists", standing.ALLEGED), ("thing", standing.ALLEGED),
            ("seoul", standing.PROMISED), ("unpaid", standing.DENIED),
        )
    )  # fmt: skip
    order = {docs[key].id: docs[key].label for key in docs}
    return Account(
        as_of=date(2025, 9, 30),
        documents=tuple(sorted(docs.values(), key=lambda d: d.label)),
        claims=tuple(sorted(c.values(), key=lambda k: (order[k.document], k.evidence.span))),
        derivations=(
            Derivation(
                child=docs["b"].id,
                parent=docs["a"].id,
                kind=DerivationKind.COPY,
                share=0.93,
                reason="published_earlier_that_day",
                passages=(Passage(child=Span(start=50, end=120), parent=Span(start=70, end=140)),),
            ),
            Derivation(
                child=docs["k"].id, parent=docs["j"].id, kind=DerivationKind.REWRITE, share=0.58, reason="figures"
            ),
        ),
        events=tuple(sorted(e.values(), key=lambda v: (v.when.start or date.max if v.when else date.max, v.id))),
        entries=tuple(sorted(entries, key=lambda n: (n.giver, n.receiver, n.item_class, n.name))),
    )


def make_names(language: str) -> Names:
    first = language == "id"
    actors = {
        "PRK": ("Korea Utara", "North Korea"), "RUS": ("Rusia", "Russia"), "KOR": ("Korea Selatan", "South Korea"),
        "USA": ("Amerika Serikat", "United States"), "UKR": ("Ukraina", "Ukraine"), "JPN": ("Jepang", "Japan"),
        "CHN": ("Tiongkok", "China"), "GBR": ("Inggris", "United Kingdom"), "IGO:NATO": ("NATO", "NATO"),
        "IGO:EU": ("Uni Eropa", "European Union"), "IGO:UNSC": ("Dewan Keamanan PBB", "UN Security Council"),
        "GRP:WEST": ("Barat", "the West"),
    }  # fmt: skip
    events = {
        "AID": ("bantuan", "aid"), "SUPPORT": ("dukungan", "support"),
        "ACCUSE": ("tuduhan", "accusation"), "REJECT": ("penolakan", "rejection"), "REQUEST": ("permintaan", "request"),
        "MOBILIZE": ("pengerahan kekuatan", "mobilization"), "ASSAULT": ("serangan", "assault"),
        "SANCTION": ("sanksi", "sanction"), "COOPERATE": ("kerja sama", "cooperation"),
    }  # fmt: skip
    items = {
        "troops": ("pasukan", "troops"), "arms": ("senjata", "arms"), "munitions": ("amunisi", "munitions"),
        "space": ("antariksa", "space"), "energy": ("energi", "energy"), "labour": ("tenaga kerja", "labour"),
        "air_defence": ("pertahanan udara", "air defence"), "food": ("pangan", "food"), "missiles": ("rudal", "missiles"),
        "infrastructure": ("prasarana", "infrastructure"), "money": ("uang", "money"), "other": ("lainnya", "other"),
    }  # fmt: skip
    pick = 0 if first else 1
    return Names(
        actors={key: pair[pick] for key, pair in actors.items()},
        events={key: pair[pick] for key, pair in events.items()},
        items={key: pair[pick] for key, pair in items.items()},
    )
