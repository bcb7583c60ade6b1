"""Scores of trees, names and meanings against a gold standard. Needs no torch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpora import Act, Tree

Name = tuple[int, int, str]
FoundAct = tuple[int, int, str, dict[str, set[int]]]
SIDES = ("actor", "recipient")


def score_trees(gold: Iterable[Tree], found: Iterable[Tree]) -> dict[str, float]:
    """Return shares of words in percent: part of speech, features, head (UAS), head and relation (LAS).

    Relations are compared without their subtypes, as the CoNLL 2018 shared task does.
    """
    right: Counter[str] = Counter()
    words = 0
    for one, other in zip(gold, found, strict=True):
        for place, head in enumerate(one.heads):
            words += 1
            same = head == other.heads[place]
            related = one.relations[place].split(":")[0] == other.relations[place].split(":")[0]
            right["upos"] += one.upos[place] == other.upos[place]
            right["feats"] += one.feats[place] == other.feats[place]
            right["uas"] += same
            right["las"] += same and related
    return {name: round(100 * right[name] / max(words, 1), 2) for name in ("upos", "feats", "uas", "las")}


def names_of(tags: Sequence[str]) -> set[Name]:
    """Return the names that tags mark: first word, word behind the last, kind."""
    names: set[Name] = set()
    start, kind = -1, ""
    for place, tag in enumerate((*tags, "O")):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            names.add((start, place, kind))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start, kind = place, tag[2:]
    return names


def score_names(
    gold: Iterable[Sequence[str]], found: Iterable[Sequence[str]], kinds: Sequence[str]
) -> dict[str, float]:
    """Return F1 in percent of exact names, all and by kind, of the `kinds` that the gold tells."""
    counts: Counter[tuple[str, str]] = Counter()
    for one, other in zip(gold, found, strict=True):
        true, read = names_of(one), {name for name in names_of(other) if name[2] in kinds}
        for outcome, names in (("both", true & read), ("gold", true), ("read", read)):
            for name in names:
                counts[outcome, name[2]] += 1
                counts[outcome, "all"] += 1
    return {
        kind: round(200 * counts["both", kind] / max(1, counts["gold", kind] + counts["read", kind]), 2)
        for kind in ("all", *kinds)
    }


def score_retrieval(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Return the share in percent of rows of `left` whose nearest row of `right` is the one at the same place."""
    nearest = (left @ right.T).argmax(1)
    return round(100 * float((nearest == np.arange(len(left))).mean()), 2)


def score_acts(gold: Iterable[Sequence[Act]], found: Iterable[Sequence[FoundAct]]) -> dict[str, float]:
    """Return F1 in percent of acts (type, and a word of the trigger shared), and of the words of both sides.

    Optional acts count neither way; the words of sides are scored where the act was found.
    """
    counts: Counter[str] = Counter()
    for acts, read in zip(gold, found, strict=True):
        free = list(read)
        for act in sorted(acts, key=lambda act: act.optional):
            same = next(
                (one for one in free if one[2] == act.type and one[0] < act.trigger[1] and act.trigger[0] < one[1]),
                None,
            )
            if same is not None:
                free.remove(same)
            if act.optional:
                continue
            counts["gold"] += 1
            if same is not None:
                counts["both"] += 1
                _count_sides(counts, act, same)
        counts["extra"] += len(free)
    read_acts = counts["both"] + counts["extra"]
    scores = {"acts": round(200 * counts["both"] / max(1, counts["gold"] + read_acts), 2)}
    scores["precision"] = round(100 * counts["both"] / max(1, read_acts), 2)
    scores["recall"] = round(100 * counts["both"] / max(1, counts["gold"]), 2)
    for side in SIDES:
        total = counts[f"{side} gold"] + counts[f"{side} read"]
        scores[side] = round(200 * counts[f"{side} both"] / max(1, total), 2)
    return scores


def _count_sides(counts: Counter[str], act: Act, read: FoundAct) -> None:
    for side in SIDES:
        true = {word for start, end, role in act.roles if role == side for word in range(start, end)}
        counts[f"{side} gold"] += len(true)
        counts[f"{side} read"] += len(read[3][side])
        counts[f"{side} both"] += len(true & read[3][side])
