"""Records of arrays to bytes and back: what is no array stands in JSON beside them; no code is ever run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_TREE = "tree"


def pack_record(record: object) -> bytes:
    """A record of arrays, sparse matrices, texts, numbers, tuples and further such records, as one npz file.

    Raises:
        TypeError: There is something else in it.
    """
    arrays: list[NDArray[np.generic]] = []
    tree = json.dumps(_take_apart(record, arrays), ensure_ascii=False, separators=(",", ":")).encode()
    columns: dict[str, Any] = {f"a{number}": array for number, array in enumerate(arrays)}
    columns[_TREE] = np.frombuffer(tree, np.uint8)
    made = io.BytesIO()
    np.savez_compressed(made, **columns)
    return made.getvalue()


def unpack_record(packed: bytes, kinds: Iterable[type]) -> Any:
    """The record that `pack_record` wrote; it may be made of these kinds of records, and of no others.

    Raises:
        ValueError: The bytes hold something else.
    """
    known = {kind.__name__: kind for kind in kinds}
    if not zipfile.is_zipfile(io.BytesIO(packed)):
        raise ValueError("no record: another kind of file")
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            tree = json.loads(file[_TREE].tobytes())
            return _put_together(tree, file, known)
    except (KeyError, TypeError, ValueError, IndexError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"no record: {error}") from error


def _take_apart(value: object, arrays: list[NDArray[np.generic]]) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return {"array": len(arrays) - 1}
    if isinstance(value, tuple):
        return {"tuple": [_take_apart(part, arrays) for part in value]}
    if sparse.issparse(value):
        held = sparse.csr_matrix(value)
        parts = (held.data, held.indices, held.indptr)
        return {"sparse": [_take_apart(part, arrays) for part in parts], "shape": list(held.shape)}
    if is_dataclass(value):
        held = {one.name: _take_apart(getattr(value, one.name), arrays) for one in fields(value)}
        return {"record": type(value).__name__, "fields": held}
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _put_together(tree: Any, file: Mapping[str, Any], known: Mapping[str, type]) -> Any:
    if not isinstance(tree, dict):
        return tree
    if "array" in tree:
        return file[f"a{tree['array']}"]
    if "tuple" in tree:
        return tuple(_put_together(part, file, known) for part in tree["tuple"])
    if "sparse" in tree:
        parts = tuple(_put_together(part, file, known) for part in tree["sparse"])
        return sparse.csr_matrix(parts, shape=tuple(tree["shape"]))
    held = {name: _put_together(part, file, known) for name, part in tree["fields"].items()}
    return known[tree["record"]](**held)
