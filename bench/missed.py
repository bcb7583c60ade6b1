"""Why an act was missed, told by the inside of the program: needs the version that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest.mock import patch

from causes import Kind
from labels import Act
from matching import meets

from neraca.annotate.read import annotate
from neraca.extract.claims import find_claims
from neraca.extract.contents import by_sentence
from neraca.extract.learned import weigh_triggers
from neraca.extract.line import cue_indexes, prepare_line
from neraca.extract.triggers import find_triggers
from neraca.packs.catalogue import Packs
from neraca.packs.reader import load_reader
from neraca.records import Claim, Document, Reading


def missed_kind(act: Act, document: Document, packs: Packs, wrong: Sequence[Claim]) -> Kind:
    """Why an act has no claim.

    Its words may be a claim of another type, or be no act to the lists and the reader. Else the document is read once
    more with nothing held for too unlikely: a claim that then stands there was doubted; where none does, the act lacks
    what a claim needs.
    """
    others = [claim for claim in wrong if meets(act.trigger, claim.trigger)]
    if others:
        return "missed-type", f"{act.type} > {others[0].event}"
    language = packs.languages[document.language]
    cues = packs.cues[document.language]
    reading = annotate(document, language=language, actors=packs.actors, cues=cues, reader=load_reader())
    if not _is_seen(act, reading, packs):
        return "missed-unseen", act.type
    with patch("neraca.extract.claims.least_of", return_value=0.0):
        free = find_claims(reading, events=packs.events, items=packs.items, cues=cues).claims
    if any(meets(act.trigger, claim.trigger) for claim in free):
        return "missed-doubted", act.type
    parties = act.actor + act.recipient
    known = any(meets(party, mention.evidence) for party in parties for mention in reading.mentions)
    return ("missed-needs" if known or not parties else "missed-parties"), act.type


def _is_seen(act: Act, reading: Reading, packs: Packs) -> bool:
    """Whether the event files list the words of an act, or the reader takes them for one."""
    language = reading.document.language
    indexes = cue_indexes(packs.cues[language])
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=indexes, language=language)
        groups = tuple(g for g in line.groups if any(m.actor[:4] != "MED:" for m in g.mentions))
        line = replace(line, groups=groups)
        triggers = weigh_triggers(line, find_triggers(line, packs.events), packs.events) if line.words else ()
        if any(meets(act.trigger, line.evidence(t.first, t.last)) for t in triggers):
            return True
    return False
