"""The gate of linking: figures hold against floors, and data against their digests."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import linking_gate
from linking_gate import FLOORS, MEASURES, differences, digest, faults

SEEN = {"stories": {"f1": 91.0, "recall": 95.6}}
DIGESTS = {"stories": "0123456789abcdef"}


def test_figures_at_their_floors_hold():
    assert faults(SEEN, DIGESTS, {"corpus": DIGESTS, "stories": {"f1": 91.0}}) == []


def test_a_figure_under_its_floor_is_named_with_both():
    found = faults(SEEN, DIGESTS, {"corpus": DIGESTS, "stories": {"f1": 92.0, "recall": 90.0}})
    assert found == ["linking.stories.f1: 91.0 is under its floor of 92.0"]


def test_a_figure_that_was_not_measured_does_not_hold():
    found = faults(SEEN, DIGESTS, {"corpus": DIGESTS, "stories": {"precision": 92.0}})
    assert found == ["linking.stories.precision: floor 92.0, but it was not measured"]


def test_other_data_than_those_of_the_floors_are_a_fault():
    assert faults(SEEN, DIGESTS, {"corpus": {"stories": "other"}}) == [
        "linking.stories: its data are not those of the floors"
    ]


def test_floors_of_measures_that_did_not_run_are_left_alone():
    assert faults({}, {}, {"corpus": DIGESTS, "stories": {"f1": 99.0}}) == []


def test_gains_and_losses_are_told_apart():
    before = {"stories": {"f1": 90.0, "recall": 96.0}, "gone": {"f1": 1.0}}
    assert differences(before, SEEN) == ["gains: stories.f1: 90.0 -> 91.0", "losses: stories.recall: 96.0 -> 95.6"]


def test_the_digest_changes_with_any_file(tmp_path: Path):
    (tmp_path / "a.txt").write_text("satu")
    first = digest(tmp_path, "*.txt")
    (tmp_path / "b.txt").write_text("dua")
    assert first != digest(tmp_path, "*.txt")
    assert digest(tmp_path, "*.csv") == ""


def test_every_measure_has_floors_and_a_digest():
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["linking"]
    assert floors.keys() == floors["corpus"].keys() | {"corpus"} == {one.name for one in MEASURES} | {"corpus"}


def test_without_shared_data_the_others_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(sys, "argv", ["linking_gate.py", str(tmp_path), "-o", str(tmp_path / "out.json")])
    monkeypatch.setattr(linking_gate, "run", lambda measures, _: {one.name: {} for one in measures})
    assert linking_gate.main() == 0
    assert "left out mentions, stories, lineage, reuse, values" in capsys.readouterr().out
    assert '"amounts": ""' in (tmp_path / "out.json").read_text(encoding="utf-8")
