"""Judgements as plain rows: their history, and what a person said about one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from neraca.pipeline.judgements import EVENT, OUTLET, VOICE, Standing, event_mark, is_event
from neraca.publish.exports import Row
from neraca.records import Account, Claim, Document, Event, Judgement, JudgementKind
from neraca.records.correction import read_correction
from neraca.records.ids import content_id
from neraca.records.testimony import Witness
from neraca.service.corrections import fields_read
from neraca.service.lookup import Found

# How `weigh.witnesses.own_words` names an outlet's own word, before its name in lower case.
_OUTLET_VOICE = "outlet"


def judgement_rows(judgements: Sequence[Judgement], standing: Standing, account: Account) -> list[Row]:
    """Judgements with what became of them: `holds`, `superseded`, `undone`; `not_found` when their subject is gone."""
    known = _Known(account, standing)
    rows: list[Row] = []
    for one in judgements:
        subjects = [known.row(ref) for ref in one.about]
        state, by = "holds", None
        if one.id in standing.superseded:
            state, by = "superseded", standing.superseded[one.id]
        elif one.id in standing.undone:
            state, by = "undone", standing.undone[one.id]
        elif not all(subject["id"] for subject in subjects):
            state = "not_found"
        rows.append(
            {
                "id": one.id,
                "made_at": one.made_at.isoformat(),
                "person": one.person,
                "decision": one.kind.value,
                "value": one.value or None,
                "fields": fields_of(one),
                "about": subjects,
                "note": one.note,
                "state": state,
                "by": by,
            }
        )
    return rows


class _Known:
    """What references of judgements stand for in an account."""

    def __init__(self, account: Account, standing: Standing) -> None:
        self._claims = {claim.id: claim for claim in account.claims}
        self._documents = {document.id: document for document in account.documents}
        self._events = {claim: event.id for event in account.events for claim in event.claims}
        self._outlets = {document.outlet.value for document in account.documents if document.outlet is not None}
        self._judgements = {one.id: one for one in standing.judgements}

    def row(self, ref: str) -> Row:
        """Kind, present id (null when it is gone) and words of a reference."""
        claim = self._claims.get(ref.removeprefix(EVENT))
        if is_event(ref):
            # The event of a claim that was judged wrong cannot be told from here, though the judgement holds.
            own = self._events.get(ref.removeprefix(EVENT)) or (content_id("event", claim.id) if claim else None)
            return {"kind": "event", "id": own, "ref": ref, "label": claim.evidence.quote if claim else None}
        if ref.startswith(OUTLET):
            name = ref.removeprefix(OUTLET)
            return {"kind": "outlet", "id": ref if name in self._outlets else None, "ref": ref, "label": name}
        if ref.startswith(VOICE):
            return {"kind": "voice", "id": ref, "ref": ref, "label": ref.removeprefix(VOICE)}
        if ref in self._judgements:
            return {"kind": "judgement", "id": ref, "ref": ref, "label": self._judgements[ref].kind.value}
        if ref in self._documents:
            return {"kind": "document", "id": ref, "ref": ref, "label": self._documents[ref].label}
        kind = ref.partition("-")[0]
        return {"kind": kind, "id": claim and claim.id, "ref": ref, "label": claim and claim.evidence.quote}


def fields_of(one: Judgement) -> Row | None:
    """The fields that a misread claim should have, by name; None for all other judgements."""
    return read_correction(one.value).fields if one.kind is JudgementKind.MISREAD else None


def judgement_record_row(one: Judgement) -> Row:
    """A judgement for other programs."""
    return {
        "id": one.id,
        "made_at": one.made_at.isoformat(),
        "person": one.person,
        "decision": one.kind.value,
        "value": one.value or None,
        "about": list(one.about),
        "note": one.note,
    }


def judged_row(found: Found, account: Account, standing: Standing) -> Row:
    """What a person said about a record: `judged`, `judgements`.

    Of a claim also `read`, what the program read where a person corrected it; of an event its witnesses with their
    reliability.
    """
    record = found.record
    if isinstance(record, Event):
        about = standing.about(*(f"{EVENT}{claim}" for claim in record.claims))
        return {
            "judged": event_mark(record) or None,
            "judgements": [said_row(one) for one in about],
            "testimony": _testimony_rows(record.testimony, account, standing),
            "testimony_against": _testimony_rows(record.testimony_against, account, standing),
        }
    about = standing.about(record.id)
    mark = None
    if isinstance(record, Claim):
        mark = standing.marks([record]).get(record.id)
        read = fields_read(account).get(record.id)
        return {"judged": mark, "read": read, "judgements": [said_row(one) for one in about]}
    if isinstance(record, Document):
        verdict = standing.verdict(record.id)
        mark = None if verdict is None else verdict.kind.value
    return {"judged": mark, "judgements": [said_row(one) for one in about]}


def said_row(one: Judgement) -> Row:
    """What a person said, without what it is about; `fields` are those of a correction."""
    return {
        "decision": one.kind.value,
        "value": one.value or None,
        "fields": fields_of(one),
        "note": one.note,
        "person": one.person,
        "made_at": one.made_at.isoformat(),
        "id": one.id,
    }


def _testimony_rows(witnesses: Iterable[Witness], account: Account, standing: Standing) -> list[Row]:
    """Witnesses with the reliability that a person gave to voice and outlets; it is never joined with credibility."""
    documents = {document.id: document for document in account.documents}
    rows: list[Row] = []
    for witness in witnesses:
        shown = [documents[one] for one in witness.documents if one in documents]
        outlet = _own_outlet(witness, documents)
        rows.append(
            {
                "voice": None if outlet else witness.voice,
                "outlet": outlet,
                "kinds": [kind.value for kind in witness.kinds],
                "is_party": witness.is_party,
                "reliability": _letter(standing, f"{VOICE}{witness.voice}", f"{OUTLET}{outlet or witness.voice}"),
                "documents": [
                    {
                        "document": one.label,
                        "outlet": None if one.outlet is None else one.outlet.value,
                        "reliability": None if one.outlet is None else _letter(standing, f"{OUTLET}{one.outlet.value}"),
                    }
                    for one in shown
                ],
                "claims": list(witness.claims),
            }
        )
    return rows


def _own_outlet(witness: Witness, documents: Mapping[str, Document]) -> str | None:
    """The outlet whose own word it is (without one, the document); None where the witness is an actor."""
    own = documents.get(witness.voice)
    if own is not None:
        return own.label if own.outlet is None else own.outlet.value
    kind, _, key = witness.voice.partition(":")
    if kind != _OUTLET_VOICE:
        return None
    named = (documents[one].outlet for one in witness.documents if one in documents)
    values = [found.value for found in named if found is not None]
    return next((value for value in values if " ".join(value.split()).casefold() == key), key)


def _letter(standing: Standing, *names: str) -> str | None:
    given = standing.reliability(*names)
    return None if given is None else given.value
