"""Reading one document: annotate, find its claims, check it. Pure, and safe against its own faults."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from neraca.annotate.read import annotate
from neraca.codec.json import decode, encode
from neraca.errors import NeracaError, fail
from neraca.extract.claims import find_claims
from neraca.ingest import issue_of
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.reader import load_reader
from neraca.pipeline.engines import run_step
from neraca.records import Document, Issue, Meanings, Parse, Reading
from neraca.weigh.checks import check_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a document: its reading, or the issue that says why there is none."""

    reading: Reading | None = None
    failure: Issue | None = None


def analyse(document: Document, packs: Packs) -> Reading:
    """Everything that is read in a document.

    A document in a language without a pack is kept unread, with an issue that says so. Parses serve the claims and are
    not kept: they are larger than the text and can be made again.
    """
    if document.language not in packs.languages:
        known = ", ".join(packs.languages)
        language = "not recognised" if document.language == "und" else document.language
        error = fail("N321", where=document.label, language=language, known=known)
        return Reading(document=document, issues=(issue_of(error, document.label),))
    cues = packs.cues[document.language]
    pack = packs.languages[document.language]
    reading = annotate(document, language=pack, actors=packs.actors, cues=cues, reader=load_reader())
    read = find_claims(reading, events=packs.events, items=packs.items, cues=cues)
    found = check_document(read, packs)
    return replace(read, parses=(), meanings=_meanings(document, read.parses), findings=found)


def _meanings(document: Document, parses: Iterable[Parse]) -> Meanings | None:
    known = [parse for parse in parses if parse.meaning]
    if not known:
        return None
    vectors = b"".join(parse.meaning for parse in known)
    return Meanings(document=document.id, spans=tuple(parse.span for parse in known), vectors=vectors)


def analyse_all(documents: Iterable[Document], packs: Packs, *, workers: int = 1) -> Iterator[Outcome]:
    """The outcome for every document, in their order, whatever the number of processes.

    A document whose reading fails, or takes its process down, has an issue N320 as its outcome.
    """
    if workers <= 1:
        for document in documents:
            yield analyse_safely(document, packs)
        return
    sent: deque[Document] = deque()

    def encoded() -> Iterator[bytes]:
        for document in documents:
            sent.append(document)
            yield encode(document)

    for answer in run_step(_analyse_encoded, encoded(), workers=workers):
        document = sent.popleft()
        died = _crash(document, "the process that read it died")
        yield decode(answer, Outcome) if answer is not None else Outcome(failure=died)


def analyse_safely(document: Document, packs: Packs) -> Outcome:
    """The outcome for one document; no fault in it stops the run.

    Raises:
        NeracaError: N2xx: not the document is at fault but the program's own data, and every other document would fail.
    """
    try:
        return Outcome(reading=analyse(document, packs))
    except Exception as error:
        if isinstance(error, NeracaError) and error.code.startswith("N2"):
            raise
        return Outcome(failure=_crash(document, f"{type(error).__name__}: {error}".splitlines()[0]))


def _crash(document: Document, detail: str) -> Issue:
    return issue_of(fail("N320", where=document.label, detail=detail), document.label)


def _analyse_encoded(data: bytes) -> bytes:
    return encode(analyse_safely(decode(data, Document), load_packs()))
