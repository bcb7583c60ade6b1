"""The command `sanctions`: its rows, its choice, and what it knows on a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run

SHARED = Path(__file__).parents[2].parent / "shared"
RESTRICTION_KEYS = {
    *("id", "kind", "status", "issuer", "target", "rules", "items", "when", "voices", "reports", "events", "claims"),
    "sentences",
}
CHARGE_KEYS = {"id", "pair", "rule", "asserted_by", "disputed_by", "acts", "asserted", "disputed"}
VETO = "Rusia memveto rancangan resolusi yang hendak memperpanjang sanksi terhadap Mali, kata Prancis.\n"
DRONES = (
    "Jerman menilai pengiriman rudal dari Iran ke Rusia melanggar Resolusi 2231 Dewan Keamanan PBB. "
    "Iran menolak tuduhan itu.\n"
)


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "berita"
    folder.mkdir()
    (folder / "veto.txt").write_text(f"Veto di New York\n30 Agustus 2023\n\n{VETO}", encoding="utf-8")
    (folder / "rudal.txt").write_text(f"Rudal untuk Moskow\n12 September 2024\n\n{DRONES}", encoding="utf-8")
    assert run("add", str(folder)).code == 0
    return run


def test_restrictions_as_json_are_one_array_of_objects_with_their_keys(told: Run) -> None:
    (row,) = [row for row in told("sanctions", "--json").json if row["kind"] == "veto"]
    assert set(row) >= RESTRICTION_KEYS
    assert (row["issuer"], row["target"], row["status"]) == (["RUS"], ["MLI"], "imposed")
    assert "memperpanjang sanksi" in row["sentences"][0]["stopped"]


def test_breaches_name_both_sides(told: Run) -> None:
    (row,) = told("sanctions", "--breaches", "--json").json
    assert set(row) >= CHARGE_KEYS
    assert (row["pair"], row["asserted_by"], row["disputed_by"]) == (["IRN", "RUS"], ["DEU"], ["IRN"])
    assert row["rule"]["rule"] == "UNSCR 2231"


@pytest.mark.parametrize("option", [[], ["--breaches"]])
def test_the_table_for_people_fits_80_columns(told: Run, option: list[str]) -> None:
    answer = told("sanctions", *option)
    assert answer.code == 0
    assert answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_nothing_later_than_the_day_is_known(told: Run) -> None:
    assert told("sanctions", "--breaches", "--json", "--as-of", "2023-12-31").json == []
    assert [row["kind"] for row in told("sanctions", "--json", "--as-of", "2023-12-31").json] == ["veto"]


def test_an_actor_chooses_either_side(told: Run) -> None:
    assert {row["kind"] for row in told("sanctions", "--json", "--actor", "Mali").json} == {"veto"}
    assert told("sanctions", "--json", "--actor", "Kuba").json == []


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs ../shared")
def test_the_seeds_say_what_the_air_defence_is_said_to_break(run: Run) -> None:
    assert run("add", SHARED / "seeds").code == 0
    (row,) = run("sanctions", "--breaches", "--json").json
    assert (row["pair"], row["rule"]["code"]) == (["PRK", "RUS"], "UNSCR")
    assert {"USA", "IGO:EU"} <= set(row["asserted_by"])
    assert row["disputed_by"] == []
    claims = {claim["id"]: claim for claim in run("claims", "--json").json}
    told = [claims[act] for act in row["acts"] if act in claims]
    assert all(claim["event"] == "AID" for claim in told)
    bans = [tie for tie in run("sanctions", "--json").json if tie["kind"] == "embargo" and "arms" in tie["items"]]
    assert [(tie["issuer"], tie["target"]) for tie in bans] == [(["IGO:UNSC"], ["PRK"])]
