"""Hypothesis strategies for outlooks and track records."""

from hypothesis import strategies as st

from neraca.records import SETTLED_LEAST, Outlook, OutlookReason, OutlookStatus, Stage, TrackRecord
from strategies import actor_ids, days, evidence, keys, optional, some, time_spans, words


@st.composite
def outlooks(draw: st.DrawFn) -> Outlook:
    ahead = [stage for stage in Stage if stage not in (Stage.OCCURRED, Stage.ONGOING)]
    return Outlook(
        event=draw(keys("event")),
        type="AID",
        stage=draw(st.sampled_from(ahead)),
        negated=draw(st.booleans()),
        voice=draw(some(actor_ids())),
        voice_words=draw(words()),
        outlets=draw(some(words())),
        told=draw(optional(days())),
        window=draw(optional(time_spans())),
        window_words=draw(optional(evidence())),
        condition=draw(optional(evidence())),
        status=draw(st.sampled_from(OutlookStatus)),
        claims=tuple(draw(st.lists(keys("claim"), min_size=1, max_size=2))),
        fulfilled_by=draw(some(keys("event"), most=1)),
        contradicted_by=draw(some(keys("event"), most=1)),
        reason=draw(st.sampled_from(OutlookReason)),
        values=draw(some(st.tuples(words(), words()), most=1)),
        in_passing=draw(st.booleans()),
    )


@st.composite
def track_records(draw: st.DrawFn) -> TrackRecord:
    counts = draw(st.lists(st.integers(0, 6), min_size=5, max_size=5))
    fulfilled, partly, lapsed, contradicted, still_open = counts
    rated = sum(counts[:4]) >= SETTLED_LEAST
    return TrackRecord(
        source=draw(words()),
        is_outlet=draw(st.booleans()),
        has_id=draw(st.booleans()),
        fulfilled=fulfilled,
        partly=partly,
        lapsed=lapsed,
        contradicted=contradicted,
        open=still_open,
        outlooks=tuple(f"outlook-{at}" for at in range(sum(counts))),
        rate=0.5 if rated else None,
        low=0.25 if rated else None,
        high=0.75 if rated else None,
    )


def of_each_outlook_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record type of outlooks."""
    return {Outlook: outlooks(), TrackRecord: track_records()}
