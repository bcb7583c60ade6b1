"""Inflected forms of Indonesian roots and English verbs, for lexicons that list only roots."""

from __future__ import annotations

_VOWELS = frozenset("aiueo")
_DOUBLES = frozenset(
    ("admit", "commit", "compel", "control", "defer", "deter", "equip", "expel", "occur", "permit", "refer", "transfer")
)
_KEEPS_FIRST = ("per", "pro", "st", "sp", "kl", "kr", "tr", "pl")


def meng(root: str) -> str:
    """The active form *meN-* + root, with the nasal and the dropped consonant that the root calls for.

    Roots that begin with the prefix *per-* or a foreign cluster keep their first letter
    (memperkuat, memproduksi); one-syllable roots take *menge-* (mengebom).
    """
    first, rest = root[0], root[1:]
    if sum(letter in _VOWELS for letter in root) == 1 and len(root) <= 4:
        return "menge" + root
    kept = root.startswith(_KEEPS_FIRST)
    if first in "bf" or (first == "p" and kept):
        return "mem" + root
    if first == "p":
        return "mem" + rest
    if first in "dcjz" or root.startswith("sy") or (first in "ts" and kept):
        return "men" + root
    if first == "t":
        return "men" + rest
    if first == "s":
        return "meny" + rest
    if first == "k" and not kept:
        return "meng" + rest
    if first in "ghkxaiueo":
        return "meng" + root
    return "me" + root


def peng(root: str) -> str:
    """The agent or act stem *peN-* + root (pengirim, pembom, penyerang)."""
    active = meng(root)
    return "p" + active[1:]


def indonesian_forms(root: str, suffixes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Active, passive and bare forms of a root with each suffix.

    Returns:
        `active` (mengirimkan), `passive` (dikirimkan, terkirim is left to the lexicon),
        `bare` (kirim: headlines, imperatives, *akan kami kirim*).
    """
    return {
        "active": tuple(meng(root) + suffix for suffix in suffixes),
        "passive": tuple("di" + root + suffix for suffix in suffixes),
        "bare": tuple(root + suffix for suffix in suffixes),
    }


def english_forms(verb: str) -> dict[str, tuple[str, ...]]:
    """Forms of an English verb given as `base` or `base:past:participle`.

    Returns:
        `active` (base, -s, -ing, past) and `participle` (the form after *was* or *has*).
    """
    base, _, irregular = verb.partition(":")
    past, _, participle = irregular.partition(":")
    regular = _with_ending(base, "ed")
    past = past or regular
    participle = participle or past
    return {
        "active": (base, _third_person(base), _with_ending(base, "ing"), past),
        "participle": (participle,),
    }


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _with_ending(base: str, ending: str) -> str:
    if base.endswith("ie") and ending == "ing":
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + ending
    if base.endswith("ee") and ending == "ed":
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS and ending == "ed":
        return base[:-1] + "i" + ending
    short = len(base) <= 4 and sum(letter in _VOWELS for letter in base) == 1
    if base in _DOUBLES:
        return base + base[-1] + ending
    if short and len(base) > 2 and base[-1] not in "aiueowxyh" and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        return base + base[-1] + ending
    return base + ending
