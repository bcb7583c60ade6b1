"""Measure which plans and predictions are found to have come true: `python bench/fulfilments.py [stories_b ...]`.

In our own stories (training/linking) the label of what is foretold is that of its happening with an `f` behind it. Of
the plans that the program reads, those count whose happening it reads as well, in an article of a later day: a plan
is right when a happening of its label made it come true. Whatever else is said to have made one come true is wrong.
Prints one JSON object for each file; `--show` lists what is missed and what is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from story_labels import LabelledClaims, read_articles, read_claims

from neraca.link import find_derivations
from neraca.link.events import group_told
from neraca.link.fulfilment import Fulfilment, find_fulfilments
from neraca.link.told import Told, tell
from neraca.packs.meaning import load_meaning_space
from neraca.records import Stage
from neraca.weigh import find_roots

TEST = "stories_b"
HAPPENED = (Stage.OCCURRED, Stage.ONGOING)


def score_stories(name: str, *, show: bool = False) -> dict[str, float]:
    """Plans come true as labelled, found, and found rightly."""
    known = read_claims(read_articles(name))
    roots = find_roots(find_derivations(known.documents))
    told = tell(known.claims, known.documents, roots=roots, meanings=known.meanings, space=load_meaning_space())
    groups = group_told(told, known.documents)
    found = find_fulfilments(groups)
    by_first = {group[0].id: group for group in groups}
    expected = right = wrong = 0
    for group in groups:
        label = _label(group, known, ahead=True)
        came_true = found.get(group[0].id, Fulfilment())
        deeds = [by_first[one] for one in (*came_true.whole, *came_true.parts)]
        good = [deed for deed in deeds if label and _label(deed, known, ahead=False) == label]
        is_expected = bool(label) and _is_told_later(group, label, told, known)
        expected += is_expected
        right += bool(good)
        wrong += len(deeds) - len(good)
        if show:
            _show(group, deeds, good=good, missed=is_expected and not good)
    return {"plans come true": expected, "right": right, "wrong": wrong}


def _label(group: Sequence[Told], known: LabelledClaims, *, ahead: bool) -> str:
    """The happening that most of its claims are about, by label; "" when none is labelled so."""
    labels = [known.events[one.id] for one in group if one.id in known.events]
    labels = [one.removesuffix("f") for one in labels if one.endswith("f") == ahead]
    return max(sorted(set(labels)), key=labels.count, default="")


def _is_told_later(plan: Sequence[Told], label: str, told: Sequence[Told], known: LabelledClaims) -> bool:
    first = min((one.day for one in plan if one.day is not None), default=None)
    if plan[0].claim.stage in HAPPENED or first is None:
        return False
    return any(
        known.events.get(one.id) == label
        and one.claim.stage in HAPPENED
        and not one.claim.negated
        and one.day is not None
        and one.day > first
        for one in told
    )


def _show(plan: Sequence[Told], deeds: Sequence[Sequence[Told]], *, good: Sequence[object], missed: bool) -> None:
    for deed in deeds:
        if deed not in good:
            print("wrong:", _line(plan[0]), "\n   <- ", _line(deed[0]), file=sys.stderr)
    if missed:
        print("missed:", _line(plan[0]), file=sys.stderr)


def _line(one: Told) -> str:
    claim = one.claim
    sides = f"{sorted(one.outline.actors)} {sorted(one.outline.recipients)}"
    return f"{one.day} {claim.event} {claim.stage.value} {sides} {claim.evidence.quote!r}"


def main() -> None:
    """Print the scores of each file named."""
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or [TEST]
    for name in names:
        print(json.dumps({"stories": name, **score_stories(name, show="--show" in sys.argv)}))


if __name__ == "__main__":
    main()
