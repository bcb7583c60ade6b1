"""The way from a figure to the sentence: which claims, which words in which file, and which rule decided what."""

from __future__ import annotations

from collections.abc import Iterator

from neraca.pipeline.corrections import as_read, changed
from neraca.pipeline.judgements import Standing
from neraca.publish.entries import entry_row
from neraca.publish.exports import Row, days_row, document_row, event_row, quantity_row
from neraca.records import Account, Claim, Document, Entry, Event, Evidence, MentionForm, Reason
from neraca.service.lookup import Found

NOTHING = Standing()

# A claim gives reasons for its parties together; both sides then rest on them.
_COMMON_REASONS = {"actor": ("parties",), "recipient": ("parties",)}


def explain(found: Found, account: Account, standing: Standing = NOTHING) -> Row:
    """What a record rests on, down to the quoted words and their offsets.

    Args:
        found: The record.
        account: With what was judged wrong.
        standing: What stands of a person's judgements.

    Returns:
        `kind`, `id`, the record's own `row` and `reasons`, and `claims`: of each its document, sentence and fields, and
        under `read` the fields as the program read them where a person corrected them.
    """
    record = found.record
    documents = {document.id: document for document in account.documents}
    parents = {derivation.child: documents[derivation.parent].label for derivation in account.derivations}
    marks, read = standing.marks(account.claims), {claim.id: claim for claim in account.misread}
    claims = [
        {
            **_claim_way(claim, documents[claim.document], parents),
            "judged": marks.get(claim.id),
            "read": _read(claim, read.get(claim.id)),
        }
        for claim in _claims(record, account)
    ]
    row: Row = {"kind": found.kind, "id": record.id}
    if isinstance(record, Event):
        return {**row, "row": event_row(record), "reasons": list(record.reasons), "claims": claims}
    if isinstance(record, Entry):
        reasons = [reason for event in account.events if event.id in record.events for reason in event.reasons]
        return {**row, "row": entry_row(record), "reasons": list(dict.fromkeys(reasons)), "claims": claims}
    if isinstance(record, Document):
        return {**row, "row": document_row(record), "reasons": _facts(record), "claims": claims}
    return {**row, "row": None, "reasons": [], "claims": claims}


def _claims(record: Document | Claim | Event | Entry, account: Account) -> list[Claim]:
    if isinstance(record, Claim):
        return [record]
    if isinstance(record, Document):
        return [claim for claim in account.claims if claim.document == record.id]
    wanted = {claim: place for place, claim in enumerate(record.claims)}
    return sorted((claim for claim in account.claims if claim.id in wanted), key=lambda claim: wanted[claim.id])


def _claim_way(claim: Claim, document: Document, parents: dict[str, str]) -> Row:
    span = claim.evidence.span
    known = document_row(document)
    return {
        "id": claim.id,
        "event": claim.event,
        "document": document.label,
        "title": known["title"],
        "outlet": known["outlet"],
        "published": known["published"],
        "url": known["url"],
        "sha256": document.sha256,
        "derived_from": parents.get(document.id),
        "start": span.start,
        "end": span.end,
        "quote": claim.evidence.quote,
        "fields": [_with_rules(field, claim) for field in _fields(claim)],
    }


def _read(claim: Claim, original: Claim | None) -> list[Row] | None:
    """The fields that a person corrected, as they were read."""
    if original is None:
        return None
    names = set(changed(claim, as_read(original)).fields)
    fields = [_with_rules(field, original) for field in _fields(original) if field["field"] in names]
    return fields + [_field(name, None) | {"rules": []} for name in sorted(names - {one["field"] for one in fields})]


def _fields(claim: Claim) -> Iterator[Row]:
    yield _field("claim", "optional" if claim.optional else "required")
    yield _field("event", claim.event, claim.trigger)
    yield _field("stage", claim.stage.value)
    yield _field("negated", claim.negated)
    yield _field("certainty", claim.certainty.value)
    for mention in claim.actors:
        yield _field("actor", mention.actor, mention.evidence) | _given(mention.form is MentionForm.GIVEN)
    for mention in claim.recipients:
        yield _field("recipient", mention.actor, mention.evidence) | _given(mention.form is MentionForm.GIVEN)
    for item in claim.items:
        yield _field("items", item.item_class, item.evidence) | _given(claim.is_given(item.evidence))
    for quantity in claim.quantities:
        amount = {key: value for key, value in quantity_row(quantity).items() if key != "text"}
        yield _field("quantity", amount, quantity.evidence)
    if claim.when is not None:
        yield _field("when", days_row(claim.when.span), claim.when.evidence)
    for place in claim.places:
        yield _field("where", place.quote, place)
    for voice in claim.attributions:
        said = {"who": list(voice.who), "kind": voice.kind.value, "stance": voice.stance.value}
        yield _field("attributions", said, voice.evidence)


def _field(name: str, value: object, evidence: Evidence | None = None) -> Row:
    row: Row = {"field": name, "value": value}
    if evidence is not None:
        row |= {"quote": evidence.quote, "start": evidence.span.start, "end": evidence.span.end}
    return row


def _given(is_given: bool) -> Row:
    """A mark where a person put it in, and the words are only those of the act."""
    return {"given": True} if is_given else {}


def _with_rules(field: Row, claim: Claim) -> Row:
    names = (field["field"], *_COMMON_REASONS.get(field["field"], ()))
    rules = [_rule(reason) for reason in claim.reasons if reason.field in names]
    return {**field, "rules": list(dict.fromkeys(rules))}


def _rule(reason: Reason) -> str:
    """The rule, or the model with its probability."""
    return f"{reason.rule} {reason.score:.2f}" if reason.score else reason.rule


def _facts(document: Document) -> list[str]:
    """How each fact about a document was found."""
    facts = {
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "url": document.url,
    }
    lines = []
    for name, fact in facts.items():
        if fact is not None:
            place = "" if fact.span is None else f" [{fact.span.start}:{fact.span.end}] {fact.quote!r}"
            lines.append(f"{name}={fact.value} ({fact.how}{place})")
    return lines
