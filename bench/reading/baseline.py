"""A baseline beside the trained reader: spaCy's convolutional pipelines, trained on the same corpora, without vectors.

Syntax is tok2vec, morphologizer and parser; names are tok2vec and ner; all as in spaCy's own starting configuration
for processors. The words are given, as is the end of each sentence. Relations are learned without their subtypes,
which the scores leave out too. Schedules are fixed: no test chose an epoch. Speed is counted in processor time.

Needs spaCy, not torch. Run with the folder of data sets:
`OMP_NUM_THREADS=1 python bench/reading/baseline.py FOLDER --out FILE.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example as Pair
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, compounding, fix_random_seed, warmup_linear

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from neraca.packs.language import load_language
from training.corpora import TAGS, Example, Tree, split_clitics
from training.scores import names_of, score_names, score_trees
from training.sources import names, treebank

SEED = 7
RATE = 1e-3
WARMUP = 250  # batches
DROPOUT = 0.1
WIDTH, DEPTH = 96, 4
HASHED = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}  # rows of spaCy's starting configuration
THREE = ("person", "organisation", "place")
OLDER = "id_gsd-OLD2017-train"
NEWER = ("id_gsd-ud-dev", "id_csui-ud-train")
CLITIC = "nmod"  # what the newer treebanks call a clitic most often
ID_TREES = ("id_gsd-ud-test", "id_csui-ud-test", "id_pud-ud-test")
Scores = dict[str, dict[str, float]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one pipeline learns from, in phases of a number of epochs, and what measures it."""

    name: str
    code: str
    phases: tuple[tuple[int, tuple[str, ...]], ...]
    tests: tuple[str, ...]
    parted: bool = False  # the clitics of the older trees become words, as the newer ones have them


SYNTAX = (
    Plan(name="id syntax", code="id", phases=((10, (OLDER, *NEWER)),), tests=ID_TREES),
    Plan(
        name="id syntax, clitics parted, newer trees last",
        code="id",
        phases=((8, (OLDER, *NEWER)), (6, NEWER)),
        tests=ID_TREES,
        parted=True,
    ),
    Plan(name="en syntax", code="en", phases=((10, ("en_ewt-ud-train",)),), tests=("en_ewt-ud-test",)),
)
NAMES = (
    Plan(
        name="id names",
        code="id",
        phases=((10, ("idner-train", "nergrit-train")),),
        tests=("idner-test", "nergrit-valid"),
    ),
    Plan(name="en names", code="en", phases=((10, ("wikigold", "uner-dev", "uner-pud")),), tests=("uner-test",)),
)


def build(code: str, components: dict[str, dict[str, Any]]) -> Language:
    """Return an untrained pipeline whose components share one convolutional tok2vec."""
    nlp = spacy.blank(code)
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": list(HASHED),
        "rows": list(HASHED.values()),
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": model})
    for name, own in components.items():
        listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
        nlp.add_pipe(name, config={"model": {**own, "tok2vec": listener}})
    return nlp


def transitions(state: str, hidden: int, pieces: int) -> dict[str, Any]:
    """Return the model of spaCy's parser (`parser`) or of its names (`ner`)."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": pieces,
        "use_upper": True,
        "nO": None,
    }


def build_syntax(code: str) -> Language:
    """Return an untrained pipeline for syntax."""
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False}
    return build(code, {"morphologizer": tagger, "parser": transitions("parser", 128, 3)})


def build_names(code: str) -> Language:
    """Return an untrained pipeline for names."""
    return build(code, {"ner": transitions("ner", 64, 2)})


def make_doc(nlp: Language, example: Example) -> Doc:
    """Return the words of a sentence as spaCy takes them, known to be one sentence."""
    starts = [number == 0 for number in range(len(example.words))]
    return Doc(nlp.vocab, words=list(example.words), spaces=_spaces_after(example), sent_starts=starts)


def _spaces_after(example: Example) -> list[bool]:
    return [*example.spaces[1:], True]


def pair_tree(nlp: Language, example: Example) -> Pair:
    """Return a sentence with its tree to learn."""
    tree = example.tree
    assert tree is not None
    gold = Doc(
        nlp.vocab,
        words=list(example.words),
        spaces=_spaces_after(example),
        pos=list(tree.upos),
        morphs=["" if feats == "_" else feats for feats in tree.feats],
        heads=[head - 1 if head else number for number, head in enumerate(tree.heads)],
        deps=[
            relation.split(":")[0] if head else "ROOT"
            for head, relation in zip(tree.heads, tree.relations, strict=True)
        ],
    )
    return Pair(make_doc(nlp, example), gold)


def pair_names(nlp: Language, example: Example) -> Pair:
    """Return a sentence with its names to learn."""
    gold = make_doc(nlp, example)
    gold.set_ents([Span(gold, start, end, kind) for start, end, kind in sorted(names_of(first_tags(example)))])
    return Pair(make_doc(nlp, example), gold)


def first_tags(example: Example) -> list[str]:
    """Return the first of the tags that the corpus allows for each word."""
    return [tags[0] for tags in example.tags or ()]


def learn(nlp: Language, phases: Sequence[tuple[int, Sequence[Pair]]]) -> None:
    """Train a pipeline on its phases, the rate rising over the first batches and falling to nothing over all."""
    random.seed(SEED)
    fix_random_seed(SEED)
    nlp.initialize(lambda: list(chain(*(pairs for _, pairs in phases))))
    batches = list(_batches(phases))
    rate = warmup_linear(RATE, min(WARMUP, len(batches) // 4), len(batches))
    optimizer = Adam(rate, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True)
    for batch in batches:
        nlp.update(batch, sgd=optimizer, drop=DROPOUT)
        optimizer.step_schedules()


def _batches(phases: Sequence[tuple[int, Sequence[Pair]]]) -> Iterator[list[Pair]]:
    size = compounding(100.0, 1000.0, 1.001)
    for epochs, pairs in phases:
        for _ in range(epochs):
            yield from minibatch_by_words(random.sample(pairs, len(pairs)), size=size, discard_oversize=False)


def tree_of(doc: Doc) -> Tree:
    """Return the tree that spaCy found."""
    return Tree(
        heads=tuple(0 if token.head.i == token.i else token.head.i + 1 for token in doc),
        relations=tuple("root" if token.head.i == token.i else token.dep_ for token in doc),
        upos=tuple(token.pos_ for token in doc),
        feats=tuple("|".join(sorted(str(token.morph).split("|"), key=str.lower)) or "_" for token in doc),
    )


def tags_of(doc: Doc) -> list[str]:
    """Return the name tags that spaCy found."""
    return [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else TAGS[0] for token in doc]


def read(nlp: Language, examples: Sequence[Example]) -> tuple[list[Doc], float]:
    """Return what the pipeline reads, and the seconds of processor time that it took."""
    docs = [make_doc(nlp, example) for example in examples]
    start = time.process_time()
    found = list(nlp.pipe(docs, batch_size=256))
    return found, time.process_time() - start


def trees_for(data: Path, plan: Plan, name: str) -> list[Example]:
    """Return a treebank as the plan wants it."""
    examples = treebank(data, name)
    if not (plan.parted and name == OLDER):
        return examples
    whole = load_language("id").tokens.whole
    return [_name_clitics(split_clitics(example, whole)) for example in examples]


def _name_clitics(example: Example) -> Example:
    assert example.tree is not None
    relations = tuple(CLITIC if relation == "clitic" else relation for relation in example.tree.relations)
    return replace(example, tree=replace(example.tree, relations=relations))


def run_syntax(data: Path, plan: Plan, limit: int | None) -> Scores:
    """Train and measure a pipeline for syntax."""
    nlp = build_syntax(plan.code)
    corpora = {
        name: [pair_tree(nlp, example) for example in trees_for(data, plan, name)[:limit]]
        for name in {name: None for _, sources in plan.phases for name in sources}
    }
    start = time.process_time()
    learn(nlp, [(epochs, list(chain(*(corpora[name] for name in sources)))) for epochs, sources in plan.phases])
    trained, scores, words, seconds = time.process_time() - start, {}, 0, 0.0
    for name in plan.tests:
        examples = treebank(data, name)[:limit]
        found, spent = read(nlp, examples)
        trees = [tree_of(doc) for doc in found]
        scores[name] = score_trees([example.tree for example in examples if example.tree], trees)
        scores[name]["several_roots"] = sum(tree.heads.count(0) > 1 for tree in trees)
        words, seconds = words + sum(map(len, found)), seconds + spent
    return scores | {"costs": _costs(nlp, words / seconds, trained)}


def run_names(data: Path, plan: Plan, limit: int | None) -> Scores:
    """Train and measure a pipeline for names."""
    nlp = build_names(plan.code)
    phases = [
        (epochs, [pair_names(nlp, example) for source in sources for example in names(data, source)[:limit]])
        for epochs, sources in plan.phases
    ]
    start = time.process_time()
    learn(nlp, phases)
    trained, scores, words, seconds = time.process_time() - start, {}, 0, 0.0
    for name in plan.tests:
        examples = names(data, name)[:limit]
        found, spent = read(nlp, examples)
        scores[name] = score_names([first_tags(example) for example in examples], map(tags_of, found), THREE)
        words, seconds = words + sum(map(len, found)), seconds + spent
    return scores | {"costs": _costs(nlp, words / seconds, trained)}


def _costs(nlp: Language, speed: float, trained: float) -> dict[str, float]:
    return {
        "words_per_s": round(speed),
        "megabytes": round(len(nlp.to_bytes()) / 1e6, 1),
        "training_s": round(trained),
    }


def print_table(results: dict[str, Scores]) -> None:
    """Print one row for each test."""
    for plan, scores in results.items():
        costs = " ".join(f"{name} {value:g}" for name, value in scores["costs"].items())
        print(f"{plan} ({costs})")
        for test, row in scores.items():
            if test != "costs":
                print(f"  {test:16}", "  ".join(f"{name} {value:6.2f}" for name, value in row.items()))


def main() -> None:
    """Train all pipelines, write their scores and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of data sets, with ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="the JSON file of scores; what it holds is kept")
    parser.add_argument("--limit", type=int, help="take only so many sentences of each corpus, to try the script")
    options = parser.parse_args()
    results: dict[str, Scores] = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    for run, plans in ((run_names, NAMES), (run_syntax, SYNTAX)):
        for plan in plans:
            if plan.name in results:
                continue
            results[plan.name] = run(options.data, plan, options.limit)
            options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
            print(f"{plan.name}: done", flush=True)
    print_table(results)


if __name__ == "__main__":
    main()
