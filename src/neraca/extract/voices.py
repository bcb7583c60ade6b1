"""Who says it: speakers, what they do with what is said, and which words they vouch for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neraca.extract.clauses import roles_before
from neraca.extract.line import Group, Line
from neraca.extract.speakers import continues, name_in, person_in, subject_phrase
from neraca.records import Attribution, Evidence, Stance, VoiceKind

SPEAKER_REACH = 16
PRONOUNS = frozenset(("him", "her", "them"))
_STANCES = (
    ("denies", Stance.DENIES),
    ("declines", Stance.DECLINES),
    ("doubts", Stance.DOUBTS),
    ("asserts", Stance.ASSERTS),
)
# When a phrase fits several kinds, the first of these wins: an unnamed intelligence officer is still intelligence.
_KINDS = ("anonymous", "intelligence", "analyst", "military", "agency", "document", "media", "official")
_QUANTIFIERS = frozenset(
    (
        "beberapa",
        "sejumlah",
        "para",
        "seorang",
        "banyak",
        "berbagai",
        "a",
        "an",
        "the",
        "some",
        "several",
        "two",
        "many",
    )
)
_CLOSES = re.compile(r"[;:“”\"()]|—|–")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker (words `[first, last)`), the stance, and the words `[scope_first, scope_last)` that it covers.

    `verb` is the word that reports. `back` is set when the words refer to a claim before (*klaim ini dibantah*).
    """

    first: int
    last: int
    verb: int
    who: tuple[str, ...]
    kind: VoiceKind
    stance: Stance
    scope_first: int
    scope_last: int
    back: bool = False

    def covers(self, i: int) -> bool:
        """Whether the voice speaks of the act at word `i`."""
        return self.scope_first <= i < self.scope_last and not self.first <= i < self.last

    def attribution(self, line: Line) -> Attribution:
        """The voice as a record, with the speaker's words as evidence."""
        evidence: Evidence = line.evidence(self.first, self.last)
        return Attribution(evidence=evidence, who=self.who, kind=self.kind, stance=self.stance)


def find_voices(line: Line) -> tuple[Voice, ...]:
    """All voices in a line, in text order of their reporting words."""
    found: list[Voice] = []
    for a, b in line.cues["according"]:
        voice = _according(line, a, b)
        if voice is not None:
            found.append(voice)
    taken: set[int] = set()
    for name, stance in _STANCES:
        for a, b in line.cues[name]:
            if any(k in taken for k in range(a, b)) or _inside(found, a):
                continue
            taken.update(range(a, b))
            voice = _reporting(line, (a, b), stance)
            if voice is not None and not (stance is Stance.DENIES and line.cue_ending("negation", a) is not None):
                found.append(voice)
    for a, b in line.cues["after"]:
        if any(k in taken for k in range(a, b)) or _inside(found, a):
            continue
        voice = _speaker_behind(line, a, b)
        if voice is not None:
            found.append(voice)
    found += [voice for a, b in line.cues["quotes"] if (voice := _quoted_as_saying(line, a, b)) is not None]
    return tuple(sorted(found, key=lambda voice: (voice.verb, voice.first)))


def _quoted_as_saying(line: Line, a: int, b: int) -> Voice | None:
    """*IRNA quoted him as saying*: whom the source quotes; what is said stands behind, or before a comma."""
    end = next((k for k, _ in line.cues["as_saying"] if b < k <= b + SPEAKER_REACH), None)
    speaker = _speaker(line, b, end) if end is not None else None
    if speaker is None and end is not None and end == b + 1 and line.words[b].low in PRONOUNS:
        speaker = (), VoiceKind.OTHER
    if end is None or speaker is None:
        return None
    content = end + 2
    scope = (content, len(line.words)) if content < len(line.words) - 1 else (0, a)
    return Voice(*_trim(line, b, end), a, *speaker, Stance.ASSERTS, *scope)


def voice_in(line: Line, first: int, last: int, stance: Stance) -> Voice:
    """The voice that words `[first, last)` name, wherever its word for speaking stands."""
    who, kind = _speaker(line, first, last) or ((), VoiceKind.OTHER)
    return Voice(first, last, first, who, kind, stance, 0, len(line.words))


def voice_at(line: Line, first: int, last: int, stance: Stance) -> Voice | None:
    """The voice of the verb at words `[first, last)`; None where it names no speaker."""
    return _reporting(line, (first, last), stance)


def voice_between(line: Line, first: int, verb: int, stance: Stance) -> Voice | None:
    """The voice whose words begin at word `first`, of something said before; None where nobody is named."""
    last = _phrase_end(line, first)
    speaker = _speaker(line, first, last) if last > first else None
    if speaker is None:
        return None
    return Voice(*_trim(line, first, last), verb, *speaker, stance, 0, 0, back=True)


def _inside(voices: list[Voice], i: int) -> bool:
    return any(voice.verb <= i < voice.last for voice in voices)


def _according(line: Line, a: int, b: int) -> Voice | None:
    if line.language == "id" and line.words[b - 1].low.endswith("nya"):  # *menurutnya, Rusia …*: not Russia says so
        return None
    last = _phrase_end(line, b)
    if last <= b:
        return None
    speaker = _speaker(line, b, last) or _unknown_name(line, b)
    if speaker is None:
        return None
    who, kind = speaker
    leading = a == 0 or "," in line.gap(last) if last < len(line.words) else False
    scope = (last, len(line.words)) if leading and a <= 2 else (0, len(line.words))
    return Voice(*_trim(line, b, last), a, who, kind, Stance.ASSERTS, *scope)


def _unknown_name(line: Line, i: int) -> tuple[tuple[str, ...], VoiceKind] | None:
    """A voice with a name that no pack knows: *menurut Observatorium …*."""
    word = line.words[i]
    return ((), VoiceKind.OTHER) if line.reading.document.text[word.start].isupper() else None


def _phrase_end(line: Line, i: int) -> int:
    """End of the speaker's phrase that begins at word `i`: a comma outside a name, a mark, or a verb."""
    k = i
    while k < min(len(line.words), i + SPEAKER_REACH):
        group = line.group_at(k)
        outside = group is None or k == group.first
        if k > i and outside and ("," in line.gap(k) or _CLOSES.search(line.gap(k))):
            return k
        verb = k > i and line.is_verb(k) and not line.has("relative", k - 1)
        if verb and not any(line.has(f"speaker:{kind}", k) for kind in _KINDS):
            return k
        k += 1
    return k


def _reporting(line: Line, verb: tuple[int, int], stance: Stance) -> Voice | None:
    a, b = verb
    passive = line.words[a].low.startswith("di") and line.language == "id"
    if passive:
        return _passive_report(line, verb, stance)
    closing = _speaker_behind(line, a, b) if stance is Stance.ASSERTS and "," in line.gap(a) else None
    if closing is not None and closing.last >= len(line.words):  # *the report was false, said the spokeswoman.*
        return closing
    first = _phrase_start(line, a)
    first = _behind_leading(line, first, a)
    first, last = _behind_aside(line, first, a)
    speaker = _speaker(line, first, last) if first < last else None
    phrase = subject_phrase(line, a)
    if phrase is not None and phrase[1] <= a and (speaker is None or phrase[0] < first < phrase[1]):
        first, last = phrase
        speaker = _speaker(line, first, last) or speaker
    office = _office_start(line, first, last)
    if office < first:
        first, speaker = office, _speaker(line, office, last)
    if speaker is not None:
        scope = (b, len(line.words)) if _has_content(line, b) else (0, first)
        back = stance is not Stance.ASSERTS and _refers_back(line, b)
        return Voice(*_trim(line, first, last), a, *speaker, stance, *scope, back)
    return _speaker_behind(line, a, b) if stance is Stance.ASSERTS else None


def _behind_leading(line: Line, first: int, last: int) -> int:
    """*Menurut Reuters, Turki menyatakan*: the party behind the comma speaks, the source only passes it on."""
    if line.cue_ending("according", first) != 0:
        return first
    later = (g.first for g in line.groups if first < g.first < last and "," in line.gap(g.first))
    return next(later, first)


def _behind_aside(line: Line, first: int, last: int) -> tuple[int, int]:
    """*Korea Selatan, mengutip sumber …, melaporkan*: the party before the aside speaks, not the aside."""
    citing = next((a for a, b in line.cues["according"] if b == first), None)
    first = first if citing is None else citing
    aside = (
        first < last
        and first > 0
        and (line.is_verb(first) or line.has("preposition", first) or line.has("according", first))
    )
    before = line.group_at(first - 1) if aside else None
    if before is None or "," not in line.gap(first):
        return first, last
    return before.first, before.last


def _has_content(line: Line, b: int) -> bool:
    """Whether more than a time or place follows the reporting verb."""
    rest = len(line.words) - b
    return rest > 3 or (rest > 0 and line.groups != () and line.groups[-1].first >= b)


def _passive_report(line: Line, verb: tuple[int, int], stance: Stance) -> Voice | None:
    a, b = verb
    start = b + 1 if b < len(line.words) and line.has("by", b) else b
    last = _phrase_end(line, start)
    speaker = _speaker(line, start, last) if start < last else None
    if speaker is None:
        return None
    return Voice(*_trim(line, start, last), a, *speaker, stance, 0, a, stance is not Stance.ASSERTS)


def _speaker_behind(line: Line, a: int, b: int) -> Voice | None:
    """*…, kata Kim* and *…, said Kim*: the speaker follows, the words before are what was said."""
    if a == 0 or not re.search(r"[,”\"’']", line.gap(a)):
        return None
    last = _holder_end(line, b, _phrase_end(line, b))
    speaker = _speaker(line, b, last) if b < last else None
    if speaker is None:
        return None
    return Voice(*_trim(line, b, last), a, *speaker, Stance.ASSERTS, 0, a)


def _office_start(line: Line, first: int, last: int) -> int:
    """Start of the office that stands before the speaker's name: *Mantan duta besar, Budi Santoso, menilai*."""
    person = person_in(line, first, last)
    if person is None or person[0] != first or first == 0 or line.gap(first).strip() != ",":
        return first
    start = _phrase_start(line, first)
    office = any(line.cue_in(f"speaker:{kind}", start, first) is not None for kind in _KINDS)
    verbs = any(line.is_verb(k) for k in range(start, first))
    return start if office and not verbs and line.cue_ending("according", start) is None else first


def _holder_end(line: Line, first: int, last: int) -> int:
    """End of a speaker's words by the person in them.

    *kata Ario dalam pertemuan media* ends with the name; *kata anggota komisi, Budi Santoso* goes on to it.
    """
    person = person_in(line, first, last)
    if person is not None:
        return person[1] if not continues(line, person[1]) else last
    if not first < last < len(line.words) or line.gap(last).strip() != ",":
        return last
    behind = person_in(line, last, min(len(line.words), last + SPEAKER_REACH))
    return behind[1] if behind is not None and behind[0] == last else last


def _phrase_start(line: Line, a: int) -> int:
    """First word of the speaker's phrase before the reporting verb; `a` itself where a quotation ends before it."""
    if re.search(r"[”\"»]", line.gap(a)):
        return a
    k = a
    while k > 0 and a - k < SPEAKER_REACH:
        group = line.group_at(k - 1)
        if group is not None:
            if group.first < k - 1 or group.last >= k:
                k = group.first
            if _mark_before(line, k):
                break
            continue
        if _mark_before(line, k) and k < a:
            break
        stops = any(line.has(name, k - 1) for name in ("complementizer", "subordinator", "according"))
        if stops or (line.has("reporting", k - 1) and k < a):
            break
        k -= 1
    while k < a and (line.has("auxiliary", k) or line.has("conjunction", k)):
        k += 1
    return k


def _mark_before(line: Line, k: int) -> bool:
    if k == 0:
        return True
    gap = line.gap(k)
    if _CLOSES.search(gap):
        return True
    return "," in gap and line.group_at(k) is None


def _refers_back(line: Line, b: int) -> bool:
    """*membantah klaim itu*, *denied it*: what is denied was said before, not behind the verb."""
    if len(line.words) - b <= 2:
        return True
    near = range(b, min(len(line.words), b + 4))
    return any(line.has("claim_word", k) for k in near) and any(line.has("demonstrative", k) for k in near)


def _trim(line: Line, first: int, last: int) -> tuple[int, int]:
    """The words of a speaker's phrase that name the speaker: without *dua tahun lalu*, *had earlier*."""
    marks = [(g.first, g.last) for g in line.groups if first <= g.first < last and g.last <= last]
    marks += [(a, b) for kind in _KINDS for a, b in line.cues[f"speaker:{kind}"] if first <= a and b <= last]
    name = name_in(line, first, last)
    marks += [name] if name is not None else []
    if not marks:
        return first, last
    start, end = min(a for a, _ in marks), max(b for _, b in marks)
    while start > first and line.words[start - 1].low in _QUANTIFIERS:
        start -= 1
    return start, end


def _speaker(line: Line, first: int, last: int) -> tuple[tuple[str, ...], VoiceKind] | None:
    """Whose words `[first, last)` name as a speaker, and of which kind; None when they name nobody."""
    groups = [group for group in line.groups if first <= group.first < last]
    subject = next((group for group in groups if not roles_before(line, group)), None) or (
        groups[0] if groups else None
    )
    kind = _kind_in(line, first, last)
    if subject is None and kind is None:
        return ((), VoiceKind.OTHER) if name_in(line, first, last) is not None else None
    who = subject.actors if subject is not None else ()
    if kind in ("anonymous", "analyst") and not _names_a_body(subject):
        who = ()
    return who, _voice_kind(kind, subject)


def _kind_in(line: Line, first: int, last: int) -> str | None:
    """The kind of speaker that the words tell; of *bekas diplomat dan perwira intelijen* what stands first."""
    places = {kind: line.cue_in(f"speaker:{kind}", first, last) for kind in _KINDS}
    found = {kind: place for kind, place in places.items() if place is not None}
    kind = next(iter(found), None)
    return "analyst" if kind == "intelligence" and "analyst" in found and found["analyst"] < found[kind] else kind


def _names_a_body(group: Group | None) -> bool:
    """Whether the speaker is an organisation or medium itself, not a state that only describes the speaker."""
    return group is not None and any(":" in mention.actor for mention in group.mentions)


def _voice_kind(kind: str | None, group: Group | None) -> VoiceKind:
    prefixes = (
        {mention.actor.partition(":")[0] for mention in group.mentions if ":" in mention.actor} if group else set()
    )
    if "MED" in prefixes:
        return VoiceKind.AGENCY if kind in (None, "agency") else VoiceKind(kind)
    if kind is not None and not (kind == "official" and group is not None):
        return VoiceKind(kind)
    if "IGO" in prefixes:
        return VoiceKind.IGO
    return VoiceKind.GOVERNMENT if group is not None else VoiceKind.OFFICIAL
