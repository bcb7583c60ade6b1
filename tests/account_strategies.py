"""Hypothesis strategies for events, ledger entries, accounts and reviews, and one for each record type."""

from hypothesis import strategies as st

from association_strategies import of_each_association_type
from backtest_strategies import of_each_backtest_type
from forecast_strategies import of_each_forecast_type
from law_strategies import of_each_law_type
from ledger_strategies import entries, of_each_ledger_type
from neraca.records import (
    Account,
    Act,
    Actor,
    ActorKind,
    Argument,
    Attribution,
    Certainty,
    Claim,
    Correction,
    Derivation,
    DerivationKind,
    Document,
    Event,
    EventStatus,
    Evidence,
    Finding,
    Found,
    Issue,
    Item,
    Judgement,
    JudgementKind,
    Link,
    Meanings,
    Mention,
    Name,
    Office,
    Parse,
    Passage,
    Quantity,
    Quotation,
    Reading,
    Reason,
    Run,
    Sentence,
    Span,
    Stage,
    TimeSpan,
    Token,
    When,
    Zone,
    ZoneKind,
)
from network_strategies import of_each_network_type
from outlook_strategies import of_each_outlook_type
from reaction_strategies import of_each_reaction_type
from strategies import (
    actor_ids,
    attributions,
    claims,
    days,
    documents,
    evidence,
    findings,
    found,
    issues,
    items,
    keys,
    links,
    mentions,
    moments,
    optional,
    parses,
    quantities,
    quotations,
    readings,
    reasons,
    sentences,
    shares,
    some,
    spans,
    time_spans,
    whens,
    words,
)
from timeline_strategies import of_each_timeline_type
from weight_strategies import figure_groups, of_each_weight_type, witnesses


def runs() -> st.SearchStrategy[Run]:
    count = st.integers(0, 9)
    return st.builds(
        Run, started_at=moments(), version=words(), inputs=some(words()), added=count, known=count, failed=count
    )


def corrections() -> st.SearchStrategy[Correction]:
    parties = st.none() | st.lists(st.sampled_from(["PRK", "RUS", "IGO:UN"]), unique=True).map(tuple)
    return st.builds(
        Correction,
        event=st.none() | st.sampled_from(["AID", "ASSAULT"]),
        stage=st.none() | st.sampled_from(Stage),
        negated=st.none() | st.booleans(),
        certainty=st.none() | st.sampled_from(Certainty),
        actors=parties,
        recipients=parties,
        items=st.none() | st.lists(st.sampled_from(["arms", "troops"]), unique=True).map(tuple),
    )


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    kind, value = draw(st.sampled_from(JudgementKind)), ""
    if kind is JudgementKind.STATUS:
        value = draw(st.sampled_from(EventStatus)).value
    elif kind is JudgementKind.MISREAD:
        value = draw(corrections().filter(lambda one: one.fields)).text
    return Judgement(
        kind=kind,
        about=draw(st.lists(keys("claim"), min_size=2, max_size=3).map(tuple)),
        person=draw(words()),
        made_at=draw(moments()),
        note=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
        value=value,
    )


def actors() -> st.SearchStrategy[Actor]:
    states = st.builds(Actor, id=st.just("PRK"), kind=st.just(ActorKind.STATE), name_id=words(), name_en=words())
    others = st.sampled_from([kind for kind in ActorKind if kind is not ActorKind.STATE])
    return states | st.builds(Actor, id=st.just("IGO:UN"), kind=others, name_id=words(), name_en=words())


@st.composite
def offices(draw: st.DrawFn) -> Office:
    span = draw(time_spans())
    return Office(
        person=draw(words()),
        office=draw(words()),
        actor=draw(actor_ids()),
        start=span.start,
        end=span.end,
        source=draw(words()),
    )


@st.composite
def passages(draw: st.DrawFn) -> tuple[Passage, ...]:
    """Passages in order, none overlapping another in the child."""
    made, end = [], 0
    for _ in range(draw(st.integers(0, 3))):
        start, length = end + draw(st.integers(0, 5)), draw(st.integers(1, 50))
        end = start + length
        made.append(Passage(child=Span(start=start, end=end), parent=draw(spans("a" * 60))))
    return tuple(made)


@st.composite
def derivations(draw: st.DrawFn) -> Derivation:
    child, parent = draw(st.lists(keys("doc"), min_size=2, max_size=2, unique=True))
    return Derivation(
        child=child,
        parent=parent,
        kind=draw(st.sampled_from(DerivationKind)),
        share=draw(shares()),
        reason=draw(words()),
        passages=draw(passages()),
    )


@st.composite
def events(draw: st.DrawFn, claim_ids: tuple[str, ...] = ()) -> Event:
    """An event of these claims, or of some that are drawn."""
    known = claim_ids or tuple(draw(st.lists(keys("claim"), min_size=1, max_size=3, unique=True)))
    reports = draw(st.integers(1, 5))
    return Event(
        anchor=draw(st.sampled_from(known)),
        type="AID",
        stage=draw(st.sampled_from(Stage)),
        status=draw(st.sampled_from(EventStatus)),
        actors=draw(some(actor_ids())),
        recipients=draw(some(actor_ids())),
        items=draw(some(st.sampled_from(("arms", "troops")))),
        when=draw(optional(time_spans())),
        reports=reports,
        witnesses=draw(st.integers(1, reports)),
        denials=draw(some(st.sampled_from(known), most=1)),
        figures=draw(some(quantities(), most=1)),
        claims=known,
        negated=draw(st.booleans()),
        credibility=draw(st.integers(1, 6)),
        credibility_rule=draw(words()),
        testimony=draw(some(witnesses(), most=1)),
        testimony_against=draw(some(witnesses(), most=1)),
        strongest=draw(st.sampled_from(("", *known))),
        strongest_against=draw(st.sampled_from(("", *known))),
        amounts=draw(some(figure_groups(), most=1)),
        fulfilled_by=draw(some(keys("claim"), most=1)),
        partly_by=draw(some(keys("claim"), most=1)),
        reasons=draw(some(words())),
    )


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    reading = draw(readings())
    known = tuple(claim.id for claim in reading.claims)
    return Account(
        as_of=draw(optional(days())),
        documents=(reading.document,),
        claims=reading.claims,
        derivations=draw(some(derivations(), most=1)),
        events=draw(some(events(known), most=1)) if known else (),
        entries=draw(some(entries(known), most=1)) if known else (),
    )


def any_text_zone() -> st.SearchStrategy[Zone]:
    return st.builds(Zone, span=spans("0123456789"), kind=st.sampled_from(ZoneKind))


def any_found() -> st.SearchStrategy[Found]:
    return found("0123456789", words())


def acts() -> st.SearchStrategy[Act]:
    return parses().filter(lambda parse: parse.acts).map(lambda parse: parse.acts[0])


def meanings() -> st.SearchStrategy[Meanings]:
    """Vectors of a few sentences."""
    return st.integers(0, 3).flatmap(
        lambda count: st.builds(
            Meanings,
            document=keys("doc"),
            spans=st.just(tuple(Span(start=at * 9, end=at * 9 + 5) for at in range(count))),
            vectors=st.binary(min_size=count * 4, max_size=count * 4),
        )
    )


def of_each_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record type there is."""
    return {
        **of_each_weight_type(),
        **of_each_association_type(),
        **of_each_law_type(),
        **of_each_ledger_type(),
        **of_each_network_type(),
        **of_each_outlook_type(),
        **of_each_forecast_type(),
        **of_each_backtest_type(),
        **of_each_reaction_type(),
        **of_each_timeline_type(),
        Account: accounts(),
        Act: acts(),
        Actor: actors(),
        Argument: acts().map(lambda act: act.arguments[0]),
        Attribution: attributions(),
        Claim: claims(),
        Correction: corrections(),
        Derivation: derivations(),
        Passage: st.builds(Passage, child=spans("a" * 60), parent=spans("a" * 60)),
        Document: documents(),
        Event: events(),
        Evidence: evidence(),
        Finding: findings(),
        Found: any_found(),
        Issue: issues(),
        Item: items(),
        Judgement: judgements(),
        Link: links(),
        Meanings: meanings(),
        Mention: mentions(),
        Name: parses().filter(lambda parse: parse.names).map(lambda parse: parse.names[0]),
        Office: offices(),
        Parse: parses(),
        Quantity: quantities(),
        Quotation: quotations(),
        Reading: readings(),
        Reason: reasons(),
        Run: runs(),
        Sentence: sentences(),
        Span: spans("0123456789"),
        TimeSpan: time_spans(),
        Token: parses().map(lambda parse: parse.tokens[-1]),
        When: whens(),
        Zone: any_text_zone(),
    }
