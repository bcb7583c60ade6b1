"""From documents and their claims to the account of them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from neraca.link.credits import find_credits
from neraca.link.fulfilment import find_fulfilments
from neraca.link.judged import group_as_judged
from neraca.link.lineage import find_derivations
from neraca.link.told import tell
from neraca.link.translations import find_translations, join_derivations
from neraca.packs.catalogue import load_packs
from neraca.packs.meaning import load_meaning_space
from neraca.packs.translated import load_translated
from neraca.pipeline.corrections import correct_claims, give_status
from neraca.pipeline.judgements import event_mark, find_standing, group_mark, group_status, mark_event, untie
from neraca.records import Account, Claim, Document, Event, Judgement, JudgementKind, Meanings
from neraca.relate.ledger import build_ledger
from neraca.relate.timeline import build_timeline
from neraca.weigh.assess import assess_groups
from neraca.weigh.witnesses import find_roots, own_words

_WRONG = JudgementKind.WRONG.value


def build_account(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    *,
    as_of: date | None = None,
    meanings: Sequence[Meanings] = (),
    judgements: Iterable[Judgement] = (),
) -> Account:
    """Link, weigh and relate.

    A claim that a person judged wrong stays among the claims, and nothing rests on it; an event judged wrong stays
    among the events with `judged=wrong` among its reasons, weighs on no other, and is in no ledger entry. A claim that
    was misread counts everywhere as a person says that it should be; an event has the status that a person gave it.

    Args:
        documents: Those published by `as_of`, in any order.
        claims: Theirs as they were read, in any order.
        as_of: Only noted in the account.
        meanings: Vectors of the documents' sentences, as far as there are any.
        judgements: A person's, in any order; those about what is not there have no effect.
    """
    labels = {document.id: document.label for document in documents}
    packs = load_packs()
    outlets = sorted({document.outlet.value for document in documents if document.outlet is not None})
    stated = [credit for document in documents for credit in find_credits(document, packs.credits, also=outlets)]
    derivations = find_derivations(documents, stated)
    if meanings:
        meant = find_translations(
            documents,
            meanings,
            space=load_meaning_space(),
            known=derivations,
            stated=stated,
            translated=load_translated(),
        )
        derivations = join_derivations(derivations, meant)
    sources = own_words(documents, stated=stated, actors=packs.credits.actors)
    roots = find_roots(derivations)
    standing = find_standing(judgements)
    claims, misread = correct_claims(claims, standing)
    told = tell(claims, documents, roots=roots, meanings=meanings, space=load_meaning_space() if meanings else None)
    wrong = frozenset(key for key, mark in standing.marks(claims).items() if mark == _WRONG)
    grouped = group_as_judged(told, documents, rulings=standing.rulings, left_out=wrong, anchors=standing.anchors)
    marks = {
        group[0].id: group_mark((one.id for one in group), standing, grouped.stand_ins) for group in grouped.groups
    }
    events: list[Event] = []
    for set_aside in (False, True):
        groups = [group for group in grouped.groups if (marks[group[0].id] == _WRONG) is set_aside]
        came_true = find_fulfilments(groups)
        assessed = assess_groups(
            [tuple(one.claim for one in group) for group in groups],
            documents=documents,
            derivations=derivations,
            sources=sources,
            fulfilled={own_id: one.whole for own_id, one in came_true.items()},
            partly={own_id: one.parts for own_id, one in came_true.items()},
        )
        given = [give_status(one, group_status(one.claims, standing, grouped.stand_ins)) for one in assessed]
        events += [mark_event(event, marks[event.anchor]) for event in given]
    timeline = build_timeline(events)
    standing_events = [event for event in events if event_mark(event) != _WRONG]
    held = frozenset(own_id for event in standing_events for own_id in event.claims)
    return Account(
        as_of=as_of,
        documents=tuple(sorted(documents, key=lambda document: (document.label, document.id))),
        claims=_in_place(claims, labels),
        derivations=derivations,
        events=timeline.dated + timeline.undated,
        entries=build_ledger(
            standing_events,
            [untie(one.claim, held) for one in told if one.id in held],
            roots=roots,
            sources=sources,
            published={document.id: document.day for document in documents},
            languages={document.id: document.language for document in documents},
            items=packs.items,
        ),
        misread=_in_place(misread, labels),
    )


def _in_place(claims: Iterable[Claim], labels: Mapping[str, str]) -> tuple[Claim, ...]:
    """By the document's label and their place in it."""
    return tuple(sorted(claims, key=lambda claim: (labels[claim.document], claim.evidence.span, claim.id)))
