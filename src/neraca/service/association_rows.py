"""Measured reactions as plain rows: which events follow which in a history, and on what each figure rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words, languages, read_words
from neraca.publish.exports import Row
from neraca.publish.format import format_share
from neraca.records import MUTUAL_TYPES, Account, Association, HistoryEvent, Measurement, OddsRatio, PairOdds, Shape
from neraca.relate.associations import WITHIN_DAYS, measure_history
from neraca.service.history import History, account_history
from neraca.service.naming import names_for
from neraca.service.selection import Selection

ALL = Selection()

# Between whom the effect is, when the cause is from A to B.
_ENDS: Mapping[Shape, tuple[str, str]] = {
    Shape.BACK: ("B", "A"),
    Shape.AGAIN: ("A", "B"),
    Shape.TARGET_TO_THIRD: ("B", "C"),
    Shape.THIRD_TO_TARGET: ("C", "B"),
    Shape.ACTOR_TO_THIRD: ("A", "C"),
    Shape.THIRD_TO_ACTOR: ("C", "A"),
}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One language: its words and names."""

    words: Words
    names: Names


def measured_rows(
    account: Account,
    packs: Packs,
    selection: Selection = ALL,
    *,
    history: History | None = None,
    within_days: int = WITHIN_DAYS,
) -> list[Row]:
    """What follows what in a history, each with its sentence in every language.

    Where nothing holds or there is too little history, one row says so; none is left of what is not asked for.

    `status` is `confirmed` where an association holds, `none` where none does, `too_little` where there is not enough
    history to look. `odds_ratio` is that of the later days, on which it was not looked for; `found` has the one of the
    earlier days. `scope` is `pooled`, or `pair` for the figure of one pair, drawn towards that of all; a party whose
    pairs have too few cases gets the pooled one, and the sentence says so. `after` and `before` are ids of (cause,
    effect) on either side: events of the account, or rows of the table.

    Args:
        account: Its events are the history, where no other is given.
        packs: Names.
        selection: A party or type that rows are about; days that the history is cut to.
        history: A history from elsewhere.
        within_days: How many days after a cause count.
    """
    own = history is None
    used = (account_history(account) if history is None else history).between(selection.since, selection.until)
    measured = measure_history(used.events, within_days=within_days)
    spoken = [_Spoken(read_words(code), names_for(packs, code)) for code in languages()]
    base = _history_row(used, measured, own=own)
    rows = [
        _finish(row, account, own=own)
        for association in measured.associations
        if selection.type in (None, association.cause, association.effect)
        for row in _association_rows(association, used.events, base, actor=selection.actor, spoken=spoken)
    ]
    return rows if measured.associations else [_empty_row(measured, base, spoken)]


def _history_row(history: History, measured: Measurement, *, own: bool) -> Row:
    return {
        "kind": "measured",
        "within_days": measured.within_days,
        "history": {
            "own": own,
            "events": measured.events,
            "days": measured.days,
            "pairs": measured.pairs,
            "undated": history.undated,
            "other": history.other,
            "damaged": len(history.damaged),
            "tested": measured.tested,
            "together": measured.together,
            "screened": measured.screened,
        },
    }


def _empty_row(measured: Measurement, base: Row, spoken: Sequence[_Spoken]) -> Row:
    searched = measured.enough and measured.tested > 0
    key = "association-none" if searched else "history-short"
    return {
        **base,
        "status": "none" if searched else "too_little",
        "sentence": {
            one.words.language: one.words.say(
                key,
                **{
                    name: _whole(value, one.words)
                    for name, value in (
                        ("events", measured.events),
                        ("days", measured.days),
                        *((("tested", measured.tested),) if searched else ()),
                    )
                },
            )
            for one in spoken
        },
        "events": [],
        "claims": [],
    }


def _association_rows(
    association: Association,
    events: Iterable[HistoryEvent],
    base: Row,
    *,
    actor: str | None,
    spoken: Sequence[_Spoken],
) -> Iterator[Row]:
    """The row of all pairs; where a party is asked for, those of its own pairs instead, if any has enough cases."""
    row = {
        **base,
        "status": "confirmed",
        "id": association.id,
        "cause": association.cause,
        "effect": association.effect,
        "shape": association.shape.value,
        "q": association.q,
        "pairs": association.pairs,
        "found": {"order": _odds_row(association.order_found), "level": _odds_row(association.level_found)},
    }
    own_pairs = [one for one in association.own_pairs if actor in (one.source, one.target)]
    if not own_pairs:
        too_few = None if actor is None else (actor, _count_cases(association, events, actor))
        yield {
            **row,
            "scope": "pooled",
            "source": None,
            "target": None,
            **_odds_row(association.order),
            "level": _odds_row(association.level),
            "own": None,
            "sentence": {one.words.language: _pooled_sentence(association, one, too_few=too_few) for one in spoken},
            "after": [list(pair) for pair in association.after],
            "before": [list(pair) for pair in association.before],
        }
    for pair in own_pairs:
        yield {
            **row,
            "scope": "pair",
            "source": pair.source,
            "target": pair.target,
            **_odds_row(pair.odds),
            "level": None,
            "own": pair.own,
            "sentence": {one.words.language: _pair_sentence(association, pair, one) for one in spoken},
            "after": [list(case) for case in pair.after],
            "before": [list(case) for case in pair.before],
        }


def _count_cases(association: Association, events: Iterable[HistoryEvent], actor: str) -> int:
    """In how many cases the actor is a party of the cause."""
    its_own = {event.id for event in events if actor in (event.source, event.target)}
    return sum(cause in its_own for cause, _ in (*association.after, *association.before))


def _odds_row(odds: OddsRatio) -> Row:
    return {
        "odds_ratio": odds.ratio,
        "low": odds.low,
        "high": odds.high,
        "p": odds.p,
        "case": odds.case,
        "reference": odds.reference,
    }


def _finish(row: Row, account: Account, *, own: bool) -> Row:
    """The row with the events and claims of its cases, where they are the account's."""
    named = {one for pair in (*row["after"], *row["before"]) for one in pair} if own else set()
    events = [event for event in account.events if event.id in named]
    return {
        **row,
        "events": [event.id for event in events],
        "claims": sorted({claim for event in events for claim in event.claims}),
    }


def _pooled_sentence(association: Association, spoken: _Spoken, *, too_few: tuple[str, int] | None) -> str:
    ends = {"A": "A", "B": "B", "C": "C"}
    said = spoken.words.say(
        "association",
        **_parts(association, association.order, ends, spoken),
        pairs=_whole(association.pairs, spoken.words),
    )
    if too_few is None:
        return said
    who, cases = too_few
    return f"{said} {spoken.words.count('association-sparse', cases, who=spoken.names.actor(who))}"


def _pair_sentence(association: Association, pair: PairOdds, spoken: _Spoken) -> str:
    ends = {"A": spoken.names.actor(pair.source), "B": spoken.names.actor(pair.target)}
    return spoken.words.say(
        "association-own" if pair.odds.raised else "association-even",
        **_parts(association, pair.odds, ends, spoken),
        own=format_share(pair.own, spoken.words),
    )


def _parts(association: Association, odds: OddsRatio, ends: Mapping[str, str], spoken: _Spoken) -> dict[str, object]:
    words = spoken.words
    one, other = _ENDS[association.shape]
    if association.effect in MUTUAL_TYPES:
        one, other = sorted((one, other))
    return {
        "cause": words.say(f"act.{association.cause}", a=ends["A"], b=ends["B"]),
        "effect": words.say(f"act.{association.effect}", a=ends[one], b=ends[other]),
        "n": _whole(association.within_days, words),
        "ratio": _decimal(odds.ratio, words),
        "low": _decimal(odds.low, words),
        "high": _decimal(odds.high, words),
    }


def _decimal(value: float, words: Words) -> str:
    return f"{value:.2f}".replace(".", words.decimal)


def _whole(value: int, words: Words) -> str:
    return f"{value:,}".replace(",", words.group)
