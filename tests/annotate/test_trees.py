"""The best tree and the best tags, against all that there are."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.annotate.trees import best_tags, best_tree, following
from strategies import GENTLE

TAGS = ("O", "B-person", "I-person", "B-place", "I-place")


def reaches_root(heads: tuple[int, ...]) -> bool:
    for word in range(1, len(heads) + 1):
        at, seen = word, set()
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


def score(arcs: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(arcs[word, head] for word, head in enumerate(heads, 1)))


def trees(words: int) -> list[tuple[int, ...]]:
    every = product(*([head for head in range(words + 1) if head != word] for word in range(1, words + 1)))
    return [heads for heads in every if heads.count(0) == 1 and reaches_root(heads)]


@GENTLE
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_no_tree_scores_higher_than_the_best(words, seed):
    arcs = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    found = tuple(best_tree(arcs))
    assert found.count(0) == 1
    assert reaches_root(found)
    assert score(arcs, found) == pytest.approx(max(score(arcs, tree) for tree in trees(words)))


def test_a_long_sentence_has_one_root_and_no_cycle():
    arcs = np.random.default_rng(7).normal(size=(121, 121))
    found = tuple(best_tree(arcs))
    assert found.count(0) == 1
    assert reaches_root(found)


def test_the_scores_given_are_not_changed():
    arcs = np.zeros((3, 3))
    best_tree(arcs)
    assert not arcs.any()


@GENTLE
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_no_sequence_of_tags_scores_higher_than_the_best(words, seed):
    scores = np.random.default_rng(seed).normal(size=(words, len(TAGS)))
    costs = following(TAGS)

    def total(tags: tuple[int, ...]) -> float:
        own = costs[-1, tags[0]] + sum(scores[place, tag] for place, tag in enumerate(tags))
        return float(own + sum(costs[one, other] for one, other in pairwise(tags)))

    best = max(total(tags) for tags in product(range(len(TAGS)), repeat=words))
    assert total(tuple(best_tags(scores, costs))) == pytest.approx(best)


def test_an_inside_tag_never_stands_without_its_beginning():
    scores = np.full((2, len(TAGS)), -9.0)
    scores[0, TAGS.index("O")] = scores[1, TAGS.index("I-place")] = 0.0
    tags = [TAGS[tag] for tag in best_tags(scores, following(TAGS))]
    assert tags in (["O", "O"], ["O", "B-place"], ["B-place", "I-place"])


def test_no_words_have_no_tags():
    assert best_tags(np.zeros((0, len(TAGS))), following(TAGS)) == []
