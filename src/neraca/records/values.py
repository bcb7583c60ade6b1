"""What competing sources say of one thing: values with their probabilities, figures side by side, an estimate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from neraca.records.ids import require
from neraca.records.measure import Counting, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedValue:
    """A value that sources give for one item, and how probable it is that it is the true one."""

    value: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedItem:
    """All values given for one item, the most probable first, then in order of the values."""

    item: str
    values: tuple[WeighedValue, ...]

    def __post_init__(self) -> None:
        require(bool(self.values), self, "has no value")

    @property
    def best(self) -> WeighedValue:
        """The most probable value."""
        return self.values[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAccuracy:
    """Probability that a value of this source is true; `fixed` where a person has set it."""

    source: str
    accuracy: float
    fixed: bool = False

    def __post_init__(self) -> None:
        require(0.0 <= self.accuracy <= 1.0, self, f"accuracy {self.accuracy} is no probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """Probability that one of two sources copies from the other, in whichever direction; `first` < `second`."""

    first: str
    second: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedValues:
    """Items by name, sources by name, and the pairs of sources that probably depend on each other."""

    items: tuple[WeighedItem, ...]
    sources: tuple[SourceAccuracy, ...]
    dependences: tuple[Dependence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One amount as one report gives it; copies of the report are not listed again.

    Attributes:
        quantity: The amount with its words.
        claim: Id of the claim that gives it.
        voices: Actors that stand behind it; "" for the author's own word and for voices that name no actor.
        root: Id of the document that the claim's goes back to.
        published: Day of the document that the words stand in.
        superseded: All its voices have given a later amount.
    """

    quantity: Quantity
    claim: str
    voices: tuple[str, ...]
    root: str
    published: date | None
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The program's own estimate from several independent sources; nobody has said it.

    Attributes:
        best: As likely too high as too low.
        low, high: The true amount lies between them with probability `level`, as far as the model holds.
        sources: Independent sources whose amounts it rests on, bounds not counted.
        figures: Ids of the claims it rests on, bounds among them.
    """

    unit: str
    counting: Counting
    item_class: str
    best: Decimal
    low: Decimal
    high: Decimal
    level: float = 0.8
    sources: int
    figures: tuple[str, ...]

    def __post_init__(self) -> None:
        require(self.low <= self.best <= self.high, self, "has its bounds swapped")
        require(self.sources >= 2, self, "rests on fewer than two sources")
        require(0.0 < self.level < 1.0, self, f"level {self.level} is no probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """All amounts of one thing in one event, by amount: side by side, never added up.

    Attributes:
        conflicting: Independent voices give amounts that cannot both be right.
        estimate: None where fewer than two independent sources give a number.
    """

    unit: str
    item_class: str
    counting: Counting
    figures: tuple[Figure, ...]
    conflicting: bool
    estimate: Estimate | None = None

    def __post_init__(self) -> None:
        require(bool(self.figures), self, "has no figure")


def figure_claims(groups: Iterable[FigureGroup]) -> frozenset[str]:
    """Ids of the claims that give figures of their own: not those of copies, which may have lost their voice."""
    return frozenset(figure.claim for group in groups for figure in group.figures)


def figure_days(groups: Iterable[FigureGroup]) -> dict[str, date | None]:
    """For each text that figures go back to the earliest day on which one of them was published."""
    days: dict[str, date | None] = {}
    for figure in sorted((f for group in groups for f in group.figures), key=lambda f: f.published or date.max):
        days.setdefault(figure.root, figure.published)
    return days
