"""How far a clause reaches, and which role a party has in it."""

from __future__ import annotations

import re

from neraca.extract.line import Group, Line
from neraca.extract.tree import Tree

ROLE_REACH = 6
RELATIVE_REACH = 4
_STOP = re.compile(r"[;:()“”\"]|\.\.\.|—|–| - ")
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "their", "sang", "para", "si"))


def breaks(line: Line, i: int) -> bool:
    """Whether a hard mark (semicolon, colon, quotation mark, dash, bracket) stands before word `i`."""
    return i > 0 and _STOP.search(line.gap(i)) is not None


def opens_clause(line: Line, i: int) -> bool:
    """Whether a new clause begins at word `i`: by its word (*bahwa*, *setelah*, *yang*) or a hard mark."""
    opens = any(line.has(name, i) for name in ("complementizer", "subordinator", "relative"))
    return breaks(line, i) or (opens and not line.in_time(i))  # *sebelum akhir Juli* is no clause


def clause_start(line: Line, i: int) -> int:
    """First word of the clause that word `i` belongs to."""
    k = i
    while k > 0:
        if breaks(line, k):
            return k
        if any(line.has(name, k - 1) for name in ("complementizer", "subordinator", "relative")):
            return k
        k -= 1
    return 0


def clause_end(line: Line, i: int) -> int:
    """Word behind the last one of the clause that word `i` belongs to."""
    k = i
    while k < len(line.words):
        if breaks(line, k) or opens_clause(line, k) or (k > i and "," in line.gap(k) and _new_predicate(line, k)):
            return k
        k += 1
    return len(line.words)


def _new_predicate(line: Line, i: int) -> bool:
    """Whether a verb follows word `i` at once, perhaps behind *dan* and auxiliaries."""
    while i < len(line.words) and (line.has("conjunction", i) or line.has("auxiliary", i)):
        i += 1
    return i < len(line.words) and line.is_verb(i)


def roles_before(line: Line, group: Group, *, floor: int = 0) -> frozenset[str]:
    """Roles that the preposition before a group gives it; empty for a bare group (subject, object, owner).

    Words before `floor` are not looked at.
    """
    i = group.first
    for _ in range(ROLE_REACH):
        if i <= floor or re.search(r"[,;:.()“”\"—–]", line.gap(i)):
            break
        names = [
            name
            for name in ("to", "from", "by", "with", "between", "against", "at")
            if line.cue_ending(name, i) is not None
        ]
        if names:
            return frozenset() if line.in_quantity(i - 1) else frozenset(names)
        before = i - 1
        owner = line.group_at(before) if i == group.first and line.words[before].low.endswith("'s") else None
        if owner is not None:  # *in Russia's Kursk region*
            return roles_before(line, owner, floor=floor)
        stops = (
            line.in_time(before)
            or line.group_at(before) is not None
            or line.is_verb(before)
            or line.has("conjunction", before)
        )
        if stops or any(line.has(name, before) for name in ("relative", "complementizer", "subordinator", "auxiliary")):
            break
        i -= 1
    return frozenset()


def object_of_verb(line: Line, group: Group, verbs: frozenset[int]) -> bool:
    """Whether a verb stands right before the group (but for an article), so that it is that verb's object or agent."""
    i = group.first - 1
    while i >= 0 and line.words[i].low in _ARTICLES:
        i -= 1
    if i < 0 or line.gap(i + 1).strip():
        return False
    return i in verbs or (line.is_verb(i) and not line.has("auxiliary", i))


def subject_of(line: Line, i: int, verbs: frozenset[int]) -> Group | None:
    """The party that the verb at word `i` has as its subject.

    Looks left over auxiliaries, infinitives and coordinated verbs; *yang* leads to the noun before it, and a
    clause that opens the sentence (*setelah menyerang …, Israel …*) to the party behind the comma. Where the sentence
    has a tree with a subject for the verb, the tree decides.
    """
    if line.tree is not None:
        token = line.tree.subject(i)
        group = None if token is None else group_of(line, line.tree, token)
        if group is not None or (token is not None and line.tree.tokens[token].upos != "PRON"):
            return group
    fallback: Group | None = None
    k = i - 1
    while k >= 0:
        group = line.group_at(k)
        if group is not None:
            bare = not roles_before(line, group)
            if bare and (not object_of_verb(line, group, verbs) or line.cue_ending("control", group.first) is not None):
                return group
            fallback = fallback or (group if not roles_before(line, group) & {"at", "to", "against"} else None)
            k = group.first - 1
            continue
        if line.has("complementizer", k) or breaks(line, k + 1):
            return fallback
        if line.has("relative", k):
            if k > 0 and line.has("document_noun", k - 1):
                k -= 1
                continue
            return _before_relative(line, k) or fallback
        if line.has("reporting", k) and another_subject(line, k + 1, i):
            return fallback
        k -= 1
    return fallback or _behind_comma(line, i)


def group_of(line: Line, tree: Tree, token: int) -> Group | None:
    """The party that a noun phrase names: its head, or the nearest name that belongs to it (*pasukan pimpinan AS*).

    A place where it stands is none (*massa di Pakistan*).
    """
    for place in tree.phrase(token):
        word = tree.word_of[place]
        group = line.group_at(word) if word >= 0 else None
        if group is not None and (place == token or "at" not in roles_before(line, group)):
            return group
    return None


def same_clause(line: Line, i: int, group: Group) -> bool:
    """Whether a party stands in the clause of the verb at word `i`; so too where there is no tree."""
    if line.tree is None:
        return True
    verb = line.tree.verb_of(i)
    return line.tree.clause_of(line.tree.at_word[group.first]) == line.tree.clause_of(verb)


def has_unknown(line: Line, i: int, *relations: str) -> bool:
    """Whether the tree gives the verb at word `i` something in one of the relations that names no known party."""
    if line.tree is None:
        return False
    tree = line.tree
    token = tree.subject(i) if "nsubj" in relations else tree.child(tree.verb_of(i), *relations)
    return token is not None and group_of(line, tree, token) is None


def another_subject(line: Line, first: int, last: int) -> bool:
    """Whether words `[first, last)` before a verb name a subject that is no known party (*58 orang tewas*)."""
    if line.cue_ending("conjunction", last) is not None:
        return False
    small = ("auxiliary", "preposition", "purpose", "planned", "hedge", "conjunction", "reporting", "completed")
    return any(not any(line.has(name, k) for name in small) for k in range(first, last))


def _before_relative(line: Line, k: int) -> Group | None:
    nearest = [group for group in line.groups if group.last <= k and k - group.last <= RELATIVE_REACH]
    if not nearest or any(line.is_verb(j) for j in range(nearest[-1].last, k)):
        return None
    return nearest[-1]


def _behind_comma(line: Line, i: int) -> Group | None:
    if not any(line.has(name, 0) for name in ("subordinator", "purpose", "preposition", "with")):
        return None
    for group in line.groups:
        if group.first > i and "," in line.gap(group.first):
            return group
    return None


def agent_of(line: Line, i: int) -> Group | None:
    """The party that does a passive verb ending before word `i`: right behind it, or behind *oleh* / *by*."""
    if line.tree is not None and i > 0:
        token = line.tree.child(line.tree.verb_of(i - 1), "obl:agent")
        if token is not None:
            return group_of(line, line.tree, token)
    for group in line.groups:
        if group.first < i:
            continue
        between = range(i, group.first)
        if any(opens_clause(line, k) for k in between):
            return None
        roles = roles_before(line, group)
        if "by" in roles or (not roles and group.first - i <= 1 and line.language == "id"):
            return group
        if group.first - i > 12:
            return None
    return None


def groups_right(line: Line, first: int, last: int) -> tuple[tuple[Group, frozenset[str]], ...]:
    """Groups that begin in words `[first, last)`, each with the roles its preposition gives."""
    found = (group for group in line.groups if first < group.last and _begins_in(group, first, last))
    return tuple((group, roles_before(line, group, floor=first)) for group in found)


def _begins_in(group: Group, first: int, last: int) -> bool:
    """Whether a group begins in the range, or is cut by its beginning (*latihan [militer gabungan AS]*)."""
    return first - 2 <= group.first < last
