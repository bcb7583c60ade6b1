"""Where the two sides of a connection stand in its sentence, by the tree: what came first, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.extract.line import Line, find_phrases
from neraca.extract.tree import Tree
from neraca.packs.connectives import ConnectiveRow, Connectives
from neraca.packs.cues import Phrases

_CLIMBS = 8
_TWO = 2
_JOINS = ("case", "mark", "cc", "fixed", "advmod")
_SIDES = ("obj", "obl", "nmod", "ccomp", "xcomp", "iobj", "advcl", "acl", "dep")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one side: its head and all tokens that hang on it."""

    head: int
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Connection:
    """A connective at words `[first, last)`, the side that came first, and the predicate of the one that answers.

    `cause` is None where the sentence does not name it; `effect` likewise where the answer is no predicate here but
    the words of `answer`.
    """

    row: ConnectiveRow
    first: int
    last: int
    cause: Phrase | None = None
    effect: int | None = None
    answer: Phrase | None = None


def find_connections(line: Line, connectives: Connectives) -> tuple[Connection, ...]:
    """The connectives of a line in text order; none without a tree."""
    tree = line.tree
    if tree is None:
        return ()
    found = []
    for first, last, words in find_phrases(line.words, connectives.cues):
        row = connectives.rows[words]
        tokens = frozenset(place for place, word in enumerate(tree.word_of) if first <= word < last)
        connection = _FINDERS[row.order](_Place(line, tree, row, first, last, tokens), connectives)
        if connection is not None and not _is_negated(line, tree, tokens):
            found.append(connection)
    return tuple(found)


def paid_for(line: Line, connectives: Connectives) -> tuple[frozenset[int], ...]:
    """The words that tell what something was given for (*sebagai imbalan atas pasukan*), of each connective."""
    tree = line.tree
    if tree is None:
        return ()
    returns = (
        connection
        for connection in find_connections(line, connectives)
        if connection.row.means == "return" and connection.cause is not None
    )
    return tuple(
        frozenset(tree.word_of[t] for t in connection.cause.tokens)
        for connection in returns
        if connection.cause is not None
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A connection's words and their tokens in the tree."""

    line: Line
    tree: Tree
    row: ConnectiveRow
    first: int
    last: int
    tokens: frozenset[int]

    @property
    def top(self) -> int:
        """The token of the words that hangs on what is no part of them."""
        outer = [t for t in self.tokens if self.tree.tokens[t].head not in self.tokens]
        return min(outer, key=lambda t: (self.tree.relation(t) in _JOINS, t))

    def connection(
        self, *, cause: Phrase | None = None, effect: int | None = None, answer: Phrase | None = None
    ) -> Connection:
        return Connection(self.row, self.first, self.last, cause, effect, answer)

    def right(self) -> list[int]:
        """What hangs on the words and stands behind them, in text order."""
        tree, last = self.tree, max(self.tokens)
        return sorted(
            child
            for token in self.tokens
            for child in tree.children[token]
            if child > last and child not in self.tokens and tree.relation(child) in _SIDES
        )


def subtree(tree: Tree, head: int, *, without: frozenset[int] = frozenset()) -> frozenset[int]:
    """A token and all that hangs on it, but for some tokens and what hangs on them."""
    found, waiting = set(), [head]
    while waiting:
        at = waiting.pop()
        if at not in found and at not in without:
            found.add(at)
            waiting.extend(tree.children[at])
    return frozenset(found)


def _phrase(tree: Tree, heads: list[int], without: frozenset[int]) -> Phrase | None:
    if not heads:
        return None
    tokens = frozenset[int]().union(*(subtree(tree, head, without=without) for head in heads))
    return Phrase(heads[0], tokens)


def _is_negated(line: Line, tree: Tree, tokens: frozenset[int]) -> bool:
    """*tidak memicu*, *did not lead to*."""
    helpers = [child for token in tokens for child in tree.children[token] if child not in tokens]
    words = [tree.word_of[h] for h in helpers if tree.relation(h) in ("advmod", "aux") and h < min(tokens)]
    return any(w >= 0 and line.has("negation", w) and not line.has("not_negation", w) for w in words)


def _after(place: _Place, connectives: Connectives) -> Connection | None:
    """*Y menyusul X*, *sebagai respons atas X, Y*; of a verdict the words are Y itself."""
    tree, top = place.tree, place.top
    if place.row.opens:
        return _opened(place)
    if place.row.own:
        passive = tree.child(top, "nsubj:pass")  # *the decision was condemned by X*
        cause = _object(place) if passive is None else _phrase(tree, [passive], frozenset((top,)))
        return place.connection(cause=cause, effect=top)
    if tree.relation(top) in _JOINS and tree.tokens[top].head > max(place.tokens):
        head = tree.tokens[top].head
        cause = _phrase(tree, [head], place.tokens)
        above = tree.tokens[head].head
    else:
        cause = _phrase(tree, place.right(), place.tokens)
        above = tree.tokens[top].head
    if cause is None or place.line.has("relative", place.last):  # *in exchange for which*: turned round
        return None
    subject = tree.child(top, "nsubj")
    if subject is not None and subject not in cause.tokens and tree.tokens[top].upos in _NOMINAL:
        # *Hadiah ini adalah imbalan atas X*: the subject is what answers.
        return place.connection(cause=cause, answer=_phrase(tree, [subject], frozenset()))
    return place.connection(cause=cause, effect=_outside(tree, above, cause)) if above >= 0 else None


def _outside(tree: Tree, token: int, cause: Phrase) -> int:
    for _ in range(_CLIMBS):
        if token not in cause.tokens or tree.tokens[token].head < 0:
            break
        token = tree.tokens[token].head
    return token


def _opened(place: _Place) -> Connection | None:
    """*The remark was the first response by X since Y*: behind the opening word stands Y, and the subject answers."""
    tree, words = place.tree, place.line.words
    behind = (i for i in range(place.last, len(words)) if words[i].low in place.row.opens)
    opener = next(behind, None)
    if opener is None or opener + 1 >= len(words):
        return None
    mark = tree.at_word[opener]
    head = tree.tokens[mark].head
    first = next((t for t in sorted(place.tokens) if tree.child(t, "nsubj") is not None), place.top)
    subject = tree.child(first, "nsubj")
    if head < mark or subject is None:
        return None
    return place.connection(
        cause=_phrase(tree, [head], frozenset((mark,))), answer=_phrase(tree, [subject], frozenset((head,)))
    )


def _object(place: _Place) -> Phrase | None:
    """The words that a verdict is about: its object, or the subject of the clause that gives it."""
    tree = place.tree
    for child in place.right():
        if tree.tokens[child].upos in _NOMINAL and tree.relation(child) in ("obj", "obl", "nmod", "iobj"):
            return _phrase(tree, [_first_noun(tree, child)], place.tokens)
        inner = tree.child(child, "nsubj")
        if inner is None:  # *menilai [kemungkinan itu] sangat mengkhawatirkan*, hung on the verdict as its object
            inner = next((c for c in tree.children[child] if c < child and tree.relation(c) == "obj"), None)
        if tree.relation(child) in ("ccomp", "xcomp", "obj") and inner is not None:
            return _phrase(tree, [inner], place.tokens)
    return None


def _first_noun(tree: Tree, head: int) -> int:
    """*called [the launch] [a threat]* where the parse takes both for one phrase: the first is what is called so."""
    articles = [child for child in tree.children[head] if tree.relation(child) == "det" and child < head]
    if len(articles) < _TWO:
        return head
    inside = range(articles[0] + 1, articles[-1])
    return next((child for child in tree.children[head] if child in inside and tree.relation(child) != "amod"), head)


def _before(place: _Place, connectives: Connectives) -> Connection | None:
    """*X memicu Y*; *X yang memicu Y*; of a verdict in the passive the words are Y."""
    tree, top = place.tree, place.top
    if tree.tokens[top].upos not in ("VERB", "AUX", "ADJ"):
        return None
    subject = tree.subject(place.first)
    if subject is None or subject in place.tokens:
        return None
    cause = _phrase(tree, [subject], frozenset((top,)))
    if place.row.own:
        return place.connection(cause=cause, effect=top)
    return place.connection(cause=cause, answer=_phrase(tree, place.right(), frozenset()))


def _open(place: _Place, connectives: Connectives) -> Connection | None:
    """*Y, sebagai respons*; *langsung menjatuhkan sanksi*."""
    tree, top = place.tree, place.top
    head = tree.tokens[top].head
    return place.connection(effect=head if head >= 0 else top)


def _answer(place: _Place, connectives: Connectives) -> Connection | None:
    """*X menanggapi Y dengan Z*; *menanggapi Y, X …*: the answer is what the subject does beside it."""
    tree, top = place.tree, place.top
    if tree.tokens[top].upos not in ("VERB", "AUX"):
        return None
    named = [
        c for c in place.right() if tree.relation(c) in ("obj", "obl", "nmod") and not _is_means(place, c, connectives)
    ]
    cause = _phrase(tree, named[:1], place.tokens) if named else None
    above = tree.tokens[top].head
    governed = above >= 0 and tree.relation(top) in ("advcl", "acl", "xcomp")
    return place.connection(cause=cause, effect=above if governed else top)


def _is_means(place: _Place, token: int, connectives: Connectives) -> bool:
    """Whether words tell with what it is answered or paid (*dengan sanksi*)."""
    return _has_case(place, token, connectives.file.instrument)


def _has_case(place: _Place, token: int, wanted: Phrases) -> bool:
    tree, words = place.tree, place.line.words
    cases = [tree.word_of[child] for child in tree.children[token] if tree.relation(child) in ("case", "mark")]
    return any(w >= 0 and words[w].low in wanted for w in cases)


def _pays(place: _Place, connectives: Connectives) -> Connection | None:
    """*membayar X dengan Y*, *X dibayar dengan Y*: Y is given for X."""
    tree, top = place.tree, place.top
    right = place.right()
    # A parse may hang the means on the thing: *membayar [dukungan dengan minyak]*.
    below = [child for thing in right for child in tree.children[thing] if child > thing]
    means = [child for child in (*right, *below) if _is_means(place, child, connectives)][:1]
    if not means:
        return None
    things = [child for child in right if child not in means and tree.relation(child) in ("obj", "obl", "nmod")]
    passive = tree.child(top, "nsubj:pass")
    agent = place.line.language == "id" and place.line.words[place.first].low.startswith("di")  # *dibayar Bagdad*
    heads = [passive] if passive is not None else things[:1] if not agent else []
    cause = _phrase(tree, heads, frozenset(means))
    return place.connection(cause=cause, effect=top, answer=_phrase(tree, means, frozenset()))


def _swaps(place: _Place, connectives: Connectives) -> Connection | None:
    """*menukar X dengan Y*, *traded X for Y*: X is given for Y."""
    tree, right = place.tree, place.right()
    below = [child for thing in right for child in tree.children[thing] if child > thing]
    prices = [child for child in (*right, *below) if _has_case(place, child, connectives.file.price)][:1]
    return place.connection(cause=_phrase(tree, prices, place.tokens), effect=place.top) if prices else None


_FINDERS = {"after": _after, "before": _before, "open": _open, "answer": _answer, "pays": _pays, "swaps": _swaps}
