"""Measure probabilities of windows on histories of events between states.

python bench/forecast/windows.py SHARED [--sets icews05-15 icews18] [--horizons 30 7 90] [--states] [--singly]
    [--deletions 1000] [--save DIR] [--explain ACTOR TYPE RECIPIENT DAY]

SHARED holds `data/icews05-15` and `data/icews18` (train and valid). A party belongs to the actor that the program's
packs give it, a person by the office held; with `--states` persons are left out. Events of PRK, KOR, RUS, USA, JPN, CHN
and UKR with one another are scored, for every PLOVER type. Origins are 30 days apart (90 for windows of
90 days), so that no two windows share a day. Models are fitted anew each year, on the nine months of icews18 each 30
days; what is chosen is chosen inside each fit, on its own past. Prints one JSON object for each set and horizon, model
and part: all, years before 2011 and from then on, onsets (no such event in the last 90 days) and what goes on; of the
model shown also years, types, actors and reliability. `--deletions N` asks N questions with and without the future,
and counts the answers that differ. `--singly` answers each window as a single
question is answered. `--save` keeps the columns of each back-test. `--explain` prints one answer of 30
days from number to cases, and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from neraca.forecast.backtest import SHOWN, Backtest, backtest
from neraca.forecast.backtest_scores import score_part, summarise
from neraca.forecast.cells import known_types
from neraca.forecast.estimative import term_of
from neraca.forecast.scores import auc, brier, calibration_error
from neraca.forecast.table import EventTable, make_table
from neraca.forecast.window_reasons import Asked
from neraca.forecast.windows import answer, fit_windows, forecast_window, open_view
from neraca.packs.catalogue import load_packs
from neraca.records import MUTUAL_TYPES, BacktestPart, BacktestScore
from neraca.service.event_coding import coded_events

STATES = ("PRK", "KOR", "RUS", "USA", "JPN", "CHN", "UKR")
DYADS = tuple((one, other) for one in STATES for other in STATES if one != other)
FIRST = {"icews05-15": date(2005, 1, 1), "icews14": date(2014, 1, 1), "icews18": date(2018, 1, 1)}
SINCE = {"icews05-15": date(2008, 1, 1), "icews18": date(2018, 4, 30)}
REFIT_DAYS = {"icews05-15": 365, "icews18": 30}
LATE = date(2011, 1, 1)


def names(file: Path) -> tuple[str, ...]:
    rows = [line.rstrip("\n").split("\t") for line in file.open(encoding="utf-8")]
    found = {int(row[1]): row[0].strip() for row in rows if len(row) > 1}
    return tuple(found.get(place, "") for place in range(max(found) + 1))


def load(shared: Path, name: str, *, states: bool = False) -> EventTable:
    """A set's events between actors, by PLOVER type; for `states` only those of states and of parties with a state
    in brackets behind their names."""
    folder = shared / "data" / name
    parts = [np.loadtxt(folder / part, dtype=np.int64, usecols=(0, 1, 2, 3)) for part in ("train.txt", "valid.txt")]
    rows = np.concatenate(parts)
    table = make_table(
        actors=names(folder / "entity2id.txt"),
        relations=names(folder / "relation2id.txt"),
        day=FIRST[name].toordinal() + rows[:, 3] // 24,
        source=rows[:, 0],
        relation=rows[:, 1],
        target=rows[:, 2],
        files=("train.txt", "valid.txt"),
        file=np.repeat((0, 1), [len(part) for part in parts]),
        row=np.concatenate([np.arange(1, len(part) + 1) for part in parts]),
    )
    packs = load_packs()
    if states:
        own = {actor.name_en for actor in packs.actors.actors.values()}
        kept = np.array([actor.endswith(")") or actor in own for actor in table.actors])
        table = table.only(kept[table.source] & kept[table.target])
    return coded_events(table, packs).table


def put(**values: object) -> None:
    print(json.dumps(values), flush=True)


def shown(score: BacktestScore, part: str, value: str) -> dict[str, object]:
    rounded = {
        name: None if getattr(score, name) is None else round(getattr(score, name), 4)
        for name in ("brier", "log_score", "skill", "low", "high", "calibration_error")
    }
    return {
        "model": score.model,
        "part": part,
        "value": value,
        "windows": score.windows,
        "events": score.events,
        **rounded,
    }


def parts_of(test: Backtest) -> Iterator[tuple[str, np.ndarray]]:
    late = test.origin >= LATE.toordinal()
    yield "all", np.ones(len(late), bool)
    if late.any() and not late.all():
        yield "before 2011", ~late
        yield "from 2011", late
        yield "from 2011, onset", late & test.quiet
        yield "from 2011, no onset", late & ~test.quiet
    yield "onset", test.quiet
    yield "no onset", ~test.quiet


def measure(table: EventTable, name: str, horizon: int, save: Path | None) -> None:
    start = time.process_time()
    head = {"set": name, "horizon": horizon}
    try:
        test = backtest(
            table,
            since=SINCE[name],
            until=date.max,
            every_days=max(30, horizon),
            horizon_days=horizon,
            dyads=DYADS,
            refit_days=REFIT_DAYS[name],
        )
    except ValueError as error:  # nine months hold no windows of ninety days to learn from
        put(**head, nothing=str(error))
        return
    put(
        **head,
        cpu_s=round(time.process_time() - start, 1),
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        origins=len(np.unique(test.origin)),
        first=date.fromordinal(int(test.origin.min())).isoformat(),
        last=date.fromordinal(int(test.origin.max())).isoformat(),
        windows=len(test.origin),
        events=int(test.outcome.sum()),
        refits=test.refits,
        skipped=test.skipped,
        overlapping=test.overlapping,
        decay=[test.model.decay.half_life, test.model.decay.base_share],
        blend=test.model.blend,
        ridge=test.model.ridge,
        calibration=[round(test.model.calibration.slope, 3), round(test.model.calibration.shift, 3)],
    )
    for part, chosen in parts_of(test):
        for model, given in test.probabilities.items():
            if chosen.any():
                score = shown(score_part(test, model, chosen), part, "")
                put(**head, **score, auc=round(auc(given[chosen], test.outcome[chosen]), 4))
    summary = summarise(test)
    for score in summary.scores:
        if score.model == SHOWN and score.part in (BacktestPart.YEAR, BacktestPart.TYPE, BacktestPart.ACTOR):
            put(**head, **shown(score, score.part.value, score.value))
    for one in summary.bins:
        if one.model == SHOWN:
            put(
                **head,
                bin=one.low,
                forecast=round(one.forecast, 3),
                observed=round(one.observed, 3),
                windows=one.windows,
            )
    if save is not None:
        save.mkdir(parents=True, exist_ok=True)
        columns = {"origin": test.origin, "dyad": test.dyad, "type": test.type, "outcome": test.outcome}
        np.savez_compressed(save / f"{name}-{horizon}.npz", **columns, **test.probabilities)


def delete_future(table: EventTable, queries: int) -> None:
    """Ask with the whole table and with everything later deleted; every third event is published days late."""
    rng = random.Random(0)
    late = np.random.default_rng(0)
    delay = np.where(late.random(len(table)) < 0.33, late.integers(1, 60, len(table)), 0)
    whole = make_table(
        actors=table.actors,
        relations=table.relations,
        day=table.day,
        source=table.source,
        relation=table.relation,
        target=table.target,
        published=table.day + delay,
        files=table.files,
        file=table.file,
        row=table.row,
    )
    first, last = whole.day_of(0), whole.day_of(len(whole) - 1)
    asked_of = [(actor, kind, other) for actor, other in DYADS for kind in whole.relations if kind]
    differ = fits = done = none = 0
    start = time.process_time()
    while done < queries:
        as_of = first + timedelta(days=rng.randrange(800, (last - first).days))
        cut = whole.only((whole.day <= as_of.toordinal()) & (whole.published <= as_of.toordinal()))
        until = as_of - timedelta(days=rng.randrange(0, 200))
        model = fit_windows(whole, until=until, horizon_days=30, dyads=DYADS[:8])
        fits += model != fit_windows(cut, until=until, horizon_days=30, dyads=DYADS[:8])
        asked = tuple(Asked(actor=one, type=kind, recipient=other) for one, kind, other in rng.sample(asked_of, 50))
        with_future = answer(open_view(model, whole, as_of=as_of), asked)
        without = answer(open_view(model, cut, as_of=as_of), asked)
        differ += sum(one != other for one, other in zip(with_future, without, strict=True))
        none += sum(one.probability is None for one in with_future)
        done += len(asked)
    put(
        queries=done,
        answers_differ=differ,
        fits_differ=fits,
        without_number=none,
        cpu_s=round(time.process_time() - start, 1),
    )


def time_one(table: EventTable) -> None:
    """How long a fit and one question take, with all pairs of the history."""
    last = table.day_of(len(table) - 1)
    start = time.process_time()
    model = fit_windows(table, until=last, horizon_days=30)
    fitted = time.process_time()
    found = forecast_window(model, table, actor="CHN", type="CONSULT", recipient="JPN", as_of=last)
    done = time.process_time()
    put(
        events=len(table),
        actors=len(table.actors),
        fit_all_pairs_cpu_s=round(fitted - start, 1),
        rows=model.rows,
        question_cpu_s=round(done - fitted, 2),
        probability=found.probability,
    )


def explain(table: EventTable, actor: str, kind: str, recipient: str, day: str) -> None:
    """One answer from number to cases, by a model of all pairs fitted on its day."""
    as_of = date.fromisoformat(day)
    model = fit_windows(table, until=as_of, horizon_days=30)
    found = forecast_window(model, table, actor=actor, type=kind, recipient=recipient, as_of=as_of)
    put(
        question=[actor, kind, recipient, day],
        probability=found.probability,
        term=None if found.probability is None else term_of(found.probability),
        base_rate=found.base_rate,
        windows=[found.hits, found.cases],
        persistence=found.persistence,
        why_none=found.why_none,
    )
    for one in found.drivers:
        put(kind=one.kind, weight=round(one.weight, 3), **dict(one.values), cases=one.cases)


def ask_singly(table: EventTable, name: str) -> None:
    """The same windows of 30 days, each answered as a single question is: by a model of all pairs fitted on its day.

    What has no number for want of history is left out, and counted.
    """
    asked = tuple(Asked(actor=one, type=kind, recipient=other) for one, other in DYADS for kind in known_types(table))
    given, base, outcome, quiet, none = [], [], [], [], 0
    origin, last = max(SINCE.get(name, FIRST[name]), FIRST[name] + timedelta(days=119)), table.day_of(len(table) - 1)
    origins = 0
    while origin + timedelta(days=30) <= last:
        view = open_view(fit_windows(table, until=origin, horizon_days=30), table, as_of=origin)
        happened = events_between(table, origin, origin + timedelta(days=30))
        lately = events_between(table, origin - timedelta(days=90), origin)
        for one, found in zip(asked, answer(view, asked), strict=True):
            if found.probability is None or found.base_rate is None:
                none += 1
                continue
            given.append(found.probability)
            base.append(found.base_rate)
            outcome.append((one.actor, one.type, one.recipient) in happened)
            quiet.append((one.actor, one.type, one.recipient) not in lately)
        origin, origins = origin + timedelta(days=30), origins + 1
    numbers, rates, truth = np.asarray(given), np.asarray(base), np.asarray(outcome, float)
    for part, chosen in (("all", np.ones(len(truth), bool)), ("onset", np.asarray(quiet))):
        put(
            set=name,
            singly=part,
            origins=origins,
            without_number=none,
            windows=int(chosen.sum()),
            events=int(truth[chosen].sum()),
            skill=round(1 - brier(numbers[chosen], truth[chosen]) / brier(rates[chosen], truth[chosen]), 4),
            calibration_error=round(calibration_error(numbers[chosen], truth[chosen]), 4),
        )


def events_between(table: EventTable, after: date, until: date) -> set[tuple[str, str, str]]:
    """Who did what to whom in `(after, until]`; mutual acts from both sides."""
    inside = np.flatnonzero((table.day > after.toordinal()) & (table.day <= until.toordinal()))
    found = set()
    for number in inside.tolist():
        one, other = table.actors[table.source[number]], table.actors[table.target[number]]
        kind = table.relations[table.relation[number]]
        found.add((one, kind, other))
        if kind in MUTUAL_TYPES:
            found.add((other, kind, one))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sets", nargs="+", default=["icews05-15", "icews18"])
    parser.add_argument("--horizons", type=int, nargs="+", default=[30])
    parser.add_argument("--states", action="store_true")
    parser.add_argument("--singly", action="store_true")
    parser.add_argument("--deletions", type=int, default=0)
    parser.add_argument("--save", type=Path)
    parser.add_argument(
        "--explain", nargs=4, action="append", default=[], metavar=("ACTOR", "TYPE", "RECIPIENT", "DAY")
    )
    options = parser.parse_args()
    for name in options.sets:
        table = load(options.shared, name, states=options.states)
        put(set=name, events=len(table), days=[table.day_of(0).isoformat(), table.day_of(len(table) - 1).isoformat()])
        for question in options.explain:
            explain(table, *question)
        if options.explain:
            continue
        if options.singly:
            ask_singly(table, name)
            continue
        time_one(table)
        for horizon in options.horizons:
            measure(table, name, horizon, options.save)
        if options.deletions and name == options.sets[0]:
            delete_future(table, options.deletions)


if __name__ == "__main__":
    main()
