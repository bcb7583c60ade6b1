"""Measure estimates of amounts on simulated events with families of copies.

python bench/counts.py [--events 1200] [--seeds 5]

Each event has a true amount and two to six reports by different sources; a source has a bias, a spread and a share of
gross errors of its own, amounts from 1,000 on are rounded to one digit, some reports are copied up to 24 times by other
outlets, and one copy in twenty changes the amount. Everything goes through `weigh_events`, as claims of documents.
Prints one JSON object a line: for each seed, then the mean of all, how often the estimate is within 25 % of the truth
and how often the interval of 80 % holds it, with the sources' habits learnt from all events and without; beside them
the most frequent amount of all articles, the median of articles and the median of families.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, median

from neraca.records import Certainty, Claim, Evidence, Item, Mention, MentionForm, Quantity, Span, Stage
from neraca.records.values import FigureGroup
from neraca.weigh.counts import weigh_events, weigh_figures

SOURCES = 40
WITHIN = math.log(1.25)


@dataclass(frozen=True)
class Outlet:
    bias: float
    spread: float
    gross: float
    copied: bool


@dataclass(frozen=True)
class Event:
    truth: float
    families: list[list[int]]  # the amount of the first report, then those of its copies
    claims: list[Claim]


def make_claim(document: str, amount: int) -> Claim:
    words = str(amount)

    def evidence(quote: str, start: int) -> Evidence:
        return Evidence(document=document, span=Span(start=start, end=start + len(quote)), quote=quote)

    return Claim(
        evidence=evidence("x" * 60, 0),
        trigger=evidence("sends", 4),
        event="AID",
        stage=Stage.OCCURRED,
        negated=False,
        certainty=Certainty.PLAIN,
        actors=(Mention(evidence=evidence("PRK", 0), actor="PRK", form=MentionForm.NAME),),
        items=(Item(evidence=evidence("troops", 30), item_class="troops"),),
        quantities=(Quantity(evidence=evidence(words, 20), low=Decimal(amount), high=Decimal(amount), unit="person"),),
    )


def reported(truth: float, outlet: Outlet, chance: random.Random) -> int:
    amount = truth * math.exp(chance.gauss(outlet.bias, outlet.spread))
    if chance.random() < outlet.gross:
        amount = truth * chance.choice((0.1, 0.3, 3, 10))
    return int(float(f"{amount:.1g}")) if amount > 1000 else max(1, round(amount))


def simulate(events: int, seed: int) -> tuple[list[Event], dict[str, str], dict[str, str]]:
    """Events, the root of each copy, the outlet of each document."""
    chance = random.Random(seed)
    outlets = [
        Outlet(
            bias=chance.gauss(0, 0.15),
            spread=chance.choices((0.08, 0.25, 0.6), (35, 45, 20))[0],
            gross=chance.choices((0.02, 0.1, 0.3), (50, 35, 15))[0],
            copied=at < SOURCES // 8,
        )
        for at in range(SOURCES)
    ]
    made, roots, names = [], {}, {}
    for at in range(events):
        truth = math.exp(chance.gauss(math.log(800), 1.6))
        families, claims = [], []
        for number, source in enumerate(chance.sample(range(SOURCES), chance.randint(2, 6))):
            root = f"doc-{at}-{number}"
            amounts = [reported(truth, outlets[source], chance)]
            copied = outlets[source].copied or chance.random() < 0.15
            copies = min(24, int(chance.paretovariate(0.7))) if copied else 0
            names[root] = f"outlet {source}"
            for copy in range(copies):
                changed = chance.choice((0.5, 2)) if chance.random() < 0.05 else 1
                amounts.append(max(1, round(amounts[0] * changed)))
                roots[f"{root}-{copy}"] = root
                names[f"{root}-{copy}"] = f"outlet {chance.randrange(SOURCES)}"
                claims.append(make_claim(f"{root}-{copy}", amounts[-1]))
            claims.append(make_claim(root, amounts[0]))
            families.append(amounts)
        made.append(Event(truth, families, claims))
    return made, roots, names


def near(guess: float, truth: float) -> bool:
    return abs(math.log(guess / truth)) <= WITHIN


def score(events: Sequence[Event], weighed: Sequence[Sequence[FigureGroup]]) -> tuple[float, float, float]:
    """Shares of estimates that are near and of intervals that hold the truth; median width as a factor."""
    pairs = [(event.truth, groups[0].estimate) for event, groups in zip(events, weighed, strict=True)]
    found = [(truth, estimate) for truth, estimate in pairs if estimate is not None]
    right = [max(float(one.best), 0.5) for _, one in found]
    return (
        sum(near(best, truth) for best, (truth, _) in zip(right, found, strict=True)) / len(pairs),
        sum(float(one.low) <= truth <= float(one.high) for truth, one in found) / len(pairs),
        median(float(one.high) / max(float(one.low), 1) for _, one in found),
    )


def measure(events: int, seed: int) -> dict[str, float]:
    made, roots, outlets = simulate(events, seed)
    start = time.process_time()
    weighed = weigh_events([event.claims for event in made], roots=roots, published={}, outlets=outlets)
    seconds = time.process_time() - start
    alone = [weigh_figures(event.claims, roots=roots, published={}, outlets=outlets) for event in made]
    best, covered, width = score(made, weighed)
    best_alone, covered_alone, width_alone = score(made, alone)
    articles = [[amount for family in event.families for amount in family] for event in made]

    def share(guesses: list[float]) -> float:
        return sum(near(guess, event.truth) for guess, event in zip(guesses, made, strict=True)) / len(made)

    return {
        "near": best,
        "covered": covered,
        "width": width,
        "near_without_habits": best_alone,
        "covered_without_habits": covered_alone,
        "width_without_habits": width_alone,
        "near_majority": share([Counter(sorted(one)).most_common(1)[0][0] for one in articles]),
        "near_median_of_articles": share([median(one) for one in articles]),
        "near_median_of_families": share([median(family[0] for family in event.families) for event in made]),
        "claims_per_cpu_s": sum(len(event.claims) for event in made) / seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1200)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    rows = []
    for seed in range(options.seeds):
        rows.append(measure(options.events, seed))
        print(json.dumps({"seed": seed} | {name: round(value, 3) for name, value in rows[-1].items()}), flush=True)
    print(json.dumps({"seed": "mean"} | {name: round(mean(row[name] for row in rows), 3) for name in rows[0]}))


if __name__ == "__main__":
    main()
