"""Tables of an account as plain rows, for machines and for the terminal alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import OUTLET, Standing, event_mark
from neraca.publish.background import Background, Voiced
from neraca.publish.exports import Row, days_row, document_row, quantity_row
from neraca.records import Account, Document, Event, Issue
from neraca.relate.disputes import find_disputes
from neraca.service.coded import claim_languages, coded_claim_row, coded_event_row
from neraca.service.corrections import fields_read
from neraca.service.selection import Selection
from neraca.weigh.witnesses import find_roots

ALL = Selection()
NOTHING = Standing()
UNKNOWN = Background()


def documents_rows(
    account: Account,
    selection: Selection = ALL,
    standing: Standing = NOTHING,
    background: Background = UNKNOWN,
) -> list[Row]:
    """Documents by label; an actor or type selects those with such a claim, days those published then.

    `attributed` and `anonymous` are the shares of a document's assertions with a named voice, and on unnamed voices
    alone; null where it has none. Stories are numbered by their first day.
    """
    counts = _claims_of(account, Selection(actor=selection.actor, type=selection.type))
    parents = {derivation.child: derivation for derivation in account.derivations}
    found = Counter(one.evidence.document for one in background.findings)
    labels = {document.id: document.label for document in account.documents}
    stories = {
        document: (number, story)
        for number, story in enumerate(background.stories, start=1)
        for document in story.documents
    }
    rows = []
    for document in account.documents:
        narrowed = selection.actor is None and selection.type is None
        if selection.holds_published(document.day) and (narrowed or counts.get(document.id)):
            derivation = parents.get(document.id)
            row = document_row(document)
            verdict = standing.verdict(document.id)
            row["claims"] = counts.get(document.id, 0)
            row["derived_from"] = None if derivation is None else labels[derivation.parent]
            row["derivation"] = None if derivation is None else derivation.kind.value
            row["derivation_reason"] = None if derivation is None else derivation.reason
            number, story = stories.get(document.id, (None, None))
            row["story"] = None if story is None else story.id
            row["story_number"] = number
            row["credits"] = _credits(document, background)
            row |= _shares(background.voiced.get(document.id))
            row["findings"] = found[document.id]
            row["judged"] = None if verdict is None else verdict.kind.value
            rows.append(row)
    return rows


def claims_rows(account: Account, selection: Selection = ALL, standing: Standing = NOTHING) -> list[Row]:
    """Claims by document and place, with outlet, day, a person's verdict, and under `read` what was misread."""
    documents = {document.id: document for document in account.documents}
    marks, read = standing.marks(account.claims), fields_read(account)
    return [
        {
            **coded_claim_row(claim, document),
            "published": _iso(document.day),
            "outlet": _outlet(document),
            "judged": marks.get(claim.id),
            **({"read": read[claim.id]} if claim.id in read else {}),
        }
        for claim in account.claims
        if selection.holds_claim(claim, document := documents[claim.document])
    ]


def events_rows(account: Account, selection: Selection = ALL) -> list[Row]:
    """Events by time, those without a time last, with a person's verdict."""
    published = first_days(account)
    members = claim_languages(account)
    chosen = (event for event in account.events if selection.holds_event(event, published[event.id]))
    return [{**coded_event_row(event, members), "judged": event_mark(event) or None} for event in chosen]


def disputes_rows(account: Account, selection: Selection = ALL) -> list[Row]:
    """Matters on which the sources do not agree, with both sides."""
    events = {event.id: event for event in account.events}
    published = first_days(account)
    found = find_disputes(account.events, account.claims, roots=find_roots(account.derivations))
    order = {event.id: place for place, event in enumerate(account.events)}
    rows = []
    for dispute in sorted(found, key=lambda dispute: order[dispute.event]):
        event = events[dispute.event]
        if selection.holds_event(event, published[event.id]):
            rows.append(
                {
                    "event_id": event.id,
                    "kind": dispute.kind.value,
                    "event": event.type,
                    "status": dispute.status.value,
                    "actor": list(event.actors),
                    "recipient": list(event.recipients),
                    "items": list(event.items),
                    "when": None if event.when is None else days_row(event.when),
                    "for": list(dispute.voices_for),
                    "against": list(dispute.voices_against),
                    "figures": [quantity_row(figure) for figure in dispute.figures],
                    "claims_for": list(dispute.claims_for),
                    "claims_against": list(dispute.claims_against),
                }
            )
    return rows


def outlets_rows(
    account: Account,
    packs: Packs,
    selection: Selection = ALL,
    standing: Standing = NOTHING,
    background: Background = UNKNOWN,
) -> list[Row]:
    """Outlets by name with what they published; documents without an outlet stand under null, last.

    `attributed` and `anonymous` are shares of the outlet's assertions, as for documents. `reliability` is the letter
    that a person gave the outlet; the program gives none.
    """
    counts = _claims_of(account, Selection(actor=selection.actor, type=selection.type))
    derived = {derivation.child for derivation in account.derivations}
    found = Counter(one.evidence.document for one in background.findings)
    shown = [document for document in account.documents if selection.holds_published(document.day)]
    named = sorted(shown, key=lambda document: (_outlet(document) is None, _outlet(document) or ""))
    rows = []
    for name, group in groupby(named, key=_outlet):
        documents = tuple(group)
        known = packs.outlets.named(name) if name else None
        days = [document.day for document in documents if document.day is not None]
        given = standing.reliability(f"{OUTLET}{name}") if name else None
        rows.append(
            {
                "outlet": name,
                "kind": None if known is None else known.kind.value,
                "country": None if known is None else known.country,
                "documents": len(documents),
                "derived": sum(document.id in derived for document in documents),
                "claims": sum(counts.get(document.id, 0) for document in documents),
                **_shares(_together(background.voiced.get(document.id) for document in documents)),
                "findings": sum(found[document.id] for document in documents),
                "first": _iso(min(days, default=None)),
                "last": _iso(max(days, default=None)),
                "reliability": None if given is None else given.value,
            }
        )
    return rows


def issues_rows(issues: Iterable[Issue]) -> list[Row]:
    """What was not understood or could not be read, by place."""
    return [
        {
            "id": issue.id,
            "code": issue.code,
            "where": issue.where,
            "message": issue.message,
            "why": issue.why,
            "fix": issue.fix,
            "start": None if issue.evidence is None else issue.evidence.span.start,
            "end": None if issue.evidence is None else issue.evidence.span.end,
            "quote": None if issue.evidence is None else issue.evidence.quote,
        }
        for issue in issues
    ]


def _credits(document: Document, background: Background) -> list[str]:
    credited = (one.outlet for one in sorted(background.credits) if one.document == document.id)
    return list(dict.fromkeys(credited))


def _shares(counts: Voiced | None) -> Row:
    if counts is None or not counts.assertions:
        return {"attributed": None, "anonymous": None}
    whole = counts.assertions
    return {"attributed": round(counts.named / whole, 3), "anonymous": round(counts.anonymous / whole, 3)}


def _together(counts: Iterable[Voiced | None]) -> Voiced:
    known = [one for one in counts if one is not None]
    return Voiced(
        named=sum(one.named for one in known),
        anonymous=sum(one.anonymous for one in known),
        bare=sum(one.bare for one in known),
    )


def _claims_of(account: Account, selection: Selection) -> dict[str, int]:
    documents = {document.id: document for document in account.documents}
    counts: dict[str, int] = {}
    for claim in account.claims:
        if selection.holds_claim(claim, documents[claim.document]):
            counts[claim.document] = counts.get(claim.document, 0) + 1
    return counts


def first_days(account: Account) -> dict[str, date | None]:
    """Day of each event's first dated report."""
    days = {document.id: document.day for document in account.documents}
    of_claim: dict[str, date | None] = {claim.id: days[claim.document] for claim in account.claims}
    return {event.id: _first_day(event, of_claim) for event in account.events}


def _first_day(event: Event, of_claim: dict[str, date | None]) -> date | None:
    return min((day for claim in event.claims if (day := of_claim[claim]) is not None), default=None)


def _outlet(document: Document) -> str | None:
    return None if document.outlet is None else document.outlet.value


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
