"""What PLOVER and CAMEO call an act: types, modes, contexts and codes, from `data/coding`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources.abc import Traversable

import msgspec

from neraca.errors import NeracaError, fail
from neraca.packs.events import load_events
from neraca.packs.files import data_folder, read_toml
from neraca.packs.items import load_items
from neraca.text.stems import stem
from neraca.text.words import word_ranges

MODES, CONTEXTS, CAMEO = "modes.toml", "contexts.toml", "cameo.toml"

Phrase = tuple[str, ...]


class Quad(StrEnum):
    """The four classes into which PLOVER's types fall."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


class ModeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mode as its file gives it.

    Attributes:
        score: PLOVER's, from -10 to +10; None where the manual prints none: the type's counts.
        items: Item classes that give the mode where no words do.
        parties: Beginnings of ids of parties that give it where no words do.
        excluded: Words with which the text does not mean this mode (`not` in the file).
        planned_mode: What the mode is called in the type that the announced act becomes.
    """

    name: str
    name_id: str
    name_en: str
    id: tuple[str, ...]
    en: tuple[str, ...]
    score: float | None = None
    items: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    excluded: tuple[str, ...] = msgspec.field(default=(), name="not")
    planned_mode: str = ""


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER type: its class, what it is coded as when announced or wanted, and its modes."""

    event: str
    quad: Quad
    planned: str
    urged: str
    planned_mode: str = ""
    urged_mode: str = ""
    mode: tuple[ModeRow, ...] = ()


class ContextRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A context as its file gives it; `excluded` is `not` in the file."""

    name: str
    name_id: str
    name_en: str
    id: tuple[str, ...]
    en: tuple[str, ...]
    items: tuple[str, ...] = ()
    excluded: tuple[str, ...] = msgspec.field(default=(), name="not")


class CodeRow(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A CAMEO code with its Goldstein value and names."""

    code: str
    goldstein: float
    name_id: str
    name_en: str


class RuleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a code is chosen.

    Attributes:
        event: Type as it is coded.
        act: Type of the act itself, before its stage was looked at; any where empty.
        mode: One of these: of the act where `act` is given, else of `event`.
        context: One of these, or one of the words.
        id: Indonesian words.
        en: English words.
    """

    event: str
    code: str
    act: str = ""
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @property
    def general(self) -> bool:
        """It asks for nothing but the type."""
        return not (self.act or self.mode or self.context or self.id or self.en)


class DemandRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make a demand of a request, and the beginnings of codes that are exchanged (`from` in the file)."""

    old: str = msgspec.field(name="from")
    new: str = msgspec.field(name="to")
    id: tuple[str, ...]
    en: tuple[str, ...]


class _ModesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    type: tuple[TypeRow, ...]


class _ContextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    context: tuple[ContextRow, ...]


class _CameoFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: tuple[CodeRow, ...]
    demand: DemandRow
    rule: tuple[RuleRow, ...]


class Words(msgspec.Struct, frozen=True):
    """Phrases by language, each as keys of its words: a stem, or `=form` for one form only."""

    phrases: Mapping[str, tuple[Phrase, ...]]

    def of(self, language: str) -> tuple[Phrase, ...]:
        """The language's phrases; none for a language without a pack."""
        return self.phrases.get(language, ())


class Mode(msgspec.Struct, frozen=True):
    """A mode with its words."""

    row: ModeRow
    words: Words
    excluded: Words


class Context(msgspec.Struct, frozen=True):
    """A context with its words."""

    row: ContextRow
    words: Words
    excluded: Words


class Rule(msgspec.Struct, frozen=True):
    """A rule with its words."""

    row: RuleRow
    words: Words


class CodingBook(msgspec.Struct, frozen=True):
    """Everything that coding needs.

    Attributes:
        types: By type.
        scores: PLOVER's score of each type.
        modes: Modes by type, in file order.
        contexts: In file order.
        rules: By the type as it is coded, special before general.
        codes: CAMEO codes.
        demand: What makes a demand of a request.
        demand_words: Its words.
    """

    types: Mapping[str, TypeRow]
    scores: Mapping[str, float]
    modes: Mapping[str, tuple[Mode, ...]]
    contexts: tuple[Context, ...]
    rules: Mapping[str, tuple[Rule, ...]]
    codes: Mapping[str, CodeRow]
    demand: DemandRow
    demand_words: Words

    def mode(self, event: str, name: str) -> Mode | None:
        """A type's mode by its name."""
        return next((mode for mode in self.modes[event] if mode.row.name == name), None)


@lru_cache(maxsize=1)
def load_coding() -> CodingBook:
    """Read `data/coding`, once in a process.

    Raises:
        NeracaError: N201 for a broken file or one that names what is not there, N202 for a name given twice.
    """
    return read_coding(data_folder() / "coding")


def read_coding(folder: Traversable) -> CodingBook:
    """Read the three files of a folder.

    Raises:
        NeracaError: N201 for a broken file or one that names what is not there, N202 for a name given twice.
    """
    types = read_toml(folder / MODES, _ModesFile).type
    contexts = read_toml(folder / CONTEXTS, _ContextsFile).context
    cameo = read_toml(folder / CAMEO, _CameoFile)
    _check_types(types)
    _once((row.name for row in contexts), CONTEXTS)
    _known((name for row in contexts for name in row.items), load_items().classes(), CONTEXTS)
    _check_codes(cameo, types, frozenset(row.name for row in contexts))
    return CodingBook(
        types={row.event: row for row in types},
        scores={name: kind.score for name, kind in load_events().types.items()},
        modes={row.event: tuple(_mode(mode) for mode in row.mode) for row in types},
        contexts=tuple(
            Context(row=row, words=_words(row.id, row.en), excluded=_words(row.excluded, row.excluded))
            for row in contexts
        ),
        rules={
            row.event: tuple(
                Rule(row=rule, words=_words(rule.id, rule.en)) for rule in cameo.rule if rule.event == row.event
            )
            for row in types
        },
        codes={row.code: row for row in cameo.codes},
        demand=cameo.demand,
        demand_words=_words(cameo.demand.id, cameo.demand.en),
    )


def word_keys(word: str, language: str) -> tuple[str, str]:
    """The two keys under which a word of a text is looked up: its stem, and `=form`."""
    return stem(word, language), f"={word.casefold()}"


def _mode(row: ModeRow) -> Mode:
    return Mode(row=row, words=_words(row.id, row.en), excluded=_words(row.excluded, row.excluded))


def _words(indonesian: tuple[str, ...], english: tuple[str, ...]) -> Words:
    return Words({"id": _phrases(indonesian, "id"), "en": _phrases(english, "en")})


def _phrases(texts: tuple[str, ...], language: str) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(_phrase(text, language) for text in texts))


def _phrase(text: str, language: str) -> Phrase:
    exact = text.startswith("=")
    words = (text[start:end] for start, end in word_ranges(text))
    return tuple(word_keys(word, language)[exact] for word in words)


def _check_types(types: tuple[TypeRow, ...]) -> None:
    _once((row.event for row in types), MODES)
    known = load_events().types
    _known((row.event for row in types), known, MODES)
    missing = sorted(known.keys() - {row.event for row in types})
    if missing:
        raise _broken(MODES, f"there is no row for {', '.join(missing)}")
    modes = {row.event: {mode.name for mode in row.mode} for row in types}
    classes = load_items().classes()
    for row in types:
        _once((f"{row.event} {mode.name}" for mode in row.mode), MODES)
        _known((row.planned, row.urged), known, MODES)
        _known((name for mode in row.mode for name in mode.items), classes, MODES)
        planned = (row.planned_mode, *(mode.planned_mode for mode in row.mode))
        _known((name for name in planned if name), modes[row.planned], MODES)
        _known((name for name in (row.urged_mode,) if name), modes[row.urged], MODES)


def _check_codes(cameo: _CameoFile, types: tuple[TypeRow, ...], contexts: frozenset[str]) -> None:
    _once((row.code for row in cameo.codes), CAMEO)
    codes = {row.code for row in cameo.codes}
    modes = {row.event: {mode.name for mode in row.mode} for row in types}
    old, new = cameo.demand.old, cameo.demand.new
    for rule in cameo.rule:
        _known((rule.event, rule.act or rule.event), modes, CAMEO)
        _known(rule.mode, modes[rule.act or rule.event], CAMEO)
        _known(rule.context, contexts, CAMEO)
        changed = (new + rule.code.removeprefix(old),) if rule.code.startswith(old) else ()
        _known((rule.code, *changed), codes, CAMEO)
    for event in modes:
        rules = [rule for rule in cameo.rule if rule.event == event]
        if [rule.general for rule in rules] != [False] * (len(rules) - 1) + [True]:
            raise _broken(CAMEO, f"the rules of {event} must end with its only rule without conditions")


def _once(names: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise fail("N202", where=where, name=name)
        seen.add(name)


def _known(names: Iterable[str], known: Iterable[str], where: str) -> None:
    wanted = frozenset(known)
    for name in names:
        if name not in wanted:
            raise _broken(where, f"{name!r} is not defined")


def _broken(where: str, detail: str) -> NeracaError:
    return fail("N201", where=where, detail=detail)
