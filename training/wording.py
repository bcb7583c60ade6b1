"""Fits how alike two tellings are by their words: `python -m training.wording FOLDER_OF_DATA_SETS [--folds]`.

Learns from the gold mentions of ECB+ (training part) and from our own stories (`linking/stories_a.jsonl`): pairs of
one subtopic or story, of one event or not, for tellings are compared within stories. An additive logistic model: a
curve for each feature, straight between fixed points, fitted by Newton's method with an L2 penalty; one set for equal
heads, one for others, one across languages. What is known of a pair of stems is hidden from the topics it was learned
from. `--folds` prints scores on topics left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from neraca.link.wording import ACROSS, OTHER, SAME, Telling, features, kind_of
from neraca.packs.linking import Curve, Model, Weights, WordTables
from neraca.packs.worth import load_worth
from neraca.text.stems import stem

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from coreference import all_scores
from ecb import cluster, likenesses, story_of_each
from tellings import Labelled, Shelf, ecb, stories

L2 = 3.0
# A pair of our stories counts as so many of ECB+, which has some thirty times as many.
STORY_WEIGHT = 5.0
FOLDS = 5
# Rarity is counted in so many parts of the topics, each about as large as the collection that is compared (in a fold,
# as the fold): counted over many more documents, it would weigh names and words otherwise than they will be.
PARTS = 3
OWN = ("stories_a",)
LEASTS = (0.3, 0.35, 0.4, 0.45, 0.5)
# Pairs of stems: so many pairs of unknown ones stand beside what was seen.
UNSEEN_PAIRS = 4.0
UNSEEN_RATE = {True: 0.45, False: 0.03}  # for equal stems and for others, about as in ECB+
LEAST_NAMED = 2  # a stem that named acts less often has no types
COSINE = (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8)
POINTS: dict[str, tuple[float, ...]] = {
    "letters": (0.0, 0.2, 0.4, 0.6, 0.8),
    "pair": (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0),
    "rare": (0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
    "trigger": (0.0, 0.5, 1.0),
    "types": (0.0, 0.2, 0.5, 0.8, 1.0),
    "sense": COSINE,
    "words": (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6),
    "near": (0.0, 0.05, 0.15, 0.3, 0.5),
    "names": (0.0, 1.5, 3.0, 5.0, 8.0, 12.0),
    "numbers": (0.0, 1.0, 2.0),
    "meaning": COSINE,
    "documents": (0.0, 0.02, 0.04, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5),
}
PLAIN = ("other names", "other numbers", "document", "sentence")
Pairs = dict[tuple[str, str], dict[str, tuple[int, int]]]
Array = NDArray[np.float64]


def known_pairs(shelf: Shelf) -> Pairs:
    """How often two heads stood for one event, and in how many pairs of tellings, by topic."""
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one, other in _pairs(shelf):
        seen = counts[_heads(one.telling, other.telling)][one.topic]
        seen[0] += one.event == other.event
        seen[1] += 1
    return {heads: {topic: (n, m) for topic, (n, m) in own.items()} for heads, own in counts.items()}


def rate(heads: tuple[str, str], seen: Sequence[tuple[int, int]]) -> float | None:
    """Log odds of two heads beside those of unknown ones; None when they were not seen."""
    if not seen:
        return None
    usual = UNSEEN_RATE[heads[0] == heads[1]]
    share = (sum(n for n, _ in seen) + UNSEEN_PAIRS * usual) / (sum(m for _, m in seen) + UNSEEN_PAIRS)
    return round(math.log(share / (1 - share)) - math.log(usual / (1 - usual)), 2)


def make_tables(pairs: Pairs, shelves: Sequence[Shelf]) -> WordTables:
    """All that is known of words, for the program."""
    known: dict[str, dict[str, float]] = defaultdict(dict)
    for heads in sorted(pairs):
        value = rate(heads, list(pairs[heads].values()))
        # A single pair that is not of one event says next to nothing.
        if value is not None and (value > 0 or sum(m for _, m in pairs[heads].values()) > 1):
            known[heads[0]][heads[1]] = value
    return WordTables(pairs={"en": dict(known)}, types=_types(), centres=_centres(shelves))


def rows_of(shelf: Shelf, pairs: Pairs, tables: WordTables) -> dict[str, tuple[list[dict[str, float]], list[bool]]]:
    """Features of every pair of tellings of one subtopic, by kind, and whether they are of one event."""
    blind = msgspec.structs.replace(tables, pairs={})
    rarity = shelf.rarity()
    alike = shelf.alike(rarity)
    weighed = dict(zip((one.id for one in shelf.tellings), shelf.weighed(rarity, tables), strict=True))
    found: dict[str, tuple[list[dict[str, float]], list[bool]]] = {kind: ([], []) for kind in (SAME, OTHER, ACROSS)}
    for one, other in _pairs(shelf):
        if one.part != other.part:
            continue
        row = features(
            weighed[one.id],
            weighed[other.id],
            rarity=rarity,
            tables=blind,
            documents=alike.get((one.telling.document, other.telling.document)),
        )
        kind = kind_of(one.telling, other.telling)
        if kind != ACROSS and one.telling.language == "en":
            heads = _heads(one.telling, other.telling)
            value = rate(heads, [seen for topic, seen in pairs.get(heads, {}).items() if topic != one.topic])
            if value is not None:
                row["pair"] = value
        found[kind][0].append(row)
        found[kind][1].append(one.event == other.event)
    return found


def fit_model(rows: Sequence[tuple[float, dict[str, tuple[list[dict[str, float]], list[bool]]]]]) -> Model:
    """Weights of each kind from rows with the weight of their set."""
    kinds = {}
    for kind in (SAME, OTHER, ACROSS):
        given = [(weight, *own[kind]) for weight, own in rows if own[kind][0]]
        names = [name for name in (*POINTS, *PLAIN) if any(name in row for _, some, _ in given for row in some)]
        table = np.concatenate([_design(some, names) for _, some, _ in given])
        right = np.concatenate([np.array(some, np.float64) for _, _, some in given])
        weight = np.concatenate([np.full(len(some), weight) for weight, some, _ in given])
        kinds[kind] = _weights(names, _fit(table, right, weight))
    return Model(kinds=kinds)


def _pairs(shelf: Shelf) -> list[tuple[Labelled, Labelled]]:
    topics_of: dict[str, list[Labelled]] = defaultdict(list)
    for one in shelf.tellings:
        topics_of[one.topic].append(one)
    return [pair for topic in sorted(topics_of) for pair in itertools.combinations(topics_of[topic], 2)]


def _heads(one: Telling, other: Telling) -> tuple[str, str]:
    return (one.head, other.head) if one.head <= other.head else (other.head, one.head)


def _types() -> dict[str, dict[str, dict[str, float]]]:
    found = {}
    for language, words in load_worth().words.items():
        stems: dict[str, Counter[str]] = defaultdict(Counter)
        for word, (times, named) in sorted(words.items()):
            if named:
                stems[stem(word, language)].update({**named, "": max(0, times - sum(named.values()))})
        found[language] = {
            one: {name: round(n / counts.total(), 2) for name, n in sorted(counts.items()) if n}
            for one, counts in sorted(stems.items())
            if counts.total() - counts[""] >= LEAST_NAMED
        }
    return found


def _centres(shelves: Sequence[Shelf]) -> dict[str, dict[str, tuple[float, ...]]]:
    found: dict[str, dict[str, tuple[float, ...]]] = {}
    tellings = [one.telling for shelf in shelves for one in shelf.tellings]
    for language in sorted({one.language for one in tellings}):
        own = [one for one in tellings if one.language == language]
        vectors = {
            "sentence": sorted({one.meaning for one in own if one.meaning is not None}),
            "trigger": sorted({one.sense for one in own if one.sense is not None}),
        }
        found[language] = {
            name: tuple(np.mean([np.frombuffer(one, np.int8) for one in some], 0).round(1).tolist())
            for name, some in vectors.items()
        }
    return found


def _design(rows: Sequence[dict[str, float]], names: Sequence[str]) -> Array:
    columns = [np.ones(len(rows))]
    for name in names:
        value = np.array([row.get(name, np.nan) for row in rows])
        if name not in POINTS:
            columns.append(np.nan_to_num(value))
            continue
        points = np.array(POINTS[name])
        value = np.clip(value, points[0], points[-1])
        for place in range(len(points)):
            hat = np.interp(value, points, np.eye(len(points))[place])
            columns.append(np.where(np.isnan(value), 0.0, hat))
    return np.stack(columns, 1)


def _fit(rows: Array, right: Array, weight: Array) -> Array:
    found = np.zeros(rows.shape[1])
    for _ in range(15):
        likely = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -30.0, 30.0)))
        slope = rows.T @ (weight * (likely - right)) + L2 * found
        curve = (rows * (weight * likely * (1.0 - likely))[:, None]).T @ rows + L2 * np.eye(len(found))
        step = np.linalg.solve(curve, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return found


def _weights(names: Sequence[str], found: Array) -> Weights:
    values = [round(float(one), 3) for one in found]
    weights: dict[str, float] = {}
    curves: dict[str, Curve] = {}
    place = 1
    for name in names:
        if name in POINTS:
            points = POINTS[name]
            curves[name] = Curve(at=points, score=tuple(values[place : place + len(points)]))
            place += len(points)
        else:
            weights[name] = values[place]
            place += 1
    return Weights(start=values[0], weights=weights, curves=curves)


def fit(shelf: Shelf, own: Sequence[Shelf], *, parts: int) -> tuple[Model, WordTables]:
    """Model and tables from ECB+, in so many parts, and our own stories."""
    pairs = known_pairs(shelf)
    tables = make_tables(pairs, [shelf, *own])
    names = sorted({one.topic for one in shelf.tellings}, key=int)
    shelves = [shelf.only(frozenset(names[start::parts])) for start in range(parts)]
    rows = [(1.0, rows_of(part, pairs, tables)) for part in shelves]
    rows += [(STORY_WEIGHT, rows_of(one, pairs, tables)) for one in own]
    return fit_model(rows), tables


def cross_validate(folder: Path, shelf: Shelf, own: Sequence[Shelf]) -> None:
    """Print CoNLL F1 on topics that were left out, beside the head-lemma baseline."""
    names = sorted({one.topic for one in shelf.tellings}, key=int)
    folds = [frozenset(names[start::FOLDS]) for start in range(FOLDS)]
    for fold in folds:
        rest, test = shelf.only(frozenset(names) - fold), shelf.only(fold)
        model, tables = fit(rest, own, parts=FOLDS - 1)
        about = story_of_each(folder, "Train", names=test.documents)
        square = likenesses(test, test.rarity(), about, model=model, tables=tables)
        places = [about[one.telling.document] for one in test.tellings]
        right = {one.id: one.event for one in test.tellings}
        base = {one.id: (about[one.telling.document], one.telling.head) for one in test.tellings}
        scores: dict[str, object] = {"head lemma": all_scores(right, base)["conll"]}
        for least in LEASTS:
            clusters = dict(zip(right, cluster(square, places, least), strict=True))
            scores[str(least)] = all_scores(right, clusters)["conll"]
        print(json.dumps({"topics": sorted(fold, key=int), **scores}), flush=True)


def main() -> None:
    """Fit and write the model and its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("src/neraca/data/models/link"))
    options = parser.parse_args()
    shelf, own = ecb(options.data / "ecbplus", "Train"), [stories(name) for name in OWN]
    if options.folds:
        cross_validate(options.data / "ecbplus", shelf, own)
        return
    model, tables = fit(shelf, own, parts=PARTS)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "wording.json").write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    (options.out / "words.json").write_bytes(msgspec.json.encode(tables) + b"\n")


if __name__ == "__main__":
    main()
