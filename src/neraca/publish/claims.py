"""Rows for claims: the sentence each rests on, its voices, and where it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_quantity, format_span
from neraca.records import Attribution, Certainty, Claim, Document, Item, Span

# A passage shows at most so many characters before and after the evidence.
CONTEXT = 220
_SIGNS = frozenset(("#", "##", "###", "*", "**", "-", ">"))
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\Wa-z_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The evidence inside its sentence: text before, evidence up to, at and after the trigger, text after."""

    before: str
    lead: str
    trigger: str
    tail: str
    after: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody behind or against a claim, which `claim` and `number` name; `own`: the outlet in its own voice."""

    mark: str
    stance: str
    name: str
    kind: str
    parties: str
    source: str
    claim: str
    number: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as it is shown. `facts` are short words: stage, hedge, negation, quantity, time, place."""

    id: str
    number: str
    actors: str
    recipients: str
    act: str
    type: str
    items: str
    facts: tuple[str, ...]
    negated: bool
    optional: bool
    passage: Passage
    voices: tuple[Voice, ...]
    place: str
    event_ids: tuple[str, ...]
    entry_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaims:
    """One document's claims, in text order."""

    document: str
    number: str
    title: str
    source: str
    label: str
    rows: tuple[ClaimRow, ...]


def list_claims(book: Book) -> tuple[DocumentClaims, ...]:
    """Every claim of the account, under its document; documents without claims are left out."""
    groups: dict[str, list[Claim]] = {}
    for claim in book.account.claims:
        groups.setdefault(claim.document, []).append(claim)
    return tuple(
        DocumentClaims(
            document=document.id,
            number=book.numbers[document.id],
            title=book.title(document),
            source=source_line(document, book),
            label=document.label,
            rows=tuple(claim_row(claim, book) for claim in groups[document.id]),
        )
        for document in book.account.documents
        if document.id in groups
    )


def claim_row(claim: Claim, book: Book) -> ClaimRow:
    """One claim's row."""
    document = book.documents[claim.document]
    return ClaimRow(
        id=claim.id,
        number=book.numbers[claim.id],
        actors=book.parties(tuple(dict.fromkeys(mention.actor for mention in claim.actors))),
        recipients=book.parties(tuple(dict.fromkeys(mention.actor for mention in claim.recipients))),
        act=book.names.event(claim.event),
        type=claim.event,
        items=book.words.say("comma").join(dict.fromkeys(_item(item, claim, book) for item in claim.items)),
        facts=tuple(_facts(claim, book)),
        negated=claim.negated,
        optional=claim.optional,
        passage=cut_passage(document, claim.evidence.span, claim.trigger.span),
        voices=tuple(voice_row(voice, claim, book) for voice in claim.attributions),
        place=f"[{claim.evidence.span.start}:{claim.evidence.span.end}]",
        event_ids=tuple(event.id for event in book.events_of.get(claim.id, ())),
        entry_ids=tuple(entry.id for entry in book.entries_of.get(claim.id, ())),
    )


def _item(item: Item, claim: Claim, book: Book) -> str:
    """Its class with the text's words, where the text has some."""
    name = book.names.item(item.item_class)
    return name if claim.is_given(item.evidence) else f"{name} (“{flat(item.evidence.quote)}”)"


def _facts(claim: Claim, book: Book) -> list[str]:
    words = book.words
    facts = [words.say("judged.misread")] if claim.corrects else []
    facts.append(words.term("stage", claim.stage))
    if claim.certainty is Certainty.HEDGED:
        facts.append(words.term("certainty", claim.certainty))
    facts += [format_quantity(quantity, words) for quantity in claim.quantities]
    if claim.when is not None:
        span = format_span(claim.when.span, words) if claim.when.span else words.say("time-unresolved")
        facts.append(f"{span} (“{flat(claim.when.evidence.quote)}”)")
    facts += [words.say("at-place", place=flat(place.quote)) for place in claim.places]
    return facts


def voice_row(voice: Attribution, claim: Claim, book: Book) -> Voice:
    """A named voice of a claim."""
    return Voice(
        mark=MARKS[voice.stance],
        stance=book.words.term("stance", voice.stance),
        name=book.voice(voice),
        kind=book.words.term("voice", voice.kind),
        parties=book.parties(voice.who),
        source=source_line(book.documents[claim.document], book),
        claim=claim.id,
        number=book.numbers[claim.id],
    )


def source_line(document: Document, book: Book) -> str:
    """Outlet and day."""
    return f"{book.outlet(document)}, {book.day(document)}"


def shorten(text: str, length: int) -> str:
    """The words in one line, cut at a word's end where they are longer than `length`."""
    line = flat(text)
    if len(line) <= length:
        return line
    cut = line[:length]
    return (cut.rpartition(" ")[0] or cut) + " …"


def flat(text: str) -> str:
    """The words in one line."""
    return " ".join(text.split())


def cut_passage(document: Document, evidence: Span, trigger: Span) -> Passage:
    """The evidence with the rest of its sentence, or as much of it as `CONTEXT` allows."""
    text = document.text
    before = _before(text, evidence.start)
    return Passage(
        # What stands before a heading is its Markdown sign.
        before="" if before.strip() in _SIGNS else before,
        lead=text[evidence.start : trigger.start],
        trigger=text[trigger.start : trigger.end],
        tail=text[trigger.end : evidence.end],
        after=_after(text, evidence.end),
        language="" if document.language == "und" else document.language,
    )


def _before(text: str, start: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    rest = text[line:start]
    ends = [match.end() for match in _SENTENCE_END.finditer(text, line, start + 1) if match.end() <= start]
    if ends:
        rest = text[ends[-1] : start]
    if len(rest) <= CONTEXT:
        return rest
    cut = rest[-CONTEXT:]
    return "… " + (cut.partition(" ")[2] or cut)


def _after(text: str, end: int) -> str:
    line = text.find("\n", end)
    rest = text[end : line if line >= 0 else len(text)]
    # The evidence may end with the sentence's own full stop: then nothing more belongs to it.
    if text[end - 1] in ".!?…":
        return ""
    match = _SENTENCE_END.search(rest)
    if match:
        rest = rest[: match.end()].rstrip()
    if len(rest) <= CONTEXT:
        return rest
    cut = rest[:CONTEXT]
    return (cut.rpartition(" ")[0] or cut) + " …"
