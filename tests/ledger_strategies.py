"""Hypothesis strategies for the exchange ledger: lines, gifts, totals, postings."""

from hypothesis import strategies as st

from neraca.records import Entry, EntryStatus, Gift, LeftOut, Omission, Posting, Stated, Total
from strategies import actor_ids, days, evidence, keys, optional, quantities, some, time_spans, words

_CLAIMS = st.lists(keys("claim"), min_size=1, max_size=2).map(tuple)


def stated() -> st.SearchStrategy[Stated]:
    return st.builds(Stated, quantity=quantities(), claim=keys("claim"), event=keys("event"))


def left_out() -> st.SearchStrategy[LeftOut]:
    return st.builds(LeftOut, stated=stated(), reason=st.sampled_from(Omission))


@st.composite
def totals(draw: st.DrawFn) -> Total:
    low, high = sorted((draw(st.decimals(0, 10**6, places=1)), draw(st.decimals(0, 10**6, places=1))))
    return Total(
        unit="person",
        low=draw(st.sampled_from((low, None))),
        high=draw(st.sampled_from((high, None))),
        approx=draw(st.booleans()),
        added=(draw(stated()),),
        perhaps_same=draw(some(stated(), most=1)),
        left_out=draw(some(left_out(), most=1)),
    )


def postings() -> st.SearchStrategy[Posting]:
    return st.builds(
        Posting,
        day=optional(days()),
        status=st.sampled_from(EntryStatus),
        quantities=some(quantities(), most=1),
        claims=_CLAIMS,
        replaces=optional(st.integers(0, 3)),
    )


def gifts() -> st.SearchStrategy[Gift]:
    return st.builds(
        Gift,
        event=keys("event"),
        kinds=some(words()),
        quantities=some(quantities(), most=1),
        when=optional(time_spans()),
        places=some(evidence(), most=1),
        claims=_CLAIMS,
        witnesses=st.integers(1, 5),
        journal=some(postings(), most=2),
    )


@st.composite
def entries(draw: st.DrawFn, claim_ids: tuple[str, ...] = ()) -> Entry:
    """A ledger entry that rests on these claims, or on some that are drawn."""
    known = claim_ids or tuple(draw(st.lists(keys("claim"), min_size=1, max_size=3, unique=True)))
    return Entry(
        giver=draw(actor_ids()),
        receiver=draw(actor_ids()),
        item_class=draw(st.sampled_from(("arms", "troops"))),
        name=draw(words()),
        quantities=draw(some(quantities(), most=1)),
        status=draw(st.sampled_from(EntryStatus)),
        when=draw(optional(time_spans())),
        events=draw(some(keys("event"))),
        claims=known,
        witnesses=draw(st.integers(1, 5)),
        given_for=draw(some(keys("entry"), most=1)),
        purposes=draw(some(evidence(), most=1)),
        asserted_by=draw(some(actor_ids(), most=1)),
        denied_by=draw(some(actor_ids(), most=1)),
        gifts=draw(some(gifts(), most=1)),
        totals=draw(some(totals(), most=1)),
    )


def of_each_ledger_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each record type of the ledger."""
    return {
        Entry: entries(),
        Gift: gifts(),
        LeftOut: left_out(),
        Posting: postings(),
        Stated: stated(),
        Total: totals(),
    }
