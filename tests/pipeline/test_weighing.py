"""More reports of what is known already change nothing, whatever order and however many workers brought them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles import article_files, write_articles
from builders import make_claim, make_document
from crowds import crowds, moved
from neraca import service
from neraca.codec.json import encode
from neraca.ingest import list_sources, read_documents, read_source
from neraca.packs.catalogue import load_packs
from neraca.pipeline import analyse, build_account
from neraca.records import Account, Certainty, Claim, Document, Found, Meanings
from neraca.store import Store
from neraca.weigh.witnesses import find_roots
from strategies import GENTLE

TIMES = 10
Conclusions = set[tuple[object, ...]]


def conclusions(account: Account, known: Sequence[Claim]) -> Conclusions:
    """What is concluded of each event that has some of the known claims."""
    ids = frozenset(claim.id for claim in known)
    return {
        (
            frozenset(event.claims) & ids,
            event.status,
            event.credibility,
            event.credibility_rule,
            event.witnesses,
            frozenset(one.voice for one in event.testimony),
            frozenset(one.voice for one in event.testimony_against),
            event.when,
            event.items,
            tuple(
                (group.unit, group.item_class, group.counting, group.conflicting, _estimate(group.estimate))
                for group in event.amounts
                if group.estimate is not None or group.conflicting
            ),
        )
        for event in account.events
        if ids.intersection(event.claims)
    }


def _estimate(estimate: object) -> tuple[object, ...]:
    return tuple(getattr(estimate, name, None) for name in ("best", "low", "high", "level", "sources"))


def prose(number: int) -> str:
    """A report of twelve sentences in words of its own."""
    chance = random.Random(number)
    words = ["".join(chance.choices("aeioukbtrsnlmpgd", k=chance.randint(4, 9))) for _ in range(144)]
    return "\n".join(f"{' '.join(words[at : at + 12]).capitalize()}." for at in range(0, len(words), 12))


def rewritten(text: str, number: int) -> str:
    """The same report without a sentence, with one word in 15 replaced and a line of the outlet's own."""
    lines = text.splitlines()
    del lines[number % len(lines)]
    words = [f"ubah{at}" if at % 15 == number % 15 else word for at, word in enumerate("\n".join(lines).split(" "))]
    return f"{' '.join(words)}\nIkuti kabar lain di kanal nomor {number}."


@GENTLE
@given(crowds(), st.integers(0, 60))
def test_ten_rewrites_of_a_report_change_no_conclusion(
    crowd: tuple[tuple[Document, ...], tuple[Claim, ...]], lag: int
) -> None:
    documents = tuple(replace(one, text=prose(at)) for at, one in enumerate(crowd[0]))
    ids = {before.id: after.id for before, after in zip(crowd[0], documents, strict=True)}
    claims = tuple(moved(claim, ids[claim.document]) for claim in crowd[1])
    original = next((one for one in documents if one.day is not None), None)
    assume(original is not None)
    assert original is not None
    assert original.day is not None
    later = Found(value=(original.day + timedelta(days=lag)).isoformat(), how="given")
    rewrites = tuple(
        replace(original, name=f"z-{at}.txt", text=rewritten(original.text, at), published=later) for at in range(TIMES)
    )
    more = tuple(moved(claim, own.id) for own in rewrites for claim in claims if claim.document == original.id)
    crowded = build_account(documents + rewrites, claims + more)
    roots = find_roots(crowded.derivations)
    assert {roots[own.id] for own in rewrites} == {original.id}
    assert conclusions(crowded, claims) == conclusions(build_account(documents, claims), claims)


VOICES = st.lists(
    st.tuples(
        st.sampled_from(("UKR", "USA", "JPN")),
        st.sampled_from(("government", "official", "anonymous")),
        st.sampled_from(("asserts", "asserts", "denies")),
    ),
    max_size=2,
    unique_by=lambda voice: voice[0],
)
FIGURES = st.lists(st.sampled_from(((1000, 1000), (1500, 1500), (11000, 11000), (6000, None))), max_size=1)
DAY = date(2024, 10, 20)


def report(number: int, *, text: str = "", outlet: str | None = None) -> Document:
    return make_document(
        f"{number:02}.txt", text=text or prose(number), published=DAY.isoformat(), outlet=outlet or f"Koran {number}"
    )


@st.composite
def tellings(draw: st.DrawFn, document: Document, *, voices: st.SearchStrategy[list[tuple[str, str, str]]]) -> Claim:
    """A claim of one transfer as a document tells it."""
    return make_claim(
        document,
        at=300,
        items=("troops",),
        when=("2024-10-18", "2024-10-19"),
        figures=draw(FIGURES),
        hedged=draw(st.booleans()),
        voices=draw(voices),
    )


SPOILT: tuple[dict[str, object], ...] = (
    {"certainty": Certainty.PLAIN},
    {"certainty": Certainty.HEDGED},
    {"attributions": ()},
    {"quantities": ()},
    {"items": (), "when": None},
)


@GENTLE
@given(st.data(), st.integers(0, 3), st.sampled_from(SPOILT))
def test_what_ten_rewrites_lose_or_sharpen_changes_no_conclusion(
    data: st.DataObject, others: int, spoilt: dict[str, object]
) -> None:
    known = [report(at) for at in range(others + 1)]
    claims = [data.draw(tellings(own, voices=VOICES)) for own in known]
    rewrites = [report(90 + at, text=rewritten(known[-1].text, at + 2)) for at in range(TIMES)]
    more = [replace(moved(claims[-1], own.id), **spoilt) for own in rewrites]  # type: ignore[arg-type]
    alone = conclusions(build_account(known, claims), claims)
    assert conclusions(build_account([*known, *rewrites], [*claims, *more]), claims) == alone


@GENTLE
@given(st.data(), st.integers(0, 3))
def test_ten_more_reports_that_credit_one_agency_change_no_conclusion(data: st.DataObject, others: int) -> None:
    known = [report(at) for at in range(others)]
    credited = [report(at, text=f"JAKARTA (Reuters) - {prose(at)}") for at in range(others, others + TIMES + 1)]
    claims = [data.draw(tellings(own, voices=VOICES)) for own in [*known, credited[0]]]
    more = [moved(claims[-1], own.id) for own in credited[1:]]
    alone = conclusions(build_account([*known, credited[0]], claims), claims)
    assert conclusions(build_account([*known, *credited], [*claims, *more]), claims) == alone


@GENTLE
@given(st.data(), st.integers(0, 3))
def test_ten_more_outlets_that_quote_one_service_change_no_conclusion(data: st.DataObject, others: int) -> None:
    known = [report(at) for at in range(others)]
    quoting = [report(at) for at in range(others, others + TIMES + 1)]
    service = st.just([("KOR", "intelligence", "asserts")])
    claims = [data.draw(tellings(own, voices=VOICES)) for own in known] + [
        data.draw(tellings(quoting[0], voices=service))
    ]
    more = [moved(claims[-1], own.id) for own in quoting[1:]]
    alone = conclusions(build_account([*known, quoting[0]], claims), claims)
    assert conclusions(build_account([*known, *quoting], [*claims, *more]), claims) == alone


SAMPLES = Path(str(files("neraca").joinpath("data", "samples")))
NEARBY = ("09-", "11-", "13-", "14-", "17-")
# Each outlet takes two of three of these, and a heading, a dateline and a closing line of its own.
REWORDINGS = (
    ("telah diangkut ke Vladivostok, Rusia, dengan kapal-kapal", "sudah dibawa ke Vladivostok, Rusia, memakai kapal"),
    ("Pernyataan itu disampaikan pada", "Keterangan tersebut dikeluarkan pada"),
    ("Menurut NIS, pengangkutan berlangsung", "NIS menyebut pengangkutan itu berlangsung"),
    ("Para prajurit diduga diberi", "Mereka diduga memperoleh"),
    ("serta kartu identitas palsu", "dan kartu pengenal palsu"),
    ("akan segera dilakukan", "dilakukan dalam waktu dekat"),
    ("melaporkan bahwa Pyongyang telah memutuskan", "menulis bahwa Pyongyang sudah memutuskan"),
    ("Kremlin sebelumnya menyangkal. ", ""),
    ("memimpin rapat keamanan darurat", "menggelar rapat darurat bidang keamanan"),
)


def reworded(original: Document, number: int) -> Document:
    _, _, body = original.text.partition("SEOUL - ")
    body, _, _ = body.partition("\n\nContoh:")
    for at, (words, others) in enumerate(REWORDINGS):
        if at % 3 != number % 3:
            body = body.replace(words, others)
    paragraphs = body.split("\n\n")
    if number % 4 == 0:
        del paragraphs[-1]
    lines = (f"Kabar dari Semenanjung, Bagian {number}", f"Koran Kota {number}, 20 Oktober 2024", *paragraphs)
    text = "\n\n".join((*lines, f"Ikuti terus berita kami di kanal nomor {number}."))
    return make_document(f"z-{number}.txt", text=text, published="2024-10-20", outlet=f"Koran Kota {number}")


def read(documents: Sequence[Document]) -> tuple[list[Claim], list[Meanings]]:
    readings = [analyse(document, load_packs()) for document in documents]
    claims = [claim for one in readings for claim in one.claims]
    return claims, [one.meanings for one in readings if one.meanings is not None]


def test_ten_rewrites_of_a_sample_change_no_conclusion() -> None:
    packs = load_packs()
    paths = [path for path in list_sources(SAMPLES) if path.name.startswith(NEARBY)]
    known = [one for path in paths for one in read_documents(read_source(path), packs.ingest).documents]
    original = known[0]
    rewrites = [reworded(original, number) for number in range(TIMES)]
    claims, meanings = read(known)
    more, others = read(rewrites)
    assert len(more) > TIMES
    alone = build_account(known, claims, meanings=meanings)
    crowded = build_account([*known, *rewrites], [*claims, *more], meanings=[*meanings, *others])
    roots = find_roots(crowded.derivations)
    assert {roots[own.id] for own in rewrites} == {original.id}
    assert conclusions(crowded, claims) == conclusions(alone, claims)


NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("articles"))


def encoded(store: Store) -> bytes:
    return encode(service.build_account(store))


def test_any_order_and_number_of_workers_and_adding_again_give_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "one") as store:
        service.add([articles], store, workers=1, clock=lambda: NOON)
        expected = encoded(store)
        service.add([articles], store, workers=1)
        assert encoded(store) == expected
    with Store.create(tmp_path / "two") as store:
        service.add([articles], store, workers=2)
        assert encoded(store) == expected
    files_in_turn = [path for path in article_files(articles) if path.parent == articles]
    for seed in range(2):
        random.Random(seed).shuffle(files_in_turn)
        with Store.create(tmp_path / f"order-{seed}") as store:
            for path in [*files_in_turn, articles]:
                service.add([path], store)
            assert encoded(store) == expected
