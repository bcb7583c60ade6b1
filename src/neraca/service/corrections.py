"""What a misread claim should be: read from a person's words, held against the packs and against the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from neraca.errors import fail
from neraca.packs.catalogue import Packs
from neraca.pipeline.corrections import as_read, changed
from neraca.records import Account, Certainty, Claim, Correction, Stage
from neraca.service.selection import find_actor

Kind = TypeVar("Kind", bound=StrEnum)


def find_correction(
    packs: Packs,
    *,
    event: str | None = None,
    actors: Sequence[str] | None = None,
    recipients: Sequence[str] | None = None,
    stage: str | None = None,
    negated: bool | None = None,
    items: Sequence[str] | None = None,
    certainty: str | None = None,
) -> Correction:
    """The correction that a person wrote; None leaves a field as it was read, and "" among several names nobody.

    Args:
        packs: What is known: event types, actors by id and name in any language, item classes.
        event: A PLOVER type in any case.
        actors: Who does it: ids or names.
        recipients: To, for, with or against whom.
        stage: A stage.
        negated: Whether the text says that it did not happen.
        items: Item classes.
        certainty: `plain` or `hedged`.

    Raises:
        NeracaError: N107, when a value is not known; it lists those that are.
    """
    return check_correction(
        Correction(
            event=None if event is None else _type(event.strip().upper(), packs),
            stage=None if stage is None else _one(stage, Stage, "--stage"),
            negated=negated,
            certainty=None if certainty is None else _one(certainty, Certainty, "--certainty"),
            actors=None if actors is None else _parties(actors, packs),
            recipients=None if recipients is None else _parties(recipients, packs),
            items=None if items is None else _named(one.strip().casefold() for one in items),
        ),
        packs,
    )


def check_correction(correction: Correction, packs: Packs) -> Correction:
    """The correction itself, when the packs know its event type, its parties and its items.

    Raises:
        NeracaError: N107, when they do not.
    """
    if correction.event is not None:
        _type(correction.event, packs)
    for option, parties in (("--actor", correction.actors), ("--recipient", correction.recipients)):
        for party in parties or ():
            if party not in packs.actors.actors:
                raise fail("N107", value=party, option=option, known="ids and names such as PRK, Rusia, IGO:UN")
    classes = packs.items.classes()
    for one in correction.items or ():
        if one not in classes:
            raise fail("N107", value=one, option="--item", known=" ".join(classes))
    return correction


def correct(claim: Claim, wanted: Correction, *, name: str) -> Correction:
    """What of a correction is other than the claim was read.

    Args:
        claim: As it was read.
        wanted: How it should be, in any number of fields.
        name: What the person called the claim.

    Raises:
        NeracaError: N116, when nothing is.
    """
    correction = changed(claim, wanted)
    if not correction.fields:
        raise fail("N116", name=name)
    return correction


def claim_read(account: Account, key: str) -> Claim | None:
    """The claim with this id as the program read it; None where there is none."""
    claims = (*account.misread, *account.claims)
    return next((claim for claim in claims if claim.id == key), None)


def fields_read(account: Account) -> dict[str, dict[str, Any]]:
    """For each claim that was misread, by id, the fields that a person can correct, as the program read them."""
    return {claim.id: as_read(claim).fields for claim in account.misread}


def _type(event: str, packs: Packs) -> str:
    if event not in packs.events.types:
        raise fail("N107", value=event or "''", option="--event", known=" ".join(packs.events.types))
    return event


def _parties(names: Iterable[str], packs: Packs) -> tuple[str, ...]:
    return _named(find_actor(packs, name) or name.strip() for name in names)


def _named(values: Iterable[str]) -> tuple[str, ...]:
    """Each once; an empty one says that there is none."""
    return tuple(dict.fromkeys(value for value in values if value))


def _one(words: str, kind: type[Kind], option: str) -> Kind:
    known = {one.value: one for one in kind}
    if words.strip().casefold() not in known:
        raise fail("N107", value=words or "''", option=option, known=" ".join(known))
    return known[words.strip().casefold()]
