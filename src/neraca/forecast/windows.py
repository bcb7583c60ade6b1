"""Will A do a thing of type X to B within so many days? A probability, its base rate, and its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import Cells, Places, make_cells
from neraca.forecast.lag_features import Rows, rows_of
from neraca.forecast.lags import make_groupings
from neraca.forecast.table import EventTable
from neraca.forecast.window_model import WindowModel, persistence_of, score_rows
from neraca.forecast.window_reasons import Asked, reasons_of
from neraca.forecast.window_training import enough_days, train
from neraca.records import Driver

Floats = NDArray[np.float64]

LEAST_EVENTS = 10
"""Event days between two parties, in either direction and of any type, below which no probability is given."""
STALE_DAYS = 30
"""A history that ended longer ago than this, and than the window is long, says nothing of the window."""
MOST_PAIRS = 150
"""Pairs that a model is trained on where none are named: every so many-th in order of their events."""

NO_HISTORY = "no_history"
UNKNOWN_TYPE = "unknown_type"
SHORT_HISTORY = "short_history"
HISTORY_ENDED = "history_ended"
UNSEEN_PARTY = "unseen_party"
UNSEEN_PAIR = "unseen_pair"
FEW_EVENTS = "few_events"
UNTRAINED = "untrained"
WHY_NONE = (
    *(NO_HISTORY, UNKNOWN_TYPE, SHORT_HISTORY, HISTORY_ENDED, UNSEEN_PARTY, UNSEEN_PAIR, FEW_EVENTS, UNTRAINED),
)
"""Why there is no probability: keys of sentences (`forecast.none.KEY`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowForecast:
    """An answer.

    Attributes:
        probability: That it happens in the window; None where the history does not suffice.
        base_rate: Share of such windows that held such an event, shrunk a little to the type's; None without history.
        persistence: What the last window alone says; None without history.
        cases: Windows of the past that the base rate counts.
        hits: Those with such an event.
        why_none: A key of `WHY_NONE`; "" where there is a probability.
        drivers: Reasons, the weightiest first and `rest` last; their weights add up to the log-odds of the probability
            less those of the base rate.
    """

    probability: float | None
    base_rate: float | None = None
    persistence: float | None = None
    cases: int = 0
    hits: int = 0
    why_none: str = ""
    drivers: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """What is known as of a day, made once for many questions."""

    model: WindowModel
    table: EventTable
    cells: Cells
    as_of: date
    rows_of: Callable[[Places], Rows]


def fit_windows(
    table: EventTable, *, until: date, horizon_days: int, dyads: tuple[tuple[str, str], ...] | None = None
) -> WindowModel:
    """Fit the model of windows of this length on what had happened and been published by `until`.

    Every window learned from ends by then. `dyads` are the pairs (actor, recipient) learned from; a sample of all
    pairs where they are not given. Where the history is too short the model holds nothing, and forecasts say so.
    """
    cells = make_cells(table.known_by(until))
    codes = pair_codes(cells, _sample(cells) if dyads is None else pairs_of(cells, dyads))
    groupings = make_groupings(cells)

    def rows_at(day: int) -> Rows:
        return rows_of(cells, groupings, codes, day=day, horizon_days=horizon_days)

    return train(cells, codes, until=until, horizon_days=horizon_days, rows_at=rows_at)


def forecast_window(
    model: WindowModel,
    table: EventTable,
    *,
    actor: str,
    type: str,  # noqa: A002
    recipient: str,
    as_of: date,
) -> WindowForecast:
    """Answer one question from what was known by the end of `as_of`.

    Raises:
        ValueError: The model was trained on later days.
    """
    view = open_view(model, table, as_of=as_of)
    return answer(view, (Asked(actor=actor, type=type, recipient=recipient),))[0]


def forecast_many(
    model: WindowModel,
    table: EventTable,
    *,
    as_of: date,
    actor: str | None = None,
    recipient: str | None = None,
    types: tuple[str, ...] | None = None,
    limit: int = 20,
) -> tuple[tuple[Asked, WindowForecast], ...]:
    """What may follow, the likeliest first: all pairs with enough history of one actor, of one recipient, or of all.

    Raises:
        ValueError: The model was trained on later days.
    """
    view = open_view(model, table, as_of=as_of)
    if _history_fault(view):
        return ()
    cells = view.cells
    pairs = _known_pairs(cells, _place(cells.actors, actor), _place(cells.actors, recipient))
    codes = pair_codes(cells, pairs)
    chosen = [name in (types or cells.types) for name in cells.types]
    codes = codes[np.asarray(chosen, bool)[codes % cells.kinds]]
    if not len(codes):
        return ()
    scores = score_rows(model, view.rows_of(codes))
    order = np.lexsort((codes, -scores.probability))[:limit]
    asked = tuple(_asked(cells, int(codes[place])) for place in order)
    return tuple(zip(asked, answer(view, asked), strict=True))


def open_view(model: WindowModel, table: EventTable, *, as_of: date) -> View:
    """What is known as of a day; nothing later is looked at.

    Raises:
        ValueError: The model was trained on later days.
    """
    if model.until > as_of:
        raise ValueError(f"the model was trained on days until {model.until}, after {as_of}")
    known = table.known_by(as_of)
    cells = make_cells(known, model.types)
    groupings = make_groupings(cells)

    def rows(codes: Places) -> Rows:
        return rows_of(cells, groupings, codes, day=as_of.toordinal(), horizon_days=model.horizon_days)

    return View(model=model, table=known, cells=cells, as_of=as_of, rows_of=rows)


def answer(view: View, asked: tuple[Asked, ...]) -> tuple[WindowForecast, ...]:
    """Answer questions from one view."""
    why = [_why_none(view, one) for one in asked]
    cells = view.cells
    rates = [place for place, reason in enumerate(why) if reason in ("", FEW_EVENTS, UNTRAINED)]
    found: dict[int, WindowForecast] = {}
    if rates:
        codes = np.asarray([_code(cells, asked[place]) for place in rates], np.int64)
        rows = view.rows_of(codes)
        scores, lately = score_rows(view.model, rows), persistence_of(view.model, rows)
        for row, place in enumerate(rates):
            none = why[place]
            found[place] = WindowForecast(
                probability=None if none else float(scores.probability[row]),
                base_rate=float(rows.base[row]),
                persistence=None if np.isnan(lately[row]) else float(lately[row]),
                cases=int(rows.windows[row]),
                hits=int(rows.hits[row]),
                why_none=none,
                drivers=()
                if none
                else reasons_of(
                    view.table, cells, asked[place], view.as_of, scores.terms[row], windows=view.model.rows
                ),
            )
    return tuple(found.get(place, WindowForecast(probability=None, why_none=why[place])) for place in range(len(asked)))


def pair_codes(cells: Cells, pairs: Places) -> Places:
    """The cells of each pair, one for each type; a pair is `source * actors + target`, -1 one that is unknown."""
    types = np.arange(len(cells.types))
    codes = np.where(pairs[:, None] < 0, -1, pairs[:, None] * cells.kinds + types)
    return codes[pairs >= 0].ravel().astype(np.int64)


def pairs_of(cells: Cells, dyads: tuple[tuple[str, str], ...]) -> Places:
    """Named pairs as numbers; -1 for a pair with a party that no event has."""
    place = {name: number for number, name in enumerate(cells.actors)}
    return np.asarray(
        [
            place[one] * len(cells.actors) + place[other] if one in place and other in place else -1
            for one, other in dyads
        ],
        np.int64,
    )


def _why_none(view: View, asked: Asked) -> str:
    cells = view.cells
    if fault := _history_fault(view):
        return fault
    if asked.type not in view.model.types:
        return UNKNOWN_TYPE
    source, target = _place(cells.actors, asked.actor), _place(cells.actors, asked.recipient)
    seen = np.concatenate((cells.sources, cells.targets))
    if source is None or target is None or not (np.any(seen == source) and np.any(seen == target)):
        return UNSEEN_PARTY
    days = _event_days(cells, source, target)
    if not days:
        return UNSEEN_PAIR
    if days < LEAST_EVENTS:
        return FEW_EVENTS
    return "" if view.model.rows else UNTRAINED


def _history_fault(view: View) -> str:
    """Why nothing can be said of any question; "" where something can."""
    days = view.cells.day
    if not len(days):
        return NO_HISTORY
    today = view.as_of.toordinal()
    if today - int(days.min()) + 1 < enough_days(view.model.horizon_days):
        return SHORT_HISTORY
    if today - int(days.max()) > max(STALE_DAYS, view.model.horizon_days):
        return HISTORY_ENDED
    return ""


def _event_days(cells: Cells, source: int, target: int) -> int:
    """Event days between two parties; what both did together counts once."""
    count = len(cells.actors)
    pair = (cells.keys // cells.kinds)[cells.cell]
    numbers = cells.number[(pair == source * count + target) | (pair == target * count + source)]
    return int(np.unique(numbers).size)


def _known_pairs(cells: Cells, actor: int | None, recipient: int | None, least: int = LEAST_EVENTS) -> Places:
    """Pairs, in both directions, with enough event days in the two directions together."""
    count = max(len(cells.actors), 1)
    pair = (cells.keys // cells.kinds)[cells.cell]
    low, high = np.minimum(pair // count, pair % count), np.maximum(pair // count, pair % count)
    told = np.unique(np.stack((low * count + high, cells.number)), axis=1)[0]
    both, days = np.unique(told, return_counts=True)
    both = both[days >= least]
    pairs = np.sort(np.concatenate((both, both % count * count + both // count)))
    if actor is not None:
        pairs = pairs[pairs // count == actor]
    return pairs if recipient is None else pairs[pairs % count == recipient]


def _sample(cells: Cells) -> Places:
    """Pairs with enough events, every so many-th in order of how many."""
    pairs = _known_pairs(cells, None, None)
    pair = (cells.keys // cells.kinds)[cells.cell]
    names, counts = np.unique(pair, return_counts=True)
    place = np.minimum(np.searchsorted(names, pairs), max(len(names) - 1, 0))
    events = np.where(names[place] == pairs, counts[place], 0) if len(names) else np.zeros(len(pairs))
    ordered = pairs[np.lexsort((pairs, -events))]
    return ordered[:: max(1, -(-len(ordered) // MOST_PAIRS))]


def _place(actors: tuple[str, ...], name: str | None) -> int | None:
    """The place of an actor's name; None where it is not among them."""
    return actors.index(name) if name is not None and name in actors else None


def _code(cells: Cells, asked: Asked) -> int:
    pair = int(pairs_of(cells, ((asked.actor, asked.recipient),))[0])
    return pair * cells.kinds + cells.types.index(asked.type)


def _asked(cells: Cells, code: int) -> Asked:
    pair = code // cells.kinds
    count = len(cells.actors)
    return Asked(
        actor=cells.actors[pair // count], type=cells.types[code % cells.kinds], recipient=cells.actors[pair % count]
    )
