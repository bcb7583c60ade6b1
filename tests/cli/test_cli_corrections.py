"""Misread claims, an event's status, and judgements from elsewhere on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Run


def first(run: Run, table: str, **wanted: object) -> dict:
    rows = run(table, "--json").json
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def sent(run: Run) -> dict:
    return first(run, "events", event="AID", items=["munitions"], negated=False)


def misread(run: Run, claim: str, *options: str) -> list[dict]:
    answer = run("review", claim, "misread", *options, "--person", "Rini", "--json")
    assert answer.code == 0, answer.err
    return answer.json


def test_a_misread_claim_is_what_it_should_be_in_every_table_and_readable_as_it_was(filled: Run) -> None:
    claim = first(filled, "claims", event="AID", document="02-troops.md", negated=False)["id"]
    before = first(filled, "claims", id=claim)
    (row,) = misread(filled, claim, "--actor", "Iran", "--recipient", "PRK", "--item", "food", "--stage", "planned")
    assert row["fields"] == {"actor": ["IRN"], "items": ["food"], "recipient": ["PRK"], "stage": "planned"}
    now = first(filled, "claims", id=claim)
    assert (now["judged"], now["stage"], now["span"]) == ("misread", "planned", before["span"])
    assert now["read"]["actor"] == [party["id"] for party in before["actor"]]
    assert now["actor"] == [{"id": "IRN", "text": now["actor"][0]["text"], "given": True}]
    event = next(one for one in filled("events", "--json").json if claim in one["claims"])
    assert (event["actor"], event["recipient"], event["items"]) == (["IRN"], ["PRK"], ["food"])
    exported = next(json.loads(line) for line in filled("export", "claims").out.splitlines() if claim in line)
    assert (exported["judged"], exported["read"]) == ("misread", now["read"])
    way = filled("explain", claim, "--json").json["claims"][0]
    assert {one["field"]: one["value"] for one in way["read"]}["stage"] == "occurred"
    assert {one["rules"][0] for one in way["fields"] if one["field"] in ("actor", "stage")} == {row["id"]}
    for language, words in (("en", "Read by the program as: "), ("id", "Dibaca program: ")):
        assert words in " ".join(filled("explain", claim, "--lang", language).out.split())
    assert filled("verify").code == 0
    assert filled("report").code == 0
    filled("review", claim, "undo")
    assert first(filled, "claims", id=claim) == before


def test_flags_say_yes_and_no_and_an_empty_name_says_nobody(filled: Run) -> None:
    claim = sent(filled)["claims"][0]
    (row,) = misread(filled, claim, "--negated", "--certainty", "hedged", "--actor", "")
    assert row["fields"] == {"actor": [], "certainty": "hedged", "negated": True}
    table = " ".join(filled("review", claim, "--lang", "en").out.split())
    assert "actor: none" in table
    assert "[N116]" in filled("review", claim, "misread", "--not-negated").err


def test_a_persons_status_stands_beside_the_programs_reasons(filled: Run) -> None:
    event = sent(filled)
    assert filled("review", event["id"], "status", "confirmed", "--note", "dua pihak mengaku").code == 0
    now = first(filled, "events", id=event["id"])
    assert (now["status"], now["proposed_status"]) == ("confirmed", event["status"])
    assert now["reasons"][: len(event["reasons"])] == event["reasons"]
    assert event["proposed_status"] is None
    entry = next(one for one in filled("ledger", "--json").json if event["id"] in one["events"])
    assert entry["status"] == "delivered"
    for language, word in (("en", "a person judged it confirmed"), ("id", "seseorang menilainya dibenarkan")):
        assert word in " ".join(filled("explain", event["id"], "--lang", language).out.split())
    assert filled("report").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("EVENT", "status", "confirmed"), "N117"),
        (("EVENT", "status", "sure", "--note", "a"), "N107"),
        (("EVENT", "status"), "N109"),
        (("CLAIM", "status", "denied", "--note", "a"), "N110"),
        (("CLAIM", "misread"), "N116"),
        (("EVENT", "misread", "--stage", "planned"), "N110"),
        (("CLAIM", "misread", "--event", "GIVE"), "N107"),
        (("CLAIM", "misread", "--actor", "Atlantis"), "N107"),
        (("CLAIM", "wrong", "--stage", "planned"), "N109"),
        (("CLAIM", "--stage", "planned"), "N109"),
    ],
)
def test_what_does_not_fit_is_a_usage_error_with_a_way_out(filled: Run, words: tuple[str, ...], code: str) -> None:
    event = sent(filled)
    named = {"EVENT": event["id"], "CLAIM": event["claims"][0]}
    answer = filled("review", *(named.get(word, word) for word in words))
    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert filled("review", "--json").json == []


def test_judged_claims_are_examples_of_right_misread_and_wrong(filled: Run, folder: Path) -> None:
    one, two, three = (row["id"] for row in filled("claims", "--json", "--type", "AID").json[:3])
    filled("review", one, "right")
    misread(filled, two, "--stage", "urged")
    filled("review", three, "wrong")
    assert filled("export", "gold", "-o", "gold.jsonl").code == 0
    rows = {row["id"]: row for row in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())}
    assert {key: row["judged"] for key, row in rows.items()} == {one: "right", two: "misread", three: "wrong"}
    assert rows[two]["stage"] == "urged"
    assert rows[three]["optional"] is True
    claim = next(json.loads(line) for line in filled("export", "claims").out.splitlines() if one in line)
    assert rows[one] == {key: value for key, value in claim.items() if key != "coding"}


def test_judgements_come_in_once_and_keep_who_and_when(filled: Run, folder: Path, articles: Path) -> None:
    event = sent(filled)
    filled("review", event["claims"][0], "misread", "--stage", "planned", "--person", "Rini")
    filled("review", event["id"], "status", "denied", "--note", "sebab", "--person", "Sari")
    filled("export", "judgements", "-o", "nilai.jsonl")
    assert filled("add", articles, "--store", "lain").code == 0
    done = filled("import", "judgements", "nilai.jsonl", "--store", "lain", "--json")
    assert (done.code, done.json) == (0, {"format": "judgements", "added": 2, "known": 0, "failed": 0, "issues": []})
    for table in ("claims", "events", "ledger", "review"):
        assert filled(table, "--json").json == filled(table, "--json", "--store", "lain").json
    again = filled("import", "judgements", "nilai.jsonl", "--store", "lain", "--lang", "en")
    assert (again.code, again.err) == (0, "0 added, 2 known, 0 failed.\n")


def test_a_line_that_cannot_be_taken_is_named_and_the_exit_code_is_3(filled: Run, folder: Path) -> None:
    filled("review", sent(filled)["claims"][0], "right")
    content = filled("export", "judgements").out
    (folder / "nilai.jsonl").write_text(content + "rusak\n" + content.replace("claim-", "claim-0"), encoding="utf-8")
    answer = filled("import", "JUDGEMENTS", "nilai.jsonl", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert "[N323] no judgement: no object with the fields of a judgement (judgements:nilai.jsonl#2)" in answer.err
    assert "(judgements:nilai.jsonl#3)" in answer.err
    assert answer.err.endswith("0 added, 1 known, 2 failed.\n")
    assert [row["where"] for row in filled("issues", "--json").json if row["code"] == "N323"] == [
        "judgements:nilai.jsonl#2",
        "judgements:nilai.jsonl#3",
    ]


@pytest.mark.parametrize(("words", "code"), [(("judgements", "tidak-ada"), "N301"), (("apa", "x"), "N118")])
def test_what_cannot_be_imported_at_all_is_a_usage_error(filled: Run, words: tuple[str, ...], code: str) -> None:
    answer = filled("import", *words)
    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
