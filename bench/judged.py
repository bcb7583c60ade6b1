"""What the program makes of claims that a person judged: `python bench/judged.py GOLD.jsonl STORE`.

GOLD.jsonl is what `neraca export gold` wrote (docs/judgements.md), STORE a folder with the same articles; only their
texts are taken from it, and read anew. In percent:

  right    of the claims judged right, those that are read as they were
  misread  of the claims judged misread, those that are now read as the person says
  wrong    of the claims judged wrong, those that are no longer made

A claim is read so when one in the same place (spans that overlap by half of the shorter one) has the same event, stage,
negation, certainty, parties and item classes; parties of a mutual act count as one side.

    --floors FLOORS.toml   exit 1 where a figure is under its floor: right, misread, wrong, and `corpus`, the digest of
                           GOLD that this prints; a person moves them up by hand

Exit codes: 0 fine; 1 under a floor, or other examples than those of the floors; 2 usage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline.reading import analyse
from neraca.publish.exports import claim_row
from neraca.records import MUTUAL_TYPES, Document
from neraca.store import Store

Row = Mapping[str, Any]
MARKS = ("right", "misread", "wrong")
ONE_FIELDS = ("event", "stage", "negated", "certainty")


@dataclass(frozen=True)
class Score:
    """Of the examples of one mark: how many came out as a person wants it, those that did not, and those not there."""

    asked: int
    good: int
    missed: tuple[Row, ...]
    absent: int

    @property
    def share(self) -> float:
        return 100 * self.good / self.asked if self.asked else 100.0


def says_the_same(one: Row, other: Row) -> bool:
    """Whether two rows of claims stand in one place and agree in all that a person can correct."""
    return (
        _overlap(one["span"], other["span"])
        and all(one[name] == other[name] for name in ONE_FIELDS)
        and (_parties(one) == _parties(other) and _classes(one) == _classes(other))
    )


def score(gold: Iterable[Row], found: Mapping[str, Sequence[Row]], texts: Mapping[str, str]) -> dict[str, Score]:
    """Scores by mark.

    Args:
        gold: Examples.
        found: Rows of the claims read now, by document.
        texts: Of the documents; an example whose words do not stand in one counts as absent.
    """
    listed = [row for row in gold if row.get("judged") in MARKS]
    scores = {}
    for mark in MARKS:
        rows = [row for row in listed if row["judged"] == mark]
        there = [row for row in rows if _stands(row, texts)]
        made = [any(says_the_same(row, other) for other in found.get(row["document"], ())) for row in there]
        missed = tuple(row for row, is_made in zip(there, made, strict=True) if is_made is (mark == "wrong"))
        scores[mark] = Score(len(there), len(there) - len(missed), missed, len(rows) - len(there))
    return scores


def under(scores: Mapping[str, Score], floors: Mapping[str, Any], digest: str) -> list[str]:
    """A line for each floor that does not hold."""
    faults = [] if floors.get("corpus") in (None, digest) else ["the examples are not those of the floors"]
    for mark in MARKS:
        floor = floors.get(mark)
        if floor is not None and (scores[mark].share < floor or scores[mark].absent):
            faults.append(f"{mark}: {scores[mark].share:.1f}, {scores[mark].absent} absent; its floor is {floor}")
    return faults


def read_again(documents: Iterable[Document], packs: Packs) -> dict[str, list[Row]]:
    """Rows of the claims that the program reads now, by document."""
    return {one.label: [claim_row(claim, one) for claim in analyse(one, packs).claims] for one in documents}


def _stands(row: Row, texts: Mapping[str, str]) -> bool:
    span = row["span"]
    return texts.get(row["document"], "")[span["start"] : span["end"]] == span["exact"]


def _overlap(one: Row, other: Row) -> bool:
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return common > 0 and 2 * common >= min(one["end"] - one["start"], other["end"] - other["start"])


def _parties(row: Row) -> tuple[frozenset[str], ...]:
    sides = [frozenset(party["id"] for party in row[name]) for name in ("actor", "recipient")]
    return (sides[0] | sides[1],) if row["event"] in MUTUAL_TYPES else tuple(sides)


def _classes(row: Row) -> frozenset[str]:
    return frozenset(item["class"] for item in row["items"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="what `neraca export gold` wrote")
    parser.add_argument("store", type=Path, help="the folder of a store with the articles")
    parser.add_argument("--floors", type=Path, metavar="FLOORS.toml", help="exit 1 when a figure is under its floor")
    options = parser.parse_args()
    content = options.gold.read_bytes()
    gold = [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]
    digest = hashlib.sha256(content).hexdigest()[:16]
    wanted = {row["document"] for row in gold}
    with Store.open(options.store) as store:
        documents = [one for one in store.documents() if one.label in wanted]
    texts = {one.label: one.text for one in documents}
    scores = score(gold, read_again(documents, load_packs()), texts)
    for mark, one in scores.items():
        print(f"{mark:8} {one.share:5.1f}  ({one.good} of {one.asked}, {one.absent} absent)")
        for row in one.missed:
            print(f"    {row['document']} [{row['span']['start']}:{row['span']['end']}] {row['event']} {row['stage']}")
    print(f"corpus   {digest}")
    floors = tomllib.loads(options.floors.read_text(encoding="utf-8")) if options.floors else {}
    faults = under(scores, floors, digest)
    for fault in faults:
        print(f"judged: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
