"""Small documents and claims for dossiers: built by hand, with spans found in the text."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Document,
    Evidence,
    Found,
    Item,
    Mention,
    MentionForm,
    Quantity,
    Reason,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
    When,
)


def span(start: str | None, end: str | None) -> TimeSpan:
    return TimeSpan(start=date.fromisoformat(start) if start else None, end=date.fromisoformat(end) if end else None)


def document(
    name: str,
    text: str,
    *,
    outlet: str | None,
    day: str | None,
    language: str = "id",
    title: str | None = None,
    url: str | None = None,
    how: str = "metadata",
) -> Document:
    def found(value: str | None) -> Found | None:
        return None if value is None else Found(value=value, how=how)

    head = text.partition("\n")[0]
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=language,
        text=text,
        title=Found(value=title, how="given")
        if title
        else Found(value=head, how="text", span=Span(start=0, end=len(head)), quote=head),
        outlet=found(outlet),
        published=found(day),
        url=None if url is None else Found(value=url, how="given"),
    )


class Reader:
    """Makes the claims of one document from the words themselves."""

    def __init__(self, source: Document) -> None:
        self.source = source
        self.claims: list[Claim] = []

    def at(self, words: str, within: Span | None = None) -> Evidence:
        start = self.source.text.index(words, within.start if within else 0)
        return self.source.evidence(start, start + len(words))

    def claim(
        self,
        words: str,
        trigger: str,
        event: str,
        actors: str = "",
        recipients: str = "",
        *,
        stage: Stage = Stage.OCCURRED,
        items: tuple[tuple[str, str], ...] = (),
        many: tuple[tuple[str, int | None, int | None, str], ...] = (),
        when: tuple[str, TimeSpan | None] | None = None,
        places: tuple[str, ...] = (),
        voices: tuple[tuple[str, str, VoiceKind, Stance], ...] = (),
        hedged: bool = False,
        negated: bool = False,
    ) -> Claim:
        whole = self.at(words)

        def mentions(listed: str) -> tuple[Mention, ...]:
            made = []
            for pair in listed.split(";") if listed else ():
                code, _, form = pair.partition("=")
                made.append(Mention(evidence=self.at(form), actor=code, form=MentionForm.NAME))
            return tuple(made)

        made = Claim(
            evidence=whole,
            trigger=self.at(trigger, whole.span),
            event=event,
            stage=stage,
            negated=negated,
            certainty=Certainty.HEDGED if hedged else Certainty.PLAIN,
            actors=mentions(actors),
            recipients=mentions(recipients),
            items=tuple(Item(evidence=self.at(form), item_class=kind) for form, kind in items),
            quantities=tuple(
                Quantity(
                    evidence=self.at(form),
                    low=None if low is None else Decimal(low),
                    high=None if high is None else Decimal(high),
                    unit=unit,
                    approx=low != high and low is not None and high is not None,
                )
                for form, low, high, unit in many
            ),
            when=None if when is None else When(evidence=self.at(when[0]), span=when[1]),
            places=tuple(self.at(place) for place in places),
            attributions=tuple(
                Attribution(evidence=self.at(form), who=tuple(filter(None, who.split(" "))), kind=kind, stance=stance)
                for form, who, kind, stance in voices
            ),
            reasons=(Reason(field="event", rule="verb"), Reason(field="stage", rule="tense")),
        )
        self.claims.append(made)
        return made
