"""The ledger of the seed articles, where they are at hand: both directions, figures that are not added twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from neraca.records import Account, Counting, Entry, EntryStatus
from neraca.service import add, build_account
from neraca.store import Store

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GIVEN = {
    ("PRK", "RUS"): {"munitions", "missiles", "arms", "troops", "labour"},
    ("RUS", "PRK"): {"air_defence", "training", "technology", "energy", "food"},
}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed articles")


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with Store.create(tmp_path_factory.mktemp("seeds") / "store") as store:
        add(sorted(SEEDS.glob("*.txt")), store, workers=1, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        yield build_account(store)


def lines(account: Account, giver: str, receiver: str, item: str) -> list[Entry]:
    own = [(entry.giver, entry.receiver, entry.item_class) for entry in account.entries]
    return [entry for entry, key in zip(account.entries, own, strict=True) if key == (giver, receiver, item)]


@pytest.mark.parametrize("pair", GIVEN, ids="-".join)
def test_what_the_seeds_tell_was_given_is_in_the_ledger(account: Account, pair: tuple[str, str]) -> None:
    told = {
        entry.item_class
        for entry in account.entries
        if (entry.giver, entry.receiver) == pair and entry.status is not EntryStatus.FORESEEN
    }
    assert told >= GIVEN[pair]


def test_an_additional_thousand_lies_within_eleven_thousand(account: Account) -> None:
    told = [total for entry in lines(account, "PRK", "RUS", "troops") for total in entry.totals]
    assert [(total.unit, total.low, total.high) for total in told] == [("person", Decimal(11000), Decimal(11000))]
    left_out = [one.stated.quantity for one in told[0].left_out]
    assert (Decimal(1000), Counting.ADDITIONAL) in [(one.low, one.counting) for one in left_out]


def test_more_than_six_thousand_engineers_and_workers_on_the_word_of_the_southern_service(account: Account) -> None:
    (labour,) = [one for one in lines(account, "PRK", "RUS", "labour") if one.totals]
    assert [(total.low, total.high) for total in labour.totals] == [(Decimal(6000), None)]
    assert labour.asserted_by == ("KOR",)


def test_munitions_and_light_arms_are_denied_by_both(account: Account) -> None:
    for item in ("munitions", "arms"):
        (entry,) = [one for one in lines(account, "PRK", "RUS", item) if one.status is not EntryStatus.FORESEEN]
        assert (entry.status, entry.denied_by) == (EntryStatus.DENIED, ("PRK", "RUS"))


def test_every_line_opens_to_its_sentences(account: Account) -> None:
    claims = {claim.id: claim for claim in account.claims}
    texts = {document.id: document.text for document in account.documents}
    for entry in account.entries:
        for own in entry.claims:
            evidence = claims[own].evidence
            assert texts[evidence.document][evidence.span.start : evidence.span.end] == evidence.quote
