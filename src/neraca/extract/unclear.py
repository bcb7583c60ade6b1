"""What was seen and not understood: acts that the reader sees and that became no claim."""

from __future__ import annotations

from collections.abc import Sequence

from neraca.extract.drafts import Draft
from neraca.extract.line import Line
from neraca.packs.worth import WorthBook
from neraca.records import Issue

CODE = "act-not-read"
SURE_SEEN = 0.9


def unclear_acts(line: Line, drafts: Sequence[Draft], book: WorthBook) -> list[Issue]:
    """An issue for each act that the reader is sure of, by a word that named such acts before, and that is no claim.

    Of other words its certainty means little (docs/decisions/0012).
    """
    parses = line.reading.parses
    document = line.reading.document
    taken = [line.evidence(draft.trigger.first, draft.trigger.last).span for draft in drafts]
    issues = []
    for act in parses[line.index].acts if parses else ():
        word = line.word_at(act.span.start)
        if act.score < SURE_SEEN or word >= len(line.words) or any(act.span.meets(span) for span in taken):
            continue
        _, named = book.seen(line.language, (line.words[word].low, line.words[word].base), act.event)
        if named:
            issues.append(
                Issue(
                    code=CODE,
                    where=document.label,
                    message=f"may be {act.event} and is no claim",
                    why="who does it to whom, or what, was not found in the sentence or before it",
                    fix="read the sentence; the words are in the evidence",
                    evidence=document.evidence(act.span.start, act.span.end),
                )
            )
    return issues
