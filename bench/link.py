"""Measure linking: articles a second and recall of edited copies; claims a second from grouping to ledger.

python bench/link.py [--documents 20000] [--claims 20000] [--articles FOLDER] [--reuse FOLDER]

The first FOLDER holds IndoSum's `*.jsonl`, the second the Indonesian reuse corpus (bench/lineage.py, bench/reuse.py);
without them only invented text is measured. Prints one JSON object a line; seconds are of this process's own CPU time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import reuse
from lineage import FIRST, document, measure_levels, measure_speed, real

from neraca.link import group_claims
from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Document,
    Evidence,
    Item,
    Mention,
    MentionForm,
    Quantity,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
    When,
)
from neraca.relate import build_ledger
from neraca.weigh import assess_groups, find_roots


def invented_claims(count: int) -> tuple[list[Document], list[Claim]]:
    """Claims as crowded as one crisis makes them: half of them between one pair of states."""
    chance = random.Random(5)
    documents = [
        document(f"{at}", f"Teks {at}.", day=chance.randint(0, 900), outlet=f"Media {at % 40}")
        for at in range(count // 8)
    ]
    return documents, list(claims_of(chance, documents, count=count))


def claims_of(chance: random.Random, documents: list[Document], *, count: int) -> Iterator[Claim]:
    states = ["PRK", "RUS"] + [f"S{at:02}" for at in range(60)]
    classes = ["troops", "munitions", "missiles", "energy", "food", "labour", "technology", "other"]
    types = ["AID", "AID", "CONSULT", "ACCUSE", "SUPPORT", "MOBILIZE", "ASSAULT"]
    ids = [one.id for one in documents]
    days = {one.id: one.day or FIRST for one in documents}

    def part(words: str, at: int, own: str) -> Evidence:
        return Evidence(document=own, span=Span(start=at, end=at + len(words)), quote=words)

    for number in range(count):
        own, at = chance.choice(ids), 200 * (number % 50)
        pair = ["PRK", "RUS"] if chance.random() < 0.5 else chance.sample(states, 2)
        chance.shuffle(pair)
        start = days[own] - timedelta(days=chance.randint(0, 60))
        yield Claim(
            evidence=part("x" * 80 + str(number), at, own),
            trigger=part("x", at, own),
            event=chance.choice(types),
            stage=chance.choice((Stage.OCCURRED, Stage.OCCURRED, Stage.ONGOING, Stage.PLANNED, Stage.PREDICTED)),
            negated=chance.random() < 0.03,
            certainty=chance.choice(tuple(Certainty)),
            actors=(Mention(evidence=part("aaa", at, own), actor=pair[0], form=MentionForm.NAME),),
            recipients=(Mention(evidence=part("bbb", at, own), actor=pair[1], form=MentionForm.NAME),)
            if chance.random() < 0.85
            else (),
            items=tuple(
                Item(evidence=part(one, at + 9, own), item_class=one)
                for one in chance.sample(classes, chance.randint(0, 2))
            ),
            quantities=(
                Quantity(
                    evidence=part("1000", at + 5, own),
                    low=Decimal(chance.randint(1, 20) * 1000),
                    high=None,
                    unit="person",
                ),
            ),
            when=When(
                evidence=part("w", at, own),
                span=TimeSpan(start=start, end=start + timedelta(days=chance.randint(1, 40))),
            )
            if chance.random() < 0.4
            else None,
            attributions=(
                Attribution(
                    evidence=part("v", at, own),
                    who=(chance.choice(states),),
                    kind=VoiceKind.GOVERNMENT,
                    stance=Stance.DENIES if chance.random() < 0.1 else Stance.ASSERTS,
                ),
            ),
        )


def measure_claims(count: int) -> dict[str, object]:
    documents, claims = invented_claims(count)
    times, clock = {}, time.process_time()

    def lap(name: str) -> None:
        nonlocal clock
        times[name], clock = round(time.process_time() - clock, 2), time.process_time()

    groups = group_claims(claims, documents)
    lap("group_s")
    events = assess_groups(groups, documents=documents, derivations=())
    lap("assess_s")
    entries = build_ledger(events, claims, roots=find_roots(()))
    lap("ledger_s")
    return {"measure": "claims", "claims": count, "events": len(events), "entries": len(entries), **times}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--reuse", type=Path)
    options = parser.parse_args()
    if options.articles is not None:
        print(json.dumps(measure_levels(real(options.articles))))
    if options.reuse is not None:
        for row in reuse.rows(options.reuse):
            print(json.dumps(row))
    if options.claims:
        print(json.dumps(measure_claims(options.claims)))
    if options.documents:
        print(json.dumps(measure_speed(options.documents)))


if __name__ == "__main__":
    main()
