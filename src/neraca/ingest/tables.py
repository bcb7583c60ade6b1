"""CSV with news-watch's columns: title, publish_date, author, content, keyword, category, source, link."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from neraca.errors import NeracaError, fail
from neraca.ingest.assemble import Parts, titled

COLUMNS = ("title", "publish_date", "author", "content", "keyword", "category", "source", "link")
# news-watch reads Indonesian sites and writes their local time without a zone.
ZONE = "Asia/Jakarta"
_DELIMITERS = ",;\t|"


def csv_records(text: str, *, where: str) -> Iterator[Parts | NeracaError]:
    """The articles of a table, `part` counting rows from 1; a damaged row is given as its error, in its place.

    Raises:
        NeracaError: N308, when columns are lacking.
    """
    # Python refuses cells above 128 KB unless told otherwise; a long article may have more.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    text = text.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().casefold().replace(" ", "_") for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise fail("N308", where=where, missing=", ".join(missing))
    place = {name: header.index(name) for name in COLUMNS}
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield fail("N313", where=f"{where}#{number}", detail=str(error))
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            number -= 1
            continue
        yield _record(row, place, width=len(header), part=str(number), where=f"{where}#{number}")


def _delimiter(text: str) -> str:
    """What parts the names of the header; csv.Sniffer is misled by commas in long texts."""
    header = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _record(row: list[str], place: dict[str, int], *, width: int, part: str, where: str) -> Parts | NeracaError:
    if len(row) != width:
        return fail("N313", where=where, detail=f"{len(row)} cells under {width} columns")
    cell = {name: row[at].strip() for name, at in place.items()}
    if not cell["content"]:
        return fail("N309", where=where, looked="content")
    return Parts(
        text=titled(cell["title"], cell["content"]),
        title=" ".join(cell["title"].split()),
        outlet=cell["source"],
        author=cell["author"],
        date=cell["publish_date"],
        url=cell["link"],
        zone=ZONE,
        part=part,
    )
