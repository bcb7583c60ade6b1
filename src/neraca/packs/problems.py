"""What went wrong, in the reader's language: errors, and issues that were kept when they happened."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Protocol

from neraca.errors import CATALOGUE, NeracaError
from neraca.packs.words import Words

_BRACE = re.compile(r"\{([a-z_]+)\}")
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
    kind = _KINDS.get(problem.code)
    if kind is None:
        return Told(*(words.gloss("error", text) for text in (problem.message, problem.why, problem.fix)))
    values = dict(problem.values) if isinstance(problem, NeracaError) else _values(problem)
    pairs = ((kind.message, problem.message), (kind.why, problem.why), (kind.fix, problem.fix))
    return Told(*(_say(template, said, values, words) for template, said in pairs))


def _say(template: str, said: str, values: dict[str, str], words: Words) -> str:
    gloss = words.gloss("error", template)
    if gloss == template or not set(_BRACE.findall(gloss)) <= values.keys():
        return said
    return gloss.format_map(values)


def _values(problem: Problem) -> dict[str, str]:
    """What filled the braces of the catalogue's sentences, read back from the sentences."""
    kind = _KINDS[problem.code]
    found: dict[str, str] = {}
    for template, said in ((kind.message, problem.message), (kind.why, problem.why), (kind.fix, problem.fix)):
        match = _pattern(template).fullmatch(said)
        if match is not None:
            found |= match.groupdict()
    return found


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    parts = _BRACE.split(template)
    known: set[str] = set()
    pattern = re.escape(parts[0])
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        pattern += f"(?P={name})" if name in known else f"(?P<{name}>.*?)"
        pattern += re.escape(rest)
        known.add(name)
    return re.compile(pattern, re.DOTALL)
