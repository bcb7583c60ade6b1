"""Records of voices and outlets: how many of their outlooks came to what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from neraca.records import SETTLED_LEAST, Outlook, OutlookReason, OutlookStatus, Stage, TrackRecord

_COUNTED = frozenset({Stage.PLANNED, Stage.PREDICTED})
# Two-sided 95 % of the normal distribution.
_Z = 1.959964
_DIGITS = 6
_UNPROVEN = OutlookReason.WINDOW_OVER_UNOPPOSED

_Source = tuple[bool, bool, str]
"""Whether it is an outlet, whether it is an actor's id, and what names it."""


def build_track_records(outlooks: Iterable[Outlook]) -> tuple[TrackRecord, ...]:
    """A record for every actor quoted, every voice without an id, and every outlet that is named.

    Voices come first, in both parts those with most settled outlooks. Only plans and predictions count: an appeal
    foretells nothing, a condition may not have come true, and that nothing was reported against what was not to happen
    proves nothing. An outlook with several voices counts for each.
    """
    of_source: dict[_Source, list[Outlook]] = {}
    names: dict[_Source, str] = {}
    for outlook in outlooks:
        if is_counted(outlook):
            for source, name in _sources(outlook):
                of_source.setdefault(source, []).append(outlook)
                names[source] = min(name, names.get(source, name))
    records = [_record(source, names[source], of) for source, of in of_source.items()]
    return tuple(sorted(records, key=lambda one: (one.is_outlet, -one.settled, -len(one.outlooks), one.source)))


def is_counted(outlook: Outlook) -> bool:
    """Whether an outlook counts for the records of its voices and outlets."""
    return outlook.stage in _COUNTED and not outlook.in_passing and outlook.reason is not _UNPROVEN


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Interval of a rate at 95 % (E. B. Wilson, Probable inference, JASA 22, 1927)."""
    rate, square = successes / trials, _Z * _Z
    middle = (rate + square / (2 * trials)) / (1 + square / trials)
    half = _Z * math.sqrt(rate * (1 - rate) / trials + square / (4 * trials * trials)) / (1 + square / trials)
    return round(max(0.0, middle - half), _DIGITS), round(min(1.0, middle + half), _DIGITS)


def _sources(outlook: Outlook) -> Iterator[tuple[_Source, str]]:
    for actor in outlook.voice:
        yield (False, True, actor), actor
    if not outlook.voice and outlook.voice_words:
        yield (False, False, outlook.voice_words.casefold()), outlook.voice_words
    for outlet in filter(None, outlook.outlets):
        yield (True, False, outlet), outlet


def _record(source: _Source, name: str, outlooks: list[Outlook]) -> TrackRecord:
    counts = Counter(outlook.status for outlook in outlooks)
    settled = len(outlooks) - counts[OutlookStatus.OPEN]
    fulfilled = counts[OutlookStatus.FULFILLED]
    low, high = wilson_interval(fulfilled, settled) if settled >= SETTLED_LEAST else (None, None)
    return TrackRecord(
        source=name,
        is_outlet=source[0],
        has_id=source[1],
        fulfilled=fulfilled,
        partly=counts[OutlookStatus.PARTLY],
        lapsed=counts[OutlookStatus.LAPSED],
        contradicted=counts[OutlookStatus.CONTRADICTED],
        open=counts[OutlookStatus.OPEN],
        outlooks=tuple(sorted(outlook.id for outlook in outlooks)),
        rate=round(fulfilled / settled, _DIGITS) if settled >= SETTLED_LEAST else None,
        low=low,
        high=high,
    )
