"""Blocs, balance and polarity of small signed graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.records import Dyad
from neraca.relate.blocs import find_blocs, partition_actors, signed_modularity
from neraca.relate.graphs import signed_graph
from neraca.relate.triads import find_triads, measure_polarity

NAMES = "ABCDEF"


def pair(words: str, net: float) -> Dyad:
    first, second = sorted(words)
    return Dyad(first=first, second=second, positive=max(net, 0.0), negative=max(-net, 0.0), sign=1 if net > 0 else -1)


def pairs(text: str) -> list[Dyad]:
    """`AB+2 AC-1`."""
    return [pair(one[:2], float(one[2:])) for one in text.split()]


def members(text: str) -> list[str]:
    return ["".join(bloc.members) for bloc in find_blocs(pairs(text), near=0.2)]


@st.composite
def small_graphs(draw: st.DrawFn) -> list[Dyad]:
    """Up to six actors with any signed pairs."""
    found = []
    for at, first in enumerate(NAMES):
        for second in NAMES[at + 1 :]:
            net = draw(st.sampled_from((0, 0, 1, 2, -1, -2)))
            if net:
                found.append(pair(first + second, net))
    return found


def every_partition(nodes: Sequence[str]) -> Iterator[list[list[str]]]:
    if not nodes:
        yield []
        return
    for rest in every_partition(nodes[1:]):
        yield [[nodes[0]], *rest]
        for at, part in enumerate(rest):
            yield [*rest[:at], [nodes[0], *part], *rest[at + 1 :]]


def test_friends_stand_together_and_foes_apart() -> None:
    assert members("AB+2 BC+2 DE+2 AD-1 BE-1 CD-1") == ["ABC", "DE"]


def test_who_stands_alone_is_no_bloc() -> None:
    assert members("AB+2 AC-1 BC-1") == ["AB"]
    assert members("AB-2") == []
    assert members("") == []


def test_a_common_enemy_alone_makes_no_bloc() -> None:
    assert members("AC-2 BC-2 CD+1") == ["CD"]


def test_one_faint_friendship_makes_no_bloc() -> None:
    assert members("AB+0.1 CD+2") == ["CD"]


def test_a_bloc_says_what_joins_it_and_what_it_stands_against() -> None:
    bloc = find_blocs(pairs("AB+2 BC+1.5 AC-0.2 AD-2 CD-1"), near=0.2)[0]
    assert (bloc.members, bloc.friendly, bloc.hostile, bloc.against) == (("A", "B", "C"), 3.5, 0.2, 3.0)


def test_mixed_pairs_count_on_neither_side() -> None:
    mixed = Dyad(first="A", second="B", positive=2.0, negative=1.9, sign=0)
    assert find_blocs([mixed], near=0.2) == ()


@given(small_graphs(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_count(dyads, random) -> None:
    shuffled = list(dyads)
    random.shuffle(shuffled)
    assert find_blocs(shuffled, near=0.2) == find_blocs(dyads, near=0.2)
    assert find_triads(shuffled, most=9) == find_triads(dyads, most=9)
    assert measure_polarity(shuffled) == measure_polarity(dyads)


@settings(deadline=None, max_examples=60)
@given(small_graphs())
def test_of_six_actors_the_best_partition_is_found(dyads) -> None:
    graph = signed_graph(dyads)
    found = signed_modularity(graph, partition_actors(graph))
    best = max(signed_modularity(graph, parts) for parts in every_partition(sorted(graph.nodes)))
    assert found == pytest.approx(best)


@given(small_graphs())
def test_among_friends_alone_it_is_newmans_modularity(dyads) -> None:
    graph = signed_graph([dyad for dyad in dyads if dyad.sign > 0])
    if graph.number_of_edges():
        parts = partition_actors(graph)
        assert signed_modularity(graph, parts) == pytest.approx(nx.community.modularity(graph, parts, weight="weight"))


@pytest.mark.parametrize(
    ("text", "balanced"), [("AB+1 AC+1 BC+1", 1), ("AB+1 AC-1 BC-1", 1), ("AB+1 AC+1 BC-1", 0), ("AB-1 AC-1 BC-1", 0)]
)
def test_a_triad_is_balanced_where_its_signs_multiply_to_plus(text: str, balanced: int) -> None:
    (triad,), balance = find_triads(pairs(text), most=9)
    assert (triad.balanced, balance.balanced, balance.triads) == (bool(balanced), balanced, 1)
    assert balance.share == float(balanced)


def test_the_share_of_balance_is_by_weight_and_all_triads_count() -> None:
    strong, faint = "AB+9 AC+9 BC+9", "AD-1 BD+1 CD+1"
    listed, balance = find_triads(pairs(f"{strong} {faint}"), most=1)
    assert (len(listed), balance.triads, balance.balanced) == (1, 4, 2)
    assert listed[0].members == ("A", "B", "C")
    assert balance.share is not None
    assert balance.share > 0.5


def test_without_a_closed_triad_there_is_no_balance() -> None:
    assert find_triads(pairs("AB+1 BC+1"), most=9)[1].share is None


def test_two_camps_explain_everything_or_not() -> None:
    split = measure_polarity(pairs("AB+1 CD+1 AC-1 BD-1"))
    assert (split.fit, split.division, split.camps) == (1.0, 0.5, (("A", "B"), ("C", "D")))
    friends = measure_polarity(pairs("AB+1 BC+1"))
    assert (friends.fit, friends.division, friends.camps) == (1.0, 0.0, (("A", "B", "C"), ()))
    torn = measure_polarity(pairs("AB-1 BC-1 AC-1"))
    assert torn.fit == pytest.approx(1 / 3, abs=1e-3)
    assert measure_polarity([]).fit is None


def test_camps_are_those_of_the_weightiest_part() -> None:
    assert measure_polarity(pairs("AB+9 AC-9 DE-1")).camps == (("A", "B"), ("C",))


@settings(deadline=None, max_examples=60)
@given(small_graphs())
def test_no_split_of_six_actors_fits_better(dyads) -> None:
    graph = signed_graph(dyads)
    edges = list(graph.edges(data="weight"))
    whole = sum(abs(weight) for _, _, weight in edges)
    if not whole:
        return
    nodes = sorted(graph.nodes)
    against = min(
        sum(abs(weight) for a, b, weight in edges if (side[a] == side[b]) != (weight > 0))
        for sides in product((1, -1), repeat=len(nodes))
        for side in [dict(zip(nodes, sides, strict=True))]
    )
    assert measure_polarity(dyads).fit == pytest.approx(1 - 2 * against / whole, abs=1e-3)


def test_a_large_part_is_split_by_moves_and_says_so() -> None:
    names = [f"N{at:02}" for at in range(18)]
    camps = [
        Dyad(
            first=one,
            second=two,
            positive=1.0 if (at < 9) == (other < 9) else 0.0,
            negative=0.0 if (at < 9) == (other < 9) else 1.0,
            sign=1 if (at < 9) == (other < 9) else -1,
        )
        for at, one in enumerate(names)
        for other, two in enumerate(names)
        if at < other
    ]
    found = measure_polarity(camps)
    assert (found.exact, found.fit, found.camps) == (False, 1.0, (tuple(names[:9]), tuple(names[9:])))
