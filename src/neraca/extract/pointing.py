"""Which act words point back at: *langkah itu*, *the veto*, *this*, or a noun that names the act itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from neraca.extract.connectives import Phrase
from neraca.extract.drafts import OTHER, Draft
from neraca.extract.items import find_things
from neraca.extract.line import Line
from neraca.extract.tree import Tree
from neraca.packs.connectives import Anaphor, Connectives
from neraca.packs.items import load_items
from neraca.records import Claim, Stage

REACH_LINES = 5
TYPED_LINES = 15
OPENING_LINES = 2
# Acts or sentences that words look over at most, so that hostile texts stay linear.
WINDOW = 200
_DEEP = 99
# *keputusan Irak yang melarang X*: the act may stand so far down in the phrase that names it.
_DEEPEST = 2
_CONDITIONS = ("advcl", "parataxis")
_UNREAL = frozenset((Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED))
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
        if tree.relation(token) in _CONDITIONS:
            break
        steps += tree.relation(token) not in ("conj", "compound", "flat")
        token = above
    return _DEEP


class Pointing:
    """The acts of a document and the words by which its sentences point back at them."""

    def __init__(self, acts: Sequence[Act], lines: Sequence[Line], connectives: Connectives) -> None:
        self.acts = tuple(acts)
        self.lines = tuple(lines)
        self.connectives = connectives
        self._by_line: dict[int, list[Act]] = {}
        for act in acts:
            self._by_line.setdefault(act.line.index, []).append(act)
        told = [act for act in acts if not act.line.heading and not act.claim.optional]
        opening = sorted({act.line.index for act in told})[:OPENING_LINES]
        self._opening = [act for act in told if act.line.index in opening]

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

    def at(
        self,
        at: int,
        phrase: Phrase,
        fits: Fits,
        *,
        suits: Fits | None = None,
        named: bool = False,
        things: bool = False,
    ) -> Act | None:
        """The act that a phrase of line `at` names or points at.

        Args:
            at: Place of the line.
            phrase: Its words.
            fits: Which acts may be meant.
            suits: Which of them, where it only points.
            named: A bare party does not do.
            things: What it names may be the items of an act told elsewhere.
        """
        line = self.lines[at]
        tree = line.tree
        if tree is None:
            return None
        head = tree.word_of[phrase.head]
        own = sorted(
            ((depth, act) for depth, act in self._told_in(line, tree, phrase) if fits(act)),
            key=lambda one: (one[0], one[1].place),
        )
        if own and own[0][0] == 0:
            return own[0][1]
        back = self._pointed(at, phrase, suits or fits)
        if back is not None:
            return back
        party = head >= 0 and line.group_at(head) is not None
        if own and not (named and party):
            return own[0][1]
        return self._of_things(at, phrase, fits) if things else None

    def _told_in(self, line: Line, tree: Tree, phrase: Phrase) -> Iterator[tuple[int, Act]]:
        """The acts that a phrase tells itself, with their depth in it, of the types that its noun may mean.

        *tuduhan bahwa X mengirim …* is an accusation, whatever it says that X did.
        """
        word = tree.word_of[phrase.head]
        anaphors = self.connectives.anaphors
        row = (anaphors.get(line.words[word].low) or anaphors.get(line.words[word].base)) if word >= 0 else None
        types = () if row is None or row.deed else row.types
        said = word >= 0 and line.has("claim_word", word)
        for act in self.in_line(line.index):
            depth = depth_in(tree, phrase.head, act.token)
            if act.token not in phrase.tokens or depth > _DEEPEST:
                continue
            typed = not types or act.claim.event in types
            if depth == 0 or (typed and (not said or act.claim.event == "ACCUSE")):
                yield depth, act

    def _pointed(self, at: int, phrase: Phrase, fits: Fits) -> Act | None:
        """*langkah Rusia ini*, *keputusan itu*, *this*."""
        line = self.lines[at]
        tree = line.tree
        word = tree.word_of[phrase.head] if tree is not None else -1
        if tree is None or word < 0:
            return None
        row, strong = self._row(line, tree, phrase, word)
        if row is None:
            return None
        parties = self.parties(line, phrase.tokens)

        def meant(act: Act) -> bool:
            typed = not row.types or act.claim.event in row.types
            staged = act.claim.stage.value in row.stages if row.stages else act.claim.stage not in _UNREAL
            known = bool(act.actors - {OTHER})
            return typed and staged and known and (not parties or bool(parties & act.actors)) and fits(act)

        named = strong and bool(row.types or row.stages or parties)
        reach = TYPED_LINES if named else REACH_LINES
        nearest = bool(row.stages or (parties and not row.deed))
        if parties and row.deed:
            alone = self.before(at, lambda act: act.actors <= parties and meant(act), reach=reach)
            return alone or self.before(at, meant, reach=reach, mentioned=True)
        return self.before(at, meant, reach=reach, nearest=nearest, mentioned=named)

    def _row(self, line: Line, tree: Tree, phrase: Phrase, word: int) -> tuple[Anaphor | None, bool]:
        """How the phrase points back, None where it does not; and whether by more than an article."""
        file = self.connectives.file
        low, base = line.words[word].low, line.words[word].base
        if low in file.pronouns and len(phrase.tokens) <= 2:
            return Anaphor(words=()), True
        row = self.connectives.anaphors.get(low) or self.connectives.anaphors.get(base)
        pointed = self._pointers(line, tree, phrase)
        strong = bool(pointed - set(file.articles)) or bool(self.parties(line, phrase.tokens))
        bound = low != base and low not in self.connectives.anaphors
        return (row if pointed or strong or bound else None), strong

    def is_pointed(self, line: Line, tree: Tree, phrase: Phrase) -> bool:
        """Whether a phrase is marked as known by more than an article (*peralatan itu*)."""
        return bool(self._pointers(line, tree, phrase) - set(self.connectives.file.articles))

    def _pointers(self, line: Line, tree: Tree, phrase: Phrase) -> set[str]:
        own = [child for token in tree.phrase(phrase.head) for child in tree.children[token] if child in phrase.tokens]
        beside = {line.words[tree.word_of[t]].low for t in own if tree.word_of[t] >= 0 and _points(tree, t)}
        return beside & set(self.connectives.file.pointers)

    def before(
        self,
        at: int,
        meant: Fits,
        *,
        word: int | None = None,
        reach: int = REACH_LINES,
        nearest: bool = False,
        mentioned: bool = False,
    ) -> Act | None:
        """The act before line `at` (or before a word of it) that fits.

        A sentence that opens a paragraph takes up what the text opens with; another the sentence before. With `nearest`
        it is the last act all the same; with `mentioned` acts only mentioned count further back as well.
        """
        for act in self._candidates(at, word, reach, nearest=nearest):
            if (nearest or mentioned or not act.claim.optional or act.line.index >= self.lines[at].index - 1) and meant(
                act
            ):
                return act
        return None

    def _candidates(self, at: int, word: int | None, reach: int, *, nearest: bool) -> Iterator[Act]:
        line = self.lines[at]
        if word is not None:
            yield from (act for act in reversed(self.in_line(line.index)) if act.first < word)
        opens = at == 0 or self.lines[at - 1].sentence.paragraph != line.sentence.paragraph
        first = [act for act in self._opening if act.line.index < line.index]
        if opens and not nearest:
            yield from first
        for other in reversed(self.lines[max(0, at - reach) : at]):
            if not other.heading:
                yield from _main_first(self.in_line(other.index))
        if not opens or nearest:
            yield from first

    def _of_things(self, at: int, phrase: Phrase, fits: Fits) -> Act | None:
        """*untuk senjata dan pasukan*: the act that moves things of these classes."""
        line = self.lines[at]
        tree = line.tree
        if tree is None:
            return None
        words = {tree.word_of[token] for token in phrase.tokens}
        classes = {t.item_class for t in find_things(line, load_items()) if t.first in words}
        around = [act for act in self.acts if abs(act.line.index - line.index) <= WINDOW and act.items & classes]
        near = sorted(around, key=lambda act: (abs(act.line.index - line.index), act.claim.optional, act.place))
        return next((act for act in near if not act.line.heading and fits(act)), None)

    def told_first(self, act: Act, fits: Fits) -> Act:
        """Of an act only mentioned, the claim before that tells it."""
        if not act.claim.optional:
            return act
        for other in reversed(self.acts[max(0, act.place - WINDOW) : act.place]):
            same = other.claim.event == act.claim.event and other.sides == act.sides
            same = same and other.claim.negated == act.claim.negated
            items = not act.items or not other.items or act.items & other.items
            if same and items and not other.claim.optional and fits(other):
                return other
        return act


def _points(tree: Tree, token: int) -> bool:
    return tree.relation(token) in ("det", "nmod")


def _main_first(acts: Sequence[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: (act.claim.optional, act.place))
