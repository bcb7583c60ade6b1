"""Measure lineage: recall of edited copies at six levels, and articles a second.

python bench/lineage.py [--documents 20000] [--articles FOLDER]

FOLDER holds IndoSum's `*.jsonl`; without it only invented text is measured. Prints one JSON object a line;
seconds are of this process's own CPU time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from neraca.link import find_derivations
from neraca.records import Document, Found

FIRST = date(2023, 1, 1)
BOILERPLATE = (
    "Baca juga berita lainnya di kanal kami",
    "Artikel ini sudah terbit lebih dahulu di halaman lain",
    "Ikuti terus kabar terbaru dari redaksi",
    "Hak cipta dilindungi undang-undang",
)
Sentences = list[list[str]]


def document(name: str, text: str, *, day: int, outlet: str) -> Document:
    return Document(
        name=name,
        sha256="0" * 64,
        media_type="text/plain",
        language="id",
        text=text,
        published=Found(value=(FIRST + timedelta(days=day)).isoformat(), how="given"),
        outlet=Found(value=outlet, how="given"),
    )


def invented(chance: random.Random, *, count: int) -> list[Sentences]:
    """Articles of 15 sentences from 30,000 invented words in the proportions of a real text (Zipf)."""
    words = ["".join(chance.choices("aeioukbtrsnlmpgd", k=chance.randint(2, 10))) for _ in range(30_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    flow = iter(chance.choices(words, weights, k=count * 300))
    return [[[next(flow) for _ in range(20)] for _ in range(15)] for _ in range(count)]


def real(folder: Path) -> list[Sentences]:
    found, seen = [], set()
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            sentences = [sentence for paragraph in json.loads(line)["paragraphs"] for sentence in paragraph]
            text = flat(sentences)
            if text not in seen and len(text.split()) >= 80:
                seen.add(text)
                found.append(sentences)
    return found


def flat(sentences: Sentences) -> str:
    return " ".join(" ".join(sentence) for sentence in sentences)


def edit(chance: random.Random, sentences: Sentences, *, share: float, kept: float, pool: list[str]) -> Sentences:
    """Replace, drop or add a share of the words, and drop some sentences."""
    result = []
    for sentence in sentences:
        if chance.random() > kept:
            continue
        words = []
        for word in sentence:
            turn = chance.random()
            if turn < share * 0.6:
                words.append(chance.choice(pool))
            elif turn < share * 0.8:
                continue
            elif turn < share:
                words += [word, chance.choice(pool)]
            else:
                words.append(word)
        result.append(words)
    return result or sentences[:1]


def levels(
    chance: random.Random, pool: list[str], others: list[Sentences]
) -> dict[str, Callable[[Sentences], Sentences]]:
    def boilerplate() -> Sentences:
        return [chance.choice(BOILERPLATE).split()]

    def quoted(sentences: Sentences) -> Sentences:
        host = chance.choice(others)
        third = max(3, len(sentences) // 3)
        start, place = chance.randint(0, max(0, len(sentences) - third)), chance.randint(0, len(host))
        part = edit(chance, sentences[start : start + third], share=0.05, kept=1, pool=pool)
        return host[:place] + part + host[place:]

    def half(sentences: Sentences) -> Sentences:
        return boilerplate() + sentences[: max(3, len(sentences) // 2)] + boilerplate()

    def edited(share: float, kept: float) -> Callable[[Sentences], Sentences]:
        return lambda sentences: edit(chance, sentences, share=share, kept=kept, pool=pool) + boilerplate()

    return {
        "boilerplate": lambda sentences: boilerplate() + sentences + boilerplate() + boilerplate(),
        "half": half,
        "8 %": edited(0.08, 0.85),
        "20 %": edited(0.2, 0.75),
        "35 %": edited(0.35, 0.65),
        "third quoted": quoted,
    }


def measure_levels(articles: list[Sentences]) -> dict[str, object]:
    chance = random.Random(7)
    pool = [word for sentences in articles for sentence in sentences for word in sentence if word.isalpha()]
    taken, others = articles[: len(articles) // 3], articles[len(articles) // 3 :]
    documents = [document(f"o{at}", flat(one), day=0, outlet=f"Media {at % 9}") for at, one in enumerate(articles)]
    origin = {one.id: one.id for one in documents}
    level_of: dict[str, str] = {}
    originals = list(documents)
    for turn, (name, change) in enumerate(levels(chance, pool, others).items()):
        for at, sentences in enumerate(taken):
            made = document(f"{name}-{at}", flat(change(sentences)), day=1 + at % 9, outlet=f"Koran {(at + turn) % 9}")
            documents.append(made)
            origin[made.id], level_of[made.id] = originals[at].id, name
    started = time.process_time()
    find_derivations(originals)
    plain = time.process_time() - started
    started = time.process_time()
    found = find_derivations(documents)
    seconds = time.process_time() - started
    pairs = {(one.child, one.parent) for one in found}
    # Two edits of one article are each other's kin: any edge inside a family is right; the host of a quotation is too.
    right = sum(origin[child] == origin[parent] for child, parent in pairs)
    quoting = {own_id for own_id, name in level_of.items() if name == "third quoted"}
    hosts = sum(origin[child] != origin[parent] and bool({child, parent} & quoting) for child, parent in pairs)
    reached = {child for child, parent in pairs if origin[child] == origin[parent]}
    recall = {
        name: round(sum(own in reached for own, level in level_of.items() if level == name) / len(taken), 3)
        for name in sorted(set(level_of.values()))
    }
    kinds: dict[str, dict[str, int]] = {}
    for one in found:
        if one.child in level_of and origin[one.child] == origin[one.parent]:
            of_level = kinds.setdefault(level_of[one.child], {})
            of_level[one.kind.value] = of_level.get(one.kind.value, 0) + 1
    return {
        "measure": "edited copies",
        "documents": len(documents),
        "recall": recall,
        "precision": round(right / max(1, len(pairs) - hosts), 4),
        "wrong": len(pairs) - right - hosts,
        "kinds": kinds,
        "documents_per_s": round(len(documents) / seconds),
        "originals_per_s": round(len(originals) / plain),
    }


def measure_speed(count: int) -> dict[str, object]:
    chance = random.Random(3)
    articles = invented(chance, count=count * 9 // 10)
    pool = articles[0][0] + articles[1][0]
    for at in range(count - len(articles)):
        articles.append(edit(chance, articles[at], share=0.15, kept=0.9, pool=pool))
    documents = [
        document(f"{at}", flat(one), day=at % 900, outlet=f"Media {at % 40}") for at, one in enumerate(articles)
    ]
    started = time.process_time()
    found = find_derivations(documents)
    seconds = time.process_time() - started
    return {
        "measure": "lineage",
        "documents": count,
        "derivations": len(found),
        "seconds": round(seconds, 1),
        "documents_per_s": round(count / seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    if options.articles is not None:
        print(json.dumps(measure_levels(real(options.articles))))
    if options.documents:
        print(json.dumps(measure_speed(options.documents)))


if __name__ == "__main__":
    main()
