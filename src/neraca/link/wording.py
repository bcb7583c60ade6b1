"""How alike two tellings of an act are by their words: of one language or of two."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from neraca.packs.linking import Model, Weights, WordTables, irregular_forms
from neraca.text.stems import stem

Features = dict[str, float]
# Words so far from the trigger, at most, are near it.
_NEAR = 4
SAME, OTHER, ACROSS = "same", "other", "across"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words of one act in one sentence; all but names and numbers as stems.

    Attributes:
        document: Id of the document.
        sentence: Which sentence of it.
        head: The word of the trigger that carries the act.
        trigger: All words of the trigger.
        words: The other words of the sentence.
        near: Those of them that stand near the trigger.
        names: Capitalised words of the sentence, in lower case, but its first.
        numbers: Words with a digit.
        meaning: Vector of the sentence, signed bytes, as in `records.meaning`; None where there is none.
        sense: Vector of the trigger read by itself; None likewise.
    """

    document: str
    sentence: int
    language: str
    head: str
    trigger: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    meaning: bytes | None = None
    sense: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """How telling words are: log of the share of documents without them, squared.

    Attributes:
        squares: By stem.
        unseen: For any other.
    """

    squares: Mapping[str, float]
    unseen: float

    def total(self, words: Iterable[str]) -> float:
        """Sum over some words."""
        squares, unseen = self.squares, self.unseen
        return sum([squares.get(word, unseen) for word in words])


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A telling with what its comparisons need, worked out once."""

    telling: Telling
    words: float
    near: float
    rare: float
    types: Mapping[str, float]
    meaning: NDArray[np.float32] | None
    sense: NDArray[np.float32] | None


def tell(
    words: Sequence[str],
    trigger: Sequence[int],
    *,
    head: int | None = None,
    language: str,
    document: str,
    sentence: int,
    meaning: bytes | None = None,
    sense: bytes | None = None,
) -> Telling:
    """A telling from the words of a sentence.

    Args:
        words: In order; those without letter or digit are skipped.
        trigger: Places of the trigger's words, at least one.
        head: Place of the trigger's head; None takes the longest of its words (the first of several).
        language: ISO 639-1 code.
        document: Id of the document.
        sentence: Which sentence of it.
        meaning: Vector of the sentence.
        sense: Vector of the trigger by itself.
    """
    own = frozenset(trigger)
    head = max(trigger, key=lambda place: (len(words[place]), -place)) if head is None else head
    stems = [_stem(word, language) if _is_word(word) else "" for word in words]
    others = [place for place, one in enumerate(stems) if one and place not in own]
    first, last = min(own), max(own)
    return Telling(
        document=document,
        sentence=sentence,
        language=language,
        head=stems[head] or words[head].lower(),
        trigger=frozenset(stems[place] for place in own) - {""},
        words=frozenset(stems[place] for place in others),
        near=frozenset(stems[place] for place in others if first - _NEAR <= place <= last + _NEAR),
        names=frozenset(words[place].lower() for place in others if place and words[place][0].isupper()),
        numbers=frozenset(words[place].lower() for place in others if any(map(str.isdigit, words[place]))),
        meaning=meaning,
        sense=sense,
    )


def document_words(words: Sequence[str], *, language: str) -> frozenset[str]:
    """What documents are compared by: stems, pairs of neighbouring stems, and names once more."""
    kept = [word for word in words if _is_word(word)]
    stems = [_stem(word, language) for word in kept]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    names = (f"^{word.lower()}" for word in kept if word[0].isupper())
    return frozenset(stems).union(pairs, names)


def rarity_of(documents: Iterable[frozenset[str]]) -> Rarity:
    """How rare every word is among some documents (`document_words`)."""
    frequencies: Counter[str] = Counter()
    count = 0
    for words in documents:
        frequencies.update(words)
        count += 1
    return Rarity(
        squares={word: _square(count, times) for word, times in frequencies.items()}, unseen=_square(count, 0)
    )


def documents_alike(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """Cosine of the words of two documents, weighted by rarity."""
    return _cosine(rarity.total(one & other), rarity.total(one), rarity.total(other))


def weigh(telling: Telling, *, rarity: Rarity, tables: WordTables) -> Weighed:
    """The telling, ready to be compared with others that are weighed by the same rarity and tables."""
    language = telling.language
    shares = tables.types.get(language, {}).get(telling.head, {})
    length = tables.long_types.get(language, {}).get(telling.head, 0.0)
    return Weighed(
        telling=telling,
        words=rarity.total(telling.words),
        near=rarity.total(telling.near),
        rare=math.sqrt(rarity.total((telling.head,))),
        types={name: share / length for name, share in shares.items()} if length else {},
        meaning=_vector(telling.meaning, tables.centres.get(language, {}).get("sentence")),
        sense=_vector(telling.sense, tables.centres.get(language, {}).get("trigger")),
    )


def features(
    one: Weighed, other: Weighed, *, rarity: Rarity, tables: WordTables, documents: float | None = None
) -> Features:
    """What two tellings have in common, by name; the same in either order.

    Args:
        one: A telling.
        other: Another.
        rarity: With which both were weighed.
        tables: Likewise.
        documents: How alike their documents are (`documents_alike`); None when not known.
    """
    mine, yours = one.telling, other.telling
    found = _trigger_features(one, other, tables)
    words, near, names = mine.words & yours.words, mine.near & yours.near, mine.names & yours.names
    total = rarity.total
    found["words"] = _cosine(total(words), one.words, other.words) if words else 0.0
    found["near"] = _cosine(total(near), one.near, other.near) if near else 0.0
    found["names"] = math.sqrt(total(names)) if names else 0.0
    found["other names"] = 1.0 if not names and mine.names and yours.names else 0.0
    if mine.numbers and yours.numbers:
        numbers = mine.numbers & yours.numbers
        found["numbers"] = float(len(numbers))
        found["other numbers"] = 0.0 if numbers else 1.0
    if one.meaning is not None and other.meaning is not None:
        found["meaning"] = float(one.meaning.dot(other.meaning))
    if mine.document == yours.document:
        found["document"] = 1.0
        found["sentence"] = 1.0 if mine.sentence == yours.sentence else 0.0
    elif documents is not None:
        found["documents"] = documents
    return found


def kind_of(one: Telling, other: Telling) -> str:
    """Which weights apply: the same head, another one, or one of another language."""
    if one.language != other.language:
        return ACROSS
    return SAME if one.head == other.head else OTHER


def likeness(
    one: Weighed,
    other: Weighed,
    *,
    model: Model,
    rarity: Rarity,
    tables: WordTables,
    documents: float | None = None,
) -> float:
    """How likely two tellings are of one act, by their words alone; the same in either order."""
    weights = model.kinds[kind_of(one.telling, other.telling)]
    return weights.probability(features(one, other, rarity=rarity, tables=tables, documents=documents))


def weights_of(model: Model, one: Telling, other: Telling) -> Weights:
    """The weights by which two tellings are compared, to show its `reasons`."""
    return model.kinds[kind_of(one, other)]


def _trigger_features(one: Weighed, other: Weighed, tables: WordTables) -> Features:
    mine, yours = one.telling, other.telling
    found = {"rare": min(one.rare, other.rare)}
    if mine.language == yours.language:
        low, high = (mine.head, yours.head) if mine.head < yours.head else (yours.head, mine.head)
        if low != high:
            found["letters"] = _letters_alike(low, high)
        rate = tables.pairs.get(mine.language, {}).get(low, {}).get(high)
        if rate is not None:
            found["pair"] = rate
        shared = len(mine.trigger & yours.trigger)
        if shared:
            found["trigger"] = shared / max(len(mine.trigger), len(yours.trigger))
    if one.types and other.types:
        few, many = (one.types, other.types) if len(one.types) <= len(other.types) else (other.types, one.types)
        # Summed in the order of the names: the same to the last digit in either order of the tellings.
        found["types"] = sum([few[name] * many[name] for name in sorted(few.keys() & many.keys())])
    if one.sense is not None and other.sense is not None:
        found["sense"] = float(one.sense.dot(other.sense))
    return found


def _square(documents: int, times: int) -> float:
    """In whole 1024ths, whose sums are the same in any order."""
    return round(1024 * math.log((documents + 1) / (times + 0.5)) ** 2) / 1024


def _cosine(shared: float, one: float, other: float) -> float:
    return shared / math.sqrt(one * other) if one and other else 0.0


def _is_word(word: str) -> bool:
    return any(map(str.isalnum, word))


@lru_cache(maxsize=1 << 17)
def _stem(word: str, language: str) -> str:
    lower = word.lower()
    return stem(irregular_forms(language).get(lower, lower), language)


@lru_cache(maxsize=200_000)
def _letters_alike(one: str, other: str) -> float:
    """Share of runs of two and three letters in common (Dice)."""
    mine, yours = _runs(one), _runs(other)
    return 2 * len(mine & yours) / (len(mine) + len(yours))


@lru_cache(maxsize=20_000)
def _runs(word: str) -> frozenset[str]:
    marked = f"^{word}$"
    return frozenset(marked[start : start + size] for size in (2, 3) for start in range(len(marked) - size + 1))


def _vector(given: bytes | None, centre: tuple[float, ...] | None) -> NDArray[np.float32] | None:
    if given is None or centre is None:
        return None
    vector = np.frombuffer(given, np.int8).astype(np.float32) - np.array(centre, np.float32)
    length = float(np.sqrt(vector.dot(vector)))
    return vector / np.float32(length) if length else None
