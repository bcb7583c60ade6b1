"""What each source of labelled acts adds: `python -m training.ablate FOLDER_OF_DATA_SETS`.

From the reader as it was before acts were taught in earnest (`sharpened.pt`), the same number of pieces in floating
point: of real sentences alone, of our own alone, of both, of both with quiet sentences of sport, of both in one
language. Then F1 of acts (type and a shared word) by the heads alone, without rules, on the three test parts. Runs are
short: the distances between the rows count, not the figures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.acting import HELD_OUT, OWN, QUIET_SENTENCES, WRITTEN
from training.batches import Sentence, encode
from training.encoder import build_encoder
from training.loop import Corpus, train
from training.make import Bench, prepare
from training.measure import read_acts
from training.quantised import linears
from training.scores import score_acts
from training.sources import own, quiet, written
from training.tasks import Reader

PIECES = 400_000  # seen in each run
KEPT = ("id_gsd-ud-dev", "id_csui-ud-train")  # a little syntax, as in training


def sources(bench: Bench) -> dict[str, list[Corpus]]:
    """Return the corpora by the name of the run."""
    real = {
        name: bench.encode([one for number, one in enumerate(bench.names[name]) if number % HELD_OUT]) for name in OWN
    }
    ours = {name: bench.encode(written(name)) for name in WRITTEN}
    calm = {"quiet": bench.encode(quiet(bench.data, QUIET_SENTENCES))}

    def corpora(*groups: dict[str, list[Sentence]], only: str = "") -> list[Corpus]:
        rows = [item for group in groups for item in group.items()]
        return [Corpus(name=name, sentences=one) for name, one in rows if only in name]

    return {
        "real sentences": corpora(real),
        "our own sentences": corpora(ours),
        "both": corpora(real, ours),
        "both, and quiet ones": corpora(real, ours, calm),
        "both, Indonesian alone": corpora(real, ours, only="_id"),
        "both, English alone": corpora(real, ours, only="_en"),
    }


def scores_of(bench: Bench, reader: Reader) -> dict[str, float]:
    """Return F1 of acts on each test part."""
    parts = {
        "Indonesian news": own(bench.data, "foreign_news_id_test"),
        "English news": own(bench.data, "foreign_news_en_test"),
        "English, ours": written("written_en_test"),
    }
    found = {}
    for name, examples in parts.items():
        read = read_acts(reader, encode(examples, bench.tokenizer, bench.marks), bench.labels, bench.marks)
        found[name] = score_acts([example.acts or () for example in examples], read)["acts"]
    return found


def main() -> None:
    """Run all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--only", default="", help="runs whose name holds this")
    options = parser.parse_args()
    torch.set_num_threads(2)
    bench = prepare(options.data, options.work)
    rest = [Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=0.2) for name in KEPT]
    for name, corpora in sources(bench).items():
        if options.only not in name:
            continue
        reader = Reader(build_encoder(bench.package, bench.kept), bench.labels)
        reader.load_state_dict(torch.load(options.work / "sharpened.pt"))
        for layer in linears(reader.encoder):
            layer.state = "plain"
        pieces = sum(len(sentence.ids) * corpus.share for corpus in (*corpora, *rest) for sentence in corpus.sentences)
        epochs = PIECES / pieces
        train(reader, [*corpora, *rest], labels=bench.labels, marks=bench.marks, epochs=epochs, rate=1.5e-4, seed=3)
        row = " ".join(f"{part} {score:.1f}" for part, score in scores_of(bench, reader).items())
        print(f"{name}: {row}", flush=True)


if __name__ == "__main__":
    main()
