"""Hypothesis strategies for histories, and for what is measured on them."""

from datetime import date

from hypothesis import strategies as st

from neraca.records import Association, HistoryEvent, Measurement, OddsRatio, PairOdds, Shape

TYPES = st.sampled_from(["AID", "CONSULT", "REJECT", "SANCTION"])
IDS = st.text("abc0123456789-", min_size=1, max_size=12)
CASES = st.lists(st.tuples(IDS, IDS), max_size=3).map(tuple)
COUNTS = st.integers(0, 5000)
SHARES = st.floats(0, 1)


@st.composite
def history_events(draw: st.DrawFn) -> HistoryEvent:
    source, target = draw(st.lists(st.sampled_from(["IDN", "PRK", "RUS"]), min_size=2, max_size=2, unique=True))
    day = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    return HistoryEvent(day=day, source=source, type=draw(TYPES), target=target, id=draw(IDS))


@st.composite
def odds_ratios(draw: st.DrawFn) -> OddsRatio:
    low, ratio, high = sorted(draw(st.tuples(*[st.floats(0.01, 100)] * 3)))
    return OddsRatio(ratio=ratio, low=low, high=high, p=draw(SHARES), case=draw(COUNTS), reference=draw(COUNTS))


def pair_odds() -> st.SearchStrategy[PairOdds]:
    return st.builds(
        PairOdds,
        source=st.sampled_from(["IDN", "PRK"]),
        target=st.sampled_from(["RUS", "USA"]),
        odds=odds_ratios(),
        own=SHARES,
        after=CASES,
        before=CASES,
    )


def associations() -> st.SearchStrategy[Association]:
    return st.builds(
        Association,
        cause=TYPES,
        effect=TYPES,
        shape=st.sampled_from(Shape),
        within_days=st.integers(1, 90),
        order_found=odds_ratios(),
        level_found=odds_ratios(),
        order=odds_ratios(),
        level=odds_ratios(),
        q=SHARES,
        pairs=COUNTS,
        after=CASES,
        before=CASES,
        own_pairs=st.lists(pair_odds(), max_size=2).map(tuple),
    )


def measurements() -> st.SearchStrategy[Measurement]:
    return st.builds(
        Measurement,
        within_days=st.integers(1, 90),
        events=COUNTS,
        days=COUNTS,
        pairs=COUNTS,
        enough=st.just(True),
        tested=COUNTS,
        together=COUNTS,
        screened=COUNTS,
        naive=COUNTS,
        naive_tested=COUNTS,
        associations=st.lists(associations(), max_size=2).map(tuple),
        unconfirmed=st.lists(associations(), max_size=1).map(tuple),
    )


def of_each_association_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record of this file."""
    return {
        Association: associations(),
        HistoryEvent: history_events(),
        Measurement: measurements(),
        OddsRatio: odds_ratios(),
        PairOdds: pair_odds(),
    }
