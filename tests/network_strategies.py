"""Hypothesis strategies for networks: ties, pairs, blocs, triads, measures, roles, places."""

from hypothesis import strategies as st

from neraca.records import (
    Balance,
    Bloc,
    Dyad,
    Network,
    Place,
    Polarity,
    Remark,
    Role,
    RoleKind,
    Tie,
    Triad,
)
from strategies import days, documents, evidence, keys, shares, some

_ACTORS = ("CHN", "IGO:UN", "KOR", "PRK", "RUS", "USA")
_WEIGHTS = st.floats(0, 50).map(lambda value: round(value, 4))


def some_actors(count: int) -> st.SearchStrategy[tuple[str, ...]]:
    """So many actors, sorted."""
    return st.lists(st.sampled_from(_ACTORS), min_size=count, max_size=count, unique=True).map(sorted).map(tuple)


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    source, target = draw(st.permutations(_ACTORS))[:2]
    events = tuple(draw(st.lists(keys("event"), min_size=1, max_size=3, unique=True)))
    return Tie(
        source=source,
        target=target,
        positive=draw(_WEIGHTS),
        negative=draw(_WEIGHTS),
        last=draw(days()),
        placed=draw(st.integers(0, len(events))),
        events=events,
        claims=tuple(draw(st.lists(keys("claim"), min_size=1, max_size=2))),
    )


@st.composite
def dyads(draw: st.DrawFn) -> Dyad:
    first, second = draw(some_actors(2))
    sign = draw(st.sampled_from((-1, 0, 1)))
    return Dyad(first=first, second=second, positive=draw(_WEIGHTS), negative=draw(_WEIGHTS), sign=sign)


def blocs() -> st.SearchStrategy[Bloc]:
    return st.builds(Bloc, members=some_actors(3), friendly=_WEIGHTS, hostile=_WEIGHTS, against=_WEIGHTS)


def triads() -> st.SearchStrategy[Triad]:
    sign = st.sampled_from((-1, 1))
    return st.builds(Triad, members=some_actors(3), signs=st.tuples(sign, sign, sign), weight=_WEIGHTS)


def balances() -> st.SearchStrategy[Balance]:
    none = st.just(Balance(share=None, triads=0, balanced=0))
    return none | st.builds(Balance, share=shares(), triads=st.integers(5, 9), balanced=st.integers(0, 5))


def polarities() -> st.SearchStrategy[Polarity]:
    camps = st.tuples(some_actors(3), st.just(()))
    return st.builds(Polarity, fit=shares(), division=shares(), camps=camps, exact=st.booleans())


@st.composite
def remarks(draw: st.DrawFn) -> Remark:
    own = draw(evidence(draw(documents())))
    return Remark(kind=draw(st.sampled_from(RoleKind)), actor=draw(st.sampled_from(_ACTORS)), evidence=own, trigger=own)


@st.composite
def roles(draw: st.DrawFn) -> Role:
    actor, first, second = draw(st.permutations(_ACTORS))[:3]
    return Role(
        kind=draw(st.sampled_from(RoleKind)),
        actor=actor,
        toward=(first, second),
        events=draw(some(keys("event"))),
        claims=tuple(draw(st.lists(keys("claim"), min_size=1, max_size=2))),
        remarks=draw(some(remarks(), most=1)),
    )


def places() -> st.SearchStrategy[Place]:
    return st.builds(Place, actor=st.sampled_from(_ACTORS), x=shares(), y=shares())


def networks() -> st.SearchStrategy[Network]:
    return st.builds(
        Network,
        day=days(),
        half_life_days=st.floats(1, 999),
        ties=some(ties()),
        dyads=some(dyads()),
        blocs=some(blocs()),
        triads=some(triads()),
        balance=balances(),
        polarity=polarities(),
        roles=some(roles()),
        places=some(places()),
        undated=some(keys("event")),
    )


def of_each_network_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record of networks."""
    return {
        Balance: balances(),
        Bloc: blocs(),
        Dyad: dyads(),
        Network: networks(),
        Place: places(),
        Polarity: polarities(),
        Remark: remarks(),
        Role: roles(),
        Tie: ties(),
        Triad: triads(),
    }
