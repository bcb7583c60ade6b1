"""Measure translations and paraphrases: what is found of our own stories and samples, and how fast.

python bench/translations.py [--articles FOLDER] [--documents 2000] [--list]

Stories a, b and t01 to t10 were looked at when the limits were chosen; c and t11 onward were written, or read, only
afterwards and are the test. An edge is right where both articles go back to one, and an article is found where a right
edge of either kind names it; first without the copies and rewrites that words give away, then by meaning alone. FOLDER
holds IndoSum's `*.jsonl`: different articles, in which nothing is to be found; with their vectors disturbed they also
measure speed, all of one day, half of them taken for English.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from neraca.annotate.parsing import parse_sentences
from neraca.annotate.sentences import split_sentences
from neraca.ingest import list_sources, read_documents, read_source
from neraca.link.lineage import find_derivations
from neraca.link.translations import find_translations
from neraca.packs.catalogue import load_packs
from neraca.packs.meaning import load_meaning_space
from neraca.packs.reader import load_reader
from neraca.packs.translated import load_translated
from neraca.records import Derivation, DerivationKind, Document, Found, Meanings

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "training/linking"
FOLDED = (DerivationKind.COPY, DerivationKind.REWRITE)
SAMPLES = ROOT / "src/neraca/data/samples"


def document(name: str, text: str, *, language: str, day: str | None, outlet: str) -> Document:
    return Document(
        name=name,
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=unicodedata.normalize("NFC", text),
        published=None if day is None else Found(value=day, how="given"),
        outlet=Found(value=outlet, how="given"),
    )


def meanings(document: Document) -> Meanings:
    language = load_packs().languages[document.language]
    sentences = split_sentences(document, language)
    parses = parse_sentences(document, sentences, language=language, reader=load_reader())
    known = [parse for parse in parses if parse.meaning]
    vectors = b"".join(parse.meaning for parse in known)
    return Meanings(document=document.id, spans=tuple(parse.span for parse in known), vectors=vectors)


def read_stories(path: Path) -> Iterator[tuple[Document, str]]:
    """Every article with the name of its parent, or its own."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day, outlet = row["published"], row["outlet"]
        own = document(row["id"], row["text"], language=row["language"], day=day, outlet=outlet)
        yield own, row.get("parent", row["id"])


def find(
    documents: list[Document], own: Iterable[Meanings], *, known: tuple[Derivation, ...]
) -> tuple[Derivation, ...]:
    space, phrases = load_meaning_space(), load_translated()
    return find_translations(documents, own, space=space, known=known, translated=phrases)


def is_test(name: str) -> bool:
    return name.startswith("c") or (name.startswith("t") and int(name[1:3]) > 10)


@dataclass(frozen=True, slots=True)
class Part:
    """What became of the articles of one kind that were looked at when the limits were chosen, or were not."""

    test: bool
    kind: DerivationKind
    right: int
    wrong: list[tuple[str, str]]
    met: set[str]
    missed: set[str]

    @property
    def recall(self) -> float | None:
        return ratio(len(self.met), len(self.met | self.missed))


@dataclass(frozen=True, slots=True)
class Stories:
    """All articles with their parents, and what words alone give away."""

    documents: list[Document]
    parents: dict[str, str]
    meanings: list[Meanings]
    by_words: tuple[Derivation, ...]


def load_stories() -> Stories:
    rows = [row for path in sorted(STORIES.glob("*.jsonl")) for row in read_stories(path)]
    documents = [own for own, _ in rows]
    parents = {own.name: parent for own, parent in rows}
    return Stories(documents, parents, list(map(meanings, documents)), find_derivations(documents))


def find_parts(stories: Stories, *, words: bool) -> list[Part]:
    """Found and missed by part and kind, with what words give away left out, or by meaning alone."""
    documents, parents = stories.documents, stories.parents
    by_words = stories.by_words if words else ()
    found = find(documents, stories.meanings, known=by_words)
    names = {one.id: one.name for one in documents}
    languages = {one.name: one.language for one in documents}
    edges = [(names[one.child], names[one.parent], one.kind) for one in found]
    linked = {frozenset((names[one.child], names[one.parent])) for one in by_words if one.kind in FOLDED}
    good = {edge for edge in edges if root(edge[0], parents) == root(edge[1], parents)}
    met = {name for child, parent, _ in good for name in (child, parent)}
    parts = []
    for test in (False, True):
        for kind in (DerivationKind.TRANSLATION, DerivationKind.PARAPHRASE):
            mine = [edge for edge in edges if edge[2] is kind and is_test(edge[0]) is test]
            wanted = {
                child
                for child, parent in parents.items()
                if child != parent
                and is_test(child) is test
                and (languages[child] != languages[parent]) == (kind is DerivationKind.TRANSLATION)
                and frozenset((child, parent)) not in linked
            }
            wrong = [edge[:2] for edge in mine if edge not in good]
            parts.append(Part(test, kind, len(mine) - len(wrong), wrong, met & wanted, wanted - met))
    return parts


def measure_stories(*, listed: bool) -> None:
    stories = load_stories()
    for words in (True, False):
        linked = sum(one.kind in FOLDED for one in stories.by_words) if words else 0
        print(json.dumps({"articles": len(stories.documents), "copies and rewrites found by words": linked}))
        parts = find_parts(stories, words=words)
        for part in parts:
            row = {"part": "test" if part.test else "chosen on", "kind": part.kind.value}
            row |= {"found": part.right + len(part.wrong), "right": part.right}
            print(json.dumps({**row, "wanted": len(part.met | part.missed), "recall": part.recall}))
            if listed:
                print("  wrong:", part.wrong, "missed:", sorted(part.missed))
        right, wrong = sum(part.right for part in parts), sum(len(part.wrong) for part in parts)
        print(json.dumps({"edges": right + wrong, "precision": ratio(right, right + wrong)}))


def root(name: str, parents: dict[str, str]) -> str:
    while parents[name] != name:
        name = parents[name]
    return name


def ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def measure_samples() -> None:
    packs = load_packs()
    documents = [
        one for path in list_sources(SAMPLES) for one in read_documents(read_source(path), packs.ingest).documents
    ]
    labels = {one.id: one.label for one in documents}
    derived = find(documents, map(meanings, documents), known=find_derivations(documents))
    found = [(labels[one.parent], labels[one.child], one.kind.value, one.share, one.reason) for one in derived]
    print(json.dumps({"samples": len(documents), "found": found}))


def measure_articles(folder: Path, *, count: int, listed: bool) -> None:
    """Different Indonesian articles, all of one day: whatever is found is a chance resemblance, or tells the same."""
    documents: list[Document] = []
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    for row in islice(map(json.loads, lines), 600):
        text = "\n".join(" ".join(" ".join(sentence) for sentence in one) for one in row["paragraphs"])
        documents.append(document(row["id"], text, language="id", day="2018-01-01", outlet=row["source"]))
    known = list(map(meanings, documents))
    found = find_translations(documents, known, space=load_meaning_space(), known=find_derivations(documents))
    print(json.dumps({"different articles": len(documents), "found": len(found)}))
    if listed:
        names = {one.id: one.name for one in documents}
        for one in found:
            print("  ", names[one.child], names[one.parent], one.share)
    chance = random.Random(1)
    many, theirs = [], []
    for number in range(count):
        like = known[number % len(known)]
        language = "en" if number % 2 else "id"
        own = document(
            f"{number}", documents[number % len(known)].text, language=language, day="2018-01-01", outlet="x"
        )
        noise = np.random.default_rng(chance.getrandbits(32)).normal(0, 6, len(like.vectors))
        vectors = np.clip(np.frombuffer(like.vectors, np.int8) + noise, -127, 127).astype(np.int8).tobytes()
        many.append(own)
        theirs.append(Meanings(document=own.id, spans=like.spans, vectors=vectors))
    start = time.process_time()
    find_translations(many, theirs, space=load_meaning_space())
    seconds = time.process_time() - start
    sentences = sum(len(one.spans) for one in theirs)
    print(json.dumps({"documents": count, "sentences": sentences, "seconds": round(seconds, 1)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--list", action="store_true", help="name what is wrong and what is missed")
    given = parser.parse_args()
    measure_stories(listed=given.list)
    measure_samples()
    if given.articles:
        measure_articles(given.articles, count=given.documents, listed=given.list)


if __name__ == "__main__":
    main()
