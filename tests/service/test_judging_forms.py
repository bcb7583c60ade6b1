"""What a form needs to judge a claim or event, and judgements made with an account that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import write_articles
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.records import Account, Claim, Correction, Judgement, JudgementKind, Stage
from neraca.service import accounts, add, build_account, judging
from neraca.service.accounts import read_standing
from neraca.service.corrections import find_correction
from neraca.service.judging import Verb, judge
from neraca.store import Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PLANNED = Verb(kind=JudgementKind.MISREAD, correction=Correction(stage=Stage.PLANNED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = write_articles(tmp_path / "articles")
    with Store.create(tmp_path / "store") as opened:
        add([folder], opened)
        yield opened


def sent(store: Store) -> Claim:
    return next(one for one in store.claims() if one.event == "AID" and one.stage is Stage.OCCURRED)


def say(store: Store, name: str, verb: Verb, *, note: str = "") -> Judgement:
    (made,) = judge(store, load_packs(), names=[name], verb=verb, person="Rini", note=note, clock=lambda: NOON)
    return made


def test_a_person_writes_parties_and_items_in_any_language() -> None:
    wanted = find_correction(
        load_packs(), event="aid", actors=["Rusia", "IGO:UN"], recipients=[""], stage="Planned", items=["Troops"]
    )
    assert wanted == Correction(
        event="AID", actors=("RUS", "IGO:UN"), recipients=(), stage=Stage.PLANNED, items=("troops",)
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", "GIVE"),
        ("event", ""),
        ("actors", ["Atlantis"]),
        ("recipients", ["RUS", "apa"]),
        ("stage", "soon"),
        ("stage", ""),
        ("items", ["things"]),
        ("certainty", "sure"),
    ],
)
def test_a_value_that_no_pack_knows_is_refused_with_those_there_are(field: str, value: object) -> None:
    with pytest.raises(NeracaError) as caught:
        find_correction(load_packs(), **{field: value})  # type: ignore[arg-type]
    assert caught.value.code == "N107"


def test_only_the_fields_that_change_are_kept_also_of_a_whole_form(store: Store) -> None:
    claim = sent(store)
    whole = Correction(event=claim.event, stage=Stage.PLANNED, negated=claim.negated, actors=("PRK",))
    assert say(store, claim.id, Verb(kind=JudgementKind.MISREAD, correction=whole)).value == '{"stage":"planned"}'
    back = Correction(stage=claim.stage, negated=not claim.negated)
    made = say(store, claim.id, Verb(kind=JudgementKind.MISREAD, correction=back))
    assert made.value == '{"negated":true}'
    with pytest.raises(NeracaError) as caught:
        say(store, claim.id, Verb(kind=JudgementKind.MISREAD, correction=Correction(stage=claim.stage)))
    assert caught.value.code == "N116"


def test_a_status_needs_a_reason_and_an_event(store: Store) -> None:
    event = build_account(store).events[0]
    for name, note, code in ((event.id, " ", "N117"), (event.anchor, "sebab", "N110")):
        with pytest.raises(NeracaError) as caught:
            say(store, name, Verb(kind=JudgementKind.STATUS, value="denied"), note=note)
        assert caught.value.code == code


def test_who_has_the_account_passes_it_and_none_is_built(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    account, standing = build_account(store, with_wrong=True), read_standing(store)

    def refuse(*_: object, **__: object) -> Account:
        raise AssertionError("an account was built")

    monkeypatch.setattr(judging, "build_account", refuse)
    claim = sent(store)
    (made,) = judge(
        store, load_packs(), names=[claim.id], verb=PLANNED, person="Rini", account=account, standing=standing
    )
    assert store.judgements() == (made,)


def test_the_kept_account_is_corrected_as_the_one_that_is_built(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    say(store, sent(store).id, PLANNED)
    built = build_account(store)
    monkeypatch.setattr(accounts.pipeline, "build_account", lambda *_, **__: pytest.fail("built again"))
    assert build_account(store) == built
    assert [claim.id for claim in built.misread] == [sent(store).id]


def test_stores_of_before_and_after_are_whole(store: Store) -> None:
    say(store, sent(store).id, PLANNED)
    assert store.verify() == ()
