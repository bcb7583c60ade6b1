"""What stands above an act: the words whose complement it is, and the conditions that it hangs on, by the tree.

Where a sentence has no tree, nothing is known to stand above, and the words alone decide.
"""

from __future__ import annotations

from neraca.extract.line import Line
from neraca.extract.tree import Tree
from neraca.extract.triggers import Trigger

_CLIMBS = 10
_HELPS = ("aux", "advmod", "mark", "cc", "case", "cop", "det", "discourse", "compound", "fixed", "amod")
_APART = ("parataxis", "discourse", "dislocated", "appos")
_SMALL = ("auxiliary", "purpose", "planned", "predicted", "negation", "hedge")


def governors(line: Line, trigger: Trigger) -> tuple[int, ...]:
    """The act's token and those above it as far as what is said of them is said of the act; empty without a tree.

    A relative clause, a clause that gives a reason or a time, and a second clause with its own subject end the chain.
    """
    tree = line.tree
    if tree is None:
        return ()
    chain = [act_token(tree, trigger)]
    while len(chain) < _CLIMBS:
        head = tree.tokens[chain[-1]].head
        if head < 0 or head in chain or _is_apart(line, tree, chain[-1]):
            break
        chain.append(head)
    return tuple(chain)


def act_token(tree: Tree, trigger: Trigger) -> int:
    """The token that an act's words hang by: of a verb its predicate, of a noun the head of its words."""
    if trigger.light is not None:
        return tree.verb_of(trigger.light)
    words = {tree.at_word[word] for word in range(trigger.first, trigger.last)}
    heads = [token for token in sorted(words) if tree.tokens[token].head not in words]
    verbs = [token for token in heads if tree.tokens[token].upos == "VERB"]
    token = (verbs or heads or sorted(words))[0]
    return tree.verb_of(tree.word_of[token]) if tree.relation(token) in ("aux", "advmod", "cop") else token


def governs(line: Line, trigger: Trigger, chain: tuple[int, ...], words: tuple[int, int]) -> bool:
    """Whether a range of words is said of the act: above it, a help of a word that is, or right before it.

    Without a tree every word that the caller asks about is.
    """
    tree = line.tree
    if tree is None or not chain:
        return True
    for word in range(*words):
        token = tree.at_word[word]
        if token in chain or (tree.tokens[token].head in chain and tree.relation(token) in _HELPS):
            return True
    act = trigger.verb if words[0] >= trigger.last else min(trigger.verb, trigger.first)
    between = range(words[1], act)
    return all(line.group_at(k) is not None or any(line.has(name, k) for name in _SMALL) for k in between)


def right_under(line: Line, trigger: Trigger, chain: tuple[int, ...], name: str) -> bool:
    """Whether the word that the act is the object or complement of is one of a cue (*menghentikan serangan*)."""
    if trigger.light is not None and trigger.light_kind != "passive":
        return line.has(name, trigger.light)
    return line.tree is not None and len(chain) > 1 and _is(line, line.tree, chain[1], name)


def is_asked(line: Line, trigger: Trigger, request: tuple[int, int]) -> bool:
    """Whether the act stands in what words `[first, last)` of a request ask for, not beside them or in a fact told.

    Without a tree whatever stands behind the request is asked for.
    """
    tree, chain = line.tree, governors(line, trigger)
    if tree is None or not chain:
        return True
    return any(tree.at_word[word] in chain[1:] and not _beside(tree, chain, word) for word in range(*request))


def _beside(tree: Tree, chain: tuple[int, ...], word: int) -> bool:
    """Whether the act is joined to the request by *and*: *asked X to leave and sent ships*."""
    below = chain[chain.index(tree.at_word[word]) - 1]
    return tree.relation(below) == "conj"


def inverted(line: Line) -> tuple[tuple[int, int], ...]:
    """Words that make a condition by standing before their subject: *should the talks fail*, *were it to attack*."""
    tree = line.tree
    if tree is None:
        return ()
    found = []
    for first, last in line.cues["inverted"]:
        token = tree.at_word[first]
        verb = tree.tokens[token].head
        between = [child for child in range(token + 1, max(token, verb)) if tree.relation(child) == "nsubj"]
        starts = first == 0 or bool(line.gap(first).strip()) or tree.relation(verb) == "advcl"
        if tree.relation(token) == "aux" and starts and between:
            found.append((first, last))
    question = line.reading.document.text[line.sentence.span.end - 1] == "?"
    return () if question else tuple(found)


def hangs_on(line: Line, trigger: Trigger, chain: tuple[int, ...], mark: int) -> bool | None:
    """Whether the act stands in the condition that word `mark` opens, or holds only under it.

    None where the tree gives the word no clause, so that its place in the sentence must decide.
    """
    tree = line.tree
    if tree is None:
        return None
    token = tree.at_word[mark]
    noun = tree.relation(token) == "case" or tree.tokens[token].upos in ("ADP", "NOUN", "PROPN")
    clause = token if tree.relation(token) == "advcl" else tree.tokens[token].head
    if noun or (clause >= 0 and tree.relation(clause) in ("ccomp", "csubj")):
        return False  # *kecuali Ceko*, *asal Kerala*, *asked if it will come*
    if tree.relation(token) not in ("mark", "advmod", "aux", "cc", "advcl") or clause < 0:
        return None
    behind = token > tree.at_word[trigger.first]
    if clause in chain and clause >= token:
        return True
    host = _host(tree, token, clause)
    if host is None:
        return None
    if behind and line.has("exception", mark):
        return False  # *will go on unless X* is planned all the same
    return host in chain or (not behind and host in _with_siblings(line, tree, chain[-1]))


def _host(tree: Tree, token: int, clause: int) -> int | None:
    """The clause that a condition hangs on; a mark behind its own clause belongs to one that the parse broke off."""
    if token > clause:
        return clause
    head = tree.tokens[clause].head
    return head if head >= 0 else tree.child(clause, "parataxis")


def _with_siblings(line: Line, tree: Tree, token: int) -> set[int]:
    """Clauses that a clause is joined to (*A akan …, B ditahan, dan C dibekukan*), but not by *but*."""
    found = {token}
    while tree.relation(token) == "conj" and tree.tokens[token].head not in found:
        if _is_contrast(line, tree, token):
            break
        token = tree.tokens[token].head
        found.add(token)
    return found


def _is_apart(line: Line, tree: Tree, token: int) -> bool:
    relation = tree.relation(token)
    if relation in _APART:
        return True
    if relation == "acl":
        return tree.tokens[token].relation == "acl:relcl" or _has(line, tree, token, "relative")
    if relation == "advcl":
        return _has(line, tree, token, "subordinator") and not _has(line, tree, token, "purpose")
    if relation == "conj":
        return tree.child(token, "nsubj") is not None or _is_contrast(line, tree, token)
    return False


def _is_contrast(line: Line, tree: Tree, token: int) -> bool:
    """Whether a second clause is joined by *but*, *tetapi*, *sedangkan* rather than by *and*."""
    joints = [child for child in tree.children[token] if tree.relation(child) in ("cc", "mark")]
    return any(_is(line, tree, child, "subordinator") for child in joints)


def _has(line: Line, tree: Tree, token: int, name: str) -> bool:
    return any(_is(line, tree, child, name) for child in tree.children[token])


def _is(line: Line, tree: Tree, token: int, name: str) -> bool:
    word = tree.word_of[token]
    return word >= 0 and line.has(name, word)
