"""Drafts become claims: records with evidence, and links between them."""

from __future__ import annotations

from collections.abc import Sequence

from neraca.extract.clauses import roles_before
from neraca.extract.drafts import Draft
from neraca.extract.learned import parts_of, spans_of
from neraca.extract.line import Line
from neraca.extract.links import link_claims
from neraca.packs.events import Voice
from neraca.records import (
    ArgumentRole,
    Attribution,
    Certainty,
    Claim,
    Evidence,
    Item,
    MentionForm,
    Stage,
)

_COMING = frozenset((Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL))


def build_claims(drafts: list[Draft], lines: Sequence[Line]) -> tuple[Claim, ...]:
    """Records of all drafts, in text order, each once, with links to one another.

    Args:
        drafts: Drafts of one document in text order.
        lines: Every sentence of the document that holds words, in text order.
    """
    claims: dict[str, tuple[Draft, Claim]] = {}
    for draft in drafts:
        claim = _claim(draft)
        claims.setdefault(claim.id, (draft, claim))
    ordered = sorted(claims.values(), key=lambda pair: _place(pair[1]))
    return link_claims(ordered, lines)


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return (claim.trigger.span.start, claim.evidence.span.start, claim.event, claim.id)


def _claim(draft: Draft) -> Claim:
    line, trigger, modality = draft.line, draft.trigger, draft.modality
    counted = trigger.row.frame == "victim" and bool(draft.quantities)  # *korbannya mencapai 4.700 orang* is a report
    bare_noun = trigger.voice is Voice.NOUN and trigger.light is None and not counted
    own = trigger.row.item
    items = tuple(item for item in _items(draft) if not own or item.item_class == own)
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


def _items(draft: Draft) -> tuple[Item, ...]:
    """The things of a draft; of what is still to come and names none, those of the act that it goes on with."""
    coming = draft.modality is not None and draft.modality.stage in _COMING
    own = draft if draft.things or draft.earlier is None or not coming else draft.earlier
    return tuple(Item(evidence=own.line.evidence(t.first, t.last), item_class=t.item_class) for t in own.things)


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
