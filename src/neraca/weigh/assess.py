"""What the sources together say of an event: its status, its witnesses, its figures, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from neraca.records import (
    MUTUAL_TYPES,
    UNKNOWN_PARTY,
    Claim,
    Derivation,
    Document,
    Event,
    EventStatus,
    Span,
    Stage,
    Stance,
    TimeSpan,
)
from neraca.records.days import day_after
from neraca.records.figures import distinct_figures, rival_figures
from neraca.records.testimony import find_witnesses
from neraca.records.values import FigureGroup, figure_claims
from neraca.records.voices import asserting_voices, confirming_parties, denying_voices, is_asserted, is_plain
from neraca.weigh.counts import weigh_events, weigh_figures
from neraca.weigh.credibility import Standing, propose_credibility, strongest_against, strongest_for
from neraca.weigh.witnesses import find_roots, repeated_passages

_HAPPENED = frozenset({Stage.OCCURRED, Stage.ONGOING})


def assess_groups(
    groups: Iterable[tuple[Claim, ...]],
    *,
    documents: Iterable[Document],
    derivations: Iterable[Derivation],
    sources: Mapping[str, str] | None = None,
    fulfilled: Mapping[str, Sequence[str]] | None = None,
    partly: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Event, ...]:
    """Assess every group of claims; an event and its negation weigh on each other.

    Args:
        groups: Claims by event, in each by publication, then id.
        documents: Those the claims stand in.
        derivations: Who copies whom.
        sources: Whose word each document is; see `records.testimony`.
        fulfilled: By the first claim of what was foretold, the first claims of what made it come true.
        partly: The same, of what made a part of it come true.

    Returns:
        Events in the order of the groups.
    """
    published = {document.id: document.day for document in documents}
    derived = tuple(derivations)
    roots = find_roots(derived)
    days = {own_id: published.get(roots.get(own_id, own_id), day) for own_id, day in published.items()}
    listed = tuple(groups)
    book = Sources(roots=roots, own=sources or {}, published=published, repeated=repeated_passages(derived))
    heard = [book.heard(group) for group in listed]
    opposed: dict[tuple[object, ...], list[tuple[Claim, ...]]] = {}
    for group in heard:
        opposed.setdefault(_matter(group), []).append(group)
    amounts = weigh_events(heard, roots=roots, published=published, outlets=book.own)
    events = []
    for group, telling, weighed in zip(listed, heard, amounts, strict=True):
        others = opposed.get(_matter(telling, turned=True), ())
        against = [claim for other in others if _contradict(telling, other, days=days) for claim in other]
        outcomes = tuple((fulfilled or {}).get(group[0].id, ()))
        event = assess(group, sources=book, against=against, fulfilled_by=outcomes, amounts=weighed)
        parts = tuple((partly or {}).get(group[0].id, ()))
        events.append(replace(event, partly_by=parts) if parts else event)
    return tuple(events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where claims come from.

    Attributes:
        roots: Root of each derived document.
        own: Whose word each document is where it names nobody; see `records.testimony`.
        published: Day of each document.
        repeated: Passages of each derived document that are its parent's; where it has none, all of it is.
    """

    roots: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, date | None] = field(default_factory=dict)
    repeated: Mapping[str, Sequence[Span]] = field(default_factory=dict)

    def heard(self, group: Sequence[Claim]) -> tuple[Claim, ...]:
        """Claims of an event without those that a derived document repeats of its root, when that has claims here."""
        documents = {claim.document for claim in group}
        if documents.isdisjoint(self.roots):
            return tuple(group)
        return tuple(
            claim for claim in group if self.roots.get(claim.document) not in documents or not self._repeats(claim)
        )

    def _repeats(self, claim: Claim) -> bool:
        passages = self.repeated.get(claim.document)
        return not passages or any(claim.trigger.span.meets(passage) for passage in passages)


def assess(
    group: Sequence[Claim],
    *,
    sources: Sources,
    against: Iterable[Claim] = (),
    fulfilled_by: tuple[str, ...] = (),
    amounts: tuple[FigureGroup, ...] = (),
) -> Event:
    """Assess the claims of one event.

    The rules of its status, in order; the first that holds gives it:

    1. fulfilled, foreseen: the claims speak of a plan, a prediction, a condition or an appeal, and another event made
       it come true, or none has.
    2. disputed: a party confirms and another denies.
    3. confirmed: a party's own officials say so, without a hedge. A party that denied and has confirmed as well, in
       whatever order, has confirmed.
    4. retracted: all who said so have taken it back since.
    5. disputed: somebody asserts, and somebody denies. denied: nobody stands behind it, and somebody denies.
    6. disputed: voices that are independent give amounts that cannot both be right.
    7. corroborated: two or more independent witnesses say so without a hedge, not counting anonymous voices.
    8. reported: all others.

    What a derived document repeats of its root is heard once: it weighs only as its root's own claims do, whatever
    hedge or voice it lost or gained on the way.

    Args:
        group: Its claims by publication, then id.
        sources: Where claims come from.
        against: Claims of its negation (or, if these are negated, of what they negate), by publication.
        fulfilled_by: First claims of events that made it come true.
        amounts: What its claims say of amounts, weighed.
    """
    roots = sources.roots
    members = [(claim.id, claim) for claim in group]
    heard = sources.heard(group)
    asserted = [claim for claim in heard if is_asserted(claim)]
    confirmed = frozenset().union(*(confirming_parties(claim) for claim in asserted))
    opposing = [(claim.id, claim) for claim in against if is_asserted(claim)]
    denied = frozenset().union(
        *(denying_voices(claim) for claim in heard), *(asserting_voices(claim) for _, claim in opposing)
    )
    actors, recipients = _parties(heard)
    parties = frozenset(actors + recipients)
    weighed = amounts or weigh_figures(heard, roots=roots, published=sources.published, outlets=sources.own)
    kept = figure_claims(weighed)
    rivals = rival_figures([claim for own_id, claim in members if own_id in kept], roots, published=sources.published)
    find = partial(find_witnesses, roots=roots, sources=sources.own, parties=parties)
    testimony = find(_with_copies(asserted, group, roots=roots))
    plain = len(find(claim for claim in heard if is_plain(claim)))
    denials = _with_copies([claim for claim in heard if denying_voices(claim)], group, roots=roots)
    refused = find(denials, stance=Stance.DENIES)
    said_otherwise = find(claim for _, claim in opposing)
    standing = Standing(
        foreseen=_stage(heard) not in _HAPPENED,
        asserted=bool(asserted),
        confirmed=bool(confirmed),
        denied=bool(denied - confirmed),
        retracted=not confirmed and _is_taken_back(heard, [claim for _, claim in opposing], sources=sources),
        plain=plain,
        witnesses=len(testimony),
    )
    ids = {id(claim): own_id for own_id, claim in members}
    voiced = [(ids[id(claim)], claim) for claim in heard]
    credibility, rule = propose_credibility(standing)
    witnesses = max(1, len(testimony))
    documents = {claim.document for claim in group}
    reasons = (
        f"witnesses={witnesses}",
        f"plain_witnesses={plain}",
        f"roots={len({roots.get(document, document) for document in documents})}",
        *_named("asserted_by", frozenset().union(*(asserting_voices(claim) for claim in asserted))),
        *_named("confirmed_by", confirmed),
        *_named("denied_by", denied),
        *_named("opposed_by_claims", frozenset(own_id for own_id, _ in opposing)),
        *_named("rival_figures_in", frozenset(own_id for pair in rivals for _, own_id in pair)),
    )
    return Event(
        anchor=members[0][0],
        type=_type(heard),
        stage=_stage(heard),
        status=_status(
            standing,
            other_party_denies=bool((denied - confirmed) & parties),
            has_rivals=any(one.conflicting for one in weighed),
            is_fulfilled=bool(fulfilled_by),
        ),
        actors=actors,
        recipients=recipients,
        items=_items(heard),
        when=_when(heard),
        reports=len(documents),
        witnesses=witnesses,
        denials=tuple(ids[id(claim)] for claim in denials if denying_voices(claim)),
        figures=distinct_figures(quantity for claim in group for quantity in claim.quantities),
        claims=tuple(own_id for own_id, _ in members),
        negated=group[0].negated,
        credibility=credibility,
        credibility_rule=rule,
        testimony=testimony,
        testimony_against=refused + tuple(one for one in said_otherwise if one.voice not in {w.voice for w in refused}),
        strongest=strongest_for(voiced),
        strongest_against=strongest_against(voiced, opposing, parties),
        amounts=weighed,
        fulfilled_by=fulfilled_by,
        reasons=reasons,
    )


def _with_copies(said: Sequence[Claim], group: Sequence[Claim], *, roots: Mapping[str, str]) -> list[Claim]:
    """Claims that say something, and those of the group whose root says it; in the group's order."""
    known, documents = {id(claim) for claim in said}, {claim.document for claim in said}
    return [claim for claim in group if id(claim) in known or roots.get(claim.document) in documents]


def _status(standing: Standing, *, other_party_denies: bool, has_rivals: bool, is_fulfilled: bool) -> EventStatus:
    one = standing
    rules = (
        (one.foreseen and is_fulfilled, EventStatus.FULFILLED),
        (one.foreseen, EventStatus.FORESEEN),
        (one.confirmed and other_party_denies, EventStatus.DISPUTED),
        (one.confirmed, EventStatus.CONFIRMED),
        (one.retracted, EventStatus.RETRACTED),
        (one.denied and one.asserted, EventStatus.DISPUTED),
        (one.denied, EventStatus.DENIED),
        (has_rivals, EventStatus.DISPUTED),
        (one.plain >= 2, EventStatus.CORROBORATED),
    )
    return next((status for holds, status in rules if holds), EventStatus.REPORTED)


def _is_taken_back(group: Sequence[Claim], opposing: Sequence[Claim], *, sources: Sources) -> bool:
    """Whether the last word of everybody who asserted it is that it is not so.

    A copy's word is its root's. What an undated document denies takes nothing back: it may have come first.
    """
    last: dict[str, bool] = {}
    said = set()
    timed = [(claim, False) for claim in group] + [(claim, True) for claim in opposing]
    days, roots = sources.published, sources.roots

    def place(row: tuple[Claim, bool]) -> tuple[date, str, Span]:
        root = roots.get(row[0].document, row[0].document)
        return days.get(root) or days.get(row[0].document) or date.max, root, row[0].evidence.span

    for claim, turned in sorted(timed, key=place):
        root = roots.get(claim.document, claim.document)
        own = sources.own.get(root, root)
        is_dated = days.get(claim.document) is not None
        for voice in sorted(asserting_voices(claim) if is_dated or not turned else ()):
            last[voice or own] = turned
            if not turned:
                said.add(voice or own)
        for voice in sorted(denying_voices(claim) if is_dated else ()):
            last[voice or own] = True
    return bool(said) and all(last[voice] for voice in said)


def _named(code: str, values: frozenset[str]) -> tuple[str, ...]:
    return (f"{code}={','.join(value or 'unnamed' for value in sorted(values))}",) if values else ()


def _type(group: Sequence[Claim]) -> str:
    """The type that most of its claims were read as, mere mentions left out; the first of those equally frequent."""
    types = [claim.event for claim in group if not claim.optional] or [claim.event for claim in group]
    return max(dict.fromkeys(types), key=types.count)


def _stage(group: Sequence[Claim]) -> Stage:
    stages = {claim.stage for claim in group}
    return Stage.OCCURRED if Stage.OCCURRED in stages else group[0].stage


def _parties(group: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Doers and recipients; who stands on both sides is on the one where more claims put it, doers first."""
    actors = Counter(actor for claim in group for actor in {mention.actor for mention in claim.actors})
    recipients = Counter(actor for claim in group for actor in {mention.actor for mention in claim.recipients})
    if _type(group) in MUTUAL_TYPES:
        return _known(actors.keys() | recipients.keys()), ()
    given = {actor for actor in actors if actors[actor] >= recipients[actor]}
    return _known(given), _known(recipients.keys() - given)


def _known(parties: Iterable[str]) -> tuple[str, ...]:
    """Sorted, without the unknown where others are known."""
    found = set(parties)
    return tuple(sorted(found - {UNKNOWN_PARTY} or found))


def _items(group: Sequence[Claim]) -> tuple[str, ...]:
    """Classes that all claims with a class share; all classes named where they share none."""
    named = [frozenset(item.item_class for item in claim.items) for claim in group if claim.items]
    specific = [classes - {"other"} for classes in named if classes - {"other"}]
    if not named:
        return ()
    common = frozenset.intersection(*specific) if specific else frozenset({"other"})
    return tuple(sorted(common or frozenset().union(*specific)))


def _when(group: Sequence[Claim]) -> TimeSpan | None:
    """Days that the times given have in common; where they have none, the most precise of them, earliest first."""
    given = [claim.when.span for claim in group if claim.when is not None and claim.when.span is not None]
    spans = [span for span in given if span.start is not None or span.end is not None]
    if not spans:
        return None
    start = max((span.start for span in spans if span.start is not None), default=None)
    end = min((span.end for span in spans if span.end is not None), default=None)
    if start is None or end is None or start < end:
        return TimeSpan(start=start, end=end)
    return min(spans, key=_precision)


def _precision(span: TimeSpan) -> tuple[int, date, date]:
    start, end = span.start or date.min, span.end or date.max
    return (end - start).days, start, end


def _matter(group: Sequence[Claim], *, turned: bool = False) -> tuple[object, ...]:
    """What an event and its negation have in common; `turned` gives the other's."""
    return _type(group), group[0].stage in _HAPPENED, group[0].negated != turned, *_parties(group)


def _contradict(group: Sequence[Claim], other: Sequence[Claim], *, days: Mapping[str, date | None]) -> bool:
    if not any(_parties(group)):
        return False
    mine, theirs = set(_items(group)) - {"other"}, set(_items(other)) - {"other"}
    if mine and theirs and not mine & theirs:
        return False
    denied, said = (mine, theirs) if group[0].negated else (theirs, mine)
    if denied and not said and group[0].event == "AID":  # no missiles were sent, help was: both may be so
        return False
    first, second = _reach(group, days=days), _reach(other, days=days)
    return first is None or second is None or first.meets(second)


def _reach(group: Sequence[Claim], *, days: Mapping[str, date | None]) -> TimeSpan | None:
    """Its time, or the days up to its last publication: no one speaks of what is still to happen as done."""
    published = [day for claim in group if (day := days[claim.document]) is not None]
    last = max(published, default=None)
    return _when(group) or (None if last is None else TimeSpan(start=None, end=day_after(last)))
