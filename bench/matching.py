"""Which claim answers to which labelled act of a sentence, and what of it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from labels import Act, Range

from neraca.records import MUTUAL_TYPES, Claim, Evidence

ONE_FIELDS = ("actor", "recipient", "stage", "negated", "certainty")
SET_FIELDS = ("items", "quantity", "when", "where", "voices")
Tally = tuple[int, int, int]  # right, in the gold, found


def pair(acts: Iterable[Act], claims: Iterable[Claim]) -> tuple[list[tuple[Act, Claim | None]], list[Claim]]:
    """The required acts, each with its claim or None, and the claims that no act answers to.

    A claim answers to an act of its type whose trigger it meets, with its own trigger first, else with its evidence.
    Optional acts take claims away and are left out.
    """
    free = list(claims)
    pairs: list[tuple[Act, Claim | None]] = []
    for act in sorted(acts, key=lambda act: act.optional):
        same = [claim for claim in free if claim.event == act.type and meets(act.trigger, claim.trigger)]
        same = same or [claim for claim in free if claim.event == act.type and meets(act.trigger, claim.evidence)]
        if same:
            free.remove(same[0])
        if not act.optional:
            pairs.append((act, same[0] if same else None))
    return pairs, free


def meets(range_: Range, evidence: Evidence) -> bool:
    return range_[0] < evidence.span.end and evidence.span.start < range_[1]


def side(gold: tuple[Range, ...], found: Iterable[Evidence]) -> bool:
    """Whether every gold party is met by a mention, and every mention meets one."""
    evidence = list(found)
    return all(any(meets(one, other) for other in evidence) for one in gold) and all(
        any(meets(one, other) for one in gold) for other in evidence
    )


def are_equal(act: Act, claim: Claim) -> bool:
    """Whether the parties of the act are of one standing, so that both sides of the claim count as one."""
    mutual = act.type in MUTUAL_TYPES
    return mutual or (bool(act.actor) and not act.recipient and len(claim.actors) + len(claim.recipients) > 1)


def parties(act: Act, claim: Claim) -> tuple[bool, bool]:
    """Whether the actors and the recipients are right."""
    actors = [mention.evidence for mention in claim.actors]
    recipients = [mention.evidence for mention in claim.recipients]
    if are_equal(act, claim):
        both = side(act.actor + act.recipient, actors + recipients)
        return both, both
    return side(act.actor, actors), side(act.recipient, recipients)


def compare(act: Act, claim: Claim) -> dict[str, Tally]:
    """What is right of each field: one value of one, or values of those in the act and those in the claim."""
    actor, recipient = parties(act, claim)
    one = {
        "actor": actor,
        "recipient": recipient,
        "stage": claim.stage.value == act.stage,
        "negated": claim.negated == act.negated,
        "certainty": claim.certainty.value == act.certainty,
    }
    return {name: (int(right), 1, 1) for name, right in one.items()} | _values(act, claim)


def _values(act: Act, claim: Claim) -> dict[str, Tally]:
    """Items by their class, other values where their words meet; voices with their stance."""
    found: dict[str, Sequence[Evidence]] = {
        "quantity": [quantity.evidence for quantity in claim.quantities],
        "when": [] if claim.when is None else [claim.when.evidence],
        "where": claim.places,
    }
    tallies = {}
    for name, ranges in act.spans.items():
        both = sum(any(meets(one, other) for other in found[name]) for one in ranges)
        tallies[name] = (both, len(ranges), len(found[name]))
    classes, own = Counter(kind for _, kind in act.items), Counter(item.item_class for item in claim.items)
    tallies["items"] = ((classes & own).total(), classes.total(), own.total())
    voices = [(voice.evidence, voice.stance.value) for voice in claim.attributions]
    heard = sum(
        any(meets(words, evidence) and stance == said for evidence, said in voices) for words, stance in act.voices
    )
    tallies["voices"] = (heard, len(act.voices), len(voices))
    return tallies


def is_triple(fields: dict[str, Tally]) -> bool:
    """Whether both sides are right."""
    return fields["actor"][0] == fields["recipient"][0] == 1


def is_record(fields: dict[str, Tally]) -> bool:
    """Whether parties, stage, negation and all voices are right."""
    heard, spoken, found = fields["voices"]
    return is_triple(fields) and fields["stage"][0] == fields["negated"][0] == 1 and heard == spoken == found
