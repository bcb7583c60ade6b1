"""Templates and style sheet of files to pass on: one page that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined

from neraca.packs.files import data_folder, folder_files


@lru_cache(maxsize=1)
def publish_templates() -> Environment:
    """All templates of `data/publish`; what they lack a value for is an error."""
    folder = data_folder().joinpath("publish")
    pages = {file.name: file.read_text(encoding="utf-8") for file in folder_files(folder, ".html.j2")}
    return Environment(
        loader=DictLoader(pages),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def publish_style() -> str:
    """The style sheet, with its colours."""
    folder = data_folder().joinpath("publish")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("tokens.css", "style.css")).strip()


def style_hash(style: str) -> str:
    """The source expression that lets exactly this style sheet through a content security policy."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
