"""What a person writes into a search, read as words, phrases and filters: nothing of it is anything else's syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from neraca.errors import NeracaError, fail
from neraca.packs.search import SearchWords
from neraca.store.search import All, Either, Phrase, Wanted, Word
from neraca.text.words import word_ranges

# FTS5 refuses deep expressions, and a page marks every word: nobody asks for more than this.
MOST_TERMS = 32
_DEEPEST = 12
EXCLUDABLE = ("outlet", "language")
# Beginnings of two letters stand in nearly every text.
_SHORTEST_BEGINNING = 3

_QUOTES = '"“”„'
_CLOSING = re.compile(rf"[{_QUOTES}]")
_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"[-−]+(?=[^\s\-−])")
_CHUNK = re.compile(rf"[^\s(){_QUOTES}]+")
_HEAD = re.compile(r"([^\W\d_]+):")
_BEGINNING = re.compile(r"(?<=\w)\*[\W_]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A bound on the documents of a search, as it was written.

    Attributes:
        name: `outlet`, `language`, `actor`, `type`, `status`, `after`, `until` or `before`.
        excluded: What it names must not be.
        written: How its name was written (`media:`, `--actor`), to speak of it.
    """

    name: str
    value: str
    excluded: bool = False
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search as it was read.

    Attributes:
        text: As it was written.
        wanted: What a document must hold; None where only filters stand.
        excluded: What it must not hold.
        notes: What was not understood and taken as words: `quote` not closed, `bracket` without its partner,
            `operator` with nothing beside it, `prefix` too short.
    """

    text: str
    wanted: Wanted | None
    excluded: tuple[Wanted, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()


def read_query(text: str, words: SearchWords, *, beside: tuple[Filter, ...] = ()) -> Query:
    """Read a search.

    Words are found in any inflection and all must be there; "phrases" as they stand; `-word` or `NOT word` must not be
    there; `OR` binds less than what stands side by side, and brackets bind most; `nuklir*` is the beginning of a word;
    `title:` asks for the title; other fields filter the whole search.

    Args:
        text: As a person wrote it; any string.
        words: Names of operators and fields.
        beside: Filters beside those in the text.

    Raises:
        NeracaError: N130, when nothing is searched for, or a part only excludes; N131, when there are too many words
            or brackets; N132, when a filter stands where it cannot be meant, or lacks its value.
    """
    query = _Reader(text, words, beside).read()
    terms = sum(1 for part in (query.wanted, *query.excluded) if part is not None for _ in every_leaf(part))
    if terms > MOST_TERMS:
        raise fail("N131", n=terms, most=MOST_TERMS)
    return query


def every_leaf(wanted: Wanted) -> Iterator[Word | Phrase]:
    """All words and phrases, also those that must not be there."""
    if isinstance(wanted, Word | Phrase):
        yield wanted
        return
    for part in wanted.parts:
        yield from every_leaf(part)
    if isinstance(wanted, All):
        for part in wanted.without:
            yield from every_leaf(part)


@dataclass(frozen=True, slots=True)
class _Token:
    """`kind` is a bracket, an operator, `field`, `phrase`, `chunk` or `end`."""

    kind: str
    text: str = ""


@dataclass(slots=True)
class _Group:
    """What stands side by side."""

    parts: list[Wanted] = field(default_factory=list)
    without: list[Wanted] = field(default_factory=list)


class _Reader:
    """Reads one query, from left to right."""

    def __init__(self, text: str, words: SearchWords, filters: tuple[Filter, ...]) -> None:
        self._text = text
        self._words = words
        self._notes: list[str] = []
        self._filters = list(filters)
        self._tokens = [*self._paired([*self._cut()]), _Token("end")]
        self._at = 0

    def read(self) -> Query:
        groups = self._groups(0)
        wanted: Wanted | None = None
        excluded: tuple[Wanted, ...] = ()
        if len(groups) == 1:
            wanted = _all(groups[0].parts) if groups[0].parts else None
            excluded = tuple(groups[0].without)
        elif groups:
            wanted = self._joined(groups)
        if wanted is None and not self._filters:
            raise self._nothing()
        return Query(
            text=self._text,
            wanted=wanted,
            excluded=excluded,
            filters=tuple(self._filters),
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _cut(self) -> Iterator[_Token]:
        text, at = self._text, 0
        while at < len(text):
            skipped = _SPACE.match(text, at)
            if skipped is not None:
                at = skipped.end()
            elif text[at] in _QUOTES:
                token, at = self._cut_phrase(at)
                yield from token
            else:
                token, at = self._cut_other(at)
                yield from token

    def _cut_phrase(self, at: int) -> tuple[tuple[_Token, ...], int]:
        end = _CLOSING.search(self._text, at + 1)
        if end is None:
            self._notes.append("quote")
            return (), at + 1
        return (_Token("phrase", self._text[at + 1 : end.start()]),), end.end()

    def _cut_other(self, at: int) -> tuple[tuple[_Token, ...], int]:
        text = self._text
        if text[at] in "()":
            return (_Token(text[at]),), at + 1
        dash = _DASH.match(text, at)
        if dash is not None:
            return (_Token("without"),), dash.end()
        head = _HEAD.match(text, at)
        if head is not None and head[1].casefold() in self._words.fields:
            return (_Token("field", head[1]),), head.end()
        found = _CHUNK.match(text, at)
        chunk = found[0] if found is not None else text[at]
        return (_Token(self._words.operators.get(chunk, "chunk"), chunk),), at + len(chunk)

    def _paired(self, tokens: list[_Token]) -> Iterator[_Token]:
        """The tokens without brackets that lack their partner."""
        opened: list[int] = []
        paired: set[int] = set()
        for index, token in enumerate(tokens):
            if token.kind == "(":
                opened.append(index)
            elif token.kind == ")" and opened:
                paired |= {index, opened.pop()}
        for index, token in enumerate(tokens):
            if token.kind not in "()" or index in paired:
                yield token
            else:
                self._notes.append("bracket")

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    @property
    def _ahead(self) -> str:
        return self._tokens[self._at].kind

    def _groups(self, depth: int) -> list[_Group]:
        """Alternatives, up to the bracket that closes them or the end; those without anything are left out."""
        groups = [self._group(depth)]
        while self._ahead == "either":
            self._next()
            groups.append(self._group(depth))
        filled = [group for group in groups if group.parts or group.without]
        if 1 < len(groups) != len(filled):
            self._notes.append("operator")
        return filled

    def _group(self, depth: int) -> _Group:
        group = _Group()
        while self._ahead not in ("either", ")", "end"):
            if self._ahead == "both":
                self._next()
                continue
            negated = False
            while self._ahead == "without":
                self._next()
                negated = not negated
            if self._ahead in ("either", "both", ")", "end"):
                self._notes.append("operator")
                continue
            part = self._part(depth, negated=negated)
            if part is not None and negated:
                group.without.append(part)
            elif part is not None:
                group.parts.extend(part.parts if isinstance(part, All) and not part.without else (part,))
        return group

    def _part(self, depth: int, *, negated: bool) -> Wanted | None:
        """One word, phrase, pair of brackets or field; None where it holds no word, or is a filter."""
        token = self._next()
        if token.kind == "(":
            return self._bracket(depth)
        if token.kind == "field":
            return self._field(token.text, depth, negated=negated)
        if token.kind == "phrase":
            words = _words(token.text)
            return Phrase(words=words) if words else None
        return self._chunk(token.text)

    def _bracket(self, depth: int) -> Wanted | None:
        if depth == _DEEPEST:
            raise fail("N131", n=f"more than {_DEEPEST} brackets in each other", most=MOST_TERMS)
        groups = self._groups(depth + 1)
        self._next()
        return self._joined(groups) if groups else None

    def _field(self, written: str, depth: int, *, negated: bool) -> Wanted | None:
        name = self._words.fields[written.casefold()]
        if self._ahead in ("field", "without", ")", "end") or (self._ahead == "(" and name != "title"):
            raise fail("N132", filter=f"{written}:", detail="nothing stands behind it")
        if name == "title":
            part = self._part(depth, negated=negated)
            return None if part is None else _in_title(part)
        value = self._next().text.strip()
        if depth:
            raise fail("N132", filter=f"{written}:{value}", detail="it stands in brackets, and filters all of a search")
        if negated and name not in EXCLUDABLE:
            raise fail("N132", filter=f"{written}:{value}", detail=f"only {' and '.join(EXCLUDABLE)} can be excluded")
        self._filters.append(Filter(name=name, value=value, excluded=negated, written=f"{written}:"))
        return None

    def _chunk(self, text: str) -> Wanted | None:
        words = _words(text)
        if not words:
            return None
        parts: list[Wanted] = [Word(word=word) for word in words]
        if _BEGINNING.search(text):
            if len(words[-1]) < _SHORTEST_BEGINNING:
                self._notes.append("prefix")
            else:
                parts[-1] = Phrase(words=words[-1:], open=True)
        return _all(parts)

    def _joined(self, groups: list[_Group]) -> Wanted:
        """Alternatives in one; each needs something that must be there."""
        parts: list[Wanted] = []
        for group in groups:
            if not group.parts:
                raise self._nothing()
            one = _all(group.parts)
            parts.append(All(parts=(one,), without=tuple(group.without)) if group.without else one)
        return parts[0] if len(parts) == 1 else Either(parts=tuple(parts))

    def _nothing(self) -> NeracaError:
        return fail("N130", query=self._text.strip() or "''")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in word_ranges(text))


def _all(parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else All(parts=tuple(parts))


def _in_title(wanted: Wanted) -> Wanted:
    if isinstance(wanted, Word | Phrase):
        return replace(wanted, title=True)
    if isinstance(wanted, Either):
        return Either(parts=tuple(map(_in_title, wanted.parts)))
    return All(parts=tuple(map(_in_title, wanted.parts)), without=tuple(map(_in_title, wanted.without)))
