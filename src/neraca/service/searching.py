"""Searching an account for what a person writes: best documents first, page by page, and how it was understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from neraca.packs.catalogue import Packs
from neraca.packs.search import load_search_words
from neraca.packs.words import Names, Words, languages, read_words
from neraca.publish.exports import Row
from neraca.publish.format import format_day
from neraca.service.passages import Hit, hit_row
from neraca.service.query import Filter, Query, read_query
from neraca.service.search_book import SearchBook
from neraca.service.search_filters import Choice, choose
from neraca.store import Store
from neraca.store.search import STEMMED, All, Either, Phrase, Wanted, Word, leaves

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A stretch of what a search found.

    Attributes:
        query: How the words were read.
        choice: How the filters were read.
        total: Documents found in all.
        offset: Documents before the first row.
        rows: One a document, best first; see `docs/search.md`.
    """

    query: Query
    choice: Choice
    total: int
    offset: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        """Documents behind the last row."""
        return max(0, self.total - self.offset - len(self.rows))


def search(
    store: Store,
    book: SearchBook,
    text: str,
    *,
    packs: Packs,
    filters: Iterable[Filter] = (),
    limit: int = PAGE,
    offset: int = 0,
) -> SearchPage:
    """What an account holds of what a person wrote.

    Documents come by bm25, where words in titles weigh more; those of equal weight by label. Where nothing but filters
    is given, the newest come first.

    Args:
        store: The account's.
        book: The account's.
        text: Words, "phrases", operators and filters; any string.
        packs: All packs.
        filters: Filters beside those in the text.
        limit: Rows of the page.
        offset: Rows before it.

    Raises:
        NeracaError: N130, N131, N132, when the text cannot be understood; N103 or N107, when a filter's value cannot.
    """
    query = read_query(text, load_search_words(), beside=tuple(filters))
    choice = choose(query.filters, book.account, packs)
    fitting = book.fitting(choice)
    ranked = _ranked(store, book, query, spoken=choice.languages or STEMMED)
    allowed = book.allowed(choice, fitting)
    if allowed is not None:
        ranked = [one for one in ranked if one[1] in allowed]
    chosen = nsmallest(max(0, limit) + max(0, offset), ranked)[max(0, offset) :]
    wanted = () if query.wanted is None else tuple(leaves(query.wanted))
    hits = (
        Hit(
            document=book.document(place),
            wanted=wanted,
            claims=tuple(claim for _, claim in book.claims(place)),
            events=book.events,
            fitting=None if fitting is None else tuple(at in fitting for at, _ in book.claims(place)),
        )
        for _, place in chosen
    )
    return SearchPage(
        query=query,
        choice=choice,
        total=len(ranked),
        offset=max(0, offset),
        rows=tuple(hit_row(hit, packs) for hit in hits),
    )


def _ranked(store: Store, book: SearchBook, query: Query, *, spoken: tuple[str, ...]) -> list[tuple[float, int]]:
    """The account's documents that hold what is wanted, as score and place: the lower come first."""
    places = book.places
    if query.wanted is None:
        out = {places.get(number) for part in query.excluded for number, _ in store.search(part, languages=spoken)}
        return [(float(at), place) for at, place in enumerate(book.newest) if place not in out]
    wanted = All(parts=(query.wanted,), without=query.excluded) if query.excluded else query.wanted
    found = store.search(wanted, languages=spoken)
    return [(score, places[number]) for number, score in found if number in places]


def tell_search(page: SearchPage, words: Words, names: Names) -> str:
    """How a search was understood, in one line: what is looked for, what is left out, what it is narrowed to."""
    return "; ".join((tell_query(page.query, words), *_told_choice(page.choice, words, names)))


def tell_query(query: Query, words: Words) -> str:
    """What is looked for and what is left out."""
    join = words.say("search.and").join
    without = [words.say("search.without", what=_inner(one, words)) for one in query.excluded]
    if query.wanted is None:
        return " ".join((words.say("search.everything"), *([join(without)] if without else [])))
    if not without:
        return _told(query.wanted, words)
    plain = isinstance(query.wanted, All) and not query.wanted.without
    return join((_told(query.wanted, words) if plain else _inner(query.wanted, words), *without))


def tell_notes(page: SearchPage, words: Words) -> tuple[str, ...]:
    """What of a search was not understood and taken as words."""
    return tuple(words.say(f"search.note.{note}") for note in page.query.notes)


def _told(wanted: Wanted, words: Words) -> str:
    match wanted:
        case Word():
            told = wanted.word
        case Phrase():
            told = words.say("search.beginning" if wanted.open else "search.phrase", words=" ".join(wanted.words))
        case Either():
            return words.say("search.or").join(_inner(one, words) for one in wanted.parts)
        case All():
            without = (words.say("search.without", what=_inner(one, words)) for one in wanted.without)
            return words.say("search.and").join((*(_inner(one, words) for one in wanted.parts), *without))
    return words.say("search.title", what=told) if wanted.title else told


def _inner(wanted: Wanted, words: Words) -> str:
    """Told inside something else: in brackets where it has parts."""
    told = _told(wanted, words)
    return told if isinstance(wanted, Word | Phrase) else f"({told})"


def _told_choice(choice: Choice, words: Words, names: Names) -> Iterable[str]:
    either = words.say("search.or")
    if choice.actors:
        yield words.say("search.actor", what=words.say("search.and").join(names.actor(one) for one in choice.actors))
    if choice.types:
        yield words.say("search.type", what=either.join(names.event(one) for one in choice.types))
    if choice.statuses:
        yield words.say("search.status", what=either.join(words.term("event-status", one) for one in choice.statuses))
    for key, values in (
        ("outlet", choice.outlets),
        ("language", tuple(map(_language, choice.languages))),
        ("not-outlet", choice.not_outlets),
        ("not-language", tuple(map(_language, choice.not_languages))),
    ):
        if values:
            yield words.say(f"search.{key}", what=either.join(values))
    yield from _told_days(choice.after, choice.before, words)


def _language(code: str) -> str:
    """A language's own name, or its code where the program does not speak it."""
    return read_words(code).name if code in languages() else code


def _told_days(after: date | None, before: date | None, words: Words) -> Iterable[str]:
    if after is not None:
        yield words.say("search.after", day=format_day(after, words))
    if before is not None:
        yield words.say("search.before", day=format_day(before, words))
