"""The training loop: batches of all tasks in chance order, one optimiser, the rate rising and then falling."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from training.batches import Marks, Sentence, collate, group
from training.quantised import linears
from training.tasks import Labels, Reader

WARM_UP = 0.06
HEAD_RATE = 1e-3


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Sentences that are seen `share` times in each epoch (0.5: half of them)."""

    name: str
    sentences: Sequence[Sentence]
    share: float = 1.0


def train(
    reader: Reader,
    corpora: Sequence[Corpus],
    *,
    labels: Labels,
    marks: Marks,
    epochs: float,
    rate: float,
    pieces: int = 1600,
    seed: int = 1,
    say: Callable[[str], None] = print,
    every: int = 200,
) -> None:
    """Train `reader` in place.

    Args:
        reader: The model.
        corpora: What it learns from.
        labels: Its label sets.
        marks: The ids around sentences.
        epochs: How many times the corpora are seen, with their shares.
        rate: The encoder's highest learning rate; the heads have their own.
        pieces: The size of a batch.
        seed: The seed of all chance.
        say: Gets a line of progress now and then.
        every: After how many batches.
    """
    chance = random.Random(seed)
    torch.manual_seed(seed)
    plan = [(corpus, places) for corpus, places in _plan(corpora, epochs, pieces, chance)]
    encoder = [parameter for parameter in reader.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in encoder}
    young = [parameter for parameter in reader.acts.parameters() if parameter.requires_grad]
    known |= {id(parameter) for parameter in young}
    heads = [parameter for parameter in reader.parameters() if parameter.requires_grad and id(parameter) not in known]
    groups = [
        {"params": encoder, "lr": rate},
        {"params": heads, "lr": HEAD_RATE * min(1.0, rate / 2e-4)},
        {"params": young, "lr": HEAD_RATE},  # learned only in the last phases
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1.0, WARM_UP * len(plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.0, 1.0 - step / len(plan))
    )
    started, running, seen = time.monotonic(), 0.0, 0
    reader.train()
    for step, (corpus, places) in enumerate(plan, 1):
        batch = collate([corpus.sentences[place] for place in places], labels, marks)
        loss = reader.loss(batch, cast=True)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        seen += batch.ids.numel()
        running = 0.98 * running + 0.02 * float(loss.detach())
        if step % every == 0 or step == len(plan):
            spent = time.monotonic() - started
            say(f"step {step}/{len(plan)} loss {running:.3f} {spent:.0f} s {seen / spent:.0f} pieces/s")


def _plan(
    corpora: Sequence[Corpus], epochs: float, pieces: int, chance: random.Random
) -> list[tuple[Corpus, list[int]]]:
    plan: list[tuple[Corpus, list[int]]] = []
    for corpus in corpora:
        wanted = corpus.share * epochs
        batches: list[list[int]] = []
        while wanted > 0:
            once = list(group(corpus.sentences, pieces=pieces, chance=chance))
            batches.extend(once[: max(1, round(len(once) * min(1.0, wanted)))])
            wanted -= 1.0
        plan.extend((corpus, places) for places in batches)
    chance.shuffle(plan)
    return plan


@torch.no_grad()
def settle(reader: Reader, corpora: Sequence[Corpus], *, labels: Labels, marks: Marks, batches: int = 40) -> None:
    """Watch the ranges of all rounding layers over some batches, then switch rounding on."""
    for layer in linears(reader.encoder):
        layer.state = "watching"
    reader.eval()
    for _, (corpus, places) in zip(range(batches), _plan(corpora, 0.2, 1600, random.Random(2)), strict=False):
        batch = collate([corpus.sentences[place] for place in places], labels, marks)
        reader.encoder(batch.ids, batch.mask)
    for layer in linears(reader.encoder):
        layer.settle()
