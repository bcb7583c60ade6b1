"""Links between the claims of a document: retellings of one act, and acts that the text itself ties together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from neraca.extract.connectives import Connection, Phrase, find_connections, subtree
from neraca.extract.drafts import OTHER, Draft
from neraca.extract.line import Line
from neraca.extract.pointing import Act, Pointing, act_of, depth_in
from neraca.extract.tree import Tree
from neraca.packs.connectives import ConnectiveRow, Connectives, load_connectives
from neraca.records import Claim, Evidence, Link, LinkType, Purpose, Stage
from neraca.records.claim import MUTUAL_TYPES

LINK_WINDOW = 200
# Acts that a part headed *Reaksi* tells as answers.
_ANSWERS = frozenset(("ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "SANCTION", "THREATEN"))
_VERDICTS = frozenset(("ACCUSE", "PROTEST", "REJECT", "SUPPORT"))
_GIFTS = frozenset(("AID", "SUPPORT", "COOPERATE", "CONCEDE"))
# Nobody praises these by a word that only points at them; another act is meant, or another reading.
_HOSTILE = frozenset(("ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT"))
_BESIDE = 1
_NEAR = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A connection between two acts, or between an act and mere words."""

    effect: Act
    cause: Act | None
    cue: Evidence
    returned: bool
    words: Evidence | None = None


def link_claims(ordered: list[tuple[Draft, Claim]], lines: Sequence[Line]) -> tuple[Claim, ...]:
    """The claims with links to one another and with what they were given for.

    Args:
        ordered: Drafts and their claims in text order.
        lines: Every sentence of the document that holds words, in text order.
    """
    acts = [act_of(place, draft, claim) for place, (draft, claim) in enumerate(ordered)]
    found: dict[int, list[_Found]] = {}
    for one in _find(acts, lines) if acts and lines else ():
        found.setdefault(one.effect.place, []).append(one)
    return tuple(_linked(act, acts, found.get(act.place, [])) for act in acts)


def _linked(act: Act, acts: list[Act], found: list[_Found]) -> Claim:
    links: dict[tuple[LinkType, str], Link] = {}
    before = acts[max(0, act.place - LINK_WINDOW) : act.place]
    earlier = next((one.claim for one in reversed(before) if _same_event(act.claim, one.claim)), None)
    if earlier is not None:
        links[LinkType.SAME_EVENT, earlier.id] = Link(type=LinkType.SAME_EVENT, to=earlier.id)
    purposes: dict[Evidence, Purpose] = {}
    for one in found:
        if one.cause is not None:
            name = LinkType.IN_RETURN_FOR if one.returned else LinkType.REACTION_TO
            links.setdefault((name, one.cause.claim.id), Link(type=name, to=one.cause.claim.id, cue=one.cue))
        if one.words is not None:
            purposes.setdefault(one.words, Purpose(cue=one.cue, evidence=one.words))
    ordered = sorted(purposes.values(), key=lambda purpose: purpose.evidence)
    return replace(act.claim, links=tuple(links.values()), purposes=tuple(ordered))


def _same_event(one: Claim, other: Claim) -> bool:
    same_items = {i.item_class for i in one.items} == {i.item_class for i in other.items}
    return one.event == other.event and one.stage == other.stage and _sides(one) == _sides(other) and same_items


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(m.actor for m in claim.actors), frozenset(m.actor for m in claim.recipients)


def _find(acts: list[Act], lines: Sequence[Line]) -> list[_Found]:
    """Everything that a document ties together, in text order."""
    connectives = load_connectives(lines[0].language)
    pointing = Pointing(acts, lines, connectives)
    found: list[_Found] = []
    for at, line in enumerate(lines):
        if line.heading or line.tree is None:
            continue
        here: list[_Found] = []
        connections = find_connections(line, connectives)
        # What is named outranks what is only pointed at, and both a mere *langsung*; a verdict has its own object.
        judged = {a.place for c in connections if c.row.own and c.cause for a in _Finder(pointing, at, c).effects()}
        for connection in sorted(connections, key=lambda one: (bool(one.row.types), one.cause is None, one.first)):
            ties = _Finder(pointing, at, connection, tuple(here)).found()
            here.extend(one for one in ties if not (connection.row.types and one.effect.place in judged))
        found.extend(here)
    answered = {one.effect.place for one in found}
    found.extend(_under_headings(pointing, answered))
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the acts on both sides of one connection; `known` are those found in its sentence before."""

    pointing: Pointing
    at: int
    connection: Connection
    known: tuple[_Found, ...] = ()

    @property
    def line(self) -> Line:
        return self.pointing.lines[self.at]

    @property
    def row(self) -> ConnectiveRow:
        return self.connection.row

    @property
    def connectives(self) -> Connectives:
        return self.pointing.connectives

    def found(self) -> Iterator[_Found]:
        cue = self.line.evidence(self.connection.first, self.connection.last)
        returned = self.row.means == "return"
        words = self._words() if returned else None
        answered = {one.effect.place for one in self.known if one.cause is not None}
        for effect in self.effects():
            if self.row.types and effect.place in answered:
                continue
            causes = self._causes(effect)
            for cause in causes:
                yield _Found(effect, cause, cue, returned, words or (cause.claim.evidence if returned else None))
            if words is not None and not causes and effect.claim.event in _GIFTS:
                yield _Found(effect, None, cue, returned, words)

    def _words(self) -> Evidence | None:
        """The words of what something was given for."""
        tree = self.line.tree
        if tree is None or self.connection.cause is None:
            return None
        places = sorted(tree.word_of[t] for t in self.connection.cause.tokens if tree.word_of[t] >= 0)
        places = [p for p in places if not self.connection.first <= p < self.connection.last]
        head = tree.word_of[self.connection.cause.head]
        last = first = head
        while first - 1 in places:
            first -= 1
        while last + 1 in places:
            last += 1
        while first < head and self.line.has("preposition", first):
            first += 1
        return self.line.evidence(first, last + 1)

    # -- the side that answers

    def effects(self) -> list[Act]:
        """The acts that answer: told in the connection's clause, pointed at by its subject, or told next."""
        if self.row.own or self.row.types:
            return self._own()
        if self.row.order == "swaps":
            return self._at_cue()
        if self.row.order == "pays":
            return self._at_cue() or self._inside(self.connection.answer)
        if self.connection.answer is not None:
            return self._inside(self.connection.answer) or self._elsewhere(self.connection.answer)
        inside = self._governed()
        if inside:
            return inside
        return self._announced() if self.row.order == "answer" else self._of_subject()

    def _at_cue(self) -> list[Act]:
        cue = range(self.connection.first, self.connection.last)
        return [act for act in self._here() if any(i in cue for i in range(act.first, act.last))]

    def _own(self) -> list[Act]:
        """The act that the words name themselves, or touch."""
        if self.row.types:
            near = range(self.connection.last, self.connection.last + 1 + _BESIDE)
            return [a for a in self._here() if a.claim.event in self.row.types and {a.first, a.verb} & set(near)]
        named = [act for act in self._at_cue() if act.claim.event in _VERDICTS]
        if named or self.connection.effect is None or self.line.tree is None:
            return named[:1]
        cause = self.connection.cause.tokens if self.connection.cause is not None else frozenset()
        tree, effect = self.line.tree, self.connection.effect
        inside = subtree(tree, effect, without=cause)
        given = [a for a in self._here() if a.token in inside and a.claim.event in _VERDICTS]
        return [a for a in given if _given_by(tree, effect, a.token)][:1]

    def _inside(self, phrase: Phrase | None) -> list[Act]:
        """The acts that a phrase tells, the highest in its tree and those beside it."""
        if phrase is None or self.line.tree is None:
            return []
        tree = self.line.tree
        own = [act for act in self._here() if act.token in phrase.tokens]
        depths = [depth_in(tree, phrase.head, act.token) for act in own]
        least = min(depths, default=0)
        if least > 0 and self.row.order == "before" and any("relcl" in tree.tokens[a.token].relation for a in own):
            return []  # *dibalas dengan operasi yang mendorong warga mengungsi*: the operation answers
        return [act for act, depth in zip(own, depths, strict=True) if depth == least]

    def _governed(self) -> list[Act]:
        tree, effect = self.line.tree, self.connection.effect
        if tree is None or effect is None:
            return []
        cause = self.connection.cause.tokens if self.connection.cause is not None else frozenset()
        doer = tree.child(effect, "nsubj") if self.row.order == "answer" else None
        inside = subtree(tree, effect, without=cause if doer is None else cause | {doer})
        cue = range(self.connection.first, self.connection.last)
        own = [a for a in self._here() if a.token in inside]
        beside = [a for a in own if a.first not in cue]
        # *akan menanggapi*: the words themselves are the act, unless they were read as a meeting.
        answers = self.row.order == "answer"
        own = beside or [a for a in own if answers and a.claim.event not in MUTUAL_TYPES]
        if answers:
            parties = self._subject()
            own = [a for a in own if parties & a.actors]
        depths = [depth_in(tree, effect, act.token) for act in own]
        fronted = self.connection.first < min((act.first for act in own), default=0)
        least = min(depths, default=0) + (1 if fronted else 0)
        return [act for act, depth in zip(own, depths, strict=True) if depth <= least]

    def _of_subject(self) -> list[Act]:
        """*Kesepakatan itu dicapai menyusul X*: the act that the subject points at."""
        tree, effect = self.line.tree, self.connection.effect
        if tree is None or effect is None:
            return []
        word = tree.word_of[effect]
        subject = tree.subject(word) if word >= 0 and tree.tokens[effect].upos in ("VERB", "AUX") else None
        if subject is None:
            subject = tree.child(tree.clause_of(effect), "nsubj")
        if subject is None or (self.connection.cause is not None and subject in self.connection.cause.tokens):
            return []
        return self._elsewhere(Phrase(subject, subtree(tree, subject)))

    def _elsewhere(self, phrase: Phrase) -> list[Act]:
        """The act before that a phrase points at; or, where it speaks of a chain of reactions, those told next."""
        tree = self.line.tree
        if tree is None:
            return []
        if self.row.order == "before":
            chained = self.pointing.names(self.line, phrase, self.connectives.file.chains)
            return self._next() if chained else []
        gift = self.row.means == "return"
        act = self.pointing.at(self.at, phrase, lambda a: not gift or a.claim.event in _GIFTS, things=gift)
        if act is None and gift and self.pointing.is_pointed(self.line, tree, phrase):  # *peralatan itu*
            act = self.pointing.before(self.at, lambda a: a.claim.event == "AID", reach=_NEAR, nearest=True)
        return [act] if act is not None else []

    def _next(self) -> list[Act]:
        """The acts of the sentences that follow in the paragraph."""
        lines, paragraph = self.pointing.lines, self.line.sentence.paragraph
        behind = [
            line.index for line in lines[self.at + 1 : self.at + LINK_WINDOW] if line.sentence.paragraph == paragraph
        ]
        return [act for index in behind for act in self.pointing.in_line(index) if act.claim.actors]

    def _announced(self) -> list[Act]:
        """*Moskow bereaksi cepat.* What it does stands in the next sentence."""
        tree, lines = self.line.tree, self.pointing.lines
        if tree is None or self.at + 1 >= len(lines):
            return []
        parties = self._subject()
        after = lines[self.at + 1]
        if not parties or after.sentence.paragraph != self.line.sentence.paragraph:
            return []
        told = [act for act in self.pointing.in_line(after.index) if parties & act.actors]
        return told[:1]

    def _subject(self) -> frozenset[str]:
        """The parties that the subject of the connection's own verb names."""
        tree = self.line.tree
        subject = tree.subject(self.connection.first) if tree is not None else None
        if tree is None or subject is None:
            return frozenset()
        return self.pointing.parties(self.line, frozenset(tree.phrase(subject)))

    def _here(self) -> list[Act]:
        return self.pointing.in_line(self.line.index)

    # -- the side that came first

    def _causes(self, effect: Act) -> list[Act]:
        """What came first; of a return whose words only point back (*sebagai imbalannya*), all that was told there."""
        cause = self._cause(effect)
        if cause is None:
            return []
        if self.row.means != "return" or self.connection.cause is not None:
            return [cause]
        there = cause.line.sentence.paragraph
        near = self.pointing.acts[max(0, effect.place - LINK_WINDOW) : effect.place]
        told = [a for a in near if a.line.sentence.paragraph == there]
        told = [a for a in told if not a.claim.optional and not a.line.heading]
        return [a for a in told if a is cause or _fits(self.row, effect, a)] or [cause]

    def _cause(self, effect: Act) -> Act | None:
        def fits(act: Act) -> bool:
            return _fits(self.row, effect, act)

        def suits(act: Act) -> bool:
            welcomed = self.row.means == "judgement" and effect.claim.event == "SUPPORT"
            return fits(act) and not (welcomed and act.claim.event in _HOSTILE)

        if self.connection.cause is not None:
            things = self.row.means == "return"
            act = self.pointing.at(self.at, self.connection.cause, fits, suits=suits, named=self.row.act, things=things)
            return self.pointing.told_first(act, fits) if act is not None else None
        if effect.claim.optional or self.row.own:  # a verdict on nothing that is named
            return None
        same = (one.cause for one in self.known if one.cause is not None and one.effect.actors == effect.actors)
        beside = next((cause for cause in same if cause is not None and fits(cause)), None)
        return beside or self.pointing.before(self.at, fits, word=self.connection.first)


def _given_by(tree: Tree, verb: int, token: int) -> bool:
    """Whether a verdict stands in the clause that its verb gives (*menilai X sangat mengkhawatirkan*)."""
    return tree.relation(token) in ("ccomp", "xcomp", "obj", "obl") and tree.tokens[token].head == verb


def _fits(row: ConnectiveRow, effect: Act, cause: Act) -> bool:
    """Whether one act can be what the other answers, or was given for."""
    if cause is effect or effect.claim.negated or cause.claim.trigger.span.meets(effect.claim.trigger.span):
        return False
    if cause.claim.event == effect.claim.event and cause.sides == effect.sides:
        return False
    known = effect.actors - {OTHER}
    if cause.claim.stage is Stage.HYPOTHETICAL:
        return False
    if row.means == "return":
        crossed = known & cause.recipients or effect.recipients & cause.actors - {OTHER}
        gifts = cause.claim.event in _GIFTS and effect.claim.event in _GIFTS
        return gifts and not known & cause.actors and bool(crossed)
    if row.means == "trigger" and effect.claim.event == cause.claim.event == "ASSAULT":
        return False  # *serangan yang menyebabkan tiga orang tewas*: its own victims
    if row.means == "sequence" and not row.types:
        return bool(known or effect.recipients)
    return bool(known) and bool(cause.actors) and not known & cause.actors


def _under_headings(pointing: Pointing, answered: set[int]) -> Iterator[_Found]:
    """What a part headed *Reaksi Internasional* tells: others' words and acts about what the text is about."""
    lead = pointing.lead()
    heading: Evidence | None = None
    for line in pointing.lines:
        if line.heading:
            heading = _reaction_word(line, pointing.connectives.file.headings)
        elif heading is not None and lead is not None:
            for act in pointing.in_line(line.index):
                told = act.claim.event in _ANSWERS and act.actors and not act.claim.optional
                apart = not act.actors & (lead.actors | lead.recipients)
                if told and apart and act.place not in answered and act.place > lead.place and not act.claim.negated:
                    yield _Found(act, lead, heading, returned=False)


def _reaction_word(line: Line, words: Iterable[str]) -> Evidence | None:
    known = set(words)
    return next((line.evidence(i, i + 1) for i, word in enumerate(line.words) if word.low in known), None)
