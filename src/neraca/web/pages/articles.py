"""Articles: the list, and the reader with what was read from each sentence beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.pipeline.corrections import as_read
from neraca.publish.book import MARKS, Book
from neraca.publish.claims import ClaimRow, claim_row
from neraca.publish.events import FUTURE
from neraca.publish.findings import list_findings
from neraca.publish.sources import Source, list_sources
from neraca.records import Claim, Derivation, Document, Finding, Judgement
from neraca.records.voices import is_asserted
from neraca.web.pages.judging import judgements_on, said_rows
from neraca.web.reader import Mark, Paragraph, claim_marks, mark_lines, page_of, passage_marks, split_lines, split_pages
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

SHOWS = ("both", "claims", "copies")
_MOST_COPIES, _MOST_ISSUES = 30, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was read from a sentence, for the margin.

    Attributes:
        side: `yes`, `no` where the text denies it, `next` where it is still to come.
        events: Of each event that it belongs to the id, the status's mark and words, and the number of witnesses.
        judged: A person's verdict, "" where nobody gave one.
        read: The fields that a person corrected, as the program read them.
        judgements: What holds about it.
    """

    row: ClaimRow
    side: str
    events: tuple[tuple[str, str, str, int], ...]
    judged: str
    read: Mapping[str, str]
    judgements: tuple[dict[str, Any], ...]


def articles(request: Request) -> Response:
    """A page of the articles, newest first."""
    visit = open_visit(request)
    documents = sorted(
        visit.snapshot.whole.documents,
        key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0), one.label),
    )
    shown, leaf = turn([one.id for one in documents], visit.number("page"))
    book = visit.book(cut(visit, (), documents=shown))
    known = {source.id: source for shelf in list_sources(book) for source in _flat(shelf.sources)}
    return visit.page("articles_page.html.j2", sources=[known[one] for one in shown if one in known], leaf=leaf)


def article(request: Request) -> Response:
    """A page of one article, with its claims in place and in the margin."""
    visit = open_visit(request)
    own, index = request.path_params["id"], visit.snapshot.index
    if own not in index.documents:
        raise HTTPException(404)
    part = cut(visit, (), documents=(own,))
    book = visit.book(part)
    document, claims = book.documents[own], index.claims_in.get(own, ())
    show = visit.query("show") if visit.query("show") in SHOWS else SHOWS[0]
    findings = [one for one in part.background.findings if one.evidence.document == own]
    pages = split_pages(split_lines(document.text), claims)
    at = index.claims.get(visit.query("at"))
    is_asked = at is not None and at.document == own and not visit.query("page")
    wanted = page_of(pages, at.evidence.span.start) if at is not None and is_asked else visit.number("page")
    (number,), leaf = turn([str(page) for page in range(1, len(pages) + 1)], wanted, per_page=1)
    rows = _derivations(visit, document)
    marks = _marks(claims, findings, rows, document, show=show)
    paragraphs = mark_lines(document, pages[int(number) - 1], marks)
    told = _begun(paragraphs)
    source = _source(book, own)
    notes = _notes(visit, [one for one in claims if one.id in told], book)
    return visit.page(
        "article_page.html.j2",
        document=document,
        source=source,
        paragraphs=paragraphs,
        notes=notes,
        side_of=lambda listed: _side({notes[one].side for one in listed if one in notes}),
        findings={one.id: one for one in list_findings(book) if one.document == own},
        leaf=leaf,
        show=show,
        shows=SHOWS,
        copies=[_copy(visit, row, book) for row in rows if row.parent == own][:_MOST_COPIES],
        copies_left=max(0, sum(row.parent == own for row in rows) - _MOST_COPIES),
        counted=len(claims),
        issues=[
            one
            for one in visit.snapshot.issues
            if one.where == document.label or (one.evidence is not None and one.evidence.document == own)
        ][:_MOST_ISSUES],
        judged=_verdict(visit, own),
        judgements=said_rows(visit, judgements_on(visit, (own,)), part.account),
    )


def _flat(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        yield source
        yield from _flat(source.copies)


def _source(book: Book, own: str) -> Source:
    return next(one for shelf in list_sources(book) for one in _flat(shelf.sources) if one.id == own)


def _derivations(visit: Visit, document: Document) -> list[Derivation]:
    """How it repeats other articles of the account, and others it."""
    own, known = document.id, visit.snapshot.index.documents
    rows = (row for row in visit.snapshot.whole.derivations if own in (row.child, row.parent))
    return [row for row in rows if row.child in known and row.parent in known]


def _marks(
    claims: Iterable[Claim],
    findings: Iterable[Finding],
    rows: Iterable[Derivation],
    document: Document,
    *,
    show: str,
) -> list[Mark]:
    marks: list[Mark] = []
    if show != "copies":
        marks += claim_marks(claims)
        marks += [
            Mark(start=one.evidence.span.start, end=one.evidence.span.end, kind="finding", key=one.id)
            for one in findings
        ]
    if show != "claims":
        listed = list(rows)
        taken = [each.child for row in listed if row.child == document.id for each in row.passages]
        given = [each.parent for row in listed if row.parent == document.id for each in row.passages]
        marks += [*passage_marks(taken, "from"), *passage_marks(given, "to")]
    return marks


def _begun(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    return frozenset(key for paragraph in paragraphs for key in paragraph.begins)


def _notes(visit: Visit, claims: Iterable[Claim], book: Book) -> dict[str, Note]:
    listed, snapshot = tuple(claims), visit.snapshot
    marks = snapshot.standing.marks(listed)
    wanted = {one.id for one in listed}
    read = {one.id: one for one in snapshot.whole.misread if one.id in wanted}
    about: dict[str, list[Judgement]] = {}
    for judgement in snapshot.standing.current:
        for ref in judgement.about:
            if ref in wanted:
                about.setdefault(ref, []).append(judgement)
    return {
        one.id: Note(
            row=claim_row(one, book),
            side="no" if one.negated or not is_asserted(one) else "next" if one.stage in FUTURE else "yes",
            events=tuple(
                (event.id, MARKS[event.status], visit.words.term("event-status", event.status), event.witnesses)
                for event in snapshot.index.events_of.get(one.id, ())
            ),
            judged=marks.get(one.id, ""),
            read={} if one.id not in read else _fields(visit, read[one.id], one),
            judgements=tuple(said_rows(visit, about.get(one.id, ()), book.account)),
        )
        for one in listed
    }


def _fields(visit: Visit, read: Claim, now: Claim) -> dict[str, str]:
    """The fields that a person corrected, by name, as the program had read them, in words."""
    before, after = as_read(read).fields, as_read(now).fields
    return {name: name_field(visit, name, value) for name, value in before.items() if value != after[name]}


def name_field(visit: Visit, name: str, value: Any) -> str:
    """A field of a claim in words."""
    names, words = visit.names, visit.words
    if name == "event":
        return names.event(value)
    if name in ("stage", "certainty"):
        return words.term(name, value)
    if name == "negated":
        return words.say("web.judge.yes" if value else "web.judge.no")
    shown = (names.item(one) if name == "items" else names.actor(one) for one in value)
    return words.say("comma").join(shown) or words.say("web.judge.none")


def _copy(visit: Visit, row: Derivation, book: Book) -> tuple[str, str, str]:
    """Id, source and way of an article that repeats this one."""
    child = visit.snapshot.index.documents[row.child]
    source = f"{book.outlet(child)}, {book.day(child)}"
    number = visit.snapshot.index.numbers
    return child.id, source, visit.words.say(f"way.{row.kind}", number=number[row.parent])


def _side(sides: set[str]) -> str:
    """Which side words belong to that several claims rest on; a denial is never hidden."""
    return next((side for side in ("no", "yes", "next") if side in sides), "yes")


def _verdict(visit: Visit, document: str) -> str:
    verdict = visit.snapshot.standing.verdict(document)
    return "" if verdict is None else verdict.kind.value


ARTICLES = (Route("/articles", articles), Route("/articles/{id}", article))
