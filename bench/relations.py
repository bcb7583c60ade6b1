"""Measure the views over events: CPU seconds of each on an archive.

python bench/relations.py FOLDER [--documents 1000] [--claims 8]

The archive is that of bench/account.py, with claims invented, which stand in no text: law is read in the articles' own
words without them. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from account import made_store

from neraca.packs.catalogue import load_packs
from neraca.pipeline.account import build_account
from neraca.relate.balance import Period, balance_entries
from neraca.service.association_rows import measured_rows
from neraca.service.background import gather_background
from neraca.service.law_rows import gather_law
from neraca.service.network import networks_of
from neraca.service.outlook_rows import gather_outlooks
from neraca.service.reaction_rows import reactions_of
from neraca.service.timeline_rows import gather_chronology


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--claims", type=int, default=8, help="of each document")
    options = parser.parse_args()
    documents, claims = made_store(options.folder, count=options.documents, claims=options.claims)
    packs = load_packs()
    times: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = step()
        times[name] = round(time.process_time() - start, 2)
        return found

    account = timed("account", lambda: build_account(documents, claims))
    background = timed("background", lambda: gather_background(account, packs))
    timed("balance", lambda: balance_entries(account.entries, by=Period.MONTH))
    timed("timeline", lambda: gather_chronology(account, background))
    timed("network", lambda: networks_of(account, packs))
    timed("law", lambda: gather_law(replace(account, claims=(), events=(), entries=()), packs))
    timed("reactions", lambda: reactions_of(account))
    timed("outlook", lambda: gather_outlooks(account))
    timed("measured", lambda: list(measured_rows(account, packs)))
    size = {"documents": len(documents), "claims": len(claims), "events": len(account.events)}
    print(json.dumps({"measure": "relations", **size, **times}))


if __name__ == "__main__":
    main()
