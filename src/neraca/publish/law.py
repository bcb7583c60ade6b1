"""Sanctions and law: who restricts whom, what a veto stopped, and what each pair's dealings are said to break."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neraca.packs.law import load_law
from neraca.publish.balance import pair_id
from neraca.publish.book import Book
from neraca.publish.claims import Passage, cut_passage, flat, source_line
from neraca.publish.format import format_span
from neraca.records import Attribution, Breach, Charge, Measure, Restriction, RestrictionStatus, Rule
from neraca.records.span import Evidence

# The mark beside each status: its shape says it without colour.
MARKS: Mapping[RestrictionStatus, str] = {
    RestrictionStatus.IMPOSED: "sure",
    RestrictionStatus.IN_FORCE: "yes",
    RestrictionStatus.PLANNED: "next",
    RestrictionStatus.FORESEEN: "next",
    RestrictionStatus.URGED: "half",
    RestrictionStatus.NOT_IMPOSED: "no",
    RestrictionStatus.ENDED: "back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that tells it: `voices` are on whose word, `document` where it stands."""

    passage: Passage
    source: str
    document: str
    number: str
    voices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A restriction as it is shown; `stopped` is what a veto stopped, in the texts' words."""

    id: str
    kind: str
    mark: str
    status: str
    issuers: str
    targets: str
    about: str
    when: str
    voices: str
    stopped: str
    claims: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Restrictions against the same parties."""

    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeLine:
    """A rule that the acts of a pair are said to break or keep; the sides are voices with their claims."""

    id: str
    pair: str
    rule: str
    mark: str
    asserted: str
    disputed: str
    acts: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The section, and the charges of each balance by its anchor; `other` concern no pair of the ledger."""

    groups: tuple[Group, ...]
    charges: Mapping[str, tuple[ChargeLine, ...]]
    other: tuple[ChargeLine, ...]
    count: int


def lay_out_law(book: Book) -> Law:
    """The restrictions by target, and the charges by pair."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for one in book.relations.restrictions:
        groups.setdefault(one.targets, []).append(restriction_line(one, book))
    known = {pair_id(entry.giver, entry.receiver) for entry in book.account.entries}
    charges: dict[str, list[ChargeLine]] = {}
    other: list[ChargeLine] = []
    for charge in book.relations.charges:
        anchor = pair_id(*charge.pair) if len(charge.pair) == 2 else ""
        (charges.setdefault(anchor, []) if anchor in known else other).append(charge_line(charge, book))
    ordered = sorted(groups, key=lambda targets: (not targets, -len(groups[targets]), targets))
    return Law(
        groups=tuple(Group(head=head_targets(targets, book), lines=tuple(groups[targets])) for targets in ordered),
        charges={anchor: tuple(lines) for anchor, lines in charges.items()},
        other=tuple(other),
        count=len(book.relations.restrictions),
    )


def head_targets(targets: tuple[str, ...], book: Book) -> str:
    """What stands above the restrictions against the same parties."""
    return book.words.say("law.against", parties=book.parties(targets)) if targets else book.words.say("law.no-target")


def restriction_line(one: Restriction, book: Book) -> Line:
    """A restriction with everything that can be opened from it."""
    about = [book.names.item(item) for item in one.item_classes]
    about += [rule_name(rule, book) for rule in one.rules]
    subjects = [measure.subject for measure in one.measures if measure.subject is not None]
    longest = max(subjects, key=lambda part: (_is_spoken(part, book), len(part.quote), part.quote), default=None)
    return Line(
        id=one.id,
        kind=book.words.term("restriction", one.kind),
        mark=MARKS[one.status],
        status=book.words.term("restriction-status", one.status),
        issuers=book.parties(one.issuers) or book.words.say("law.no-issuer"),
        targets=book.parties(one.targets),
        about=book.words.say("comma").join(about),
        when=format_span(one.when, book.words) if one.when else "",
        voices=_all_voices(one.measures, book),
        stopped=flat(longest.quote) if longest is not None else "",
        claims=_refs(one.claims, book),
        sentences=tuple(_measure(measure, book) for measure in one.measures),
    )


def _is_spoken(part: Evidence, book: Book) -> bool:
    """Whether the words are in the page's own language."""
    return book.documents[part.document].language == book.words.language


def rule_name(rule: Rule, book: Book) -> str:
    """What people call a rule, in the page's language; its own words where it has only these."""
    return rule.name or load_law().name_of(rule.code, rule.number, book.words.language)


def charge_line(charge: Charge, book: Book) -> ChargeLine:
    """A charge with everything that can be opened from it."""
    said = (*charge.asserted, *charge.disputed)
    return ChargeLine(
        id=charge.id,
        pair=book.words.say("comma").join(book.names.actor(one) for one in charge.pair),
        rule=rule_name(charge.rule, book),
        mark="both" if charge.asserted and charge.disputed else "doubt" if charge.asserted else "yes",
        asserted=_speakers(charge.asserted, book),
        disputed=_speakers(charge.disputed, book),
        acts=_refs(tuple(sorted({claim for one in said for claim in one.acts})), book),
        sentences=tuple(_breach(one, book) for one in said),
    )


def _speakers(breaches: Iterable[Breach], book: Book) -> str:
    """Who says so, each once; the author's own word by the outlet's name."""
    names: dict[str, None] = {}
    for one in breaches:
        for name in [book.names.actor(who) for who in one.who] or [_own_word(one, book)]:
            names.setdefault(name)
    return book.words.say("comma").join(names)


def _own_word(breach: Breach, book: Book) -> str:
    named = next((book.voice(voice) for voice in breach.attributions), "")
    return named or book.words.say("law.own-word", outlet=book.outlet(book.documents[breach.document]))


def _all_voices(measures: Iterable[Measure], book: Book) -> str:
    names: dict[str, None] = {}
    for measure in measures:
        for voice in measure.attributions:
            names.setdefault(book.parties(voice.who) or book.voice(voice))
    return book.words.say("comma").join(names)


def _measure(measure: Measure, book: Book) -> Sentence:
    return _sentence(measure.evidence, measure.cue, measure.attributions, book)


def _breach(breach: Breach, book: Book) -> Sentence:
    return _sentence(breach.evidence, breach.cue, breach.attributions, book)


def _sentence(evidence: Evidence, cue: Evidence, voices: tuple[Attribution, ...], book: Book) -> Sentence:
    document = book.documents[evidence.document]
    return Sentence(
        passage=cut_passage(document, evidence.span, cue.span),
        source=source_line(document, book),
        document=document.id,
        number=book.numbers[document.id],
        voices=book.words.say("comma").join(dict.fromkeys(book.voice(voice) for voice in voices)),
    )


def _refs(claims: tuple[str, ...], book: Book) -> tuple[tuple[str, str], ...]:
    known = [(claim, book.numbers[claim]) for claim in claims if claim in book.claims]
    order = {claim: place for place, claim in enumerate(book.claims)}
    return tuple(sorted(known, key=lambda pair: order[pair[0]]))
