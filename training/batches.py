"""Sentences to tensors, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import ACT_TAGS, ROLES, STAGES, TAGS, Example, Tree
from training.tasks import IGNORED, Batch, Labels

MOST_PIECES_OF_A_WORD = 12
LONGEST = 200  # pieces; the few longer sentences are left out of training


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The ids of the marks around a sentence."""

    begin: int
    end: int
    padding: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """An example in pieces: their ids, and for each word (and the sentence itself, first) its first piece."""

    example: Example
    ids: tuple[int, ...]
    first: tuple[int, ...]
    meaning: Tensor | None = None


def encode(examples: Sequence[Example], tokenizer: Tokenizer, marks: Marks) -> list[Sentence]:
    """Cut examples into pieces."""
    sentences = []
    for example in examples:
        words = [(" " if space else "") + word for word, space in zip(example.words, example.spaces, strict=True)]
        ids, first = [marks.begin], [0]
        for pieces in tokenizer.encode_batch(words, add_special_tokens=False):
            first.append(len(ids))
            ids.extend(pieces.ids[:MOST_PIECES_OF_A_WORD] or [marks.padding])
        sentences.append(Sentence(example=example, ids=(*ids, marks.end), first=tuple(first)))
    return sentences


def group(sentences: Sequence[Sentence], *, pieces: int, chance: random.Random | None = None) -> Iterator[list[int]]:
    """Yield places of sentences that go together, at most `pieces` with padding; with `chance`, shuffled."""
    order = list(range(len(sentences)))
    jitter = {place: chance.random() * 6 if chance else 0.0 for place in order}
    order.sort(key=lambda place: (len(sentences[place].ids) + jitter[place], place))
    groups: list[list[int]] = []
    longest = 0
    for place in order:
        length = len(sentences[place].ids)
        if not groups or max(longest, length) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = 0
        groups[-1].append(place)
        longest = max(longest, length)
    if chance:
        chance.shuffle(groups)
    yield from groups


def collate(sentences: Sequence[Sentence], labels: Labels, marks: Marks) -> Batch:
    """Return the tensors of some sentences; what an example does not know is ignored by the losses."""
    count = len(sentences)
    longest = max(len(sentence.ids) for sentence in sentences)
    words = max(len(sentence.first) for sentence in sentences)
    ids = torch.full((count, longest), marks.padding)
    mask = torch.zeros(count, longest)
    first = torch.zeros(count, words, dtype=torch.long)
    real = torch.zeros(count, words, dtype=torch.bool)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence.ids)] = torch.tensor(sentence.ids)
        mask[row, : len(sentence.ids)] = 1.0
        first[row, : len(sentence.first)] = torch.tensor(sentence.first)
        real[row, : len(sentence.first)] = True
    examples = [sentence.example for sentence in sentences]
    trees = [example.tree for example in examples]
    hints = [example.hint for example in examples]
    scheme = torch.tensor([labels.schemes.index(example.scheme) for example in examples])
    upos = {name: number for number, name in enumerate(labels.upos)}
    relations = {name: number for number, name in enumerate(labels.relations)}
    feats = {name: number for number, name in enumerate(labels.feats)}
    batch = Batch(
        ids=ids,
        mask=mask,
        first=first,
        words=real,
        scheme=scheme,
        heads=_column([_heads(tree) for tree in trees], words),
        relations=_column([_known(tree and tree.relations, relations) for tree in trees], words),
        upos=_column([_known(tree and tree.upos, upos) for tree in trees], words),
        feats=_column([_known(tree and tree.feats, feats) for tree in trees], words),
        tags=_tags(examples, words),
    )
    if any(example.acts is not None for example in examples):
        _add_acts(batch, examples, words)
    if all(hint is not None for hint in hints):
        batch.hint_heads = _column([_heads(hint) for hint in hints], words).clamp(min=0)
        batch.hint_relations = _column([_known(hint and hint.relations, relations) for hint in hints], words).clamp(
            min=0
        )
        batch.hint_upos = _column([_known(hint and hint.upos, upos) for hint in hints], words).clamp(min=0)
    if all(sentence.meaning is not None for sentence in sentences):
        batch.meaning = torch.stack([sentence.meaning for sentence in sentences if sentence.meaning is not None])
    return batch


def _heads(tree: Tree | None) -> Sequence[int]:
    return tree.heads if tree else ()


def _known(names: Sequence[str] | None, places: dict[str, int]) -> list[int]:
    return [places.get(name, IGNORED) for name in names or ()]


def _column(rows: Sequence[Sequence[int]], words: int) -> Tensor:
    column = torch.full((len(rows), words), IGNORED)
    for number, row in enumerate(rows):
        if row:
            column[number, 1 : 1 + len(row)] = torch.tensor(row)
    return column


def _add_acts(batch: Batch, examples: Sequence[Example], words: int) -> None:
    """Add the tags of acts, and for each act its row, its word, its roles by word, and its stage and shades."""
    place = {tag: number for number, tag in enumerate(ACT_TAGS)}
    tags = torch.zeros(len(examples), words, len(ACT_TAGS))
    rows: list[tuple[int, int]] = []
    roles: list[Tensor] = []
    shades: list[tuple[int, int, int]] = []
    for row, example in enumerate(examples):
        if example.acts is None:
            continue
        size = 1 + len(example.words)
        tags[row, 1:size, place["O"]] = 1.0
        for act in sorted(example.acts, key=lambda act: act.optional):
            first, last = act.trigger
            for number in range(first, last):
                if tags[row, number + 1].sum() > 1 or not tags[row, number + 1, place["O"]]:
                    continue  # words of two acts: the one that must be found names them
                if not act.optional:
                    tags[row, number + 1, place["O"]] = 0.0
                tags[row, number + 1, place[f"{'B' if number == first else 'I'}-{act.type}"]] = 1.0
            known = torch.full((words,), IGNORED)
            known[1:size] = ROLES.index("none")
            for start, end, role in act.roles:
                known[1 + start : 1 + end] = ROLES.index(role)
            rows.append((row, first + 1))
            roles.append(known)
            shades.append((STAGES.index(act.stage), int(act.negated), int(act.hedged)))
    batch.act_tags = tags
    if rows:
        batch.act_rows = torch.tensor(rows)
        batch.act_roles = torch.stack(roles)
        batch.act_shades = torch.tensor(shades)


def _tags(examples: Sequence[Example], words: int) -> Tensor:
    place = {tag: number for number, tag in enumerate(TAGS)}
    tags = torch.zeros(len(examples), words, len(TAGS))
    for row, example in enumerate(examples):
        for number, allowed in enumerate(example.tags or ()):
            for tag in allowed:
                tags[row, number + 1, place[tag]] = 1.0
    return tags
