"""Scores of a reader on annotated sentences: attachment, tags, names, meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from neraca.annotate.trees import best_tags, best_tree, following
from training.batches import Marks, Sentence, collate, group
from training.corpora import ACT_TAGS, ROLES, TAGS, Tree
from training.scores import FoundAct, names_of
from training.tasks import Labels, Reader

PIECES = 3000


@torch.no_grad()
def read_trees(reader: Reader, sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> list[Tree]:
    """Return the trees that the reader finds."""
    reader.eval()
    root = labels.relations.index("root")
    trees: dict[int, Tree] = {}
    for places in group(sentences, pieces=PIECES):
        batch = collate([sentences[place] for place in places], labels, marks)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader.encoder(batch.ids, batch.mask)
        upos, feats, arcs, relations = reader.syntax(
            reader.words(outputs, batch.first, batch.scheme, "syntax"), batch if batch.hint_heads is not None else None
        )
        relations[:, root] = -1e9
        kinds = relations.argmax(1)
        for row, place in enumerate(places):
            size = len(sentences[place].first)
            heads = best_tree(arcs[row, :size, :size].double().numpy())
            trees[place] = Tree(
                heads=tuple(heads),
                relations=tuple(
                    "root" if head == 0 else labels.relations[int(kinds[row, word + 1, head])]
                    for word, head in enumerate(heads)
                ),
                upos=tuple(labels.upos[number] for number in upos[row, 1:size].argmax(-1).tolist()),
                feats=tuple(labels.feats[number] for number in feats[row, 1:size].argmax(-1).tolist()),
            )
    return [trees[place] for place in range(len(sentences))]


@torch.no_grad()
def read_tags(reader: Reader, sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> list[list[str]]:
    """Return the name tags that the reader finds."""
    reader.eval()
    costs = following(TAGS)
    tags: dict[int, list[str]] = {}
    for places in group(sentences, pieces=PIECES):
        batch = collate([sentences[place] for place in places], labels, marks)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader.encoder(batch.ids, batch.mask)
        scores = reader.names(reader.words(outputs, batch.first, batch.scheme, "names")).double().numpy()
        for row, place in enumerate(places):
            found = best_tags(scores[row, 1 : len(sentences[place].first)], costs)
            tags[place] = [TAGS[number] for number in found]
    return [tags[place] for place in range(len(sentences))]


@torch.no_grad()
def read_meaning(reader: Reader, sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> NDArray[np.float32]:
    """Return one vector of length 1 for each sentence."""
    reader.eval()
    vectors: dict[int, NDArray[np.float32]] = {}
    for places in group(sentences, pieces=PIECES):
        batch = collate([sentences[place] for place in places], labels, marks)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader.encoder(batch.ids, batch.mask)
        found = reader.meaning(reader.mixed(outputs, "meaning"), batch.mask)
        for row, place in enumerate(places):
            vectors[place] = found[row].numpy()
    return np.stack([vectors[place] for place in range(len(sentences))])


@torch.no_grad()
def read_acts(reader: Reader, sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> list[list[FoundAct]]:
    """Return the acts that the reader finds, each with the words of every role."""
    reader.eval()
    costs = following(ACT_TAGS)
    acts: dict[int, list[FoundAct]] = {}
    for places in group(sentences, pieces=PIECES):
        batch = collate([sentences[place] for place in places], labels, marks)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = reader.encoder(batch.ids, batch.mask)
        tags, roles, _ = reader.acts(reader.words(outputs, batch.first, batch.scheme, "acts"))
        best_roles = roles.argmax(1).numpy()
        scores = tags.double().numpy()
        for row, place in enumerate(places):
            size = len(sentences[place].first)
            best = [ACT_TAGS[number] for number in best_tags(scores[row, 1:size], costs)]
            acts[place] = []
            for first, last, kind in sorted(names_of(best)):
                named = best_roles[row, first + 1, 1:size]
                found = {
                    role: {word for word, number in enumerate(named) if ROLES[number] == role} for role in ROLES[1:]
                }
                acts[place].append((first, last, kind, found))
    return [acts[place] for place in range(len(sentences))]
