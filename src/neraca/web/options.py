"""The command line's options in an address: a flag is there or not, rows are what its `--json` prints."""

from __future__ import annotations

from typing import Any

from neraca.service.selection import find_actor
from neraca.web.visit import Visit

Rows = list[dict[str, Any]]
_OFF = frozenset(("0", "no", "false", "off"))


def is_set(visit: Visit, name: str) -> bool:
    """Whether the address sets a flag: `?history`, `?history=1`; not `?history=0`."""
    values = visit.request.query_params.getlist(name)
    return any(value.strip().casefold() not in _OFF for value in values)


def read_party(visit: Visit, *names: str) -> str:
    """Id of the party that the address names, by id or name in any language; what it says where nobody has it."""
    text = next((value for name in names if (value := visit.query(name))), "")
    return (find_actor(visit.packs, text) or text) if text else ""
