"""Makes the reader that the program ships: `python -m training.make FOLDER_OF_DATA_SETS`.

Phases, each kept in the work folder so that a broken run goes on where it stopped:
1. pieces: the vocabulary is cut to the pieces of our languages;
2. harmonised: older trees of Indonesian GSD are brought to the newer annotation;
3. learned: encoder and heads learn all tasks together, without the Indonesian PUD trees, which measure this phase;
4. finished: the encoder's layers become whole-number layers, and all learn on at a lower rate, now with PUD and with
   the heads for acts;
5. sharpened: all learn on, mostly acts;
6. begun: acts with a little of the rest, in floating point, on the sentences that were labelled first;
7. acted: the same on all sentences, at last rounding again; the vector of meaning is fitted to the untrained encoder's;
8. the model is exported.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from neraca.packs.language import load_language
from training.acting import HELD_OUT, LATE_TREEBANK, OWN, WRITTEN, act
from training.augment import replace_names, replacements
from training.batches import Marks, Sentence, collate, encode, group
from training.corpora import Example, guess_spaces, split_clitics
from training.encoder import Encoder, Package, build_encoder, find_package, read_package
from training.export import export_reader
from training.harmonise import harmonise, pair
from training.loop import Corpus, settle, train
from training.measure import (
    read_acts,
    read_meaning,
    read_tags,
    read_trees,
)
from training.pieces import build_tokenizer, choose_pieces
from training.quantised import linears
from training.scores import score_acts, score_names, score_retrieval, score_trees
from training.sources import all_sentences, english_sentences, names, news_sentences, own, treebank, written
from training.tasks import Labels, Reader, find_labels
from training.words import write_words

PIECES = 36_500
TREEBANKS = ("id_gsd-ud-dev", "id_csui-ud-train", "en_ewt-ud-train", "en_pud-ud-test")
OLDER = "id_gsd-OLD2017-train"
NAMES = ("idner-train", "nergrit-train", "wikigold", "wnut17", "uner-dev", "uner-pud")
THREE = ("person", "organisation", "place")
UNLABELLED = 3000  # sentences of each language that teach only meaning


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What all phases share."""

    data: Path
    work: Path
    package: Package
    kept: list[int]
    tokenizer: Tokenizer
    marks: Marks
    labels: Labels
    whole: frozenset[str]
    trees: dict[str, list[Example]]
    names: dict[str, list[Example]]

    def encode(self, examples: Sequence[Example]) -> list[Sentence]:
        """Cut examples into pieces; too long ones are left out."""
        return [sentence for sentence in encode(examples, self.tokenizer, self.marks) if len(sentence.ids) <= 200]


def prepare(data: Path, work: Path) -> Bench:
    """Read the corpora and cut the vocabulary."""
    package = read_package(find_package())
    trees = {name: treebank(data, name) for name in (*TREEBANKS, LATE_TREEBANK, OLDER)}
    named = {name: names(data, name) for name in NAMES} | {name: own(data, name) for name in OWN}
    kept = kept_or_made(
        work / "pieces.json", lambda: choose_pieces(package, _all_words(data, trees, named), at_most=PIECES)
    )
    whole = load_language("id").tokens.whole
    older = [split_clitics(example, whole) for example in trees[OLDER]]
    place = {number: new for new, number in enumerate(kept)}
    others = [replace(example, hint=None) for example in chain(*named.values())]
    return Bench(
        data=data,
        work=work,
        package=package,
        kept=kept,
        tokenizer=build_tokenizer(package, kept),
        marks=Marks(begin=place[package.begin], end=place[package.end], padding=place[package.padding]),
        labels=find_labels([*chain(*trees.values()), *older, *pair(data, "dev", whole), *others]),
        whole=whole,
        trees=trees,
        names=named,
    )


def kept_or_made(path: Path, make: Callable[[], Any]) -> Any:
    """Return what the file at `path` holds, or make it and keep it there."""
    if path.exists():
        return json.loads(path.read_text()) if path.suffix == ".json" else pickle.loads(path.read_bytes())
    made = make()
    if path.suffix == ".json":
        path.write_text(json.dumps(made))
    else:
        path.write_bytes(pickle.dumps(made))
    return made


def _all_words(data: Path, trees: dict[str, list[Example]], named: dict[str, list[Example]]) -> Iterator[str]:
    for example in chain(*trees.values(), *named.values(), *map(written, WRITTEN)):
        yield from spaced(example.words, example.spaces)
    for words in all_sentences(data):
        yield from spaced(words, guess_spaces(words))


def spaced(words: Sequence[str], spaces: Sequence[bool]) -> Iterator[str]:
    """Yield the words as the tokenizer takes them: with the space that stands before them."""
    for word, space in zip(words, spaces, strict=True):
        yield (" " if space else "") + word


def meaning_corpus(bench: Bench, encoder: Encoder) -> Corpus:
    """Return unlabelled sentences with the vectors that the untrained encoder gives them (with e5's mark `query:`)."""
    chance = random.Random(3)
    rows: list[Example] = []
    for sentences in (news_sentences(bench.data), english_sentences(bench.data)):
        all_rows = [words for words in sentences if 5 <= len(words) <= 45]
        for words in chance.sample(all_rows, UNLABELLED):
            rows.append(Example(words=tuple(words), spaces=guess_spaces(words), scheme="neraca"))
    asked = [
        replace(row, words=("query", ":", *row.words), spaces=(True, False, True, *row.spaces[1:])) for row in rows
    ]
    vectors = teach(bench, encoder, encode(asked, bench.tokenizer, bench.marks))
    sentences = encode(rows, bench.tokenizer, bench.marks)
    taught = [replace(sentence, meaning=vector) for sentence, vector in zip(sentences, vectors, strict=True)]
    return Corpus(name="meaning", sentences=taught, share=1.0)


@torch.no_grad()
def teach(bench: Bench, encoder: Encoder, sentences: Sequence[Sentence]) -> list[torch.Tensor]:
    """Return for each sentence the mean of its pieces' vectors, without what all sentences share, at length 1."""
    encoder.eval()
    vectors: dict[int, torch.Tensor] = {}
    for places in group(sentences, pieces=3000):
        batch = collate([sentences[place] for place in places], bench.labels, bench.marks)
        with torch.autocast("cpu", torch.bfloat16):
            last = encoder(batch.ids, batch.mask)[-1].float()
        mean = (last * batch.mask[..., None]).sum(1) / batch.mask.sum(1, keepdim=True)
        for row, place in enumerate(places):
            vectors[place] = torch.nn.functional.normalize(mean[row], dim=0)
    rows = torch.stack([vectors[place] for place in range(len(sentences))])
    # All vectors of this encoder lie in a narrow cone; what tells sentences apart is what is left without its middle.
    return list(torch.nn.functional.normalize(rows - rows.mean(0), dim=1))


def learning(bench: Bench, harmonised: list[Example]) -> list[Corpus]:
    """Return what the phase that learns sees: trees and names, without the Indonesian PUD trees, which measure it."""
    named = {name: [replace(one, acts=None) for one in examples] for name, examples in bench.names.items()}
    shares = {"id_gsd-ud-dev": 2.0, "id_csui-ud-train": 1.5, "en_ewt-ud-train": 0.5, "en_pud-ud-test": 1.0}
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in shares.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=1.0))
    shares = {"wikigold": 0.7, "wnut17": 0.3, "foreign_news_id_train": 2.0, "foreign_news_en_train": 2.0}
    for name, examples in named.items():
        corpora.append(Corpus(name=name, sentences=bench.encode(examples), share=shares.get(name, 1.0)))
    return [*corpora, *replaced_corpora(bench, domestic=0.4, foreign=2.0)]


def finishing(bench: Bench, harmonised: list[Example]) -> list[Corpus]:
    """Return what the last phase sees: less of the same, the PUD trees, and acts."""
    shares = {"id_gsd-ud-dev": 1.0, "id_csui-ud-train": 0.7, "en_ewt-ud-train": 0.25, "en_pud-ud-test": 0.5}
    shares[LATE_TREEBANK] = 1.5
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in shares.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=0.6))
    shares = {"wikigold": 0.3, "wnut17": 0.1, "foreign_news_id_train": 6.0, "foreign_news_en_train": 6.0}
    for name, examples in bench.names.items():
        kept = [
            replace(example, acts=None) if number % HELD_OUT == 0 else example
            for number, example in enumerate(examples)
        ]
        corpora.append(Corpus(name=name, sentences=bench.encode(kept), share=shares.get(name, 0.5)))
    for name in WRITTEN:
        corpora.append(Corpus(name=name, sentences=bench.encode(written(name)), share=4.0))
    return [*corpora, *replaced_corpora(bench, domestic=0.2, foreign=0.7)]


def sharpening(bench: Bench, harmonised: list[Example]) -> list[Corpus]:
    """Return what the phase that sharpens acts sees: mostly acts, and enough of the rest to keep it."""
    shares = {"id_gsd-ud-dev": 1.0, "id_csui-ud-train": 1.0, "en_ewt-ud-train": 0.1, LATE_TREEBANK: 0.7}
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in shares.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=0.25))
    shares = {"foreign_news_id_train": 5.0, "foreign_news_en_train": 5.0, "idner-train": 0.6, "nergrit-train": 0.6}
    for name, share in shares.items():
        kept = [
            replace(example, acts=None) if number % HELD_OUT == 0 else example
            for number, example in enumerate(bench.names[name])
        ]
        corpora.append(Corpus(name=name, sentences=bench.encode(kept), share=share))
    for name in WRITTEN:
        corpora.append(Corpus(name=name, sentences=bench.encode(written(name)), share=4.0))
    return corpora


def replaced_corpora(bench: Bench, *, domestic: float, foreign: float) -> list[Corpus]:
    """Return sentences whose names were replaced by others of their kind."""
    corpora = []
    for language, sources in (
        ("id", ("idner-train", "nergrit-train", "foreign_news_id_train")),
        ("en", ("uner-dev", "uner-pud", "foreign_news_en_train")),
    ):
        known = replacements(language)
        for seed, name in enumerate(sources):
            share = foreign if name.startswith("foreign") else domestic
            sentences = bench.encode(replace_names(bench.names[name], known, seed=seed))
            corpora.append(Corpus(name=f"{name} replaced", sentences=sentences, share=share))
    return corpora


def measure(bench: Bench, reader: Reader, *, pud: bool) -> dict[str, dict[str, float]]:
    """Return all scores of a reader on what it was not trained on."""
    scores: dict[str, dict[str, float]] = {}
    tests = ["id_gsd-ud-test", "id_csui-ud-test", "en_ewt-ud-test", *([LATE_TREEBANK] if pud else [])]
    for name in tests:
        examples = treebank(bench.data, name)
        if name == LATE_TREEBANK:
            examples = [replace(example, scheme="id_gsd") for example in examples]
        found = read_trees(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
        scores[name] = score_trees([example.tree for example in examples if example.tree], found)
    for name in ("idner-test", "nergrit-valid", "uner-test"):
        scores[name] = _score_names(bench, reader, names(bench.data, name), THREE)
    examples = own(bench.data, "foreign_news_id_test")
    named = [example for example in examples if example.tags]
    scores["foreign_news_id_test"] = _score_names(
        bench, reader, named, (*THREE, "group", "weapon", "event", "date", "quantity")
    )
    found_acts = read_acts(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
    scores["acts_id_test"] = score_acts([example.acts or () for example in examples], found_acts)
    scores["meaning"] = {"id to en": _score_meaning(bench, reader)}
    return scores


def _score_names(bench: Bench, reader: Reader, examples: list[Example], kinds: Sequence[str]) -> dict[str, float]:
    found = read_tags(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
    gold = [[tags[0] for tags in example.tags or ()] for example in examples]
    return score_names(gold, found, kinds)


def _score_meaning(bench: Bench, reader: Reader) -> float:
    sides = []
    for name in (LATE_TREEBANK, "en_pud-ud-test"):
        sentences = encode(treebank(bench.data, name), bench.tokenizer, bench.marks)
        sides.append(read_meaning(reader, sentences, bench.labels, bench.marks))
    return score_retrieval(np.asarray(sides[0]), np.asarray(sides[1]))


def main() -> None:
    """Run all phases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of data sets, with ud/, ner/, indosum/ ...")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where phases keep what they made")
    parser.add_argument("--out", type=Path, default=Path("src/neraca/data/models/reader"), help="where the model goes")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=5.0, help="of the phase that learns")
    parser.add_argument("--finish", type=float, default=1.0, help="of the phase that finishes")
    parser.add_argument("--acts", type=float, default=5.0, help="of the phase for acts")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    bench = prepare(options.data, options.work)
    harmonised = kept_or_made(options.work / "harmonised.pickle", lambda: _harmonised(bench))
    encoder = build_encoder(bench.package, bench.kept)
    meaning = meaning_corpus(bench, encoder)
    reader = Reader(encoder, bench.labels)
    learned, finished = options.work / "learned.pt", options.work / "finished.pt"
    if not finished.exists():
        if not learned.exists():
            corpora = [*learning(bench, harmonised), meaning]
            train(reader, corpora, labels=bench.labels, marks=bench.marks, epochs=options.epochs, rate=2e-4)
            torch.save(reader.state_dict(), learned)
            _tell(options.work / "learned.json", measure(bench, reader, pud=True))
        reader.load_state_dict(torch.load(learned), strict=False)  # the heads for acts begin here
        corpora = [*finishing(bench, harmonised), meaning]
        settle(reader, corpora, labels=bench.labels, marks=bench.marks)
        _tell(options.work / "rounded.json", measure(bench, reader, pud=True))
        train(reader, corpora, labels=bench.labels, marks=bench.marks, epochs=options.finish, rate=1e-4, seed=5)
        torch.save(reader.state_dict(), finished)
        _tell(options.work / "finished.json", measure(bench, reader, pud=False))
    for layer in linears(reader.encoder):
        layer.state = "rounding"
    sharpened = options.work / "sharpened.pt"
    if not sharpened.exists():
        reader.load_state_dict(torch.load(finished))
        corpora = sharpening(bench, harmonised)
        train(reader, corpora, labels=bench.labels, marks=bench.marks, epochs=1.0, rate=1e-4, seed=9)
        torch.save(reader.state_dict(), sharpened)
    acted = options.work / "acted.pt"
    if not acted.exists():
        act(reader, bench, harmonised, meaning, sharpened=sharpened, work=options.work, epochs=options.acts)
        _tell(options.work / "acted.json", measure(bench, reader, pud=False))
    reader.load_state_dict(torch.load(acted))
    export_reader(reader, labels=bench.labels, tokenizer=bench.tokenizer, marks=bench.marks, out=options.out)
    write_words(options.out / "words.json", _with_acts(bench))


def _with_acts(bench: Bench) -> Iterator[tuple[str, list[Example]]]:
    """Yield what acts were learned from, by language."""
    for language in ("id", "en"):
        real = bench.names[f"foreign_news_{language}_train"]
        kept = [example for number, example in enumerate(real) if number % HELD_OUT]
        yield language, [*written(f"written_{language}"), *kept]


def _harmonised(bench: Bench) -> list[Example]:
    return harmonise(
        bench.data,
        package=bench.package,
        kept=bench.kept,
        tokenizer=bench.tokenizer,
        labels=bench.labels,
        marks=bench.marks,
        whole=bench.whole,
    )


def _tell(path: Path, scores: dict[str, dict[str, float]]) -> None:
    path.write_text(json.dumps(scores, indent=2))
    for name, row in scores.items():
        print(name, " ".join(f"{key} {value:.1f}" for key, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
