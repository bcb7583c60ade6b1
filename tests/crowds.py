"""Hypothesis strategies for documents and claims that collide: few parties, types, items and days."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from builders import make_claim, make_document
from neraca.records import Claim, Counting, Derivation, DerivationKind, Document, Evidence, Found, Stage

_FIRST = date(2024, 1, 1)


def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number)).isoformat()


@st.composite
def crowds(draw: st.DrawFn) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Up to six documents, some undated, and up to fourteen claims in them."""
    offsets = draw(st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=1, max_size=6))
    documents = tuple(
        make_document(f"{at}.txt", text=f"Teks {at}.", published=None if offset is None else _day(offset))
        for at, offset in enumerate(offsets)
    )
    count = draw(st.integers(1, 14))
    return documents, tuple(draw(_claims(documents, at=100 * number)) for number in range(count))


@st.composite
def _claims(draw: st.DrawFn, documents: tuple[Document, ...], *, at: int) -> Claim:
    sides = st.sampled_from(((), ("PRK",), ("RUS",), ("PRK", "RUS")))
    spans = st.one_of(
        st.none(),
        st.tuples(st.integers(0, 300), st.integers(1, 200)).map(lambda pair: (_day(pair[0]), _day(sum(pair)))),
        st.integers(0, 300).map(lambda number: (_day(number), None)),
        st.integers(1, 300).map(lambda number: (None, _day(number))),
    )
    voices = st.tuples(
        st.sampled_from(("", "PRK", "RUS", "KOR")),
        st.sampled_from(("government", "intelligence", "anonymous")),
        st.sampled_from(("asserts", "denies", "doubts", "declines")),
    )
    return make_claim(
        draw(st.sampled_from(documents)),
        at=at,
        event=draw(st.sampled_from(("AID", "AID", "CONSULT", "ASSAULT"))),
        actors=draw(sides),
        recipients=draw(sides),
        items=draw(st.lists(st.sampled_from(("troops", "arms", "other")), max_size=2, unique=True)),
        figures=draw(st.lists(st.sampled_from(((1000, 1000), (11000, 11000), (6000, None))), max_size=2)),
        counting=draw(st.sampled_from(Counting)),
        stage=draw(st.sampled_from((Stage.OCCURRED, Stage.OCCURRED, Stage.ONGOING, Stage.PLANNED, Stage.URGED))),
        negated=draw(st.sampled_from((False, False, True))),
        hedged=draw(st.booleans()),
        optional=draw(st.booleans()),
        when=draw(spans),
        voices=draw(st.lists(voices, max_size=2)),
        persons=draw(st.lists(st.sampled_from((("RUS", "Shoigu"), ("RUS", "Lavrov"))), max_size=1)),
    )


def copied(
    documents: tuple[Document, ...], claims: tuple[Claim, ...], *, times: int, day: str | None = None
) -> tuple[tuple[Document, ...], tuple[Claim, ...], tuple[Derivation, ...]]:
    """The first document copied a number of times, each copy with all its claims, and who copies whom."""
    original = documents[0]
    published = original.published if day is None else Found(value=day, how="given")
    copies = tuple(replace(original, name=f"z-copy-{number}.txt", published=published) for number in range(times))
    repeated = tuple(moved(claim, copy.id) for copy in copies for claim in claims if claim.document == original.id)
    derivations = tuple(
        Derivation(child=copy.id, parent=original.id, kind=DerivationKind.COPY, share=1.0, reason="undecided_same_day")
        for copy in copies
    )
    return documents + copies, claims + repeated, derivations


def moved(claim: Claim, document: str) -> Claim:
    """The same claim in another document, without its links."""
    own = replace(claim, links=())
    return replace(own, **{field.name: _moved(getattr(own, field.name), document) for field in fields(own)})


def _moved(value: Any, document: str) -> Any:
    if isinstance(value, Evidence):
        return replace(value, document=document)
    if isinstance(value, tuple):
        return tuple(_moved(part, document) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _moved(getattr(value, field.name), document) for field in fields(value)})
    return value
