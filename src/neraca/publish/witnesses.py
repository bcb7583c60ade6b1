"""Who stands for and against an event: each independent witness with its reports, copies under what they repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.claims import source_line
from neraca.records.testimony import Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document that rests on a witness; `how` says how it repeats another, "" where it is an original text."""

    document: str
    number: str
    source: str
    how: str
    claims: tuple[tuple[str, str], ...]
    copies: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRow:
    """One independent witness; `kind` says of what kind the voice is, `size` how many reports and copies rest on it."""

    name: str
    kind: str
    is_party: bool
    size: str
    reports: tuple[Report, ...]


def list_witnesses(testimony: Iterable[Witness], book: Book) -> tuple[WitnessRow, ...]:
    """The witnesses in their order."""
    return tuple(_witness(one, book) for one in testimony)


def name_witness(one: Witness, book: Book) -> str:
    """The actor's name, or that of the outlet or agency whose word it is."""
    kind, _, key = one.voice.partition(":")
    if one.voice in book.documents:
        return book.outlet(book.documents[one.voice])
    if kind != "outlet":
        return book.names.actor(one.voice)
    first = book.documents.get(one.documents[0])
    names = [credit.outlet for credit in book.background.credits]
    names += [first.outlet.value] if first is not None and first.outlet is not None else []
    same = [name for name in names if " ".join(name.split()).casefold() == key]
    return book.names.outlet(same[0] if same else key)


def _witness(one: Witness, book: Book) -> WitnessRow:
    words = book.words
    reports = _reports(one, book)
    copies = sum(len(report.copies) for report in reports)
    size = words.count("reports", len(one.documents))
    if copies:
        size += words.say("comma") + words.count("of-them-copies", copies)
    kinds = words.say("comma").join(words.term("voice", kind) for kind in one.kinds) or words.say("own-word")
    return WitnessRow(
        name=name_witness(one, book),
        kind=kinds,
        is_party=one.is_party,
        size=size,
        reports=reports,
    )


def _reports(one: Witness, book: Book) -> tuple[Report, ...]:
    """Original texts, also those without a claim of their own here, each with what repeats it."""
    copies: dict[str, list[Report]] = {root: [] for root in one.roots if root in book.documents}
    for document in one.documents:
        root = book.root(document)
        if document not in copies and root in copies:
            copies[root].append(_report(document, one, book))
        elif document in book.documents:
            copies.setdefault(document, [])
    return tuple(_report(root, one, book, copies=tuple(below)) for root, below in copies.items())


def _report(document: str, one: Witness, book: Book, *, copies: tuple[Report, ...] = ()) -> Report:
    parent = book.parents.get(document)
    claims = [claim for claim in one.claims if claim in book.claims and book.claims[claim].document == document]
    return Report(
        document=document,
        number=book.numbers[document],
        source=source_line(book.documents[document], book),
        how="" if parent is None else book.words.say(f"way.{parent.kind}", number=book.numbers[parent.parent]),
        claims=tuple((claim, book.numbers[claim]) for claim in claims),
        copies=copies,
    )
