"""Scores and speed of the trained reader as the program ships it, on what it was not trained on.

Run with the folder of data sets: `python bench/reading/reader.py ../shared/data`. Syntax is scored on gold tokens,
relations without subtypes; names are exact in words and kind. With `--baseline FILE` the scores that
`bench/reading/baseline.py` wrote stand beside them. `--model FOLDER` measures another model.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from neraca.annotate.parsing import parse_sentences
from neraca.annotate.sentences import split_sentences
from neraca.annotate.tokens import token_ranges
from neraca.annotate.trees import best_tags, best_tree, following
from neraca.packs.files import data_folder
from neraca.packs.language import load_language
from neraca.packs.reader import ReaderModel
from neraca.records import Document

sys.path.insert(0, str(Path(__file__).parents[2]))
from training.corpora import KINDS, Example, Tree
from training.scores import score_names, score_retrieval, score_trees
from training.sources import names, own, treebank

TREES = ("id_gsd-ud-test", "id_csui-ud-test", "en_ewt-ud-test")
THREE = ("person", "organisation", "place")
NAMES = {
    "idner-test": (THREE, "id", "idner"),
    "nergrit-valid": (THREE, "id", "nergrit"),
    "uner-test": (THREE, "en", "uner"),
    "foreign_news_id_test": (KINDS, "id", "neraca"),
}
PIECES = 180
ARTICLES = 60


def runs(reader: ReaderModel, examples: Sequence[Example]) -> Iterator[tuple[list[int], list[list[tuple[int, ...]]]]]:
    pieces = [
        [reader.pieces(word, space=space) for word, space in zip(example.words, example.spaces, strict=True)]
        for example in examples
    ]
    lengths = [2 + sum(map(len, one)) for one in pieces]
    run: list[int] = []
    for place in sorted((place for place, length in enumerate(lengths) if length <= 512), key=lengths.__getitem__):
        if run and lengths[place] * (len(run) + 1) > PIECES:
            yield run, [pieces[one] for one in run]
            run = []
        run.append(place)
    yield run, [pieces[one] for one in run]


def read(
    reader: ReaderModel, examples: Sequence[Example], language: str, scheme: str | None
) -> tuple[list[Tree], list[list[str]], np.ndarray]:
    labels = reader.labels
    costs = following(labels.tags)
    trees: dict[int, Tree] = {}
    tags: dict[int, list[str]] = {}
    meanings: dict[int, np.ndarray] = {}
    for places, pieces in runs(reader, examples):
        scores = reader.run(pieces, language=language, scheme=scheme)
        for row, place in enumerate(places):
            size = 1 + len(pieces[row])
            heads = best_tree(scores.arcs[row, :size, :size].astype(np.float64))
            kinds = scores.relations[row]
            trees[place] = Tree(
                heads=tuple(heads),
                relations=tuple(
                    "root" if head == 0 else labels.relations[kinds[word, head]] for word, head in enumerate(heads, 1)
                ),
                upos=tuple(labels.upos[number] for number in scores.upos[row, 1:size]),
                feats=tuple(labels.feats[number] for number in scores.feats[row, 1:size]),
            )
            best = best_tags(scores.tags[row, 1:size].astype(np.float64), costs)
            tags[place] = [labels.tags[number] for number in best]
            meanings[place] = scores.meaning[row]
    order = sorted(trees)
    return [trees[p] for p in order], [tags[p] for p in order], np.stack([meanings[p] for p in order])


def token_score(folder: Path, name: str, language: str) -> float:
    """F1 of token ends against the treebank's words, in percent."""
    pack = load_language(language)
    both = gold_count = found_count = 0
    for example in treebank(folder, name):
        text, ends, at = "", set(), 0
        for word, space in zip(example.words, example.spaces, strict=True):
            text += (" " if space and text else "") + word
            ends.add(len(text))
        found = {end for _, end in token_ranges(text, at, len(text), language=pack)}
        both, gold_count, found_count = both + len(ends & found), gold_count + len(ends), found_count + len(found)
    return round(200 * both / (gold_count + found_count), 2)


def articles(folder: Path) -> list[Document]:
    rows = (folder / "indosum" / "dev.03.jsonl").read_text(encoding="utf-8").splitlines()[:ARTICLES]
    documents = []
    for row in rows:
        paragraphs = json.loads(row)["paragraphs"]
        text = "\n".join(" ".join(" ".join(words) for words in paragraph) for paragraph in paragraphs)
        documents.append(Document(name="bench.txt", sha256="0" * 64, media_type="text/plain", language="id", text=text))
    return documents


def read_part(model: Path, data: Path, part: int, parts: int) -> tuple[int, int, float, float]:
    """Read every so-many-th article on one thread: sentences, words, seconds, and the process's peak in MB."""
    reader, language = ReaderModel(model), load_language("id")
    documents = [(one, split_sentences(one, language)) for one in articles(data)[part::parts]]
    for document, sentences in documents[:3]:
        parse_sentences(document, sentences, language=language, reader=reader)
    started, words = time.perf_counter(), 0
    for document, sentences in documents:
        parses = parse_sentences(document, sentences, language=language, reader=reader)
        words += sum(len(parse.tokens) for parse in parses)
    spent = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(len(sentences) for _, sentences in documents), words, spent, peak


def speed(model: Path, data: Path, processes: int) -> None:
    """Time whole articles through tokens, model and decoding."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=processes, mp_context=spawn) as pool:
        parts = list(
            pool.map(read_part, [model] * processes, [data] * processes, range(processes), [processes] * processes)
        )
    rate = sum(sentences / spent for sentences, _, spent, _ in parts)
    words = sum(count / spent for _, count, spent, _ in parts)
    peak = max(one for *_, one in parts)
    print(
        f"{processes} process(es) of one thread: {rate:.0f} sentences/s, {words:.0f} words/s, peak {peak:.0f} MB each"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, help="a folder with model.onnx, tokenizer.json and labels.json")
    parser.add_argument("--baseline", type=Path, help="scores of the baseline")
    parser.add_argument("--speed-only", action="store_true")
    parser.add_argument("--json", type=Path, help="write the scores there")
    options = parser.parse_args()
    folder = options.model or Path(str(data_folder() / "models" / "reader"))
    for processes in (1, 2):
        speed(folder, options.data, processes)
    if options.speed_only:
        return
    reader = ReaderModel(folder)
    parts = json.loads(options.baseline.read_text()).values() if options.baseline else ()
    beside = {name: row for part in parts for name, row in part.items()}
    scores: dict[str, dict[str, float]] = {}
    for name in TREES:
        examples = treebank(options.data, name)
        found, _, _ = read(reader, examples, name[:2], examples[0].scheme)
        scores[name] = score_trees([example.tree for example in examples if example.tree], found)
        scores[name]["tokens"] = token_score(options.data, name, name[:2])
    for name, (kinds, language, scheme) in NAMES.items():
        examples = own(options.data, name) if scheme == "neraca" else names(options.data, name)
        examples = [example for example in examples if example.tags]  # of some of ours only the acts are labelled
        _, found_tags, _ = read(reader, examples, language, scheme)
        gold = [[tags[0] for tags in example.tags or ()] for example in examples]
        scores[name] = score_names(gold, found_tags, kinds)
    sides = []
    for name in ("id_pud-ud-test", "en_pud-ud-test"):
        sides.append(read(reader, treebank(options.data, name), name[:2], None)[2])
    scores["meaning"] = {"id to en": score_retrieval(sides[0], sides[1])}
    for name, row in scores.items():
        print(f"{name:22}", " ".join(f"{key} {value:.1f}" for key, value in row.items()))
        if name in beside:
            print(f"{'  baseline':22}", " ".join(f"{key} {value:.1f}" for key, value in beside[name].items()))
    if options.json:
        options.json.write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
