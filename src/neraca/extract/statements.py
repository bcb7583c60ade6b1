"""What is said, and by whom: every statement of a document with the words that name its speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neraca.extract.contents import by_sentence
from neraca.extract.line import Line, cue_indexes, prepare_line
from neraca.extract.speakers import subject_phrase
from neraca.extract.voices import Voice, find_voices
from neraca.packs.cues import Cues
from neraca.records import Evidence, MentionForm, NameKind, Quotation, Reading, Stance, VoiceKind

# Fewer words in quotation marks are a term that somebody used, not a statement, unless a mark closes them as one.
LEAST_WORDS = 4
# *“A,” kata X, Rabu, di Jakarta. “B.”*: so many words may stand between two parts of what is said.
PART_REACH = 16
_BESIDE = ", \t\u00a0—–-"
_PAPERS = (VoiceKind.DOCUMENT, VoiceKind.MEDIA)
_FINAL = (",", ".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that somebody says; `quoted` when they stand in quotation marks, which belong to them.

    `speakers` holds the words that name the speaker: those beside the statement, and the fuller ones before that they
    refer to; none where nobody is named.
    """

    evidence: Evidence
    quoted: bool
    stance: Stance
    speakers: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A line with its voices, and the speakers that it brings in."""

    line: Line
    voices: tuple[Voice, ...]
    speakers: tuple[Evidence, ...]


def find_statements(reading: Reading, *, cues: Cues) -> tuple[Statement, ...]:
    """Every statement of a reading, in text order.

    Args:
        reading: Sentences, mentions and quotations of a document, with parses where a reader ran.
        cues: Function words of its language.
    """
    indexes, language = cue_indexes(cues), reading.document.language
    spoken: list[_Spoken] = []
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=indexes, language=language)
        if line.words:
            voices = find_voices(line)
            spoken.append(_Spoken(line, voices, _brought_in(line, voices)))
    quoted = _quoted(reading, spoken)
    plain = [_plain(part.line, voice) for part in spoken for voice in part.voices]
    found = [*quoted, *(one for one in plain if not any(one.evidence.span.meets(q.evidence.span) for q in quoted))]
    return tuple(sorted(found, key=lambda one: one.evidence.span))


def _brought_in(line: Line, voices: Iterable[Voice]) -> tuple[Evidence, ...]:
    """Speakers of the line who can be meant by *katanya*: no papers, no pronouns, nobody inside quotation marks."""
    people = [voice for voice in voices if voice.kind not in _PAPERS and not _is_pronoun(line, voice)]
    found = [line.evidence(voice.first, voice.last) for voice in people]
    person = _main_person(line)
    if person is not None and not any(person.span.meets(one.span) for one in found):
        found.append(person)
    outside = [one for one in found if not any(one.span.within(q.span) for q in line.quotations)]
    return tuple(sorted(outside, key=lambda one: one.span))


def _is_pronoun(line: Line, voice: Voice) -> bool:
    group = line.group_at(voice.first)
    return group is not None and all(mention.form is MentionForm.PRONOUN for mention in group.mentions)


def _main_person(line: Line) -> Evidence | None:
    """The named person who is the subject of the sentence."""
    if line.tree is None:
        return None
    root = next((n for n, token in enumerate(line.tree.tokens) if token.head < 0), -1)
    word = line.tree.word_of[root] if root >= 0 else -1
    phrase = subject_phrase(line, word) if word >= 0 else None
    return next(iter(_persons(line, *phrase)), None) if phrase is not None else None


def _persons(line: Line, first: int, last: int) -> list[Evidence]:
    names = line.reading.parses[line.index].names if line.reading.parses else ()
    start, end = line.words[first].start, line.words[last - 1].end
    inside = [n.span for n in names if n.kind is NameKind.PERSON and start <= n.span.start and n.span.end <= end]
    return [line.reading.document.evidence(span.start, span.end) for span in inside]


def _plain(line: Line, voice: Voice) -> Statement:
    """What a voice says in the words of the author."""
    first, last = voice.scope_first, max(voice.scope_last, voice.scope_first + 1)
    first = min(first, len(line.words) - 1)
    evidence = line.evidence(first, min(max(last, first + 1), len(line.words)))
    return Statement(evidence, False, voice.stance, (line.evidence(voice.first, voice.last),))


def _quoted(reading: Reading, spoken: list[_Spoken]) -> list[Statement]:
    found: list[Statement] = []
    end = 0
    before: tuple[int, tuple[Evidence, ...]] | None = None
    for quotation in reading.quotations:
        if quotation.span.start < end:
            continue
        end = quotation.span.end
        at = next((n for n, one in enumerate(spoken) if one.line.sentence.span.end >= end), len(spoken) - 1)
        answer = _speaker_beside(spoken, at, quotation)
        if answer is None and before is not None:
            answer = _part(spoken[at].line, quotation, before)
        if answer is None:
            continue
        evidence = reading.document.evidence(quotation.span.start, quotation.span.end)
        found.append(Statement(evidence, True, Stance.ASSERTS, answer))
        before = quotation.span.end, answer
    return found


def _speaker_beside(spoken: list[_Spoken], at: int, quotation: Quotation) -> tuple[Evidence, ...] | None:
    """Who is named beside a quotation as its speaker; empty where the words for saying name nobody, None without."""
    for number in (at, at + 1):
        if number >= len(spoken):
            continue
        line = spoken[number].line
        i = line.word_at(quotation.span.end)
        if i < len(line.words) and not _text(line, quotation.span.end, line.words[i].start).strip(_BESIDE):
            verb = _saying(line, i)
            if verb is not None:
                return _named(spoken, number, i, quotation)
    return _introduced(spoken, at, quotation) if _is_sentence(spoken[at].line, quotation) else None


def _saying(line: Line, i: int) -> tuple[int, int] | None:
    """The words for saying that begin at word `i`."""
    return next(((a, b) for name in ("after", "reporting") for a, b in line.cues[name] if a == i), None)


def _named(spoken: list[_Spoken], number: int, verb: int, quotation: Quotation) -> tuple[Evidence, ...]:
    line, voices = spoken[number].line, spoken[number].voices
    own = next((line.evidence(v.first, v.last) for v in voices if v.verb == verb), None)
    if own is None:
        return _last_speaker(spoken, number, quotation.span.start)
    fuller = _fuller(spoken[: number + 1], own)
    return (own,) if fuller is None else (fuller, own)


def _last_speaker(spoken: list[_Spoken], number: int, start: int) -> tuple[Evidence, ...]:
    """*…, katanya*: whoever spoke or acted last before the quotation."""
    for part in reversed(spoken[: number + 1]):
        before = [one for one in part.speakers if one.span.end <= start]
        if before:
            return (_fuller(spoken, before[-1]) or before[-1],)
    return ()


def _fuller(spoken: list[_Spoken], own: Evidence) -> Evidence | None:
    """An earlier, longer name that has the words of this one: *Ngajib* for *Komisaris Besar Mokhamad Ngajib*."""
    words = {word for word in own.quote.split() if word[0].isupper()}
    if not words:
        return None
    for part in spoken:
        line = part.line
        if line.sentence.span.start >= own.span.start:
            break
        for person in _persons(line, 0, len(line.words)):
            if words < set(person.quote.split()) and person.span.end <= own.span.start:
                return person
    return None


def _introduced(spoken: list[_Spoken], at: int, quotation: Quotation) -> tuple[Evidence, ...] | None:
    """*X mengatakan, “…”*: the speaker of the words for saying just before the quotation."""
    line = next(
        (one.line for one in reversed(spoken[: at + 1]) if one.line.sentence.span.start <= quotation.span.start), None
    )
    if line is None:
        return None
    first = line.word_at(quotation.span.start)
    voices = next(one.voices for one in spoken if one.line is line)
    for voice in voices:
        if voice.last <= first and voice.verb < first and voice.scope_first <= first < voice.scope_last:
            own = line.evidence(voice.first, voice.last)
            fuller = _fuller(spoken, own)
            return (own,) if fuller is None else (fuller, own)
    return None


def _part(line: Line, quotation: Quotation, before: tuple[int, tuple[Evidence, ...]]) -> tuple[Evidence, ...] | None:
    """*“A,” kata X. “B.”*: a second part of what was said, close behind the first."""
    if not _is_sentence(line, quotation):
        return None
    between = _text(line, before[0], quotation.span.start)
    ends = between.rstrip().endswith((",", ".", ";", ":"))
    return before[1] if ends and "\n" not in between and len(between.split()) <= PART_REACH else None


def _is_sentence(line: Line, quotation: Quotation) -> bool:
    """Whether the words in the marks are more than a term."""
    inner = _text(line, quotation.inner.start, quotation.inner.end)
    return len(inner.split()) >= LEAST_WORDS or inner.endswith(_FINAL)


def _text(line: Line, start: int, end: int) -> str:
    return line.reading.document.text[start:end]
