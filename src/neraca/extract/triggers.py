"""Words that name an act: which event type, in which grammatical shape, carried by which light verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from neraca.extract.line import Line, same_words
from neraca.packs.events import EventBook, TriggerForm, TriggerRow, Voice
from neraca.records import Act, MentionForm

LIGHT_REACH = 4
WORD_REACH = 14
_SPOKEN = frozenset(("SUPPORT", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "REQUEST", "AGREE"))
_SUBJECTS = frozenset(("i", "we", "they", "he", "she", "it", "who"))
_GOT = frozenset(("AID", "SUPPORT"))
_IN_LIST = frozenset(("conj", "nmod", "amod", "compound", "flat", "appos"))
_DETERMINERS = frozenset(("a", "an", "the", "its", "his", "her", "their", "our", "this", "that", "any", "no", "new"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act named by words `[first, last)` of a line.

    `light` is the first word of a light verb that carries a noun, `light_kind` how (`give`, `passive`, `get`);
    `others` are further readings of the same words, for when this one lacks what it needs; `act` is what the trained
    reader sees there.
    """

    first: int
    last: int
    event: str
    voice: Voice
    row: TriggerRow
    light: int | None = None
    light_kind: str = ""
    others: tuple[Trigger, ...] = ()
    act: Act | None = None

    @property
    def verb(self) -> int:
        """The word whose subject does the act."""
        return self.first if self.light is None else self.light


def find_triggers(line: Line, book: EventBook) -> tuple[Trigger, ...]:
    """All acts named in a line, in order; a noun takes its light verb along."""
    forms = book.forms.get(line.language, {})
    found: list[Trigger] = []
    i = 0
    while i < len(line.words):
        trigger = _trigger_at(line, i, forms)
        if trigger is None:
            i += 1
            continue
        found.append(trigger)
        i = trigger.last
    return _without_carriers(line, found)


def _without_carriers(line: Line, found: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Each act once, where a light verb carries a noun and is listed itself.

    The noun is the act (*memberikan dukungan*), unless it is what a verb of getting gets (*menerima bantuan*) or only
    part of what it gets (*menerima landasan peluncuran satelit*).
    """
    kept = list(found)
    for noun in found:
        verb = next((t for t in found if noun.light is not None and t.first <= noun.light < t.last), None)
        if verb is None:
            continue
        gets = verb.row.frame == "receive"
        if gets and verb.event == noun.event and _is_object(line, verb, noun):
            kept = [t for t in kept if t is not noun]
        elif gets and _is_further(line, noun):
            continue
        elif gets and verb.event != noun.event and not _is_object(line, verb, noun):
            kept = [replace(t, light=None, light_kind="") if t is noun else t for t in kept]
        else:
            kept = [t for t in kept if t is not verb]
    return tuple(kept)


def _is_further(line: Line, noun: Trigger) -> bool:
    """Whether a noun is a later part of a list (*mendapat tenaga, tetapi juga dukungan*)."""
    return line.tree is not None and line.tree.relation(line.tree.at_word[noun.first]) == "conj"


def _is_object(line: Line, verb: Trigger, noun: Trigger) -> bool:
    """Whether the tree has a noun among what the verb is done to; so too where there is no tree."""
    if line.tree is None:
        return True
    tree = line.tree
    verb_token, token = tree.verb_of(verb.first), tree.at_word[noun.first if line.language == "id" else noun.last - 1]
    if tree.relation(token) == "conj" and tree.tokens[token].head == verb_token:
        return True  # a list whose parts the tree hangs on the verb
    listed = tree.relation(token) == "conj"
    while listed and tree.relation(token) in _IN_LIST:
        token = tree.tokens[token].head
    done_to = tree.tokens[token].head == verb_token and tree.relation(token) in ("obj", "nsubj", "iobj")
    return done_to or (tree.tokens[verb_token].head == token and tree.relation(verb_token) == "acl")


def _trigger_at(line: Line, i: int, forms: dict[str, tuple[TriggerForm, ...]]) -> Trigger | None:
    if line.group_at(i) is not None:
        return None
    word = line.words[i]
    found: list[Trigger] = []
    for first in dict.fromkeys((word.low, word.base)):
        for form in forms.get(first, ()):
            last = i + len(form.words)
            if same_words(line.words, i, form.words) and _fits(line, i, last, form):
                trigger = Trigger(
                    i, last, form.event, _shape(line, i, form.voice, counted=bool(form.row.counts)), form.row
                )
                found.append(_with_light_verb(line, trigger) if trigger.voice is Voice.NOUN else trigger)
    return replace(found[0], others=tuple(found[1:])) if found else None


def _fits(line: Line, first: int, last: int, form: TriggerForm) -> bool:
    row = form.row
    after = " ".join(word.low for word in line.words[last : last + 3])
    before = " ".join(word.low for word in line.words[max(0, first - 2) : first])
    if any(after == words or after.startswith(words + " ") for words in row.not_after):
        return False
    if any(before.endswith(words) for words in row.not_before):
        return False
    if row.needs_word and not _follows(line, last, row.needs_word):
        return False
    if row.frame == "arrive" and line.tree is not None and line.tree.tokens[line.tree.at_word[first]].upos != "VERB":
        return False  # *menyusul pelarangan itu*, *following the talks*
    return line.language != "en" or _fits_english(line, first, form)


def _follows(line: Line, last: int, wanted: tuple[str, ...]) -> bool:
    words = line.words[last : last + WORD_REACH]
    text = " " + " ".join(word.low for word in words) + " "
    bare = " " + " ".join(word.base for word in words) + " "
    return any(f" {phrase} " in text or f" {phrase} " in bare for phrase in wanted)


def _fits_english(line: Line, first: int, form: TriggerForm) -> bool:
    """Tell *attack* the noun from *attack* the verb by the word before."""
    if len(form.words) > 1:
        return True
    if form.voice is not Voice.NOUN:
        return not _nominal_place(line, first) or form.words[0].endswith(("ed", "ing"))
    return not _verbal_place(line, first)


def _nominal_place(line: Line, first: int) -> bool:
    """Whether a noun is expected at word `first`: behind an article, a possessive or a preposition but *to*."""
    if first == 0:
        return False
    before = line.words[first - 1]
    if before.low in _DETERMINERS or before.low.endswith("'s"):
        return True
    if before.low == "of" and line.words[first].low.endswith("ing"):
        return False
    return line.cue_ending("preposition", first) is not None and before.low != "to"


def _verbal_place(line: Line, first: int) -> bool:
    """Whether a verb is expected: behind an auxiliary, *to*, a pronoun, or a party with an object following."""
    if first == 0:
        return False
    before = line.words[first - 1]
    if line.words[first].low.endswith("ing") and (line.has("reporting", first - 1) or before.low == "of"):
        return True
    if line.has("auxiliary", first - 1):
        adjective = first > 1 and line.words[first - 2].low in _DETERMINERS and not line.has("be", first - 1)
        return before.low not in ("that", "all", "both") and not adjective
    if before.low in _SUBJECTS:
        return True
    group = line.group_at(first - 1)
    subject = group is not None and group.mentions[-1].form is not MentionForm.DEMONYM and before.low == before.base
    return subject and _object_follows(line, first + 1)


def _object_follows(line: Line, i: int) -> bool:
    if i >= len(line.words) or line.gap(i).strip():
        return False
    return line.group_at(i) is not None or line.words[i].low in _DETERMINERS


def _shape(line: Line, i: int, voice: Voice, *, counted: bool = False) -> Voice:
    """An English participle is passive behind *be* or before *by*, else active."""
    if line.language != "en" or voice not in (Voice.PARTICIPLE, Voice.ACTIVE) or not _is_past_form(line.words[i].low):
        return voice
    if counted and i > 0 and line.in_quantity(i - 1) and not _has_object(line, i + 1):
        return Voice.PASSIVE  # *more than 3,000 killed and wounded*
    if line.tree is not None and not line.words[i].low.endswith("ing"):
        token = line.tree.tokens[line.tree.at_word[i]]
        if token.relation == "acl" and "VerbForm=Part" in token.feats and not _has_object(line, i + 1):
            return Voice.PASSIVE  # *the number of soldiers sent*
    k = i - 1
    while k >= 0 and line.has("auxiliary", k) and not line.has("be", k):
        k -= 1
    behind_be = k >= 0 and line.has("be", k)
    before_by = i + 1 < len(line.words) and line.words[i + 1].low == "by"
    return Voice.PASSIVE if (behind_be or before_by) and not line.words[i].low.endswith("ing") else Voice.ACTIVE


def _has_object(line: Line, i: int) -> bool:
    """Whether an object stands at word `i`: a party, a number or an article."""
    if i >= len(line.words) or line.gap(i).strip():
        return False
    word = line.words[i].low
    return line.group_at(i) is not None or word[0].isdigit() or word in _DETERMINERS


def _is_past_form(word: str) -> bool:
    return not word.endswith("s") or word.endswith("ss")


def _with_light_verb(line: Line, trigger: Trigger) -> Trigger:
    if trigger.row.frame == "victim":  # *menderita 300 korban*: the verb is listed with its own parties
        return trigger
    for i in range(trigger.first - 1, max(-1, trigger.first - 1 - LIGHT_REACH), -1):
        if line.group_at(i) is not None or "," in line.gap(i + 1) or line.has("complementizer", i):
            break
        for kind in ("get", "passive", "give", "speech"):
            spoken = kind != "speech" or trigger.event in _SPOKEN
            if line.has(kind, i) and spoken and not (kind == "get" and _is_part(line, trigger.first, i)):
                start = next(a for a, b in line.cues[kind] if a <= i < b)
                return _carried(trigger, start, "give" if kind == "speech" else kind)
        if line.is_verb(i) or line.has("preposition", i):
            break
    return _carried_behind(line, trigger)


def _carried_behind(line: Line, trigger: Trigger) -> Trigger:
    """The noun with the verb that carries it from far before, or in the passive behind it."""
    far = _getting(line, trigger)
    if far is not None:
        return _carried(trigger, far, "get")
    for i in range(trigger.last, min(len(line.words), trigger.last + LIGHT_REACH)):
        if line.has("passive", i) and _is_subject(line, trigger, i) is not False:
            return _carried(trigger, i, "passive")
        if line.is_verb(i):
            break
    happens = [a for a, _ in line.cues["happens"] if a >= trigger.last and _is_coming(line, trigger, a)]
    near = [a for a in happens if a - happens[0] <= LIGHT_REACH]  # *dijadwalkan dimulai*, *due to be held*
    return _carried(trigger, near[-1], "passive") if near else trigger


def _is_coming(line: Line, trigger: Trigger, verb: int) -> bool:
    """Whether a noun is the subject of a verb that says that it will take place."""
    if not _is_subject(line, trigger, verb):
        return False
    near = (trigger.last, min(len(line.words), verb + 2))
    expected = any(a < trigger.first for name in ("foretell", "believed") for a, _ in line.cues[name])
    return expected or any(line.cue_in(name, *near) is not None for name in ("planned", "predicted"))


def _is_subject(line: Line, trigger: Trigger, verb: int) -> bool | None:
    """Whether the tree has a noun as the subject of the verb at a word; None where it shows no subject.

    Of *misi di bawah kesepakatan itu akan dilakukan* the mission is what is done, not the agreement.
    """
    tree = line.tree
    if tree is None:
        return None
    token = tree.subject(verb)
    if token is None:
        return None
    own = {tree.at_word[word] for word in range(trigger.first, trigger.last)}
    parts = [child for child in tree.children[token] if tree.relation(child) in ("nmod", "compound")]
    return token in own or bool(own & set(parts[:1]))  # *putaran perundingan*, *a round of talks*


def _getting(line: Line, trigger: Trigger) -> int | None:
    """The verb of getting that has a noun as a later part of its objects."""
    if trigger.event not in _GOT or not _is_further(line, trigger) or line.tree is None:
        return None
    tree = line.tree
    head = tree.tokens[tree.at_word[trigger.first]].head
    verb = tree.word_of[head if tree.tokens[head].upos == "VERB" else tree.tokens[head].head]
    return verb if 0 <= verb < trigger.first and line.has("get", verb) else None


def _is_part(line: Line, noun: int, light: int) -> bool:
    """Whether a noun only belongs to another behind the light verb (*menerima landasan peluncuran*)."""
    if line.tree is None:
        return False
    head = line.tree.tokens[line.tree.at_word[noun]].head
    return head >= 0 and light < line.tree.word_of[head] < noun


def _carried(trigger: Trigger, light: int, kind: str) -> Trigger:
    return replace(trigger, light=light, light_kind=kind)
