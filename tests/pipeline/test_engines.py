"""One process or several: the same answers in the same order, and a process that dies takes only its own input down."""

from __future__ import annotations

import os

import pytest

from neraca.pipeline.engines import run_step


def double(data: bytes) -> bytes:
    return data + data


def die_of_poison(data: bytes) -> bytes:
    if data == b"poison":
        os._exit(1)
    return data.upper()


INPUTS = [str(number).encode() for number in range(25)]


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_the_order_of_the_inputs(workers: int) -> None:
    assert list(run_step(double, iter(INPUTS), workers=workers)) == [data + data for data in INPUTS]


def test_a_process_that_dies_leaves_one_gap_and_the_rest_goes_on() -> None:
    inputs = [b"a", b"b", b"poison", *[b"c"] * 12, b"d"]
    answers = list(run_step(die_of_poison, inputs, workers=2))
    assert answers == [b"A", b"B", None, *[b"C"] * 12, b"D"]


def test_inputs_are_read_only_a_little_ahead() -> None:
    read = 0

    def counted():
        nonlocal read
        for data in INPUTS:
            read += 1
            yield data

    answers = run_step(double, counted(), workers=2)
    next(answers)
    assert read <= 8
    answers.close()


def test_no_inputs_start_nothing() -> None:
    assert list(run_step(double, [], workers=3)) == []
