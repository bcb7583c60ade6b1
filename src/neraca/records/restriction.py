"""Sanctions, embargoes, resolutions, vetoes and monitors: what a sentence says of one, and the tie that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neraca.records.actor import Mention
from neraca.records.claim import Attribution, Item
from neraca.records.ids import content_id, require
from neraca.records.measure import TimeSpan, When
from neraca.records.span import Evidence


class RestrictionKind(StrEnum):
    """What it is; `easing` takes a restriction back, `monitoring` is a body that watches over one."""

    SANCTION = "sanction"
    EMBARGO = "embargo"
    RESOLUTION = "resolution"
    VETO = "veto"
    MONITORING = "monitoring"
    EASING = "easing"


class RestrictionStatus(StrEnum):
    """What the text says has become of it; `foreseen` is predicted, or said to come under a condition."""

    IMPOSED = "imposed"
    IN_FORCE = "in_force"
    PLANNED = "planned"
    FORESEEN = "foreseen"
    URGED = "urged"
    NOT_IMPOSED = "not_imposed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rule:
    """A rule that a text names: `UNSCR` with the number `1718`, `INTERNATIONAL_LAW`; the codes stand in `data/law`.

    Attributes:
        number: As written; "" where none is.
        name: The words themselves, for a rule that has only these (`TREATY`).
        issuer: Id of the body that made it; "" where it is nobody's or unknown.
    """

    code: str
    number: str = ""
    name: str = ""
    issuer: str = ""

    def __post_init__(self) -> None:
        require(bool(self.code), self, "has no code")

    @property
    def key(self) -> str:
        """Its normal form: `UNSCR 1718`."""
        return " ".join(part for part in (self.code, self.number or self.name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one sentence says of one restriction.

    Attributes:
        evidence: The sentence.
        cue: The words that name the restriction.
        issuers: Who imposes, eases, vetoes, watches; empty where the text does not say.
        targets: Against whom it is; of a veto, against whom the stopped measure was.
        rules: Rules that the sentence names it by.
        items: What it is about.
        subject: What a veto stopped, in the text's words.
        claims: Claims of the same document that tell it.
    """

    evidence: Evidence
    cue: Evidence
    kind: RestrictionKind
    status: RestrictionStatus
    issuers: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    rules: tuple[Rule, ...] = ()
    items: tuple[Item, ...] = ()
    subject: Evidence | None = None
    when: When | None = None
    hedged: bool = False
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.cue.span.within(self.evidence.span), self, "is named outside its evidence")
        for part in self.every_evidence():
            require(part.document == self.evidence.document, self, "draws evidence from two documents")

    @property
    def id(self) -> str:
        """Content id of the words and what was read in them."""
        return content_id("measure", self.evidence, self.cue, self.kind, self.status, self.issuers, self.targets)

    @property
    def digest(self) -> str:
        """Content id of all that it says: two that share an id and differ in a time or an item have two."""
        return content_id("measure", self)

    @property
    def document(self) -> str:
        """Id of the document it stands in."""
        return self.evidence.document

    @property
    def issuer_ids(self) -> tuple[str, ...]:
        """Distinct issuers, sorted."""
        return tuple(sorted({mention.actor for mention in self.issuers}))

    @property
    def target_ids(self) -> tuple[str, ...]:
        """Distinct targets, sorted."""
        return tuple(sorted({mention.actor for mention in self.targets}))

    def every_evidence(self) -> Iterator[Evidence]:
        """Everything it rests on, its sentence first."""
        yield self.evidence
        yield self.cue
        for mention in self.issuers + self.targets:
            yield mention.evidence
        for item in self.items:
            yield item.evidence
        for attribution in self.attributions:
            yield attribution.evidence
        if self.subject is not None:
            yield self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A tie between who restricts and who is restricted, from all measures that tell of the same one.

    Attributes:
        issuers, targets: Actor ids, sorted; empty where no text says.
        rules: Normal forms of the rules it is named by, sorted.
        item_classes: What it is about, sorted.
        status: What the newest of its measures says; on the same day what has ended has.
        when: The days from all measures that give any.
        measures: By publication, then place.
        claims, events: Ids, sorted.
    """

    kind: RestrictionKind
    status: RestrictionStatus
    issuers: tuple[str, ...]
    targets: tuple[str, ...]
    rules: tuple[Rule, ...]
    item_classes: tuple[str, ...]
    when: TimeSpan | None
    measures: tuple[Measure, ...]
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.measures), self, "rests on no sentence")
        require(bool(self.issuers or self.targets), self, "ties nobody")

    @property
    def id(self) -> str:
        """Content id, made from its first measure: more of them leave it as it is."""
        return content_id("restriction", self.measures[0].id)
