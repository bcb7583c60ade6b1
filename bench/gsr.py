"""Claims in PLOVER's gold sentences, end to end and with the parties given: `python bench/gsr.py ../shared/data`.

Each sentence is read as a document of its own. Claims are written in PLOVER's terms by gsr.toml: states by their ISO
code, organisations between states as one, armed groups as their country; parties without a code fall out on both sides;
acts that are only planned are agreements or threats (`--as-claimed` leaves the types as they are).

End to end, every sentence is a set of events (sources, targets, root type) on either side. `whole` counts an event
found when root type and both sides are equal; where either has several equal parties and no target, both sides count
as one. `met` asks of each gold side only that one of its parties is found on that side, and nothing of a side that the
gold leaves empty. `root alone` compares the root types of a sentence. Optional claims may be right, never wrong.

With the parties given, the type is that of the claim that meets most gold sides (one point a side; then whole
sides; then claims that are not optional; then text order), and none where there is no claim: macro-F1 over the gold's
types, and accuracy. The second block leaves out the sentences that trained the reader (training/corpus).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rows import add_options, document, f1, is_chosen, scores

from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Mention, Stage

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.sources import OWN, digest_of

Codes = dict[str, Any]
TRAINED = "acts_en_train"


@dataclass(frozen=True)
class Event:
    """Codes of both sides, and the root type."""

    sources: frozenset[str]
    targets: frozenset[str]
    root: str

    @property
    def is_equal(self) -> bool:
        """Whether it has several parties of one standing, as in a meeting."""
        return not self.targets and len(self.sources) > 1

    def sides(self, other: Event) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Pairs of sides to compare; one pair where the parties of either are of one standing."""
        if self.is_equal or other.is_equal:
            return ((self.sources | self.targets, other.sources | other.targets),)
        return ((self.sources, other.sources), (self.targets, other.targets))

    def is_whole(self, other: Event) -> bool:
        return self.root == other.root and all(mine == theirs for mine, theirs in self.sides(other))

    def is_met(self, other: Event) -> bool:
        return self.root == other.root and all(not mine or bool(mine & theirs) for mine, theirs in self.sides(other))


@dataclass(frozen=True)
class Row:
    """A sentence with its gold events and the claims found."""

    text: str
    trained: bool
    gold: tuple[Event, ...]
    found: tuple[tuple[Event, Claim], ...]


def code_of(mention: Mention, codes: Codes) -> str:
    """The gold's code for an actor of ours; "" where it has none."""
    actor = mention.actor
    if ":" not in actor:
        return actor
    homes: dict[str, list[str]] = codes["groups"]
    prefixes: dict[str, str] = codes["prefixes"]
    home = next((code for code, groups in homes.items() if actor in groups), "")
    return home or next((code for prefix, code in prefixes.items() if actor.startswith(prefix)), "")


def event_of(claim: Claim, codes: Codes, *, as_claimed: bool) -> Event:
    sources = frozenset(code_of(mention, codes) for mention in claim.actors) - {""}
    targets = frozenset(code_of(mention, codes) for mention in claim.recipients) - {""}
    planned = claim.stage is Stage.PLANNED and not as_claimed
    promised = next((root for root, acts in codes["planned"].items() if claim.event in acts), claim.event)
    return Event(sources, targets, promised if planned else claim.event)


def gold_event(row: dict[str, Any], codes: Codes) -> Event:
    def side(name: str) -> frozenset[str]:
        parties = row.get(name) or ()
        found = {party.get("code", "") for party in parties if isinstance(party, dict)}
        return frozenset(codes["slips"].get(code, code) for code in found) - {""}

    return Event(side("source"), side("target"), codes["events"].get(row["event"], row["event"]))


def read_rows(folder: Path, packs: Packs, *, half: int | None, as_claimed: bool) -> list[Row]:
    here = Path(__file__).parent
    codes = tomllib.loads((here / "gsr.toml").read_text(encoding="utf-8"))
    labels = (OWN / f"{TRAINED}.jsonl").read_text(encoding="utf-8").splitlines()
    trained = {json.loads(line)["digest"] for line in labels}
    gold: dict[str, list[Event]] = {}
    digests: dict[str, str] = {}
    for row in json.loads((folder / "plover_gsr" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8")):
        if row.get("text"):
            text = row["text"].strip().strip("{}")
            gold.setdefault(text, []).append(gold_event(row, codes))
            digests[text] = digest_of(re.findall(r"\w+(?:[-.'’]\w+)*|[^\w\s]", row["text"]))
    rows = []
    for number, (text, events) in enumerate(gold.items()):
        if is_chosen(number, half):
            claims = analyse(document(text, "en"), packs).claims
            found = tuple((event_of(claim, codes, as_claimed=as_claimed), claim) for claim in claims)
            rows.append(Row(text, digests[text] in trained, tuple(dict.fromkeys(events)), found))
    return rows


def hits(row: Row, *, whole: bool) -> dict[Event, Event]:
    """The gold events that are found, each with the event of a claim that no other takes."""
    free = dict.fromkeys(event for event, _ in row.found)
    plain = plain_events(row)
    found = {}
    for event in row.gold:
        test = event.is_whole if whole else event.is_met
        hit = next((one for one in sorted(free, key=lambda one: one not in plain) if test(one)), None)
        if hit is not None:
            found[event] = hit
            del free[hit]
    return found


def plain_events(row: Row) -> set[Event]:
    return {event for event, claim in row.found if not claim.optional}


def matched(row: Row, *, whole: bool) -> tuple[int, int]:
    """Gold events that are found, and the number of different events that the claims are."""
    found = hits(row, whole=whole)
    return len(found), len(found) + len(plain_events(row) - set(found.values()))


def given(gold: Event, found: tuple[tuple[Event, Claim], ...]) -> str:
    """The type of the claim that meets the gold parties best; "" where there is no claim."""

    def fit(pair: tuple[Event, Claim]) -> tuple[int, int, bool]:
        sides = [(mine, theirs) for mine, theirs in gold.sides(pair[0]) if mine]
        met = sum(bool(mine & theirs) for mine, theirs in sides)
        return met, sum(mine == theirs for mine, theirs in sides), not pair[1].optional

    return max(found, key=fit)[0].root if found else ""


def measure(rows: list[Row], name: str) -> None:
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for row in rows:
        counts["gold"] += len(row.gold)
        for rule in ("whole", "meets"):
            hits, found = matched(row, whole=rule == "whole")
            counts[rule] += hits
            counts[f"{rule} found"] += found
        roots = {event.root for event in row.gold}
        plain = {event.root for event, claim in row.found if not claim.optional}
        hit = roots & {event.root for event, _ in row.found}
        counts["roots"] += len(roots)
        counts["root"] += len(hit)
        counts["root found"] += len(hit | plain)
        for event in row.gold:
            best = given(event, row.found)
            asked[event.root] += 1
            answered[best] += 1
            right[event.root] += best == event.root
    macro = sum(f1(right[root], asked[root], answered[root]) for root in asked) / max(1, len(asked))
    total = sum(asked.values())
    print(f"{name}: {len(rows)} sentences, {counts['gold']} events")
    print(f"  parties and root, whole sides: {scores(counts['whole'], counts['gold'], counts['whole found'])}")
    print(f"  parties and root, sides met:   {scores(counts['meets'], counts['gold'], counts['meets found'])}")
    print(f"  root alone:                    {scores(counts['root'], counts['roots'], counts['root found'])}")
    accuracy = 100 * sum(right.values()) / max(1, total)
    print(f"  parties given: root macro-F1 {macro:.1f}, accuracy {accuracy:.1f}, no claim {answered['']} of {total}")


def show(rows: list[Row], limit: int) -> None:
    for row in rows:
        missed = [event for event in row.gold if not any(event.is_whole(one) for one, _ in row.found)]
        if not missed or limit <= 0:
            continue
        limit -= 1
        print(row.text)
        for event in missed:
            print(f"   gold  {event.root} {sorted(event.sources)} > {sorted(event.targets)}")
        for event, claim in row.found:
            mark = "?" if claim.optional else " "
            words = claim.trigger.quote
            print(f"   found{mark}{event.root} {sorted(event.sources)} > {sorted(event.targets)} “{words}”")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--as-claimed", action="store_true", help="do not turn planned acts into AGREE and THREATEN")
    add_options(parser)
    options = parser.parse_args()
    rows = read_rows(options.data, load_packs(), half=options.half, as_claimed=options.as_claimed)
    measure(rows, "all sentences")
    measure([row for row in rows if not row.trained], "without those that trained the reader")
    show(rows, options.show)


if __name__ == "__main__":
    main()
