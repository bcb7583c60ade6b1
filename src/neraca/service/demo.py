"""The demonstration: the sample articles, from file to dossier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file
from pathlib import Path

from neraca.packs.files import data_folder

_NO_ARTICLES = frozenset(("README.md", "planted.toml"))


@contextmanager
def sample_files() -> Iterator[tuple[Path, ...]]:
    """The sample articles as files on disk, sorted by name."""
    samples = data_folder().joinpath("samples")
    with ExitStack() as stack:
        files = [file for file in samples.iterdir() if file.is_file() and file.name not in _NO_ARTICLES]
        yield tuple(stack.enter_context(as_file(file)) for file in sorted(files, key=lambda file: file.name))
