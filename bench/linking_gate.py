"""The quality gate of linking and weighing: `python bench/linking_gate.py [../shared]`.

Runs the measures of linking and weighing (bench/events.py, ecb.py, stories.py, lineage.py, reuse.py, translations.py,
flight.py, counts.py, timelines.py), prints their figures in percent and the seconds each took, and writes the figures
to build/linking_gate.json. Without the shared data only the measures of our own stories and of simulated events run.
Speeds are printed by the scripts themselves and are no part of the gate.

    --check                holds the figures against [linking] of bench/floors.toml, which a person moves up by hand
    --against OTHER.json   prints every figure that another run had otherwise
    --only NAME            runs this measure alone (again for more)

What `main` gives, by the same measures, is read as bench/gate.py says: PYTHONPATH of a worktree, `-o`, `--against`.

Exit codes: 0 fine; 1 a figure is under its floor, or its data are not those of the floors; 2 usage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import counts
import ecb
import events
import flight
import lineage
import reuse
import stories
import tellings
import timelines
import translations

from neraca.packs.linking import load_model, load_word_tables
from neraca.records import DerivationKind

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
OWN = ROOT / "training" / "linking"
ORDERS = 3  # random orders of arrival; bench/stories.py takes five
EVENTS = 1200  # simulated, of one seed; bench/counts.py takes five seeds
Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: its figures in percent, and the files that they rest on.

    Attributes:
        folder: Where its files lie under shared/data; "" for our own stories.
        files: Pattern of its files, in the folder or in training/linking; "" where it makes its own input.
    """

    name: str
    folder: str
    files: str
    run: Callable[[Path], Figures]

    def place(self, shared: Path) -> Path:
        return shared / "data" / self.folder if self.folder else OWN


def measure_events(_: Path) -> Figures:
    grouped = events.score_stories(events.TEST)["grouped"]
    return {name: grouped[name] for name in ("conll", "b3", "pair_p", "pair_r", "pair_f1")}


def measure_ecb(folder: Path) -> Figures:
    shelf, about = tellings.ecb(folder, "Dev"), ecb.story_of_each(folder, "Dev")
    rows = ecb.report(shelf, about, model=load_model("wording"), tables=load_word_tables())
    scores = {row["part"]: row for row in rows}
    wording, alone = scores["wording"], scores["wording, no singletons"]
    return {"conll": _number(wording["conll"]), "no_singletons": _number(alone["conll"])}


def measure_topics(folder: Path) -> Figures:
    whole = stories.read_ecb(folder / "ECB_Dev_corpus.txt")
    scores = stories.measure_part("Dev", [whole] * ORDERS, seeds=range(ORDERS))["b_cubed"]
    assert isinstance(scores, dict)
    return {name: round(scores[name], 1) for name in ("precision", "recall", "f1")}


def measure_lineage(folder: Path) -> Figures:
    found = lineage.measure_levels(lineage.real(folder))
    recall = found["recall"]
    assert isinstance(recall, dict)
    return {"precision": _percent(found["precision"])} | {level: _percent(share) for level, share in recall.items()}


def measure_reuse(folder: Path) -> Figures:
    row = next(iter(reuse.rows(folder)))
    names = ("precision", "recall", "character_precision", "character_recall")
    return {name: _percent(row[name]) for name in names}


def measure_translations(_: Path) -> Figures:
    parts = translations.find_parts(translations.load_stories(), words=False)
    right, wrong = sum(part.right for part in parts), sum(len(part.wrong) for part in parts)
    figures = {"precision": _percent(right / max(1, right + wrong))}
    for kind in (DerivationKind.TRANSLATION, DerivationKind.PARAPHRASE):
        met, missed = (sum(map(len, some)) for some in zip(*_met(parts, kind), strict=True))
        figures[kind.value] = _percent(met / max(1, met + missed))
    return figures


def _met(parts: Iterable[translations.Part], kind: DerivationKind) -> Iterable[tuple[set[str], set[str]]]:
    return ((part.met, part.missed) for part in parts if part.kind is kind)


def measure_values(folder: Path) -> Figures:
    whole = list(flight.rows(folder))[-1]
    return {"unsupervised": _percent(whole["weighed"]), "audited": _percent(whole["audited"])}


def measure_amounts(_: Path) -> Figures:
    """`missed` is what the intervals of 80 % leave out: they may hold neither too little nor too much."""
    found = counts.measure(EVENTS, 0)
    return {
        "near": _percent(found["near"]),
        "covered": _percent(found["covered"]),
        "missed": _percent(1 - found["covered"]),
    }


def measure_timelines(folder: Path) -> Figures:
    """Days named as journalists named them, by the program's own reading of times."""
    return {name: _percent(value) for name, value in timelines.measure(folder).items()}


def _number(value: object) -> float:
    assert isinstance(value, float)
    return value


def _percent(value: object) -> float:
    assert isinstance(value, float | int)
    return round(100 * value, 1)


MEASURES = (
    Measure(name="events", folder="", files=f"{events.TEST}.jsonl", run=measure_events),
    Measure(name="translations", folder="", files="*.jsonl", run=measure_translations),
    Measure(name="amounts", folder="", files="", run=measure_amounts),
    Measure(name="mentions", folder="ecbplus", files="ECB_Dev_*", run=measure_ecb),
    Measure(name="stories", folder="ecbplus", files="ECB_Dev_corpus.txt", run=measure_topics),
    Measure(name="lineage", folder="indosum", files="*.jsonl", run=measure_lineage),
    Measure(name="reuse", folder="plagiat_id", files="*-documents/*", run=measure_reuse),
    Measure(name="values", folder="flight", files="*/*.txt", run=measure_values),
    Measure(name="timelines", folder="t17", files="*/*.csv", run=measure_timelines),
)


def digest(folder: Path, files: str) -> str:
    """The first digits of the SHA-256 of all files, in order of their names; "" where there is none."""
    paths = sorted(folder.glob(files)) if files else []
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16] if paths else ""


def faults(
    seen: Mapping[str, Figures], digests: Mapping[str, str], floors: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """A line for each floor of what was measured that does not hold, and for data that are not those of the floors."""
    pinned = floors["corpus"]
    lines = [
        f"linking.{name}: its data are not those of the floors"
        for name in seen
        if digests[name] != pinned.get(name, "")
    ]
    for name, figures in seen.items():
        for figure, floor in floors.get(name, {}).items():
            if figure not in figures:
                lines.append(f"linking.{name}.{figure}: floor {floor}, but it was not measured")
            elif figures[figure] < floor:
                lines.append(f"linking.{name}.{figure}: {figures[figure]} is under its floor of {floor}")
    return lines


def differences(before: Mapping[str, Figures], now: Mapping[str, Figures]) -> list[str]:
    """A line for each figure that moved, gains first."""
    moved = [
        (figures[name] - before[measure][name], f"{measure}.{name}: {before[measure][name]} -> {figures[name]}")
        for measure, figures in now.items()
        for name in figures
        if name in before.get(measure, {}) and figures[name] != before[measure][name]
    ]
    signed = [("gains" if by > 0 else "losses", line) for by, line in moved]
    return [f"{title}: {line}" for title in ("gains", "losses") for sign, line in signed if sign == title]


def run(measures: Sequence[Measure], shared: Path) -> dict[str, Figures]:
    """Figures by measure, each printed as soon as it is there."""
    seen = {}
    for measure in measures:
        start = time.perf_counter()
        seen[measure.name] = measure.run(measure.place(shared))
        line = ", ".join(f"{name} {value}" for name, value in seen[measure.name].items())
        print(f"{measure.name}: {line} ({time.perf_counter() - start:.0f} s)", flush=True)
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared", help="the folder with data/")
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "build" / "linking_gate.json", help="for the results")
    parser.add_argument("--against", type=Path, metavar="OTHER.json", help="results of another run to compare with")
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is under its floor")
    parser.add_argument("--only", action="append", choices=[one.name for one in MEASURES], help="run this one alone")
    options = parser.parse_args()
    if options.against and not options.against.is_file():
        parser.error(f"{options.against} is no file: write it with -o (see --help)")
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else None
    chosen = [one for one in MEASURES if not options.only or one.name in options.only]
    if not (options.shared / "data").is_dir():
        left_out = [one.name for one in chosen if one.folder]
        chosen = [one for one in chosen if not one.folder]
        print(f"no {options.shared / 'data'}: left out {', '.join(left_out)}")
    digests = {one.name: digest(one.place(options.shared), one.files) for one in chosen}
    missing = [one for one in chosen if one.files and not digests[one.name]]
    if missing:
        parser.error(f"{missing[0].place(options.shared)} has no {missing[0].files}, which {missing[0].name} needs")
    seen = run(chosen, options.shared)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"corpus": digests, "figures": seen}, indent=1) + "\n", encoding="utf-8")
    for line in differences(before["figures"], seen) if before is not None else ():
        print(line)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["linking"]
    broken = faults(seen, digests, floors) if options.check else []
    for fault in broken:
        print(f"gate: {fault}", file=sys.stderr)
    if broken:
        print("gate: mend linking or weighing; floors in bench/floors.toml only go up, by hand", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
