"""Tables for people and for machines: shapes, selections, languages, as-of."""

from __future__ import annotations

import pytest

from command_line import Run

CLAIM_KEYS = {
    *("document", "id", "span", "event", "stage", "negated", "certainty", "actor", "recipient", "items"),
    *("quantity", "when", "where", "attributions", "links", "optional", "published", "outlet"),
}
KEYS = {
    "documents": {"document", "title", "outlet", "published", "lang", "sha256"},
    "claims": CLAIM_KEYS,
    "events": {
        *("id", "event", "stage", "status", "actor", "recipient", "items", "when", "reports", "witnesses", "claims"),
    },
    "ledger": {"giver", "receiver", "item", "name", "quantity", "status", "when", "witnesses", "claims"},
    "timeline": {"from", "to", "id", "event", "status", "quote", "document"},
    "disputes": {"event_id", "kind", "for", "against", "claims_for", "claims_against"},
    "outlets": {"outlet", "documents", "derived", "claims"},
}


@pytest.mark.parametrize("table", KEYS)
def test_a_table_as_json_is_one_array_of_objects_with_its_keys(filled: Run, table: str) -> None:
    answer = filled(table, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json
    assert all(set(row) >= KEYS[table] for row in answer.json)


@pytest.mark.parametrize("table", [*KEYS, "issues"])
def test_a_table_for_people_fits_80_columns_without_colour_codes(filled: Run, table: str) -> None:
    answer = filled(table)
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines()), default=0) <= 80
    assert "\x1b" not in answer.out


def test_what_is_known_of_documents_comes_from_their_texts(filled: Run) -> None:
    rows = {row["document"]: row for row in filled("documents", "--json").json}
    assert {name: row["published"] for name, row in rows.items()} == {
        "01-kirim.txt": "2024-10-19",
        "02-troops.md": "2024-10-22",
        "04-dua.jsonl#1": "2024-11-01",
        "04-dua.jsonl#2": "2022-10-18",
        "bawah/03-pertemuan.txt": "2024-06-19",
    }
    assert rows["02-troops.md"]["lang"] == "en"
    assert rows["01-kirim.txt"]["title"] == "Korea Utara Kirim Amunisi ke Rusia"


def test_every_quote_of_a_claim_stands_in_the_file(filled: Run, articles) -> None:
    rows = [row for row in filled("claims", "--json").json if "#" not in row["document"]]
    texts = {row["document"]: (articles / row["document"]).read_text("utf-8") for row in rows}
    assert rows
    for row in rows:
        span = row["span"]
        assert texts[row["document"]][span["start"] : span["end"]] == span["exact"]


def test_as_of_knows_only_what_had_been_published(filled: Run) -> None:
    rows = filled("documents", "--json", "--as-of", "2024-06-30").json
    assert {row["document"] for row in rows} == {"04-dua.jsonl#2", "bawah/03-pertemuan.txt"}
    claims = filled("claims", "--json", "--as-of", "2024-06-30").json
    assert {row["document"] for row in claims} <= {row["document"] for row in rows}


@pytest.mark.parametrize("name", ["JPN", "jpn", "Jepang", "japan"])
def test_an_actor_is_known_by_code_or_name(filled: Run, name: str) -> None:
    rows = filled("claims", "--json", "--actor", name).json
    assert {row["document"] for row in rows} == {"04-dua.jsonl#1"}


def test_a_type_selects_claims_events_and_entries(filled: Run) -> None:
    assert {row["event"] for row in filled("claims", "--json", "--type", "aid").json} == {"AID"}
    assert {row["event"] for row in filled("events", "--json", "--type", "CONSULT").json} == {"CONSULT"}
    assert filled("ledger", "--json", "--type", "CONSULT").json == []


def test_days_select_by_when_it_happened_not_by_when_it_was_published(filled: Run) -> None:
    rows = filled("claims", "--json", "--since", "2022-08-01", "--until", "2022-08-31").json
    assert {row["document"] for row in rows} == {"04-dua.jsonl#2"}
    assert filled("claims", "--json", "--since", "2022-10-01", "--until", "2022-10-31").json == []


def test_what_names_no_time_counts_by_its_day_of_publication(filled: Run) -> None:
    rows = filled("claims", "--json", "--since", "2024-10-19", "--until", "2024-10-19").json
    assert "01-kirim.txt" in {row["document"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--actor", "Atlantis"), "N107"),
        (("--type", "GIVE"), "N107"),
        (("--since", "kemarin"), "N103"),
        (("--as-of", "2024-13-01"), "N103"),
        (("--since", "2024-02-01", "--until", "2024-01-01"), "N103"),
        (("--lang", "fr"), "N107"),
    ],
)
def test_a_value_that_is_none_is_a_usage_error_with_a_way_out(filled: Run, arguments, code: str) -> None:
    answer = filled("claims", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert "jalan keluar:" in answer.err


def test_words_and_names_come_in_the_language_asked_for(filled: Run) -> None:
    assert "Korea Utara" in filled("events", "--lang", "id").out
    assert "North Korea" in filled("events", "--lang", "en").out


def test_an_article_cannot_steer_the_terminal(run: Run, folder) -> None:
    text = "Rusia mengirim minyak \u202e[red]ke Korea Utara[/red] pada 3 Mei 2024, kata [link=x]Kremlin[/link]."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    run("add", "a.txt")
    answer = run("claims")
    assert "\u202e" not in answer.out
    assert "\x1b" not in answer.out
