"""JSON and JSON Lines: an object is an article, under any of the usual names of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from neraca.errors import NeracaError, fail
from neraca.ingest.assemble import Parts, titled
from neraca.ingest.markup import text_of_markup
from neraca.packs.ingest import IngestPack

_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|li|span|strong|em|a)\b[^>]*>", re.IGNORECASE)


def json_records(text: str, pack: IngestPack, *, where: str) -> Iterator[Parts | NeracaError]:
    """The articles of a JSON file: one object, a list of them, or an object that holds the list.

    A record that cannot be read is given as its error, in its place.

    Raises:
        NeracaError: N307, when the file is no JSON.
    """
    content = _parsed(text, where=where)
    rows = _rows(content, pack)
    if rows is None:
        yield _record(content, pack, part="", where=where)
        return
    for number, row in enumerate(rows, 1):
        yield _record(row, pack, part=str(number), where=f"{where}#{number}")


def jsonl_records(text: str, pack: IngestPack, *, where: str) -> Iterator[Parts | NeracaError]:
    """The articles of a JSON Lines file, one a line; `part` counts the lines that are not blank."""
    number = 0
    for line in text.split("\n"):
        if not line.strip(" \t\r\ufeff"):
            continue
        number += 1
        place = f"{where}#{number}"
        try:
            content = _parsed(line, where=place)
        except NeracaError as error:
            yield error
            continue
        yield _record(content, pack, part=str(number), where=place)


def _parsed(text: str, *, where: str) -> Any:
    try:
        return msgspec.json.decode(text.removeprefix("\ufeff"))
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise fail("N307", where=where, detail=str(error)[:120]) from error


def _rows(content: Any, pack: IngestPack) -> list[Any] | None:
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        folded = _folded(content)
        if any(isinstance(folded.get(name), str) for name in pack.fields["text"]):
            return None
        for name in pack.fields["records"]:
            rows = folded.get(name)
            if isinstance(rows, list) and any(isinstance(row, dict) for row in rows):
                return rows
    return None


def _record(content: Any, pack: IngestPack, *, part: str, where: str) -> Parts | NeracaError:
    if not isinstance(content, dict):
        return fail("N313", where=where, detail=f"an object is needed, not {type(content).__name__}")
    row = _folded(content)
    body = _words(row, "text", pack)
    if not body.strip():
        return fail("N309", where=where, looked=", ".join(pack.fields["text"]))
    if _MARKUP.search(body):
        body = text_of_markup(body)
    title = " ".join(_words(row, "title", pack).split())
    return Parts(
        text=titled(title, body),
        title=title,
        outlet=_words(row, "outlet", pack),
        author=_words(row, "author", pack),
        date=_moment(row, pack),
        url=_words(row, "url", pack),
        language=_words(row, "language", pack),
        part=part,
    )


def _folded(content: dict[str, Any]) -> dict[str, Any]:
    """By the letters of the keys alone: `publish_date`, `publishDate` and `Publish Date` are one."""
    folded: dict[str, Any] = {}
    for key, value in content.items():
        folded.setdefault(re.sub(r"[\W_]+", "", key.casefold()), value)
    return folded


def _words(row: dict[str, Any], fact: str, pack: IngestPack) -> str:
    for name in pack.fields[fact]:
        words = _plain(row.get(name))
        if words.strip():
            return words
    return ""


def _moment(row: dict[str, Any], pack: IngestPack) -> str | float:
    for name in pack.fields["date"]:
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _plain(value: Any) -> str:
    """Words of a field: a string, a named thing, or several of either."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _plain(next((value[key] for key in ("name", "title", "text") if key in value), ""))
    if isinstance(value, list):
        several = [_plain(item) for item in value[:1000] if not isinstance(item, list)]
        long = any(len(words) > 80 for words in several)
        return ("\n\n" if long else ", ").join(words for words in several if words.strip())
    return ""
