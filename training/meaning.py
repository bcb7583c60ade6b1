"""Fits the vector of a sentence's meaning, in one step, to what the encoder gave before it was trained further."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.batches import Marks, Sentence, collate, group
from training.tasks import Labels, Reader

STEADY = 1e-3  # of the mean square of the inputs: the ridge


@torch.no_grad()
def fit_meaning(reader: Reader, sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> None:
    """Set the head by ridge regression of the teacher's vectors on the mean of a layer's pieces.

    Which layer: the one from which the vectors of every tenth sentence, kept from the fit, are found best.
    """
    reader.eval()
    layers = len(reader.encoder.layers)
    means: list[list[torch.Tensor]] = [[] for _ in range(layers)]
    wanted: list[torch.Tensor] = []
    for places in group(sentences, pieces=3000):
        batch = collate([sentences[place] for place in places], labels, marks)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader.encoder(batch.ids, batch.mask)
        weights = batch.mask[..., None] / batch.mask.sum(1)[:, None, None]
        for layer, output in enumerate(outputs):
            means[layer].append((output.float() * weights).sum(1))
        assert batch.meaning is not None
        wanted.append(batch.meaning)
    target = torch.cat(wanted)
    asked = torch.arange(len(target)) % 10 == 0
    best, best_score = 0, -1.0
    for layer in range(layers):
        own = torch.cat(means[layer])
        weight, bias = _ridge(own[~asked], target[~asked])
        found = torch.nn.functional.normalize(own[asked] @ weight + bias, dim=1)
        score = float((found * target[asked]).sum(1).mean())
        print(f"meaning from layer {layer + 1}: cosine {score:.3f}")
        if score > best_score:
            best, best_score = layer, score
    weight, bias = _ridge(torch.cat(means[best]), target)
    reader.meaning.out.weight.copy_(weight.T)
    reader.meaning.out.bias.copy_(bias)
    mix = torch.full((layers,), -20.0)
    mix[best] = 0.0
    reader.mix["meaning"].copy_(mix)


def _ridge(inputs: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    middle, aim = inputs.mean(0), target.mean(0)
    centred = (inputs - middle).double()
    square = centred.T @ centred
    square += STEADY * square.diagonal().mean() * torch.eye(len(square), dtype=torch.float64)
    weight = torch.linalg.solve(square, centred.T @ (target - aim).double()).float()
    return weight, aim - middle @ weight
