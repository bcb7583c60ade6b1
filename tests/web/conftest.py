"""Sites that many tests look at: the samples', which nobody writes to."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from sites import Page, open_site, walk
from starlette.testclient import TestClient

from neraca.service import add
from neraca.service.demo import sample_files
from neraca.store import Store


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample articles."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    with Store.create(folder) as store, sample_files() as files:
        add(files, store, workers=1)
    return folder


@pytest.fixture(scope="session")
def samples(samples_store: Path) -> Generator[TestClient]:
    """A visitor at the samples' site, who only reads."""
    with open_site(samples_store) as client:
        yield client


@pytest.fixture(scope="session")
def samples_pages(samples: TestClient) -> dict[str, Page]:
    """Pages of every kind of the samples' site."""
    return walk(samples)


@pytest.fixture(autouse=True)
def forgotten_visits(request: pytest.FixtureRequest) -> None:
    """No language and no name is kept from another test."""
    if "samples" in request.fixturenames:
        request.getfixturevalue("samples").cookies.clear()
