"""Records to JSON and back: the same record gives the same bytes, and broken bytes give no record."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from neraca.errors import fail

T = TypeVar("T")

_EXACT = (Decimal,)


def encode(record: object) -> bytes:
    """The record as UTF-8 JSON: fields in their declared order, no spaces, amounts as strings without exponent.

    Raises:
        NeracaError: N402, when the record holds half a surrogate pair, which UTF-8 cannot carry.
    """
    try:
        return msgspec.json.encode(_plain(msgspec.to_builtins(record, builtin_types=_EXACT)))
    except UnicodeEncodeError as error:
        raise fail("N402", record=type(record).__name__, detail=f"half a surrogate pair: {error.reason}") from error


def decode(data: bytes | str, kind: type[T]) -> T:
    """Read a record; its own rules are checked again.

    Args:
        data: What `encode` wrote.
        kind: The record's type.

    Raises:
        NeracaError: N402, when the bytes are no JSON or have another shape; N401, when the record
            they describe may not exist.
    """
    try:
        return cast(T, _decoder(cast(Any, kind)).decode(data))
    except (msgspec.DecodeError, UnicodeError, RecursionError, ArithmeticError) as error:
        raise fail("N402", record=kind.__name__, detail=str(error)) from error


@lru_cache(maxsize=64)
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, strict=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value


def _amount(value: Decimal) -> str:
    """Equal amounts may differ in form (1E+3, 1000, 1000.0); they get the one without exponent and idle zeros."""
    text = format(value, "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text
