"""Words by which an article says that it is a translation, from `data/lang/*/translated.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import msgspec

from neraca.packs.files import data_folder, read_toml
from neraca.packs.language import language_codes


class _Translated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    phrases: tuple[str, ...]


@lru_cache(maxsize=1)
def load_translated() -> Mapping[str, tuple[str, ...]]:
    """The phrases of each language, in lower case.

    Raises:
        NeracaError: N201, when a file breaks its format.
    """
    folder = data_folder() / "lang"
    return MappingProxyType(
        {code: read_toml(folder.joinpath(code, "translated.toml"), _Translated).phrases for code in language_codes()}
    )
