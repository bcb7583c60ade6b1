"""Back-test: forecasts for days of the past, each made with what was known then, beside what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import Cells, Places, find_codes, make_cells
from neraca.forecast.hawkes import Trace, fit_hawkes, forecast_hawkes, trace
from neraca.forecast.lag_features import Rows, join_rows, rows_of
from neraca.forecast.lags import make_groupings
from neraca.forecast.table import EventTable
from neraca.forecast.trees import has_lightgbm
from neraca.forecast.window_boosted import fit_boosted, score_boosted
from neraca.forecast.window_model import WindowModel, persistence_of, score_rows
from neraca.forecast.window_training import collect_lessons, fit_model, outcomes
from neraca.forecast.windows import pair_codes, pairs_of

Floats = NDArray[np.float64]

CLIMATOLOGY, PERSISTENCE, DECAYED, LOGISTIC, HAWKES, BOOSTED, BLEND = (
    *("climatology", "persistence", "decayed", "logistic", "hawkes", "boosted", "blend"),
)
SHOWN = BLEND
"""What the program gives; the others are for comparison."""
REFIT_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Backtest:
    """Forecasts in columns: one row for each origin, pair and type.

    Attributes:
        dyads: Pairs (actor, recipient); `dyad` is a place in here.
        types: PLOVER types; `type` is a place in here.
        origin: The day as of whose end the forecast was made, as `date.toordinal()` counts.
        outcome: Whether the window after it held such an event.
        quiet: No such event in the 90 days before: what follows is an onset.
        probabilities: By model; not a number where a model has none.
        skipped: Origins without a forecast, because the history before them was too short.
        overlapping: Windows share days, so that scores look surer than they are.
        model: The last model fitted.
        refits: How often one was.
    """

    dyads: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    horizon_days: int
    every_days: int
    origin: Places
    dyad: Places
    type: Places
    outcome: NDArray[np.bool_]
    quiet: NDArray[np.bool_]
    probabilities: Mapping[str, Floats]
    skipped: int
    overlapping: bool
    model: WindowModel
    refits: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ground:
    """What stays the same over a back-test; `rows_at` keeps what it made."""

    cells: Cells
    pairs: Places
    codes: Places
    horizon_days: int
    history: Trace
    rows_at: Callable[[int], Rows]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Fitted:
    """Models as they were on a day."""

    day: int
    model: WindowModel
    hawkes: Floats
    boosted: Any


def backtest(
    table: EventTable,
    *,
    since: date,
    until: date,
    every_days: int,
    horizon_days: int,
    dyads: tuple[tuple[str, str], ...],
    types: tuple[str, ...] | None = None,
    refit_days: int = REFIT_DAYS,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Forecast as of `since` and every so many days after it, as long as windows end by `until` and by the last event.

    Models are fitted on the past of the first origin and again after `refit_days`; outcomes are what is known in the
    end. `types` narrows what is scored, not what is learned from. Pairs with a party that the table lacks are left out.
    `progress` is told how many origins are done, of how many.

    Raises:
        ValueError: No window ends in time, or the history before all of them is too short.
    """
    cells = make_cells(table)
    end = min(until.toordinal(), int(cells.day.max(initial=0)))
    origins = range(since.toordinal(), end - horizon_days + 1, every_days)
    places = pairs_of(cells, dyads)
    if not origins or not np.any(places >= 0):
        raise ValueError("no window ends in time, or no party is known")
    ground = _ground(cells, np.unique(places[places >= 0]), last=end, horizon_days=horizon_days)
    fitted: _Fitted | None = None
    parts: list[tuple[Rows, dict[str, Floats]]] = []
    refits = 0
    for number, day in enumerate(origins):
        if fitted is None or day - fitted.day >= refit_days:
            fitted = _fit(ground, day)
            refits += fitted is not None
        if fitted is not None:
            parts.append((ground.rows_at(day), _probabilities(ground, fitted, day)))
        if progress is not None:
            progress(number + 1, len(origins))
    if fitted is None:
        raise ValueError("the history is too short for these windows")
    return _collect(
        ground,
        fitted.model,
        parts,
        chosen=tuple(name for name in cells.types if types is None or name in types),
        every_days=every_days,
        skipped=len(origins) - len(parts),
        refits=refits,
    )


def _ground(cells: Cells, pairs: Places, *, last: int, horizon_days: int) -> _Ground:
    codes, groupings = pair_codes(cells, pairs), make_groupings(cells)
    kept: dict[int, Rows] = {}

    def rows_at(day: int) -> Rows:
        if day not in kept:
            kept[day] = rows_of(cells, groupings, codes, day=day, horizon_days=horizon_days)
        return kept[day]

    return _Ground(
        cells=cells,
        pairs=pairs,
        codes=codes,
        horizon_days=horizon_days,
        history=trace(cells, pairs, last=last),
        rows_at=rows_at,
    )


def _fit(ground: _Ground, day: int) -> _Fitted | None:
    """Models from what was known on a day; None where that does not suffice."""
    until = date.fromordinal(day)
    lessons = collect_lessons(
        ground.cells, ground.codes, until=until, horizon_days=ground.horizon_days, rows_at=ground.rows_at
    )
    if lessons is None:
        return None
    empty = WindowModel(horizon_days=ground.horizon_days, until=until, types=ground.cells.types)
    model = fit_model(empty, lessons)
    if not model.rows:
        return None
    return _Fitted(
        day=day,
        model=model,
        hawkes=fit_hawkes(ground.history, until=day),
        boosted=fit_boosted(lessons) if has_lightgbm() else None,
    )


def _probabilities(ground: _Ground, fitted: _Fitted, day: int) -> dict[str, Floats]:
    rows = ground.rows_at(day)
    scores = score_rows(fitted.model, rows)
    process = forecast_hawkes(fitted.hawkes, ground.history, day=day, horizon_days=ground.horizon_days)
    found = {
        CLIMATOLOGY: rows.base,
        PERSISTENCE: persistence_of(fitted.model, rows),
        DECAYED: scores.decayed,
        LOGISTIC: scores.logistic,
        HAWKES: process[find_codes(ground.history.pairs, ground.pairs)].ravel(),
    }
    if fitted.boosted is not None:
        found[BOOSTED] = score_boosted(fitted.boosted, rows)
    return {**found, BLEND: scores.probability}


def _collect(
    ground: _Ground,
    model: WindowModel,
    parts: list[tuple[Rows, dict[str, Floats]]],
    *,
    chosen: tuple[str, ...],
    every_days: int,
    skipped: int,
    refits: int,
) -> Backtest:
    cells = ground.cells
    rows = join_rows([rows for rows, _ in parts])
    happened = outcomes(cells, rows, horizon_days=ground.horizon_days, by=int(cells.known.max()))
    place = np.asarray([chosen.index(name) if name in chosen else -1 for name in cells.types])[rows.type]
    kept = place >= 0
    count = len(cells.actors)
    return Backtest(
        dyads=tuple((cells.actors[pair // count], cells.actors[pair % count]) for pair in ground.pairs.tolist()),
        types=chosen,
        horizon_days=ground.horizon_days,
        every_days=every_days,
        origin=rows.day[kept],
        dyad=find_codes(ground.pairs, rows.code // cells.kinds)[kept],
        type=place[kept],
        outcome=happened[kept] > 0,
        quiet=rows.quarter[kept] == 0,
        probabilities={name: np.concatenate([part[name] for _, part in parts])[kept] for name in parts[0][1]},
        skipped=skipped,
        overlapping=every_days < ground.horizon_days,
        model=model,
        refits=refits,
    )
