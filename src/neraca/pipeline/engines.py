"""Engines: run a step over many inputs, in this process or in several; answers come in the order of the inputs."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

Step = Callable[[bytes], bytes]
"""A module-level function from encoded records to encoded records; it raises nothing that an input can cause."""

# Inputs waiting for each process: enough that none idles, few enough that memory stays small.
_AHEAD = 4


def run_step(step: Step, inputs: Iterable[bytes], *, workers: int) -> Iterator[bytes | None]:
    """The step's answer to every input, in their order; None where the process that worked on it died.

    Args:
        step: Must be importable by name where `workers` is more than 1.
        inputs: Read only as far ahead as the processes need.
        workers: Number of processes; 1 works in this one.
    """
    if workers <= 1:
        yield from map(step, inputs)
        return
    waiting = iter(inputs)
    sent: deque[bytes] = deque()
    while True:
        try:
            yield from _run_pool(step, waiting, sent, workers=workers)
            return
        except BrokenProcessPool:
            # One of the inputs sent killed its process, and with it the pool: one at a time, it shows which.
            yield from _run_singly(step, sent)


def _run_pool(step: Step, waiting: Iterator[bytes], sent: deque[bytes], *, workers: int) -> Iterator[bytes]:
    """Answers until the inputs end; when a process dies, `sent` holds what has no answer yet."""
    answers: deque[Future[bytes]] = deque()
    with _pool(workers) as pool:
        try:
            while True:
                for one in islice(waiting, workers * _AHEAD - len(sent)):
                    # Noted first: submitting fails as well when the pool is broken.
                    sent.append(one)
                    answers.append(pool.submit(step, one))
                if not sent:
                    return
                answer = answers.popleft().result()
                sent.popleft()
                yield answer
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _run_singly(step: Step, sent: deque[bytes]) -> Iterator[bytes | None]:
    while sent:
        with _pool(1) as pool:
            try:
                while sent:
                    answer = pool.submit(step, sent[0]).result()
                    sent.popleft()
                    yield answer
            except BrokenProcessPool:
                sent.popleft()
                yield None


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the same on every system, and nothing of this process (an open store) leaks into them.
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("spawn"))
