"""Which articles report one matter, decided as they arrive."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p, nan, sqrt

import numpy as np

from neraca.link.partition import Matrix, Neighbours, divide, link_groups
from neraca.link.terms import KEY, Term, find_terms, in_one_language
from neraca.records import Document
from neraca.records.story import Story

HALF_LIFE_DAYS = 45.0

# What one arrival may cost, however many articles there are: entries of the index read (rarest terms first, latest
# articles first), articles compared, stories looked at again.
_ENTRIES_READ = 4000
_ARTICLES_COMPARED = 60
_STORIES_COMPARED = 3
# A story of more articles than this is settled: it grows, but is not looked at again as a whole.
_SETTLED_FROM = 32
_REACH = 0.03
_TERMS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Entered:
    """An article in the index, with its terms' numbers and their weights."""

    id: str
    language: str
    day: date | None
    terms: array[int]
    weights: array[float]


class StoryIndex:
    """Stories of the articles added so far.

    It keeps its state between calls, as an index must: an arrival is compared with its nearest articles only, joins
    their story or opens one, and the stories that it touches are looked at again: they may be joined by it, or divided
    where it shows them to be two similar incidents. What a term tells is counted over all articles so far.

    The same articles in the same order give the same stories.
    """

    def __init__(self, *, half_life_days: float = HALF_LIFE_DAYS) -> None:
        """An empty index.

        Args:
            half_life_days: Days between two publications that halve their similarity; an undated article is as near
                to all days.
        """
        self._half_life = half_life_days
        self._numbers: dict[Term, int] = {}
        self._terms: list[Term] = []
        self._surfaces: list[str] = []
        self._carried = array("I")
        self._carriers: list[array[int]] = []
        self._carrier_weights: list[array[float]] = []
        self._articles: list[_Entered] = []
        self._lengths = array("d")  # of an article's row, as long as it was when it arrived
        self._days = array("d")
        self._places: dict[str, int] = {}
        self._story_of: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._next = 0

    def __len__(self) -> int:
        """Number of articles."""
        return len(self._articles)

    def add(self, document: Document, *, keys: Iterable[str] = ()) -> str:
        """Take in an article; the id of the story it is in now. One that is there already changes nothing.

        Args:
            document: The article.
            keys: Terms that mean the same in any language: ids of actors and persons, item classes. Texts of
                different languages meet by them, by names and by numbers.
        """
        if document.id not in self._places:
            place = self._enter(document, keys)
            self._settle(place, self._nearest(place))
        return self.story_of(document.id)

    def story_of(self, document: str) -> str:
        """Id of the story that the article is in.

        Raises:
            KeyError: The article was never added.
        """
        members = self._members[self._story_of[self._places[document]]]
        return Story(documents=(self._articles[min(members)].id,)).id

    def stories(self) -> tuple[Story, ...]:
        """All stories, in order of the arrival of their first articles."""
        return tuple(self._story(members) for members in sorted(map(sorted, self._members.values())))

    def _enter(self, document: Document, keys: Iterable[str]) -> int:
        found = find_terms(document, keys=keys)
        place = len(self._articles)
        terms, weights = array("I"), array("d")
        squares = 0.0
        for term, weight in found.weights.items():
            number = self._numbers.setdefault(term, len(self._terms))
            if number == len(self._terms):
                self._terms.append(term)
                self._surfaces.append(found.surfaces[term])
                self._carried.append(0)
                self._carriers.append(array("I"))
                self._carrier_weights.append(array("d"))
            self._carried[number] += 1
            self._carriers[number].append(place)
            self._carrier_weights[number].append(weight)
            terms.append(number)
            weights.append(weight)
            squares += (weight * log1p((place + 1) / self._carried[number])) ** 2
        day = document.day
        self._articles.append(
            _Entered(id=document.id, language=document.language, day=day, terms=terms, weights=weights)
        )
        self._lengths.append(sqrt(squares) or 1.0)
        self._days.append(nan if day is None else day.toordinal())
        self._places[document.id] = place
        self._story_of.append(self._next)
        self._members[self._next] = [place]
        self._next += 1
        return place

    def _nearest(self, place: int) -> dict[int, float]:
        """The articles most like this one, with about how much."""
        own = self._articles[place]
        read, weights = array("I"), array("d")
        factors, counts = array("d"), array("I")
        for number, weight in sorted(
            zip(own.terms, own.weights, strict=True), key=lambda pair: (self._carried[pair[0]], pair[0])
        ):
            # The last entry is the article's own.
            end = len(self._carriers[number]) - 1
            entries = slice(max(0, end - (_ENTRIES_READ - len(read))), end)
            read += self._carriers[number][entries]
            weights += self._carrier_weights[number][entries]
            factors.append(weight * log1p(len(self._articles) / self._carried[number]) ** 2)
            counts.append(entries.stop - entries.start)
            if len(read) >= _ENTRIES_READ:
                break
        if not read:
            return {}
        others, at = np.unique(np.array(read), return_inverse=True)
        scores = np.bincount(at, weights=np.array(weights) * np.repeat(np.array(factors), np.array(counts)))
        lengths, days = np.frombuffer(self._lengths), np.frombuffer(self._days)
        scores = scores / (lengths[place] * lengths[others]) * self._nearness(days[others], days[place])
        best = np.lexsort((others, -scores))[:_ARTICLES_COMPARED]
        return dict(zip(others[best].tolist(), scores[best].tolist(), strict=True))

    def _nearness(self, days: Matrix, others: Matrix) -> Matrix:
        """1 for one day or an unknown one (nan), half of it for each half-life between."""
        return np.nan_to_num(0.5 ** (np.abs(days - others) / self._half_life), nan=1.0)

    def _settle(self, place: int, near: Mapping[int, float]) -> None:
        """Look again at the stories near the new article, and give every article of theirs its story."""
        reached: dict[int, float] = {}
        for other, score in near.items():
            story = self._story_of[other]
            reached[story] = reached.get(story, 0.0) + score / min(len(self._members[story]), _SETTLED_FROM)
        stories = [story for story in sorted(reached, key=lambda one: (-reached[one], one)) if reached[story] >= _REACH]
        groups: list[list[int]] = []
        settled: dict[int, int] = {}
        for story in stories[:_STORIES_COMPARED]:
            members = self._members[story]
            if len(members) <= _SETTLED_FROM:
                groups += [[member] for member in members]
            else:
                settled[len(groups)] = story
                groups.append([other for other in near if self._story_of[other] == story][:_SETTLED_FROM])
        if groups:
            self._regroup([*groups, [place]], settled)

    def _regroup(self, groups: Sequence[Sequence[int]], settled: Mapping[int, int]) -> None:
        places = [place for group in groups for place in group]
        rows: list[list[int]] = []
        for group in groups:
            start = rows[-1][-1] + 1 if rows else 0
            rows.append(list(range(start, start + len(group))))
        neighbours = self._neighbours(places)
        for part in link_groups(neighbours.similarity(), rows):
            large = [settled[number] for number in part if number in settled]
            loose = [row for number in part if number not in settled for row in rows[number]]
            if large:
                self._grow(large, [places[row] for row in loose])
                continue
            for side in divide(neighbours.rows(loose)):
                self._found([places[loose[at]] for at in side])

    def _grow(self, large: Sequence[int], places: Iterable[int]) -> None:
        """Bring articles, and all further large stories, into the largest."""
        largest = min(large, key=lambda story: (-len(self._members[story]), story))
        moved = [*places, *(place for story in large if story != largest for place in self._members[story])]
        self._leave(moved)
        self._members[largest] += moved
        for place in moved:
            self._story_of[place] = largest

    def _found(self, places: Sequence[int]) -> None:
        """Make a story of articles, unless they are one."""
        story = self._story_of[places[0]]
        if set(places) == set(self._members[story]):
            return
        self._leave(places)
        self._members[self._next] = sorted(places)
        for place in places:
            self._story_of[place] = self._next
        self._next += 1

    def _leave(self, places: Iterable[int]) -> None:
        leaving = set(places)
        for story in {self._story_of[place] for place in leaving}:
            self._members[story] = [place for place in self._members[story] if place not in leaving]
            if not self._members[story]:
                del self._members[story]

    def _neighbours(self, places: Sequence[int]) -> Neighbours:
        articles = [self._articles[place] for place in places]
        terms = np.concatenate([np.array(article.terms, dtype=np.int64) for article in articles])
        numbers, columns = np.unique(terms, return_inverse=True)
        rows = np.repeat(np.arange(len(articles)), [len(article.terms) for article in articles])
        weights = np.zeros((len(articles), len(numbers)))
        weights[rows, columns] = np.concatenate([np.array(article.weights) for article in articles])
        carried = np.array([self._carried[number] for number in numbers], dtype=np.float64)
        days = np.frombuffer(self._days)[list(places)]
        return Neighbours(
            weights=weights,
            rarity=np.log1p(len(self._articles) / carried),
            common=np.array([not in_one_language(self._terms[number]) for number in numbers], dtype=np.bool_),
            nearness=self._nearness(days[:, None], days[None, :]),
            languages=tuple(article.language for article in articles),
        )

    def _story(self, members: Sequence[int]) -> Story:
        articles = [self._articles[member] for member in members]
        days = [article.day for article in articles if article.day is not None]
        return Story(
            documents=tuple(article.id for article in articles),
            terms=self._telling(articles),
            first=min(days, default=None),
            last=max(days, default=None),
        )

    def _telling(self, articles: Sequence[_Entered]) -> tuple[str, ...]:
        """The words and names that most of the articles share and few others have."""
        told: dict[int, float] = {}
        for article in articles:
            for number, weight in zip(article.terms, article.weights, strict=True):
                told[number] = told.get(number, 0.0) + weight
        ranked = sorted(
            (number for number in told if self._terms[number][0] != KEY),
            key=lambda number: (-told[number] * log1p(len(self._articles) / self._carried[number]), number),
        )
        shown: list[str] = []
        for number in ranked:
            surface = self._surfaces[number]
            if not any(surface.lower() in one.lower() for one in shown):
                shown = [one for one in shown if one.lower() not in surface.lower()] + [surface]
            if len(shown) == _TERMS_SHOWN:
                break
        return tuple(shown)


def find_stories(
    documents: Iterable[Document],
    *,
    keys: Mapping[str, Iterable[str]] | None = None,
    half_life_days: float = HALF_LIFE_DAYS,
) -> tuple[Story, ...]:
    """Stories of a collection, as an index has them after all articles arrived in order of publication.

    Undated articles come last, then label and id decide: nothing depends on the order of the input.

    Args:
        documents: Articles, in any order.
        keys: For document ids, terms that mean the same in any language (see `StoryIndex.add`).
        half_life_days: Days between two publications that halve their similarity.
    """
    index = StoryIndex(half_life_days=half_life_days)
    for document in sorted(documents, key=lambda one: (one.day or date.max, one.day is None, one.label, one.id)):
        index.add(document, keys=(keys or {}).get(document.id, ()))
    return index.stories()
