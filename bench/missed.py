"""Why an act was missed, told by the inside of the program: needs the version that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from causes import Kind
from labels import Act
from matching import meets

from neraca.annotate.read import annotate
from neraca.extract.contents import by_sentence
from neraca.extract.learned import weigh_triggers
from neraca.extract.line import cue_indexes, prepare_line
from neraca.extract.triggers import Trigger, find_triggers
from neraca.packs.catalogue import Packs
from neraca.packs.reader import load_reader
from neraca.records import Claim, Document, Reading


def missed_kind(act: Act, document: Document, packs: Packs, wrong: Sequence[Claim]) -> Kind:
    """Why an act has no claim: the words are a claim of another type, or no act to the rules and the reader, or ..."""
    others = [claim for claim in wrong if meets(act.trigger, claim.trigger)]
    if others:
        return "missed-type", f"{act.type} > {others[0].event}"
    language = packs.languages[document.language]
    cues = packs.cues[document.language]
    reading = annotate(document, language=language, actors=packs.actors, cues=cues, reader=load_reader())
    listed, kept = _triggers(act, reading, packs)
    if not kept:
        return ("missed-doubted" if listed else "missed-unlisted"), act.type
    parties = act.actor + act.recipient
    known = any(meets(party, mention.evidence) for party in parties for mention in reading.mentions)
    return ("missed-rule" if known or not parties else "missed-parties"), act.type


def _triggers(act: Act, reading: Reading, packs: Packs) -> tuple[list[Trigger], list[Trigger]]:
    """The triggers at the words of an act: those that the event files list, and those that the reader leaves."""
    language = reading.document.language
    indexes = cue_indexes(packs.cues[language])
    listed: list[Trigger] = []
    kept: list[Trigger] = []
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=indexes, language=language)
        if not line.words:
            continue
        groups = tuple(g for g in line.groups if any(m.actor[:4] != "MED:" for m in g.mentions))
        line = replace(line, groups=groups)
        found = find_triggers(line, packs.events)
        for triggers, here in ((found, listed), (weigh_triggers(line, found, packs.events), kept)):
            here += [t for t in triggers if meets(act.trigger, line.evidence(t.first, t.last))]
    return listed, kept
