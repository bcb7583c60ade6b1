"""Places in the drawing: inside it, readable, friends near, and nearly the same on both days."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.records import Bloc, Dyad, Place
from neraca.relate.layout import lay_out

NAMES = [f"N{at:02}" for at in range(12)]


def pair(first: str, second: str, net: float) -> Dyad:
    return Dyad(first=first, second=second, positive=max(net, 0.0), negative=max(-net, 0.0), sign=1 if net > 0 else -1)


@st.composite
def graphs(draw: st.DrawFn) -> list[Dyad]:
    count = draw(st.integers(2, len(NAMES)))
    nets = st.sampled_from((0, 0, 0, 1, 3, -1, -3))
    drawn = [(one, two, draw(nets)) for one, two in combinations(NAMES[:count], 2)]
    return [pair(one, two, net) for one, two, net in drawn if net]


def spots(places: tuple[Place, ...]) -> dict[str, tuple[float, float]]:
    return {place.actor: (place.x, place.y) for place in places}


def test_friends_stand_nearer_than_foes() -> None:
    dyads = [pair("A", "B", 3), pair("C", "D", 3), pair("A", "C", -3), pair("B", "D", -3)]
    blocs = [
        Bloc(members=("A", "B"), friendly=3.0, hostile=0.0, against=6.0),
        Bloc(members=("C", "D"), friendly=3.0, hostile=0.0, against=6.0),
    ]
    at = spots(lay_out("ABCD", dyads=dyads, blocs=blocs))
    assert math.dist(at["A"], at["B"]) < math.dist(at["A"], at["C"])
    assert math.dist(at["C"], at["D"]) < math.dist(at["B"], at["D"])


def test_who_is_alone_or_nobody_has_a_place_or_none() -> None:
    assert lay_out([], dyads=[], blocs=[]) == ()
    assert len(lay_out(["A"], dyads=[], blocs=[])) == 1


@settings(deadline=None, max_examples=40)
@given(graphs(), st.randoms(use_true_random=False))
def test_places_lie_inside_and_the_order_of_pairs_does_not_count(dyads, random) -> None:
    actors = sorted({actor for dyad in dyads for actor in (dyad.first, dyad.second)})
    places = lay_out(actors, dyads=dyads, blocs=[])
    assert [place.actor for place in places] == actors
    assert all(0.0 < place.x < 1.0 and 0.0 < place.y < 1.0 for place in places)
    shuffled = list(dyads)
    random.shuffle(shuffled)
    assert lay_out(reversed(actors), dyads=shuffled, blocs=[]) == places


@settings(deadline=None, max_examples=40)
@given(graphs())
def test_names_do_not_lie_on_one_another(dyads) -> None:
    actors = sorted({actor for dyad in dyads for actor in (dyad.first, dyad.second)})
    places = lay_out(actors, dyads=dyads, blocs=[])
    assert all(abs(one.x - two.x) > 0.2 or abs(one.y - two.y) > 0.09 for one, two in combinations(places, 2))


@settings(deadline=None, max_examples=40)
@given(graphs(), st.integers(0, 20))
def test_a_changed_pair_moves_nobody_far(dyads, which) -> None:
    if len(dyads) < 2:
        return
    actors = sorted({actor for dyad in dyads for actor in (dyad.first, dyad.second)})
    later = lay_out(actors, dyads=dyads, blocs=[])
    changed = [dyad for at, dyad in enumerate(dyads) if at != which % len(dyads)]
    earlier = lay_out(actors, dyads=changed, blocs=[], before=later)
    moves = [math.dist(spots(later)[actor], spots(earlier)[actor]) for actor in actors]
    assert sum(moves) / len(moves) < 0.15
    assert max(moves) < 0.45
