"""Columns survive being packed, and bytes that are not theirs give none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.codec.columns import pack_columns, unpack_columns
from neraca.errors import NeracaError

NAMES = st.text("abcdefgæ", min_size=1, max_size=12)
DAY = {"day": np.array([1, 2], np.int32), "weight": np.array([1.5, 2], np.float32)}


@st.composite
def columns(draw):
    rows = draw(st.integers(0, 20))
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    made = {}
    for name in names:
        whole = st.lists(st.integers(-(2**31), 2**31 - 1), min_size=rows, max_size=rows)
        broken = st.lists(st.floats(width=32, allow_nan=False), min_size=rows, max_size=rows)
        made[name] = draw(
            st.one_of(whole.map(lambda v: np.array(v, np.int32)), broken.map(lambda v: np.array(v, "f4")))
        )
    return made


@given(columns())
def test_columns_survive_the_codec(made):
    packed = pack_columns(made)
    found = unpack_columns(packed)
    assert list(found) == list(made)
    assert all(found[name].dtype == made[name].dtype for name in made)
    assert all(np.array_equal(found[name], made[name]) for name in made)
    assert pack_columns(found) == packed


def test_the_bytes_are_the_same_on_every_machine():
    swapped = {name: column.astype(column.dtype.newbyteorder(">")) for name, column in DAY.items()}
    assert pack_columns(swapped) == pack_columns(DAY)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_is_found(at, change):
    packed = bytearray(pack_columns(DAY))
    packed[at % len(packed)] ^= change
    with pytest.raises(NeracaError, match="N402"):
        unpack_columns(bytes(packed))


@given(st.integers(1, 10_000))
def test_bytes_that_are_cut_short_are_found(cut):
    packed = pack_columns(DAY)
    with pytest.raises(NeracaError, match="N402"):
        unpack_columns(packed[: -(cut % len(packed) or 1)])


@given(st.binary(max_size=60))
def test_other_bytes_are_no_columns(other):
    with pytest.raises(NeracaError, match="N402"):
        unpack_columns(other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": np.array([1], np.int32), "row": np.array([1, 2], np.int32)},
        {"day": np.array([1], np.int64)},
        {"": np.array([1], np.int32)},
        {"day": np.zeros((1, 1), np.int32)},
        {},
    ],
)
def test_what_is_no_table_is_not_packed(wrong):
    with pytest.raises(NeracaError, match="N402"):
        pack_columns(wrong)
