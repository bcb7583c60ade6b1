"""Looking up names and titles at a place in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from neraca.packs.actors import ActorBook, Name, Title
from neraca.packs.names import Atom, gap_marks, stands_at
from neraca.records import Document, MentionForm

_TITLE_CASE_SHARE = 0.6
_CLOSED_TITLE_CASE_SHARE = 0.9
_LONGEST_ABBREVIATION = 10
_MOST_NAME_WORDS = 5
_LONGEST_TITLE = 3


class Party(NamedTuple):
    """A name that was found: which actor it stands for and the atom behind it; actor "" stands for none.

    `alone` marks a surname that stands for a person by itself.
    """

    actor: str
    form: MentionForm
    person: str
    after: int
    alone: bool = False


class Introduction(NamedTuple):
    """A full name somewhere in the document."""

    at: int
    actor: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clause:
    """One sentence to search, with what the document tells about names.

    Attributes:
        blocked: Folded names that stand for nobody in this document (`needs` and `unless` of the book).
        introduced: Folded words by which persons named elsewhere in the document are called again.
        level: Whether capitals tell nothing: a heading in capitals, or with most words capitalised.
    """

    document: Document
    book: ActorBook
    language: str
    blocked: frozenset[str]
    introduced: Mapping[tuple[str, ...], tuple[Introduction, ...]]
    atoms: tuple[Atom, ...]
    level: bool = field(default=False)

    def gap(self, before: int) -> str:
        """The marks, without spaces and hyphens, between an atom and the next; "." behind the last."""
        if before < 0 or before + 1 >= len(self.atoms):
            return "."
        return gap_marks(self.document.text[self.atoms[before].end : self.atoms[before + 1].start])

    def between(self, before: int) -> str:
        """All characters between an atom and the next; "." behind the last."""
        if before < 0 or before + 1 >= len(self.atoms):
            return "."
        return self.document.text[self.atoms[before].end : self.atoms[before + 1].start]


def title_at(clause: Clause, at: int) -> tuple[Title, int] | None:
    """The longest title at an atom and the atom behind it."""
    if at >= len(clause.atoms):
        return None
    for title in clause.book.titles[clause.language].get(clause.atoms[at].key, ()):
        if stands_at(title.pattern, clause.atoms, at, text=clause.document.text):
            return title, at + len(title.pattern.keys)
    return None


def party_at(clause: Clause, at: int) -> Party | None:
    """The longest name at an atom: of an actor, of a person, or of nobody; else a person named before."""
    if at >= len(clause.atoms):
        return None
    second = clause.atoms[at + 1].key if at + 1 < len(clause.atoms) else ""
    for name in clause.book.names.get(clause.atoms[at].key, ()):
        # Most names that share the first word part at the second.
        if len(name.pattern.keys) > 1 and name.pattern.keys[1] != second:
            continue
        if _holds(clause, name) and stands_at(name.pattern, clause.atoms, at, text=clause.document.text):
            after = at + len(name.pattern.keys)
            if name.alone and not stands_alone(clause, at, after) and not _town_of_office(clause, name, at):
                if name.form is MentionForm.PLACE:
                    return _introduced_at(clause, at)
                continue
            if name.pattern.keys[0] == "the" and _longer_without_article(clause, at, after):
                return None
            return Party(_actor_of(clause, name), name.form, name.person, after, name.alone)
    return _introduced_at(clause, at)


def _town_of_office(clause: Clause, name: Name, at: int) -> bool:
    """Whether a title right before a town makes what follows the holder's name (Gubernur Bali Wayan Koster)."""
    if name.form is not MentionForm.PLACE or clause.language != "id" or at == 0 or clause.gap(at - 1) != "":
        return False
    titles = (title_at(clause, start) for start in range(max(0, at - _LONGEST_TITLE), at))
    return any(found is not None and found[1] == at and found[0].kind in ("persons", "envoys") for found in titles)


def _longer_without_article(clause: Clause, at: int, after: int) -> bool:
    """Whether a longer name begins behind "the": the West Bank is not the West."""
    inner = party_at(clause, at + 1)
    return inner is not None and inner.after > after


def _actor_of(clause: Clause, name: Name) -> str:
    if not name.person:
        return name.actor
    return clause.book.actor_of(name.person, name.actor, day=clause.document.day)


def _holds(clause: Clause, name: Name) -> bool:
    if name.language and name.language != clause.language:
        return False
    if name.alone and _others_introduced(clause, name):
        return False
    return not clause.blocked or " ".join(name.pattern.keys) not in clause.blocked


def _others_introduced(clause: Clause, name: Name) -> bool:
    known = clause.introduced.get(name.pattern.keys, ())
    return bool(known) and all(introduction.person != name.person for introduction in known)


def _introduced_at(clause: Clause, at: int) -> Party | None:
    atom = clause.atoms[at]
    if not clause.introduced or not atom.text[0].isupper():
        return None
    for words in range(_MOST_NAME_WORDS, 0, -1):
        keys = tuple(other.key for other in clause.atoms[at : at + words])
        known = clause.introduced.get(keys)
        if known is None or len(keys) < words or not stands_alone(clause, at, at + words):
            continue
        before = [introduction for introduction in known if introduction.at <= atom.start]
        chosen = before[-1] if before else known[0]
        return Party(chosen.actor, MentionForm.PERSON, chosen.person, at + words, alone=True)
    return None


def stands_alone(clause: Clause, start: int, after: int) -> bool:
    """Whether no other capitalised word beside these makes them part of a longer name."""
    if clause.level:
        return True
    last = clause.atoms[after - 1]
    if clause.between(after - 1).isspace() and after < len(clause.atoms) and last.text[0].isupper():
        follower = clause.atoms[after]
        if follower.text[0].isupper() and follower.start > last.end and not _known_word(clause, after):
            return False
    return part_of_longer_name(clause, start) is False


def part_of_longer_name(clause: Clause, start: int) -> bool:
    """Whether a capitalised word that is no title, no name and no beginning of the sentence stands right before."""
    return _capital_before(clause, start) and not _known_word(clause, start - 1)


def _capital_before(clause: Clause, start: int) -> bool:
    if clause.level or start < 2 or not clause.between(start - 1).isspace():
        return False
    return clause.atoms[start - 1].text[0].isupper()


def half_a_name(clause: Clause, start: int, after: int) -> bool:
    """Whether a word that ends many names stands behind any capitalised word (Pasifik Barat)."""
    if after - start > 1 or clause.atoms[start].key not in clause.book.beside["endings"]:
        return False
    return _capital_before(clause, start)


def _known_word(clause: Clause, at: int) -> bool:
    """Whether a whole name of a party or a title begins at the word, or it is known to be no part of a name."""
    key, text = clause.atoms[at].key, clause.document.text
    names = clause.book.names.get(key, ())
    if any(not name.alone and stands_at(name.pattern, clause.atoms, at, text=text) for name in names):
        return True
    return title_at(clause, at) is not None or key in clause.book.beside["no_names"]


def hyphenated_away(clause: Clause, start: int, after: int) -> bool:
    """Whether a prefix or suffix makes an adjective of the name (pro-Rusia, China-made)."""
    if start > 0 and clause.atoms[start].joined and clause.atoms[start - 1].key in clause.book.hyphens["prefixes"]:
        return True
    if after < len(clause.atoms) and clause.atoms[after].joined:
        return clause.atoms[after].key in clause.book.hyphens["suffixes"]
    return False


def beside_other_name(clause: Clause, start: int, after: int) -> bool:
    """Whether the word before or behind makes the name part of another (bahasa Inggris, University of Hawaii)."""
    before = start - 1
    if before > 0 and clause.atoms[before].key == "of":
        before -= 1
    if before >= 0 and clause.gap(before) == "" and clause.atoms[before].key in clause.book.beside["before"]:
        return True
    return (
        after < len(clause.atoms)
        and clause.gap(after - 1) == ""
        and clause.atoms[after].key in clause.book.beside["after"]
    )


def abbreviation_after(clause: Clause, after: int, actor: str, *, known: bool) -> tuple[int, int] | None:
    """A bracketed short form of the name that ends before `after`: the atom behind it, and its last offset.

    With `known`, only a name of the same actor; else any word in capitals.
    """
    if after >= len(clause.atoms) or clause.between(after - 1).strip() != "(":
        return None
    text = clause.document.text
    party = party_at(clause, after)
    if party is not None and party.actor == actor:
        end = party.after
    elif (
        not known and clause.atoms[after].text.isupper() and 2 <= len(clause.atoms[after].text) <= _LONGEST_ABBREVIATION
    ):
        end = after + 1
    else:
        return None
    close = clause.atoms[end - 1].end
    return (end, close + 1) if text[close : close + 1] == ")" else None


def new_name_at(clause: Clause, at: int) -> int:
    """The atom behind an unknown person's name that begins at an atom; `at` itself when there is none."""
    end = at
    while end < len(clause.atoms) and end - at < _MOST_NAME_WORDS:
        if end > at and clause.gap(end - 1) not in ("", "."):
            break
        if end > at and clause.gap(end - 1) == "." and len(clause.atoms[end - 1].text) > 1:
            break
        atom = clause.atoms[end]
        if not _can_be_in_name(clause, end) and not (end > at and atom.key in clause.book.beside["particles"]):
            break
        end += 1
    while end > at and clause.atoms[end - 1].text[0].islower():
        end -= 1
    return end


def _can_be_in_name(clause: Clause, at: int) -> bool:
    atom = clause.atoms[at]
    if atom.joined and at > 0 and clause.atoms[at - 1].text[0].isupper():
        return True
    if not atom.text[0].isupper() or atom.key in clause.book.beside["no_names"]:
        return False
    found = title_at(clause, at)
    if found is not None and found[0].kind != "between":
        return False
    party = party_at(clause, at)
    return party is None or party.form is MentionForm.PERSON


def name_before(clause: Clause, at: int) -> int:
    """The atom that begins the unknown name of at least two words which ends before `at`; `at` when none does."""
    start = at
    while start > 0 and at - start < _MOST_NAME_WORDS - 1:
        if start < at and clause.gap(start - 1) != "":
            break
        if not _can_be_in_name(clause, start - 1):
            break
        start -= 1
    return start if at - start >= 2 else at


def capitals_tell_nothing(atoms: Sequence[Atom], *, closed: bool) -> bool:
    """Whether so many words are capitalised that a capital marks no name; `closed` by a full stop, it takes more."""
    words = [atom for atom in atoms if atom.text[0].isalpha()]
    capital = sum(atom.text[0].isupper() for atom in words)
    share = _CLOSED_TITLE_CASE_SHARE if closed else _TITLE_CASE_SHARE
    return len(words) >= 4 and capital >= share * len(words)
