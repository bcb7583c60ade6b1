"""A person's judgements: made, taken back, listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import EVENT, OUTLET, VOICE, Standing, is_event
from neraca.records import Account, Claim, Document, Event, Judgement, JudgementKind
from neraca.records.ids import content_id
from neraca.service.accounts import build_account, read_standing
from neraca.service.lookup import find_record
from neraca.service.selection import find_actor
from neraca.store import Store

Clock = Callable[[], datetime]
LETTERS = "ABCDEF"

_RECORDS = ("claim", "event")
_ALLOWED = {
    JudgementKind.SAME: _RECORDS,
    JudgementKind.DIFFERENT: _RECORDS,
    JudgementKind.WRONG: (*_RECORDS, "document"),
    JudgementKind.RIGHT: (*_RECORDS, "document"),
    JudgementKind.NOTE: (*_RECORDS, "document", "outlet", "voice"),
    JudgementKind.RELIABILITY: ("outlet", "voice"),
}
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a person decides, with a reliability's letter."""

    kind: JudgementKind
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a judgement is about, found by what a person wrote.

    Attributes:
        name: What the person wrote.
        kind: `claim`, `event`, `document`, `entry`, `outlet` or `voice`.
        refs: How judgements may call it, the usual one first (see `Judgement.about`).
        negated: It says that something did not happen.
    """

    name: str
    kind: str
    refs: tuple[str, ...]
    negated: bool = False


def read_words(words: Sequence[str]) -> tuple[tuple[str, ...], Verb | None]:
    """What a judgement is about, and what is decided; None where the words decide nothing.

    Raises:
        NeracaError: N109, when the decision has nothing to be about, or a letter is missing; N111, when it is none.
    """
    verbs = {kind.value: kind for kind in JudgementKind}
    last = words[-1].casefold() if words else ""
    if len(words) > 1 and words[-2].casefold() == JudgementKind.RELIABILITY:
        if len(words[-1]) != 1 or words[-1].upper() not in LETTERS:
            raise fail("N111", value=words[-1] or "''")
        names, verb = tuple(words[:-2]), Verb(kind=JudgementKind.RELIABILITY, value=words[-1].upper())
    elif last in verbs and last != JudgementKind.RELIABILITY:
        names, verb = tuple(words[:-1]), Verb(kind=verbs[last])
    elif last == JudgementKind.RELIABILITY:
        raise fail("N109", words=" ".join(words))
    else:
        return tuple(words), None
    least = 2 if verb.kind in (JudgementKind.SAME, JudgementKind.DIFFERENT) else 1
    if len(set(names)) < least:
        raise fail("N109", words=" ".join(words))
    return names, verb


def judge(
    store: Store,
    packs: Packs,
    *,
    names: Sequence[str],
    verb: Verb,
    person: str,
    note: str = "",
    clock: Clock | None = None,
) -> tuple[Judgement, ...]:
    """Append what a person decides: a pair at a time, or a record at a time.

    Args:
        store: Where it is kept.
        packs: Names of voices.
        names: What it is about: ids or their beginnings, names of documents, outlets or voices.
        verb: The decision.
        person: Whose.
        note: Why.
        clock: Gives the time; the system's when None. Each judgement is later than all before it.

    Raises:
        NeracaError: N102, when there is nothing of such a name; N109, N110, N113 to N115, when the decision does not
            fit.
    """
    if verb.kind is JudgementKind.NOTE and not note.strip():
        raise fail("N114")
    account, standing = build_account(store, with_wrong=True), read_standing(store)
    made_at = (clock or (lambda: datetime.now(UTC)))()
    if standing.judgements:
        made_at = max(made_at, standing.judgements[-1].made_at + _TICK)
    if verb.kind is JudgementKind.UNDO:
        abouts: list[tuple[str, ...]] = [_undone(names, account, packs, standing)]
    else:
        subjects = tuple(_find_subject(name, account, packs, verb.kind) for name in names)
        abouts = _abouts(subjects, verb.kind, account, standing)
    made = tuple(
        Judgement(
            kind=verb.kind,
            about=about,
            person=person,
            made_at=made_at + at * _TICK,
            note=note.strip(),
            value=verb.value,
        )
        for at, about in enumerate(abouts)
    )
    with store.writing() as writer:
        for one in made:
            writer.put_judgement(one)
    return made


def judgements_about(names: Sequence[str], account: Account, packs: Packs, standing: Standing) -> tuple[Judgement, ...]:
    """All judgements about any of these, or with these ids, oldest first.

    Raises:
        NeracaError: N102, when there is neither such a record nor a judgement about one.
    """
    found: set[str] = set()
    for name in names:
        found |= {one.id for one in _about(name, account, packs, standing.judgements)}
    return tuple(one for one in standing.judgements if one.id in found)


def _find_subject(name: str, account: Account, packs: Packs, kind: JudgementKind | None = None) -> Subject:
    """What a person means; outlets and voices first, where only they can be meant."""
    ways = (_named_subject, _recorded_subject)
    found = None
    for way in ways if kind is JudgementKind.RELIABILITY else reversed(ways):
        found = found or way(name, account, packs)
    if found is None:
        raise fail("N102", name=name or "''")
    if kind is not None and found.kind not in _ALLOWED[kind]:
        raise fail("N110", name=name, kind=found.kind, decision=kind.value, known=", ".join(_ALLOWED[kind]))
    return found


def _recorded_subject(name: str, account: Account, _packs: Packs) -> Subject | None:
    try:
        record = find_record(account, name).record
    except NeracaError:
        return None
    if isinstance(record, Event):
        claims = (record.anchor, *(claim for claim in record.claims if claim != record.anchor))
        refs = tuple(f"{EVENT}{claim}" for claim in claims)
        return Subject(name=name, kind="event", refs=refs, negated=record.negated)
    if isinstance(record, Claim):
        return Subject(name=name, kind="claim", refs=(record.id,), negated=record.negated)
    return Subject(name=name, kind="document" if isinstance(record, Document) else "entry", refs=(record.id,))


def _named_subject(name: str, account: Account, packs: Packs) -> Subject | None:
    key = " ".join(name.split()).casefold()
    known = packs.outlets.named(name)
    keys = {key} | ({known.name.casefold()} if known is not None else set())
    outlets = {document.outlet.value for document in account.documents if document.outlet is not None}
    for outlet in sorted(outlets):
        if outlet.casefold() in keys:
            return Subject(name=name, kind="outlet", refs=(f"{OUTLET}{outlet}",))
    actor = find_actor(packs, name) if key else None
    return None if actor is None else Subject(name=name, kind="voice", refs=(f"{VOICE}{actor}",))


def _abouts(
    subjects: Sequence[Subject], kind: JudgementKind, account: Account, standing: Standing
) -> list[tuple[str, ...]]:
    if kind not in (JudgementKind.SAME, JudgementKind.DIFFERENT):
        return [(_usual_ref(subject, kind, standing),) for subject in subjects]
    pairs: list[tuple[str, ...]] = []
    for one, other in combinations(subjects, 2):
        if set(one.refs) & set(other.refs):
            raise fail("N109", words=f"{one.name} {other.name} {kind.value}")
        if kind is JudgementKind.SAME and one.negated != other.negated:
            raise fail("N115", one=one.name, other=other.name)
        pairs.append((_beside(one, other), _beside(other, one)))
    return pairs


def _usual_ref(subject: Subject, kind: JudgementKind, standing: Standing) -> str:
    """How the subject is called; as an earlier judgement of the kind calls it, since an event's anchor may move."""
    earlier = {ref for one in standing.current if _same_matter(one.kind, kind) for ref in one.about}
    return next((ref for ref in subject.refs if ref in earlier), subject.refs[0])


def _same_matter(one: JudgementKind, other: JudgementKind) -> bool:
    verdicts = (JudgementKind.WRONG, JudgementKind.RIGHT)
    return one is other or (one in verdicts and other in verdicts)


def _beside(subject: Subject, other: Subject) -> str:
    """The event by a claim that is not the very one it is compared with."""
    return next((ref for ref in subject.refs if ref.removeprefix(EVENT) not in other.refs), subject.refs[0])


def _undone(names: Sequence[str], account: Account, packs: Packs, standing: Standing) -> tuple[str, ...]:
    """Ids of the judgements that hold about all of these together."""
    current = standing.current
    listed = [{one.id for one in _about(name, account, packs, standing.judgements)} for name in names]
    both = set.intersection(*listed) & {one.id for one in current}
    if not both:
        raise fail("N113", name=" ".join(names))
    return tuple(one.id for one in current if one.id in both)


def _about(name: str, account: Account, packs: Packs, judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    """Judgements with this id, about a record of this id, present or gone, or about this outlet or voice."""
    key = name.strip()
    try:
        refs = frozenset(_find_subject(key, account, packs).refs)
    except NeracaError:
        refs = frozenset()
    found = [one for one in judgements if _begins(one.id, key) or any(ref in refs for ref in one.about)]
    found = found or [one for one in judgements if any(_begins(own, key) for ref in one.about for own in _ids(ref))]
    if not found and not refs:
        raise fail("N102", name=name or "''")
    yield from found


def _ids(ref: str) -> tuple[str, ...]:
    return (content_id("event", ref.removeprefix(EVENT)),) if is_event(ref) else (ref,)


def _begins(key: str, name: str) -> bool:
    return bool(name) and (key.startswith(name) or key.partition("-")[2].startswith(name.casefold()))
