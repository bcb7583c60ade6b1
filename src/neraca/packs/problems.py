"""What went wrong, in the reader's language: errors, and issues that were kept when they happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from neraca.errors import CATALOGUE, NeracaError
from neraca.packs.said import DETAILS, KEPT
from neraca.packs.words import Words

_BRACE = re.compile(r"\{([a-z_]+)\}")
_FILLING = {"count": "[0-9.,]+"}
# What people wrote and what files are called stays as it is.
_TOLD = frozenset(("detail", "known", "most", "limit", "n", "value", "wanted"))
_KINDS = {kind.code: kind for kind in CATALOGUE}


class Problem(Protocol):
    """An error, or an issue that keeps an error's sentences."""

    @property
    def code(self) -> str:
        """A key of the catalogue, or a kind of issue."""

    @property
    def message(self) -> str:
        """What happened."""

    @property
    def why(self) -> str:
        """The reason."""

    @property
    def fix(self) -> str:
        """The way out."""


class Told(NamedTuple):
    """A problem's three sentences in one language."""

    message: str
    why: str
    fix: str


def tell_problem(problem: Problem, words: Words) -> Told:
    """A problem's sentences in the language of `words`; as they are where that language does not have them."""
    said = (problem.message, problem.why, problem.fix)
    kind = _KINDS.get(problem.code)
    if kind is None:
        return Told(*(tell_again(text, KEPT, words) for text in said))
    templates = (kind.message, kind.why, kind.fix)
    found = dict(problem.values) if isinstance(problem, NeracaError) else _values(templates, said)
    values = {name: tell_again(value, DETAILS, words) if name in _TOLD else value for name, value in found.items()}
    if "option" in values:  # an argument goes by the word that the help has for it
        values["option"] = words.gloss("metavar", values["option"])
    return Told(*(_say(template, text, values, words) for template, text in zip(templates, said, strict=True)))


def tell_whole(error: NeracaError, words: Words) -> str:
    """An error's whole report in the language of `words`: code, place, and its three sentences in lines."""
    told = tell_problem(error, words)
    place = f" ({error.where})" if error.where else ""
    why, fix = words.say("problem.why"), words.say("problem.fix")
    return f"[{error.code}] {told.message}{place}\n  {why}: {told.why}\n  {fix}: {told.fix}"


def tell_again(said: str, templates: Iterable[str], words: Words, *, kind: str = "error") -> str:
    """An English sentence, made of one of the templates, in the language of `words`; what fills it likewise.

    The sentence itself where it is of none of them, or the language lacks it.
    """
    for template in templates:
        found = _pattern(template).fullmatch(said)
        gloss = words.gloss(kind, template)
        if found is not None and gloss != template:
            values = {name: tell_again(value, templates, words, kind=kind) for name, value in found.groupdict().items()}
            return gloss.format_map(values)
    return said


def _say(template: str, said: str, values: Mapping[str, str], words: Words) -> str:
    if _pattern(template).fullmatch(said) is None:
        return tell_again(said, KEPT, words)
    gloss = words.gloss("error", template)
    if gloss == template or not set(_BRACE.findall(gloss)) <= values.keys():
        return said
    return gloss.format_map(values)


def _values(templates: Iterable[str], said: Iterable[str]) -> dict[str, str]:
    """What filled the braces of the catalogue's sentences, read back from the sentences."""
    found: dict[str, str] = {}
    for template, text in zip(templates, said, strict=True):
        match = _pattern(template).fullmatch(text)
        if match is not None:
            found |= match.groupdict()
    return found


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    parts = _BRACE.split(template)
    known: set[str] = set()
    pattern = re.escape(parts[0])
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        pattern += f"(?P={name})" if name in known else f"(?P<{name}>{_FILLING.get(name, '.*?')})"
        pattern += re.escape(rest)
        known.add(name)
    return re.compile(pattern, re.DOTALL)
