"""Measures the store: writing documents with their claims, reading all claims, searching, verifying.

Usage: python bench/store.py [DOCUMENTS] [CLAIMS_EACH]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from neraca.records import Certainty, Claim, Document, Mention, MentionForm, Reading, Stage
from neraca.store import Store

WORDS = ("Korea", "Utara", "mengirimkan", "pasukan", "senjata", "artileri", "pertemuan", "Rusia", "laporan", "menteri")
T = TypeVar("T")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def make_reading(number: int, claims: int) -> Reading:
    words = (
        f"{WORDS[(number * 7 + place * place) % len(WORDS)]}{'.' if place % 12 == 11 else ''}" for place in range(400)
    )
    text = f"Artikel {number}. " + " ".join(words)
    document = Document(
        name=f"{number:06}.txt",
        sha256=sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language="id",
        text=text,
    )
    return Reading(document=document, claims=tuple(make_claim(document, 20 + place * 80) for place in range(claims)))


def make_claim(document: Document, start: int) -> Claim:
    actor = Mention(evidence=document.evidence(start, start + 6), actor="PRK", form=MentionForm.NAME)
    return Claim(
        evidence=document.evidence(start, start + 60),
        trigger=document.evidence(start + 10, start + 20),
        event="AID",
        stage=Stage.OCCURRED,
        negated=False,
        certainty=Certainty.PLAIN,
        actors=(actor,),
        recipients=(actor,),
    )


def timed(what: str, count: int, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    result = work()
    took = time.perf_counter() - began
    print(f"{what}: {took:.2f} s, {count / took:,.0f}/s")
    return result


def write(store: Store, readings: list[Reading]) -> None:
    """One block a document, as `add` does for one file each."""
    for reading in readings:
        with store.writing() as writer:
            writer.put_original(reading.document.text.encode(), "text/plain")
            writer.put_reading(reading, AT)


def main() -> None:
    documents, claims = map(int, (*sys.argv[1:3], *("2000", "20")[len(sys.argv) - 1 :]))
    readings = [make_reading(number, claims) for number in range(documents)]
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder)) as store:
        timed("write documents", documents, lambda: write(store, readings))
        timed("add them again", documents, lambda: write(store, readings))
        assert len(timed("read claims", documents * claims, store.claims)) == documents * claims
        timed("read documents", documents, store.documents)
        timed("search", 1, lambda: store.search('pengiriman "Korea Utara"'))
        assert timed("verify documents", documents, store.verify) == ()
        store._connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        print(f"file: {store.path.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
