"""Work in processes of its own: what happens when one is killed, and when the server stops."""

from __future__ import annotations

import os
import signal
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from neraca.service.uploads import progress_of
from neraca.web.jobs import Job, Jobs

PATIENCE_S = 60.0


def tell_process(folder: Path) -> int:
    """Says how far it is, and which process it is."""
    progress_of(folder)(2, 3)
    return os.getpid()


def kill_itself(_folder: Path) -> None:
    """Is killed, as by a system without memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def nothing() -> None:
    """Follows a job."""


def begun(jobs: Jobs, work: object) -> Job:
    job = jobs.open("add")
    jobs.start(job, work, lane="adding", then=nothing)  # type: ignore[arg-type]
    return job


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no such signal")
def test_a_task_whose_process_is_killed_fails_alone() -> None:
    jobs = Jobs()
    try:
        killed = begun(jobs, kill_itself)
        assert killed.future is not None
        assert isinstance(killed.future.exception(timeout=PATIENCE_S), BrokenExecutor)
        assert killed.state == "failed"
        assert killed.failure is not None
        assert killed.failure.code == "N127"
        after = begun(jobs, tell_process)
        assert after.future is not None
        assert after.future.result(timeout=PATIENCE_S) != os.getpid()
        assert after.state == "done"
        assert after.progress == (2, 3)
    finally:
        jobs.close()
    assert not killed.folder.exists()
    assert not after.folder.exists()


def test_a_server_that_stops_leaves_no_process_and_no_file() -> None:
    jobs = Jobs()
    job = begun(jobs, tell_process)
    assert job.future is not None
    process = job.future.result(timeout=PATIENCE_S)
    jobs.close()
    assert not job.folder.exists()
    assert not Path(f"/proc/{process}/exe").exists()
