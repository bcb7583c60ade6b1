"""Share of the packs' own time expressions that are read exactly: the words and the days they mean.

Run as `python bench/reading/times.py`; it needs nothing but the package and names every row that is not exact.
"""

from __future__ import annotations

import hashlib
import tomllib
from typing import Any

from neraca.annotate.sentences import split_sentences
from neraca.annotate.times import find_times
from neraca.packs.files import data_folder
from neraca.packs.language import Language, language_codes, load_language
from neraca.records import Document, Found, When


def make_document(row: dict[str, Any], code: str) -> Document:
    text = row["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = Found(value=row["day"], how="given") if "day" in row else None
    return Document(name="bench.txt", sha256=digest, media_type="text/plain", language=code, text=text, published=day)


def told(when: When) -> list[str]:
    if when.span is None:
        return [when.evidence.quote, "?", "?"]
    return [when.evidence.quote, *("" if day is None else day.isoformat() for day in (when.span.start, when.span.end))]


def read(row: dict[str, Any], language: Language) -> list[list[str]]:
    document = make_document(row, language.code)
    return [told(when) for when in find_times(document, split_sentences(document, language), language)]


def main() -> None:
    for code in language_codes():
        file = data_folder().joinpath("lang", code, "examples.toml")
        rows = tomllib.loads(file.read_text(encoding="utf-8"))["time"]
        expressions = {(row.get("day"), *words) for row in rows for words in row["found"]}
        dated = {words[1] for words in expressions if words[0] is not None}
        wrong = [(row, found) for row in rows if (found := read(row, load_language(code))) != row["found"]]
        exact = len(rows) - len(wrong)
        print(
            f"{code}: {exact} of {len(rows)} rows exact ({exact / len(rows):.1%}), "
            f"{len(dated)} expressions seen from a day"
        )
        for row, found in wrong:
            print(f"  {row['text']}\n    found {found}\n    means {row['found']}")


if __name__ == "__main__":
    main()
