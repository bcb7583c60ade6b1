"""Who will be next: to whom an actor will do a thing, or who will do it to somebody, with the rules behind each."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.errors import NeracaError, fail
from neraca.forecast.ranker import Answer, answer, open_history
from neraca.forecast.windows import SHORT_HISTORY, UNKNOWN_TYPE
from neraca.packs.catalogue import Packs
from neraca.packs.words import Words
from neraca.publish.exports import Row
from neraca.publish.format import format_probability
from neraca.records import Account
from neraca.service.event_coding import narrowed
from neraca.service.event_sets import ALL, OWN, stored_events
from neraca.service.fitted import fitted_ranker
from neraca.service.foresight_ground import ANSWERED, TOO_LITTLE, Ground, act_words, open_ground, spoken
from neraca.store import Store

LIMIT = 10
_TOO_FEW = "N602"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Who:
    """What is asked, as the history names it; exactly one of the parties is given."""

    ground: Ground
    relation: str
    actor: str | None
    recipient: str | None
    fine: bool

    @property
    def known(self) -> str:
        """The party that is given."""
        return self.actor if self.actor is not None else self.recipient or ""


def who_rows(  # noqa: PLR0913 - each narrows what is asked
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    type: str,  # noqa: A002 - the option's name
    actor: str | None = None,
    recipient: str | None = None,
    as_of: date,
    history: str = OWN,
    limit: int = LIMIT,
    boosted: bool = False,
    fine: bool = False,
) -> list[Row]:
    """To whom an actor will do a thing next, or who will do it to a recipient: the likeliest first, with reasons.

    A row's `actor`, `type` and `recipient` say what it foresees, `answer` which of them was asked for. `score` is the
    sum of the weights of its `drivers`, exactly; `share` is the model's belief among its candidates: an order, no
    probability that was ever scored. Where the history does not suffice, one row says so (`status` is `too_little`).

    Args:
        store: Has imported histories and kept models.
        account: The store's account of `as_of`, where the caller has it.
        packs: Names of actors and types.
        type: PLOVER's event type in any case, or its name in any language; with `fine`, what the set calls the act.
        actor: Who does it; then the recipients are asked for.
        recipient: To whom; then the actors are asked for.
        as_of: The last day whose news may be used.
        history: `own`, the name of an imported set, or `all`.
        limit: Most rows.
        boosted: Rank by boosted trees, whose reasons are shares of the score; needs `neraca[boosted]`.
        fine: Ask an imported set in its own names of parties and acts, without coding them first.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N166, when `fine` is
            asked of another history than a set; N604, when LightGBM is asked for and not installed; N605, when not
            exactly one party is given.
    """
    if (actor is None) == (recipient is None):
        raise fail("N605")
    asked = _read(
        store, account, packs, type=type, actor=actor, recipient=recipient, as_of=as_of, history=history, fine=fine
    )
    base: Row = {
        "kind": "who",
        "asked": "recipient" if actor is not None else "actor",
        "as_of": as_of.isoformat(),
        "history": history,
        "fine": fine,
        "events": len(asked.ground.table),
        "input_digest": asked.ground.table.digest,
    }
    if asked.relation not in asked.ground.table.relations:
        return [{**base, "model": None, "model_digest": None, **_too_little(asked, UNKNOWN_TYPE)}]
    try:
        ranker = fitted_ranker(store.path.parent, asked.ground.table, until=as_of, boosted=boosted)
    except NeracaError as error:
        if error.code != _TOO_FEW:
            raise
        return [{**base, "model": None, "model_digest": None, **_too_little(asked, SHORT_HISTORY)}]
    opened = open_history(ranker, asked.ground.table, as_of, (asked.known,))
    found = answer(ranker, opened, actor=asked.actor, relation=asked.relation, target=asked.recipient, limit=limit)
    base |= {"model": ranker.name, "model_digest": ranker.digest}
    return [{**base, **_row(asked, one)} for one in found] or [{**base, **_too_little(asked, SHORT_HISTORY)}]


def _read(
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    type: str,  # noqa: A002 - the option's name
    actor: str | None,
    recipient: str | None,
    as_of: date,
    history: str,
    fine: bool,
) -> _Who:
    if not fine:
        ground = open_ground(
            store, account, packs, actor=actor, recipient=recipient, types=(type,), as_of=as_of, history=history
        )
        return _Who(ground=ground, relation=ground.types[0], actor=ground.actor, recipient=ground.recipient, fine=False)
    if history in (OWN, ALL):
        raise fail("N166")
    ground = open_ground(store, account, packs, actor=None, recipient=None, as_of=as_of, history=history)
    # Names that only later events have are of the future too: classes and homes are read from them.
    table = narrowed(stored_events(store, history).known_by(as_of))
    return _Who(
        ground=replace(ground, table=table),
        relation=_near(type, table.relations, option="--type"),
        actor=None if actor is None else _near(actor, table.actors, option="--actor"),
        recipient=None if recipient is None else _near(recipient, table.actors, option="--target"),
        fine=True,
    )


def _near(words: str, names: Sequence[str], *, option: str) -> str:
    """The set's own name that a person wrote, in any case.

    Raises:
        NeracaError: N107, when there is none; it lists near names.
    """
    known = {name.casefold(): name for name in names}
    key = words.strip().casefold()
    if key in known:
        return known[key]
    close = difflib.get_close_matches(key, sorted(known), n=5) or [name for name in sorted(known) if key in name][:5]
    raise fail("N107", value=words or "''", option=option, known=", ".join(known[one] for one in close) or "none")


def _row(asked: _Who, found: Answer) -> Row:
    one = asked.actor if asked.actor is not None else found.actor
    other = asked.recipient if asked.recipient is not None else found.actor
    return {
        "status": ANSWERED,
        "rank": found.rank,
        "actor": one,
        "type": asked.relation,
        "recipient": other,
        "answer": found.actor,
        "score": found.score,
        "share": found.share,
        "why_none": None,
        "sentence": {
            speech.words.language: speech.words.say(
                "foresight.who",
                act=act_words(speech, actor=one, type=asked.relation, recipient=other),
                share=format_probability(found.share, speech.words),
            )
            for speech in spoken(asked.ground.packs)
        },
        "drivers": [asked.ground.reason(driver, (one, other)) for driver in found.drivers],
    }


def _too_little(asked: _Who, why: str) -> Row:
    return {
        "status": TOO_LITTLE,
        "rank": None,
        "actor": asked.actor,
        "type": asked.relation,
        "recipient": asked.recipient,
        "answer": None,
        "score": None,
        "share": None,
        "why_none": why,
        "sentence": {one.words.language: _none_words(asked, why, one.words) for one in spoken(asked.ground.packs)},
        "drivers": [],
    }


def _none_words(asked: _Who, why: str, words: Words) -> str:
    if why == SHORT_HISTORY:
        return words.count("foresight.too-few", len(asked.ground.table))
    return words.say("foresight.none", why=words.term("forecast.none", why))
