"""Restrictions, and what acts are said to break, gathered from an account and as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from neraca.packs.catalogue import Packs
from neraca.packs.law import load_law
from neraca.pipeline.law import read_law
from neraca.publish.exports import Row, days_row, iso
from neraca.records import Account, Breach, Charge, Document, Measure, Restriction, Rule
from neraca.records.span import Evidence
from neraca.relate.breaches import find_charges
from neraca.relate.restrictions import find_restrictions
from neraca.service.selection import Selection

ALL = Selection()
_RESTRICTING = "SANCTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What an account says of the law."""

    restrictions: tuple[Restriction, ...] = ()
    charges: tuple[Charge, ...] = ()
    breaches: tuple[Breach, ...] = ()


def gather_law(account: Account, packs: Packs) -> Law:
    """Restrictions and charges of an account, which is cut to its day already; without what was judged wrong.

    What was read as a restriction and is none, as a person says, is left out as what is wrong.
    """
    texts = [document for document in account.documents if document.id not in account.withdrawn_documents]
    types = {claim.id: claim.event for claim in account.claims if claim.corrects}
    read_so = [one for one in account.misread if one.event == _RESTRICTING]
    none = [one for one in read_so if types.get(one.id, _RESTRICTING) != _RESTRICTING]
    left_out = {claim.id for claim in none}
    claims = [claim for claim in account.claims if claim.id not in left_out]
    read = read_law(texts, claims, packs, withdrawn=(*account.withdrawn, *none))
    return Law(
        restrictions=find_restrictions(read.measures, documents=account.documents, events=account.events),
        charges=find_charges(read.breaches, claims=account.claims, events=account.events),
        breaches=read.breaches,
    )


def restrictions_rows(account: Account, law: Law, selection: Selection = ALL, *, language: str = "en") -> list[Row]:
    """Restrictions by target, issuer and kind, each with every sentence that tells it.

    Args:
        account: The account that `law` was gathered from.
        law: Its restrictions.
        selection: An actor on either side; an event type of the claims; days on which they began, or were told.
        language: Of the rules' names.
    """
    documents = {document.id: document for document in account.documents}
    types = {claim.id: claim.event for claim in account.claims}
    return [
        {
            "id": one.id,
            "kind": one.kind.value,
            "status": one.status.value,
            "issuer": list(one.issuers),
            "target": list(one.targets),
            "rules": [rule_row(rule, language) for rule in one.rules],
            "items": list(one.item_classes),
            "when": None if one.when is None else days_row(one.when),
            "voices": _voices(one.measures),
            "reports": len({measure.document for measure in one.measures}),
            "events": list(one.events),
            "claims": list(one.claims),
            "sentences": [_measure_row(measure, documents[measure.document]) for measure in one.measures],
        }
        for one in law.restrictions
        if selection.holds(
            {*one.issuers, *one.targets},
            {types[claim] for claim in one.claims if claim in types},
            one.when,
            _first_day((measure.document for measure in one.measures), documents),
        )
    ]


def charges_rows(account: Account, law: Law, selection: Selection = ALL, *, language: str = "en") -> list[Row]:
    """What acts are said to break or keep, by pair and rule, with who says so and who disputes it.

    Args:
        account: The account that `law` was gathered from.
        law: Its charges.
        selection: A party or a voice; an event type of the acts; days of publication.
        language: Of the rules' names.
    """
    documents = {document.id: document for document in account.documents}
    types = {claim.id: claim.event for claim in account.claims}
    rows = []
    for one in law.charges:
        said = one.asserted + one.disputed
        acts = sorted({claim for breach in said for claim in breach.acts})
        parties = {*one.pair, *(party for breach in said for party in (*breach.parties, *breach.who))}
        day = _first_day((breach.document for breach in said), documents)
        if selection.holds(parties, {types[claim] for claim in acts if claim in types}, None, day):
            rows.append(
                {
                    "id": one.id,
                    "pair": list(one.pair),
                    "rule": rule_row(one.rule, language),
                    "asserted_by": _words_of(one.asserted),
                    "disputed_by": _words_of(one.disputed),
                    "acts": acts,
                    "asserted": [_breach_row(breach, documents[breach.document]) for breach in one.asserted],
                    "disputed": [_breach_row(breach, documents[breach.document]) for breach in one.disputed],
                }
            )
    return rows


def rule_row(rule: Rule, language: str) -> Row:
    """A rule: its normal form, its parts, and its name in a language."""
    name = rule.name or load_law().name_of(rule.code, rule.number, language)
    return {"rule": rule.key, "code": rule.code, "number": rule.number or None, "name": name}


def _measure_row(measure: Measure, document: Document) -> Row:
    return {
        **_sentence_row(measure.evidence, measure.cue, document),
        "status": measure.status.value,
        "issuer": list(measure.issuer_ids),
        "target": list(measure.target_ids),
        "stopped": None if measure.subject is None else measure.subject.quote,
        "hedged": measure.hedged,
        "voices": [
            {"who": list(one.who), "text": one.evidence.quote, "stance": one.stance.value}
            for one in measure.attributions
        ],
        "claims": list(measure.claims),
    }


def _breach_row(breach: Breach, document: Document) -> Row:
    return {
        **_sentence_row(breach.evidence, breach.cue, document),
        "stance": breach.stance.value,
        "hedged": breach.hedged,
        "who": list(breach.who) or [""],
        "parties": list(breach.parties),
        "acts": list(breach.acts),
        "claims": list(breach.claims),
    }


def _sentence_row(evidence: Evidence, cue: Evidence, document: Document) -> Row:
    return {
        "document": document.label,
        "outlet": None if document.outlet is None else document.outlet.value,
        "published": iso(document.day),
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "cue": cue.quote,
    }


def _voices(measures: Iterable[Measure]) -> list[str]:
    """Ids of all voices behind the sentences; "" is a voice that names no actor, and the text's own word."""
    found = {who for one in measures for voice in one.attributions for who in voice.who or ("",)}
    found |= {"" for one in measures if not one.attributions}
    return sorted(found)


def _words_of(breaches: Iterable[Breach]) -> list[str]:
    return sorted({who for one in breaches for who in one.who or ("",)})


def _first_day(ids: Iterable[str], documents: Mapping[str, Document]) -> date | None:
    days = [documents[one].day for one in ids]
    return min((day for day in days if day is not None), default=None)
