"""The index of what few texts carry finds the pairs that a comparison of all with all finds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.link import candidates
from neraca.link.candidates import find_meetings

TEXTS = st.lists(st.sets(st.integers(0, 30), max_size=12), max_size=8)


def by_hand(texts: list[set[int]], least: int) -> dict[tuple[int, int], int]:
    common = {(one, other): len(texts[one] & texts[other]) for one, other in combinations(range(len(texts)), 2)}
    return {pair: times for pair, times in common.items() if times >= least}


@given(TEXTS, st.integers(1, 4))
def test_every_pair_with_enough_in_common_is_found_with_its_count(texts: list[set[int]], least: int) -> None:
    codes = [np.array(sorted(one), dtype=np.uint32) for one in texts]
    assert find_meetings(codes, least=least) == by_hand(texts, least)


@pytest.mark.parametrize("block", [1, 3, 1000])
def test_the_size_of_a_block_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [set(range(at, 20 + at)) for at in range(0, 18, 3)]
    monkeypatch.setattr(candidates, "_PAIRS_AT_ONCE", block)
    codes = [np.array(sorted(one), dtype=np.uint32) for one in texts]
    assert find_meetings(codes, least=2) == by_hand(texts, 2)
