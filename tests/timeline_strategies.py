"""Hypothesis strategies for events in time, one for each record type."""

from hypothesis import strategies as st

from neraca.records import (
    Bucket,
    Chronology,
    DueState,
    Importance,
    Imprecise,
    Lane,
    Level,
    Moment,
    OutlookStatus,
    Precision,
    RankedDay,
    Zoom,
)
from strategies import days, keys, time_spans

PARTS = st.integers(0, 10_000).map(lambda part: part / 10_000)


def key_tuples(least: int = 0):
    return st.lists(keys("event"), min_size=least, max_size=3, unique=True).map(tuple)


def importances():
    return st.builds(
        Importance, score=PARTS, witnesses=PARTS, credibility=PARTS, days=PARTS, echo=PARTS, passing=st.booleans()
    )


def moments():
    return st.builds(
        _moment, keys("event"), st.none() | time_spans(), importances(), st.none() | st.sampled_from(DueState)
    )


def _moment(event, when, importance, due):
    return Moment(
        event=event,
        when=when,
        precision=Precision.NONE if when is None else Precision.RANGE,
        importance=importance,
        rank=1,
        lanes=(event,),
        claims=(event,),
        foreseen=due is not None,
        due=due,
        window=when if due else None,
        outlooks=((event, OutlookStatus.OPEN),) if due else (),
    )


def ranked_days():
    return st.builds(
        lambda day, share, later, more, claims: RankedDay(
            day=day, weight=2 * share, share=share, sources=later + more, later=later, claims=claims
        ),
        days(),
        PARTS,
        st.integers(0, 3),
        st.integers(0, 3),
        key_tuples(),
    )


def buckets():
    return st.builds(Bucket, span=time_spans(), events=key_tuples(1), claims=key_tuples(1), foreseen=st.integers(0, 1))


def imprecise():
    return st.builds(Imprecise, reason=st.sampled_from(Precision), events=key_tuples(1), claims=key_tuples(1))


def zooms():
    return st.builds(
        Zoom,
        level=st.sampled_from(Level),
        buckets=st.lists(buckets(), max_size=2).map(tuple),
        imprecise=st.lists(imprecise(), max_size=2).map(tuple),
    )


def lanes():
    return st.builds(
        Lane,
        story=keys("story"),
        number=st.integers(1, 9),
        terms=key_tuples(),
        documents=st.integers(1, 9),
        events=key_tuples(1),
    )


def chronologies():
    return st.builds(
        Chronology,
        seen_from=st.none() | days(),
        past=st.lists(moments(), max_size=2).map(tuple),
        days=st.lists(ranked_days(), max_size=2).map(tuple),
        years=zooms(),
        lanes=st.lists(lanes(), max_size=2).map(tuple),
    )


def of_each_timeline_type():
    """One strategy for each record type of the timeline."""
    return {
        Bucket: buckets(),
        Chronology: chronologies(),
        Importance: importances(),
        Imprecise: imprecise(),
        Lane: lanes(),
        Moment: moments(),
        RankedDay: ranked_days(),
        Zoom: zooms(),
    }
