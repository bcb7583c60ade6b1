"""Plain text and Markdown: the document's text is the file's own."""

from __future__ import annotations

import re

from neraca.ingest.assemble import Parts
from neraca.packs.ingest import IngestPack

# Front matter: `key: value` lines between two lines of three hyphens, at the very beginning.
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<rows>(?:[^\r\n]*\r?\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_ROW = re.compile(r"(?m)^(?P<key>[\w -]{1,40}?)\s*[:=][ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$")


def plain_parts(text: str, pack: IngestPack) -> Parts:
    """A text's parts; front matter in Markdown style gives metadata and stays in the text, marked by `skip`."""
    front = _FRONT.match(text)
    if front is None or not text[front.end() :].strip():
        return Parts(text=text)
    rows = {_key(row["key"]): _unquoted(row["value"]) for row in _ROW.finditer(front["rows"])}
    if not rows:
        return Parts(text=text)
    return Parts(
        text=text,
        title=_first(rows, "title", pack),
        outlet=_first(rows, "outlet", pack),
        author=_first(rows, "author", pack),
        date=_first(rows, "date", pack),
        url=_first(rows, "url", pack),
        language=_first(rows, "language", pack),
        skip=front.end(),
    )


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.strip("[]")


def _first(rows: dict[str, str], fact: str, pack: IngestPack) -> str:
    return next((rows[name] for name in pack.fields[fact] if rows.get(name)), "")
