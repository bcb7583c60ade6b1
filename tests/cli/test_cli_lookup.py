"""`show`, `explain`: from a figure down to the sentence."""

from __future__ import annotations

from command_line import Run


def aid_event(run: Run) -> dict:
    rows = run("events", "--json", "--type", "AID", "--actor", "IRN").json
    assert len(rows) == 1
    return rows[0]


def test_an_event_is_explained_down_to_file_offsets_and_rules(filled: Run) -> None:
    event = aid_event(filled)
    way = filled("explain", event["id"], "--json").json
    assert (way["kind"], way["id"], way["row"]["status"]) == ("event", event["id"], event["status"])
    (claim,) = way["claims"]
    assert (claim["document"], claim["outlet"], claim["published"]) == (
        "04-dua.jsonl#2",
        "The Example Courier",
        "2022-10-18",
    )
    assert claim["quote"].startswith("Iran shipped drones to Russia")
    assert len(claim["sha256"]) == 64
    fields = {field["field"]: field for field in claim["fields"]}
    assert fields["actor"]["value"] == "IRN"
    assert fields["actor"]["rules"]
    assert fields["event"]["quote"] == "shipped"


def test_an_explanation_for_people_quotes_sentence_outlet_and_day(filled: Run) -> None:
    text = " ".join(filled("explain", aid_event(filled)["id"], "--lang", "en").out.split())
    for part in ("Iran shipped drones to Russia", "The Example Courier", "2022-10-18", "Iran → Russia"):
        assert part in text


def test_an_entry_a_claim_and_a_document_are_explained_too(filled: Run) -> None:
    claim = filled("claims", "--json", "--actor", "IRN").json[0]
    entry = filled("ledger", "--json", "--actor", "IRN").json[0]
    for name in (claim["id"], entry["id"], "04-dua.jsonl#2"):
        answer = filled("explain", name, "--json")
        assert answer.code == 0
        assert "Iran shipped" in answer.json["claims"][0]["quote"]


def test_the_beginning_of_an_id_is_enough(filled: Run) -> None:
    event = aid_event(filled)
    digits = event["id"].partition("-")[2]
    for name in (event["id"], digits[:8], f"event-{digits[:8]}"):
        assert filled("show", name, "--json").json["id"] == event["id"]


def test_a_document_is_shown_with_its_text_by_its_name(filled: Run) -> None:
    row = filled("show", "01-kirim.txt", "--json").json
    assert row["kind"] == "document"
    assert "5.000 peluru artileri" in row["text"]
    assert "peluru artileri" in filled("show", "01-kirim.txt").out


def test_no_id_or_more_than_one_is_a_usage_error(filled: Run) -> None:
    for name in ("event-", "zzz", ""):
        answer = filled("show", name)
        assert answer.code == 2
        assert "[N102]" in answer.err


def test_a_store_that_is_not_there_is_named(run: Run) -> None:
    for command in (("events",), ("show", "x"), ("search", "x"), ("export", "claims"), ("verify",)):
        answer = run(*command)
        assert (answer.code, answer.out) == (2, "")
        assert "[N101]" in answer.err


def test_the_language_of_words_is_named_in_any_case(filled: Run) -> None:
    assert filled("events", "--lang", "EN").out == filled("events", "--lang", "en").out
    assert filled("events", "--lang", "xx").code == 2
