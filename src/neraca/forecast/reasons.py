"""The reasons of an answer: rules that held before, habits, popularity, company; what each adds, and past cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.candidates import FADE, TOGETHER, Candidates
from neraca.forecast.company import USED_DAYS, USED_PARTNERS, latest_partners
from neraca.forecast.confidences import CELLS, FREQUENCIES, LAG_DAYS, LAGS, cells_of
from neraca.forecast.dyads import turn_round
from neraca.forecast.learned import Learned
from neraca.forecast.state import State, find
from neraca.forecast.table import EventTable
from neraca.forecast.traits import TRAITS
from neraca.records import Driver

LEAST_CASES = 20
"""Cases that a rule needs to be shown as a reason."""
MOST_RULES = 5
MOST_EVENTS = 5
"""Past events named behind a reason."""
CERTAINTY = 1.96
"""Of the lower bound, as a quantile of the normal distribution: 95 %."""

_KINDS = tuple(trait.kind for trait in TRAITS)
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A candidate to be explained: the history, the question, and which of the candidates."""

    table: EventTable
    state: State
    learned: Learned
    day: int
    subject: int
    relation: int
    found: Candidates
    number: int | np.intp

    @property
    def actor(self) -> int:
        """Number of the candidate."""
        return int(self.found.actor[self.number])

    @property
    def dyad(self) -> int:
        """Number of the dyad; -1 where the two never met."""
        return int(self.found.dyad[self.number])


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that speaks for a candidate.

    Attributes:
        triple: What happened between the two.
        share: Its part of what all rules add.
        held: How often the rule held.
        tried: How often it could have.
        low: Lower bound of the share.
        days: Last day of its lag bucket, "" for the oldest.
    """

    triple: int
    share: float
    held: int
    tried: int
    low: float
    days: str


def lower_bound(held: float, tried: float) -> float:
    """Lower end of the 95 % interval of a share (Wilson 1927); 0 without cases."""
    if tried <= 0:
        return 0.0
    share, square = held / tried, CERTAINTY**2
    middle = share + square / (2 * tried)
    spread = CERTAINTY * sqrt(share * (1 - share) / tried + square / (4 * tried * tried))
    return max(0.0, (middle - spread) / (1 + square / tried))


def explain(case: Case, parts: NDArray[np.float64], score: float) -> tuple[Driver, ...]:
    """The reasons of a candidate: rules, the surest first, then the others by weight, `rest` last.

    Args:
        case: The candidate.
        parts: What each trait adds.
        score: What the model says in all; the weights add up to it, but for rounding.
    """
    added = {kind: float(sum(parts[place] for place, one in enumerate(_KINDS) if one == kind)) for kind in set(_KINDS)}
    rules = tuple(_rule_driver(case, one, added["rules"]) for one in fired_rules(case)[:MOST_RULES])
    others = [
        Driver(kind=kind, values=values, weight=added[kind], cases=cases)
        for kind, (values, cases) in _grounds(case).items()
    ]
    others.sort(key=lambda one: (-one.weight, one.kind))
    shown = (*rules, *others)
    return (*shown, Driver(kind="rest", weight=score - sum(one.weight for one in shown)))


def fired_rules(case: Case) -> tuple[Fired, ...]:
    """The rules with enough cases that speak for a candidate, by lower bound."""
    if case.dyad < 0:
        return ()
    index, rules = case.state.index, case.learned.rules
    triple = np.arange(index.triple_start[case.dyad], index.triple_start[case.dyad + 1])
    cell = cells_of(case.state.triples, index, case.day)[triple]
    triple, cell = triple[cell >= 0], cell[cell >= 0]
    at = case.relation * rules.relations * CELLS + cell
    order = np.argsort(-rules.confidence[at], kind="stable")[:TOGETHER]
    share = -np.log1p(-rules.confidence[at[order]] * FADE ** np.arange(len(order)))
    made = [
        _fired(case, int(triple[one]), int(cell[one]), share[n] / max(float(share.sum()), 1e-300))
        for n, one in enumerate(order)
    ]
    enough = [one for one in made if one.tried >= LEAST_CASES]
    return tuple(sorted(enough, key=lambda one: (-one.low, one.triple)))


def _fired(case: Case, triple: int, cell: int, share: float) -> Fired:
    rules = case.learned.rules
    first = case.relation * rules.relations * CELLS + cell
    span = slice(first, first + 1)
    if rules.tried[first] < LEAST_CASES:  # too few at this frequency: whatever the frequency
        first -= cell % FREQUENCIES
        span = slice(first, first + FREQUENCIES)
    held, tried = float(rules.held[span].sum()), float(rules.tried[span].sum())
    lag = cell // FREQUENCIES % LAGS
    days = str(LAG_DAYS[lag]) if lag < len(LAG_DAYS) else ""
    return Fired(triple, float(share), round(held), round(tried), lower_bound(held, tried), days)


def _rule_driver(case: Case, fired: Fired, weight: float) -> Driver:
    index = case.state.index
    relation = int(index.triple_relation[fired.triple])
    back = int(turn_round(np.array(case.relation), index.relations))
    kind = {case.relation: "rule_same", back: "rule_inverse"}.get(relation, "rule_other")
    last = int(case.state.triples.last[fired.triple])
    values = {
        "held": str(fired.held),
        "of": str(fired.tried),
        "days": fired.days,
        "share": f"{fired.held / fired.tried:.3f}",
        "low": f"{fired.low:.3f}",
        "relation": _name(case, relation),
        "ago": str(case.day - last),
        "last": date.fromordinal(last).isoformat(),
        **_sides(case, case.subject, relation, case.actor),
    }
    cases = _cases(case, case.subject, relation, case.actor)
    return Driver(kind=kind, values=tuple(values.items()), weight=weight * fired.share, cases=cases)


def _grounds(case: Case) -> dict[str, tuple[Values, tuple[str, ...]]]:
    """What the reasons beside the rules rest on, as far as there is anything."""
    state, subject, actor = case.state, case.subject, case.actor
    own = int(case.found.own[case.number])
    relation = _name(case, case.relation)
    made: dict[str, tuple[Values, tuple[str, ...]]] = {}
    if own >= 0:
        ever, last = state.triples.ever[own], state.triples.last[own]
        habit: Values = (("relation", relation), ("ever", _count(ever)), ("last", _day(last)))
        made["habit"] = habit, _cases(case, subject, case.relation, actor)
    if case.dyad >= 0:
        ever, last = state.dyads.ever[case.dyad], state.dyads.last[case.dyad]
        kinds = str(int(state.kinds[case.dyad]))
        dealings: Values = (("ever", _count(ever)), ("last", _day(last)), ("kinds", kinds))
        made["dealings"] = dealings, _cases(case, subject, None, actor)
    popular = find(state.popular.keys, np.array([case.relation * state.index.actors + actor]))[0]
    if popular >= 0 and state.popular.counts.ever[popular] > 0:
        ever = state.popular.counts.ever[popular]
        share = float(ever / max(state.relations.ever[case.relation], 1))
        wanted: Values = (("relation", relation), ("ever", _count(ever)), ("share", f"{share:.4f}"))
        made["popular"] = wanted, _cases(case, None, case.relation, actor)
    if state.objects.ever[actor] > 0:
        ever, last = state.objects.ever[actor], state.objects.last[actor]
        made["active"] = (("ever", _count(ever)), ("last", _day(last))), _cases(case, None, None, actor)
    return made | _through_others(case) | _kin(case)


def _through_others(case: Case) -> dict[str, tuple[Values, tuple[str, ...]]]:
    """The latest partner that goes most with the candidate, and the one through which a path of two steps leads."""
    index, company = case.state.index, case.learned.company
    window = {"within": USED_DAYS, "most": USED_PARTNERS}
    _, partner, lag = latest_partners(index, case.state.dyads, np.array([case.subject]), case.day, **window)
    if not len(partner):
        return {}
    made: dict[str, tuple[Values, tuple[str, ...]]] = {}
    weight = 1.0 / (1.0 + 0.1 * lag)
    line = find(company.keys, case.relation * index.actors + partner)
    column = company.by[:, [case.actor]].toarray().ravel() if len(company.keys) else np.zeros(0)
    speaks = np.where(line < 0, 0, weight * column[np.maximum(line, 0)]) if len(column) else np.zeros(len(partner))
    if not speaks.any():
        speaks = weight * company.any[partner][:, [case.actor]].toarray().ravel()
    if speaks.any():
        best = int(partner[np.argmax(speaks)])
        made["company"] = (("partner", case.table.actors[best]),), _cases(case, case.subject, None, best)
    owner, theirs, when = latest_partners(index, case.state.dyads, partner, case.day, **window)
    on_path = weight[owner] / (1.0 + 0.1 * when) * (theirs == case.actor)
    if on_path.any():
        via = int(partner[owner[np.argmax(on_path)]])
        first, second = _cases(case, case.subject, None, via), _cases(case, via, None, case.actor)
        made["two_step"] = (("via", case.table.actors[via]),), (*first[:2], *second[:2])
    return made


def _kin(case: Case) -> dict[str, tuple[Values, tuple[str, ...]]]:
    """What class the candidate is of, and of which home."""
    classes = case.state.classes
    home, sort = int(classes.home[case.actor]), int(classes.sort[case.actor])
    if home < 0:
        return {}
    same = classes.home[case.subject] == home
    values = (("home", classes.homes[home]), ("sort", classes.sorts[sort]), ("same", "yes" if same else "no"))
    return {"kin": (values, ())}


def _sides(case: Case, subject: int, relation: int, other: int) -> dict[str, str]:
    names, half = case.table.actors, case.state.index.relations // 2
    first, second = (subject, other) if relation < half else (other, subject)
    return {"source": names[first], "target": names[second]}


def _name(case: Case, relation: int) -> str:
    return case.table.relations[relation % (case.state.index.relations // 2)]


def _count(value: np.floating) -> str:
    return str(round(float(value)))


def _day(value: np.integer) -> str:
    return date.fromordinal(int(value)).isoformat()


def _cases(case: Case, subject: int | None, relation: int | None, other: int) -> tuple[str, ...]:
    """Places of the newest events of the kind; None stands for anybody, or anything."""
    table, half = case.table, case.state.index.relations // 2
    chosen = np.zeros(len(table), bool)
    for turned in (False, True) if relation is None else (relation >= half,):
        first, second = (table.target, table.source) if turned else (table.source, table.target)
        one = second == other
        if subject is not None:
            one &= first == subject
        if relation is not None:
            one &= table.relation == relation % half
        chosen |= one
    newest = np.flatnonzero(chosen)[::-1][:MOST_EVENTS]
    return tuple(table.place_of(int(number)) for number in newest)
