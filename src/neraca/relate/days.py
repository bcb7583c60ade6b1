"""Which days of a matter count: weighed by the articles that name them, and above all by those that look back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, log1p

from neraca.records import Claim, Document, RankedDay, TimeSpan

_DAY = timedelta(days=1)
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMention:
    """A place in a text that names a day or a stretch of days.

    Attributes:
        span: What it names.
        source: The document, or the original that the document repeats: copies say nothing of their own.
        published: The source's day; None when undated.
        claim: Id of the claim that it belongs to, or "".
    """

    span: TimeSpan
    source: str
    published: date | None
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """How mentions make the weight of a day.

    A day weighs the sum over its sources of s ** `power`, where s is the sum over the source's mentions of the day of
    (1 + `echo` * ln(1 + days from the day to publication)) / (days that the mention spans).

    So an article that names a day ten times counts less than ten that name it once; who looks back counts more than who
    reports from the same day, since what was forgotten the week after was no landmark; and a month names each of its
    days a little. What is published before the day has no echo, and spans of more than `widest` days name no day.

    Attributes:
        power: 1 adds mentions up; near 0 counts sources.
        echo: How much looking back is worth.
        widest: In days.
    """

    power: float = 0.5
    echo: float = 1.0
    widest: int = 31


# Set by hand: docs/timeline.md says what leaving one topic out confirms of it, and what it does not.
RULE = DayRule()


def rank_days(mentions: Iterable[DayMention], rule: DayRule = RULE) -> tuple[RankedDay, ...]:
    """Every day that a mention names, the weightiest first; of equal days the earlier. Any order gives the same."""
    named: dict[date, dict[str, list[tuple[float, DayMention]]]] = {}
    for mention in mentions:
        for day, weight in _days_of(mention, rule):
            named.setdefault(day, {}).setdefault(mention.source, []).append((weight, mention))
    weights = {day: _weigh(sources, rule) for day, sources in named.items()}
    heaviest = max(weights.values(), default=1.0)
    ranked = [_ranked(day, sources, weight=weights[day], heaviest=heaviest) for day, sources in named.items()]
    return tuple(sorted(ranked, key=lambda one: (-one.weight, one.day)))


def mention_days(
    claims: Iterable[Claim], documents: Iterable[Document], *, roots: Mapping[str, str]
) -> Iterator[DayMention]:
    """What an account's claims name, in their order.

    Args:
        claims: All of them.
        documents: At least theirs.
        roots: The original of each document that repeats one.
    """
    published = {document.id: document.day for document in documents}
    for claim in claims:
        if claim.when is not None and claim.when.span is not None:
            source = roots.get(claim.document, claim.document)
            day = published.get(source, published[claim.document])
            yield DayMention(span=claim.when.span, source=source, published=day, claim=claim.id)


def _days_of(mention: DayMention, rule: DayRule) -> Iterator[tuple[date, float]]:
    start, end = mention.span.start, mention.span.end
    if start is None or end is None or (end - start).days > rule.widest:
        return
    width = (end - start).days
    for ahead in range(width):
        day = start + ahead * _DAY
        back = 0 if mention.published is None else max(0, (mention.published - day).days)
        yield day, (1.0 + rule.echo * log1p(back)) / width


def _weigh(sources: Mapping[str, list[tuple[float, DayMention]]], rule: DayRule) -> float:
    shares = (fsum(weight for weight, _ in listed) ** rule.power for listed in sources.values())
    return round(fsum(shares), _DIGITS)


def _ranked(
    day: date, sources: Mapping[str, list[tuple[float, DayMention]]], *, weight: float, heaviest: float
) -> RankedDay:
    mentions = [mention for listed in sources.values() for _, mention in listed]
    later = {mention.source for mention in mentions if mention.published is not None and mention.published > day}
    return RankedDay(
        day=day,
        weight=weight,
        share=round(weight / heaviest, _DIGITS) if heaviest else 0.0,
        sources=len(sources),
        later=len(later),
        claims=tuple(sorted({mention.claim for mention in mentions if mention.claim})),
    )
