"""Measure reused passages on pairs of documents with marked passages (PAN format).

python bench/reuse.py FOLDER

FOLDER holds `source-documents/*.txt`, `suspicious-documents/*.txt` and an XML file beside each of the latter
(Indonesian reuse corpus). Thresholds were chosen on suspicious documents of even number; both halves are reported.
Prints one JSON object a line; seconds are of this process's own CPU time.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from neraca.link import find_derivations
from neraca.records import Derivation, Document, Found, Span

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that the corpus marks: where it stands, and where it was taken from."""

    child: Span
    parent: Span
    kind: str


def read_documents(folder: Path, day: str) -> list[Document]:
    return [
        Document(
            name=file.name,
            sha256="0" * 64,
            media_type="text/plain",
            language="id",
            text=file.read_text(encoding="utf-8"),
            published=Found(value=day, how="given"),
        )
        for file in sorted(folder.glob("*.txt"))
    ]


def read_marked(folder: Path) -> dict[Pair, list[Marked]]:
    found: dict[Pair, list[Marked]] = {}
    for file in sorted(folder.glob("*.xml")):
        for feature in ElementTree.parse(file).getroot().iter("feature"):
            about = feature.attrib
            if "source_reference" in about:
                passage = Marked(
                    child=_span(about["this_offset"], about["this_length"]),
                    parent=_span(about["source_offset"], about["source_length"]),
                    kind=about.get("obfuscation", "by hand"),
                )
                found.setdefault((f"{file.stem}.txt", about["source_reference"]), []).append(passage)
    return found


def _span(offset: str, length: str) -> Span:
    return Span(start=int(offset), end=int(offset) + int(length))


def _share(right: int, whole: int) -> float:
    return round(right / whole, 3) if whole else 0.0


def measure(marked: Mapping[Pair, list[Marked]], found: Mapping[Pair, Derivation]) -> dict[str, object]:
    """Pairs, and characters of their passages in the reusing text, found and marked."""
    right = marked.keys() & found.keys()
    overlap = claimed = whole = 0
    for pair in marked.keys() | found.keys():
        gold = _characters(one.child for one in marked.get(pair, ()))
        ours = _characters(one.child for one in found[pair].passages) if pair in found else set()
        overlap, claimed, whole = overlap + len(gold & ours), claimed + len(ours), whole + len(gold)
    kinds: dict[str, list[int]] = {}
    for pair, passages in marked.items():
        for one in passages:
            hit = pair in found and any(
                ours.child.meets(one.child) and ours.parent.meets(one.parent) for ours in found[pair].passages
            )
            counts = kinds.setdefault(one.kind, [0, 0])
            counts[0], counts[1] = counts[0] + hit, counts[1] + 1
    return {
        "pairs": len(marked),
        "recall": _share(len(right), len(marked)),
        "precision": _share(len(right), len(found)),
        "passages": {kind: f"{hits}/{every}" for kind, (hits, every) in sorted(kinds.items())},
        "character_recall": _share(overlap, whole),
        "character_precision": _share(overlap, claimed),
    }


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def rows(folder: Path) -> Iterator[dict[str, object]]:
    """A row for all pairs and one for each half, and the time."""
    sources = read_documents(folder / "source-documents", "2020-01-01")
    documents = sources + read_documents(folder / "suspicious-documents", "2020-01-02")
    marked = read_marked(folder / "suspicious-documents")
    started = time.process_time()
    derivations = find_derivations(documents)
    seconds = time.process_time() - started
    names = {document.id: document.name for document in documents}
    taken_from = {document.id for document in sources}
    found = {
        (names[one.child], names[one.parent]): one
        for one in derivations
        if one.parent in taken_from and one.child not in taken_from
    }
    for half, rests in {"all": (0, 1), "even": (0,), "odd": (1,)}.items():
        row = measure(
            {pair: one for pair, one in marked.items() if _number(pair) % 2 in rests},
            {pair: one for pair, one in found.items() if _number(pair) % 2 in rests},
        )
        yield {"measure": "reused passages", "half": half, **row}
    yield {"measure": "reuse", "documents": len(documents), "seconds": round(seconds, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for row in rows(parser.parse_args().folder):
        print(json.dumps(row))


def _number(pair: Pair) -> int:
    return int("".join(re.findall(r"\d", pair[0])))


if __name__ == "__main__":
    main()
