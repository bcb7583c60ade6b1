"""A person's judgements in a store: made by names, kept, superseded, undone, and listed when their subject is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import write_articles
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.records import Claim, Event, Judgement, JudgementKind
from neraca.service import add, build_account
from neraca.service.accounts import read_standing
from neraca.service.judgement_rows import judgement_rows
from neraca.service.judging import judge, judgements_about, read_words
from neraca.store import Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


@pytest.fixture
def store(tmp_path: Path, articles: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "store") as opened:
        add([articles], opened)
        yield opened


def say(store: Store, *words: str, note: str = "") -> tuple[Judgement, ...]:
    names, verb = read_words(words)
    assert verb is not None
    return judge(store, load_packs(), names=names, verb=verb, person="Rini", note=note, clock=lambda: NOON)


def states(store: Store) -> list[str]:
    standing = read_standing(store)
    rows = judgement_rows(standing.judgements, standing, build_account(store, with_wrong=True))
    return [row["state"] for row in rows]


def some_event(store: Store) -> Event:
    return build_account(store).events[0]


def some_claim(store: Store) -> Claim:
    return store.claims()[0]


def refusal(store: Store, *words: str, note: str = "") -> str:
    with pytest.raises(NeracaError) as caught:
        say(store, *words, note=note)
    assert store.judgements() == ()
    return caught.value.code


def test_an_event_is_kept_by_the_claim_that_stands_for_it(store: Store) -> None:
    event = some_event(store)
    (made,) = say(store, event.id, "wrong", note="salah baca")
    assert (made.about, made.note, made.person) == ((f"event:{event.anchor}",), "salah baca", "Rini")
    assert store.judgements() == (made,)
    assert event.id not in {one.id for one in build_account(store).events}
    assert event.id in {one.id for one in build_account(store, with_wrong=True).events}


def test_each_of_several_pairs_is_a_judgement(store: Store) -> None:
    ids = [event.id for event in build_account(store).events if not event.negated][:3]
    assert len(say(store, *ids, "different")) == 3


def test_a_judgement_is_always_later_than_those_before_it(store: Store) -> None:
    claim = some_claim(store)
    first, second = (say(store, claim.id, kind)[0] for kind in ("wrong", "right"))
    assert first.made_at < second.made_at
    assert states(store) == ["superseded", "holds"]


def test_undo_takes_back_all_that_holds_about_a_record(store: Store) -> None:
    claim, event = some_claim(store), some_event(store)
    before = build_account(store)
    say(store, claim.id, "wrong")
    say(store, claim.id, "note", note="periksa lagi")
    say(store, event.id, "right")
    say(store, claim.id, "undo")
    assert states(store) == ["undone", "undone", "holds", "holds"]
    say(store, event.id, "undo")
    assert build_account(store) == before
    with pytest.raises(NeracaError) as caught:
        say(store, claim.id, "undo")
    assert caught.value.code == "N113"


def test_one_judgement_is_undone_by_its_id(store: Store) -> None:
    claim = some_claim(store)
    (wrong,), (note,) = say(store, claim.id, "wrong"), say(store, claim.id, "note", note="ragu")
    say(store, wrong.id, "undo")
    assert read_standing(store).current == (note,)


@pytest.mark.parametrize("vague", ["judgement-", "event-", "e", "event:"])
def test_a_beginning_that_fits_several_takes_nothing_back(store: Store, vague: str) -> None:
    first, second = build_account(store).events[:2]
    for event in (first, second):
        say(store, event.id, "note", note="ragu")
    with pytest.raises(NeracaError) as caught:
        say(store, vague, "undo")
    assert caught.value.code == "N102"
    assert states(store) == ["holds", "holds"]


def test_what_was_undone_and_what_undid_it_leave_nothing_to_undo(store: Store) -> None:
    claim = some_claim(store)
    (wrong,) = say(store, claim.id, "wrong")
    (undo,) = say(store, wrong.id, "undo")
    for name in (wrong.id, undo.id):
        with pytest.raises(NeracaError) as caught:
            say(store, name, "undo")
        assert caught.value.code == "N113"
    assert states(store) == ["undone", "holds"]


def test_an_outlet_and_a_voice_get_a_letter_that_can_change(store: Store) -> None:
    assert say(store, "harian contoh", "reliability", "c")[0].about == ("outlet:Harian Contoh",)
    assert say(store, "Korea Selatan", "reliability", "B")[0].about == ("voice:KOR",)
    say(store, "Harian Contoh", "reliability", "F")
    given = read_standing(store).reliability("outlet:Harian Contoh")
    assert given is not None
    assert given.value == "F"
    assert states(store) == ["superseded", "holds", "holds"]


def test_what_was_judged_and_is_gone_is_listed_as_no_longer_found(store: Store, articles: Path) -> None:
    claim = next(claim for claim in store.claims() if "5.000" in claim.evidence.quote)
    event = next(event for event in build_account(store).events if claim.id in event.claims)
    made = [*say(store, claim.id, "note", note="x"), *say(store, event.id, "right"), *say(store, claim.id, "wrong")]
    (articles / "01-kirim.txt").write_text("Harian Contoh - Sabtu (19/10/2024)\n\nTidak ada berita.", encoding="utf-8")
    add([articles], store)
    assert states(store) == ["not_found"] * 3
    found = judgements_about([claim.id], build_account(store), load_packs(), read_standing(store))
    assert found == (made[0], made[2])
    say(store, claim.id, "undo")
    assert states(store) == ["undone", "not_found", "undone", "holds"]
    assert store.verify() == ()


def test_adding_again_leaves_judgements_and_what_they_do(store: Store, articles: Path) -> None:
    events = build_account(store).events
    one, other = [event.id for event in events if not event.negated][:2]
    say(store, one, other, "same")
    judged = build_account(store)
    assert len(judged.events) == len(events) - 1
    add([articles], store)
    assert build_account(store) == judged


def test_an_event_is_called_as_before_when_it_has_another_first_claim(store: Store, articles: Path) -> None:
    event = next(event for event in build_account(store).events if "munitions" in event.items and not event.negated)
    say(store, event.id, "wrong")
    text = "Korea Utara telah mengirim 5.000 peluru artileri ke Rusia, kata Kementerian Pertahanan Korea Selatan."
    (articles / "00-awal.txt").write_text(f"Koran Awal - Jumat (18/10/2024)\n\n{text}\n", encoding="utf-8")
    add([articles], store)
    moved = next(one for one in build_account(store, with_wrong=True).events if event.anchor in one.claims)
    say(store, moved.id, "right")
    assert states(store) == ["superseded", "holds"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("wrong",), "N109"),
        (("Harian Contoh", "reliability"), "N109"),
        (("Harian Contoh", "reliability", "Z"), "N111"),
        (("Harian Contoh", "reliability", "AB"), "N111"),
        (("Harian Contoh", "wrong"), "N110"),
        (("01-kirim.txt", "02-troops.md", "same"), "N110"),
        (("01-kirim.txt", "reliability", "B"), "N110"),
        (("tidak-ada.txt", "wrong"), "N102"),
        (("", "note"), "N102"),
        (("tidak-ada.txt", "undo"), "N102"),
        (("01-kirim.txt", "undo"), "N113"),
    ],
)
def test_a_judgement_that_does_not_fit_is_refused_and_nothing_is_kept(
    store: Store, words: tuple[str, ...], code: str
) -> None:
    assert refusal(store, *words, note="x") == code


def test_a_claim_alone_is_no_pair_and_a_note_needs_words(store: Store) -> None:
    claim = some_claim(store)
    assert refusal(store, claim.id, "same") == "N109"
    assert refusal(store, claim.id, claim.id, "same") == "N109"
    assert refusal(store, claim.id, "note") == "N114"


def test_an_event_is_not_the_same_as_itself_or_as_its_negation(store: Store, articles: Path) -> None:
    (articles / "05-tidak.txt").write_text(
        "Koran Contoh - Minggu (20/10/2024)\n\nKorea Utara tidak mengirim amunisi ke Rusia, kata Pyongyang.\n",
        encoding="utf-8",
    )
    add([articles], store)
    events = build_account(store).events
    negated = next(event for event in events if event.negated)
    sent = next(event for event in events if not event.negated and len(event.claims) == 1)
    assert refusal(store, sent.id, sent.id[:12], "same") == "N109"
    assert refusal(store, sent.id, negated.id, "same") == "N115"


def test_words_without_a_judgement_only_name_what_is_asked_about() -> None:
    assert read_words(("claim-1", "Harian Contoh")) == (("claim-1", "Harian Contoh"), None)
    assert read_words(()) == ((), None)


def test_the_kinds_of_judgements_are_the_words_that_make_them() -> None:
    for kind in JudgementKind:
        value = {JudgementKind.RELIABILITY: ("B",), JudgementKind.STATUS: ("denied",)}.get(kind, ())
        words = ("a", "b", kind.value.upper(), *value)
        names, verb = read_words(words)
        assert names == ("a", "b")
        assert verb is not None
        assert verb.kind is kind
