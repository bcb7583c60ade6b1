"""Small documents and claims by hand: only what a test is about is named, the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Counting,
    Document,
    Evidence,
    Found,
    Item,
    Link,
    LinkType,
    Mention,
    MentionForm,
    Quantity,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
    When,
    Zone,
)


def make_document(
    name: str = "a.txt",
    *,
    text: str = "Satu kalimat.",
    published: str | None = "2024-10-19",
    outlet: str | None = None,
    zones: tuple[Zone, ...] = (),
    language: str = "id",
) -> Document:
    return Document(
        name=name,
        sha256=sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=language,
        text=text,
        published=None if published is None else Found(value=published, how="given"),
        outlet=None if outlet is None else Found(value=outlet, how="given"),
        zones=zones,
    )


def make_evidence(quote: str, *, document: str, start: int = 0) -> Evidence:
    return Evidence(document=document, span=Span(start=start, end=start + len(quote)), quote=quote)


def make_quantity(
    low: int | None,
    high: int | None = None,
    *,
    document: str,
    unit: str = "person",
    approx: bool = False,
    counting: Counting = Counting.PLAIN,
    start: int = 100,
) -> Quantity:
    """`make_quantity(6000, 6000)` is exactly 6,000; `make_quantity(6000)` at least that."""
    return Quantity(
        evidence=make_evidence(f"{low}-{high}", document=document, start=start),
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit=unit,
        approx=approx,
        counting=counting,
    )


def make_claim(
    document: Document | str = "doc-a",
    *,
    at: int = 0,
    event: str = "AID",
    actors: Iterable[str] = ("PRK",),
    recipients: Iterable[str] = ("RUS",),
    items: Iterable[str | tuple[str, str]] = (),
    figures: Iterable[tuple[int | None, int | None]] = (),
    unit: str = "person",
    counting: Counting = Counting.PLAIN,
    approx: bool = False,
    stage: Stage = Stage.OCCURRED,
    negated: bool = False,
    hedged: bool = False,
    optional: bool = False,
    when: tuple[str | None, str | None] | None = None,
    voices: Iterable[tuple[str, str, str]] = (),
    persons: Iterable[tuple[str, str]] = (),
    links: Iterable[tuple[LinkType, str]] = (),
) -> Claim:
    """A claim at offset `at` of a document or document id.

    `items` are classes or (class, words); `voices` are (actor ids joined by "+", kind, stance); `when` is a half-open
    pair of ISO dates; `persons` are (actor, person).
    """
    own = document if isinstance(document, str) else document.id
    named = dict(persons)

    def mention(actor: str) -> Mention:
        person = named.get(actor, "")
        form = MentionForm.PERSON if person else MentionForm.NAME
        return Mention(evidence=make_evidence(actor, document=own, start=at), actor=actor, form=form, person=person)

    def item(value: str | tuple[str, str], place: int) -> Item:
        item_class, words = value if isinstance(value, tuple) else (value, value)
        return Item(evidence=make_evidence(words, document=own, start=at + place), item_class=item_class)

    return Claim(
        evidence=make_evidence("x" * 90, document=own, start=at),
        trigger=make_evidence("xx", document=own, start=at),
        event=event,
        stage=stage,
        negated=negated,
        certainty=Certainty.HEDGED if hedged else Certainty.PLAIN,
        actors=tuple(mention(actor) for actor in actors),
        recipients=tuple(mention(actor) for actor in recipients),
        items=tuple(item(value, 20 + 40 * place) for place, value in enumerate(items)),
        quantities=tuple(
            make_quantity(
                low, high, document=own, unit=unit, approx=approx, counting=counting, start=at + 10 + 40 * place
            )
            for place, (low, high) in enumerate(figures)
        ),
        when=None if when is None else When(evidence=make_evidence("w", document=own, start=at), span=make_span(*when)),
        attributions=tuple(
            Attribution(
                evidence=make_evidence("v", document=own, start=at + 95 + place),
                who=tuple(part for part in who.split("+") if part),
                kind=VoiceKind(kind),
                stance=Stance(stance),
            )
            for place, (who, kind, stance) in enumerate(voices)
        ),
        optional=optional,
        links=tuple(Link(type=type_, to=to) for type_, to in links),
    )


def make_span(start: str | None, end: str | None) -> TimeSpan:
    return TimeSpan(
        start=None if start is None else date.fromisoformat(start),
        end=None if end is None else date.fromisoformat(end),
    )
