"""Drafts become claims: records with evidence, and links between them."""

from __future__ import annotations

from dataclasses import replace

from neraca.extract.clauses import roles_before
from neraca.extract.drafts import Draft
from neraca.extract.learned import parts_of, spans_of
from neraca.extract.line import Line
from neraca.packs.events import Voice
from neraca.records import (
    ArgumentRole,
    Attribution,
    Certainty,
    Claim,
    Evidence,
    Item,
    Link,
    LinkType,
    MentionForm,
    Stage,
)

LINK_REACH = 2
LINK_WINDOW = 200


def build_claims(drafts: list[Draft]) -> tuple[Claim, ...]:
    """Records of all drafts, in text order, each once, with links to one another.

    Args:
        drafts: Drafts of one document in text order.
    """
    claims: dict[str, tuple[Draft, Claim]] = {}
    for draft in drafts:
        claim = _claim(draft)
        claims.setdefault(claim.id, (draft, claim))
    ordered = sorted(claims.values(), key=lambda pair: _place(pair[1]))
    return tuple(replace(claim, links=_links(i, ordered)) for i, (_, claim) in enumerate(ordered))


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return (claim.trigger.span.start, claim.evidence.span.start, claim.event, claim.id)


def _claim(draft: Draft) -> Claim:
    line, trigger, modality = draft.line, draft.trigger, draft.modality
    counted = trigger.row.frame == "victim" and bool(draft.quantities)  # *korbannya mencapai 4.700 orang* is a report
    bare_noun = trigger.voice is Voice.NOUN and trigger.light is None and not counted
    own = trigger.row.item
    things = [t for t in draft.things if not own or t.item_class == own]
    items = tuple(Item(evidence=line.evidence(t.first, t.last), item_class=t.item_class) for t in things)
    if own and not items:
        items = (Item(evidence=line.evidence(trigger.first, trigger.last), item_class=trigger.row.item),)
    return Claim(
        evidence=line.evidence(draft.first, draft.last),
        trigger=line.evidence(trigger.first, trigger.last),
        event=draft.event,
        stage=modality.stage if modality else Stage.OCCURRED,
        negated=modality.negated if modality else False,
        certainty=modality.certainty if modality else Certainty.PLAIN,
        actors=draft.actors,
        recipients=draft.recipients,
        items=items,
        quantities=draft.quantities,
        when=draft.when,
        places=_places(line, draft),
        attributions=_attributions(draft),
        optional=line.heading or bare_noun or line.reading.document.text[line.sentence.span.end - 1] == "?",
        reasons=tuple(sorted(set(draft.reasons))),
    )


def _attributions(draft: Draft) -> tuple[Attribution, ...]:
    """The voices of a draft, each speaker and stance once, in text order."""
    found: dict[tuple[object, ...], Attribution] = {}
    for line, voice in draft.voices:
        attribution = voice.attribution(line)
        found.setdefault((attribution.who or attribution.kind, attribution.stance), attribution)
    return tuple(sorted(found.values(), key=lambda a: (a.evidence.span.start, a.stance)))


def _places(line: Line, draft: Draft) -> tuple[Evidence, ...]:
    """Names behind *di* / *in* in the words of the claim, with the word for what they are (*wilayah Kursk*)."""
    read = _read_places(draft)
    starts = [b for _, b in line.cues["place"]]
    heads = dict(line.cues["place_head"])
    starts += [b for _, b in line.cues["to"] if b in heads]
    found = [_place_at(line, start, heads.get(start, start)) for start in starts if draft.first <= start < draft.last]
    if draft.trigger.row.frame == "visit":
        towns = [g for g in line.groups if draft.first <= g.first < draft.last and "to" in roles_before(line, g)]
        found += [m.evidence for group in towns for m in group.mentions if m.form is MentionForm.PLACE]
    named = {evidence for evidence in found if evidence is not None}
    if draft.trigger.act is not None:
        named = {one for one in named if any(one.span.meets(other.span) for other in read)}
        named |= {one for one in read if not any(one.span.meets(other.span) for other in named)}
    if named:
        draft.decided("where", "reader" if draft.trigger.act is not None else "place-words")
    return tuple(sorted(named))


def _read_places(draft: Draft) -> tuple[Evidence, ...]:
    """The words that the reader sees as the places of the act, without the prepositions before them."""
    line, found = draft.line, set()
    for span in spans_of(draft, ArgumentRole.WHERE):
        for words in parts_of(line, span, at_commas=True):
            while words and any(line.has(name, words[0]) for name in ("preposition", "place")):
                words.pop(0)
            if words:
                found.add(line.evidence(words[0], words[-1] + 1))
    return tuple(sorted(found))


def _place_at(line: Line, start: int, first: int) -> Evidence | None:
    """The place whose name begins at word `first`, behind the words for what it is; *kawasan itu* is one too."""
    last = first
    while last < len(line.words) and _named(line, last) and (last == first or not line.gap(last).strip()):
        last += 1
    if last > first:
        return line.evidence(first if line.words[start].low == "the" else start, last)
    known = first > start and first < len(line.words) and line.has("demonstrative", first)
    return line.evidence(start, first + 1) if known else None


def _named(line: Line, i: int) -> bool:
    """Whether word `i` has a capital and is no time."""
    return line.reading.document.text[line.words[i].start].isupper() and not line.in_time(i)


def _links(i: int, ordered: list[tuple[Draft, Claim]]) -> tuple[Link, ...]:
    draft, claim = ordered[i]
    links: list[Link] = []
    before = ordered[max(0, i - LINK_WINDOW) : i]
    earlier = next((c for _, c in reversed(before) if _same_event(claim, c)), None)
    if earlier is not None:
        links.append(Link(type=LinkType.SAME_EVENT, to=earlier.id))
    for name in (LinkType.IN_RETURN_FOR, LinkType.REACTION_TO):
        if draft.line.cues[name.value]:
            other = _other_side(i, ordered, name)
            if other is not None:
                links.append(Link(type=name, to=other.id))
    return tuple(links)


def _same_event(one: Claim, other: Claim) -> bool:
    same_items = {i.item_class for i in one.items} == {i.item_class for i in other.items}
    return one.event == other.event and one.stage == other.stage and _sides(one) == _sides(other) and same_items


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(m.actor for m in claim.actors), frozenset(m.actor for m in claim.recipients)


def _other_side(i: int, ordered: list[tuple[Draft, Claim]], name: LinkType) -> Claim | None:
    """The act that this one answers: in its own sentence first, else among the last ones before."""
    draft, claim = ordered[i]
    doers = {m.actor for m in claim.actors}
    near = [
        pair
        for pair in ordered[max(0, i - LINK_WINDOW) : i + LINK_WINDOW]
        if pair[1] is not claim and 0 <= draft.line.index - pair[0].line.index <= LINK_REACH
    ]
    near.sort(
        key=lambda pair: (
            draft.line.index - pair[0].line.index,
            abs(pair[1].trigger.span.start - claim.trigger.span.start),
        )
    )
    for _, other in near:
        theirs = {m.actor for m in other.actors}
        swapped = bool(doers & {m.actor for m in other.recipients}) and not doers & theirs
        if name is LinkType.IN_RETURN_FOR and claim.event == "AID" and swapped:
            return other
        if name is LinkType.REACTION_TO and theirs and not doers & theirs and other.trigger.span < claim.trigger.span:
            return other
    return None
