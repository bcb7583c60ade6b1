"""Measure which days count: date-F1 against journalists' timelines (T17: egypt, haiti, h1n1; research only).

python bench/timelines.py [../shared/data/t17] [--claims]

For each timeline of L days the program names L days, and date-F1 is the share of days that both name. Three questions:

    within    days from the timeline's first to its last, by all articles of the topic, as published work asks
    as of     any day up to the timeline's last, by the articles published up to then: what its author could know
    any       any day at all, by all articles

Mentions of days come from sentences that others tagged, from our own reading of the articles' times, or (`--claims`,
some ten minutes) from the claims found in them, which is what the dossier has. Each is scored by counting mentions of
single days, by counting articles, and by the program's rule (relate/days.py). `chance` is what a random choice among
the days that the articles name expects: within a timeline that leaves out few days it is high, and says how little a
figure means there. `mean` is over timelines; `topics` over topics, each with the mean of its own timelines.
`left out` chooses the rule among 36 on the other two topics and scores it on the third.
"""

from __future__ import annotations

import argparse
import ast
import csv
import hashlib
import itertools
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

from neraca.annotate.sentences import split_sentences
from neraca.annotate.times import find_times
from neraca.link.lineage import find_derivations
from neraca.packs.catalogue import load_packs
from neraca.packs.language import load_language
from neraca.pipeline.reading import analyse_safely
from neraca.records import Document, Found, TimeSpan
from neraca.relate.days import RULE, DayMention, DayRule, mention_days, rank_days
from neraca.weigh.witnesses import find_roots

T17 = Path(__file__).parents[2] / "shared" / "data" / "t17"
TOPICS = ("egypt", "haiti", "h1n1")
COUNTING = DayRule(power=1.0, echo=0.0, widest=1)
ARTICLES = DayRule(power=0.0, echo=0.0, widest=1)
GRID = tuple(
    DayRule(power=power, echo=echo, widest=widest)
    for power, echo, widest in itertools.product((0.25, 0.5, 1.0), (0.0, 0.5, 1.0, 2.0), (1, 7, 31))
)
QUESTIONS = ("within", "as of", "any")
# The texts come as tokens with brackets and quotation marks spelled out; articles do not.
SPELLED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "\\/": "/"}
JOINED = ((r" +([,.;:?!%)\]])", r"\1"), (r"([(\[$]) +", r"\1"), (r" (n't|'s|'re|'ve|'m|'ll|'d)\b", r"\1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Articles on one matter, and what journalists made of it.

    Attributes:
        articles: With their tokens joined again.
        roots: Original of each copy among them.
        timelines: Days of each.
        mentions: What names days.
    """

    name: str
    articles: tuple[Document, ...]
    roots: Mapping[str, str]
    timelines: tuple[frozenset[date], ...]
    mentions: tuple[DayMention, ...] = ()


def read_topic(folder: Path) -> Topic:
    csv.field_size_limit(sys.maxsize)
    with (folder / "outputwithpub.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["date"], join_tokens(row["text"])) for row in csv.DictReader(file)]
    articles = tuple(_document(f"{place:03}.txt", text, day) for place, (day, text) in enumerate(rows) if text)
    with (folder / "outputTimelinesTime.csv").open(encoding="utf-8", newline="") as file:
        told = [ast.literal_eval(row["time"]) for row in csv.DictReader(file)]
    return Topic(
        name=folder.name,
        articles=articles,
        roots=find_roots(find_derivations(articles)),
        timelines=tuple(frozenset(date.fromisoformat(day[:10]) for day in days) for days in told),
    )


def join_tokens(text: str) -> str:
    """Tokens as running text."""
    text = unicodedata.normalize("NFC", text.strip())
    for spelled, mark in SPELLED.items():
        text = text.replace(spelled, mark)
    for pattern, joined in JOINED:
        text = re.sub(pattern, joined, text)
    return text


def _document(name: str, text: str, day: str) -> Document:
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language="en",
        text=text,
        published=Found(value=day, how="given"),
    )


def own_mentions(topic: Topic) -> Iterator[DayMention]:
    """Every time expression that is read in the articles, with the days that it means."""
    language, days = load_language("en"), {article.id: article.day for article in topic.articles}
    for article in topic.articles:
        source = topic.roots.get(article.id, article.id)
        for when in find_times(article, split_sentences(article, language), language):
            if when.span is not None:
                yield DayMention(span=when.span, source=source, published=days[source])


def claim_mentions(topic: Topic) -> Iterator[DayMention]:
    """The times of the claims that are found in the articles."""
    packs = load_packs()
    readings = (analyse_safely(article, packs).reading for article in topic.articles)
    claims = [claim for reading in readings if reading is not None for claim in reading.claims]
    return mention_days(claims, topic.articles, roots=topic.roots)


def tagged_mentions(topic: Topic, folder: Path) -> Iterator[DayMention]:
    """The sentences that others dated, each in the articles that hold it."""
    holders: dict[str, set[str]] = {}
    days = {article.id: article.day for article in topic.articles}
    for article in topic.articles:
        for line in article.text.split("\n"):
            holders.setdefault(line.strip(), set()).add(topic.roots.get(article.id, article.id))
    with (folder / topic.name / "time-sent.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["time"][:10])
            span = TimeSpan(start=day, end=day + timedelta(days=1))
            for sentence in ast.literal_eval(row["Sentences"]):
                for source in sorted(holders.get(join_tokens(sentence), {"?"})):
                    yield DayMention(span=span, source=source, published=days.get(source))


def date_f1(named: Iterable[date], gold: frozenset[date]) -> float:
    chosen = set(named)
    return 2 * len(chosen & gold) / (len(chosen) + len(gold))


def candidates(topic: Topic, gold: frozenset[date], question: str, rule: DayRule) -> list[date]:
    """The days that may be named, the weightiest first."""
    first, last = min(gold), max(gold)
    known = topic.mentions
    if question == "as of":
        known = tuple(one for one in known if one.published is None or one.published <= last)
    days = [one.day for one in rank_days(known, rule)]
    if question == "any":
        return days
    return [day for day in days if day <= last and (question == "as of" or day >= first)]


def score(topic: Topic, question: str, rule: DayRule) -> list[float]:
    """Date-F1 of each timeline."""
    return [date_f1(candidates(topic, gold, question, rule)[: len(gold)], gold) for gold in topic.timelines]


def chance(topic: Topic, question: str) -> list[float]:
    """What a random choice among the days that are named expects."""
    found = []
    for gold in topic.timelines:
        days = candidates(topic, gold, question, COUNTING)
        size = min(len(gold), len(days))
        hits = size * sum(day in gold for day in days) / max(1, len(days))
        found.append(2 * hits / max(1, size + len(gold)))
    return found


def left_out(topics: Sequence[Topic], question: str) -> tuple[list[list[float]], list[DayRule]]:
    """Scores of each topic by the rule that is best on the others, of equal ones the one nearest to the program's."""
    chosen = []
    for topic in topics:
        others = [one for one in topics if one is not topic]

        def merit(rule: DayRule, others: Sequence[Topic] = others) -> tuple[float, float, float, int]:
            mean = fmean(fmean(score(one, question, rule)) for one in others)
            return mean, -abs(rule.power - RULE.power), -abs(rule.echo - RULE.echo), rule.widest

        chosen.append(max(GRID, key=merit))
    return [score(topic, question, rule) for topic, rule in zip(topics, chosen, strict=True)], chosen


def line(label: str, scores: Sequence[Sequence[float]]) -> str:
    each = " ".join(f"{one:.2f}" for one in itertools.chain(*scores))
    return f"    {label:9} mean {fmean(itertools.chain(*scores)):.3f}  topics {fmean(map(fmean, scores)):.3f}  ({each})"


def report(topics: Sequence[Topic]) -> Iterator[str]:
    for question in QUESTIONS:
        yield f"  {question}"
        yield line("chance", [chance(topic, question) for topic in topics])
        for label, rule in (("mentions", COUNTING), ("articles", ARTICLES), ("rule", RULE)):
            yield line(label, [score(topic, question, rule) for topic in topics])
        scores, rules = left_out(topics, question)
        yield line("left out", scores) + "  " + "; ".join(f"{r.power:g} {r.echo:g} {r.widest}" for r in rules)


def with_mentions(topics: Iterable[Topic], find: Callable[[Topic], Iterable[DayMention]]) -> list[Topic]:
    return [
        Topic(
            name=topic.name,
            articles=topic.articles,
            roots=topic.roots,
            timelines=topic.timelines,
            mentions=tuple(find(topic)),
        )
        for topic in topics
    ]


def measure(folder: Path) -> dict[str, float]:
    """Date-F1 of the program's rule on its own reading of times, by question and kind of mean."""
    topics = with_mentions([read_topic(folder / name) for name in TOPICS], own_mentions)
    figures = {}
    for question in QUESTIONS:
        scores = [score(topic, question, RULE) for topic in topics]
        name = question.replace(" ", "_")
        figures[name] = fmean(itertools.chain(*scores))
        figures[f"{name}_topics"] = fmean(map(fmean, scores))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("t17", type=Path, nargs="?", default=T17, help="the folder with the three topics")
    parser.add_argument("--claims", action="store_true", help="measure the claims' times as well")
    options = parser.parse_args()
    topics = [read_topic(options.t17 / name) for name in TOPICS]
    for topic in topics:
        sizes = ", ".join(f"{len(gold)} of {(max(gold) - min(gold)).days + 1}" for gold in topic.timelines)
        copies = len(topic.roots.keys() - set(topic.roots.values()))
        print(f"{topic.name}: {len(topic.articles)} articles, {copies} of them copies; days in timelines: {sizes}")
    kinds: list[tuple[str, Callable[[Topic], Iterable[DayMention]]]] = [
        ("sentences tagged by others", lambda topic: tagged_mentions(topic, options.t17)),
        ("our own times", own_mentions),
    ]
    if options.claims:
        kinds.append(("times of claims", claim_mentions))
    for label, find in kinds:
        print(label, flush=True)
        for row in report(with_mentions(topics, find)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
