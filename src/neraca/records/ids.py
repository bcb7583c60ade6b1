"""Ids made from content: the same record gets the same id in every process, and a changed one another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from neraca.errors import fail

ID_DIGITS = 16


def content_id(prefix: str, /, *parts: object) -> str:
    """An id such as `claim-0f3a…`: the prefix and 64 bits of the parts' SHA-256.

    Parts may be strings, numbers, dates, enumerations, None, records and tuples of these.
    """
    text = json.dumps([_plain(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_DIGITS]}"


def _plain(value: object) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no content id for a {type(value).__name__}")


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
