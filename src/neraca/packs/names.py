"""Words of names: how they are cut, folded and compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from neraca.text.words import word_ranges

_POSSESSIVES = ("'s", "’s", "'S", "’S")
_LONGEST_ACRONYM = 4


class Atom(NamedTuple):
    """A word, or a part of a hyphenated word, without a possessive ending.

    `key` is its folded form; `joined` says that a hyphen ties it to the atom before.
    """

    start: int
    end: int
    text: str
    key: str
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Folding:
    """How spellings are made equal: case, accents, and the equal spellings of persons.toml."""

    words: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]

    @staticmethod
    def of(words: Iterable[Sequence[str]], endings: Iterable[Sequence[str]]) -> Folding:
        """Each row lists equal spellings; the first stands for all."""
        return Folding(
            words={other: row[0] for row in words for other in row[1:]},
            endings=tuple(
                sorted(((other, row[0]) for row in endings for other in row[1:]), key=lambda pair: -len(pair[0]))
            ),
        )

    def key(self, word: str) -> str:
        """The folded form of a word."""
        folded = word.casefold()
        if not folded.isascii():
            folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
            folded = folded.replace("’", "'").replace("ı", "i")
        known = self.words.get(folded)
        if known is not None:
            return known
        if len(folded) > 5 and folded[-1] in "yij":
            for ending, same in self.endings:
                if folded.endswith(ending):
                    return folded[: -len(ending)] + same
        return folded

    def joined(self, words: str) -> str:
        """The folded forms of all words, with spaces between them."""
        return " ".join(atom.key for atom in atoms_of(words, word_ranges(words), folding=self))


class Pattern(NamedTuple):
    """A name to look for: folded words, the words as written, and the marks between them.

    `shapes` says how a word must be written in a text: `a` in any case, `A` with a capital, `=` exactly so.
    """

    keys: tuple[str, ...]
    words: tuple[str, ...]
    shapes: str
    gaps: tuple[str, ...]


def atoms_of(text: str, ranges: Iterable[tuple[int, int]], *, folding: Folding) -> tuple[Atom, ...]:
    """The words at these ranges, cut at hyphens; offsets count in the whole text."""
    atoms: list[Atom] = []
    for start, end in ranges:
        word = text[start:end]
        if "-" not in word:
            atoms.append(_atom(word, start, joined=False, folding=folding))
            continue
        at = start
        for part in word.split("-"):
            if part:
                atoms.append(_atom(part, at, joined=at > start, folding=folding))
            at += len(part) + 1
    return tuple(atoms)


def _atom(word: str, start: int, *, joined: bool, folding: Folding) -> Atom:
    if word.endswith(_POSSESSIVES) and len(word) > 2:
        word = word[:-2]
    return Atom(start, start + len(word), word, folding.key(word), joined)


def gap_marks(between: str) -> str:
    """What stands between two words, but for spaces and a hyphen; a dash with spaces stays, apostrophes are one."""
    return "" if between == "-" else between.strip().replace("’", "'")


def pattern_of(words: str, folding: Folding) -> Pattern:
    """The pattern of a name as a data file writes it."""
    atoms = atoms_of(words, word_ranges(words), folding=folding)
    gaps = tuple(gap_marks(words[a.end : b.start]) for a, b in pairwise(atoms))
    return Pattern(tuple(a.key for a in atoms), tuple(a.text for a in atoms), "".join(map(_shape, atoms)), gaps)


def _shape(atom: Atom) -> str:
    letters = [c for c in atom.text if c.isalpha()]
    if atom.text.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM:
        return "="
    return "A" if atom.text[0].isupper() else "a"


def stands_at(pattern: Pattern, atoms: Sequence[Atom], at: int, *, text: str) -> bool:
    """Whether the pattern's words stand at `atoms[at]`."""
    end = at + len(pattern.keys)
    if end > len(atoms):
        return False
    for i, key in enumerate(pattern.keys):
        atom = atoms[at + i]
        if atom.key != key:
            return False
        shape = pattern.shapes[i]
        if shape == "=" and atom.text != pattern.words[i]:
            return False
        if shape == "A" and not atom.text[0].isupper() and not (i and atom.joined):
            return False
    return all(
        gap_marks(text[atoms[at + i].end : atoms[at + i + 1].start]) == gap for i, gap in enumerate(pattern.gaps)
    )
