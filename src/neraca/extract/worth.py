"""Whether a possible act is a claim: what speaks for it, weighed by a small logistic model with readable weights."""

from __future__ import annotations

import math

from neraca.extract.drafts import OTHER, Draft
from neraca.extract.learned import is_listed
from neraca.packs.events import Voice
from neraca.packs.worth import WorthBook

_LEAST, _MOST = 0.02, 0.98


def probability(draft: Draft, book: WorthBook) -> float:
    """How likely the draft is an act that a careful reader would take down."""
    weights = book.model.weights
    total = sum(weights.get(name, 0.0) * value for name, value in features(draft, book).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def least_of(draft: Draft, book: WorthBook) -> float:
    """From which probability the draft is a claim."""
    trigger = draft.trigger
    counted = trigger.row.frame == "victim" and any(quantity.unit == "person" for quantity in draft.quantities)
    verb = trigger.voice is not Voice.NOUN or trigger.light is not None or counted
    whole = verb or bool(draft.actors and draft.recipients)
    return book.model.least_listed if is_listed(trigger) and whole else book.model.least


def features(draft: Draft, book: WorthBook) -> dict[str, float]:
    """What speaks for and against a draft, by name.

    `reader` and `mass` are log odds of the reader for the type and for any act; `named` is the log odds of the
    trigger's word to name the type in labelled sentences, `unseen` that it did not stand there; `listed` that the event
    files know it; `bare` that it is a noun without a verb, or a heading; `known` counts its parties, `other` and `doer`
    say whether one is unknown to the packs, and whether there is one that does it.
    """
    trigger, line = draft.trigger, draft.line
    act = trigger.act
    word = line.words[trigger.first]
    times, named = book.seen(line.language, (word.low, word.base), draft.event)
    parties = draft.actors + draft.recipients
    listed = is_listed(trigger)
    reader = _log_odds(act.of(draft.event) if act is not None else 0.0)
    return {
        "one": 1.0,
        "listed": float(listed),
        "reader": reader,
        "mass": _log_odds(act.mass if act is not None else 0.0),
        "reader, listed": reader * listed,
        "named": math.log((named + 0.5) / (max(0, times - named) + 1.0)) if times else 0.0,
        "unseen": float(not times),
        "bare": float(line.heading or (trigger.voice is Voice.NOUN and trigger.light is None)),
        "known": float(len({m.actor for m in parties} - {OTHER})),
        "other": float(any(m.actor == OTHER for m in parties)),
        "doer": float(bool(draft.actors)),
    }


def _log_odds(probability: float) -> float:
    bounded = min(_MOST, max(_LEAST, probability))
    return math.log(bounded / (1.0 - bounded))
