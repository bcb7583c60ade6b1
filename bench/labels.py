"""Our labelled sentences with their acts, joined with the data sets that they point into."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.corpora import guess_spaces
from training.sources import all_sentences, digest_of

Range = tuple[int, int]


@dataclass(frozen=True)
class Act:
    """A gold act in offsets of the written sentence."""

    type: str
    trigger: Range
    actor: tuple[Range, ...]
    recipient: tuple[Range, ...]
    stage: str
    negated: bool
    certainty: str
    optional: bool
    spans: dict[str, tuple[Range, ...]]
    items: tuple[tuple[Range, str], ...]
    voices: tuple[tuple[Range, str], ...]


@dataclass(frozen=True)
class Labelled:
    """A sentence as it is printed, the digest that its labels know it by, and its acts."""

    digest: str
    text: str
    acts: tuple[Act, ...]


def read_gold(path: Path, folder: Path, every: int) -> list[Labelled]:
    """Every so-many-th sentence of a file of labels; sentences that are not ours come from the folder of data sets."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[::every]]
    if read and "text" in read[0]:
        return [_ours(row) for row in read]
    rows = {row["digest"]: row["acts"] for row in read}
    gold, seen = [], set()
    for words in all_sentences(folder):
        digest = digest_of(words)
        if digest in rows and digest not in seen:
            seen.add(digest)
            text, moved = written(words)
            gold.append(Labelled(digest, text, tuple(_act(act, moved) for act in rows[digest])))
    return gold


def written(words: list[str]) -> tuple[str, dict[int, int]]:
    """The sentence as it is printed, and for each offset in the words joined by spaces its offset there."""
    text, place, moved = "", 0, {}
    for word, space in zip(words, guess_spaces(words), strict=True):
        text += " " if space and text else ""
        for number in range(len(word) + 1):
            moved[place + number] = len(text) + number
        text += word
        place += len(word) + 1
    return text, moved


def _ours(row: dict[str, Any]) -> Labelled:
    text = row["text"]
    same = dict(enumerate(range(len(text) + 1)))
    return Labelled(digest_of([text]), text, tuple(_act(act, same) for act in row["acts"]))


def _act(row: dict[str, Any], moved: dict[int, int]) -> Act:
    def ranges(name: str) -> tuple[Range, ...]:
        return tuple((moved[start], moved[end]) for start, end in row.get(name, ()))

    start, end = row["trigger"]
    return Act(
        type=row["type"],
        trigger=(moved[start], moved[end]),
        actor=ranges("actor"),
        recipient=ranges("recipient"),
        stage=row["stage"],
        negated=row.get("negated", False),
        certainty=row.get("certainty", "plain"),
        optional=row.get("optional", False),
        spans={name: ranges(name) for name in ("quantity", "when", "where")},
        items=tuple(((moved[start], moved[end]), kind) for start, end, kind in row.get("items", ())),
        voices=tuple(
            ((moved[voice["text"][0]], moved[voice["text"][1]]), voice["stance"]) for voice in row.get("voices", ())
        ),
    )
