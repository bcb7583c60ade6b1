"""Brings the trees of an older annotation to the newer one.

The current training file of the Indonesian GSD treebank is not at hand, a version of 2017 is: 4,477 trees whose heads
agree with the newer annotation for 93 words in 100, heads and relations for 85. The sentences of the development set
have both. A reader learns to find the newer tree from the words and the older one; it then converts the rest.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from training.batches import Marks, encode
from training.corpora import Example, align_older, split_clitics
from training.encoder import Package, build_encoder
from training.loop import Corpus, train
from training.measure import read_trees
from training.scores import score_trees
from training.sources import treebank
from training.tasks import Labels, Reader

OLD, NEW = "id_gsd-OLD2017", "id_gsd"


def pair(folder: Path, part: str, whole: frozenset[str]) -> list[Example]:
    """Return the sentences of `part` ("dev", "test") with the newer tree and the older one as hint."""
    older = [split_clitics(example, whole) for example in treebank(folder, f"{OLD}-{part}")]
    return align_older(treebank(folder, f"{NEW}-ud-{part}"), older)


def harmonise(
    folder: Path,
    *,
    package: Package,
    kept: list[int],
    tokenizer: Tokenizer,
    labels: Labels,
    marks: Marks,
    whole: frozenset[str],
    epochs: float = 10,
    held_out: int = 8,
) -> list[Example]:
    """Return the older training trees as the newer annotation would have them.

    With `held_out`, every so-many-th of the paired sentences is kept from training and the conversion of those is
    scored and printed beside the older trees as they are.
    """
    pairs = pair(folder, "dev", whole)
    taught = [example for number, example in enumerate(pairs) if not held_out or number % held_out]
    asked = [example for number, example in enumerate(pairs) if held_out and number % held_out == 0]
    older = [split_clitics(example, whole) for example in treebank(folder, f"{OLD}-train")]
    others = [*treebank(folder, "id_csui-ud-train"), *(replace(example, hint=None) for example in taught)]
    reader = Reader(build_encoder(package, kept), labels)
    corpora = [
        Corpus(name="paired", sentences=encode(taught, tokenizer, marks)),
        Corpus(name="newer", sentences=encode(others, tokenizer, marks), share=0.4),
        Corpus(name="older", sentences=encode(older, tokenizer, marks), share=0.15),
    ]
    train(reader, corpora, labels=labels, marks=marks, epochs=epochs, rate=2e-4)
    if asked:
        found = read_trees(reader, encode(asked, tokenizer, marks), labels, marks)
        gold = [example.tree for example in asked if example.tree]
        print("older trees:", score_trees(gold, [example.hint for example in asked if example.hint]))
        print("converted:  ", score_trees(gold, found))
    hinted = [replace(example, scheme=NEW, hint=example.tree, tree=None) for example in older]
    converted = read_trees(reader, encode(hinted, tokenizer, marks), labels, marks)
    return [replace(example, scheme=NEW, tree=tree, hint=None) for example, tree in zip(older, converted, strict=True)]
