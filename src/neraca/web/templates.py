"""Templates of the pages, and the files they ask for: one style sheet and a few small scripts, all from the package."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources.abc import Traversable

from jinja2 import DictLoader, Environment, StrictUndefined

from neraca.packs.files import data_folder, folder_files

STYLES = (("publish", "tokens.css"), ("publish", "style.css"), ("web", "web.css"))
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The pages' templates, with the dossier's, from which they take whole parts."""
    files = [file for folder in ("publish", "web") for file in folder_files(data_folder().joinpath(folder), ".html.j2")]
    environment = Environment(
        loader=DictLoader({file.name: file.read_text(encoding="utf-8") for file in files}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = asset
    return environment


@lru_cache(maxsize=64)
def read_asset(name: str) -> tuple[bytes, str] | None:
    """The bytes and the media type of a file that pages ask for; None where there is none of this name."""
    if name == "app.css":
        parts = (data_folder().joinpath(*place).read_text(encoding="utf-8") for place in STYLES)
        return "".join(parts).encode(), "text/css; charset=utf-8"
    known = {file.name: file for suffix in _KINDS for file in folder_files(_static(), suffix)}
    if name not in known:
        return None
    kind = _KINDS[f".{name.rpartition('.')[2]}"]
    return known[name].read_bytes(), f"{kind}; charset=utf-8"


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a file, which changes with its content.

    Raises:
        KeyError: There is no such file.
    """
    found = read_asset(name)
    if found is None:
        raise KeyError(name)
    return f"/static/{hashlib.sha256(found[0]).hexdigest()[:12]}/{name}"


def _static() -> Traversable:
    return data_folder().joinpath("web", "static")
