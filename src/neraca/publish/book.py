"""An account with its cross references: a claim's events and ledger lines, a document's original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neraca.packs.words import Names, Words
from neraca.publish.background import Background
from neraca.publish.format import format_day
from neraca.publish.relations import Relations
from neraca.records import Account, Attribution, Claim, Derivation, DerivationKind, Document, Entry, Event

# The mark that stands beside each word: its shape says it without colour.
MARKS: Mapping[str, str] = {
    "corroborated": "yes",
    "confirmed": "sure",
    "reported": "half",
    "denied": "no",
    "disputed": "both",
    "retracted": "back",
    "foreseen": "next",
    "fulfilled": "done",
    "delivered": "sure",
    "under_way": "yes",
    "promised": "next",
    "alleged": "half",
    "open": "next",
    "partly": "half",
    "lapsed": "silent",
    "contradicted": "no",
    "asserts": "yes",
    "denies": "no",
    "doubts": "doubt",
    "declines": "silent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The account and its indexes; made by `open_book`.

    Attributes:
        numbers: Short reference of each document (`3`), claim (`3.12`) and ledger line (`7`), in the account's order.
        events_of: Events of each claim.
        entries_of: Ledger lines of each claim.
        parents: The derivation of each document that repeats another; of several the one with the largest share.
        foretold: Anchors of the events that each event made come true, by its anchor.
        background: What is known of the documents beside their claims.
        relations: What its events taken together show.
    """

    account: Account
    names: Names
    words: Words
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    numbers: Mapping[str, str]
    events_of: Mapping[str, tuple[Event, ...]]
    entries_of: Mapping[str, tuple[Entry, ...]]
    parents: Mapping[str, Derivation]
    foretold: Mapping[str, tuple[str, ...]]
    background: Background
    relations: Relations

    def root(self, document: str) -> str:
        """The document at the end of the chain of copies; an excerpt, whose text is mostly its own, begins one."""
        seen = {document}
        while (row := self.parents.get(document)) is not None:
            if row.kind is DerivationKind.EXCERPT or row.parent in seen:
                break
            document = row.parent
            seen.add(document)
        return document

    def title(self, document: Document) -> str:
        """Its title in one line, or its label."""
        return " ".join(document.title.value.split()) if document.title else document.label

    def outlet(self, document: Document) -> str:
        """Its outlet's name, or the words for an unnamed one."""
        return self.names.outlet(document.outlet.value) if document.outlet else self.words.say("no-outlet")

    def day(self, document: Document) -> str:
        """Its day of publication, or the word for an undated one."""
        return format_day(document.day, self.words) if document.day else self.words.say("undated")

    def parties(self, codes: tuple[str, ...]) -> str:
        """Names of the parties, joined."""
        return self.words.say("comma").join(self.names.actor(code) for code in codes)

    def voice(self, attribution: Attribution) -> str:
        """What the text calls the voice, in one line; a bracket that the text closes right behind it is closed."""
        evidence = attribution.evidence
        name = " ".join(evidence.quote.split())
        if name.count("(") <= name.count(")"):
            return name
        document = self.documents.get(evidence.document)
        closed = document is not None and document.text[evidence.span.end : evidence.span.end + 1] == ")"
        return f"{name})" if closed else name


def open_book(
    account: Account,
    *,
    names: Names,
    words: Words,
    background: Background | None = None,
    relations: Relations | None = None,
    numbers: Mapping[str, str] | None = None,
) -> Book:
    """Index an account; `numbers` are those of the account that it is a part of, None where it is whole."""
    events_of: dict[str, tuple[Event, ...]] = {}
    for event in account.events:
        for claim_id in event.claims:
            events_of[claim_id] = (*events_of.get(claim_id, ()), event)
    entries_of: dict[str, tuple[Entry, ...]] = {}
    for entry in account.entries:
        for claim_id in entry.claims:
            entries_of[claim_id] = (*entries_of.get(claim_id, ()), entry)
    return Book(
        account=account,
        names=names,
        words=words,
        documents={document.id: document for document in account.documents},
        claims={claim.id: claim for claim in account.claims},
        numbers=number_account(account) if numbers is None else _own_numbers(account, numbers),
        events_of=events_of,
        entries_of=entries_of,
        parents=_parents(account),
        foretold=_foretold(account),
        background=background or Background(),
        relations=relations or Relations(),
    )


def number_account(account: Account) -> Mapping[str, str]:
    """Short references of an account's documents, claims and ledger lines, by id."""
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}
    for position, document in enumerate(account.documents, start=1):
        numbers[document.id] = str(position)
    for claim in account.claims:
        counts[claim.document] = counts.get(claim.document, 0) + 1
        numbers[claim.id] = f"{numbers[claim.document]}.{counts[claim.document]}"
    numbers |= {entry.id: str(position) for position, entry in enumerate(account.entries, start=1)}
    return numbers


def _own_numbers(account: Account, numbers: Mapping[str, str]) -> Mapping[str, str]:
    """Those of what is in the account: views take what has no number for something that is not shown."""
    return {one.id: numbers[one.id] for group in (account.documents, account.claims, account.entries) for one in group}


def _parents(account: Account) -> dict[str, Derivation]:
    known = {document.id for document in account.documents}
    rows = [row for row in account.derivations if {row.child, row.parent} <= known]
    found: dict[str, Derivation] = {}
    for row in sorted(rows, key=lambda row: (-row.share, row.parent)):
        found.setdefault(row.child, row)
    return found


def _foretold(account: Account) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for event in account.events:
        for anchor in event.fulfilled_by:
            found[anchor] = (*found.get(anchor, ()), event.anchor)
    return found
