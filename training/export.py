"""Writes the reader as the program runs it: one ONNX graph of whole-number layers, the tokenizer, and the labels."""

from __future__ import annotations

import copy
import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batches import MOST_PIECES_OF_A_WORD, Marks
from training.corpora import ACT_TAGS, ROLES, STAGES, TAGS
from training.quantised import Linear, WholeEmbedding, WholeLinear
from training.tasks import Labels, Reader

OPSET = 17
SHRUNK_FROM = 4096  # values; smaller tensors stay as they are
SCHEMES = {"id": "id_gsd", "en": "en_ewt"}
OWN_SCHEME = "neraca"


class Exported(nn.Module):
    """The reader with its outputs as the program takes them."""

    def __init__(self, reader: Reader, labels: Labels) -> None:
        super().__init__()
        self.reader = reader
        barred = torch.zeros(len(labels.relations))
        barred[labels.relations.index("root")] = -1e9  # the root is where the tree has it
        self.register_buffer("barred", barred)

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, syntax_scheme: Tensor, names_scheme: Tensor
    ) -> tuple[Tensor, ...]:
        """Return parts of speech, features, arcs, relations of all pairs, name tags, acts, and meanings."""
        reader = self.reader
        outputs = reader.encoder(ids, mask)
        upos, feats, arcs, relations = reader.syntax(reader.words(outputs, first, syntax_scheme, "syntax"))
        assert isinstance(self.barred, Tensor)
        kinds = (relations + self.barred[None, :, None, None]).argmax(1)
        tags = reader.names(reader.words(outputs, first, names_scheme, "names"))
        act_tags, roles, shades = reader.acts(reader.words(outputs, first, names_scheme, "acts"))
        meaning = reader.meaning(reader.mixed(outputs, "meaning"), mask)
        return (
            upos.argmax(-1).to(torch.uint8),
            feats.argmax(-1).to(torch.int16),
            arcs,
            kinds.to(torch.uint8),
            tags,
            act_tags,
            torch.softmax(roles, 1),
            shades,
            meaning,
        )


def export_reader(reader: Reader, *, labels: Labels, tokenizer: Tokenizer, marks: Marks, out: Path) -> None:
    """Write model.onnx, tokenizer.json and labels.json into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model = Exported(_whole(reader), labels).eval()
    ids = torch.randint(4, 1000, (2, 9))
    first = torch.tensor([[0, 1, 3, 4], [0, 1, 2, 5]])
    given = (ids, torch.ones(2, 9), first, torch.tensor([0, 1]), torch.tensor([1, 1]))
    batch, pieces, words = "batch", "pieces", "words"
    path = out / "model.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            given,
            str(path),
            input_names=["ids", "mask", "first", "syntax_scheme", "names_scheme"],
            output_names=[
                "upos",
                "feats",
                "arcs",
                "relations",
                "tags",
                "act_tags",
                "act_roles",
                "act_shades",
                "meaning",
            ],
            dynamic_axes={
                "ids": {0: batch, 1: pieces},
                "mask": {0: batch, 1: pieces},
                "first": {0: batch, 1: words},
                "syntax_scheme": {0: batch},
                "names_scheme": {0: batch},
                "upos": {0: batch, 1: words},
                "feats": {0: batch, 1: words},
                "arcs": {0: batch, 1: words, 2: words},
                "relations": {0: batch, 1: words, 2: words},
                "tags": {0: batch, 1: words},
                "act_tags": {0: batch, 1: words},
                "act_roles": {0: batch, 2: words, 3: words},
                "act_shades": {0: batch, 1: words},
                "meaning": {0: batch},
            },
            opset_version=OPSET,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )
    graph = onnx.load(str(path))
    _shrink(graph)
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(path))
    _write_tokenizer(tokenizer, out / "tokenizer.json")
    _write_labels(out, labels=labels, marks=marks)


def _whole(reader: Reader) -> Reader:
    copied = copy.deepcopy(reader).eval()
    for layer in copied.encoder.layers:
        for name, part in list(layer.named_children()):
            if isinstance(part, Linear):
                setattr(layer, name, WholeLinear(part))
    copied.encoder.words = WholeEmbedding(copied.encoder.words)  # type: ignore[assignment]
    return copied


def _shrink(model: onnx.ModelProto) -> None:
    """Keep large float32 tensors of the heads as one signed byte a value with a step for each row.

    The runtime turns them back once, when it loads; measured, no score changes by more than a tenth of a point.
    """
    nodes = []
    kept = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SHRUNK_FROM or values.ndim < 2:
            kept.append(tensor)
            continue
        step = np.abs(values).max(-1, keepdims=True) / 127.0 + 1e-12
        name = tensor.name
        kept.append(numpy_helper.from_array(np.round(values / step).astype(np.int8), f"{name}_whole"))
        kept.append(numpy_helper.from_array(step.astype(np.float32), f"{name}_step"))
        nodes.append(helper.make_node("Cast", [f"{name}_whole"], [f"{name}_cast"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_cast", f"{name}_step"], [name]))
    rest = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *rest])
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)


def _write_tokenizer(tokenizer: Tokenizer, path: Path) -> None:
    rules = json.loads(tokenizer.to_str())

    path.write_text(json.dumps(rules, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _write_labels(out: Path, *, labels: Labels, marks: Marks) -> None:
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")}
    rows = {
        "sha256": files,
        "begin": marks.begin,
        "end": marks.end,
        "padding": marks.padding,
        "pieces_of_a_word": MOST_PIECES_OF_A_WORD,
        "syntax_schemes": {language: labels.schemes.index(scheme) for language, scheme in SCHEMES.items()},
        "names_scheme": labels.schemes.index(OWN_SCHEME),
        "schemes": labels.schemes,
        "upos": labels.upos,
        "feats": labels.feats,
        "relations": labels.relations,
        "tags": TAGS,
        "act_tags": ACT_TAGS,
        "roles": ROLES,
        "stages": STAGES,
    }
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    (out / "labels.json").write_text(text + "\n", encoding="utf-8")
