"""Every stretch of text that a dossier rests on."""

from __future__ import annotations

from collections.abc import Iterator

from neraca.publish.background import Background
from neraca.publish.exports import Row
from neraca.publish.relations import Relations
from neraca.records import Account, Evidence

Found = Iterator[tuple[str, Evidence]]
"""What it is of, and where it stands."""


def list_places(account: Account, background: Background, relations: Relations) -> Iterator[Row]:
    """Every quoted place, each once, by document and place; `of` holds ids of what it is of."""
    found: dict[tuple[str, int, int, str], dict[str, None]] = {}
    for group in (_of_account(account), _of_background(background), _of_law(relations), _of_ties(relations)):
        for own_id, evidence in group:
            place = (evidence.document, evidence.span.start, evidence.span.end, evidence.quote)
            found.setdefault(place, {})[own_id] = None
    order = {document.id: number for number, document in enumerate(account.documents)}
    for place in sorted(found, key=lambda one: (order[one[0]], one[1], one[2])):
        document, start, end, exact = place
        yield {"document": document, "start": start, "end": end, "exact": exact, "of": list(found[place])}


def _of_account(account: Account) -> Found:
    for claim in account.claims:
        own_id = claim.id
        yield from ((own_id, evidence) for evidence in claim.every_evidence())
    for entry in account.entries:
        places = (place for gift in entry.gifts for place in gift.places)
        yield from ((entry.id, evidence) for evidence in (*entry.purposes, *places))


def _of_background(background: Background) -> Found:
    yield from ((finding.id, finding.evidence) for finding in background.findings)
    yield from ((f"credit:{credit.source}", credit.evidence) for credit in background.credits)


def _of_law(relations: Relations) -> Found:
    for restriction in relations.restrictions:
        for measure in restriction.measures:
            yield from ((restriction.id, evidence) for evidence in measure.every_evidence())
    for charge in relations.charges:
        for breach in (*charge.asserted, *charge.disputed):
            voices = (voice.evidence for voice in breach.attributions)
            yield from ((charge.id, evidence) for evidence in (breach.evidence, breach.cue, *voices))


def _of_ties(relations: Relations) -> Found:
    for reaction in relations.reactions.said:
        yield from ((reaction.id, saying.cue) for saying in reaction.sayings)
    for one in relations.reactions.returns:
        yield from ((one.given, evidence) for evidence in (one.cue, one.words) if evidence is not None)
    for outlook in relations.outlooks:
        said = (outlook.window_words, outlook.condition)
        yield from ((outlook.id, evidence) for evidence in said if evidence is not None)
    remarks = (remark for network in relations.networks for role in network.roles for remark in role.remarks)
    for remark in remarks:
        yield from ((f"role:{remark.actor}", evidence) for evidence in (remark.evidence, remark.trigger))
