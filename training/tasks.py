"""What the reader learns: syntax with tags and features, names, acts, and the meaning of a sentence, over one encoder.

Each task is a head with a loss. A further task is one more class here, one more row of `Batch`, and its corpora in
`corpora.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import ACT_TAGS, ROLES, STAGES, TAGS, Example
from training.encoder import Encoder

IGNORED = -100
ARC_WIDTH = 256
RELATION_WIDTH = 96
ROLE_WIDTH = 128
TRIGGER_WEIGHT = 2.0
TAG_WEIGHT = 4.0
TASKS = ("syntax", "names", "acts", "meaning")


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The label sets that the heads' outputs count in."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    relations: tuple[str, ...]
    schemes: tuple[str, ...]


@dataclass(kw_only=True)
class Batch:
    """Tensors of some sentences: pieces, first piece of each word (0 is the sentence's mark), and gold labels."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    scheme: Tensor
    heads: Tensor
    relations: Tensor
    upos: Tensor
    feats: Tensor
    tags: Tensor
    hint_heads: Tensor | None = None
    hint_relations: Tensor | None = None
    hint_upos: Tensor | None = None
    meaning: Tensor | None = None
    act_tags: Tensor | None = None
    act_rows: Tensor | None = None
    act_roles: Tensor | None = None
    act_shades: Tensor | None = None


class Biaffine(nn.Module):
    """Scores of `outputs` kinds for each pair of words (Dozat and Manning, 2017)."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, width + 1, width + 1).normal_(std=1e-3))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Return [batch, outputs, words of x, words of y]."""
        x = torch.cat([x, torch.ones_like(x[..., :1])], -1)
        y = torch.cat([y, torch.ones_like(y[..., :1])], -1)
        outputs, width, _ = self.weight.shape
        batch, words, _ = x.shape
        left = x @ self.weight.permute(1, 0, 2).reshape(width, outputs * width)
        left = left.view(batch, words, outputs, width).transpose(1, 2).reshape(batch, outputs * words, width)
        return (left @ y.transpose(-1, -2)).view(batch, outputs, words, y.shape[1])


def _projection(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.25))


class Hints(nn.Module):
    """What an older tree of the same words adds: to each word's vector, and to the score of each arc."""

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.relation = nn.Embedding(len(labels.relations), width)
        self.upos = nn.Embedding(len(labels.upos), width)
        self.head = nn.Linear(width, width)
        self.arc = nn.Parameter(torch.tensor([2.0, 0.0, 0.0]))

    def forward(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return vectors and arc scores to add."""
        assert batch.hint_heads is not None
        assert batch.hint_relations is not None
        assert batch.hint_upos is not None
        above = x.gather(1, batch.hint_heads[..., None].expand_as(x))
        added = self.relation(batch.hint_relations) + self.upos(batch.hint_upos) + self.head(above)
        arcs = functional.one_hot(batch.hint_heads, x.shape[1]).float()
        return added, self.arc[0] * arcs + self.arc[1] * arcs.transpose(1, 2) + self.arc[2] * (arcs @ arcs)


class Syntax(nn.Module):
    """Universal parts of speech, features and a labelled tree."""

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.upos = nn.Linear(width, len(labels.upos))
        self.feats = nn.Linear(width, len(labels.feats))
        self.arc_word, self.arc_head = _projection(width, ARC_WIDTH), _projection(width, ARC_WIDTH)
        self.relation_word, self.relation_head = _projection(width, RELATION_WIDTH), _projection(width, RELATION_WIDTH)
        self.arc = Biaffine(ARC_WIDTH, 1)
        self.relation = Biaffine(RELATION_WIDTH, len(labels.relations))
        self.hints = Hints(width, labels)

    def forward(self, x: Tensor, batch: Batch | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return scores: parts of speech, features, arcs [batch, word, head], relations [batch, kind, word, head]."""
        arcs: Tensor | None = None
        if batch is not None and batch.hint_heads is not None:
            added, arcs = self.hints(x, batch)
            x = x + added
        scores = self.arc(self.arc_word(x), self.arc_head(x))[:, 0]
        relations = self.relation(self.relation_word(x), self.relation_head(x))
        return self.upos(x), self.feats(x), scores if arcs is None else scores + arcs, relations

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        """Return the loss over words with gold labels."""
        upos, feats, arcs, relations = self(x, batch)
        arcs = arcs.masked_fill(~batch.words[:, None, :], -1e4)
        chosen = batch.heads.clamp(min=0)[:, None, :, None].expand(-1, relations.shape[1], -1, 1)
        of_gold = relations.gather(3, chosen)[..., 0].transpose(1, 2)
        return (
            0.5 * _cross_entropy(upos, batch.upos)
            + 0.3 * _cross_entropy(feats, batch.feats)
            + _cross_entropy(arcs, batch.heads)
            + _cross_entropy(of_gold, batch.relations)
        )


class Names(nn.Module):
    """Tags of names, begin and inside; learned from sets of allowed tags, so that corpora with fewer kinds can help."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(TAGS))

    def forward(self, x: Tensor) -> Tensor:
        """Return log probabilities [batch, word, tag]."""
        return self.tags(x).log_softmax(-1)

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        """Return the mean negative log probability of the allowed tags (0/1 in `batch.tags`)."""
        total = self(x).masked_fill(batch.tags == 0, -1e4).logsumexp(-1)
        labelled = batch.tags.any(-1)
        return -total[labelled].mean()


class Acts(nn.Module):
    """Acts: the words that name them with their type, what every word is to them, and their stage and shades.

    Trigger words are tagged like names; the role of each word towards each trigger is scored for pairs; stage,
    negation and certainty are read off the trigger.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Sequential(_projection(width, width), nn.Linear(width, len(ACT_TAGS)))
        self.trigger, self.word = _projection(width, ROLE_WIDTH), _projection(width, ROLE_WIDTH)
        self.role = Biaffine(ROLE_WIDTH, len(ROLES))
        self.shades = nn.Linear(width, len(STAGES) + 2 + 2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return log probabilities of tags [batch, word, tag], scores of roles [batch, role, trigger, word], shades."""
        return self.tags(x).log_softmax(-1), self.role(self.trigger(x), self.word(x)), self.shades(x)

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        """Return the loss of tags by allowed sets, and of roles and shades at the gold triggers."""
        assert batch.act_tags is not None
        tags, roles, shades = self(x)
        total = tags.masked_fill(batch.act_tags == 0, -1e4).logsumexp(-1)
        # One word in twenty names an act: such words weigh more, but not as much as all others together.
        weight = batch.act_tags.any(-1) * (1.0 + (TRIGGER_WEIGHT - 1.0) * (batch.act_tags[..., 0] == 0))
        loss: Tensor = -TAG_WEIGHT * (total * weight).sum() / weight.sum().clamp(min=1.0)
        if batch.act_rows is None or batch.act_roles is None or batch.act_shades is None:
            return loss
        row, word = batch.act_rows[:, 0], batch.act_rows[:, 1]
        loss = loss + 2.0 * _cross_entropy(roles.permute(0, 2, 3, 1)[row, word], batch.act_roles)
        own, stages = shades[row, word], len(STAGES)
        for place, part in enumerate((slice(0, stages), slice(stages, stages + 2), slice(stages + 2, stages + 4))):
            loss = loss + 0.3 * _cross_entropy(own[:, part], batch.act_shades[:, place])
        return loss


class Meaning(nn.Module):
    """One vector for a sentence, taught by the encoder as it was before training."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.out = nn.Linear(width, width)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return vectors of length 1 [batch, width] for the pieces' vectors."""
        mean = (pieces * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out = self.out(mean)
        return out / out.pow(2).sum(-1, keepdim=True).sqrt().clamp(min=1e-6)

    def loss(self, pieces: Tensor, batch: Batch) -> Tensor:
        """Return 1 minus the cosine with the teacher's vector."""
        assert batch.meaning is not None
        loss: Tensor = (1 - (self(pieces, batch.mask) * batch.meaning).sum(-1)).mean()
        return loss


class Reader(nn.Module):
    """The encoder and its heads. Every task mixes the layers its own way."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        width, layers = encoder.shape.width, encoder.shape.layers
        self.encoder = encoder
        self.mix = nn.ParameterDict({task: nn.Parameter(torch.zeros(layers)) for task in TASKS})
        self.schemes = nn.ModuleDict({task: nn.Embedding(len(labels.schemes), width) for task in TASKS[:-1]})
        for table in self.schemes.values():
            assert isinstance(table, nn.Embedding)
            nn.init.zeros_(table.weight)
        self.syntax = Syntax(width, labels)
        self.names = Names(width)
        self.acts = Acts(width)
        self.meaning = Meaning(width)
        self.dropout = nn.Dropout(0.2)

    def mixed(self, outputs: Sequence[Tensor], task: str) -> Tensor:
        """Return the task's weighted mean of the layers."""
        weights = torch.softmax(self.mix[task], 0)
        return torch.einsum("l,lbpw->bpw", weights, torch.stack(list(outputs)).float())

    def words(self, outputs: Sequence[Tensor], first: Tensor, scheme: Tensor, task: str) -> Tensor:
        """Return the vectors of words: those of their first pieces, and the habits of the corpus."""
        mixed = self.mixed(outputs, task)
        if task in ("names", "acts"):
            mixed = 0.5 * (mixed + outputs[-1].float())
        picked = mixed.gather(1, first[..., None].expand(-1, -1, mixed.shape[-1]))
        habits: Tensor = self.schemes[task](scheme)
        return self.dropout(picked + habits[:, None])

    def loss(self, batch: Batch, *, cast: bool) -> Tensor:
        """Return the sum of the losses of the tasks that the batch has labels for."""
        with torch.autocast("cpu", torch.bfloat16, enabled=cast):
            outputs = self.encoder(batch.ids, batch.mask)
        total = torch.zeros(())
        if (batch.heads != IGNORED).any():
            total = total + self.syntax.loss(self.words(outputs, batch.first, batch.scheme, "syntax"), batch)
        if batch.tags.any():
            total = total + self.names.loss(self.words(outputs, batch.first, batch.scheme, "names"), batch)
        if batch.act_tags is not None:
            total = total + self.acts.loss(self.words(outputs, batch.first, batch.scheme, "acts"), batch)
        if batch.meaning is not None:
            total = total + 2.0 * self.meaning.loss(self.mixed(outputs, "meaning"), batch)
        return total


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORED)


def find_labels(examples: Sequence[Example], *, least: int = 2) -> Labels:
    """Return the label sets of the trees in `examples`; features seen fewer than `least` times are left out."""
    trees = [tree for example in examples for tree in (example.tree, example.hint) if tree is not None]
    counted: dict[str, int] = {}
    for tree in trees:
        for feats in tree.feats:
            counted[feats] = counted.get(feats, 0) + 1
    kept = {"_"} | {feats for feats, count in counted.items() if count >= least}
    return Labels(
        upos=tuple(sorted({upos for tree in trees for upos in tree.upos})),
        feats=tuple(sorted(kept)),
        relations=tuple(sorted({relation for tree in trees for relation in tree.relations})),
        schemes=tuple(sorted({example.scheme for example in examples})),
    )
