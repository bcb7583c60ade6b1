"""The account of a store on a day, and what a person judged of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from neraca import pipeline
from neraca.errors import NeracaError
from neraca.pipeline.corrections import correct_claims
from neraca.pipeline.judgements import Standing, event_mark, find_standing, untie
from neraca.records import Account, Claim, Document, Judgement, JudgementKind
from neraca.service.keeping import Conclusions, keep_conclusions, name_conclusions, read_conclusions
from neraca.store import Store

WRONG = JudgementKind.WRONG.value


def build_account(store: Store, *, as_of: date | None = None, with_wrong: bool = False) -> Account:
    """Everything that had been published by a day (None: everything), and what follows from it.

    A person's judgements hold whatever the day: they are what is known now about what was known then.

    Args:
        store: Where it is kept.
        as_of: The day.
        with_wrong: Keep claims and events that a person judged wrong; nothing rests on them in either case.
    """
    with store.reading():
        documents, claims, judgements = store.documents(as_of), store.claims(as_of), store.judgements()
        parts = (
            *(document.id for document in documents),
            *store.contents(as_of),
            *sorted(one.id for one in judgements),
        )
        name = name_conclusions(parts)
        account = _kept(store, name, documents=documents, claims=claims, as_of=as_of, judgements=judgements)
        meanings = store.meanings(as_of) if account is None else ()
    if account is None:
        account = pipeline.build_account(documents, claims, as_of=as_of, meanings=meanings, judgements=judgements)
        found = Conclusions(derivations=account.derivations, events=account.events, entries=account.entries)
        keep_conclusions(store.path.parent, name, found)
    return account if with_wrong or not judgements else without_wrong(account, find_standing(judgements))


def _kept(
    store: Store,
    name: str,
    *,
    documents: tuple[Document, ...],
    claims: tuple[Claim, ...],
    as_of: date | None,
    judgements: tuple[Judgement, ...],
) -> Account | None:
    """The account with what was concluded before; None where nothing that fits is kept."""
    known = read_conclusions(store.path.parent, name)
    if known is None:
        return None
    corrected, misread = correct_claims(claims, find_standing(judgements))
    try:
        return Account(
            as_of=as_of,
            documents=documents,
            claims=corrected,
            derivations=known.derivations,
            events=known.events,
            entries=known.entries,
            misread=misread,
        )
    except NeracaError:
        return None


def without_wrong(account: Account, standing: Standing) -> Account:
    """The account without the claims and events that were judged wrong, and without links to them."""
    marks = standing.marks(account.claims)
    events = tuple(event for event in account.events if event_mark(event) != WRONG)
    held = frozenset(claim for event in events for claim in event.claims)
    claims = tuple(untie(claim, held) for claim in account.claims if marks.get(claim.id) != WRONG)
    documents = (document.id for document in account.documents)
    return replace(
        account,
        claims=claims,
        events=events,
        withdrawn=tuple(claim for claim in account.claims if marks.get(claim.id) == WRONG),
        withdrawn_documents=tuple(one for one in documents if standing.is_wrong(one)),
    )


def read_standing(store: Store) -> Standing:
    """What stands of all judgements."""
    return find_standing(store.judgements())
