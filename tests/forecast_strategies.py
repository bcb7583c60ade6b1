"""Hypothesis strategies for event sets, questions, forecasts and resolutions."""

from hypothesis import strategies as st

from neraca.records import Driver, EventSet, Forecast, Outcome, Question, Resolution
from strategies import actor_ids, days, keys, moments, optional, shares, some, words


@st.composite
def event_sets(draw: st.DrawFn) -> EventSet:
    files = tuple(draw(st.lists(words(), min_size=1, max_size=2)))
    first, last = sorted((draw(days()), draw(days())))
    return EventSet(
        name=draw(words()),
        format=draw(st.sampled_from(("icews", "polecat"))),
        files=files,
        originals=tuple(draw(keys("sha")) for _ in files),
        actors=draw(some(words())),
        relations=draw(some(words())),
        rows=draw(st.integers(1, 10)),
        first=first,
        last=last,
        damaged=draw(st.integers(0, 3)),
        content=draw(keys("sha")),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    actor, recipient = draw(st.lists(actor_ids(), min_size=2, max_size=2, unique=True))
    return Question(
        actor=actor,
        type=draw(st.sampled_from(("AID", "CONSULT"))),
        recipient=recipient,
        as_of=draw(days()),
        horizon_days=draw(st.sampled_from((7, 30, 90))),
        history=draw(words()),
    )


@st.composite
def drivers(draw: st.DrawFn) -> Driver:
    return Driver(
        kind=draw(words()),
        values=draw(some(st.tuples(words(), words()))),
        weight=draw(st.floats(-5, 5)),
        cases=draw(some(words())),
    )


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast:
    return Forecast(
        question=draw(keys("question")),
        forecaster=draw(st.sampled_from(("neraca", "person:Sari"))),
        probability=draw(optional(shares())),
        base_rate=draw(optional(shares())),
        persistence=draw(optional(shares())),
        drivers=draw(some(drivers())),
        cases=draw(st.integers(5, 9)),
        hits=draw(st.integers(0, 5)),
        model=draw(words()),
        model_digest=draw(words()),
        input_digest=draw(words()),
        made_at=draw(moments()),
        note=draw(words()),
    )


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    return Resolution(
        question=draw(keys("question")),
        outcome=draw(st.sampled_from(Outcome)),
        by=draw(st.sampled_from(("rule", "person:Sari"))),
        evidence=draw(some(words())),
        made_at=draw(moments()),
        note=draw(words()),
    )


def of_each_forecast_type() -> dict[type, st.SearchStrategy]:
    return {
        EventSet: event_sets(),
        Question: questions(),
        Driver: drivers(),
        Forecast: forecasts(),
        Resolution: resolutions(),
    }
