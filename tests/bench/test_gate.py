"""The quality gate's rows: they add up to figures, compare with another run, and hold against floors."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from errors_page import write_page
from outcomes import Change, Row, broken, changes, figures, from_json, joined, levels_of, to_json, totals, wrong_levels

RIGHT = {"actor": (1, 1, 1), "recipient": (1, 1, 1), "stage": (1, 1, 1), "items": (1, 1, 1)}
TEXT = "Norway has shipped 40 tons of wheat to Estonia."


def gold(place: str = "a", *, reached: tuple[str, ...] = ("event", "triple", "record"), **changed) -> Row:
    found = bool(reached)
    values = {
        "part": "written_en_test",
        "language": "en",
        "span": (11, 18),
        "type": "AID",
        "levels": levels_of(reached=reached, found=found),
        "fields": RIGHT if found else {},
        "stage": "occurred",
        "said": "occurred" if found else "",
    }
    return Row(place=place, gold=True, **{**values, **changed})


def wrong(place: str = "a", **changed) -> Row:
    values = {"part": "written_en_test", "language": "en", "span": (7, 10), "levels": wrong_levels(), **changed}
    return Row(place=place, gold=False, **{"type": "SUPPORT", "stage": "planned", **values})


def test_precision_counts_wrong_claims_and_recall_the_missed():
    rows = [gold("a"), gold("b", reached=("event",)), gold("c", reached=()), gold("d", reached=()), wrong("a")]
    levels = figures(rows)["written_en_test"]["en"]["levels"]
    assert (levels["event"]["p"], levels["event"]["r"], levels["event"]["f1"]) == (66.7, 50.0, 57.1)
    assert (levels["triple"]["p"], levels["triple"]["r"]) == (33.3, 25.0)


def test_a_type_answers_for_its_own_wrong_claims():
    types = figures([gold("a"), wrong("a"), wrong("b", type="AID")])["written_en_test"]["en"]["types"]
    assert types["AID"]["event"]["p"] == 50.0
    assert (types["SUPPORT"]["event"]["gold"], types["SUPPORT"]["event"]["found"]) == (0, 1)


def test_a_stage_counts_where_label_or_claim_says_it():
    rows = [gold("a"), gold("b", said="planned"), wrong("a", stage="planned")]
    stages = figures(rows)["written_en_test"]["en"]["stages"]
    assert (stages["occurred"]["p"], stages["occurred"]["r"]) == (100.0, 50.0)
    assert (stages["planned"]["right"], stages["planned"]["gold"], stages["planned"]["found"]) == (0, 0, 2)


def test_fields_count_values_of_claims_that_were_found():
    fields = figures([gold("a", fields={"items": (1, 2, 1)}), gold("b", reached=())])["written_en_test"]["en"]["fields"]
    assert (fields["items"]["p"], fields["items"]["r"], fields["items"]["f1"]) == (100.0, 50.0, 66.7)


def test_parts_may_be_joined_under_one_name():
    rows = [gold("a"), gold("b", part="acts_en_test", reached=()), gold("c", part="seeds")]
    assert (
        figures(joined(rows, ["written_en_test", "acts_en_test"], "own"))["own"]["en"]["levels"]["event"]["gold"] == 2
    )


@pytest.mark.parametrize("row", [gold(), gold(reached=()), wrong(kinds=(("extra-words", "SUPPORT"),))])
def test_a_row_survives_its_json(row):
    assert from_json(json.loads(json.dumps(to_json(row)))) == row


def test_the_same_run_twice_changes_nothing():
    rows = [gold("a"), gold("b", reached=()), wrong("a"), wrong("a")]
    assert changes(rows, rows) == ([], 0)


def test_a_claim_newly_found_gains_its_levels_and_not_each_field():
    found, _ = changes([gold(reached=())], [gold()])
    assert found == [Change(gold(), gained=("event", "triple", "record"))]


def test_a_claim_may_gain_one_field_and_lose_another():
    before = gold(reached=("event",), fields={**RIGHT, "actor": (0, 1, 1)})
    now = gold(reached=("event",), fields={**RIGHT, "items": (0, 1, 1)})
    assert changes([before], [now])[0] == [Change(now, gained=("actor",), lost=("items",))]


def test_wrong_claims_come_and_go():
    found, _ = changes([wrong("a")], [wrong("b")])
    assert found == [Change(wrong("b"), lost=("wrong claim",)), Change(wrong("a"), gained=("wrong claim",))]
    assert totals(found) == {"wrong claim": (1, 1)}


def test_a_second_wrong_claim_at_the_same_words_is_another():
    assert len(changes([wrong()], [wrong(), wrong()])[0]) == 1


def test_gold_claims_of_one_run_only_are_left_out_and_counted():
    assert changes([gold("a"), gold("b")], [gold("a"), gold("c")]) == ([], 2)


def test_a_figure_under_its_floor_is_named_with_both():
    seen = figures([gold("a"), gold("b", reached=())])
    floors = {"written_en_test": {"en": {"event": {"r": 60.0, "p": 90.0}, "types": {"AID": 60.0}}}}
    assert broken(seen, floors) == ["written_en_test.en.event.r: 50.0 is under its floor of 60.0"]


def test_a_floor_whose_figure_was_not_measured_does_not_hold():
    assert broken(figures([gold()]), {"seeds": {"id": {"event": {"f1": 50}}}}) == [
        "seeds.id.event.f1: floor 50, but it was not measured"
    ]


def test_the_page_quotes_our_own_sentences_only():
    kinds = (("missed-unseen", "AID"),)
    rows = [gold("a", reached=(), kinds=kinds), gold("b", part="acts_en_test", reached=(), kinds=kinds)]
    texts = {("written_en_test", "a"): TEXT, ("acts_en_test", "b"): "Short and not ours."}
    page = write_page(rows, figures(rows), texts)
    assert "Norway has **shipped** 40 tons of wheat to Estonia. (AID)" in page
    assert "not ours." not in page
    assert "| no list has the words, and the reader does not see the act | 1 (100) | 1 (100) |" in page
