"""What a probability rests on: each feature compares what was seen with what the long run leads one to expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import QUADS, Cells, Places
from neraca.forecast.climatology import BaseRates, base_rates
from neraca.forecast.intensity import poisson
from neraca.forecast.lags import SETTLED, Groupings, Lags, Sums, dyad_class_code, make_groupings, make_lags
from neraca.forecast.logistic import logit
from neraca.packs.coding import Quad
from neraca.records import MUTUAL_TYPES

Floats = NDArray[np.float64]

QUIET, POISSON, NEVER = "quiet", "poisson", "never"
POISSON_LIVES = (180, 365)
POISSON_SHARE = 0.3
"""Share of the base rate in a decayed Poisson that is a feature."""
OWN = {3: "recent", 10: "recent", 30: "recent", 90: "steady", 365: "steady"}
ACROSS = (10, 90)
"""Half-lives of counts over several types or parties."""
CLASSES = {
    Quad.VERBAL_COOPERATION: "cooperation",
    Quad.MATERIAL_COOPERATION: "cooperation",
    Quad.VERBAL_CONFLICT: "conflict",
    Quad.MATERIAL_CONFLICT: "conflict",
}
REST = "rest"
ACTIVITY = ("actor_type", "recipient_type", "actor", "recipient", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A column.

    Attributes:
        kind: The kind of reason it belongs to; `rest` where it is no news but says what kind of question this is.
        counts: What it counts: `own`, `reverse`, a class of acts with `to` or `from`, one of `ACTIVITY`; `quiet` is how
            long there was none, `poisson` a decayed Poisson, `never` whether no window ever held one.
        half_life: Days after which an event counts half.
    """

    kind: str
    counts: str
    half_life: int


FEATURES: tuple[Feature, ...] = (
    *(Feature(kind=kind, counts="own", half_life=days) for days, kind in OWN.items()),
    *(Feature(kind="steady", counts=POISSON, half_life=days) for days in POISSON_LIVES),
    Feature(kind="recent", counts=QUIET, half_life=0),
    *(Feature(kind="reverse", counts="reverse", half_life=days) for days in ACROSS),
    *(
        Feature(kind=kind, counts=f"{quad.value} {way}", half_life=days)
        for quad, kind in CLASSES.items()
        for way in ("to", "from")
        for days in ACROSS
    ),
    *(Feature(kind="activity", counts=name, half_life=days) for name in ACTIVITY for days in ACROSS),
    Feature(kind=REST, counts=NEVER, half_life=0),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Questions as of one day or several, one row each.

    Attributes:
        day: As of which day.
        code: Cell, as `Cells.code` makes it.
        type: Place of the type.
        base: The base rate.
        anchor: What the model starts from: the base rate drawn to what the pair's dealings let expect.
        hits: Windows with an event that the base rate counts.
        windows: Windows in all.
        recent: Event days in the last window.
        quarter: Event days in the last `QUIET_DAYS`.
        decayed: Event days in a day, by half-life of `SETTLED`.
        x: Features, in the order of `FEATURES`; 0 where all is as in the long run.
    """

    day: Places
    code: Places
    type: Places
    base: Floats
    anchor: Floats
    hits: Floats
    windows: Places
    recent: Floats
    quarter: Floats
    decayed: Floats
    x: Floats

    def __len__(self) -> int:
        return len(self.day)

    def only(self, chosen: NDArray[np.bool_]) -> Rows:
        """The rows chosen."""
        return Rows(**{name: getattr(self, name)[chosen] for name in ROW_COLUMNS})


ROW_COLUMNS = ("day", "code", "type", "base", "anchor", "hits", "windows", "recent", "quarter", "decayed", "x")


def make_rows(cells: Cells, codes: Places, *, days: Places, horizon_days: int) -> Rows:
    """One row for each day and code, in that order."""
    groupings = make_groupings(cells)
    return join_rows([rows_of(cells, groupings, codes, day=int(day), horizon_days=horizon_days) for day in days])


def join_rows(parts: list[Rows]) -> Rows:
    """Rows one after the other; there must be one part at least."""
    return Rows(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in ROW_COLUMNS})


def rows_of(cells: Cells, groupings: Groupings, codes: Places, *, day: int, horizon_days: int) -> Rows:
    """One row for each code as of this day."""
    lags = make_lags(cells, groupings, day=day, horizon_days=horizon_days)
    rates = base_rates(cells, lags, codes)
    place = cells.find(codes)
    count = len(codes)
    return Rows(
        day=np.full(count, day),
        code=codes,
        type=codes % cells.kinds,
        base=rates.share,
        anchor=rates.anchor,
        hits=rates.hits,
        windows=np.full(count, rates.windows),
        recent=_at(lags.recent, place),
        quarter=_at(lags.quarter, place),
        decayed=np.stack([lags.cells.of(codes, days) / max(lags.effective[days], 1.0) for days in SETTLED], 1),
        x=np.stack(list(_columns(cells, lags, codes, rates)), 1),
    )


def ratio(seen: Floats, rate: Floats, days: float) -> Floats:
    """Logarithm of what was seen over what the rate lets expect, with one event added to both."""
    return np.log((seen + 1.0) / (rate * days + 1.0))


def _columns(cells: Cells, lags: Lags, codes: Places, rates: BaseRates) -> Iterator[Floats]:
    relation, pair = codes % cells.kinds, codes // cells.kinds
    source, target = pair // max(len(cells.actors), 1), pair % max(len(cells.actors), 1)
    reverse = cells.code(target, source, relation)
    mutual = np.asarray([name in MUTUAL_TYPES for name in cells.types] + [False])[relation]
    groups = {
        "actor_type": (lags.actor_type, source * cells.kinds + relation),
        "recipient_type": (lags.recipient_type, target * cells.kinds + relation),
        "actor": (lags.actor, source),
        "recipient": (lags.recipient, target),
        "type": (lags.type, relation),
    }
    for feature in FEATURES:
        days = feature.half_life
        if feature.counts == "own":
            yield ratio(lags.cells.of(codes, days), rates.rate, lags.effective[days])
        elif feature.counts == QUIET:
            yield _quiet(cells, lags, codes, rates.rate)
        elif feature.counts == NEVER:
            yield (rates.hits == 0).astype(np.float64)
        elif feature.counts == POISSON:
            daily = lags.cells.of(codes, days) / max(lags.effective[days], 1.0)
            yield logit(poisson(daily, rates.anchor, lags.horizon_days, POISSON_SHARE)) - logit(rates.anchor)
        elif feature.counts == "reverse":
            yield np.where(mutual, 0.0, _group_ratio(lags, lags.cells, reverse, days))
        elif feature.counts in groups:
            yield _group_ratio(lags, *groups[feature.counts], days)
        else:
            name, way = feature.counts.split()
            ends = (source, target) if way == "to" else (target, source)
            yield _group_ratio(lags, lags.dyad_class, dyad_class_code(cells, *ends, QUADS.index(Quad(name))), days)


def _group_ratio(lags: Lags, sums: Sums, codes: Places, days: int) -> Floats:
    rate = sums.of(codes, 0) / max(lags.days, 1)
    return ratio(sums.of(codes, days), rate, lags.effective[days])


def _quiet(cells: Cells, lags: Lags, codes: Places, rate: Floats) -> Floats:
    """Days since the last event over the days that usually lie between two."""
    last = _at(lags.last, cells.find(codes))
    gap = np.where(last > 0, lags.day - last, lags.days)
    return np.log((gap + 1.0) / (1.0 / np.maximum(rate, 1e-9) + 1.0))


def _at(column: Floats | Places, place: Places) -> Floats:
    if not len(column):
        return np.zeros(len(place))
    return np.where(place < 0, 0.0, column[place].astype(np.float64))
