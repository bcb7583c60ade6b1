"""Columns of numbers to bytes and back: little-endian, versioned, and checked before anything is believed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.errors import NeracaError, fail

Column = NDArray[np.int32] | NDArray[np.float32]

_MAGIC = b"NCOL"
_VERSION = 1
# Magic, version, number of columns, number of rows.
_HEAD = struct.Struct("<4sHHQ")
# Length of the name in bytes, kind of number; the name follows.
_FIELD = struct.Struct("<BB")
# CRC-32 of all before it: it finds damage, the store's digest finds everything else.
_END = struct.Struct("<I")
_KINDS = {1: np.dtype("<i4"), 2: np.dtype("<f4")}
_CODES = {"i": 1, "f": 2}
_WIDTH = 4


def pack_columns(columns: Mapping[str, Column]) -> bytes:
    """The columns as bytes, in their order; equal columns give equal bytes on every machine.

    Args:
        columns: One-dimensional arrays of equal length, of 32-bit whole numbers or floats, by name.

    Raises:
        NeracaError: N402, when they differ in length, or one is of another kind or has a name that is too long.
    """
    rows = {len(column) for column in columns.values()}
    if len(rows) != 1:
        raise _broken(f"columns of {len(rows)} different lengths")
    parts = [_HEAD.pack(_MAGIC, _VERSION, len(columns), rows.pop())]
    for name, column in columns.items():
        written = name.encode()
        code = _CODES.get(column.dtype.kind)
        if code is None or column.dtype.itemsize != _WIDTH or column.ndim != 1 or not 0 < len(written) < 256:
            raise _broken(f"{name!r} is no column of 32-bit numbers")
        parts += [_FIELD.pack(len(written), code), written, np.ascontiguousarray(column, _KINDS[code]).tobytes()]
    body = b"".join(parts)
    return body + _END.pack(zlib.crc32(body))


def unpack_columns(packed: bytes) -> dict[str, Column]:
    """Read what `pack_columns` wrote; the arrays cannot be written to.

    Raises:
        NeracaError: N402, when the bytes are cut short, damaged, of another version, or something else.
    """
    if len(packed) < _HEAD.size + _END.size:
        raise _broken("cut short")
    magic, version, count, rows = _HEAD.unpack_from(packed)
    if magic != _MAGIC or version != _VERSION:
        raise _broken(f"{magic!r} of version {version}")
    end = len(packed) - _END.size
    if _END.unpack_from(packed, end)[0] != zlib.crc32(memoryview(packed)[:end]):
        raise _broken("the checksum is another")
    columns: dict[str, Column] = {}
    at = _HEAD.size
    try:
        for _ in range(count):
            length, code = _FIELD.unpack_from(packed, at)
            start = at + _FIELD.size + length
            name = packed[at + _FIELD.size : start].decode()
            at = start + rows * _WIDTH
            if at > end or name in columns:
                raise _broken(f"column {name!r} has no place")
            column: NDArray[Any] = np.frombuffer(packed, _KINDS[code], rows, start)
            columns[name] = column.astype(column.dtype.newbyteorder("="), copy=False)
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise _broken(str(error)) from error
    if at != end:
        raise _broken(f"{end - at} bytes too many")
    return columns


def _broken(detail: str) -> NeracaError:
    return fail("N402", record="table of columns", detail=detail)
