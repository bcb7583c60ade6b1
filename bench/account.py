"""Measure the whole account: seconds of each step from documents and claims to events and ledger.

python bench/account.py FOLDER [--documents 2000] [--claims 8] [--profile]

FOLDER holds IndoSum's `*.jsonl`; its articles are dated over 900 days, and every tenth is an edited copy of an earlier
one (bench/lineage.py). Claims are invented (bench/link.py), so many a document; a copy repeats its original's. Prints
one JSON object: CPU seconds of `build_account` and of each of its steps; `--profile` adds its dearest functions.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from lineage import document, edit, flat, real

from link import claims_of
from neraca.pipeline import account
from neraca.records import Claim, Document, Evidence

STEPS = (
    "find_credits",
    "find_derivations",
    "own_words",
    "tell",
    "group_as_judged",
    "find_fulfilments",
    "assess_groups",
    "build_timeline",
    "build_ledger",
)


def made_store(folder: Path, *, count: int, claims: int) -> tuple[list[Document], list[Claim]]:
    """Documents, and claims of them."""
    chance = random.Random(13)
    articles = real(folder)
    pool = [word for sentences in articles[:50] for sentence in sentences for word in sentence if word.isalpha()]
    documents: list[Document] = []
    copied: dict[str, str] = {}
    for at in range(count):
        sentences = articles[at % len(articles)]
        day = at * 900 // count
        if at % 10 == 9:
            sentences = edit(chance, articles[(at - 5) % len(articles)], share=0.15, kept=0.9, pool=pool)
        own = document(f"{at}", flat(sentences), day=day, outlet=f"Media {at % 40}")
        if at % 10 == 9:
            copied[own.id] = documents[at - 5].id
        documents.append(own)
    originals = [one for one in documents if one.id not in copied]
    own_claims = list(claims_of(chance, originals, count=claims * len(originals)))
    by_document: dict[str, list[Claim]] = {}
    for claim in own_claims:
        by_document.setdefault(claim.document, []).append(claim)
    repeated = [_moved(claim, child) for child, parent in copied.items() for claim in by_document.get(parent, ())]
    return documents, own_claims + repeated


def _moved(value: Any, name: str) -> Any:
    """The same claim, or part of one, in another document."""
    if isinstance(value, Evidence):
        return replace(value, document=name)
    if isinstance(value, tuple):
        return tuple(_moved(part, name) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _moved(getattr(value, one.name), name) for one in fields(value)})
    return value


def timed(name: str, times: dict[str, float]) -> Callable[..., Any]:
    """A step of the account that notes how long it took."""
    step = getattr(account, name)

    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        found = step(*given, **named)
        times[name] = times.get(name, 0.0) + time.process_time() - start
        return found

    return run


def measure(documents: Sequence[Document], claims: Sequence[Claim]) -> dict[str, object]:
    """CPU seconds of all and by step."""
    times: dict[str, float] = {}
    for name in STEPS:
        setattr(account, name, timed(name, times))
    start = time.process_time()
    built = account.build_account(documents, claims)
    seconds = time.process_time() - start
    return {
        "measure": "account",
        "documents": len(documents),
        "claims": len(claims),
        "derivations": len(built.derivations),
        "events": len(built.events),
        "entries": len(built.entries),
        "seconds": round(seconds, 2),
        **{name: round(taken, 2) for name, taken in times.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--claims", type=int, default=8, help="of each document")
    parser.add_argument("--profile", action="store_true", help="print the dearest functions")
    options = parser.parse_args()
    documents, claims = made_store(options.folder, count=options.documents, claims=options.claims)
    profile = cProfile.Profile()
    if options.profile:
        profile.enable()
    print(json.dumps(measure(documents, claims)), flush=True)
    if options.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
