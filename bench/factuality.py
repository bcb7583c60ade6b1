"""Whether things said happened, against what people answered: `python bench/factuality.py ../shared/data`.

The set (UDS-IH2 dev, English of the web) has for predicates the mean answer, from -3 (surely not) to 3 (surely). Each
sentence is a document of its own, its words joined as they are printed. A predicate is read by `modality_at` of
`neraca.extract.modality`, whether or not it is a claim; `NUMBERS` makes a number of stage, certainty and negation: the
mean answer to such predicates in the train part (every second sentence), where there were fifteen, else to the plain
ones. Printed are Pearson's and Spearman's correlation and the mean absolute error; `--part train` reads every eighth
sentence of the train part. Rules were written with the train part and the even rows of dev in sight.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

from rows import add_options, document, is_chosen

from neraca.annotate.read import annotate
from neraca.extract.contents import by_sentence
from neraca.extract.line import Line, cue_indexes, prepare_line
from neraca.extract.modality import Modality, modality_at
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.reader import load_reader
from neraca.records import Certainty

NO_SPACE_BEFORE = frozenset((".", ",", ";", ":", "?", "!", ")", "]", "%", "n't", "n’t", "'", "’"))
NO_SPACE_AFTER = frozenset(("(", "[", "$", "“"))
STEP = 8  # of the train part

# Stage, hedged, negated.
NUMBERS = {
    ("occurred", False, False): 2.1,
    ("occurred", False, True): 0.4,
    ("occurred", True, False): 1.4,
    ("occurred", True, True): -0.2,
    ("ongoing", False, False): 1.6,
    ("ongoing", True, False): 1.1,
    ("planned", False, False): -1.6,
    ("planned", False, True): -1.1,
    ("planned", True, False): -0.1,
    ("planned", True, True): -0.1,
    ("predicted", False, False): -0.9,
    ("predicted", False, True): -0.3,
    ("predicted", True, False): -1.1,
    ("predicted", True, True): -0.6,
    ("hypothetical", False, False): -0.8,
    ("hypothetical", False, True): -0.9,
    ("hypothetical", True, False): 0.2,
    ("urged", False, False): -1.6,
    ("urged", False, True): -1.0,
    ("urged", True, False): -0.1,
}


@dataclass(frozen=True)
class Row:
    """A predicate: its sentence, its word, how it was read, and what people answered."""

    text: str
    word: str
    modality: Modality
    answer: float


def number_of(modality: Modality) -> float:
    key = (modality.stage.value, modality.certainty is Certainty.HEDGED, modality.negated)
    return NUMBERS.get(key, NUMBERS[key[0], False, key[2] and key[0] != "ongoing"])


def printed(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as it is printed, and where each word stands in it."""
    text, places, inside = "", [], False
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        if word == '"':
            space, inside = not inside, not inside
        else:
            space = before not in NO_SPACE_AFTER and not (before == '"' and inside)
            space = space and word not in NO_SPACE_BEFORE and not word.startswith("'")
            space = space and "-" not in (word, before)
        text += " " if space and text else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def read_rows(path: Path, packs: Packs, *, half: int | None, step: int) -> Iterator[Row]:
    cues, language, reader = packs.cues["en"], packs.languages["en"], load_reader()
    indexes = cue_indexes(cues)
    for number, written in enumerate(path.read_text(encoding="utf-8").splitlines()[::step]):
        if not is_chosen(number, half):
            continue
        row = json.loads(written)
        text, places = printed(row["text"].split())
        reading = annotate(document(text, "en"), language=language, actors=packs.actors, cues=cues, reader=reader)
        lines = [
            prepare_line(reading, index, contents=contents, cues=indexes, language="en")
            for index, contents in enumerate(by_sentence(reading))
        ]
        for target in row["targets"]:
            start, _ = places[target["span1"][0]]
            modality = _read(lines, start)
            if modality is not None:
                yield Row(reading.document.text, target["span_text"], modality, target["label"])


def _read(lines: list[Line], start: int) -> Modality | None:
    for line in lines:
        if line.sentence.span.start <= start < line.sentence.span.end:
            word = line.word_at(start)
            return modality_at(line, word) if word < len(line.words) else None
    return None


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    left, right = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - left) * (b - right) for a, b in zip(one, other, strict=True))
    spread = sum((a - left) ** 2 for a in one) * sum((b - right) ** 2 for b in other)
    return both / sqrt(spread) if spread else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """Places in order; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    found = [0.0] * len(values)
    cuts = [n for n, (a, b) in enumerate(pairwise(order), 1) if values[a] != values[b]]
    for first, last in pairwise([0, *cuts, len(order)]):
        for at in order[first:last]:
            found[at] = (first + last - 1) / 2
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--means", action="store_true", help="print the mean answer to each reading")
    add_options(parser)
    options = parser.parse_args()
    path = options.data / "factuality" / f"UDS_IH2_{options.part}.jsonl"
    step = STEP if options.part == "train" else 1
    rows = list(read_rows(path, load_packs(), half=options.half, step=step))
    mine, theirs = [number_of(row.modality) for row in rows], [row.answer for row in rows]
    error = sum(abs(a - b) for a, b in zip(mine, theirs, strict=True)) / len(rows)
    print(
        f"{len(rows)} predicates: Pearson {pearson(mine, theirs):.3f},"
        f" Spearman {pearson(ranks(mine), ranks(theirs)):.3f}, mean error {error:.2f}"
    )
    if options.means:
        print_means(rows)
    worst = sorted(rows, key=lambda row: -abs(number_of(row.modality) - row.answer))
    for row in worst[: options.show]:
        read = row.modality
        print(f"{row.answer:+.2f} {number_of(read):+.2f} {read.stage} {read.rule} “{row.word}”: {row.text}")


def print_means(rows: list[Row]) -> None:
    answers: dict[tuple[str, bool, bool, str], list[float]] = defaultdict(list)
    for row in rows:
        read = row.modality
        answers[read.stage.value, read.certainty is Certainty.HEDGED, read.negated, read.rule].append(row.answer)
    for key, values in sorted(answers.items()):
        print(f"{key}: {sum(values) / len(values):+.2f} of {len(values)}")


if __name__ == "__main__":
    main()
