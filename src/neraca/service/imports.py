"""What others wrote comes in: the formats of `neraca import`, each a function that reads a file into the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from neraca.errors import fail
from neraca.ingest.histories import HISTORY_FORMATS, HistoryFormat
from neraca.packs.catalogue import Packs
from neraca.service.event_imports import import_history
from neraca.service.imported import Imported, ImportOptions
from neraca.service.judgement_imports import import_judgements
from neraca.store import Store

__all__ = ["HISTORIES", "IMPORTS", "ImportOptions", "Imported", "Importer", "import_file"]

_NO_OPTIONS = ImportOptions()

Importer = Callable[[Path, Store, Packs, ImportOptions], Imported]


def _judgements(path: Path, store: Store, packs: Packs, _options: ImportOptions) -> Imported:
    added, known, issues = import_judgements(path, store, packs)
    return Imported(added=added, known=known, failed=len(issues), issues=issues)


def _history(form: HistoryFormat) -> Importer:
    def read(path: Path, store: Store, _packs: Packs, options: ImportOptions) -> Imported:
        return import_history(path, store, options, form=form)

    return read


HISTORIES = frozenset(form.name for form in HISTORY_FORMATS)
"""Formats of histories, which need nothing in the store beside them."""

# A format is a line here: its name on the command line, and what reads a file of it. Those of histories are listed in
# `ingest/histories.py`.
IMPORTS: Mapping[str, Importer] = {"judgements": _judgements, **{form.name: _history(form) for form in HISTORY_FORMATS}}


def import_file(path: Path, store: Store, packs: Packs, *, name: str, options: ImportOptions = _NO_OPTIONS) -> Imported:
    """Read a file into the store; what is there already is not added again, and what cannot be taken becomes an issue.

    Args:
        path: The file, or the folder.
        store: Where its records go.
        packs: What is known of actors, event types and items.
        name: One of `IMPORTS`.
        options: What a person says about it.

    Raises:
        NeracaError: N118, when there is no such format; N301, N303 or N311, when the file cannot be read; what the
            format raises besides.
    """
    known = IMPORTS.get(name.strip().casefold())
    if known is None:
        raise fail("N118", name=name or "''", known=", ".join(sorted(IMPORTS)))
    return known(path, store, packs, options)
