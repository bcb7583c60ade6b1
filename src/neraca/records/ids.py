"""Ids made from content: the same record gets the same id in every process, and a changed one another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from neraca.errors import fail

ID_DIGITS = 16


def content_id(prefix: str, /, *parts: object) -> str:
    """An id such as `claim-0f3a…`: the prefix and 64 bits of the parts' SHA-256.

    Parts may be strings, numbers, dates, enumerations, None, records and tuples of these.
    """
    text = json.dumps([_plain(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_DIGITS]}"


class Identified:
    """A record that keeps its id once it was asked for: ids were four fifths of the time of a page of events.

    The place is no field: nothing that compares, copies, encodes or pickles a record sees it.
    """

    __slots__ = ("_kept",)
    _kept: str

    @property
    def id(self) -> str:
        """Content id."""
        try:
            return self._kept
        except AttributeError:
            object.__setattr__(self, "_kept", self._made_id())
            return self._kept

    def remember(self, own_id: str) -> None:
        """Take an id that is known to be its own, after a hand-over that did not carry it."""
        object.__setattr__(self, "_kept", own_id)

    def _made_id(self) -> str:
        raise NotImplementedError


def _plain(value: object) -> Any:
    # Ids are half of the time of writing; so the common types come first, by identity.
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]  # type: ignore[attr-defined]
    names = _field_names(kind)  # type: ignore[arg-type]  # a class is hashable
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    return _rare(value)


def _rare(value: object) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no content id for a {type(value).__name__}")


@lru_cache(maxsize=256)
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Of a record; None for all else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def require(condition: bool, record: object, detail: str) -> None:
    """Refuse a broken record.

    Raises:
        NeracaError: N401, when the condition does not hold.
    """
    if not condition:
        raise fail("N401", record=type(record).__name__, detail=detail)


def is_text(value: str) -> bool:
    """Whether UTF-8 can carry the string: JSON may bring half a surrogate pair."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
