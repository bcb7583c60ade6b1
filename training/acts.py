"""Our labels of acts: joined with the sentences they point into, or written with sentences of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from neraca.annotate.tokens import token_ranges
from neraca.packs.language import load_language
from training.corpora import Act, Example

Range = tuple[int, int]


def add_acts(examples: Sequence[Example], path: Path, digests: Sequence[str]) -> list[Example]:
    """Return the examples with the acts that the file at `path` has for their digests.

    A row is `{"digest", "acts"}`; offsets count characters of the words joined by single spaces.
    """
    rows = {row["digest"]: row["acts"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    joined = []
    for example, digest in zip(examples, digests, strict=True):
        ranges, place = [], 0
        for word in example.words:
            ranges.append((place, place + len(word)))
            place += len(word) + 1
        acts = rows.get(digest)
        joined.append(example if acts is None else replace(example, acts=tuple(_act(act, ranges) for act in acts)))
    return joined


def read_written(path: Path, language: str, scheme: str) -> list[Example]:
    """Read sentences written by us with their acts: rows of `text` and `acts` in offsets of the text."""
    pack = load_language(language)
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        ranges = token_ranges(text, 0, len(text), language=pack)
        examples.append(
            Example(
                words=tuple(text[start:end] for start, end in ranges),
                spaces=tuple(start == 0 or text[start - 1].isspace() for start, _ in ranges),
                scheme=scheme,
                acts=tuple(_act(act, ranges) for act in row["acts"]),
            )
        )
    return examples


def _act(row: Mapping[str, Any], ranges: Sequence[Range]) -> Act:
    roles = [
        (*_words(span, ranges), name)
        for name in ("actor", "recipient", "quantity", "when", "where")
        for span in row.get(name, ())
    ]
    roles += [(*_words(span, ranges), "item") for span in row.get("items", ())]
    roles += [(*_words(voice["text"], ranges), f"voice_{voice['stance']}") for voice in row.get("voices", ())]
    return Act(
        type=row["type"],
        trigger=_words(row["trigger"], ranges),
        stage=row["stage"],
        negated=row.get("negated", False),
        hedged=row.get("certainty", "plain") == "hedged",
        optional=row.get("optional", False),
        roles=tuple(roles),
    )


def _words(span: Sequence[Any], ranges: Sequence[Range]) -> Range:
    start, end = span[0], span[1]
    inside = [number for number, (first, last) in enumerate(ranges) if first < end and start < last]
    return inside[0], inside[-1] + 1
