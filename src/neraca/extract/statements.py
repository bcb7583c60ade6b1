"""What is said, and by whom: every statement of a document with the words that name its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.extract.contents import by_sentence
from neraca.extract.line import Line, cue_indexes, prepare_line
from neraca.extract.voices import Voice, find_voices
from neraca.packs.cues import Cues
from neraca.records import Evidence, Quotation, Reading, Stance

LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that somebody says; `quoted` when they stand in quotation marks, which belong to them.

    `speakers` holds the words that name the speaker: those beside the statement, and fuller ones before.
    """

    evidence: Evidence
    quoted: bool
    stance: Stance
    speakers: tuple[Evidence, ...]


def find_statements(reading: Reading, *, cues: Cues) -> tuple[Statement, ...]:
    """Every statement of a reading, in text order.

    Args:
        reading: Sentences, mentions and quotations of a document.
        cues: Function words of its language.
    """
    indexes, language = cue_indexes(cues), reading.document.language
    found: list[Statement] = []
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=indexes, language=language)
        if line.words:
            for voice in find_voices(line):
                found += _said(line, voice)
    return tuple(found)


def _said(line: Line, voice: Voice) -> list[Statement]:
    speaker = (line.evidence(voice.first, voice.last),)
    quotations = [q for q in line.quotations if _beside(line, voice, q)]
    evidence = [line.reading.document.evidence(q.span.start, q.span.end) for q in quotations]
    return [Statement(e, True, voice.stance, speaker) for e in evidence]


def _beside(line: Line, voice: Voice, quotation: Quotation) -> bool:
    start = line.words[voice.scope_first].start if voice.scope_first < len(line.words) else line.sentence.span.end
    end = line.words[voice.scope_last - 1].end if voice.scope_last else line.sentence.span.start
    return quotation.span.start < end and start < quotation.span.end
