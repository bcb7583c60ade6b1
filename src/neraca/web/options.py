"""The command line's options in an address: a flag is there or not, rows are what its `--json` prints."""

from __future__ import annotations

from typing import Any

from neraca.web.visit import Visit

Rows = list[dict[str, Any]]
_OFF = frozenset(("0", "no", "false", "off"))


def is_set(visit: Visit, name: str) -> bool:
    """Whether the address sets a flag: `?history`, `?history=1`; not `?history=0`."""
    values = visit.request.query_params.getlist(name)
    return any(value.strip().casefold() not in _OFF for value in values)
