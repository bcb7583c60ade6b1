"""Weights by which claims are compared, and from when they are one event, from `data/models/link/claims.json`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder

CLAIMS = "claims.json"


class LinkModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model of whether two claims are about one event.

    Attributes:
        weights: The weight of every feature, by name.
        least: From which mean probability a claim joins the others of an event.
        margin: How much better than the second a claim that leaves something out must fit its event.
    """

    weights: dict[str, float]
    least: float
    margin: float


@lru_cache(maxsize=1)
def load_link_model() -> LinkModel:
    """The model that the program ships.

    Raises:
        NeracaError: N203, the file is missing or damaged.
    """
    try:
        file = data_folder() / "models" / "link" / CLAIMS
        return msgspec.json.decode(file.read_bytes(), type=LinkModel)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise fail("N203", where=CLAIMS, detail=str(error)) from error
