"""What a person may decide about one record, and what holds about it now: what a form needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from neraca.packs.catalogue import Packs
from neraca.pipeline.corrections import as_read
from neraca.pipeline.judgements import VERDICTS, Standing
from neraca.publish.exports import Row
from neraca.records import Account, Certainty, EventStatus, Judgement, JudgementKind, Stage
from neraca.service.corrections import fields_read
from neraca.service.judgement_rows import said_row
from neraca.service.judging import ALLOWED, LETTERS, find_subject

_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT})
_MANY = frozenset({JudgementKind.NOTE})


def judgement_form(name: str, account: Account, packs: Packs, standing: Standing) -> Row:
    """What may be judged about a record, outlet or voice.

    Args:
        name: An id or its beginning, or the name of a document, outlet or voice.
        account: With what was judged wrong.
        packs: What may be chosen.
        standing: What stands of a person's judgements.

    Returns:
        `kind` and `id` (for outlets and voices what judgements call them); `allowed`, the decisions that fit, in a
        fixed order, with `undo` where something can be taken back; `holds`, all that holds about it, oldest first;
        `verdict`, `status` and `reliability`, the one of each that holds, or null; `notes` and `pairs` likewise, as
        lists. Of a claim also `fields`, what it says as it counts now, and `read`, what the program read where a person
        corrected it; null for all else. `choices` are the known values by field (`judgement_choices`).

    Raises:
        NeracaError: N102, when there is nothing of such a name.
    """
    subject = find_subject(name, account, packs)
    about = standing.about(*subject.refs)
    claim = None if subject.kind != "claim" else next(one for one in account.claims if one.id == subject.refs[0])
    allowed = [kind.value for kind in JudgementKind if subject.kind in ALLOWED.get(kind, ())]
    event = account_event(subject.refs, account) if subject.kind == "event" else None
    return {
        "kind": subject.kind,
        "id": event or subject.refs[0],
        "allowed": allowed + ([JudgementKind.UNDO.value] if about else []),
        "holds": [said_row(one) for one in about],
        "verdict": _latest(about, VERDICTS),
        "status": _latest(about, {JudgementKind.STATUS}),
        "reliability": _latest(about, {JudgementKind.RELIABILITY}),
        "notes": [said_row(one) for one in about if one.kind in _MANY],
        "pairs": [{**said_row(one), "about": list(one.about)} for one in about if one.kind in _PAIRS],
        "fields": None if claim is None else as_read(claim).fields,
        "read": None if claim is None else fields_read(account).get(claim.id),
        "choices": judgement_choices(packs),
    }


def judgement_choices(packs: Packs) -> dict[str, list[str]]:
    """The values that a person can choose from, by field: event, stage, certainty, items, status, reliability.

    Actors are not listed, there are too many; `find_actor` knows them by id and name.
    """
    return {
        "event": sorted(packs.events.types),
        "stage": [one.value for one in Stage],
        "certainty": [one.value for one in Certainty],
        "items": list(packs.items.classes()),
        "status": [one.value for one in EventStatus],
        "reliability": list(LETTERS),
    }


def account_event(refs: Iterable[str], account: Account) -> str | None:
    """Id of the event that judgements call by one of these."""
    claims = {ref.partition(":")[2] for ref in refs}
    return next((event.id for event in account.events if claims & set(event.claims)), None)


def _latest(about: Iterable[Judgement], kinds: Any) -> Row | None:
    found = [one for one in about if one.kind in kinds]
    return said_row(found[-1]) if found else None
