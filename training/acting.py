"""The phases in which the reader learns acts, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.corpora import Example
from training.loop import Corpus, settle, train
from training.meaning import fit_meaning
from training.quantised import linears
from training.sources import quiet, written
from training.tasks import Reader

if TYPE_CHECKING:
    from training.make import Bench

OWN = ("foreign_news_id_train", "foreign_news_en_train")
LATE_TREEBANK = "id_pud-ud-test"
WRITTEN = ("written_id", "written_en")
# Labelled first: what the phase sees in which acts begin.
FIRST = {"foreign_news_id_train": 565, "foreign_news_en_train": 300, "written_id": 1681, "written_en": 745}
HELD_OUT = 6  # of the real sentences with acts, every so-many-th is kept from training: see `bench/claims.py`
QUIET_SENTENCES = 750


def act(
    reader: Reader,
    bench: Bench,
    harmonised: list[Example],
    meaning: Corpus,
    *,
    sharpened: Path,
    work: Path,
    epochs: float,
) -> None:
    """Teach acts, first those labelled first and then all; then round again and give names and trees their due.

    Keeps `begun.pt`, `unrounded.pt` and `acted.pt` in the work folder.
    """
    for layer in linears(reader.encoder):
        layer.state = "plain"
    begun = work / "begun.pt"
    given = {"labels": bench.labels, "marks": bench.marks}
    if not begun.exists():
        reader.load_state_dict(torch.load(sharpened))
        train(reader, acting(bench, harmonised, FIRST), epochs=9.0, rate=1.5e-4, seed=11, **given)
        torch.save(reader.state_dict(), begun)
    corpora, unrounded = acting(bench, harmonised), work / "unrounded.pt"
    if not unrounded.exists():
        reader.load_state_dict(torch.load(begun))
        for share, seed in ((1.0, 12), (0.6, 14)):  # the rate rises once more
            train(reader, corpora, epochs=epochs * share, rate=1.5e-4, seed=seed, **given)
        torch.save(reader.state_dict(), unrounded)
    reader.load_state_dict(torch.load(unrounded))
    settle(reader, corpora, **given)
    train(reader, corpora, epochs=1.0, rate=5e-5, seed=13, **given)
    train(reader, keeping(bench, harmonised), epochs=1.0, rate=5e-5, seed=15, **given)
    fit_meaning(reader, meaning.sentences, bench.labels, bench.marks)
    torch.save(reader.state_dict(), work / "acted.pt")


def acting(bench: Bench, harmonised: list[Example], first: Mapping[str, int] | None = None) -> list[Corpus]:
    """Return what the phases for acts see: sentences with acts once, and as much of the rest as keeps it.

    `first` gives for each of our own corpora how many of its first sentences are seen; all without it.
    """
    shares = {"id_gsd-ud-dev": 0.2, "id_csui-ud-train": 0.15, "en_ewt-ud-train": 0.03, LATE_TREEBANK: 0.15}
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in shares.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=0.05))
    for name in OWN:
        kept = [example for number, example in enumerate(_first(bench.names[name], name, first)) if number % HELD_OUT]
        corpora.append(Corpus(name=name, sentences=bench.encode(kept), share=1.0))
    for name in ("idner-train", "nergrit-train"):
        corpora.append(Corpus(name=name, sentences=bench.encode(bench.names[name]), share=0.12))
    if first is None:
        corpora.append(Corpus(name="quiet", sentences=bench.encode(quiet(bench.data, QUIET_SENTENCES)), share=1.0))
    for name in WRITTEN:
        corpora.append(Corpus(name=name, sentences=bench.encode(_first(written(name), name, first)), share=1.0))
    return corpora


def keeping(bench: Bench, harmonised: list[Example]) -> list[Corpus]:
    """Return what the last, rounding pass sees: acts once, and more of names and trees, which acts had pushed aside."""
    shares = {"id_gsd-ud-dev": 0.4, "id_csui-ud-train": 0.4, "en_ewt-ud-train": 0.1, LATE_TREEBANK: 0.2}
    corpora = [
        Corpus(name=name, sentences=bench.encode(bench.trees[name]), share=share) for name, share in shares.items()
    ]
    corpora.append(Corpus(name="harmonised", sentences=bench.encode(harmonised), share=0.1))
    shares = {"idner-train": 0.6, "nergrit-train": 0.4, "wikigold": 0.3, "uner-dev": 0.6, "uner-pud": 0.3}
    for name, share in shares.items():
        corpora.append(Corpus(name=name, sentences=bench.encode(bench.names[name]), share=share))
    acts = (*OWN, *WRITTEN, "quiet")
    return corpora + [corpus for corpus in acting(bench, harmonised) if corpus.name in acts]


def _first(examples: list[Example], name: str, first: Mapping[str, int] | None) -> list[Example]:
    return examples if first is None else examples[: first[name]]
