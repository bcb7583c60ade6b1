"""Claims in single sentences of real news against our labels: `python bench/claims.py ../shared/data`.

The labels (training/corpus/acts_*.jsonl) hold offsets and digests; the sentences stay in the data sets. A claim found
counts when it has the type of a gold act and meets its trigger; its parties when every gold party is met by one of the
claim's mentions on that side and none is left over (a sentence out of context: parties the labels leave out are not
asked for, and for acts of equal parties both sides count as one). Optional acts count neither way. The test part
was not read while rules were written; `--held-out` takes of the training parts the sixth that trained nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document, Evidence

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.corpora import guess_spaces
from training.sources import OWN, all_sentences, digest_of

PARTS = {"acts_id_test": "id", "acts_id_train": "id", "acts_en_train": "en"}
HELD_OUT = 6  # as in training/make.py
Range = tuple[int, int]


@dataclass(frozen=True)
class Act:
    """A gold act in offsets of the written sentence."""

    type: str
    trigger: Range
    actor: tuple[Range, ...]
    recipient: tuple[Range, ...]
    stage: str
    negated: bool
    certainty: str
    optional: bool


def written(words: list[str]) -> tuple[str, dict[int, int]]:
    """The sentence as it is printed, and for each offset in the words joined by spaces its offset there."""
    text, place, moved = "", 0, {}
    for word, space in zip(words, guess_spaces(words), strict=True):
        text += " " if space and text else ""
        for number in range(len(word) + 1):
            moved[place + number] = len(text) + number
        text += word
        place += len(word) + 1
    return text, moved


def read_gold(path: Path, folder: Path, every: int) -> list[tuple[str, list[Act]]]:
    lines = path.read_text(encoding="utf-8").splitlines()[::every]
    rows = {row["digest"]: row["acts"] for row in map(json.loads, lines)}
    gold, seen = [], set()
    for words in all_sentences(folder):
        digest = digest_of(words)
        if digest in rows and digest not in seen:
            seen.add(digest)
            text, moved = written(words)
            gold.append((text, [_act(act, moved) for act in rows[digest]]))
    return gold


def _act(row: dict[str, Any], moved: dict[int, int]) -> Act:
    def ranges(name: str) -> tuple[Range, ...]:
        return tuple((moved[start], moved[end]) for start, end in row.get(name, ()))

    start, end = row["trigger"]
    return Act(
        type=row["type"],
        trigger=(moved[start], moved[end]),
        actor=ranges("actor"),
        recipient=ranges("recipient"),
        stage=row["stage"],
        negated=row.get("negated", False),
        certainty=row.get("certainty", "plain"),
        optional=row.get("optional", False),
    )


def meets(range_: Range, evidence: Evidence) -> bool:
    return range_[0] < evidence.span.end and evidence.span.start < range_[1]


def side(gold: tuple[Range, ...], found: Iterable[Evidence]) -> bool:
    evidence = list(found)
    return all(any(meets(one, other) for other in evidence) for one in gold) and all(
        any(meets(one, other) for one in gold) for other in evidence
    )


def parties(act: Act, claim: Claim) -> tuple[bool, bool]:
    actors = [mention.evidence for mention in claim.actors]
    recipients = [mention.evidence for mention in claim.recipients]
    if act.actor and not act.recipient and len(actors) + len(recipients) > 1:
        both = side(act.actor, actors + recipients)
        return both, both
    return side(act.actor, actors), side(act.recipient, recipients)


def measure(gold: list[tuple[str, list[Act]]], language: str, packs: Packs, *, show: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, acts in gold:
        plain = unicodedata.normalize("NFC", text)
        document = Document(name="bench.txt", sha256="0" * 64, media_type="text/plain", language=language, text=plain)
        free = list(analyse(document, packs).claims)
        missed: list[Act] = []
        for act in sorted(acts, key=lambda act: act.optional):
            same = [claim for claim in free if claim.event == act.type and meets(act.trigger, claim.trigger)]
            same = same or [claim for claim in free if claim.event == act.type and meets(act.trigger, claim.evidence)]
            if same:
                free.remove(same[0])
            if act.optional:
                continue
            counts["gold"] += 1
            if not same:
                missed.append(act)
                continue
            claim = same[0]
            actor, recipient = parties(act, claim)
            counts["event"] += 1
            counts["actor"] += actor
            counts["recipient"] += recipient
            counts["triple"] += actor and recipient
            counts["stage"] += claim.stage.value == act.stage
            counts["negated"] += claim.negated == act.negated
            counts["certainty"] += claim.certainty.value == act.certainty
        wrong = [claim for claim in free if not claim.optional]
        counts["extra"] += len(wrong)
        if show and (missed or wrong):
            show -= 1
            print(text)
            for act in missed:
                print(f"   missed {act.type} “{text[slice(*act.trigger)]}”")
            for claim in wrong:
                print(f"   extra  {claim.event} “{claim.trigger.quote}”")
    return counts


def f1(right: int, gold: int, found: int) -> float:
    return 200 * right / max(1, gold + found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append", help="which labels; all of them when not given")
    parser.add_argument("--held-out", action="store_true", help="of the training labels, those kept from training")
    parser.add_argument("--show", type=int, default=0, help="print so many sentences with what was missed")
    options = parser.parse_args()
    packs = load_packs()
    for name in options.part or PARTS:
        every = HELD_OUT if options.held_out and name.endswith("train") else 1
        gold_acts = read_gold(OWN / f"{name}.jsonl", options.data, every)
        counts = measure(gold_acts, PARTS[name], packs, show=options.show)
        gold, event = counts["gold"], counts["event"]
        found = event + counts["extra"]
        shares = " ".join(
            f"{field} {100 * counts[field] / max(1, event):.1f}"
            for field in ("actor", "recipient", "stage", "negated", "certainty")
        )
        print(
            f"{name}: event F1 {f1(event, gold, found):.1f} (P {100 * event / max(1, found):.1f}"
            f" R {100 * event / max(1, gold):.1f}) triple F1 {f1(counts['triple'], gold, found):.1f};"
            f" of those found {shares}"
        )


if __name__ == "__main__":
    main()
