"""Who will be next: an order whose scores add up from reasons, with cases to open, from the past alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from foresights import FIRST, acts, many_acts, put_history
from neraca.errors import NeracaError
from neraca.forecast.additive import Additive
from neraca.forecast.company import Company
from neraca.packs.catalogue import load_packs
from neraca.service import fitted
from neraca.service.packing import pack_record, unpack_record
from neraca.service.ranking import who_rows
from neraca.store import Store

DAY = FIRST + timedelta(days=400)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ranked") / "store"
    with Store.create(made) as store:
        put_history(store, many_acts(), name="many")
        put_history(store, acts(), name="few")
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


def ask(store: Store, **fields: Any) -> list[dict[str, Any]]:
    asked = {"type": "CONSULT", "actor": "RUS", "as_of": DAY, "history": "many", **fields}
    return who_rows(store, None, load_packs(), **asked)


def test_what_an_actor_does_most_comes_first(store: Store) -> None:
    rows = ask(store)
    assert rows[0]["answer"] == "PRK"
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["actor"] == "RUS" and row["recipient"] == row["answer"] for row in rows)
    assert sum(row["share"] for row in rows) <= 1 + 1e-9


def test_who_does_it_is_asked_where_the_recipient_is_given(store: Store) -> None:
    rows = ask(store, actor=None, recipient="Korea Utara")
    assert rows[0]["asked"] == "actor"
    assert rows[0]["answer"] == rows[0]["actor"] == "RUS"
    assert rows[0]["recipient"] == "PRK"


def test_the_weights_of_the_reasons_are_the_score(store: Store) -> None:
    for row in ask(store):
        assert sum(driver["weight"] for driver in row["drivers"]) == pytest.approx(row["score"])


def test_a_rule_says_how_often_it_held_and_opens_to_its_cases(store: Store) -> None:
    rules = [one for row in ask(store) for one in row["drivers"] if one["kind"].startswith("rule")]
    assert rules
    for rule in rules:
        held, of = int(rule["values"]["held"]), int(rule["values"]["of"])
        assert of >= 20
        assert 0 <= float(rule["values"]["low"]) <= held / of
        assert f"held in {held} of {of} cases" in rule["sentence"]["en"].replace(",", "")
        assert rule["opened"][0]["place"].startswith("many/a.txt#")


def test_nothing_later_than_the_day_is_used(store: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "past") as past:
        put_history(past, [act for act in many_acts() if act[0] <= 400], name="many")
        assert ask(past) == ask(store)


def test_names_of_later_days_are_not_used_either(store: Store, tmp_path: Path) -> None:
    later = [(415, "Media (Japan)", "Threaten", "Media (Russia)"), (415, "Atlantis", "Consult", "Russia")]
    with Store.create(tmp_path / "then") as then, Store.create(tmp_path / "now") as now:
        put_history(then, [one for one in many_acts() if one[0] <= 400], name="many")
        put_history(now, sorted([*many_acts(), *later]), name="many")
        known, without = (
            ask(one, type="Consult", actor="Russia", fine=True, as_of=FIRST + timedelta(days=400))
            for one in (now, then)
        )
    assert known == without


def test_an_imported_set_can_be_asked_in_its_own_names(store: Store) -> None:
    rows = ask(store, type="consult", actor="russia", fine=True)
    assert (rows[0]["type"], rows[0]["actor"], rows[0]["answer"]) == ("Consult", "Russia", "North Korea")


def test_boosted_trees_are_kept_as_their_own_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ask(store, boosted=True)
    assert before[0]["model"].startswith("boosted")
    monkeypatch.setattr(fitted, "fit_ranker", None)
    assert ask(store, boosted=True) == before


def test_a_kept_ranker_answers_as_the_one_that_was_fitted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ask(store)
    monkeypatch.setattr(fitted, "fit_ranker", None)
    assert ask(store) == before


def test_too_little_history_is_said(store: Store) -> None:
    (row,) = ask(store, history="few")
    assert (row["status"], row["answer"]) == ("too_little", None)
    assert "Not enough history" in row["sentence"]["en"]
    assert "tidak cukup" in row["sentence"]["id"]


def test_an_act_that_the_history_has_never_told_is_said(store: Store) -> None:
    (row,) = ask(store, type="SANCTION")
    assert (row["status"], row["why_none"]) == ("too_little", "unknown_type")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"recipient": "PRK"}, "N605"),
        ({"actor": None}, "N605"),
        ({"type": "CONSLUT"}, "N107(?s:.*)CONSULT"),
        ({"type": "conslut", "fine": True}, "N107(?s:.*)Consult"),
        ({"actor": "Rusia", "fine": True}, "N107(?s:.*)Russia"),
        ({"history": "own", "fine": True}, "N166"),
    ],
)
def test_what_cannot_be_asked_is_told(store: Store, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(NeracaError, match=code):
        ask(store, **fields)


def test_a_record_of_arrays_comes_back_as_it_was() -> None:
    matrix = sparse.csr_matrix(np.array([[0.0, 1.5], [0.0, 0.0]]))
    company = Company(matrix, np.array([1, 2]), matrix)
    again = unpack_record(pack_record(company), (Company,))
    assert isinstance(again, Company)
    assert (again.any != matrix).nnz == 0
    assert again.keys.tolist() == [1, 2]


@pytest.mark.parametrize("body", [b"", b"PK", b"\x93NUMPY"])
def test_bytes_that_are_no_record_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="no record"):
        unpack_record(body, (Company,))


def test_a_record_is_made_of_the_kinds_that_are_expected_only() -> None:
    matrix = sparse.csr_matrix((1, 1))
    with pytest.raises(ValueError, match="no record"):
        unpack_record(pack_record(Company(matrix, np.array([0]), matrix)), (Additive,))


def test_a_rule_says_within_how_many_days_it_held(store: Store) -> None:
    rules = [one for row in ask(store) for one in row["drivers"] if one["kind"].startswith("rule")]
    told = [one for one in rules if one["values"]["days"]]
    assert told
    assert all(f"within {one['values']['days']} day" in one["sentence"]["en"] for one in told)
