"""What a further language would cost: the same heads, trained on English alone, on the Indonesian tests.

Run after `training.make` with the same folders: `python -m training.crosslingual FOLDER_OF_DATA_SETS`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch

from training.batches import encode
from training.encoder import build_encoder
from training.loop import Corpus, train
from training.make import THREE, Bench, prepare
from training.measure import read_tags, read_trees
from training.scores import score_names, score_trees
from training.sources import names, own, treebank
from training.tasks import Reader

TREEBANKS = ("en_ewt-ud-train", "en_pud-ud-test")
NAMES = ("wikigold", "wnut17", "uner-dev", "uner-pud", "foreign_news_en_train")
SYNTAX_TESTS = ("id_gsd-ud-test", "id_csui-ud-test", "id_pud-ud-test", "en_ewt-ud-test")
NAME_TESTS = ("idner-test", "nergrit-valid", "uner-test")


def measure(bench: Bench, reader: Reader) -> dict[str, dict[str, float]]:
    """Return the scores on the Indonesian tests, read in the habits of English corpora, and on English ones."""
    scores = {}
    for name in SYNTAX_TESTS:
        examples = [replace(example, scheme="en_ewt") for example in treebank(bench.data, name)]
        found = read_trees(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
        scores[name] = score_trees([example.tree for example in examples if example.tree], found)
    tests = {name: names(bench.data, name) for name in NAME_TESTS}
    tests["foreign_news_id_test"] = own(bench.data, "foreign_news_id_test")
    for name, rows in tests.items():
        scheme = "neraca" if name == "foreign_news_id_test" else "uner"
        examples = [replace(row, scheme=scheme) for row in rows]
        tags = read_tags(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
        gold = [[allowed[0] for allowed in row.tags or ()] for row in rows]
        scores[name] = score_names(gold, tags, THREE)
    return scores


def main() -> None:
    """Train on English alone and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=1.5)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    bench = prepare(options.data, options.work)
    reader = Reader(build_encoder(bench.package, bench.kept), bench.labels)
    corpora = [Corpus(name=name, sentences=bench.encode(bench.trees[name])) for name in TREEBANKS]
    corpora += [Corpus(name=name, sentences=bench.encode(bench.names[name])) for name in NAMES]
    train(reader, corpora, labels=bench.labels, marks=bench.marks, epochs=options.epochs, rate=2e-4)
    scores = measure(bench, reader)
    (options.work / "crosslingual.json").write_text(json.dumps(scores, indent=2))
    for name, row in scores.items():
        print(name, " ".join(f"{key} {value:.1f}" for key, value in row.items()))


if __name__ == "__main__":
    main()
