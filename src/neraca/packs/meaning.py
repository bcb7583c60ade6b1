"""The space in which sentences of several languages are compared, from `data/models/reader`."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from neraca.errors import fail
from neraca.packs.files import data_folder

FILE = "meaning.json"
_BYTE = np.float32(127)
_HALF = "<f2"


class Space(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every sentence of a language has in common, and how far meanings spread; both fitted on our own sentences.

    Numbers have two bytes each, the lower one first (IEEE 754 half precision).

    Attributes:
        means: The mean vector of each language's sentences.
        mix: A square matrix, by rows, that narrows the directions in which all sentences differ.
    """

    means: dict[str, bytes]
    mix: bytes


class MeaningSpace:
    """Means and matrix in memory."""

    def __init__(self, space: Space) -> None:
        """Unpack the numbers.

        Raises:
            NeracaError: N203, they are no square matrix with means of its width.
        """
        numbers = np.frombuffer(space.mix, _HALF).astype(np.float32)
        self.width = round(numbers.size**0.5)
        means = {language: np.frombuffer(mean, _HALF).astype(np.float32) for language, mean in space.means.items()}
        finite = all(np.isfinite(one).all() for one in (numbers, *means.values()))
        if self.width**2 != numbers.size or not finite or any(mean.size != self.width for mean in means.values()):
            raise fail("N203", where=FILE, detail="its numbers are no square matrix with means of its width")
        self._mix = numbers.reshape(self.width, self.width)
        self._means = means

    @property
    def languages(self) -> frozenset[str]:
        """The languages whose sentences it can place."""
        return frozenset(self._means)

    def place(self, vectors: bytes, *, language: str) -> NDArray[np.float32]:
        """Vectors of length 1 [sentences, width] for vectors of signed bytes; their products are cosines.

        Raises:
            KeyError: The language is not among `languages`.
        """
        given = np.frombuffer(vectors, np.int8).reshape(-1, self.width).astype(np.float32) / _BYTE
        mixed = (given - self._means[language]) @ self._mix
        lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
        placed: NDArray[np.float32] = mixed / np.maximum(lengths, np.float32(1e-6))
        return placed


@lru_cache(maxsize=1)
def load_meaning_space() -> MeaningSpace:
    """The space that belongs to the shipped reader.

    Raises:
        NeracaError: N203, its file is missing or damaged.
    """
    try:
        content = (data_folder() / "models" / "reader" / FILE).read_bytes()
        space = msgspec.json.decode(content, type=Space)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise fail("N203", where=FILE, detail=str(error)) from error
    return MeaningSpace(space)
