"""A process killed in the middle of adding leaves a store that adding again completes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from store_builders import make_reading, moment, put, views

from neraca.store import Store

NAMES = ("a.txt", "b.txt", "c.txt")

# Argument: how many documents are put before the process kills itself, inside the last one's block.
CHILD = """
import os, signal, sys
from pathlib import Path
from neraca.store import Store
from store_builders import make_reading, put

folder, last = Path(sys.argv[1]), int(sys.argv[2])
store = Store.create(folder)
for number, name in enumerate(sys.argv[3:], start=1):
    with store.writing() as writer:
        put(writer, make_reading(name))
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("last", [1, 2, 3])
def test_a_killed_add_and_another_give_the_same_store_as_one_alone(tmp_path, last):
    here = Path(__file__).parent
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "killed"), str(last), *NAMES],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    with Store.create(tmp_path / "killed") as killed, Store.create(tmp_path / "whole") as whole:
        assert killed.verify() == ()
        assert [document.name for document in killed.documents()] == list(NAMES[: last - 1])
        for store in (killed, whole):
            for name in NAMES:
                with store.writing() as writer:
                    put(writer, make_reading(name))
        assert views(killed) == views(whole)
        assert killed.verify() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_what_was_committed_before_the_kill_is_there(tmp_path):
    here = Path(__file__).parent
    subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), "2", *NAMES],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))},
        check=False,
    )
    with Store.open(tmp_path) as store:
        assert store.documents() == (make_reading("a.txt").document,)
        with store.writing() as writer:
            assert not put(writer, make_reading("a.txt"))
            assert writer.put_reading(make_reading("b.txt"), moment(0))
