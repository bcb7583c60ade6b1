"""Small makers for the ingest tests."""

from __future__ import annotations

import hashlib

from neraca.ingest import Given, Ingested, Source, read_documents
from neraca.packs.ingest import load_ingest
from neraca.records import Document, Zone

PACK = load_ingest()
BODY = (
    "Kapal bantuan itu tiba di pelabuhan pada pagi hari dan disambut oleh para pejabat setempat. "
    "Muatannya terdiri atas beras, obat, dan tenda untuk warga yang terkena banjir."
)


def source(content: bytes | str, name: str = "a.txt") -> Source:
    raw = content.encode() if isinstance(content, str) else content
    return Source(name=name, data=raw, sha256=hashlib.sha256(raw).hexdigest())


def read(content: bytes | str, name: str = "a.txt", given: Given | None = None) -> Ingested:
    return read_documents(source(content, name), PACK, given=given)


def only(content: bytes | str, name: str = "a.txt", given: Given | None = None) -> Document:
    ingested = read(content, name, given)
    assert ingested.issues == ()
    assert len(ingested.documents) == 1
    return ingested.documents[0]


def codes(ingested: Ingested) -> list[tuple[str, str]]:
    return [(issue.code, issue.where) for issue in ingested.issues]


def marked(document: Document) -> list[tuple[str, str]]:
    return [(zone.kind.value, document.words(zone.span)) for zone in document.zones]


def covers(zones: tuple[Zone, ...], at: int) -> bool:
    return any(zone.span.start <= at < zone.span.end for zone in zones)
