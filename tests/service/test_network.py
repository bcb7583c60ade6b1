"""The network of the samples: known friends and foes, days, places, and what every tie opens to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.files import data_folder
from neraca.records import Account, Network
from neraca.service import add, build_account
from neraca.service.network import network_day, network_on, networks_of, remarks_in
from neraca.service.network_rows import balance_rows, bloc_rows, role_rows, tie_rows, triad_rows
from neraca.store import Store

SAMPLES = Path(str(data_folder() / "samples"))


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with Store.create(tmp_path_factory.mktemp("network") / "store") as opened:
        files = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
        add(files, opened, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        yield build_account(opened)


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="module")
def networks(account: Account, packs: Packs) -> tuple[Network, ...]:
    return networks_of(account, packs)


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [
        ("PRK", "RUS", 1),
        ("IRN", "RUS", 1),
        ("PRK", "UKR", -1),
        ("IRN", "UKR", -1),
        ("JPN", "PRK", -1),
        ("KOR", "UKR", 1),
    ],
)
def test_friends_and_foes_of_the_samples(networks: tuple[Network, ...], first: str, second: str, sign: int) -> None:
    signs = {(dyad.first, dyad.second): dyad.sign for dyad in networks[-1].dyads}
    assert signs[first, second] == sign


def test_the_exchange_of_the_samples_is_their_first_bloc(networks: tuple[Network, ...]) -> None:
    for network in networks:
        assert set(network.blocs[0].members) >= {"PRK", "RUS"}
        assert network.bloc_of("UKR") != network.bloc_of("RUS")


def test_the_same_party_stands_in_nearly_the_same_place(networks: tuple[Network, ...]) -> None:
    earlier, later = ({place.actor: place for place in network.places} for network in networks)
    both = set(earlier) & set(later)
    moves = [abs(earlier[one].x - later[one].x) + abs(earlier[one].y - later[one].y) for one in both]
    assert len(both) > 5
    assert sum(moves) / len(moves) < 0.1


def test_the_earlier_network_knows_no_later_act(networks: tuple[Network, ...]) -> None:
    earlier, later = networks
    assert earlier.day < later.day
    assert all(tie.last <= earlier.day for tie in earlier.ties)


def test_every_row_opens_to_events_and_claims_of_the_account(account: Account, packs: Packs) -> None:
    day = network_day(account)
    assert day is not None
    network = network_on(account, packs, day=day)
    events = {event.id: event for event in account.events}
    claims = {claim.id for claim in account.claims}
    for row in (*tie_rows(network), *bloc_rows(network), *triad_rows(network), *balance_rows(network)):
        assert row["events"]
        assert set(row["events"]) <= set(events)
        assert claims.issuperset(row.get("claims", ()))
    for tie in network.ties:
        members = {claim for event in tie.events for claim in events[event].claims}
        assert members.issuperset(tie.claims)
    assert all(row["claims"] or row["sentences"] for row in role_rows(network, account))


def test_sentences_that_give_a_role_stand_in_their_documents(account: Account, packs: Packs) -> None:
    texts = {document.id: document.text for document in account.documents}
    for remark in remarks_in(account, packs):
        span = remark.evidence.span
        assert texts[remark.evidence.document][span.start : span.end] == remark.evidence.quote
