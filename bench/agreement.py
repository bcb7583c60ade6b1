"""How far two annotators agree on the acts of our own sentences: `python bench/agreement.py`.

A tenth of training/corpus/written_*.jsonl was labelled a second time by annotators who had the same guide and saw no
first labels (second_*.jsonl, by digest of the text). Acts agree when they have one type and their triggers meet;
optional acts of either count neither way. Of agreed acts, the parties agree when on each side every party of one meets
one of the other (equal parties of a mutual act count as one side); stage, negation and certainty when they are equal.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from neraca.records import MUTUAL_TYPES

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.sources import DIGEST, OWN

Row = dict[str, Any]
FIELDS = ("parties", "stage", "negated", "certainty")


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def meet(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def same_side(first: list[list[int]], second: list[list[int]]) -> bool:
    return all(any(meet(a, b) for b in second) for a in first) and all(any(meet(a, b) for a in first) for b in second)


def same_parties(first: Row, second: Row) -> bool:
    sides = [(act.get("actor", []), act.get("recipient", [])) for act in (first, second)]
    if first["type"] in MUTUAL_TYPES:
        sides = [(actor + recipient, []) for actor, recipient in sides]
    return all(same_side(one, other) for one, other in zip(*sides, strict=True))


def compare(first: list[Row], second: list[Row], counts: Counter[str]) -> None:
    free = list(second)
    for act in sorted(first, key=lambda act: act.get("optional", False)):
        same = next((o for o in free if o["type"] == act["type"] and meet(o["trigger"], act["trigger"])), None)
        if same is not None:
            free.remove(same)
        if act.get("optional"):
            continue
        counts["first"] += 1
        if same is None:
            continue
        counts["both"] += 1
        counts["parties"] += same_parties(act, same)
        counts["stage"] += act["stage"] == same["stage"]
        counts["negated"] += act.get("negated", False) == same.get("negated", False)
        counts["certainty"] += act.get("certainty", "plain") == same.get("certainty", "plain")
    counts["extra"] += sum(not act.get("optional") for act in free)


def main() -> None:
    for language in ("id", "en"):
        counts: Counter[str] = Counter()
        second = {row["digest"]: row["acts"] for row in rows(OWN / f"second_{language}.jsonl")}
        for row in rows(OWN / f"written_{language}.jsonl"):
            digest = hashlib.sha256(row["text"].encode()).hexdigest()[:DIGEST]
            if digest in second:
                counts["sentences"] += 1
                compare(row["acts"], second[digest], counts)
        both = counts["both"]
        f1 = 200 * both / (counts["first"] + both + counts["extra"])
        shares = " ".join(f"{field} {100 * counts[field] / both:.1f}" for field in FIELDS)
        print(f"{language}: {counts['sentences']} sentences, acts F1 {f1:.1f}; of {both} agreed acts: {shares}")


if __name__ == "__main__":
    main()
