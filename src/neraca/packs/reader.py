"""The trained reader: its weights, labels and tokenizer from `data/models/reader`, ready to run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable

import msgspec
import numpy as np
from numpy.typing import NDArray

from neraca.errors import fail
from neraca.packs.files import data_folder

FILES = ("model.onnx", "tokenizer.json")
_REMEMBERED_WORDS = 100_000


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the numbers that the model takes and gives stand for.

    Attributes:
        sha256: Digest of each file, in hexadecimal.
        begin: Id of the mark before a sentence; likewise `end`, and `padding` behind the shorter ones.
        pieces_of_a_word: A word's pieces behind so many are left out.
        syntax_schemes: By language, whose habits of annotation the trees follow.
        names_scheme: The same for names.
        schemes: All corpora that the model knows apart.
        upos: Parts of speech.
        feats: Features.
        relations: Relations, with subtypes.
        tags: Tags of names, B- and I- with their kind.
        act_tags: Tags of acts, B- and I- with their event type; the first is none.
        roles: What a word may be to an act; the first is nothing.
        stages: The first scores of an act's shades; then follow affirmed, negated, plain and hedged.
    """

    sha256: dict[str, str]
    begin: int
    end: int
    padding: int
    pieces_of_a_word: int
    syntax_schemes: dict[str, int]
    names_scheme: int
    schemes: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    act_tags: tuple[str, ...]
    roles: tuple[str, ...]
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the model gives for some sentences; word 0 of each is the sentence itself.

    Attributes:
        upos: Numbers of parts of speech [sentences, words].
        feats: Numbers of features [sentences, words].
        arcs: Scores [sentences, words, heads].
        relations: Numbers of the best relation of each pair [sentences, words, heads].
        tags: Log probabilities [sentences, words, tags].
        act_tags: The same for acts.
        act_roles: Probabilities [sentences, roles, act's word, words].
        act_shades: Scores [sentences, words, shades].
        meaning: Vectors of length 1 [sentences, width].
    """

    upos: NDArray[np.uint8]
    feats: NDArray[np.int16]
    arcs: NDArray[np.float32]
    relations: NDArray[np.uint8]
    tags: NDArray[np.float32]
    act_tags: NDArray[np.float32]
    act_roles: NDArray[np.float32]
    act_shades: NDArray[np.float32]
    meaning: NDArray[np.float32]


class ReaderModel:
    """The model in memory. It keeps no state between calls but pieces of words it has seen."""

    def __init__(self, folder: Traversable, *, threads: int = 1) -> None:
        """Load the model.

        Args:
            folder: Holds model.onnx, tokenizer.json and labels.json.
            threads: Threads that one run may use.

        Raises:
            NeracaError: N203, a file is missing or is not the one that labels.json names.
        """
        # Imported here: they take a third of a second, which commands that read no article should not wait for.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self.labels = _read_labels(folder)
        model, pieces = (_read_checked(folder, name, self.labels.sha256.get(name, "")) for name in FILES)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(pieces.decode("utf-8"))
        longest = self.labels.pieces_of_a_word

        @lru_cache(maxsize=_REMEMBERED_WORDS)
        def pieces_of(word: str) -> tuple[int, ...]:
            found = tuple(tokenizer.encode(word, add_special_tokens=False).ids[:longest])
            return found or (self.labels.padding,)

        self._pieces_of = pieces_of

    def pieces(self, word: str, *, space: bool) -> tuple[int, ...]:
        """Ids of the pieces of a word, at least one; `space` tells whether a space stands before it."""
        return self._pieces_of(" " + word if space else word)

    def run(
        self, sentences: Sequence[Sequence[tuple[int, ...]]], *, language: str, scheme: str | None = None
    ) -> Scores:
        """Read some sentences in one pass.

        Args:
            sentences: For each sentence the pieces of its words; together no more than 510 pieces a sentence.
            language: ISO 639-1 code; an unknown one is read in English trees.
            scheme: One of the labels' schemes, to read as that corpus is annotated; None reads as the program does.
        """
        labels = self.labels
        count = len(sentences)
        words = 1 + max(len(sentence) for sentence in sentences)
        longest = 2 + max(sum(map(len, sentence)) for sentence in sentences)
        ids = np.full((count, longest), labels.padding, np.int64)
        mask = np.zeros((count, longest), np.float32)
        first = np.zeros((count, words), np.int64)
        for row, sentence in enumerate(sentences):
            flat = [labels.begin]
            for number, word in enumerate(sentence, 1):
                first[row, number] = len(flat)
                flat.extend(word)
            flat.append(labels.end)
            ids[row, : len(flat)] = flat
            mask[row, : len(flat)] = 1.0
        trees = labels.syntax_schemes.get(language, labels.syntax_schemes["en"])
        names = labels.names_scheme
        if scheme is not None:
            trees = names = labels.schemes.index(scheme)
        given = {
            "ids": ids,
            "mask": mask,
            "first": first,
            "syntax_scheme": np.full(count, trees, np.int64),
            "names_scheme": np.full(count, names, np.int64),
        }
        names_given = [output.name for output in self._session.get_outputs()]
        found = {name: np.asarray(one) for name, one in zip(names_given, self._session.run(None, given), strict=True)}
        return Scores(**found)


@lru_cache(maxsize=1)
def load_reader() -> ReaderModel:
    """The reader that the program ships, loaded once in a process, on one thread.

    Raises:
        NeracaError: N203, its files are missing or damaged.
    """
    return ReaderModel(data_folder() / "models" / "reader")


def _read_labels(folder: Traversable) -> Labels:
    try:
        return msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise fail("N203", where="labels.json", detail=str(error)) from error


def _read_checked(folder: Traversable, name: str, digest: str) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise fail("N203", where=name, detail=str(error)) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise fail("N203", where=name, detail="its digest is not the one in labels.json")
    return content
