"""Fits the weights by which two claims are compared: `python -m training.comparison`.

Learns from our own stories (`training/linking`, without `stories_b`, which is the test): pairs of claims that nothing
keeps apart, of one event or not. Logistic regression, L2 2.0, by Newton's method; written to `data/models/link`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from neraca.link.comparison import barrier, features
from neraca.link.told import tell
from neraca.packs.comparison import CLAIMS
from neraca.packs.meaning import load_meaning_space
from training.judge import fit

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from story_labels import LabelledClaims, read_articles, read_claims

PARTS = ("stories_a", "stories_c", "stories_d")
OUT = Path("src/neraca/data/models/link") / CLAIMS
LEAST = 0.35
MARGIN = 0.05


def comparable_pairs(known: LabelledClaims) -> Iterator[tuple[dict[str, float], bool]]:
    """What speaks for and against every pair of labelled claims that share a party, and whether it is of one event."""
    told = tell(known.claims, known.documents, roots={}, meanings=known.meanings, space=load_meaning_space())
    labelled = [one for one in told if one.id in known.events]
    for one, other in combinations(labelled, 2):
        shared = one.outline.parties_known & other.outline.parties_known
        if shared and not barrier(one.outline, other.outline):
            yield features(one, other), known.events[one.id] == known.events[other.id]


def main() -> None:
    """Fit and write the weights."""
    found = [pair for part in PARTS for pair in comparable_pairs(read_claims(read_articles(part)))]
    names = sorted({name for row, _ in found for name in row})
    rows = np.array([[row.get(name, 0.0) for name in names] for row, _ in found])
    weights = fit(rows, np.array([float(right) for _, right in found]))
    model = {
        "weights": {name: round(float(one), 3) for name, one in zip(names, weights, strict=True)},
        "least": LEAST,
        "margin": MARGIN,
    }
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(len(found), "pairs,", sum(right for _, right in found), "of one event;", json.dumps(model))


if __name__ == "__main__":
    main()
