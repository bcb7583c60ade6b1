"""What arrives, what a total comes to and the next one: parties from the act before."""

from __future__ import annotations

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document, Found


def _read(text: str, language: str = "id") -> tuple[Claim, ...]:
    published = Found(value="2025-06-18", how="given")
    document = Document(
        name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text, published=published
    )
    return analyse(document, load_packs()).claims


def _of(claims: tuple[Claim, ...], word: str) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (c.event, c.stage.value, [m.actor for m in c.actors], [m.actor for m in c.recipients])
        for c in claims
        if c.trigger.quote == word
    ]


def test_goods_that_arrive_are_given_and_visit_nobody() -> None:
    claims = _read("Gandum dari Mesir tiba di Sudan.")
    assert [claim.event for claim in claims] == ["AID"]
    assert _of(claims, "tiba") == [("AID", "occurred", ["EGY"], ["SDN"])]


def test_a_ship_that_arrives_is_the_one_given_before() -> None:
    gift = "Jepang menghibahkan kapal patroli kepada Filipina. "
    assert _of(_read(gift + "Kapal itu diperkirakan tiba tahun depan."), "tiba") == [
        ("AID", "predicted", ["JPN"], ["PHL"])
    ]


def test_the_next_one_has_the_parties_of_the_one_named_by_the_same_word() -> None:
    text = "Pengiriman amunisi dari Iran ke Rusia berlangsung lewat laut. Rusia memberi Mesir gandum. "
    claims = _read(text + "Pengiriman kedua akan segera dilakukan.")
    assert _of(claims, "Pengiriman")[-1] == ("AID", "planned", ["IRN"], ["RUS"])


def test_a_total_that_will_grow_counts_what_was_sent() -> None:
    claims = _read("Turkey sent 500 soldiers to Libya. The total would climb to 2,000 by August.", "en")
    assert ("AID", "planned", ["TUR"], ["LBY"]) in _of(claims, "total")


def test_the_day_of_speaking_is_not_the_day_of_a_plan() -> None:
    claims = _read("Mesir akan mengirim gandum ke Sudan, kata Menlu Mesir di Kairo pada Selasa (17/6/2025).")
    assert [claim.when for claim in claims if claim.event == "AID"] == [None]
