"""Hypothesis strategies for restrictions, and for what acts are said to break."""

from hypothesis import strategies as st

from neraca.records import (
    Breach,
    Charge,
    Document,
    Measure,
    Restriction,
    RestrictionKind,
    RestrictionStatus,
    Rule,
    Stance,
)
from strategies import (
    actor_ids,
    attributions,
    documents,
    evidence,
    items,
    keys,
    mentions,
    optional,
    some,
    time_spans,
    whens,
)


def rules() -> st.SearchStrategy[Rule]:
    return st.builds(
        Rule,
        code=st.sampled_from(["UNSCR", "TREATY"]),
        number=st.sampled_from(["", "1718"]),
        name=st.sampled_from(["", "Perjanjian Utara"]),
        issuer=st.sampled_from(["", "IGO:UNSC"]),
    )


@st.composite
def measures(draw: st.DrawFn, document: Document | None = None) -> Measure:
    document = document or draw(documents())
    sentence = draw(evidence(document))
    return Measure(
        evidence=sentence,
        cue=sentence,
        kind=draw(st.sampled_from(RestrictionKind)),
        status=draw(st.sampled_from(RestrictionStatus)),
        issuers=draw(some(mentions(document))),
        targets=draw(some(mentions(document))),
        rules=draw(some(rules())),
        items=draw(some(items(document))),
        subject=draw(optional(evidence(document))),
        when=draw(optional(whens(document))),
        hedged=draw(st.booleans()),
        attributions=draw(some(attributions(document))),
        claims=draw(some(keys("claim"))),
    )


@st.composite
def restrictions(draw: st.DrawFn) -> Restriction:
    return Restriction(
        kind=draw(st.sampled_from(RestrictionKind)),
        status=draw(st.sampled_from(RestrictionStatus)),
        issuers=(draw(actor_ids()),),
        targets=draw(some(actor_ids())),
        rules=draw(some(rules())),
        item_classes=draw(st.sampled_from([(), ("arms",)])),
        when=draw(optional(time_spans())),
        measures=(draw(measures()),),
        claims=draw(some(keys("claim"))),
        events=draw(some(keys("event"))),
    )


@st.composite
def breaches(draw: st.DrawFn) -> Breach:
    document = draw(documents())
    sentence = draw(evidence(document))
    return Breach(
        evidence=sentence,
        cue=sentence,
        rules=(draw(rules()),),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS])),
        hedged=draw(st.booleans()),
        who=draw(some(actor_ids())),
        attributions=draw(some(attributions(document))),
        parties=draw(some(actor_ids())),
        acts=draw(some(keys("claim"))),
        claims=draw(some(keys("claim"))),
    )


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    return Charge(
        pair=draw(st.sampled_from([(), ("PRK",), ("PRK", "RUS")])),
        rule=draw(rules()),
        asserted=(draw(breaches()),),
        disputed=draw(some(breaches(), most=1)),
    )


def of_each_law_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record type of the law."""
    return {Rule: rules(), Measure: measures(), Restriction: restrictions(), Breach: breaches(), Charge: charges()}
