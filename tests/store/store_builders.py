"""Small readings by hand, and stores that hold them."""

from dataclasses import replace
from datetime import UTC, datetime

from builders import make_document
from neraca.records import (
    Certainty,
    Claim,
    Document,
    Finding,
    Found,
    Issue,
    Link,
    LinkType,
    Meanings,
    Mention,
    MentionForm,
    Reading,
    Reason,
    Span,
    Stage,
    TimeSpan,
    When,
)
from neraca.store import Store, Writer
from neraca.store.search import Word

TEXT = "Korea Utara mengirimkan 6.000 pasukan ke Kursk pada 19 Oktober 2024, kata Moskow."


def moment(hour: int) -> datetime:
    return datetime(2026, 1, 1, hour, tzinfo=UTC)


def make_reading(
    name: str = "a.txt", *, text: str = TEXT, published: str | None = "2024-10-20", part: str = ""
) -> Reading:
    """A document with two claims tied to each other, a mention and an issue."""
    document = replace(make_document(name, text=text, published=published), part=part)
    day = datetime(2024, 10, 19, tzinfo=UTC).date()
    claim = Claim(
        evidence=document.evidence(0, 20),
        trigger=document.evidence(12, 20),
        event="AID",
        stage=Stage.OCCURRED,
        negated=False,
        certainty=Certainty.PLAIN,
        when=When(evidence=document.evidence(0, 5), span=TimeSpan(start=day, end=day.replace(day=20))),
        reasons=(Reason(field="event", rule="kirim"),),
    )
    other = replace(claim, evidence=document.evidence(5, 20), links=(Link(type=LinkType.SAME_EVENT, to=claim.id),))
    return Reading(
        document=document,
        mentions=(Mention(evidence=document.evidence(0, 11), actor="PRK", form=MentionForm.NAME),),
        claims=(claim, other),
        issues=(make_issue(document.label, document=document),),
        meanings=Meanings(document=document.id, spans=(Span(start=0, end=20),), vectors=bytes([1, 255, 7, 128])),
        findings=(make_finding(document),),
    )


def make_finding(document: Document) -> Finding:
    evidence = document.evidence(0, 11)
    return Finding(evidence=evidence, kind="weekday_mismatch", message="it was a Friday", settle="the record")


def make_issue(where: str, *, code: str = "N303", document: Document | None = None) -> Issue:
    evidence = None if document is None else document.evidence(0, 5)
    return Issue(code=code, where=where, message="unclear", why="because", fix="read it", evidence=evidence)


def titled(reading: Reading, title: str) -> Reading:
    """The document alone, with a title that does not stand in its text."""
    return Reading(document=replace(reading.document, title=Found(value=title, how="metadata")))


def put(writer: Writer, reading: Reading, *, hour: int = 0) -> bool:
    """Put a reading and, as its original, the bytes of its text."""
    sha256 = writer.put_original(reading.document.text.encode(), "text/plain")
    document = replace(reading.document, sha256=sha256)
    return writer.put_reading(replace(reading, document=document), moment(hour))


def add(store: Store, *readings: Reading, hour: int = 0) -> None:
    """Put each reading in a block of its own."""
    for reading in readings:
        with store.writing() as writer:
            put(writer, reading, hour=hour)


def views(store: Store) -> tuple[object, ...]:
    """Everything that people see of a store."""
    found = store.search(Word(word="mengirim"))
    return store.documents(), store.claims(), store.mentions(), store.issues(), store.counts(), found
