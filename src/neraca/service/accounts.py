"""The account of a store on a day."""

from __future__ import annotations

from datetime import date

from neraca import pipeline
from neraca.records import Account
from neraca.store import Store


def build_account(store: Store, *, as_of: date | None = None) -> Account:
    """Everything that had been published by a day (None: everything), and what follows from it."""
    with store.reading():
        documents, claims, meanings = store.documents(as_of), store.claims(as_of), store.meanings(as_of)
    return pipeline.build_account(documents, claims, as_of=as_of, meanings=meanings)
