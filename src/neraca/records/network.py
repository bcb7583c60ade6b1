"""Who stands with whom on a day: ties, pairs, blocs, triads, how far two camps explain them, third parties, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import content_id, require
from neraca.records.span import Evidence


class RoleKind(StrEnum):
    """What a third party does towards a pair."""

    WATCHES = "watches"
    URGES_RESTRAINT = "urges_restraint"
    MEDIATES = "mediates"
    TALKS_TO_BOTH = "talks_to_both"
    SUPPLIES_BOTH = "supplies_both"
    SIDES_WITH_ONE = "sides_with_one"
    OPPOSES_BOTH = "opposes_both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one actor has done towards another, weighted and faded to a day.

    Attributes:
        source: Who acted.
        target: Towards whom; of a mutual act each party is both.
        positive: Sum of the weights of cooperative acts, each 1 at most.
        negative: The same of hostile acts, as a positive number.
        last: Day of the latest act that counts.
        placed: Events among them that name no time and stand at the day of their first report.
        events: Ids, the weightiest first.
        claims: Ids of the events' claims that speak of these two, by event.
    """

    source: str
    target: str
    positive: float
    negative: float
    last: date
    placed: int
    events: tuple[str, ...]
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        require(self.source != self.target, self, "ties an actor to itself")
        require(self.positive >= 0.0 and self.negative >= 0.0, self, "has a weight below zero")
        require(bool(self.events and self.claims), self, "rests on nothing")
        require(0 <= self.placed <= len(self.events), self, "has more events without a time than events")

    @property
    def net(self) -> float:
        """Cooperation less hostility."""
        return round(self.positive - self.negative, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two actors with the ties of both directions together; `first` < `second`.

    Attributes:
        sign: 1 friendly, -1 hostile, 0 where cooperation and hostility nearly balance.
    """

    first: str
    second: str
    positive: float
    negative: float
    sign: int

    def __post_init__(self) -> None:
        require(self.first < self.second, self, "has its actors out of order")
        require(self.sign in (-1, 0, 1), self, f"{self.sign} is no sign")

    @property
    def net(self) -> float:
        """Cooperation less hostility."""
        return round(self.positive - self.negative, 4)

    @property
    def strength(self) -> float:
        """Cooperation and hostility together."""
        return round(self.positive + self.negative, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """Two actors or more that stand together, sorted.

    Attributes:
        friendly: Net weight of the friendly pairs inside.
        hostile: Net weight of the hostile pairs inside, as a positive number.
        against: Net weight of the hostile pairs between a member and another party, as a positive number.
    """

    members: tuple[str, ...]
    friendly: float
    hostile: float
    against: float

    def __post_init__(self) -> None:
        require(len(self.members) >= 2, self, "has fewer than two members")
        require(list(self.members) == sorted(set(self.members)), self, "has members out of order")

    @property
    def id(self) -> str:
        """Content id of its members."""
        return content_id("bloc", self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three actors, each pair of which is friendly or hostile.

    Attributes:
        members: Sorted.
        signs: Of the pairs first-second, first-third, second-third.
        weight: Geometric mean of the three net weights.
    """

    members: tuple[str, str, str]
    signs: tuple[int, int, int]
    weight: float

    def __post_init__(self) -> None:
        require(self.members[0] < self.members[1] < self.members[2], self, "has members out of order")
        require(all(sign in (-1, 1) for sign in self.signs), self, "has a pair without a sign")

    @property
    def balanced(self) -> bool:
        """Whether the product of its signs is positive."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How many closed triads are balanced; `share` is by weight, None where there is no triad."""

    share: float | None
    triads: int
    balanced: int

    def __post_init__(self) -> None:
        require(0 <= self.balanced <= self.triads, self, "has more balanced triads than triads")
        require((self.share is None) == (self.triads == 0), self, "has a share of nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """How far the best split into two camps explains the signed pairs.

    Attributes:
        fit: 1 less twice the weight that contradicts the split, as a part of all: 1 where two camps explain everything
            (or all are friends).
        division: Part of all weight that is hostility between the camps: 0 where all are friends.
        camps: Members of both, the larger first, in the weightiest part of the network that hangs together: how
            separate parts lie to one another says nothing.
        exact: No split fits better; else none was found that does.
    """

    fit: float | None
    division: float | None
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    exact: bool

    def __post_init__(self) -> None:
        require((self.fit is None) == (self.division is None), self, "has one measure without the other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence that says what a third party does, where it is no claim: it watches, it mediates.

    Attributes:
        evidence: The sentence.
        trigger: The words that say it; they stand in the sentence.
    """

    kind: RoleKind
    actor: str
    evidence: Evidence
    trigger: Evidence

    def __post_init__(self) -> None:
        require(self.trigger.span.within(self.evidence.span), self, "has its words outside its sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What an actor does towards a pair of others.

    Attributes:
        actor: The third party.
        toward: The pair, sorted; for `sides_with_one` the one it sides with comes first.
        events: Ids of the events that it rests on, if any.
        claims: Ids of their claims.
        remarks: Sentences that it rests on, if any.
    """

    kind: RoleKind
    actor: str
    toward: tuple[str, str]
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        require(self.actor not in self.toward, self, "makes a party its own third party")
        require(bool(self.claims or self.remarks), self, "rests on nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an actor stands in a drawing: parts of its width and height, from the upper left corner."""

    actor: str
    x: float
    y: float

    def __post_init__(self) -> None:
        require(0.0 <= self.x <= 1.0 and 0.0 <= self.y <= 1.0, self, "lies outside the drawing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who stands with whom, by what had happened up to a day.

    Attributes:
        day: The day.
        half_life_days: Days after which an act counts half.
        ties: By source, then target.
        dyads: By actors.
        blocs: The one with most weight inside first.
        triads: The weightiest first; of a large network not all.
        roles: By pair, kind and actor.
        places: Of the actors that are drawn.
        undated: Ids of events that count for no day: neither they nor their reports name one.
    """

    day: date
    half_life_days: float
    ties: tuple[Tie, ...]
    dyads: tuple[Dyad, ...]
    blocs: tuple[Bloc, ...]
    triads: tuple[Triad, ...]
    balance: Balance
    polarity: Polarity
    roles: tuple[Role, ...] = ()
    places: tuple[Place, ...] = ()
    undated: tuple[str, ...] = ()

    def bloc_of(self, actor: str) -> Bloc | None:
        """The bloc an actor belongs to; None where it stands alone."""
        return next((bloc for bloc in self.blocs if actor in bloc.members), None)
