"""Measure reactions on eleven years of events between states, and on simulated histories.

python bench/reactions.py SHARED [--within 7 14 28] [--simulate 0] [--save FILE.csv]

SHARED holds `data/icews05-15` (train and valid) and the tables of `data/plover` with the names of CAMEO's codes. Only
events between two states count; a party belongs to the state in brackets behind its name. The events become a CSV as
`neraca reactions --history` takes it (`--save` keeps it), and are read and measured as that command does. Prints for
each window one JSON object with counts and CPU seconds, and one for each association that the later days confirm or
not. `--simulate N`: N histories with bursts and mirrored meetings but no reaction, and N with a planted one: how often
something is kept on the earlier days, how often the planted one holds, and what else does.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.records import Association, OddsRatio
from neraca.relate.associations import measure_history
from neraca.service.history import read_history

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from histories import simulated_history

FIRST = date(2005, 1, 1)
# States that the data set names otherwise than the program.
STATES = {
    "Palestinian Territory, Occupied": "PSE",
    "Czech Republic": "CZE",
    "Macedonia": "MKD",
    "Cote d'Ivoire": "CIV",
    "Congo": "COG",
    "Democratic Republic of Congo": "COD",
    "Swaziland": "SWZ",
    "Macao": "MAC",
    "Sao Tome and Principe": "STP",
}
PLANTED = 2.0


def names(file: Path) -> dict[str, str]:
    rows = (line.rstrip("\n").split("\t") for line in file.open(encoding="utf-8"))
    return {row[1]: row[0].strip() for row in rows if len(row) > 1}


def plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def codes(folder: Path) -> dict[str, str]:
    """CAMEO codes by the letters of their names; of two the longer code, which is no heading."""
    found: dict[str, str] = {}
    for file, code, name in (("goldstein.csv", 0, 1), ("cameo_to_plover.csv", 0, 4)):
        for row in list(csv.reader((folder / file).open(encoding="utf-8")))[1:]:
            key = plain(row[name])
            found[key] = max(found.get(key, ""), row[code], key=len)
    return found


def write_history(shared: Path, file: Path) -> int:
    """Events between two states as a table; how many."""
    folder = shared / "data" / "icews05-15"
    entities, relations = names(folder / "entity2id.txt"), names(folder / "relation2id.txt")
    by_name = codes(shared / "data" / "plover")
    states = dict(STATES)
    for actor in load_packs().actors.actors.values():
        if ":" not in actor.id:
            states[actor.name_en] = actor.id
    owners = {own: states.get(_state(name)) for own, name in entities.items()}
    count = 0
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("date", "source", "type", "target"))
        for part in ("train.txt", "valid.txt"):
            for line in (folder / part).open(encoding="utf-8"):
                source, relation, target, hours = line.split()[:4]
                pair = owners[source], owners[target]
                if None in pair or pair[0] == pair[1]:
                    continue
                day = FIRST + timedelta(hours=int(hours))
                table.writerow((day.isoformat(), pair[0], by_name[plain(relations[relation])], pair[1]))
                count += 1
    return count


def _state(name: str) -> str:
    inside = re.search(r"\(([^()]+)\)\s*$", name)
    return inside.group(1) if inside else name


def odds(one: OddsRatio) -> str:
    return f"{one.ratio:.2f} ({one.low:.2f}-{one.high:.2f}), {one.case}:{one.reference}"


def shown(one: Association) -> dict[str, object]:
    return {
        "cause": one.cause,
        "effect": one.effect,
        "shape": one.shape.value,
        "within": one.within_days,
        "q": one.q,
        "order_found": odds(one.order_found),
        "order": odds(one.order),
        "level_found": odds(one.level_found),
        "level": odds(one.level),
        "pairs": one.pairs,
        "own_pairs": len(one.own_pairs),
        "own_raised": sum(pair.odds.raised for pair in one.own_pairs),
    }


def simulate(count: int) -> None:
    for odds_ratio in (1.0, PLANTED):
        found = other = screened = holds = 0
        ratios = []
        for seed in range(count):
            measured = measure_history(simulated_history(seed, odds=odds_ratio))
            screened += measured.screened
            for one in measured.associations:
                planted = (one.cause, one.effect, one.shape.value) == ("ACCUSE", "REJECT", "back")
                found += planted
                other += not planted
                if planted:
                    ratios.append(one.order.ratio)
                    holds += one.order.low <= 2.0 <= one.order.high
        print(
            json.dumps(
                {
                    "histories": count,
                    "odds_ratio": odds_ratio,
                    "screened": screened,
                    "planted_found": found,
                    "others_found": other,
                    "mean_ratio": round(sum(ratios) / len(ratios), 2) if ratios else None,
                    "interval_holds_2": holds,
                }
            ),
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--within", type=int, nargs="+", default=[7, 14, 28])
    parser.add_argument("--simulate", type=int, default=0)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        file = options.save or Path(scratch) / "history.csv"
        count = write_history(options.shared, file)
        start = time.process_time()
        history = read_history(file, load_packs())
        reading = time.process_time() - start
    print(
        json.dumps(
            {
                "rows": count,
                "events": len(history.events),
                "statements": history.other,
                "damaged": len(history.damaged),
                "cpu_s": round(reading, 1),
            }
        )
    )
    for within in options.within:
        start = time.process_time()
        measured = measure_history(history.events, within_days=within)
        counts = {
            name: getattr(measured, name)
            for name in (
                *("within_days", "events", "days", "pairs", "tested", "together", "screened"),
                *("naive", "naive_tested"),
            )
        }
        seconds = round(time.process_time() - start, 1)
        print(json.dumps({**counts, "hold": len(measured.associations), "cpu_s": seconds}), flush=True)
        for one in measured.associations:
            print(json.dumps({"holds": True, **shown(one)}), flush=True)
        for one in measured.unconfirmed:
            print(json.dumps({"holds": False, **shown(one)}), flush=True)
    if options.simulate:
        simulate(options.simulate)


if __name__ == "__main__":
    main()
