"""Which act words point back at: *langkah itu*, *the veto*, *this*, or a noun that names the act itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from neraca.extract.drafts import OTHER, Draft
from neraca.extract.items import find_things
from neraca.extract.line import Line
from neraca.extract.ties import Phrase
from neraca.extract.tree import Tree
from neraca.packs.items import load_items
from neraca.packs.ties import Anaphor, Ties
from neraca.records import Claim

REACH_LINES = 5
TYPED_LINES = 15
_DEEP = 99
Fits = Callable[["Act"], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """A claim with its place among the document's and its words and token in its sentence."""

    place: int
    line: Line
    claim: Claim
    first: int
    last: int
    verb: int
    token: int

    @property
    def actors(self) -> frozenset[str]:
        """Ids of who does it."""
        return frozenset(m.actor for m in self.claim.actors)

    @property
    def recipients(self) -> frozenset[str]:
        """Ids of whom it is done to."""
        return frozenset(m.actor for m in self.claim.recipients)

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Both sides."""
        return self.actors, self.recipients

    @property
    def items(self) -> frozenset[str]:
        """Classes of its items."""
        return frozenset(item.item_class for item in self.claim.items)


def act_of(place: int, draft: Draft, claim: Claim) -> Act:
    """The act of a draft."""
    trigger, tree = draft.trigger, draft.line.tree
    token = -1 if tree is None else tree.at_word[trigger.first]
    return Act(place, draft.line, claim, trigger.first, trigger.last, trigger.verb, token)


def depth_in(tree: Tree, head: int, token: int) -> int:
    """Steps from a token up to a head, chains of *and* not counted; large where it does not hang on it."""
    steps = 0
    for _ in range(len(tree.tokens)):
        if token == head:
            return steps
        above = tree.tokens[token].head
        if above < 0:
            break
        steps += tree.relation(token) not in ("conj", "compound", "flat")
        token = above
    return _DEEP


class Pointing:
    """The acts of a document and the words by which its sentences point back at them."""

    def __init__(self, acts: Sequence[Act], lines: Sequence[Line], ties: Ties) -> None:
        self.acts = tuple(acts)
        self.lines = tuple(lines)
        self.ties = ties
        self._by_line: dict[int, list[Act]] = {}
        for act in acts:
            self._by_line.setdefault(act.line.index, []).append(act)

    def in_line(self, index: int) -> list[Act]:
        """The acts of a sentence in text order."""
        return self._by_line.get(index, [])

    def lead(self) -> Act | None:
        """The act that the text opens with."""
        return next((act for act in self.acts if not act.line.heading and not act.claim.optional), None)

    def parties(self, line: Line, tokens: frozenset[int]) -> frozenset[str]:
        """The parties that a phrase names."""
        tree = line.tree
        if tree is None:
            return frozenset()
        words = {tree.word_of[token] for token in tokens}
        inside = [g for g in line.groups if any(i in words for i in range(g.first, g.last))]
        return frozenset(m.actor for g in inside for m in g.mentions) - {OTHER}

    def names(self, line: Line, phrase: Phrase, wanted: Sequence[str]) -> bool:
        """Whether a phrase holds some of the words."""
        tree = line.tree
        if tree is None:
            return False
        places = sorted(tree.word_of[t] for t in phrase.tokens if tree.word_of[t] >= 0)
        text = " ".join(line.words[i].low for i in places)
        return any(f" {words} " in f" {text} " for words in wanted)

    def at(self, at: int, phrase: Phrase, fits: Fits, *, named: bool = False, things: bool = False) -> Act | None:
        """The act that a phrase of line `at` names or points at.

        Args:
            at: Place of the line.
            phrase: Its words.
            fits: Which acts may be meant.
            named: A bare party does not do.
            things: What it names may be the items of an act told elsewhere.
        """
        line = self.lines[at]
        tree = line.tree
        if tree is None:
            return None
        own = [(depth_in(tree, phrase.head, act.token), act) for act in self.in_line(line.index)]
        own = sorted(((d, a) for d, a in own if a.token in phrase.tokens and fits(a)), key=lambda o: (o[0], o[1].place))
        if own and own[0][0] == 0:
            return own[0][1]
        back = self._pointed(at, phrase, fits)
        if back is not None:
            return back
        party = line.group_at(tree.word_of[phrase.head]) is not None if tree.word_of[phrase.head] >= 0 else False
        if own and not (named and party):
            return own[0][1]
        return self._of_things(at, phrase, fits) if things else None

    def _pointed(self, at: int, phrase: Phrase, fits: Fits) -> Act | None:
        """*langkah Rusia ini*, *keputusan itu*, *this*."""
        line = self.lines[at]
        tree = line.tree
        word = tree.word_of[phrase.head] if tree is not None else -1
        if tree is None or word < 0:
            return None
        row = self._row(line, tree, phrase, word)
        if row is None:
            return None
        parties = self.parties(line, phrase.tokens)

        def meant(act: Act) -> bool:
            typed = not row.types or act.claim.event in row.types
            staged = not row.stages or act.claim.stage.value in row.stages
            return typed and staged and (not parties or bool(parties & act.actors)) and fits(act)

        reach = TYPED_LINES if row.types or row.stages else REACH_LINES
        return self.before(at, meant, reach=reach, whole=bool(row.stages))

    def _row(self, line: Line, tree: Tree, phrase: Phrase, word: int) -> Anaphor | None:
        """How the phrase points back; None where it does not."""
        file = self.ties.file
        low, base = line.words[word].low, line.words[word].base
        if low in file.pronouns and len(phrase.tokens) <= 2:
            return Anaphor(words=())
        row = self.ties.anaphors.get(low) or self.ties.anaphors.get(base)
        if row is None:
            return None
        inside = {line.words[tree.word_of[t]].low for t in phrase.tokens if tree.word_of[t] >= 0}
        pointed = bool(inside & set(file.pointers)) or (low != base and low not in self.ties.anaphors)
        return row if pointed or self.parties(line, phrase.tokens) else None

    def before(
        self, at: int, meant: Fits, *, word: int | None = None, reach: int = REACH_LINES, whole: bool = False
    ) -> Act | None:
        """The act before line `at` (or before a word of it) that fits.

        A sentence that opens a paragraph takes up what the text opens with; another the sentence before. With `whole`
        acts only mentioned count as well.
        """
        for act in self._candidates(at, word, reach):
            if (whole or not act.claim.optional or act.line.index >= self.lines[at].index - 1) and meant(act):
                return act
        return None

    def _candidates(self, at: int, word: int | None, reach: int) -> Iterator[Act]:
        line = self.lines[at]
        if word is not None:
            yield from (act for act in reversed(self.in_line(line.index)) if act.first < word)
        opens = at == 0 or self.lines[at - 1].sentence.paragraph != line.sentence.paragraph
        lead = self.lead()
        first = [] if lead is None or lead.line.index >= line.index else self.in_line(lead.line.index)
        if opens:
            yield from _main_first(first)
        for other in reversed(self.lines[max(0, at - reach) : at]):
            if not other.heading:
                yield from _main_first(self.in_line(other.index))
        if not opens:
            yield from _main_first(first)

    def _of_things(self, at: int, phrase: Phrase, fits: Fits) -> Act | None:
        """*untuk senjata dan pasukan*: the act that moves things of these classes."""
        line = self.lines[at]
        tree = line.tree
        if tree is None:
            return None
        words = {tree.word_of[token] for token in phrase.tokens}
        classes = {t.item_class for t in find_things(line, load_items()) if t.first in words}
        near = sorted(self.acts, key=lambda act: (abs(act.line.index - line.index), act.claim.optional, act.place))
        return next((act for act in near if act.items & classes and not act.line.heading and fits(act)), None)

    def told_first(self, act: Act, fits: Fits) -> Act:
        """Of an act only mentioned, the claim before that tells it."""
        if not act.claim.optional:
            return act
        for other in reversed(self.acts[: act.place]):
            same = other.claim.event == act.claim.event and other.sides == act.sides
            items = not act.items or not other.items or act.items & other.items
            if same and items and not other.claim.optional and fits(other):
                return other
        return act


def _main_first(acts: Sequence[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: (act.claim.optional, act.place))
