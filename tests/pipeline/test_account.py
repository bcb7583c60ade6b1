"""The account does not depend on the order in which documents and claims come."""

from __future__ import annotations

import random

from articles import ARTICLES
from builders import make_document
from neraca.packs.catalogue import load_packs
from neraca.pipeline import analyse, build_account


def test_any_order_of_documents_and_claims_gives_the_same_account() -> None:
    documents = [
        make_document(name, text=text, language="en" if name.endswith(".md") else "id")
        for name, text in ARTICLES.items()
    ]
    claims = [claim for document in documents for claim in analyse(document, load_packs()).claims]
    account = build_account(documents, claims)
    shuffler = random.Random(7)
    for _ in range(3):
        shuffler.shuffle(documents)
        shuffler.shuffle(claims)
        assert build_account(documents, claims) == account


def test_nothing_gives_an_empty_account() -> None:
    account = build_account([], [])
    assert (account.documents, account.claims, account.events, account.entries) == ((), (), (), ())
