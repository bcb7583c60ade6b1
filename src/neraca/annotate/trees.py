"""The best tree over scored arcs, and the best sequence of name tags."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
IMPOSSIBLE = -1e9


def best_tree(arcs: Scores) -> list[int]:
    """Return the head of each word in the best tree with one root.

    Args:
        arcs: Scores [1 + words, 1 + words]: of row's word having column's word as head; place 0 is the root.

    Returns:
        For each word its head: 0 for the root, else 1 + the head's place.
    """
    size = arcs.shape[0]
    scores = np.array(arcs, dtype=np.float64)
    np.fill_diagonal(scores, IMPOSSIBLE)
    scores[0, :] = IMPOSSIBLE
    scores[0, 0] = 0.0
    heads = scores.argmax(1)
    heads[0] = 0
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1 and _find_cycle(heads) is None:
        return [int(head) for head in heads[1:]]
    heads = _arborescence(scores)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        heads = _best_of_roots(scores, roots[np.argsort(-scores[roots, 0], kind="stable")][:3])
    return [int(head) for head in heads[1:size]]


def _best_of_roots(scores: Scores, roots: NDArray[np.intp]) -> NDArray[np.intp]:
    best, best_score = None, -np.inf
    places = np.arange(1, scores.shape[0])
    for root in roots:
        only = scores.copy()
        only[places[places != root], 0] = IMPOSSIBLE
        heads = _arborescence(only)
        score = float(only[places, heads[1:]].sum())
        if best is None or score > best_score:
            best, best_score = heads, score
    assert best is not None
    return best


def _find_cycle(heads: NDArray[np.intp]) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path: list[int] = []
        word = start
        while word != 0 and seen[word] == 0:
            seen[word] = start
            path.append(word)
            word = int(heads[word])
        if word != 0 and seen[word] == start:
            return path[path.index(word) :]
    return None


def _arborescence(scores: Scores) -> NDArray[np.intp]:
    """Return heads of the best arborescence (Chu and Liu, 1965; Edmonds, 1967)."""
    heads: NDArray[np.intp] = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([word for word in range(len(heads)) if word not in set(cycle)])
    held = float(scores[inside, heads[inside]].sum())
    size = len(outside)
    smaller = np.full((size + 1, size + 1), IMPOSSIBLE)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    gains = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    entered = gains.argmax(0)
    smaller[size, :size] = gains.max(0) + held
    leaving = scores[np.ix_(outside, inside)]
    left = leaving.argmax(1)
    smaller[:size, size] = leaving.max(1)
    np.fill_diagonal(smaller, IMPOSSIBLE)
    smaller[0, :] = IMPOSSIBLE
    smaller[0, 0] = 0.0
    solved = _arborescence(smaller)
    found = heads.copy()
    for place in range(1, size):
        head = int(solved[place])
        found[outside[place]] = inside[left[place]] if head == size else outside[head]
    entry = int(solved[size])
    found[inside[entered[entry]]] = outside[entry]
    return found


def best_tags(scores: Scores, follows: Scores) -> list[int]:
    """Return the best sequence of tags (Viterbi).

    Args:
        scores: Log probabilities [words, tags].
        follows: What it costs for column's tag to follow row's: 0 or minus much; its last row is the start.
    """
    if not len(scores):
        return []
    best = scores[0] + follows[-1]
    back = np.zeros(scores.shape, dtype=np.intp)
    for word in range(1, len(scores)):
        ways = best[:, None] + follows[:-1]
        back[word] = ways.argmax(0)
        best = ways.max(0) + scores[word]
    tags = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        tags.append(int(back[word, tags[-1]]))
    return tags[::-1]


def following(tags: tuple[str, ...]) -> Scores:
    """Return the costs for `best_tags`: an inside tag follows only its own kind."""
    costs = np.zeros((len(tags) + 1, len(tags)))
    for column, tag in enumerate(tags):
        if tag[0] == "I":
            for row, before in enumerate((*tags, "O")):
                if before == "O" or before[2:] != tag[2:]:
                    costs[row, column] = IMPOSSIBLE
    return costs
