"""What may follow: what an actor will most probably do next, and how sure one may be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from neraca.forecast.windows import forecast_many
from neraca.packs.catalogue import Packs
from neraca.publish.exports import Row
from neraca.records import Account
from neraca.service.event_sets import OWN
from neraca.service.fitted import fitted_windows
from neraca.service.foresight_ground import due_day, find_fault, none_row, number_row, open_ground, why_nothing
from neraca.store import Store

WITHIN_DAYS = 30
LIMIT = 10


def next_rows(  # noqa: PLR0913 - each narrows what is asked
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    actor: str,
    recipient: str | None = None,
    types: Iterable[str] = (),
    as_of: date,
    within: int = WITHIN_DAYS,
    history: str = OWN,
    limit: int = LIMIT,
) -> list[Row]:
    """What an actor will do next, the most probable first: each beside its base rate, with the reasons that move it.

    Where nothing can be said, one row says why: its `status` is `too_little`, its numbers are null. `term` is the key
    of the words of ICD 203, made from `probability`; `persistence` is what the last window alone says; `cases` counts
    the past windows behind `base_rate`, `hits` those among them that held such an event. Each of `drivers` has its
    `sentence` in every language, what it adds in log-odds (`weight`), places of its `cases`, and the first of these
    `opened`.

    Args:
        store: Has imported histories and kept models.
        account: The store's account of `as_of`, where the caller has it.
        packs: Names of actors and types.
        actor: Who does it: an id, or a name in any language.
        recipient: To whom, in the same way; None for anybody.
        types: Only these PLOVER types.
        as_of: The last day whose news may be used.
        within: Length of the window in days.
        history: `own`, the name of an imported set, or `all`.
        limit: Most rows.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N153, when both sides are one.
    """
    ground = open_ground(
        store, account, packs, actor=actor, recipient=recipient, types=types, as_of=as_of, history=history
    )
    base: Row = {
        "kind": "next",
        "as_of": as_of.isoformat(),
        "due": due_day(as_of, within),
        "horizon_days": within,
        "history": history,
        "events": len(ground.table),
        "input_digest": ground.table.digest,
    }
    sides = {"actor": ground.actor, "type": None, "recipient": ground.recipient}
    fault = find_fault(ground, within)
    if fault:
        return [{**base, "model": None, "model_digest": None, "rank": None, **sides, **none_row(ground, fault)}]
    model = fitted_windows(store.path.parent, ground.table, until=as_of, horizon_days=within)
    base |= {"model": model.name, "model_digest": model.digest}
    found = forecast_many(
        model,
        ground.table,
        as_of=as_of,
        actor=ground.actor,
        recipient=ground.recipient,
        types=ground.types or None,
        limit=limit,
    )
    told = [(one, forecast) for one, forecast in found if forecast.probability is not None]
    if not told:
        why = found[0][1].why_none if found else why_nothing(ground, model)
        return [{**base, "rank": None, **sides, **none_row(ground, why)}]
    return [
        {
            **base,
            "rank": rank,
            "actor": one.actor,
            "type": one.type,
            "recipient": one.recipient,
            **number_row(ground, forecast, actor=one.actor, type=one.type, recipient=one.recipient, within=within),
        }
        for rank, (one, forecast) in enumerate(told, start=1)
    ]
