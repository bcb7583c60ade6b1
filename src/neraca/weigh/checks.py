"""All checks of documents: those that one reading is enough for, and those that need the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neraca.packs.catalogue import Packs
from neraca.packs.cues import Cues
from neraca.records import Claim, Derivation, Document, Event, Finding, Reading
from neraca.weigh.copies import find_copy_errors
from neraca.weigh.dates import find_date_errors
from neraca.weigh.offices import find_office_errors
from neraca.weigh.outliers import find_far_figures
from neraca.weigh.sourcing import find_unattributed
from neraca.weigh.witnesses import find_roots


def check_document(reading: Reading, packs: Packs) -> tuple[Finding, ...]:
    """Findings that the document itself and the packs are enough for, by place.

    Offices out of term, dates that cannot be right, and assertions without a voice. A document in a language without
    a pack has none.

    Args:
        reading: With sentences, mentions, times and claims.
        packs: Offices, words of time, cues.
    """
    code = reading.document.language
    if code not in packs.languages:
        return ()
    cues = packs.cues[code]
    found = (
        *find_office_errors(reading, actors=packs.actors, offices=packs.offices),
        *find_date_errors(reading, language=packs.languages[code], cues=cues),
        *find_unattributed(reading, cues=cues),
    )
    return tuple(sorted(found, key=_place))


def check_documents(
    documents: Iterable[Document],
    *,
    claims: Iterable[Claim],
    derivations: Iterable[Derivation],
    events: Iterable[Event],
    cues: Mapping[str, Cues],
) -> tuple[Finding, ...]:
    """Findings that need other documents, by document id and place: what a copy lost, and figures far outside others.

    Args:
        documents: All of an account.
        claims: All of it.
        derivations: Who copies whom.
        events: What the claims are about.
        cues: By language.
    """
    listed, edges = tuple(claims), tuple(derivations)
    found = (
        *find_copy_errors(edges, documents=documents, claims=listed, cues=cues),
        *find_far_figures(events, claims={claim.id: claim for claim in listed}, roots=find_roots(edges)),
    )
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.evidence.document, finding.evidence.span, finding.kind, finding.message
