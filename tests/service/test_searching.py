"""Searching an account: which documents are found, in which sentences, and on which claims and events they open."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import write_articles
from builders import make_document
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.packs.words import read_words
from neraca.records import Account, Found, Reading
from neraca.service import add, build_account
from neraca.service.naming import names_for
from neraca.service.query import Filter
from neraca.service.search_book import open_book
from neraca.service.searching import search, tell_search
from neraca.store import Store
from strategies import GENTLE, raw_texts

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PACKS = load_packs()


class Shelf:
    """A store with the account that is searched."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.account = build_account(store)
        self.book = open_book(store, self.account)

    def page(self, text, **options):
        return search(self.store, self.book, text, packs=PACKS, **options)

    def rows(self, text, **options):
        return self.page(text, **options).rows

    def labels(self, text, **options):
        return [row["document"] for row in self.rows(text, **options)]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("searching")
    with Store.create(folder / "store") as store:
        add([write_articles(folder / "articles")], store, clock=lambda: NOON, workers=1)
        yield Shelf(store)


def keep(folder: Path, *documents):
    """A shelf with documents that nobody read."""
    store = Store.create(folder)
    with store.writing() as writer:
        for document in documents:
            sha256 = writer.put_original(document.text.encode(), "text/plain")
            writer.put_reading(Reading(document=replace(document, sha256=sha256)), NOON)
    return store


def test_a_hit_shows_whole_sentences_with_the_places_of_the_words(shelf):
    (row,) = shelf.rows("terima amunisi bantah")
    text = next(one.text for one in shelf.account.documents if one.label == row["document"])
    assert row["document"] == "01-kirim.txt"
    assert row["quote"] == "Rusia membantah telah menerima amunisi dari Korea Utara."
    assert row["sentences"][-1]["quote"] == row["quote"]
    for sentence in row["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["quote"]
        for match in sentence["matches"]:
            at = match["offset"]
            assert sentence["quote"][at : at + len(match["quote"])] == match["quote"]
            assert text[match["start"] : match["end"]] == match["quote"]


def test_a_sentence_leads_to_its_claims_and_their_events(shelf):
    (row,) = shelf.rows('"5.000 peluru artileri"')
    (sentence,) = row["sentences"]
    claims = {claim.id: claim for claim in shelf.account.claims}
    events = {event.id: event for event in shelf.account.events}
    aid = next(one for one in sentence["claims"] if one["event"] == "AID")
    assert claims[aid["id"]].evidence.span.start >= sentence["start"]
    assert [mention["id"] for mention in aid["actor"]] == ["PRK"]
    (event,) = aid["events"]
    assert aid["id"] in events[event["id"]].claims
    assert event["status"] == events[event["id"]].status.value


def test_an_abbreviation_does_not_end_a_shown_sentence(tmp_path):
    text = "Menurut Dr. Siti Aminah, rudal itu jatuh di laut. Kapal lain selamat."
    with keep(tmp_path, make_document(text=text)) as store:
        (row,) = Shelf(store).rows("aminah")
    assert row["quote"] == "Menurut Dr. Siti Aminah, rudal itu jatuh di laut."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("actor:RUS type:AID kirim", ["01-kirim.txt"]),
        ("pihak:Iran", ["04-dua.jsonl#2"]),
        ("jenis:bantuan lang:en -media:courier", []),
        ("soldiers lang:id", []),
        ("soldiers bahasa:en", ["02-troops.md"]),
        ("Rusia after:2024-10-20 lang:id", []),
        ("Pyongyang before:2024-07", ["bawah/03-pertemuan.txt"]),
        ("Pyongyang until:2024-06-18", []),
        ('outlet:"the example courier" Iran', ["04-dua.jsonl#2"]),
    ],
)
def test_filters_narrow_a_search(shelf, text, found):
    assert shelf.labels(text) == found


def test_a_status_is_that_of_an_event_of_the_document(shelf):
    for event in shelf.account.events:
        documents = {claim.document for claim in shelf.account.claims if claim.id in event.claims}
        found = {row["id"] for row in shelf.rows(f"status:{event.status.value}")}
        assert documents <= found


def test_filters_alone_find_the_newest_first_and_show_the_claims_that_fit(shelf):
    rows = shelf.rows("actor:RUS")
    days = [row["published"] for row in rows]
    assert days == sorted(days, reverse=True)
    for row in rows:
        assert any(claim["fits"] for sentence in row["sentences"] for claim in sentence["claims"])


def test_filters_beside_the_words_count_as_those_in_them(shelf):
    beside = [Filter(name="actor", value="RUS"), Filter(name="type", value="AID")]
    assert shelf.rows("kirim", filters=beside) == shelf.rows("kirim actor:RUS type:AID")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("actor:Marsian x", "N107"),
        ("media:zzz x", "N107"),
        ("type:PESTA x", "N107"),
        ("status:mungkin x", "N107"),
        ("lang:xx x", "N107"),
        ("after:kemarin x", "N103"),
        ("after:2024-13 x", "N103"),
        ("after:2025 before:2024 x", "N103"),
        ("after:2024\u0661\u0661 x", "N103"),
    ],
)
def test_a_value_that_is_nothing_known_is_said(shelf, text, code):
    with pytest.raises(NeracaError, match=code):
        shelf.page(text)


def test_the_end_of_the_calendar_is_a_day(shelf):
    assert shelf.labels("soldiers until:9999-12-31") == shelf.labels("soldiers until:9999") == ["02-troops.md"]


def test_pages_follow_each_other_without_gap(shelf):
    whole = shelf.page("lang:id OR Rusia OR Russia", limit=100)
    parts = [shelf.page("lang:id OR Rusia OR Russia", limit=2, offset=at) for at in range(0, whole.total + 2, 2)]
    assert [row for part in parts for row in part.rows] == list(whole.rows)
    assert {part.total for part in parts} == {whole.total}
    assert parts[0].more == whole.total - 2
    assert shelf.rows("Rusia", limit=0) == ()


def test_what_an_account_does_not_know_is_not_found(tmp_path):
    old, new = make_document(text="Rudal jatuh."), make_document(text="Kapal tiba.")
    with keep(tmp_path, old) as store:
        shelf = Shelf(store)
        with store.writing() as writer:
            sha256 = writer.put_original(new.text.encode(), "text/plain")
            writer.put_reading(Reading(document=replace(new, sha256=sha256)), NOON.replace(hour=13))
        assert shelf.labels("rudal") == ["a.txt"]
        assert shelf.labels("kapal") == []
        assert Shelf(store).labels("rudal") == []
        assert Shelf(store).labels("kapal") == ["a.txt"]


def test_documents_of_equal_weight_come_by_label_whatever_the_order_of_adding(tmp_path):
    one, other = make_document("a.txt", text="Rudal jatuh."), make_document("b.txt", text="Rudal jatuh.")
    with keep(tmp_path / "1", one, other) as first, keep(tmp_path / "2", other, one) as second:
        assert Shelf(first).labels("rudal") == Shelf(second).labels("rudal") == ["a.txt", "b.txt"]


def test_a_title_outside_the_text_is_marked_where_it_stands(tmp_path):
    document = make_document(text="Perundingan gagal lagi. Kapal tiba.")
    with keep(tmp_path, replace(document, title=Found(value="Rudal jatuh", how="metadata"))) as store:
        (row,) = Shelf(store).rows("rudal")
    assert (row["sentences"], row["matches"], row["quote"]) == ([], [], "Perundingan gagal lagi.")
    assert row["title_matches"] == [{"start": 0, "end": 5, "quote": "Rudal"}]


def test_a_word_in_a_language_without_a_pack_is_shown_in_its_sentence(tmp_path):
    document = make_document(text="Un café à Genève. La pluie tombe.", language="fr")
    with keep(tmp_path, document) as store:
        (row,) = Shelf(store).rows("pluie")
    assert row["quote"] == "La pluie tombe."


def test_how_a_search_was_understood_is_said_in_both_languages(shelf):
    page = shelf.page("kirim -rudal pihak:RUS jenis:AID sejak:2024 bahasa:id")
    said = {code: tell_search(page, read_words(code), names_for(PACKS, code)) for code in ("id", "en")}
    assert said["en"] == (
        "kirim and without rudal; with a claim about Russia; with a claim of the type aid;"
        " language: Bahasa Indonesia; published on 1 January 2024 or later"
    )
    assert said["id"].startswith("kirim dan tanpa rudal; dengan klaim tentang Rusia")


@GENTLE
@given(text=st.text() | raw_texts() | st.text(alphabet='(")-:* ORNOTactorlngid'))
def test_any_string_gives_hits_or_a_coded_error(shelf, text):
    try:
        page = shelf.page(text)
    except NeracaError:
        return
    assert len(page.rows) == min(page.total, 20)
    assert tell_search(page, read_words("id"), names_for(PACKS, "id"))


def test_an_empty_account_finds_nothing(tmp_path):
    with Store.create(tmp_path) as store:
        shelf = Shelf(store)
        assert isinstance(shelf.account, Account)
        assert shelf.rows("rudal") == ()
