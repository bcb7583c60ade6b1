"""Which value is true when sources contradict and copy each other, how accurate sources are, and who copies whom.

The model is AccuCopy (Dong, Berti-Equille and Srivastava 2009, "Integrating conflicting data: the role of source
dependence", VLDB). Sources that share *false* values hardly do so by chance; so they are dependent, and of dependent
sources only the first counts in full. Accuracy, dependence and truth are found in turn until they stand still.

Two things differ from the paper, since the model believes whom it believed first. Votes are softened: sources that
misread a thing in one way (the time of take-off for that of departure) are neither copies nor independent; as
independent evidence they make the model certain of a wrong value, and the right sources copiers of an error. And the
first round takes sources that agree wherever anybody disagrees for copies, so that a large family does not win it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neraca.records.values import Dependence, SourceAccuracy, WeighedItem, WeighedValue, WeighedValues

# The paper's settings: false values an item may have, probability before any evidence that two sources depend on each
# other, accuracy before any.
_FALSE_VALUES = 100
_DEPENDENT = 0.2
_ACCURACY = 0.8
# Share of values that a copier copies (the paper: 0.8), and how much of a vote counts (the paper: all). Softer is
# better for flights, harder for few independent sources against many copies (`docs/values.md`).
_COPIED = 0.7
_SOFTENED = 0.2
# In the first round two sources are copies with their agreement on contested items to this power: 0.99 makes 0.89.
_TWINS = 12
# No source is always right, nor quite useless: else its word alone would decide.
_LEAST, _MOST = 0.05, 0.99
_ROUNDS = 12
_STILL = 1e-3
# Pairs that share fewer items tell nothing of dependence.
_SHARED_ITEMS = 10
# Columns of a block, and products of a pair of blocks under which OpenBLAS starts no threads: those would mostly wait.
_COLUMNS = 64
_PRODUCTS = 250_000
_DIGITS = 6

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


def weigh_values(triples: Iterable[tuple[str, str, str]], *, fixed: Mapping[str, float] | None = None) -> WeighedValues:
    """Probabilities of all values, accuracies of sources and dependence between them.

    Values are compared as strings: bring them to one form first. Time grows with the values and with the square of
    the number of sources.

    Args:
        triples: (item, source, value), in any order; repetitions count once.
        fixed: Accuracies that a person has set; they stay as they are.

    Returns:
        Items and sources by name. Dependences are those more probable than not.
    """
    table = _tabulate(triples)
    if table is None:
        return WeighedValues(items=(), sources=(), dependences=())
    known = {name: min(max(value, 0.0), 1.0) for name, value in (fixed or {}).items()}
    given = np.array([known.get(name, np.nan) for name in table.sources])
    accuracy = np.where(np.isnan(given), _ACCURACY, np.clip(given, _LEAST, _MOST))
    probability = _probability(table, accuracy=accuracy, copied=_twins(table))
    shared = table.count_pairs(table.item[table.value], len(table.items))
    same = table.count_pairs(table.value, len(table.values))
    dependence = np.zeros_like(shared)
    for _ in range(_ROUNDS):
        before = accuracy
        dependence = _dependence(table, accuracy=accuracy, probability=probability, shared=shared, same=same)
        probability = _probability(table, accuracy=accuracy, copied=_COPIED * dependence)
        mean = np.bincount(table.source, probability[table.value], minlength=len(accuracy)) / table.given
        accuracy = np.where(np.isnan(given), np.clip(mean, _LEAST, _MOST), accuracy)
        if np.abs(accuracy - before).max() < _STILL:
            break
    shown = np.where(np.isnan(given), accuracy, given)
    return _result(table, probability=probability, accuracy=shown, dependence=dependence, fixed=known.keys())


@dataclass(frozen=True, slots=True)
class _Table:
    """The triples as numbers, by value, then source: `source` and `value` of each triple, `item` of each value."""

    items: list[str]
    sources: list[str]
    values: list[str]
    source: _Ints
    value: _Ints
    item: _Ints
    votes: _Floats
    given: _Floats

    def sum_by_item(self, weights: _Floats) -> _Floats:
        """For each value the sum over all values of its item."""
        sums = np.bincount(self.item, weights, minlength=len(self.items)).astype(np.float64)
        return sums[self.item]

    def count_pairs(self, columns: _Ints, width: int) -> _Floats:
        """For each pair of sources the number of columns where both have given something."""
        pairs = np.zeros((len(self.sources), len(self.sources)))
        for _, block in self.blocks(columns, width):
            pairs += block @ block.T
        return pairs

    def blocks(self, columns: _Ints, width: int) -> Iterator[tuple[slice, _Floats]]:
        """Matrices of sources by columns (1 where a source has given something there), some columns at a time.

        `columns` names the column of each triple, in ascending order.
        """
        step = max(_COLUMNS, _PRODUCTS // len(self.sources) ** 2)
        for start in range(0, width, step):
            end = min(start + step, width)
            own = slice(*np.searchsorted(columns, [start, end]))
            block = np.zeros((len(self.sources), end - start))
            block[self.source[own], columns[own] - start] = 1.0
            yield slice(start, end), block


def _tabulate(triples: Iterable[tuple[str, str, str]]) -> _Table | None:
    columns = tuple(zip(*triples, strict=True))
    if not columns:
        return None
    (items, item_of), (sources, source_of), (names, name_of) = (_number(column) for column in columns)
    pairs, pair_of = np.unique(item_of * len(names) + name_of, return_inverse=True)
    value, source = np.divmod(np.unique(pair_of * len(sources) + source_of), len(sources))
    item, name = np.divmod(pairs, len(names))
    return _Table(
        items=items,
        sources=sources,
        values=[names[at] for at in name.tolist()],
        source=source,
        value=value,
        item=item,
        votes=np.bincount(value).astype(np.float64),
        given=np.bincount(source).astype(np.float64),
    )


def _number(words: Sequence[str]) -> tuple[list[str], _Ints]:
    """The different words in order, and the place there of each word."""
    different = sorted(set(words))
    place = {word: at for at, word in enumerate(different)}
    return different, np.fromiter(map(place.__getitem__, words), dtype=np.int64, count=len(words))


def _dependence(table: _Table, *, accuracy: _Floats, probability: _Floats, shared: _Floats, same: _Floats) -> _Floats:
    """Probability that one of two sources copies from the other (Bayes' rule over independence and both directions).

    `shared` has for each pair of sources the number of items for which both give a value, `same` that of equal values.
    """
    same_true = np.zeros_like(shared)
    for columns, block in table.blocks(table.value, len(table.values)):
        same_true += (block * probability[columns]) @ block.T
    same_false = np.maximum(same - same_true, 0.0)
    different = np.maximum(shared - same, 0.0)
    own, other = accuracy[:, None], accuracy[None, :]
    both_true = own * other
    both_false = (1 - own) * (1 - other) / _FALSE_VALUES
    apart = 1 - both_true - both_false
    independent = same_true * np.log(both_true) + same_false * np.log(both_false) + different * np.log(apart)
    copied = (
        same_true * np.log(_COPIED * other + (1 - _COPIED) * both_true)
        + same_false * np.log(_COPIED * (1 - other) + (1 - _COPIED) * both_false)
        + different * np.log((1 - _COPIED) * apart)
    )
    most = np.maximum(np.maximum(copied, copied.T), independent)
    free = (1 - _DEPENDENT) * np.exp(independent - most)
    bound = _DEPENDENT / 2 * (np.exp(copied - most) + np.exp(copied.T - most))
    found: _Floats = np.where(shared < _SHARED_ITEMS, 0.0, bound / (free + bound))
    np.fill_diagonal(found, 0.0)
    return found


def _twins(table: _Table) -> _Floats:
    """How much each pair of sources agrees where at least two values are given."""
    contested = (table.sum_by_item(np.ones(len(table.values))) > 1)[table.value]
    part = replace(table, source=table.source[contested], value=table.value[contested])
    shared = part.count_pairs(part.item[part.value], len(part.items))
    same = part.count_pairs(part.value, len(part.values))
    found: _Floats = np.where(shared < _SHARED_ITEMS, 0.0, (same / np.maximum(shared, 1.0)) ** _TWINS)
    return np.minimum(found, _MOST)


def _probability(table: _Table, *, accuracy: _Floats, copied: _Floats) -> _Floats:
    """Probability of each value: votes by accuracy, each times the probability that it was not copied.

    `copied` has for each pair of sources the probability that a value which both give was copied. Of
    the sources of a value the most accurate counts in full; each later one by what is independent of all before.
    """
    rank = np.empty(len(accuracy), dtype=np.int64)
    rank[np.argsort(-accuracy, kind="stable")] = np.arange(len(accuracy))
    independent = np.log1p(-copied)
    earlier = np.where(rank[:, None] > rank[None, :], independent, 0.0)
    vote = np.log(_FALSE_VALUES * accuracy / (1 - accuracy))
    weights = np.empty(len(table.value))
    for columns, block in table.blocks(table.value, len(table.values)):
        own = slice(*np.searchsorted(table.value, [columns.start, columns.stop]))
        weights[own] = (earlier @ block)[table.source[own], table.value[own] - columns.start]
    score = np.bincount(table.value, _SOFTENED * vote[table.source] * np.exp(weights), minlength=len(table.values))
    top = np.full(len(table.items), -np.inf)
    np.maximum.at(top, table.item, score)
    weight = np.exp(score - top[table.item])
    shares: _Floats = weight / table.sum_by_item(weight)
    return shares


def _result(
    table: _Table, *, probability: _Floats, accuracy: _Floats, dependence: _Floats, fixed: Iterable[str]
) -> WeighedValues:
    by_person = set(fixed)
    shares = np.round(probability, _DIGITS)
    order = np.lexsort((np.arange(len(shares)), -shares, table.item))
    listed: list[list[WeighedValue]] = [[] for _ in table.items]
    for at, item, share in zip(order.tolist(), table.item[order].tolist(), shares[order].tolist(), strict=True):
        listed[item].append(WeighedValue(value=table.values[at], probability=share))
    pairs = np.argwhere(np.triu(dependence > 0.5)).tolist()
    return WeighedValues(
        items=tuple(
            WeighedItem(item=name, values=tuple(values)) for name, values in zip(table.items, listed, strict=True)
        ),
        sources=tuple(
            SourceAccuracy(source=name, accuracy=value, fixed=name in by_person)
            for name, value in zip(table.sources, np.round(accuracy, _DIGITS).tolist(), strict=True)
        ),
        dependences=tuple(
            Dependence(
                first=table.sources[first],
                second=table.sources[second],
                probability=round(float(dependence[first, second]), _DIGITS),
            )
            for first, second in pairs
        ),
    )
