"""What a claim should be, as a person says who read it otherwise than the program: the fields that change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from neraca.records.claim import Certainty, Stage
from neraca.records.ids import require

_NAMES = ("event", "stage", "negated", "certainty", "actor", "recipient", "items")
_LISTS = frozenset({"actor", "recipient", "items"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a claim that should be otherwise; None leaves a field as it was read.

    Attributes:
        event: PLOVER event type.
        actors: Ids of those who do it; empty where the text leaves them open.
        recipients: Ids of those to, for, with or against whom.
        items: Classes of what is given, moved, used or withheld.
    """

    event: str | None = None
    stage: Stage | None = None
    negated: bool | None = None
    certainty: Certainty | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        require(self.event is None or (bool(self.event) and self.event.isupper()), self, "has no event type")
        for values in (self.actors, self.recipients, self.items):
            listed = values or ()
            require(all(listed) and len(set(listed)) == len(listed), self, "has an empty or a repeated value")

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that change, by their names in the format of the gold claims, as plain values."""
        values: tuple[Any, ...] = (
            self.event,
            None if self.stage is None else self.stage.value,
            self.negated,
            None if self.certainty is None else self.certainty.value,
            *(None if value is None else list(value) for value in (self.actors, self.recipients, self.items)),
        )
        return {name: value for name, value in zip(_NAMES, values, strict=True) if value is not None}

    @property
    def text(self) -> str:
        """The same as JSON, always written alike: the value of a judgement."""
        return json.dumps(self.fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_correction(text: str) -> Correction:
    """The correction that a judgement's value holds.

    Raises:
        NeracaError: N401, when it is not written as `Correction.text` writes it, or changes nothing.
    """
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        fields = None
    correction = correction_of(fields if isinstance(fields, dict) else {})
    require(bool(correction.fields), correction, "changes nothing")
    require(correction.text == text, correction, "is not written as it should be")
    return correction


def correction_of(fields: Mapping[str, Any]) -> Correction:
    """The correction with these fields, by their names in the format of the gold claims.

    Raises:
        NeracaError: N401, when a field has another name or type, or a value that cannot be.
    """
    known = Correction()
    require(set(fields) <= set(_NAMES), known, "has a field that cannot be corrected")
    for name, value in fields.items():
        if name in _LISTS:
            good = isinstance(value, list) and all(isinstance(one, str) for one in value)
        else:
            good = isinstance(value, bool) if name == "negated" else isinstance(value, str)
        require(good, known, f"has no good value for {name}")
    stage, certainty = fields.get("stage"), fields.get("certainty")
    require(stage is None or stage in set(Stage), known, f"{stage!r} is no stage")
    require(certainty is None or certainty in set(Certainty), known, f"{certainty!r} is no certainty")
    return Correction(
        event=fields.get("event"),
        stage=None if stage is None else Stage(stage),
        negated=fields.get("negated"),
        certainty=None if certainty is None else Certainty(certainty),
        actors=_listed(fields.get("actor")),
        recipients=_listed(fields.get("recipient")),
        items=_listed(fields.get("items")),
    )


def _listed(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)
