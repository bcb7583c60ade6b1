"""Which claims a filter finds: made once for an account, as for its events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from neraca.pipeline.judgements import Standing
from neraca.records import UNKNOWN_PARTY, Account, Claim, Document
from neraca.service.facets import Facets

CLAIM_FACETS = ("actor", "type", "stage", "judged", "outlet", "language")
CLAIM_ORDERS = ("newest", "place")
_LAST = 10**7


def index_claims(account: Account, standing: Standing) -> Facets:
    """Index an account's claims: in their own order (`place`), and by the newest article (`newest`)."""
    documents = {document.id: document for document in account.documents}
    marks = standing.marks(account.claims)
    held: dict[str, dict[str, set[int]]] = {facet: {} for facet in CLAIM_FACETS}
    days: list[tuple[int, int] | None] = []
    for place, claim in enumerate(account.claims):
        document = documents[claim.document]
        days.append(_days(claim, document))
        for facet, listed in _values(claim, document, marks.get(claim.id)):
            for value in listed:
                held[facet].setdefault(value, set()).add(place)
    published = [document.day for document in (documents[claim.document] for claim in account.claims)]
    ages = [_LAST if day is None else -day.toordinal() for day in published]
    return Facets(
        ids=tuple(claim.id for claim in account.claims),
        held={facet: {value: frozenset(found) for value, found in known.items()} for facet, known in held.items()},
        days=tuple(days),
        orders={
            "place": tuple(range(len(account.claims))),
            "newest": tuple(sorted(range(len(account.claims)), key=lambda at: (ages[at], at))),
        },
        first_reports=(),
    )


def _values(claim: Claim, document: Document, mark: str | None) -> Iterable[tuple[str, Iterable[str]]]:
    parties = {mention.actor for mention in (*claim.actors, *claim.recipients)}
    yield "actor", parties - {UNKNOWN_PARTY}
    yield "type", (claim.event,)
    yield "stage", (claim.stage.value,)
    yield "judged", (mark or "not",)
    yield "outlet", () if document.outlet is None else (document.outlet.value,)
    yield "language", (document.language,)


def _days(claim: Claim, document: Document) -> tuple[int, int] | None:
    """As `Selection` bounds it: when it happened, else when it was published."""
    when = None if claim.when is None else claim.when.span
    if when is not None and (when.start or when.end):
        first = when.start.toordinal() if when.start else 0
        return first, (when.end - timedelta(days=1)).toordinal() if when.end else _LAST
    return None if document.day is None else (document.day.toordinal(), document.day.toordinal())
