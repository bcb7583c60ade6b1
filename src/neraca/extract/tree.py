"""The tree of a line: which word is the subject of which, and what hangs on what, in words of the line.

Relations are those of Universal Dependencies. A question that the tree does not answer is None; the caller then asks
the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neraca.records import Parse, Span, Token

_CLIMBS = 6
_HELP_REACH = 3  # tokens between an auxiliary that the parse leaves alone and its verb
_HELPERS = frozenset(("aux", "aux:pass", "cop", "mark", "advmod", "case", "compound:prt"))
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp"))
_PHRASE = frozenset(("compound", "flat", "appos", "nmod", "amod", "conj", "nummod"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse over the words of a line.

    Attributes:
        tokens: The parse's tokens.
        children: Of each token, in text order.
        at_word: The first token of each word of the line.
        word_of: The word of each token, -1 for marks.
    """

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    at_word: tuple[int, ...]
    word_of: tuple[int, ...]

    def relation(self, token: int) -> str:
        """The relation of a token to its head, without its subtype."""
        return self.tokens[token].relation.partition(":")[0]

    def verb_of(self, word: int) -> int:
        """The token that a word's predicate is: of an auxiliary, the verb that it helps."""
        token = self.at_word[word]
        for _ in range(_CLIMBS):
            head = self.tokens[token].head
            if head < 0 or self.tokens[token].relation not in _HELPERS:
                break
            token = head
        if self.tokens[token].upos == "AUX" and self.child(token, "nsubj") is None:
            behind = range(token + 1, min(token + 1 + _HELP_REACH, len(self.tokens)))
            return next((place for place in behind if self.tokens[place].upos == "VERB"), token)
        return token

    def child(self, token: int, *relations: str) -> int | None:
        """The first child with one of the relations, given without or with their subtype."""
        for child in self.children[token]:
            if self.tokens[child].relation in relations or self.relation(child) in relations:
                return child
        return None

    def subject(self, word: int) -> int | None:
        """The token that is the subject of a word's predicate; that of the clause above where it has none itself."""
        token = self.verb_of(word)
        for _ in range(_CLIMBS):
            found = self._own_subject(token)
            relation, head = self.tokens[token].relation, self.tokens[token].head
            if found is not None and not self._is_relative(found):
                return found
            if head < 0:
                return None
            if relation.startswith("acl"):
                return head
            if found is not None:
                return None
            above = self._controller(token, head, relation)
            if above is not None:
                return above
            if relation.partition(":")[0] not in ("conj", "xcomp", "advcl", "ccomp"):
                return None
            token = head
        return None

    def _own_subject(self, token: int) -> int | None:
        """The subject among a verb's children; of several, a noun before a bare number (*200 Iraqis*)."""
        found = [child for child in self.children[token] if self.relation(child) == "nsubj"]
        return min(found, key=lambda child: (self.tokens[child].upos == "NUM", child), default=None)

    def _controller(self, token: int, head: int, relation: str) -> int | None:
        """*meminta Rusia mengirim*: the object of the verb above does what the inner verb says."""
        if relation != "xcomp":
            return None
        found = self.child(head, "obj", "iobj")
        return found if found is not None and found < token else None

    def _is_relative(self, token: int) -> bool:
        return "PronType=Rel" in self.tokens[token].feats

    def phrase(self, token: int) -> Iterator[int]:
        """The tokens of the noun phrase that a token heads, the nearest first, without clauses."""
        waiting = [token]
        while waiting:
            at = waiting.pop(0)
            yield at
            waiting.extend(child for child in self.children[at] if self.relation(child) in _PHRASE)

    def clause_of(self, token: int) -> int:
        """The predicate of the clause that a token stands in."""
        for _ in range(len(self.tokens)):
            head = self.tokens[token].head
            if head < 0 or self.tokens[token].relation in _CLAUSES:
                return token
            if self.relation(token) == "conj" and self.tokens[token].upos in ("VERB", "AUX"):
                return token
            token = head
        return token


def build_tree(words: tuple[Span, ...], parse: Parse) -> Tree | None:
    """The tree of a sentence over its words; None where a word has no token."""
    children: list[list[int]] = [[] for _ in parse.tokens]
    for place, token in enumerate(parse.tokens):
        if token.head >= 0:
            children[token.head].append(place)
    word_of = [-1] * len(parse.tokens)
    at_word = [-1] * len(words)
    word = 0
    for place, token in enumerate(parse.tokens):
        while word < len(words) and words[word].end <= token.span.start:
            word += 1
        if word < len(words) and words[word].meets(token.span):
            word_of[place] = word
            if at_word[word] < 0:
                at_word[word] = place
    if -1 in at_word:
        return None
    return Tree(
        tokens=parse.tokens,
        children=tuple(tuple(own) for own in children),
        at_word=tuple(at_word),
        word_of=tuple(word_of),
    )
