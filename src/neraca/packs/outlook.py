"""Words of what is foreseen, from `data/lang/*/outlook.toml`: when it falls due, and on what it depends."""

from __future__ import annotations

import msgspec

from neraca.packs.files import data_folder, read_toml


class VagueWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for a time ahead without a number, and the time that a reader gives it; in lower case."""

    words: tuple[str, ...]
    months: int = 0
    days: int = 0


class OutlookExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text and what is read around its act: first and last day of the window ("" where open), its words."""

    day: str
    text: str
    act: str
    window: tuple[str, str, str]
    stage: str = "planned"
    condition: str = ""


class OutlookWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One language's words, in lower case; the Indonesian file explains them."""

    within: tuple[str, ...]
    past: tuple[str, ...]
    condition: tuple[str, ...]
    sequence: tuple[str, ...]
    whether: tuple[str, ...]
    then: tuple[str, ...]
    window: tuple[VagueWindow, ...]
    example: tuple[OutlookExample, ...]


def load_outlook_words(code: str) -> OutlookWords:
    """A language's words, with their examples.

    Raises:
        NeracaError: N201, the file breaks the format.
    """
    return read_toml(data_folder().joinpath("lang", code, "outlook.toml"), OutlookWords)
