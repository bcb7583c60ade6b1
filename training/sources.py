"""Where the corpora lie in the folder of data sets, what each trains or measures, and on whose licence."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.acts import add_acts, read_written
from training.corpora import Example, guess_spaces, read_conllu, read_names, read_own

OWN = Path(__file__).parent / "corpus"
THREE_KINDS = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("place",)}
NERGRIT = {"PERSON": ("person",), "ORGANISATION": ("organisation",), "PLACE": ("place",)}
WIKIGOLD = {**THREE_KINDS, "MISC": ("group", "event", "weapon")}
WNUT = {
    "person": ("person",),
    "location": ("place",),
    "corporation": ("organisation",),
    "group": (),
    "product": (),
    "creative-work": (),
}
QUIET = ("olahraga", "showbiz", "hiburan")
DIGEST = 24  # hexadecimal digits of SHA-256 that a label's sentence is known by


def treebank(folder: Path, name: str) -> list[Example]:
    """Read the treebank `name` (a file's name without its suffix); its scheme is the treebank without its part."""
    return read_conllu(folder / "ud" / f"{name}.conllu", scheme_of(name))


def scheme_of(name: str) -> str:
    """Return the name under which a treebank's habits are learned: `id_gsd`, `id_gsd-OLD2017`, `en_ewt` ..."""
    return name.rpartition("-")[0].removesuffix("-ud")


def names(folder: Path, name: str) -> list[Example]:
    """Read the corpus of names that goes by `name`."""
    base = folder / "ner"
    match name:
        case "idner-train" | "idner-dev" | "idner-test":
            return read_names(base / "idner-news-2k" / f"{name[6:]}.txt", "idner", THREE_KINDS)
        case "nergrit-train" | "nergrit-valid":
            path = base / "nergrit" / "nergrit_ner-grit" / f"{name[8:]}_preprocess.txt"
            return read_names(path, "nergrit", NERGRIT)
        case "wikigold":
            path = base / "wikigold" / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
            return read_names(path, "wikigold", WIKIGOLD)
        case "wnut17":
            return read_names(base / "wnut17" / "wnut17train.conll", "wnut17", WNUT)
        case "uner-dev" | "uner-test":
            return read_names(base / "uner_en" / f"en_ewt-ud-{name[5:]}.iob2", "uner", THREE_KINDS)
        case "uner-pud":
            return read_names(base / "uner_en" / "en_pud-ud-test.iob2", "uner", THREE_KINDS)
    raise KeyError(name)


def own(folder: Path, name: str) -> list[Example]:
    """Read our own labels `name`, of names and of acts, and join them with the sentences in the data sets.

    Sentences with names come first, in the order of their file; then those of which only the acts are labelled.
    """
    path = OWN / f"{name}.jsonl"
    acts = OWN / f"{name.replace('foreign_news', 'acts')}.jsonl"
    named = _digests(path) if path.exists() else []
    only_acts = [digest for digest in _digests(acts) if digest not in set(named)]
    wanted = {*named, *only_acts}
    sentences = {}
    for words in all_sentences(folder):
        digest = digest_of(words)
        if digest in wanted:
            sentences[digest] = tuple(words)
    examples = read_own(path, sentences, "neraca") if named else []
    for digest in only_acts:
        if digest in sentences:
            found = sentences[digest]
            examples.append(Example(words=found, spaces=guess_spaces(found), scheme="neraca"))
    return add_acts(examples, acts, [digest_of(example.words) for example in examples])


def quiet(folder: Path, count: int) -> list[Example]:
    """Return sentences of news on sport and entertainment, which hold no acts but many of their words."""
    rows = [
        tuple(words)
        for path in sorted((folder / "indosum").glob("*.jsonl"))
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if article["category"] in QUIET
        for paragraph in article["paragraphs"]
        for words in paragraph
        if 6 <= len(words) <= 45
    ]
    chosen = random.Random(4).sample(rows, count)
    return [Example(words=words, spaces=guess_spaces(words), scheme="neraca", acts=()) for words in chosen]


def _digests(path: Path) -> list[str]:
    return [json.loads(line)["digest"] for line in path.read_text(encoding="utf-8").splitlines()]


def written(name: str) -> list[Example]:
    """Read the sentences that we wrote ourselves: `written_id`, `written_en`."""
    path = OWN / f"{name}.jsonl"
    return read_written(path, name.split("_")[1], "neraca") if path.exists() else []


def digest_of(words: Iterable[str]) -> str:
    """Return what our labels know a sentence by: the digest of its words joined by single spaces."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:DIGEST]


def all_sentences(folder: Path) -> Iterator[list[str]]:
    """Yield the words of every sentence of the data sets that our labels point into."""
    yield from news_sentences(folder)
    block: list[str] = []
    for line in (folder / "pos" / "dataset_postag.txt").read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line.split("\t")[0])
        elif block:
            yield block
            block = []
    yield from english_sentences(folder)
    text = (folder / "plover_gsr" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8")
    for row in json.loads(text):
        if row.get("text"):
            yield re.findall(r"\w+(?:[-.'’]\w+)*|[^\w\s]", row["text"])


def news_sentences(folder: Path) -> Iterator[list[str]]:
    """Yield the words of every sentence of the Indonesian news articles."""
    for path in sorted((folder / "indosum").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for paragraph in json.loads(line)["paragraphs"]:
                yield from paragraph


def english_sentences(folder: Path) -> Iterator[list[str]]:
    """Yield the words of every sentence of the English news articles."""
    csv.field_size_limit(10**9)
    for topic in ("egypt", "h1n1", "haiti"):
        with (folder / "t17" / topic / "output.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                for line in row["text"].split("\n"):
                    words = line.strip().strip('"').strip().split()
                    if words:
                        yield words
