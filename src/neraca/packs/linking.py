"""Models that compare two things told, with readable weights, and the tables beside them, from `data/models/link`."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml

T = TypeVar("T")
_MOST = 30.0


class Curve(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A score that follows a feature: straight between the points, level outside them."""

    at: tuple[float, ...]
    score: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse points that are not in order or lack a score."""
        if len(self.at) != len(self.score) or len(self.at) < 2 or list(self.at) != sorted(set(self.at)):
            raise ValueError("a curve needs two points or more, in order, with a score each")

    def of(self, value: float) -> float:
        """The score at a value."""
        at, score = self.at, self.score
        if value <= at[0]:
            return score[0]
        if value >= at[-1]:
            return score[-1]
        place = bisect_right(at, value)
        low = at[place - 1]
        start = score[place - 1]
        return start + (score[place] - start) * (value - low) / (at[place] - low)


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An additive logistic model: `start`, a weight or a curve for each feature."""

    start: float
    weights: dict[str, float] = {}
    curves: dict[str, Curve] = {}

    def score(self, features: Mapping[str, float]) -> float:
        """Log odds; a feature that is absent says nothing."""
        total = self.start
        for name, weight in self.weights.items():
            value = features.get(name)
            if value:
                total += weight * value
        for name, curve in self.curves.items():
            value = features.get(name)
            if value is not None:
                total += curve.of(value)
        return total

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely the answer is yes."""
        return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, self.score(features)))))

    def reasons(self, features: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """What every feature adds to the log odds, the strongest first; `start` is left out."""
        parts = {name: weight * features.get(name, 0.0) for name, weight in self.weights.items()}
        parts |= {name: curve.of(features[name]) for name, curve in self.curves.items() if name in features}
        return tuple(sorted(((n, s) for n, s in parts.items() if s), key=lambda part: (-abs(part[1]), part[0])))


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights for each kind of comparison, by name; a model of one kind has the one `all`."""

    kinds: dict[str, Weights]


class IrregularForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/lang/xx/irregular_forms.toml`: words, each with its irregular forms."""

    words: dict[str, tuple[str, ...]]


class WordTables(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What was learned of single words and pairs of them.

    Attributes:
        pairs: By language, stem and other stem (the first in order first): how often tellings with the two were
            of one event (log odds beside those of unknown pairs).
        types: By language and stem: how often it named acts of each type, as shares.
        centres: By language: middle of the sentences' vectors and of the triggers'.
    """

    pairs: dict[str, dict[str, dict[str, float]]]
    types: dict[str, dict[str, dict[str, float]]]
    centres: dict[str, dict[str, tuple[float, ...]]]

    @cached_property
    def long_types(self) -> dict[str, dict[str, float]]:
        """Length of every stem's shares of types, by language."""
        return {
            language: {stem: math.sqrt(sum(share * share for share in shares.values())) for stem, shares in own.items()}
            for language, own in self.types.items()
        }


@lru_cache(maxsize=8)
def load_model(name: str) -> Model:
    """A model that the program ships, such as `wording`.

    Raises:
        NeracaError: N203, the file is missing or damaged.
    """
    return _read(f"{name}.json", Model)


@lru_cache(maxsize=1)
def load_word_tables() -> WordTables:
    """The tables that the program ships.

    Raises:
        NeracaError: N203, the file is missing or damaged.
    """
    return _read("words.json", WordTables)


@lru_cache(maxsize=16)
def irregular_forms(language: str) -> dict[str, str]:
    """Forms that no rule leads back to their word, with the word; none for a language without a list.

    Raises:
        NeracaError: N201, the file breaks its format.
    """
    file = data_folder() / "lang" / language / "irregular_forms.toml"
    if not file.is_file():
        return {}
    words = read_toml(file, IrregularForms).words
    return {form: word for word, forms in words.items() for form in forms}


def _read(name: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode((data_folder() / "models" / "link" / name).read_bytes(), type=kind)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise fail("N203", where=name, detail=str(error)) from error
