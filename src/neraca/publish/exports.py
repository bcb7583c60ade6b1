"""Records as plain rows for machines, and rows as JSON Lines or CSV: the same account gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from neraca.records import Attribution, Claim, Document, Event, Mention, MentionForm, Quantity, TimeSpan
from neraca.records.testimony import Witness
from neraca.records.values import FigureGroup

Row = dict[str, Any]

_DAY = timedelta(days=1)


def claim_row(claim: Claim, document: Document) -> Row:
    """A claim in the format of the gold claims: one object, offsets in code points, inclusive days."""
    span = claim.evidence.span
    return {
        "document": document.label,
        "id": claim.id,
        "span": {"start": span.start, "end": span.end, "exact": claim.evidence.quote},
        "event": claim.event,
        "stage": claim.stage.value,
        "negated": claim.negated,
        "certainty": claim.certainty.value,
        "actor": [_mention(mention) for mention in claim.actors],
        "recipient": [_mention(mention) for mention in claim.recipients],
        "items": [
            {"class": item.item_class, "text": item.evidence.quote, **_given(claim.is_given(item.evidence))}
            for item in claim.items
        ],
        "quantity": [quantity_row(quantity) for quantity in claim.quantities],
        "when": None if claim.when is None else {**days_row(claim.when.span), "text": claim.when.evidence.quote},
        "where": [{"text": place.quote} for place in claim.places],
        "attributions": [_attribution(attribution) for attribution in claim.attributions],
        "links": [{"type": link.type.value, "to": link.to} for link in claim.links],
        "optional": claim.optional,
    }


def document_row(document: Document) -> Row:
    """A document's label and what is known about it; `found` tells how each fact was found."""
    facts = {
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "url": document.url,
    }
    return {
        "document": document.label,
        **{name: None if fact is None else fact.value for name, fact in facts.items() if name != "published"},
        "published": None if document.day is None else document.day.isoformat(),
        "published_at": None if document.published is None else document.published.value,
        "lang": document.language,
        "sha256": document.sha256,
        "id": document.id,
        "characters": len(document.text),
        "found": {name: fact.how for name, fact in facts.items() if fact is not None},
    }


def event_row(event: Event) -> Row:
    """An event: what the sources together say happened, and the ids of the claims it rests on."""
    return {
        "id": event.id,
        "event": event.type,
        "stage": event.stage.value,
        "status": event.status.value,
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "items": list(event.items),
        "when": None if event.when is None else days_row(event.when),
        "reports": event.reports,
        "witnesses": event.witnesses,
        "claims": list(event.claims),
        "negated": event.negated,
        "denials": list(event.denials),
        "figures": [figure_row(figure) for figure in event.figures],
        "credibility": event.credibility,
        "credibility_rule": event.credibility_rule,
        "testimony": [_witness(one) for one in event.testimony],
        "against": [_witness(one) for one in event.testimony_against],
        "strongest": event.strongest or None,
        "strongest_against": event.strongest_against or None,
        "amounts": [_amounts(group) for group in event.amounts],
        "fulfilled_by": list(event.fulfilled_by),
        "reasons": list(event.reasons),
        "proposed_status": None if event.proposed is None else event.proposed.value,
    }


def _witness(one: Witness) -> Row:
    return {
        "voice": one.voice,
        "kinds": [kind.value for kind in one.kinds],
        "is_party": one.is_party,
        "roots": list(one.roots),
        "documents": list(one.documents),
        "claims": list(one.claims),
    }


def _amounts(group: FigureGroup) -> Row:
    estimate = group.estimate
    return {
        "unit": group.unit,
        "item": group.item_class,
        "counting": group.counting.value,
        "conflicting": group.conflicting,
        "figures": [
            {
                **quantity_row(figure.quantity),
                "claim": figure.claim,
                "voices": list(figure.voices),
                "published": iso(figure.published),
                "superseded": figure.superseded,
            }
            for figure in group.figures
        ],
        "estimate": None
        if estimate is None
        else {
            "best": number(estimate.best),
            "low": number(estimate.low),
            "high": number(estimate.high),
            "level": estimate.level,
            "sources": estimate.sources,
            "claims": list(estimate.figures),
        },
    }


def quantity_row(quantity: Quantity) -> Row:
    """An amount with its words; whole amounts as integers."""
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "approx": quantity.approx,
        "text": quantity.evidence.quote,
    }


def days_row(span: TimeSpan | None) -> Row:
    """First and last day, both inclusive; null where the text leaves the bound open."""
    if span is None:
        return {"from": None, "to": None}
    return {"from": iso(span.start), "to": iso(span.end - _DAY if span.end else None)}


def number(amount: Decimal | None) -> int | float | None:
    """An amount as a JSON number."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def write_jsonl(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One JSON object a line, UTF-8, keys in their order."""
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows).encode("utf-8")


def write_csv(rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str]) -> bytes:
    """A header and a line for each row, UTF-8; lists of plain values are joined by `; `, other nested values are JSON.

    Cells that a spreadsheet would run as a formula get a leading apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        text = "; ".join(value)
    elif isinstance(value, str):
        text = value
    else:
        return json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def figure_row(quantity: Quantity) -> Row:
    """An amount with what its number counts."""
    return {**quantity_row(quantity), "counting": quantity.counting.value}


def _mention(mention: Mention) -> Row:
    return {"id": mention.actor, "text": mention.evidence.quote, **_given(mention.form is MentionForm.GIVEN)}


def _given(is_given: bool) -> Row:
    """A mark where a person put the party or item in, and the words are only those of the act."""
    return {"given": True} if is_given else {}


def _attribution(attribution: Attribution) -> Row:
    return {
        "who": list(attribution.who),
        "text": attribution.evidence.quote,
        "kind": attribution.kind.value,
        "stance": attribution.stance.value,
    }


def iso(day: date | None) -> str | None:
    """A day in ISO 8601."""
    return None if day is None else day.isoformat()
