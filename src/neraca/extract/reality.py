"""How real a predicate is, by the tree: its auxiliaries, mood and tense, and what the clauses above make of it.

The verbs that decide are cues (`modals`, `governors`); the relations are those of Universal Dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from neraca.extract.line import Line
from neraca.extract.tree import Tree
from neraca.records import Stage

_CLIMBS = 8
_HELP = ("aux", "cop", "mark", "advmod", "det", "cc", "case", "discourse")
_GOVERNED = ("xcomp", "ccomp", "acl", "csubj")
_MODALS = {
    "must": Stage.URGED,
    "will": Stage.PLANNED,
    "would": Stage.HYPOTHETICAL,
    "may": Stage.PREDICTED,
    "can": Stage.PREDICTED,
}


@dataclass(frozen=True, slots=True)
class Reality:
    """Stage, negation and hedge of a predicate, and the rule that decided.

    `real` when nothing takes it out of what is told as a fact.
    """

    stage: Stage
    rule: str
    negated: bool = False
    hedged: bool = False

    @property
    def real(self) -> bool:
        """Whether it is told as a fact."""
        return self.stage in (Stage.OCCURRED, Stage.ONGOING)


def read_reality(line: Line, word: int) -> Reality | None:
    """The reality of the predicate at a word; None without a tree."""
    tree = line.tree
    if tree is None or tree.at_word[word] < 0:
        return None
    token = tree.at_word[word]
    if tree.relation(token) in ("aux", "cop") and tree.tokens[token].head >= 0:
        token = tree.tokens[token].head
    return _Reader(line, tree).read(token, _CLIMBS)


class _Reader:
    """Reads the predicates of one tree."""

    __slots__ = ("line", "tree")

    def __init__(self, line: Line, tree: Tree) -> None:
        self.line = line
        self.tree = tree

    def read(self, token: int, climbs: int) -> Reality:
        """The reality of a token's predicate; clauses above count up to `climbs` steps."""
        own = self._own(token)
        denied = self._denied(token)
        if own is None:
            own = self._from_above(token, climbs)
        if own is None:
            own = self._told(token)
        return replace(own, negated=own.negated != denied)

    def _helpers(self, token: int) -> list[int]:
        return [child for child in self.tree.children[token] if self.tree.relation(child) in _HELP]

    def _is(self, name: str, token: int) -> bool:
        word = self.tree.word_of[token]
        return word >= 0 and self.line.has(name, word)

    def _denied(self, token: int) -> bool:
        for child in self.tree.children[token]:
            near = self.tree.relation(child) in ("advmod", "aux", "cc", "mark", "det", "discourse")
            if (
                near
                and (self._is("negation", child) or self._is("deny", child))
                and not self._is("not_negation", child)
            ):
                return True
            party = self.tree.relation(child) in ("nsubj", "obj")
            if party and (self._is("deny", child) or self._has_no(child)):
                return True
        return False

    def _has_no(self, token: int) -> bool:
        return any(
            self.tree.relation(child) == "det" and self._is("negation", child) for child in self.tree.children[token]
        )

    def _own(self, token: int) -> Reality | None:
        """What the predicate's own auxiliaries, mood and marks say."""
        helpers = self._helpers(token)
        if any(self._is("hypothetical", child) for child in helpers):
            return Reality(Stage.HYPOTHETICAL, "condition")
        for name, stage in _MODALS.items():
            if any(self.tree.relation(child) == "aux" and self._is(name, child) for child in helpers):
                return Reality(stage, name, hedged=name in ("may", "can"))
        feats = self.tree.tokens[token].feats
        if "Mood=Imp" in feats:
            return Reality(Stage.URGED, "command")
        if self._is_bare(token) and self.tree.relation(token) in ("root", "parataxis"):
            return Reality(Stage.URGED, "command")
        return None

    def _is_bare(self, token: int) -> bool:
        """An infinitive without a subject and without *to*: *please send*, *do not go*."""
        helpers = [child for child in self._helpers(token) if self.tree.relation(child) in ("aux", "mark", "cop")]
        infinitive = "VerbForm=Inf" in self.tree.tokens[token].feats
        plain = all(self.tree.tokens[child].feats.find("Mood=Imp") >= 0 for child in helpers)
        return infinitive and plain and self.tree.child(token, "nsubj") is None

    def _from_above(self, token: int, climbs: int) -> Reality | None:
        """What the clause above makes of it."""
        head, relation = self.tree.tokens[token].head, self.tree.relation(token)
        if head < 0 or climbs <= 0:
            return None
        if relation == "conj":
            return self._second(token, head, climbs)
        if relation in _GOVERNED:
            return self._governed(token, head, climbs)
        if relation == "advcl":
            return self._beside(token, head, climbs)
        return None

    def _second(self, token: int, head: int, climbs: int) -> Reality | None:
        """*will come and go*: a second verb without a subject of its own is as real as the first."""
        if self.tree.child(token, "nsubj") is not None or self._is_finite(token):
            return None
        first = self.read(head, climbs - 1)
        return replace(first, negated=False) if not first.real else None

    def _is_finite(self, token: int) -> bool:
        feats = self.tree.tokens[token].feats
        return "VerbForm=Fin" in feats or any(
            self.tree.relation(child) in ("aux", "cop") and "VerbForm=Fin" in self.tree.tokens[child].feats
            for child in self.tree.children[token]
        )

    def _governed(self, token: int, head: int, climbs: int) -> Reality | None:
        above = self._above(token, head, climbs)
        if self._is("avoided", head):
            return Reality(above.stage, "avoided", negated=not above.negated)
        if self._is_finite(token):
            return self._reported(token, head, above)
        if not above.real:
            return Reality(above.stage, "under " + above.rule.split()[-1], negated=above.negated)
        return self._complement(head, above, infinitive=self._is_infinitive(token))

    def _above(self, token: int, head: int, climbs: int) -> Reality:
        """The clause above; of a noun with a participle or an infinitive, the clause that the noun stands in."""
        noun = self.tree.relation(token) == "acl" and self.tree.tokens[head].upos in ("NOUN", "PROPN", "PRON")
        return self.read(self.tree.clause_of(head) if noun else head, climbs - 1)

    def _is_infinitive(self, token: int) -> bool:
        return "VerbForm=Inf" in self.tree.tokens[token].feats

    def _reported(self, token: int, head: int, above: Reality) -> Reality | None:
        """A clause of its own: only what the verb above thinks of it counts."""
        for name in ("wanted", "believed"):
            if self._is(name, head):
                stage = Stage.PLANNED if name == "wanted" else Stage.OCCURRED
                return Reality(stage, name, negated=above.negated, hedged=True)
        return None if above.real else replace(self._told(token), hedged=True)

    def _complement(self, head: int, above: Reality, *, infinitive: bool) -> Reality | None:
        if infinitive and self._is("owed", head):
            done = "Tense=Past" in self.tree.tokens[head].feats
            return Reality(Stage.OCCURRED, "owed past") if done else Reality(Stage.URGED, "owed", hedged=True)
        for name, stage in (("tried", Stage.PLANNED), ("asked", Stage.URGED), ("wanted", Stage.PLANNED)):
            if self._is(name, head) and (infinitive or name == "wanted"):
                return Reality(stage, name, negated=above.negated, hedged=name != "wanted" or above.rule == "past")
        if self._is("carried", head) or not infinitive:
            return Reality(above.stage, "carried", negated=above.negated)
        return Reality(Stage.PLANNED, "infinitive", negated=above.negated, hedged=True)

    def _beside(self, token: int, head: int, climbs: int) -> Reality | None:
        """*to help*, *when it comes*, *by sending*: what a clause beside another tells."""
        above = self.read(head, climbs - 1)
        if self._is_infinitive(token):
            if above.rule == "past" and not above.negated:
                return Reality(Stage.OCCURRED, "purpose of the past", hedged=True)
            return Reality(Stage.PLANNED, "purpose" if above.real else "unreal purpose", hedged=above.real)
        factual = any(self._is("factual", child) for child in self._helpers(token))
        if not above.real and not factual:
            return Reality(above.stage, "beside " + above.rule.split()[-1])
        return None

    def _told(self, token: int) -> Reality:
        """Told as it stands: by tense; asked, when the sentence is a question."""
        feats = [self.tree.tokens[token].feats]
        feats += [self.tree.tokens[child].feats for child in self.tree.children[token] if self._helps(child)]
        start, end = self.line.sentence.span.start, self.line.sentence.span.end
        question = self.line.reading.document.text[start:end].rstrip().endswith("?")
        if question and self._is_infinitive(token):
            return Reality(Stage.HYPOTHETICAL, "question", hedged=True)
        stage, rule = _tense(feats) or (Stage.OCCURRED, "told " + self.tree.relation(token))
        return Reality(stage, "asked after" if question else rule, hedged=question)

    def _helps(self, child: int) -> bool:
        return self.tree.relation(child) in ("aux", "cop")


def _tense(feats: list[str]) -> tuple[Stage, str] | None:
    """Stage by the features of a verb, first, and of its auxiliaries; None where they have no tense."""
    if any("Tense=Past" in feat and "VerbForm=Fin" in feat for feat in feats):
        return Stage.OCCURRED, "past"
    if any("Tense=Pres" in feat and "VerbForm=Fin" in feat for feat in feats):
        ongoing = "Tense=Pres|VerbForm=Part" in feats[0]
        return (Stage.ONGOING, "ongoing") if ongoing else (Stage.OCCURRED, "present")
    return None
