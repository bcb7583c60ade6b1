"""A document is read, or it becomes an issue; the run goes on either way."""

from __future__ import annotations

import pytest

from builders import make_document
from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import load_packs
from neraca.pipeline import reading
from neraca.pipeline.reading import analyse, analyse_all
from neraca.records import Document, Reading

TEXTS = (
    "Korea Utara telah mengirim 5.000 peluru artileri ke Rusia.",
    "Rusia membantah telah menerima amunisi dari Korea Utara.",
    "Putin bertemu Kim Jong Un di Pyongyang.",
)


def documents() -> list[Document]:
    return [make_document(f"{number}.txt", text=text) for number, text in enumerate(TEXTS)]


def test_a_sentence_becomes_a_claim_with_its_words() -> None:
    (claim,) = analyse(documents()[0], load_packs()).claims
    assert (claim.event, [m.actor for m in claim.actors], [m.actor for m in claim.recipients]) == (
        "AID",
        ["PRK"],
        ["RUS"],
    )
    assert claim.evidence.holds_in(TEXTS[0])


def test_a_language_without_a_pack_is_kept_unread_with_an_issue() -> None:
    outcome = analyse(make_document(text="Привет, мир.", language="ru"), load_packs())
    assert [issue.code for issue in outcome.issues] == ["N321"]
    assert outcome.claims == ()


def test_a_crash_in_one_document_is_an_issue_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = reading.analyse

    def fragile(document: Document, packs: object) -> Reading:
        if document.name == "1.txt":
            raise ZeroDivisionError("a fault\nin two lines")
        return sound(document, load_packs())

    monkeypatch.setattr(reading, "analyse", fragile)
    first, second, third = analyse_all(documents(), load_packs())
    assert first.reading is not None
    assert third.reading is not None
    assert second.failure is not None
    assert (second.failure.code, second.failure.where) == ("N320", "1.txt")
    assert "ZeroDivisionError: a fault" in second.failure.message


def test_processes_give_the_same_readings_in_the_same_order() -> None:
    alone = list(analyse_all(documents(), load_packs(), workers=1))
    assert list(analyse_all(documents(), load_packs(), workers=2)) == alone


def test_a_damaged_model_stops_the_run_instead_of_failing_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise fail("N203", where="model.onnx", detail="its digest is not the one in labels.json")

    monkeypatch.setattr(reading, "load_reader", broken)
    with pytest.raises(NeracaError, match="N203"):
        list(analyse_all(documents(), load_packs()))
