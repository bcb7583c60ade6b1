"""The store: records in SQLite, append-only."""

from neraca.store.search import Match
from neraca.store.store import Counts, Store
from neraca.store.writer import Writer

__all__ = ["Counts", "Match", "Store", "Writer"]
