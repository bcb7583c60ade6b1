"""A server over the sample articles, and Debian's Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from books import AS_OF, put_history, steady_history
from command_line import finish, spawn
from neraca.store import Store

CHROMIUM = os.environ.get("NERACA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Where the browser must be there (continuous integration), a test that lacks it fails instead of being left out.
REQUIRED = "NERACA_BROWSER_TESTS" in os.environ

QUESTION = ("ask", "KOR", "ACCUSE", "PRK", "--within", "7", "--as-of", AS_OF.isoformat())
BACKTEST = ("backtest", "--from", "2021-01-01", "--to", "2021-06-30", "--every", "60", "--name", "steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents and item.config.pluginmanager.hasplugin("xdist"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("no Chromium: install it, or name it in NERACA_CHROMIUM")
        pytest.skip("no Chromium here; NERACA_CHROMIUM names one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles, with a history, a question about it and a back-test, that no test changes."""
    folder = tmp_path_factory.mktemp("samples")
    assert finish(spawn("demo", cwd=folder)).code == 0
    store = folder / "neraca-demo"
    with Store.open(store) as opened:
        put_history(opened, steady_history())
    for words in (QUESTION, BACKTEST):
        assert finish(spawn("forecast", *words, "--history", "set", "--store", store, cwd=folder)).code == 0
    return store


@pytest.fixture(scope="session")
def site(browser: Browser, samples: Path) -> Iterator[str]:
    """Address of a server over the samples; tests leave its store as it is."""
    yield from serve(samples)


@pytest.fixture(scope="session")
def own_site(browser: Browser, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over a copy of the samples, for tests that write."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(samples, folder / "store")
    yield from serve(folder / "store")


def serve(store: Path) -> Iterator[str]:
    process = spawn("serve", "--port", "0", "--store", store, "--lang", "en", cwd=store.parent)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)


def wait_for(address: str) -> None:
    """Wait until pages are there and not still being built."""
    for _ in range(300):
        try:
            with urlopen(f"{address}/", timeout=60) as answer:
                if answer.status == 200:
                    return
        except URLError:
            pass
        time.sleep(0.2)
    pytest.fail("the server did not answer")
