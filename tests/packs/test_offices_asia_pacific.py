"""Who held which office in East, South and Southeast Asia and Australia, and that texts may name them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.actors import ActorBook, load_actors
from neraca.packs.language import load_language
from neraca.records import Document, Found

HEADS = {
    **dict.fromkeys(("CHN", "PRK"), ("premier",)),
    **dict.fromkeys(("IDN", "PHL"), ("president",)),
    **dict.fromkeys(
        ("JPN", "KOR", "IND", "AUS", "BRN", "KHM", "LAO", "MYS", "SGP", "THA", "TLS", "VNM"), ("prime minister",)
    ),
    "MMR": ("president", "prime minister", "chairman of the state administration council"),
}
TERMS = [
    ("IDN", "commander of the armed forces", "2012-06-01", "Agus Suhartono"),
    ("IDN", "coordinating minister for political and security affairs", "2017-03-01", "Wiranto"),
    ("IDN", "coordinating minister for political and security affairs", "2025-10-01", "Djamari Chaniago"),
    ("CHN", "premier", "2012-05-01", "Wen Jiabao"),
    ("JPN", "defence minister", "2015-06-01", "Gen Nakatani"),
    ("KOR", "acting president", "2025-02-01", "Choi Sang-mok"),
    ("PRK", "defence minister", "2014-10-01", "Hyon Yong-chol"),
    ("PRK", "foreign minister", "2018-05-01", "Ri Yong Ho"),
    ("IND", "defence minister", "2016-05-01", "Manohar Parrikar"),
    ("AUS", "foreign minister", "2011-05-01", "Kevin Rudd"),
    ("AUS", "prime minister", "2011-05-01", "Julia Gillard"),
    ("MYS", "prime minister", "2019-05-01", "Mahathir Mohamad"),
    ("THA", "king", "2024-01-01", "Vajiralongkorn"),
    ("VNM", "president", "2025-05-01", "Luong Cuong"),
    ("MMR", "state counsellor", "2018-05-01", "Aung San Suu Kyi"),
    ("IGO:ASEAN", "secretary-general", "2015-05-01", "Le Luong Minh"),
]


@lru_cache(maxsize=1)
def book() -> ActorBook:
    return load_actors()


def holders(actor: str, offices: tuple[str, ...], day: date) -> set[str]:
    plain = {"acting ", "interim "}
    found = set()
    for term in book().office_holders(actor, day):
        word = next((word for word in plain if term.office.startswith(word)), "")
        if term.office.removeprefix(word) in offices:
            found.add(term.person)
    return found


@pytest.mark.parametrize("actor", HEADS)
def test_no_year_lacks_a_head_of_government(actor: str) -> None:
    first = 2012 if actor == "MMR" else 2010
    days = [date(year, 10, 10) for year in range(first, 2026)]
    assert [day.isoformat() for day in days if not holders(actor, HEADS[actor], day)] == []


@pytest.mark.parametrize("actor", HEADS)
@pytest.mark.parametrize("office", ["foreign minister", "defence minister"])
def test_no_year_lacks_a_minister(actor: str, office: str) -> None:
    last = 2025 if actor in {"LAO", "MMR", "TLS"} else 2026
    days = [date(year, 10, 10) for year in range(2010, last)]
    assert [day.isoformat() for day in days if not holders(actor, (office,), day)] == []


def test_no_holder_stands_twice_for_one_term() -> None:
    doubled = [
        (one.person, one.office)
        for actor in HEADS
        for one in book().offices
        for other in book().terms_of(one.person)
        if one.actor == actor and one is not other and (one.actor, one.office) == (other.actor, other.office)
        if one.start is not None and other.start is not None and one.start <= other.start
        if one.end is None or other.start < one.end
    ]
    assert doubled == []


@pytest.mark.parametrize(("actor", "office", "day", "person"), TERMS)
def test_a_term_covers_a_day(actor: str, office: str, day: str, person: str) -> None:
    found = [term.person for term in book().office_holders(actor, date.fromisoformat(day)) if term.office == office]
    assert found == [person]


@pytest.mark.parametrize(
    ("text", "language", "persons"),
    [
        (
            "Panglima TNI Moeldoko bertemu Menteri Pertahanan Thailand Prawit Wongsuwon.",
            "id",
            ["Moeldoko", "Prawit Wongsuwan"],
        ),
        ("Menko Polhukam Luhut Panjaitan menerima utusan Jepang.", "id", ["Luhut Binsar Pandjaitan"]),
        ("Perdana Menteri Prayuth Chan-o-cha menolak tawaran itu.", "id", ["Prayut Chan-ocha"]),
        ("India's A.K. Antony flew to Beijing.", "en", ["A. K. Antony"]),
        ("Australia's defence minister, Stephen Smith, left Kabul.", "en", ["Stephen Smith"]),
        ("Stephen Smith opened a bakery in Leeds.", "en", []),
        ("Pham Minh Duc, a painter, lives in Paris.", "en", []),
    ],
)
def test_holders_are_named_in_texts(text: str, language: str, persons: list[str]) -> None:
    article = Document(
        name="example.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=text,
        published=Found(value="2015-02-01", how="given"),
    )
    mentions = find_mentions(article, split_sentences(article, load_language(language)), book())
    assert [mention.person for mention in mentions if mention.person] == persons
