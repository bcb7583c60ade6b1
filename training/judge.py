"""Fits the weights that decide whether a possible act is a claim: `python -m training.judge FOLDER_OF_DATA_SETS`.

Learns from the sentences with acts that were kept from the reader's training (every sixth of the real ones): what the
rules and the reader propose there is right, wrong, or optional and then left out. Logistic regression, L2 2.0, by
Newton's method; written to `worth.json` beside the model. Run it after `training.make`, in the program's environment.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neraca.extract import claims as extraction
from neraca.extract.drafts import Draft
from neraca.extract.worth import features
from neraca.packs.catalogue import load_packs
from neraca.packs.worth import WEIGHTS, WorthBook
from neraca.pipeline.reading import analyse

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from labels import read_gold
from matching import pair
from rows import document

HELD_OUT = 6  # as in training/acting.py
L2 = 2.0
# About where F1 on those sentences is highest (it is flat from 0.3 to 0.45), with a little weight on being right.
LEAST = 0.4
LEAST_LISTED = 0.2
Features = dict[str, float]


def possible_acts(data: Path) -> Iterator[tuple[Features, bool]]:
    """What is proposed in the sentences kept from training, and whether it is right."""
    seen: dict[tuple[int, str], Features] = {}

    def remember(draft: Draft, book: WorthBook) -> float:
        start = draft.line.words[draft.trigger.first].start
        seen[start, draft.event] = features(draft, book)
        return 1.0

    extraction.probability = remember  # type: ignore[attr-defined]
    packs = load_packs()
    for language in ("id", "en"):
        path = Path(__file__).parent / "corpus" / f"acts_{language}_train.jsonl"
        for sentence in read_gold(path, data, HELD_OUT):
            seen.clear()
            claims = analyse(document(sentence.text, language), packs).claims
            pairs, wrong = pair(sentence.acts, claims)
            right = {claim.id for _, claim in pairs if claim is not None}
            for claim in claims:
                row = seen.get((claim.trigger.span.start, claim.event))
                if row is not None and (claim.id in right or claim in wrong):
                    yield row, claim.id in right


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic model, with an L2 penalty on all of them."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - right) + L2 * weights
        curve = (rows * (likely * (1.0 - likely))[:, None]).T @ rows + L2 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/neraca/data/models/reader"))
    options = parser.parse_args()
    found = list(possible_acts(options.data))
    if not found:
        sys.exit(f"{options.data} holds none of the sentences that the labels point into")
    names = list(found[0][0])
    rows = np.array([[row[name] for name in names] for row, _ in found])
    weights = fit(rows, np.array([float(right) for _, right in found]))
    model = {
        "weights": {name: round(float(one), 3) for name, one in zip(names, weights, strict=True)},
        "least": LEAST,
        "least_listed": LEAST_LISTED,
    }
    (options.out / WEIGHTS).write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(len(found), "possible acts", json.dumps(model))


if __name__ == "__main__":
    main()
