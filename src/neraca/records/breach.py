"""What an act is said to break or to keep: which rule, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.records.claim import Attribution, Stance
from neraca.records.ids import content_id, require
from neraca.records.restriction import Rule
from neraca.records.span import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What one sentence says of an act and a rule.

    Attributes:
        evidence: The sentence.
        cue: The words that say broken, kept or rejected.
        rules: The rules, in text order; those that the answer in a following sentence speaks of count as its own.
        stance: `asserts` that the act breaks the rule, `denies` it (or says that the rule is kept), or `doubts` it.
        hedged: The wording weakens it.
        who: Ids of those on whose word it is; empty for the text's own and for voices that name no actor.
        attributions: The voices, as the text names them.
        parties: Ids of those whose act it is, sorted.
        acts: Ids of the claims that tell the act, in the same document.
        claims: Ids of the claims that tell the accusation or denial.
    """

    evidence: Evidence
    cue: Evidence
    rules: tuple[Rule, ...]
    stance: Stance
    hedged: bool = False
    who: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    parties: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.rules), self, "names no rule")
        require(self.cue.span.within(self.evidence.span), self, "says so outside its evidence")
        require(self.stance is not Stance.DECLINES, self, "says nothing of the rule")

    @property
    def id(self) -> str:
        """Content id of the words, the rules, the stance and the acts."""
        return content_id("breach", self.evidence, self.cue, self.rules, self.stance, self.acts)

    @property
    def document(self) -> str:
        """Id of the document it stands in."""
        return self.evidence.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is said between two parties to break one rule: who says so, and who disputes it.

    Attributes:
        pair: Ids of the two sides, sorted; one or none where no act with two sides is told.
        asserted, disputed: By document and place; `disputed` holds denials and doubts.
    """

    pair: tuple[str, ...]
    rule: Rule
    asserted: tuple[Breach, ...]
    disputed: tuple[Breach, ...]

    def __post_init__(self) -> None:
        require(bool(self.asserted or self.disputed), self, "rests on no sentence")
        require(list(self.pair) == sorted(set(self.pair)) and len(self.pair) <= 2, self, "is between no two parties")

    @property
    def id(self) -> str:
        """Content id of the pair and the rule."""
        return content_id("charge", self.pair, self.rule)
