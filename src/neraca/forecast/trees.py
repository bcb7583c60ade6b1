"""LightGBM, an optional part: it may be absent, and it may be there without the system library that it needs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from neraca.errors import fail


def open_lightgbm() -> Any:
    """The module.

    Raises:
        NeracaError: N604, where it is not installed or cannot be loaded.
    """
    try:
        return import_module("lightgbm")
    except (ImportError, OSError) as error:
        raise fail("N604", detail=error) from error


def has_lightgbm() -> bool:
    """Whether it can be used."""
    try:
        import_module("lightgbm")
    except (ImportError, OSError):
        return False
    return True
