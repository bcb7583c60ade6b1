"""Indonesian PUD has only a test part: each half of it is read by a reader whose last phase saw the other half.

Run `python -m training.crossvalidate DATA` after the phase of `training.make` that learns: that saw none of it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.batches import encode
from training.corpora import Example, Tree
from training.encoder import build_encoder
from training.loop import Corpus, train
from training.make import LATE_TREEBANK, Bench, kept_or_made, prepare
from training.measure import read_trees
from training.scores import score_trees
from training.tasks import Reader

FOLDS = 2
SHARES = {"id_gsd-ud-dev": 1.0, "id_csui-ud-train": 1.0}


def read_fold(bench: Bench, learned: Path, harmonised: list[Example], fold: int) -> tuple[list[Tree], list[Tree]]:
    """Return gold and found trees of one fold, read by a reader that went on from `learned` with the other folds."""
    reader = Reader(build_encoder(bench.package, bench.kept), bench.labels)
    reader.load_state_dict(torch.load(learned), strict=False)
    examples = bench.trees[LATE_TREEBANK]
    taught = [example for number, example in enumerate(examples) if number % FOLDS != fold]
    asked = [example for number, example in enumerate(examples) if number % FOLDS == fold]
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in SHARES.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=0.3))
    corpora.append(Corpus(name=LATE_TREEBANK, sentences=bench.encode(taught), share=3.0))
    train(reader, corpora, labels=bench.labels, marks=bench.marks, epochs=1.0, rate=1e-4, seed=7)
    found = read_trees(reader, encode(asked, bench.tokenizer, bench.marks), bench.labels, bench.marks)
    return [example.tree for example in asked if example.tree], found


def main() -> None:
    """Read every fold and print the scores over all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    bench = prepare(options.data, options.work)
    harmonised = kept_or_made(options.work / "harmonised.pickle", list)
    gold: list[Tree] = []
    found: list[Tree] = []
    for fold in range(FOLDS):
        true, read = read_fold(bench, options.work / "learned.pt", harmonised, fold)
        gold += true
        found += read
    scores = {LATE_TREEBANK: score_trees(gold, found)}
    (options.work / "crossvalidated.json").write_text(json.dumps(scores, indent=2))
    print(scores)


if __name__ == "__main__":
    main()
