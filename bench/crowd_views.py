"""Build all views of a store as the web app's worker does, and say what each costs (bench/crowd.py).

python bench/crowd_views.py FOLDER [--again] [--profile STEP]

Prints one JSON object a line: CPU seconds of this process and peak megabytes of every step; `--again` adds one article
and builds once more in the same process; `--profile` with the name of a step, `account`, `background` or
`relations`, prints its dearest functions.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pickle
import pstats
import random
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import crowd_words as say

from neraca.packs.catalogue import load_packs
from neraca.records import Document, Found, Reading
from neraca.service.accounts import build_account
from neraca.service.background import gather_background
from neraca.service.keeping import forget_conclusions
from neraca.service.relations import gather_relations
from neraca.store import Store

AT = datetime(2026, 1, 2, tzinfo=UTC)


def measure_views(folder: Path, *, again: bool = False, profile: str = "") -> None:
    """Build, and where asked build again after one more article."""
    forget_conclusions(folder)
    built = _build(folder, measure="build", profile=profile)
    _measure_hand_over(built)
    if again:
        last = built[0].documents[-1]
        del built
        with Store.open(folder) as store, store.writing() as writer:
            added = _one_more(last, at=int(time.time()))
            writer.put_original(added.text.encode(), "text/plain")
            writer.put_reading(Reading(document=added), AT)
        _build(folder, measure="rebuild", profile=profile)


def _build(folder: Path, *, measure: str, profile: str) -> tuple[Any, ...]:
    times: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        watch = cProfile.Profile() if name == profile else None
        began = time.process_time()
        found = step() if watch is None else watch.runcall(step)
        times[name] = round(time.process_time() - began, 1)
        if watch is not None:
            pstats.Stats(watch).sort_stats("tottime").print_stats(30)
            pstats.Stats(watch).sort_stats("cumtime").print_stats(60)
        print(json.dumps({"step": name, "seconds": times[name], "peak_mb": _peak()}), flush=True)
        return found

    with Store.open(folder) as store:
        account = timed("account", lambda: build_account(store))
        own = store.findings()
    packs = load_packs()
    background = timed("background", lambda: gather_background(account, packs, own=own))
    relations = timed("relations", lambda: gather_relations(account, packs, background=background))
    size = {"documents": len(account.documents), "claims": len(account.claims), "events": len(account.events)}
    size |= {"derivations": len(account.derivations), "entries": len(account.entries)}
    size |= {"stories": len(background.stories), "outlooks": len(relations.outlooks)}
    size |= {"restrictions": len(relations.restrictions), "charges": len(relations.charges)}
    size |= {"said": len(relations.reactions.said), "measured": len(relations.measured)}
    print(json.dumps({"measure": measure, **size, **times, "peak_mb": _peak()}), flush=True)
    return account, background, relations


def _measure_hand_over(built: tuple[Any, ...]) -> None:
    began = time.process_time()
    packed = pickle.dumps(built, protocol=5)
    dumped = time.process_time()
    pickle.loads(packed)
    loaded = time.process_time()
    found = {"dumps": round(dumped - began, 1), "loads": round(loaded - dumped, 1), "mb": len(packed) // 2**20}
    print(json.dumps({"measure": "pickle", **found}), flush=True)


def _one_more(last: Document, *, at: int) -> Document:
    chance = random.Random(at)
    text = ". ".join(say.filler(chance, "id") for _ in range(12)) + ".\n"
    return replace(
        last,
        name=f"later-{at}.txt",
        language="id",
        text=text,
        title=None,
        zones=(),
        published=Found(value=str(last.day), how="given"),
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--profile", default="", choices=("", "account", "background", "relations"))
    options = parser.parse_args()
    measure_views(options.folder, again=options.again, profile=options.profile)


if __name__ == "__main__":
    main()
