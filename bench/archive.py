"""Claims of a whole archive of Indonesian news: `python bench/archive.py ../shared/data [--sample N --seed S]`.

Reads every article of indosum in two processes as the program does, and checks of every claim that each piece of its
evidence stands in the text at its place. Says how many articles, claims and faults there were, claims by type, and how
many a second. `--sample` writes so many claims, drawn by chance, with the sentences around them, for reading by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse_all
from neraca.records import Claim, Document

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.corpora import guess_spaces

AROUND = 200


def articles(folder: Path) -> Iterator[Document]:
    for path in sorted((folder / "indosum").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            paragraphs = json.loads(line)["paragraphs"]
            written = "\n\n".join(" ".join(_written(words) for words in paragraph) for paragraph in paragraphs)
            text = unicodedata.normalize("NFC", written)
            digest = hashlib.sha256(text.encode()).hexdigest()
            name = f"{path.stem}-{number}.txt"
            yield Document(name=name, sha256=digest, media_type="text/plain", language="id", text=text)


def _written(words: list[str]) -> str:
    pairs = zip(words, guess_spaces(tuple(words)), strict=True)
    return "".join((" " if space else "") + word for word, space in pairs).strip()


def faults(claim: Claim, text: str) -> int:
    return sum(text[one.span.start : one.span.end] != one.quote for one in claim.every_evidence())


def shown(claim: Claim, text: str) -> dict[str, object]:
    start, end = claim.evidence.span.start, claim.evidence.span.end
    return {
        "around": text[max(0, start - AROUND) : end + AROUND],
        "quote": claim.evidence.quote,
        "trigger": claim.trigger.quote,
        "event": claim.event,
        "stage": claim.stage.value,
        "negated": claim.negated,
        "actors": [[m.actor, m.evidence.quote] for m in claim.actors],
        "recipients": [[m.actor, m.evidence.quote] for m in claim.recipients],
        "optional": claim.optional,
        "reasons": [[reason.field, reason.rule, reason.score] for reason in claim.reasons],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/claims_to_read.jsonl"))
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    types: Counter[str] = Counter()
    drawn: list[tuple[Claim, str]] = []
    started = time.monotonic()
    for outcome in analyse_all(articles(options.data), load_packs(), workers=2):
        counts["articles"] += 1
        if outcome.reading is None:
            counts["failed"] += 1
            continue
        text = outcome.reading.document.text
        counts["sentences"] += len(outcome.reading.sentences)
        counts["unclear"] += len(outcome.reading.issues)
        for claim in outcome.reading.claims:
            counts["claims"] += 1
            counts["faults"] += faults(claim, text)
            types[claim.event] += 1
            drawn.append((claim, text))
    spent = time.monotonic() - started
    print(dict(counts), f"{counts['sentences'] / spent:.0f} sentences/s")
    print(dict(types.most_common()))
    if options.sample:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        chosen = random.Random(options.seed).sample(drawn, options.sample)
        rows = (json.dumps(shown(claim, text), ensure_ascii=False) for claim, text in chosen)
        options.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sys.exit(1 if counts["faults"] or counts["failed"] else 0)


if __name__ == "__main__":
    main()
