"""Measure values from sources that copy, on the flights of December 2011 (Dong and others' data, by trustfuse).

python bench/flight.py FOLDER [--audited 10] [--draws 5]

FOLDER holds claims/DAY.txt and truth/DAY.txt: lines of source, flight, scheduled and actual departure, gate, scheduled
and actual arrival, gate; the truth lacks the source. Times are right within ten minutes, gates when their letters and
digits are the same. Prints one JSON object a line: each day, then all; precision of majority vote, of `weigh_values`,
and of `weigh_values` with the accuracies that some audited flights of earlier days give (the first day has none; mean
of several draws of these flights). Seconds are CPU time of `weigh_values` alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from neraca.records.values import WeighedValues
from neraca.weigh.truth import weigh_values

FIELDS = ("departs", "departed", "gate out", "arrives", "arrived", "gate in")
TOLERANCE_MIN = 10
# Times nearer than this count as one value: half the tolerance, for the value that they become may be off itself.
MERGED_MIN = 5
DAY_MIN = 24 * 60
CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s*([ap])?", re.IGNORECASE)
GATE = re.compile(r"[A-Z]?\s*\d+[A-Z]?")
# Before any audit a source counts as right in eight of ten cases, which weighs as much as two cases looked up.
PRIOR = (1.6, 2)
Values = dict[tuple[str, str], dict[str, str]]  # (flight, field) -> source -> value
Truth = dict[tuple[str, str], str]


def read_value(field: str, raw: str) -> str:
    """A time as minutes of the day, a gate as its last letter-digit group; "" where there is neither."""
    if "gate" in field:
        found = GATE.findall(raw.upper())
        return re.sub(r"\s", "", found[-1]) if found else ""
    clock = CLOCK.search(raw)
    if clock is None:
        return ""
    hour, minute, half = int(clock[1]), int(clock[2]), (clock[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return str((hour * 60 + minute) % DAY_MIN)


def read_claims(path: Path) -> Values:
    values: Values = defaultdict(dict)
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        source, flight, *cells = line.split("\t")
        for field, raw in zip(FIELDS, cells, strict=False):
            if value := read_value(field, raw):
                values[flight, field].setdefault(source, value)
    return {item: merged(item[1], given) for item, given in values.items()}


def read_truth(path: Path) -> Truth:
    truth: Truth = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        flight, *cells = line.split("\t")
        for field, raw in zip(FIELDS, cells, strict=False):
            if value := read_value(field, raw):
                truth[flight, field] = value
    return truth


def is_same(field: str, one: str, other: str, *, minutes: int = TOLERANCE_MIN) -> bool:
    if "gate" in field:
        return one == other
    apart = abs(int(one) - int(other))
    return min(apart, DAY_MIN - apart) <= minutes


def merged(field: str, given: Mapping[str, str]) -> dict[str, str]:
    """Times close to a more frequent one become that one."""
    representative: dict[str, str] = {}
    chosen: list[str] = []
    for value, _ in sorted(Counter(given.values()).items(), key=lambda pair: (-pair[1], pair[0])):
        near = next((other for other in chosen if is_same(field, other, value, minutes=MERGED_MIN)), None)
        representative[value] = near or value
        if near is None:
            chosen.append(value)
    return {source: representative[value] for source, value in given.items()}


def majority(values: Values) -> dict[tuple[str, str], str]:
    return {
        item: min(Counter(given.values()).items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for item, given in values.items()
    }


def best_values(weighed: WeighedValues) -> dict[tuple[str, str], str]:
    found = {}
    for one in weighed.items:
        flight, field = one.item.split("\t")
        found[flight, field] = one.best.value
    return found


def score(found: Mapping[tuple[str, str], str], truth: Truth) -> tuple[int, int]:
    both = [item for item in truth if item in found]
    return sum(is_same(item[1], found[item], truth[item]) for item in both), len(both)


class Audit:
    """How often each source was right on flights that a person has looked up."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.checked: Counter[str] = Counter()

    def accuracies(self) -> dict[str, float]:
        return {
            source: (self.right[source] + PRIOR[0]) / (checked + PRIOR[1]) for source, checked in self.checked.items()
        }

    def add(self, values: Values, truth: Truth, *, flights: set[str]) -> None:
        for item, true in truth.items():
            for source, value in values.get(item, {}).items() if item[0] in flights else ():
                self.checked[source] += 1
                self.right[source] += is_same(item[1], value, true)


def timed(weigh: Callable[[], WeighedValues]) -> tuple[WeighedValues, float]:
    start = time.process_time()
    found = weigh()
    return found, time.process_time() - start


def rows(folder: Path, *, audited: int = 10, draws: int = 5) -> Iterator[dict[str, object]]:
    """A row for each day, then one for all."""
    audits = [(random.Random(draw), Audit()) for draw in range(draws)]
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for path in sorted((folder / "claims").glob("*.txt")):
        values, truth = read_claims(path), read_truth(folder / "truth" / path.name)
        triples = [("\t".join(item), source, one) for item, given in values.items() for source, one in given.items()]
        alone, seconds = timed(lambda triples=triples: weigh_values(triples))
        results = {"majority": [majority(values)], "weighed": [best_values(alone)]}
        fixed = [audit.accuracies() for _, audit in audits if audit.checked]
        if fixed:
            results["audited"] = [best_values(weigh_values(triples, fixed=one)) for one in fixed]
        row: dict[str, object] = {"day": path.stem, "values": len(triples)}
        for name, found in results.items():
            scores = [score(one, truth) for one in found]
            right, checked = (sum(column) for column in zip(*scores, strict=True))
            totals[name][0] += right
            totals[name][1] += checked
            row[name] = round(right / checked, 4)
        totals["speed"][0] += len(triples)
        totals["speed"][1] += seconds
        yield row | {"values_per_cpu_s": round(len(triples) / seconds)}
        flights = sorted({flight for flight, _ in truth})
        for chance, audit in audits:
            audit.add(values, truth, flights=set(chance.sample(flights, min(audited, len(flights)))))
    count, seconds = totals.pop("speed")
    whole = {name: round(right / checked, 4) for name, (right, checked) in totals.items()}
    yield {"day": "all", "values": int(count), **whole, "values_per_cpu_s": round(count / seconds)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--audited", type=int, default=10, help="flights of each day that are looked up")
    parser.add_argument("--draws", type=int, default=5, help="different draws of those flights; the mean is printed")
    options = parser.parse_args()
    for row in rows(options.folder, audited=options.audited, draws=options.draws):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
