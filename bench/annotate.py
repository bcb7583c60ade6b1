"""Speed of sentences, quotations, times and quantities, and sentence ends against Universal Dependencies.

Run with a folder of CoNLL-U files: `python bench/annotate.py FOLDER`. Texts are joined from their sentences,
ten to a line where the treebank marks no paragraphs.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

from neraca.annotate.quantities import find_quantities
from neraca.annotate.quotations import find_quotations
from neraca.annotate.sentences import split_sentences
from neraca.annotate.times import find_times
from neraca.packs.language import Language, load_language
from neraca.records import Document, Found

FILES = {
    "id": ("id_gsd-ud-dev.conllu", "id_csui-ud-train.conllu", "id_pud-ud-test.conllu"),
    "en": ("en_ewt-ud-dev.conllu", "en_pud-ud-test.conllu"),
}
PARAGRAPH = 10


def read_paragraphs(path: Path) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith(("# newdoc", "# newpar")) and paragraphs[-1]:
            paragraphs.append([])
        elif line.startswith("# text = "):
            paragraphs[-1].append(" ".join(line[9:].split()))
    marked = [paragraph for paragraph in paragraphs if paragraph]
    if len(marked) > 20:
        return marked
    rows = [sentence for paragraph in marked for sentence in paragraph]
    return [rows[i : i + PARAGRAPH] for i in range(0, len(rows), PARAGRAPH)]


def make_document(text: str, code: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = Found(value="2025-03-22", how="given")
    return Document(name="bench.txt", sha256=digest, media_type="text/plain", language=code, text=text, published=day)


def score_ends(paragraphs: list[list[str]], language: Language) -> tuple[float, float]:
    """F1 of all sentence ends, and of those inside a paragraph."""
    counts = [[0, 0, 0], [0, 0, 0]]
    for paragraph in paragraphs:
        text = " ".join(paragraph)
        gold, at = set(), 0
        for sentence in paragraph:
            gold.add(at + len(sentence))
            at += len(sentence) + 1
        found = {s.span.end for s in split_sentences(make_document(text, language.code), language)}
        for row, inner in zip(counts, (False, True), strict=True):
            mine, theirs = ({end for end in ends if end < len(text)} if inner else ends for ends in (found, gold))
            row[0] += len(mine & theirs)
            row[1] += len(mine - theirs)
            row[2] += len(theirs - mine)
    return tuple(200 * hit / (2 * hit + extra + missed) for hit, extra, missed in counts)  # type: ignore[return-value]


def time_steps(paragraphs: list[list[str]], language: Language) -> str:
    documents = [
        make_document("\n".join(" ".join(p) for p in paragraphs[i : i + 5]), language.code)
        for i in range(0, len(paragraphs), 5)
    ]
    started = time.perf_counter()
    split = [(document, split_sentences(document, language)) for document in documents]
    seconds = {"sentences": time.perf_counter() - started}
    for name, step in (("times", find_times), ("quantities", find_quantities)):
        started = time.perf_counter()
        for document, sentences in split:
            step(document, sentences, language)
        seconds[name] = time.perf_counter() - started
    started = time.perf_counter()
    for document in documents:
        find_quotations(document)
    seconds["quotations"] = time.perf_counter() - started
    count = sum(len(sentences) for _, sentences in split)
    parts = ", ".join(f"{name} {count / spent:,.0f}" for name, spent in seconds.items())
    return f"{parts}, together {count / sum(seconds.values()):,.0f} sentences/s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for code, names in FILES.items():
        language = load_language(code)
        find_times(make_document("Senin", code), split_sentences(make_document("Senin", code), language), language)
        for name in names:
            paragraphs = read_paragraphs(folder / name)
            ends, inner = score_ends(paragraphs, language)
            speed = time_steps(paragraphs, language)
            print(f"{code} {name}: sentence ends F1 {ends:.1f}, inside paragraphs {inner:.1f}; {speed}")


if __name__ == "__main__":
    main()
