"""Measure stories: B-cubed on ECB+'s subtopics in random orders of arrival, and what one arrival costs.

python bench/stories.py [--ecb FOLDER] [--articles FOLDER] [--documents 20000] [--orders 5]

`--ecb` takes the folder of ECB+ as one token a line: a subtopic is a topic's number, with or without `plus`. The
constants of the program were chosen on Train alone; `eight topics` are draws of Train as large as Dev. `--articles`
takes IndoSum's `*.jsonl`: reports of one matter are made from a part of an article's sentences and two names of its
own, dated over two years.
Prints one JSON object a line; seconds are of this process's own CPU time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from neraca.link.stories import StoryIndex
from neraca.records import Document, Found

FIRST = date(2023, 1, 1)


def document(name: str, text: str, *, language: str, day: date | None = None) -> Document:
    return Document(
        name=name,
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=text,
        published=None if day is None else Found(value=day.isoformat(), how="given"),
    )


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998), in hundredths."""
    golds, founds, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    pairs = list(zip(gold, found, strict=True))
    precision = sum(both[one] / founds[one[1]] for one in pairs) / len(pairs)
    recall = sum(both[one] / golds[one[0]] for one in pairs) / len(pairs)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def read_ecb(file: Path) -> dict[str, Document]:
    """Documents by name, a line for each sentence."""
    sentences: dict[str, dict[str, list[str]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3:
            sentences.setdefault(cells[0], {}).setdefault(cells[1], []).append(cells[3])
    return {
        name: document(name, "\n".join(" ".join(words) for words in lines.values()), language="en")
        for name, lines in sentences.items()
    }


def subtopic(name: str) -> str:
    return name.split("_", maxsplit=1)[0] + ("plus" if "plus" in name else "")


def stories_of(documents: Iterable[Document]) -> Mapping[str, str]:
    index = StoryIndex()
    for one in documents:
        index.add(one)
    return {own: story.id for story in index.stories() for own in story.documents}


def measure_part(name: str, parts: Sequence[Mapping[str, Document]], *, seeds: Iterable[int]) -> dict[str, object]:
    figures = []
    for seed, part in zip(seeds, parts, strict=True):
        names = sorted(part)
        random.Random(seed).shuffle(names)
        found = stories_of(part[one] for one in names)
        figures.append(b_cubed([subtopic(one) for one in names], [found[part[one].id] for one in names]))
    means = [round(sum(column) / len(figures), 2) for column in zip(*figures, strict=True)]
    return {
        "measure": f"stories, ECB+ {name}",
        "documents": len(parts[0]),
        "b_cubed": dict(zip(("precision", "recall", "f1"), means, strict=True)),
        "f1_of_each_order": [round(one[2], 1) for one in figures],
    }


def measure_ecb(folder: Path, *, orders: int) -> Iterable[dict[str, object]]:
    for part in ("Train", "Dev"):
        whole = read_ecb(folder / f"ECB_{part}_corpus.txt")
        yield measure_part(part, [whole] * orders, seeds=range(orders))
        if part == "Train":
            topics = sorted({one.split("_")[0] for one in whole})
            drawn = [set(random.Random(seed).sample(topics, 8)) for seed in range(2 * orders)]
            parts = [{name: one for name, one in whole.items() if name.split("_")[0] in draw} for draw in drawn]
            yield measure_part("Train, eight topics", parts, seeds=range(2 * orders))


def real_sentences(folder: Path) -> list[list[str]]:
    """For each article of IndoSum its sentences."""
    return [
        [" ".join(sentence) for paragraph in json.loads(line)["paragraphs"] for sentence in paragraph]
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def made_articles(articles: Sequence[Sequence[str]], *, count: int) -> Iterable[Document]:
    """Matters of some eight reports each: each has three of five sentences of the matter's article, and its names."""
    chance = random.Random(11)
    for at in range(count):
        matter = at // 8 % len(articles) if chance.random() < 0.9 else chance.randrange(len(articles))
        kept = [sentence for sentence in articles[matter] if chance.random() < 0.6] or articles[matter][:1]
        names = f"Kota{at // 8} Partai{at // 8}"
        day = FIRST + timedelta(days=at * 730 // count)
        yield document(f"{at}", "\n".join([*kept[:1], names, *kept[1:]]), language="id", day=day)


def measure_cost(folder: Path, *, count: int) -> dict[str, object]:
    documents = list(made_articles(real_sentences(folder), count=count))
    index, laps = StoryIndex(), []
    started = time.process_time()
    for at, one in enumerate(documents, start=1):
        index.add(one)
        if at % 1000 == 0:
            laps.append(time.process_time())
    seconds = laps[-1] - started
    spans = [round(end - start, 2) for start, end in zip([started, *laps], laps, strict=False)]
    return {
        "measure": "arrivals",
        "documents": count,
        "stories": len(index.stories()),
        "documents_per_s": round(count / seconds),
        "seconds_of_each_thousand": spans,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ecb", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--orders", type=int, default=5)
    options = parser.parse_args()
    if options.ecb is not None:
        for figures in measure_ecb(options.ecb, orders=options.orders):
            print(json.dumps(figures), flush=True)
    if options.articles is not None:
        print(json.dumps(measure_cost(options.articles, count=options.documents)))


if __name__ == "__main__":
    main()
