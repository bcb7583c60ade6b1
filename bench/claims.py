"""Claims in single sentences of real news against our labels: `python bench/claims.py ../shared/data`.

The labels (training/corpus/acts_*.jsonl) hold offsets and digests; the sentences stay in the data sets. A claim found
counts when it has the type of a gold act and meets its trigger; its parties when every gold party is met by one of the
claim's mentions on that side and none is left over (a sentence out of context: parties the labels leave out are not
asked for, and for acts of equal parties both sides count as one). A record is a triple with the same stage, negation
and voices. Items count by class, other values where their words meet. Optional acts count neither way. The test part
was not read while rules were written; `--held-out` takes of the training parts the sixth that trained nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from labels import Labelled, read_gold
from matching import ONE_FIELDS, SET_FIELDS, compare, is_record, is_triple, pair
from rows import document, f1

from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline.reading import analyse

CORPUS = Path(__file__).parents[1] / "training" / "corpus"
PARTS = {
    "acts_id_test": "id",
    "acts_en_test": "en",
    "written_id_test": "id",
    "written_en_test": "en",
    "acts_id_train": "id",
    "acts_en_train": "en",
}
HELD_OUT = 6  # as in training/acting.py


def measure(gold: list[Labelled], language: str, packs: Packs, *, show: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for sentence in gold:
        pairs, wrong = pair(sentence.acts, analyse(document(sentence.text, language), packs).claims)
        missed = [act for act, claim in pairs if claim is None]
        counts["gold"] += len(pairs)
        counts["extra"] += len(wrong)  # every claim counts that no gold act, required or optional, answers to
        for act, claim in pairs:
            if claim is None:
                continue
            fields = compare(act, claim)
            counts["event"] += 1
            counts["triple"] += is_triple(fields)
            counts["record"] += is_record(fields)
            for name, (right, asked, found) in fields.items():
                counts[name] += right
                counts[f"{name} sides"] += asked + found
        if show and (missed or wrong):
            show -= 1
            print(sentence.text)
            for act in missed:
                print(f"   missed {act.type} “{sentence.text[slice(*act.trigger)]}”")
            for claim in wrong:
                print(f"   extra  {claim.event} “{claim.trigger.quote}”")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append", help="which labels; all of them when not given")
    parser.add_argument("--held-out", action="store_true", help="of the training labels, those kept from training")
    parser.add_argument("--show", type=int, default=0, help="print so many sentences with what was missed")
    options = parser.parse_args()
    packs = load_packs()
    for name in options.part or PARTS:
        every = HELD_OUT if options.held_out and name.endswith("train") else 1
        sentences = read_gold(CORPUS / f"{name}.jsonl", options.data, every)
        counts = measure(sentences, PARTS[name], packs, show=options.show)
        gold, event = counts["gold"], counts["event"]
        found = event + counts["extra"]
        shares = " ".join(f"{field} {100 * counts[field] / max(1, event):.1f}" for field in ONE_FIELDS)
        values = " ".join(
            f"{field} {200 * counts[field] / max(1, counts[f'{field} sides']):.1f}" for field in SET_FIELDS
        )
        print(
            f"{name}: event F1 {f1(event, gold, found):.1f} (P {100 * event / max(1, found):.1f}"
            f" R {100 * event / max(1, gold):.1f}) triple F1 {f1(counts['triple'], gold, found):.1f}"
            f" record F1 {f1(counts['record'], gold, found):.1f}; of those found {shares}; F1 {values}"
        )


if __name__ == "__main__":
    main()
