"""Which events made come true what others foretold, wholly or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from neraca.link.comparison import barrier, features, probability
from neraca.link.outline import HAPPENED, STREAM_WINDOW, Outline
from neraca.link.promised import Measure, measure
from neraca.link.told import Told
from neraca.packs.comparison import LinkModel, load_link_model
from neraca.records import Stage, TimeSpan
from neraca.records.days import shift_day
from neraca.records.outlook import with_general_class
from neraca.records.voices import is_asserted

# What is foretold without a time comes true within half a year or is no longer the same matter; what goes on under one
# name (gifts, cooperation, sanctions) within the year in which it is one event.
_WINDOW = timedelta(days=180)
_COMPARED = 4
# A deed is of the plan only when it is clearly told as the same: many deeds between two parties are not. That it
# came soon, or just the amount that was foretold, speaks for it. Chosen on stories a, c and d of
# training/linking (bench/fulfilments.py).
_LEAST = 0.5
_LEAST_SUPPORTED = 0.4
_SHORT = timedelta(days=62)
# What comes a few days late is still what was foretold.
_LATE = timedelta(days=7)
# Sending people or things is told as a gift, as their movement, or as a common project.
_MOVES = frozenset({"AID", "COOPERATE", "MOBILIZE"})
# Acts that need no other side.
_ALONE = frozenset({"MOBILIZE", "PROTEST", "RETREAT"})
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """What became of something foretold: first claims of events, sorted.

    Attributes:
        whole: Of those that made it come true.
        parts: Of those that made a part of it come true; empty where there is a whole.
    """

    whole: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Matter:
    """The claims of one event that count, and what they say together."""

    claims: Sequence[Told]
    first: date | None
    due: TimeSpan | None
    happened: TimeSpan | None

    @property
    def id(self) -> str:
        return self.claims[0].id

    @property
    def outline(self) -> Outline:
        return self.claims[0].outline

    @property
    def items(self) -> frozenset[str]:
        """All item classes named, with the general one of each kind of arms."""
        return with_general_class(frozenset().union(*(one.outline.items for one in self.claims)))


def find_fulfilments(groups: Iterable[Sequence[Told]], *, model: LinkModel | None = None) -> Mapping[str, Fulfilment]:
    """By the first claim of every event foretold that came true at least in part, which events made it come true.

    An event that somebody says has happened makes another come true that is planned, predicted, urged or foreseen
    under a condition when

    - it was first told on a later day than the other, or began on one;
    - it falls into the time for which that was foretold, or within half a year where none was given (a year for what
      goes on under one name);
    - both sides are the same, or those of a mutual act that are named on one side are all named on the other;
    - it names none but items that the other names as well; and
    - the trained comparison finds it likely that both tell one matter, their times set aside.

    It is a part where it comes to less than was foretold, or brings some of several items. What makes one plan come
    true wholly is no part of another.

    Args:
        groups: Claims by event, in each by publication, those of original documents first.
        model: Weights of the comparison; None takes those that the program ships.
    """
    weights = model or load_link_model()
    done: dict[tuple[str, str], list[_Matter]] = {}
    foretold: list[_Matter] = []
    for whole in groups:
        # What repeats another document says no more of plan or deed than its original.
        matter = _matter([one for one in whole if not one.is_derived] or list(whole))
        if matter.outline.negated or matter.first is None:
            continue
        if matter.outline.stage != HAPPENED:
            foretold.append(matter)
        elif any(is_asserted(one.claim) and not one.claim.optional for one in matter.claims):
            for key in _keys(matter.outline):
                done.setdefault(key, []).append(matter)
    found = {}
    for plan in foretold:
        listed = (deed for key in _keys(plan.outline) for deed in done.get(key, ()))
        # Most deeds of a party are of another time: that is seen first, since it is seen quickest.
        candidates = {deed.id: deed for deed in listed if _is_in_time(plan, deed)}
        outcomes = [
            (deed, came)
            for _, deed in sorted(candidates.items())
            if _comes_true(plan, deed, came := measure(plan.claims, deed.claims), model=weights)
        ]
        if outcomes:
            found[plan.id] = _fulfilment(plan, outcomes)
    taken = frozenset(own_id for one in found.values() for own_id in one.whole)
    kept = {own_id: replace(one, parts=tuple(p for p in one.parts if p not in taken)) for own_id, one in found.items()}
    return {own_id: one for own_id, one in kept.items() if one.whole or one.parts}


def _matter(claims: Sequence[Told]) -> _Matter:
    days = [one.day for one in claims if one.day is not None]
    spans = [one.outline.span for one in claims if one.outline.span is not None]
    return _Matter(
        claims=claims,
        first=min(days, default=None),
        due=next((one.due for one in claims if one.due is not None), None),
        happened=next(iter(spans), None),
    )


def _keys(outlined: Outline) -> Iterator[tuple[str, str]]:
    kind = "moves" if outlined.event in _MOVES else outlined.event
    for party in sorted(outlined.parties_known):
        yield kind, party


def _fulfilment(plan: _Matter, outcomes: Sequence[tuple[_Matter, Measure]]) -> Fulfilment:
    enough = [deed for deed, came in outcomes if came is not Measure.LESS]
    exact = any(came is Measure.SAME for _, came in outcomes)
    given = frozenset().union(*(deed.items for deed in enough))
    if enough and (exact or plan.outline.items <= given):
        return Fulfilment(whole=tuple(sorted(deed.id for deed in enough)))
    return Fulfilment(parts=tuple(sorted(deed.id for deed, _ in outcomes)))


def _comes_true(plan: _Matter, deed: _Matter, came: Measure, *, model: LinkModel) -> bool:
    """Whether a deed that is in time is what was foretold."""
    same_sides = _share_sides(plan.outline, deed.outline)
    is_same = came is Measure.SAME
    in_window = plan.due is not None and _is_soon(plan, deed)
    # What somebody asks for is done late or never: that a like deed came soon says little.
    supported = is_same or (plan.outline.stage != Stage.URGED.value and _is_soon(plan, deed))
    if plan.outline.event != deed.outline.event:
        return is_same and same_sides
    if not same_sides and not ((is_same or in_window) and _may_share_sides(plan.outline, deed.outline)):
        return False
    if not is_same and (
        _blocked(plan.outline, deed.outline) or (plan.outline.items and not plan.outline.items & deed.items)
    ):
        return False
    least = _LEAST_SUPPORTED if supported and same_sides else _LEAST
    return _likelihood(plan, deed, model=model) >= least


def _is_in_time(plan: _Matter, deed: _Matter) -> bool:
    """Whether something happened after it was foretold, and when it was to happen."""
    first, told, happened, due = plan.first, deed.first, deed.happened, plan.due
    if first is None or told is None or not _is_later(first, told, happened):
        return False
    if due is None:
        window = STREAM_WINDOW if plan.outline.is_stream else _WINDOW
        return max(told, first) - first <= window
    if happened is not None:
        return TimeSpan(start=due.start, end=due.end and shift_day(due.end, _LATE)).meets(happened)
    begun = due.start is None or max(one.day for one in deed.claims if one.day is not None) >= due.start
    return begun and (due.end is None or told <= shift_day(due.end, _WINDOW))


def _is_later(first: date, told: date, happened: TimeSpan | None) -> bool:
    if happened is None:
        return told > first
    if happened.end is not None and happened.end <= first:
        return False
    return told > first or (happened.start is not None and happened.start > first)


def _is_soon(plan: _Matter, deed: _Matter) -> bool:
    """Whether it fell into a short window in which it was foretold, or came soon where none was given."""
    due, happened = plan.due, deed.happened
    if due is None:
        came = happened.start if happened is not None and happened.start is not None else deed.first
        return came is not None and plan.first is not None and came - plan.first <= _SHORT
    return _is_short(due) and happened is not None and _is_short(happened)


def _is_short(span: TimeSpan) -> bool:
    return span.start is not None and span.end is not None and span.end - span.start <= _SHORT


def _share_sides(plan: Outline, deed: Outline) -> bool:
    """Whether both sides are known and the same; of a mutual act, whether two parties are, and no others against."""
    if plan.parties == deed.parties:
        return plan.has_parties or (bool(plan.actors) and plan.event in _ALONE)
    mine, theirs = plan.parties_known, deed.parties_known
    return (plan.is_mutual or deed.is_mutual) and len(mine & theirs) >= _PAIR and (mine <= theirs or theirs <= mine)


def _may_share_sides(plan: Outline, deed: Outline) -> bool:
    """Whether sides that one of the two leaves out are all that differs."""
    if plan.is_mutual or deed.is_mutual:
        mine, theirs = plan.parties_known, deed.parties_known
        return bool(mine & theirs) and (mine <= theirs or theirs <= mine)
    sides = zip(plan.parties, deed.parties, strict=True)
    return all(not mine or not theirs or bool(mine & theirs) for mine, theirs in sides)


def _blocked(plan: Outline, deed: Outline) -> bool:
    deed = replace(deed, items=with_general_class(deed.items))
    if plan.is_mutual != deed.is_mutual:  # sides differ in form, not in who they are
        plan, deed = (replace(one, actors=one.parties_known, recipients=frozenset()) for one in (plan, deed))
    return bool(barrier(_timeless(plan), _timeless(deed)))


def _likelihood(plan: _Matter, deed: _Matter, *, model: LinkModel) -> float:
    """Probability of one matter, whatever was said of times and amounts."""
    return max(
        _likely(_undated(one), _undated(other), model=model)
        for one in plan.claims[:_COMPARED]
        for other in deed.claims[:_COMPARED]
    )


def _likely(one: Told, other: Told, *, model: LinkModel) -> float:
    # A gift of one thing is compared with the promise of that thing, whatever else was promised.
    shared = one.outline.items & with_general_class(other.outline.items)
    if shared:
        one, other = (replace(told, outline=replace(told.outline, items=shared)) for told in (one, other))
    found = features(one, other)
    found.pop("numbers differ", None)
    return probability(model.weights, found)


def _timeless(outlined: Outline) -> Outline:
    return replace(outlined, stage=HAPPENED, span=None, first=None, last=None)


def _undated(one: Told) -> Told:
    """The claim without its times and day: a plan is told long before the deed."""
    return replace(one, outline=_timeless(one.outline), day=None)
