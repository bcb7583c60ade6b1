"""Compile the catalogue of words: `python tools/compile_words.py [--check]` turns `data/words/*.po` into `.mo` files.

Refuses a catalogue in which a language lacks a sentence, or says it with other braces than another does.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[1] / "src" / "neraca" / "data" / "words"
# A time in the compiled files would make each run of this tool a change.
_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def read_catalogues(folder: Path = FOLDER) -> dict[str, Catalog]:
    """All catalogues in a folder by language, sorted."""
    found = {}
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as opened:
            found[file.stem] = read_po(opened, locale=file.stem, abort_invalid=True)
    return found


def find_faults(catalogues: dict[str, Catalog]) -> list[str]:
    """What is not alike in all languages, one line each."""
    sentences = {language: _sentences(catalogue) for language, catalogue in catalogues.items()}
    faults: list[str] = []
    for language, catalogue in catalogues.items():
        for message in catalogue:
            if message.context and _braces(str(message.id)) != _braces(str(message.string)):
                faults.append(f"{message.id!r} has other braces in {language}")
    every = sorted({key for known in sentences.values() for key in known})
    for key in every:
        lacking = [language for language, known in sentences.items() if not all(known.get(key, ("",)))]
        if lacking:
            faults.append(f"{key!r} says nothing in {', '.join(lacking)}")
            continue
        braces = {_braces(text) - {"n"} for known in sentences.values() for text in known[key]}
        counted = {_braces(known[key][-1]) for known in sentences.values()}
        if len(braces) > 1 or len(counted) > 1:
            faults.append(f"{key!r} has other braces in one language than in another")
    return faults


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of a catalogue's `.mo` file: the same catalogue gives the same bytes."""
    out = io.BytesIO()
    plain = Catalog(locale=catalogue.locale, charset="utf-8", project="Neraca", version="1", creation_date=_NO_TIME)
    for message in catalogue:
        if message.id:
            plain.add(message.id, message.string, context=message.context)
    plain.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", catalogue.plural_forms)]
    write_mo(out, plain)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Compile, or with `--check` only say whether everything is as it would be; the exit code says the same."""
    catalogues = read_catalogues()
    faults = find_faults(catalogues)
    for language, catalogue in catalogues.items():
        file, content = FOLDER / f"{language}.mo", compiled(catalogue)
        if "--check" not in arguments:
            file.write_bytes(content)
        elif not file.is_file() or file.read_bytes() != content:
            faults.append(f"{file.name} is older than {language}.po: run python tools/compile_words.py")
    print("\n".join(faults) or f"{', '.join(catalogues)}: fine")
    return 1 if faults else 0


def _sentences(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    found = {}
    for message in catalogue:
        if message.id:
            # A sentence with a context is the code's own English, for which English needs no other.
            key = message.id if isinstance(message.id, str) else message.id[0]
            if message.context:
                continue
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def _braces(text: str) -> frozenset[str]:
    return frozenset(part.split("}")[0] for part in text.split("{")[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
