"""How well who-comes-next is foreseen on the ICEWS sets of `SHARED/data`, as the literature measures it.

Single step: every row of a part in both directions, other true answers of the day left out, ties averaged. The model is
fitted on train; as the part passes, its past days are history, and counts of rules are refreshed every ten days.

    python bench/forecast/ranking.py ../shared --set icews14 --part test
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.asking import look, questions_of
from neraca.forecast.boosted import fit_boosted
from neraca.forecast.classes import read_names
from neraca.forecast.dyads import Index, Reals, make_index
from neraca.forecast.learned import learn_day, read_tally
from neraca.forecast.ranker import Ranker, answer, fit_ranker, open_history
from neraca.forecast.ranks import rank_answers
from neraca.forecast.recurrency import add_past, choose_rates, no_past, rank_day
from neraca.forecast.state import advance, open_state
from neraca.forecast.table import EventTable, make_table
from neraca.forecast.training import REFRESH_DAYS, Course, fit, follow

FIRST_DAYS = {"icews14": date(2014, 1, 1), "icews18": date(2018, 1, 1), "icews05-15": date(2005, 1, 1)}
PARTS = ("train", "valid", "test")
HOURS = 24
STRATA = {2: "same fact seen before", 1: "same pair, new relation", 0: "cold"}

Score = Callable[[Reals], NDArray[np.float64]]
Scored = dict[str, float]


@dataclass(frozen=True, slots=True)
class Split:
    """A set: all its events, and the rows of each part as (day, source, relation, target)."""

    table: EventTable
    rows: dict[str, NDArray[np.int64]]

    def days(self, part: str) -> NDArray[np.int64]:
        return np.unique(self.rows[part][:, 0])


def read_split(folder: Path, name: str) -> Split:
    rows = {}
    for part in PARTS:
        path = folder / name / f"{part}.txt"
        if path.exists():
            made = np.array([line.split()[:4] for line in path.read_text("utf-8").splitlines()], np.int64)
            made[:, 3] = made[:, 3] // HOURS + FIRST_DAYS[name].toordinal()
            rows[part] = made[:, [3, 0, 1, 2]]
    every = np.concatenate(list(rows.values()))
    table = make_table(
        actors=_names(folder / name / "entity2id.txt", 1 + max(every[:, 1].max(), every[:, 3].max())),
        relations=_names(folder / name / "relation2id.txt", 1 + every[:, 2].max()),
        day=every[:, 0],
        source=every[:, 1],
        relation=every[:, 2],
        target=every[:, 3],
    )
    return Split(table, rows)


def _names(path: Path, least: int) -> tuple[str, ...]:
    lines = [line.split("\t")[0].strip() for line in path.read_text("utf-8").splitlines() if "\t" in line]
    return (*lines, *(f"?{number}" for number in range(len(lines), least)))


class Ranks:
    """Ranks of rows as they come in, weighed by how often the row stands in the file."""

    def __init__(self, split: Split, part: str, index: Index) -> None:
        rows = split.rows[part]
        day, source, relation, target = rows.T
        turned = np.stack((day, target, relation + index.relations // 2, source), 1)
        both = np.concatenate((rows, turned))
        self.index = index
        self.keys = np.sort(self._key(*both.T))
        self.rank: list[NDArray[np.float64]] = []
        self.about: list[NDArray[np.int64]] = []

    def _key(self, day: object, subject: object, relation: object, other: object) -> NDArray[np.int64]:
        index = self.index
        return ((np.asarray(day) * index.relations + relation) * index.actors + subject) * index.actors + other

    def add(
        self, day: int, subject: object, relation: NDArray[np.int64], other: object, rank: object, seen: object
    ) -> None:
        key = self._key(np.full(len(relation), day), subject, relation, other)
        times = np.searchsorted(self.keys, key, "right") - np.searchsorted(self.keys, key)
        turned = (relation >= self.index.relations // 2).astype(np.int64)
        self.rank.append(np.asarray(rank, np.float64))
        self.about.append(np.stack((times, turned, np.broadcast_to(seen, times.shape), np.full_like(times, day)), 1))

    def report(self) -> dict[str, object]:
        rank, about = np.concatenate(self.rank), np.concatenate(self.about)
        made: dict[str, object] = dict(_score(rank, about[:, 0]))
        made["by stratum"] = {name: _score(rank, about[:, 0] * (about[:, 2] == key)) for key, name in STRATA.items()}
        made["by direction"] = {
            name: _score(rank, about[:, 0] * (about[:, 1] == key)) for key, name in enumerate(("target", "actor"))
        }
        ahead = about[:, 3] - about[:, 3].min()
        made["by week"] = [_score(rank, about[:, 0] * (ahead // 7 == week)) for week in range(1 + ahead.max() // 7)][:6]
        return made


def _score(rank: NDArray[np.float64], times: NDArray[np.int64]) -> Scored:
    total = max(int(times.sum()), 1)
    made = {"rows": int(times.sum()), "mrr": round(100 * float((times / rank).sum()) / total, 2)}
    return made | {f"hits{n}": round(100 * float(times[rank <= n].sum()) / total, 2) for n in (1, 3, 10)}


def single_step(course: Course, split: Split, part: str, score: Score) -> dict[str, object]:
    """Pass through the days between what was learned and the part's end; rank those of the part."""
    state, index = course.state, course.state.index
    ranks, learned, refreshed = Ranks(split, part, index), course.learned, None
    wanted = set(split.days(part).tolist())
    first = int(split.days("valid")[0])
    for day in map(int, np.unique(index.day[index.day >= first])):
        if day > max(wanted):
            break
        if refreshed is None or day - refreshed >= REFRESH_DAYS:
            learned = learned if refreshed is None else read_tally(course.tally, state, day)
            refreshed = day
        if day in wanted:
            for one in look(state, learned, day, questions_of(index, day)):
                made = rank_answers(state, one, score(one.traits))
                ranks.add(day, made.subject, made.relation, made.object, made.rank, made.seen)
        learn_day(course.tally, state, day)
        advance(state, day)
    return ranks.report()


def multi_step(course: Course, split: Split, part: str, score: Score) -> dict[str, object]:
    """Rank all days of a part from the state at the end of the day before it."""
    index, first = course.state.index, int(split.days(part)[0])
    days = np.unique(index.day)
    for day in map(int, days[(days >= split.days("valid")[0]) & (days < first)]):
        learn_day(course.tally, course.state, day)
        advance(course.state, day)
    state = open_state(index, course.state.classes, first)
    learned, ranks = read_tally(course.tally, state, first), Ranks(split, part, index)
    for day in map(int, split.days(part)):
        for one in look(state, learned, day, questions_of(index, day)):
            made = rank_answers(state, one, score(one.traits))
            ranks.add(day, made.subject, made.relation, made.object, made.rank, made.seen)
    return ranks.report()


def recurrency(index: Index, split: Split, part: str) -> dict[str, object]:
    """The baseline; its settings are chosen on valid, or for valid itself on as many days before it."""
    past, days = no_past(index), np.unique(index.day)
    first = int(split.days(part)[0])
    before = days[days < first]
    chosen_on = before[-len(split.days("valid")) :]
    for day in map(int, before[before < chosen_on[0]]):
        add_past(past, day)
    settings, ranks = choose_rates(past, chosen_on), Ranks(split, part, index)
    for day in map(int, split.days(part)):
        questions, made = rank_day(past, day, settings)
        query = np.repeat(np.arange(len(questions.subject)), np.diff(questions.start))
        subject, relation = questions.subject[query], questions.relation[query]
        ranks.add(day, subject, relation, questions.answer, made[:, 0], 0)
        add_past(past, day)
    return {name: value for name, value in ranks.report().items() if name != "by stratum"}


def deletion(ranker: Ranker, split: Split, part: str, count: int) -> dict[str, int]:
    """Ask the whole table as of a day, and a table that ends there; count the answers that differ."""
    table, differ, asked = split.table, 0, 0
    generator = np.random.default_rng(0)
    days = generator.choice(split.days(part), min(20, len(split.days(part))), replace=False)
    for day in map(int, np.sort(days)):
        as_of, cut = date.fromordinal(day - 1), table.only(table.day < day)
        rows = split.rows[part][split.rows[part][:, 0] == day]
        whole, without = open_history(ranker, table, as_of), open_history(ranker, cut, as_of)
        for row in rows[generator.integers(0, len(rows), -(-count // len(days)))]:
            relation = table.relations[row[2]]
            parties = (table.actors[row[1]], None) if asked % 2 else (None, table.actors[row[3]])
            words = {"actor": parties[0], "relation": relation, "target": parties[1]}
            differ += answer(ranker, whole, **words) != answer(ranker, without, **words)
            asked += 1
    return {"questions": asked, "differences": differ}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--set", dest="name", default="icews14", choices=sorted(FIRST_DAYS))
    parser.add_argument("--part", default="valid", choices=PARTS[1:])
    parser.add_argument("--boosted", action="store_true", help="LambdaMART instead of the additive model")
    parser.add_argument("--multistep", action="store_true", help="the state is frozen at the end of the day before")
    parser.add_argument("--baseline", action="store_true", help="recurrency instead of the model")
    parser.add_argument("--deletion", type=int, default=0, metavar="N", help="ask N questions without the future")
    asked = parser.parse_args()
    started = time.perf_counter()
    split = read_split(asked.shared / "data", asked.name)
    made: dict[str, object] = {"set": asked.name, "part": asked.part}
    first = int(split.days("valid")[0])
    if asked.deletion:
        ranker = fit_ranker(split.table, until=date.fromordinal(first - 1), boosted=asked.boosted)
        made |= deletion(ranker, split, asked.part, asked.deletion)
    elif asked.baseline:
        made |= recurrency(make_index(split.table), split, asked.part)
    else:
        course = follow(make_index(split.table), read_names(split.table.actors), first)
        counted = time.perf_counter()
        examples = course.examples
        model = fit_boosted(examples.traits, examples.right, examples.size) if asked.boosted else fit(course)
        fitted = time.perf_counter()
        made |= {"counted_s": round(counted - started, 1), "fitted_s": round(fitted - counted, 1)}
        made |= (multi_step if asked.multistep else single_step)(course, split, asked.part, model.score)
    made["seconds"] = round(time.perf_counter() - started, 1)
    made["cpu_s"] = round(time.process_time(), 1)
    made["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
