"""Which words named which acts in the labelled sentences, and how often they stood there at all.

The reader has seen these sentences and trusts itself too much with words that it knows from them as anything but acts.
`words.json` beside the model holds for each language `{word: [times, {type: times as the first word of a trigger}]}`;
`neraca.extract.worth` weighs it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.corpora import Example

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def count_words(examples: Iterable[Example]) -> dict[str, list[object]]:
    """Count words and the acts that they named, optional ones too, in sentences with labels of acts."""
    seen: Counter[str] = Counter()
    named: dict[str, Counter[str]] = {}
    for example in examples:
        if example.acts is None:
            continue
        words = [_plain(word) for word in example.words]
        seen.update(word for word in words if word)
        for (start, end), kind in {(act.trigger, act.type) for act in example.acts}:  # two acts may have one trigger
            first = next((word for word in words[start:end] if word), "")
            if first:
                named.setdefault(first, Counter())[kind] += 1
    return {word: [seen[word], dict(sorted(named.get(word, {}).items()))] for word in sorted(seen)}


def _plain(word: str) -> str:
    found = _WORD.search(word.casefold())
    return found.group().replace("’", "'") if found else ""


def write_words(path: Path, languages: Iterator[tuple[str, Sequence[Example]]]) -> None:
    """Write `words.json` for examples by language."""
    rows = {language: count_words(examples) for language, examples in languages}
    path.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
