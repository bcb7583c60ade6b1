"""What the person who adds a file says about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Facts for every document of an input; each outranks what the files say, "" says nothing.

    `date` is ISO 8601: a day, or a minute with its offset from UTC.
    """

    date: str = ""
    outlet: str = ""
    url: str = ""
