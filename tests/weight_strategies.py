"""Hypothesis strategies for what events weigh: witnesses, figures, estimates, values, stories, credits."""

from decimal import Decimal

from hypothesis import strategies as st

from neraca.records import (
    Counting,
    Credit,
    CreditKind,
    Dependence,
    Estimate,
    Figure,
    FigureGroup,
    SourceAccuracy,
    Story,
    VoiceKind,
    WeighedItem,
    WeighedValue,
    WeighedValues,
    Witness,
)
from strategies import actor_ids, days, documents, evidence, keys, optional, quantities, shares, some, words

_WIDE = st.decimals(1, 10**6, places=2)


@st.composite
def credit_records(draw: st.DrawFn) -> Credit:
    own = draw(evidence(draw(documents())))
    kind = draw(st.sampled_from(CreditKind))
    return Credit(document=own.document, evidence=own, source=draw(words()), outlet=draw(words()), kind=kind)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    first, last = draw(st.sampled_from((None, sorted((draw(days()), draw(days())))))) or (None, None)
    members = draw(st.lists(keys("doc"), min_size=1, max_size=3, unique=True))
    return Story(documents=tuple(members), terms=draw(some(words())), first=first, last=last)


def witnesses() -> st.SearchStrategy[Witness]:
    return st.builds(
        Witness,
        voice=actor_ids(),
        kinds=some(st.sampled_from(VoiceKind)),
        is_party=st.booleans(),
        roots=st.lists(keys("doc"), min_size=1, max_size=2).map(tuple),
        documents=st.lists(keys("doc"), min_size=1, max_size=2).map(tuple),
        claims=st.lists(keys("claim"), min_size=1, max_size=2).map(tuple),
    )


def figures() -> st.SearchStrategy[Figure]:
    return st.builds(
        Figure,
        quantity=quantities(),
        claim=keys("claim"),
        voices=some(actor_ids()),
        root=keys("doc"),
        published=optional(days()),
        superseded=st.booleans(),
    )


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, best, high = sorted(draw(st.lists(_WIDE, min_size=3, max_size=3)))
    return Estimate(
        unit="person",
        counting=draw(st.sampled_from(Counting)),
        item_class="troops",
        best=Decimal(best),
        low=Decimal(low),
        high=Decimal(high),
        sources=draw(st.integers(2, 9)),
        figures=draw(some(keys("claim"))),
    )


def figure_groups() -> st.SearchStrategy[FigureGroup]:
    return st.builds(
        FigureGroup,
        unit=st.just("person"),
        item_class=st.just("troops"),
        counting=st.sampled_from(Counting),
        figures=st.lists(figures(), min_size=1, max_size=2).map(tuple),
        conflicting=st.booleans(),
        estimate=optional(estimates()),
    )


def weighed_items() -> st.SearchStrategy[WeighedItem]:
    return st.builds(WeighedItem, item=words(), values=st.lists(weighed_value(), min_size=1, max_size=2).map(tuple))


def weighed_value() -> st.SearchStrategy[WeighedValue]:
    return st.builds(WeighedValue, value=words(), probability=shares())


def source_accuracies() -> st.SearchStrategy[SourceAccuracy]:
    return st.builds(SourceAccuracy, source=words(), accuracy=shares(), fixed=st.booleans())


def dependences() -> st.SearchStrategy[Dependence]:
    return st.builds(Dependence, first=words(), second=words(), probability=shares())


def of_each_weight_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record type of this file."""
    return {
        Credit: credit_records(),
        Dependence: dependences(),
        Estimate: estimates(),
        Figure: figures(),
        FigureGroup: figure_groups(),
        SourceAccuracy: source_accuracies(),
        Story: stories(),
        WeighedItem: weighed_items(),
        WeighedValue: weighed_value(),
        WeighedValues: st.builds(
            WeighedValues,
            items=some(weighed_items()),
            sources=some(source_accuracies()),
            dependences=some(dependences()),
        ),
        Witness: witnesses(),
    }
