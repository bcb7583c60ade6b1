"""How fast a search is: `python bench/search_speed.py [DOCUMENTS]` makes a store of invented articles and asks it.

The articles are drawn from the sentences of the samples, so that their words are as common as in news of one matter.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.records import (
    Account,
    Certainty,
    Claim,
    Document,
    Event,
    EventStatus,
    Found,
    Mention,
    MentionForm,
    Reading,
    Stage,
)
from neraca.service.demo import sample_files
from neraca.service.search_book import SearchBook, open_book
from neraca.service.searching import search
from neraca.store import Store

MANY = 15_000
CLAIMS = 7
ACTORS = ("PRK", "RUS", "KOR", "USA", "IRN", "UKR", "JPN", "CHN")
QUERIES = (
    "rusia",
    "pengiriman pasukan",
    "dan",
    '"Korea Utara"',
    "tentara OR troops",
    "rusia -kursk",
    "kir* judul:rusia",
    "rusia actor:PRK type:AID after:2024-06",
    "actor:IRN status:disputed",
)
REPEATS = 15


def main(documents: int) -> None:
    """Print the time of each query, and how many documents it finds."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder)) as store:
        started = time.perf_counter()
        account = _fill(store, documents, chance)
        print(f"{documents} documents, {len(account.claims)} claims: {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        book = open_book(store, account)
        print(f"book {(time.perf_counter() - started) * 1000:.0f} ms")
        for query in QUERIES:
            _measure(query, store, book)


def _measure(query: str, store: Store, book: SearchBook) -> None:
    """Print times of the processor, since others may be at work on the machine."""
    first, found = _time(query, store, book)
    times = [_time(query, store, book)[0] for _ in range(REPEATS)]
    last, _ = _time(query, store, book, offset=max(0, found - 20))
    median = statistics.median(times)
    print(f"{query:42} {found:6} found  first {first:6.1f} ms  median {median:5.1f} ms  last page {last:5.1f} ms")


def _time(query: str, store: Store, book: SearchBook, offset: int = 0) -> tuple[float, int]:
    started = time.process_time()
    page = search(store, book, query, packs=load_packs(), limit=20, offset=offset)
    return (time.process_time() - started) * 1000, page.total


def _fill(store: Store, many: int, chance: random.Random) -> Account:
    sentences = _sentences()
    documents, claims, events = [], [], []
    for first in range(0, many, 500):
        with store.writing() as writer:
            for number in range(first, min(many, first + 500)):
                document = _document(number, sentences, chance)
                own = _claims(document, chance)
                writer.put_original(document.name.encode(), "text/plain")
                writer.put_reading(Reading(document=document, claims=own), datetime(2026, 1, 1, tzinfo=UTC))
                documents.append(document)
                claims.extend(own)
    for first in range(0, len(claims), 3):
        members = claims[first : first + 3]
        events.append(
            Event(
                anchor=members[0].id,
                type=members[0].event,
                stage=Stage.OCCURRED,
                status=chance.choice(tuple(EventStatus)),
                actors=(),
                recipients=(),
                items=(),
                when=None,
                reports=1,
                witnesses=1,
                denials=(),
                figures=(),
                claims=tuple(dict.fromkeys(one.id for one in members)),
            )
        )
    documents.sort(key=lambda one: (one.label, one.id))
    return Account(
        as_of=None,
        documents=tuple(documents),
        claims=tuple(claims),
        derivations=(),
        events=tuple(events),
        entries=(),
    )


def _sentences() -> list[str]:
    with sample_files() as files:
        texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in (".txt", ".md")]
    lines = [line for text in texts for line in text.split("\n")]
    return [part for line in lines for part in line.split(". ") if len(part.split()) > 5]


def _document(number: int, sentences: list[str], chance: random.Random) -> Document:
    title = chance.choice(sentences)[:60]
    body = [f"{one.rstrip('.')}." for one in chance.sample(sentences, chance.randint(10, 25))]
    name = f"{number:06}.txt"
    published = date(2023, 1, 1) + timedelta(days=chance.randint(0, 1000))
    return Document(
        name=name,
        sha256=sha256(name.encode()).hexdigest(),
        media_type="text/plain",
        language=chance.choice(("id", "id", "en")),
        text=" ".join(body),
        title=Found(value=title, how="metadata"),
        outlet=Found(value=f"Outlet {number % 40}", how="given"),
        published=Found(value=published.isoformat(), how="given"),
    )


def _claims(document: Document, chance: random.Random) -> tuple[Claim, ...]:
    made = []
    for place in range(CLAIMS):
        start = len(document.text) * place // CLAIMS
        evidence = document.evidence(start, start + 40)
        actor = Mention(evidence=evidence, actor=chance.choice(ACTORS), form=MentionForm.NAME)
        made.append(
            Claim(
                evidence=evidence,
                trigger=evidence,
                event=chance.choice(("AID", "CONSULT", "ASSAULT", "ACCUSE")),
                stage=Stage.OCCURRED,
                negated=False,
                certainty=Certainty.PLAIN,
                actors=(actor,),
            )
        )
    return tuple(made)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
