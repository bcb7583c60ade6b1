"""What others wrote comes in: the formats of `neraca import`, each a function that reads a file into the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from neraca.errors import fail
from neraca.packs.catalogue import Packs
from neraca.records import Issue
from neraca.service.judgement_imports import import_judgements
from neraca.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import: how many records were new, were there already, and could not be taken, and why not."""

    added: int
    known: int
    issues: tuple[Issue, ...] = ()

    @property
    def failed(self) -> int:
        """Number of lines that could not be taken."""
        return len(self.issues)


Importer = Callable[[Path, Store, Packs], tuple[int, int, tuple[Issue, ...]]]

# A format is a line here: its name on the command line, and what reads a file of it.
IMPORTS: Mapping[str, Importer] = {"judgements": import_judgements}


def import_file(path: Path, store: Store, packs: Packs, *, name: str) -> Imported:
    """Read a file into the store; what is there already is not added again, and what cannot be taken becomes an issue.

    Args:
        path: The file.
        store: Where its records go.
        packs: What is known of actors, event types and items.
        name: One of `IMPORTS`.

    Raises:
        NeracaError: N118, when there is no such format; N301, N303 or N311, when the file cannot be read.
    """
    known = IMPORTS.get(name.strip().casefold())
    if known is None:
        raise fail("N118", name=name or "''", known=", ".join(sorted(IMPORTS)))
    added, there, issues = known(path, store, packs)
    return Imported(added=added, known=there, issues=issues)
