"""Import event histories and say what each gives once it is coded.

python bench/event_histories.py FOLDER [FOLDER ...] [--form icews] [--from 2014-01-01]

For each folder one JSON object: rows, seconds of import and of coding, size of the store, largest memory so far, how
many events between actors and between states come of it, what is left out and why, and names of acts without a type.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from neraca.packs.catalogue import load_packs
from neraca.packs.relations import load_relations
from neraca.service.event_sets import history_events
from neraca.service.imports import ImportOptions, import_file
from neraca.store import Store


def measured(folder: Path, form: str, first_day: date | None) -> dict[str, object]:
    packs = load_packs()
    with tempfile.TemporaryDirectory() as scratch, Store.create(Path(scratch)) as store:
        start = time.process_time()
        done = import_file(folder, store, packs, name=form, options=ImportOptions(name="set", first_day=first_day))
        imported = time.process_time()
        coded = history_events(store, None, packs, name="set")
        finished = time.process_time()
        (events,) = store.event_sets()
        size = sum(file.stat().st_size for file in Path(scratch).iterdir())
    table = coded.table
    is_state = np.array([":" not in actor for actor in table.actors])
    return {
        "history": folder.name,
        "rows": events.rows,
        "damaged": done.failed,
        "first": events.first.isoformat(),
        "last": events.last.isoformat(),
        "import_cpu_s": round(imported - start, 1),
        "coding_cpu_s": round(finished - imported, 1),
        "store_mb": round(size / 1e6, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "coded": len(coded),
        "between_states": int((is_state[table.source] & is_state[table.target]).sum()),
        "actors": len(table.actors),
        "types": len(table.relations),
        "left_out": dict(coded.left_out),
        "unknown_acts": [name for name in events.relations if load_relations().type_of(name) is None],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--form", default="icews")
    parser.add_argument("--from", dest="first_day", type=date.fromisoformat)
    options = parser.parse_args()
    for folder in options.folders:
        print(json.dumps(measured(folder, options.form, options.first_day)), flush=True)


if __name__ == "__main__":
    main()
