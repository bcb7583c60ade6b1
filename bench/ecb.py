"""Measure which mentions are of one event: ECB+ with gold mentions and no gold topics, and our stories by pairs.

Mentions of ECB+ are compared within the stories that the program finds among the documents of the part.

python bench/ecb.py FOLDER [--part Dev]     CoNLL F1 beside the head-lemma baseline; FOLDER holds ECB+
python bench/ecb.py --stories stories_b     average precision of likeness over the pairs of acts within each story

Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from pathlib import Path

import numpy as np
from coreference import all_scores, b_cubed
from numpy.typing import NDArray
from stories import read_ecb
from tellings import Shelf, ecb, stories

from neraca.link.stories import find_stories
from neraca.link.wording import Rarity, kind_of, likeness
from neraca.packs.linking import Model, WordTables, load_model, load_word_tables

# Chosen by `python -m training.wording FOLDER --folds`: from which likeness on mentions are one event, and how much of
# the likeness of two clusters is that of their closest mentions, the rest being the mean.
LEAST_TELLINGS = 0.4
SHARE_OF_CLOSEST = 0.35
Square = NDArray[np.float64]


def linked(alike: Square, least: float) -> list[int]:
    """Cluster of each row: the two clusters most alike are joined, until none reach `least`.

    Clusters are as alike as their members on the mean, and for a part (`SHARE_OF_CLOSEST`) as their closest two. Of
    equals the first in order are joined.
    """
    count = len(alike)
    mean = alike.astype(np.float64)
    closest = mean.copy()
    size = np.ones(count)
    clusters = list(range(count))
    gone = np.zeros(count, dtype=np.bool_)
    both = _without_gone(mean, closest, gone)
    while count > 1 and both.max() >= least:
        one, other = sorted(divmod(int(both.argmax()), count))
        mean[one] = mean[:, one] = (size[one] * mean[one] + size[other] * mean[other]) / (size[one] + size[other])
        closest[one] = closest[:, one] = np.maximum(closest[one], closest[other])
        size[one] += size[other]
        gone[other] = True
        both = _without_gone(mean, closest, gone)
        clusters = [one if cluster == other else cluster for cluster in clusters]
    return clusters


def cluster(square: Square, places: Sequence[Hashable], least: float) -> list[tuple[Hashable, int]]:
    """Cluster of each row, within the rows of one place."""
    found: list[tuple[Hashable, int]] = [(place, 0) for place in places]
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for row, place in enumerate(places):
        rows[place].append(row)
    for place, own in rows.items():
        for row, name in zip(own, linked(square[np.ix_(own, own)], least), strict=True):
            found[row] = (place, name)
    return found


def _without_gone(mean: Square, closest: Square, gone: NDArray[np.bool_]) -> Square:
    both = (1 - SHARE_OF_CLOSEST) * mean + SHARE_OF_CLOSEST * closest
    both[gone] = both[:, gone] = -1.0
    np.fill_diagonal(both, -1.0)
    return both


def story_of_each(folder: Path, part: str, *, names: Collection[str] | None = None) -> dict[str, int]:
    """The story of each document of a part of ECB+, found among those documents (or some of them) alone."""
    documents = {
        name: one for name, one in read_ecb(folder / f"ECB_{part}_corpus.txt").items() if names is None or name in names
    }
    name_of = {one.id: name for name, one in documents.items()}
    found = find_stories(documents.values())
    return {name_of[own]: number for number, story in enumerate(found) for own in story.documents}


def likenesses(shelf: Shelf, rarity: Rarity, about: dict[str, int], *, model: Model, tables: WordTables) -> Square:
    """Likeness of each pair of tellings whose documents are of one story; 0 for the others."""
    weighed = shelf.weighed(rarity, tables)
    alike = shelf.alike(rarity)
    square = np.zeros((len(weighed), len(weighed)))
    for place, one in enumerate(weighed):
        mine = one.telling.document
        for before in range(place):
            yours = weighed[before].telling.document
            if about[mine] == about[yours]:
                square[place, before] = square[before, place] = likeness(
                    one,
                    weighed[before],
                    model=model,
                    rarity=rarity,
                    tables=tables,
                    documents=alike.get((mine, yours)),
                )
    return square


def report(shelf: Shelf, about: dict[str, int], *, model: Model, tables: WordTables) -> Iterable[dict[str, object]]:
    """Scores of the baseline and the model, with and without the mentions that are alone."""
    right = {one.id: one.event for one in shelf.tellings}
    rarity = shelf.rarity()
    parts = {one.telling.document: one.part for one in shelf.tellings}
    yield {"part": "documents", "b3": round(100 * b_cubed(parts, {name: about[name] for name in parts})[2], 1)}
    start = time.process_time()
    square = likenesses(shelf, rarity, about, model=model, tables=tables)
    seconds = time.process_time() - start
    clusters = cluster(square, [about[one.telling.document] for one in shelf.tellings], LEAST_TELLINGS)
    found = {
        "head lemma": {one.id: (about[one.telling.document], one.telling.head) for one in shelf.tellings},
        "head lemma, gold subtopics": {one.id: (one.part, one.telling.head) for one in shelf.tellings},
        "wording": {one.id: name for one, name in zip(shelf.tellings, clusters, strict=True)},
    }
    sizes = Counter(right.values())
    several = [name for name, event in right.items() if sizes[event] > 1]
    for name, own in found.items():
        yield {"part": name, **all_scores(right, own)}
        few = all_scores({one: right[one] for one in several}, {one: own[one] for one in several})
        yield {"part": f"{name}, no singletons", **few}
    yield {"part": "speed", "pairs": int((square > 0).sum() / 2), "cpu_s": round(seconds, 2)}


def average_precision(right: Sequence[bool], likely: Sequence[float]) -> float:
    """Mean of the precision at each right one, the likeliest first."""
    order = sorted(range(len(right)), key=lambda place: (-likely[place], place))
    hits, total = 0, 0.0
    for rank, place in enumerate(order, 1):
        if right[place]:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def report_stories(shelf: Shelf, *, model: Model, tables: WordTables) -> Iterable[dict[str, object]]:
    """Average precision over the pairs of acts of each story in different articles, by the languages of the two."""
    rarity = shelf.rarity()
    weighed = shelf.weighed(rarity, tables)
    alike = shelf.alike(rarity)
    groups: dict[str, list[tuple[bool, float, bool]]] = {}
    for place, (label, one) in enumerate(zip(shelf.tellings, weighed, strict=True)):
        for before, other in zip(shelf.tellings[:place], weighed[:place], strict=True):
            mine, yours = label.telling.document, before.telling.document
            if label.topic != before.topic or mine == yours:
                continue
            likely = likeness(one, other, model=model, rarity=rarity, tables=tables, documents=alike[mine, yours])
            same = kind_of(label.telling, before.telling) == "same"
            languages = "-".join(sorted({label.telling.language, before.telling.language}))
            groups.setdefault(languages, []).append((label.event == before.event, likely, same))
    groups["all"] = [pair for group in groups.values() for pair in group]
    for languages, pairs in groups.items():
        right = [pair[0] for pair in pairs]
        yield {
            "languages": languages,
            "pairs": len(pairs),
            "right": sum(right),
            "average_precision": round(100 * average_precision(right, [pair[1] for pair in pairs]), 1),
            "same_stem": round(100 * average_precision(right, [float(pair[2]) for pair in pairs]), 1),
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--part", default="Dev")
    parser.add_argument("--stories")
    options = parser.parse_args()
    tables, model = load_word_tables(), load_model("wording")
    if options.stories:
        found = report_stories(stories(options.stories), model=model, tables=tables)
    elif options.folder:
        about = story_of_each(options.folder, options.part)
        found = report(ecb(options.folder, options.part), about, model=model, tables=tables)
    else:
        parser.error("name the folder of ECB+, or --stories")
    for row in found:
        print(json.dumps(row))


if __name__ == "__main__":
    main()
