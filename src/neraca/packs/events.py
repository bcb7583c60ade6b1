"""PLOVER event types and the words that name their acts, from `data/events`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.text.morphology import english_forms, indonesian_forms

EXAMPLES = "examples.toml"


class Voice(StrEnum):
    """Grammatical shape in which a word names the act."""

    ACTIVE = "active"
    PASSIVE = "passive"
    BARE = "bare"
    PARTICIPLE = "participle"
    NOUN = "noun"


class TriggerRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act and its words in one language.

    Attributes:
        verb: Root (Indonesian) or `base:past:participle` (English, irregular parts only).
        suffix: Suffixes that the Indonesian root takes.
        noun: Nouns and noun phrases of the act.
        also: Further active forms.
        passive_also: Further passive forms.
        phrase: Verb phrases that name the act as a whole.
        frame: Where its parties stand (see `extract.roles`).
        needs: `item`, `item:CLASS,…`, `two` (parties), `sides` (doer and target), `aim` (a target or a plan),
            `quantity` or `quantity:UNIT`, `coming` (planned, predicted or under a condition), `arriving` (an item is
            its subject), `weapon` (named in the sentence, with a target): without it the words are not this act.
        noun_needs: The same, for its nouns only.
        verb_needs: The same, for its verbs only.
        needs_word: One of these must follow in the clause.
        not_after: None of these may follow at once.
        not_before: None of these may stand just before.
        item: Class that the act itself gives, where no item is named.
        noun_stage: Stage of its nouns where nothing else decides.
        verb_stage: Stage of its verbs where only a sign of the past decides (*pledged*).
        yields: Leaves the claim to another act in its scope.
        noun_object: The bare party behind its noun suffers it (*pengusiran diplomat Iran*).
        strong: Holds with a single party.
        with_target: The event type that it becomes when it is aimed at another party (*menembakkan rudal ke X*).
        counts: What befell the persons that a number of it counts: `killed`, `wounded`, `casualties` (killed and
            wounded) or `lost` (either, missing or captured).
        swallows: The act right behind it is what is threatened, refused or forbidden, and no claim.
    """

    frame: str
    verb: str | tuple[str, ...] = ()
    suffix: tuple[str, ...] = ("",)
    noun: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    passive_also: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    needs: str = ""
    noun_needs: str = ""
    verb_needs: str = ""
    needs_word: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    item: str = ""
    noun_stage: str = "occurred"
    verb_stage: str = "occurred"
    yields: bool = False
    strong: bool = False
    noun_object: bool = False
    with_target: str = ""
    counts: str = ""
    swallows: bool = False


class EventFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event type as its file gives it; `score` is PLOVER's, from -10 (conflict) to +10 (cooperation).

    `within` types a state may do to its own people or parts (*police*, *protesters*); others take two states.
    """

    event: str
    name_id: str
    name_en: str
    definition_id: str
    definition_en: str
    score: float
    verbal: bool = False
    mutual: bool = False
    within: bool = False
    id: tuple[TriggerRow, ...] = ()
    en: tuple[TriggerRow, ...] = ()


class TriggerForm(msgspec.Struct, frozen=True):
    """A form that names an act: its words, shape, row and event type."""

    words: tuple[str, ...]
    voice: Voice
    event: str
    row: TriggerRow


class EventBook(msgspec.Struct, frozen=True):
    """All event types, and the trigger forms of each language by their first word, longest first."""

    types: dict[str, EventFile]
    forms: dict[str, dict[str, tuple[TriggerForm, ...]]]

    def name(self, event: str, language: str) -> str:
        """What people call an event type; the type itself where it is unknown."""
        row = self.types.get(event)
        if row is None:
            return event
        return row.name_id if language == "id" else row.name_en


@lru_cache(maxsize=1)
def load_events() -> EventBook:
    """Read every file of `data/events`.

    Raises:
        NeracaError: N201 for a broken file, N202 for a type defined twice.
    """
    types: dict[str, EventFile] = {}
    for file in folder_files(data_folder() / "events", ".toml"):
        if file.name == EXAMPLES:
            continue
        kind = read_toml(file, EventFile)
        if kind.event in types:
            raise fail("N202", where=file.name, name=kind.event)
        types[kind.event] = kind
    return EventBook(types=types, forms={code: _index(types, code) for code in ("id", "en")})


def _index(types: dict[str, EventFile], code: str) -> dict[str, tuple[TriggerForm, ...]]:
    index: dict[str, list[TriggerForm]] = {}
    for event, kind in types.items():
        for row in kind.id if code == "id" else kind.en:
            for words, voice in _forms(row, code):
                index.setdefault(words[0], []).append(TriggerForm(words=words, voice=voice, event=event, row=row))
    return {first: tuple(sorted(forms, key=_longest_first)) for first, forms in index.items()}


def _longest_first(form: TriggerForm) -> tuple[int, bool, str, bool, str]:
    return (-len(form.words), not form.row.needs_word, form.event, form.voice is not Voice.NOUN, form.voice)


def _forms(row: TriggerRow, code: str) -> tuple[tuple[tuple[str, ...], Voice], ...]:
    """Every form of a row, each once, as lower-case words."""
    found: dict[tuple[tuple[str, ...], bool], Voice] = {}

    def put(text: str, voice: Voice) -> None:
        # English "attack" is a noun and a verb: both stay, and the sentence decides.
        found.setdefault((tuple(text.casefold().split()), voice is Voice.NOUN), voice)

    for noun in row.noun:
        put(noun, Voice.NOUN)
    for form in row.also:
        put(form, Voice.ACTIVE)
    for form in row.passive_also:
        put(form, Voice.PASSIVE)
    for phrase in row.phrase:
        put(phrase, _phrase_voice(phrase, code))
    for verb in (row.verb,) if isinstance(row.verb, str) else row.verb:
        for text, voice in _verb_forms(verb, row, code):
            put(text, voice)
    return tuple((words, voice) for (words, _), voice in found.items())


def _verb_forms(verb: str, row: TriggerRow, code: str) -> tuple[tuple[str, Voice], ...]:
    if code == "id":
        forms = indonesian_forms(verb, row.suffix)
        shapes = ((forms["active"], Voice.ACTIVE), (forms["passive"], Voice.PASSIVE), (forms["bare"], Voice.BARE))
    else:
        english = english_forms(verb)
        shapes = ((english["active"], Voice.ACTIVE), (english["participle"], Voice.PARTICIPLE), ((), Voice.BARE))
    return tuple((text, voice) for texts, voice in shapes for text in texts)


def _phrase_voice(phrase: str, code: str) -> Voice:
    """Verb phrases are active; an Indonesian one that starts with a bare root is a headline's verb."""
    if code == "en" or re.match(r"(me|ber|di|ter|tidak|tak|akan|siap|enggan|duduk|tiba|turun|minta)", phrase):
        return Voice.ACTIVE
    return Voice.BARE
