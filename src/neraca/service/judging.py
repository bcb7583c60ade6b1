"""A person's judgements: made, taken back, listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import EVENT, OUTLET, VOICE, Standing, is_event, same_matter
from neraca.records import Account, Claim, Correction, Document, Event, EventStatus, Judgement, JudgementKind
from neraca.records.ids import content_id
from neraca.service.accounts import build_account, read_standing
from neraca.service.corrections import claim_read, correct
from neraca.service.lookup import find_record
from neraca.service.selection import find_actor
from neraca.store import Store

Clock = Callable[[], datetime]
LETTERS = "ABCDEF"

_RECORDS = ("claim", "event")
# What each decision may be about; `undo` is about judgements.
ALLOWED = {
    JudgementKind.SAME: _RECORDS,
    JudgementKind.DIFFERENT: _RECORDS,
    JudgementKind.WRONG: (*_RECORDS, "document"),
    JudgementKind.RIGHT: (*_RECORDS, "document"),
    JudgementKind.MISREAD: ("claim",),
    JudgementKind.STATUS: ("event",),
    JudgementKind.NOTE: (*_RECORDS, "document", "outlet", "voice"),
    JudgementKind.RELIABILITY: ("outlet", "voice"),
}
# Decisions whose last word says what exactly is decided.
_VALUED = frozenset({JudgementKind.RELIABILITY, JudgementKind.STATUS})
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a person decides.

    Attributes:
        value: The letter of a reliability, or a status.
        correction: What a misread claim should be, in any number of fields.
    """

    kind: JudgementKind
    value: str = ""
    correction: Correction | None = None


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


def read_words(words: Sequence[str], correction: Correction | None = None) -> tuple[tuple[str, ...], Verb | None]:
    """What a judgement is about, and what is decided; None where the words decide nothing.

    Args:
        words: As a person wrote them.
        correction: What a claim should be; belongs to `misread` only.

    Raises:
        NeracaError: N109, when the decision has nothing to be about, or a letter or status is missing; N107, when it is
            no status; N111, when it is no letter.
    """
    verbs = {kind.value: kind for kind in JudgementKind}
    kinds = [verbs.get(word.casefold()) for word in words[-2:]]
    last = kinds[-1] if kinds else None
    if len(kinds) > 1 and kinds[0] is not None and kinds[0] in _VALUED:
        names, verb = tuple(words[:-2]), Verb(kind=kinds[0], value=_read_value(words[-1], kinds[0]))
    elif last is not None and last not in _VALUED:
        wanted = correction or Correction() if last is JudgementKind.MISREAD else None
        names, verb = tuple(words[:-1]), Verb(kind=last, correction=wanted)
    elif last is not None or correction is not None:
        raise fail("N109", words=" ".join(words) or "''")
    else:
        return tuple(words), None
    if correction is not None and verb.kind is not JudgementKind.MISREAD:
        raise fail("N109", words=" ".join(words))
    least = 2 if verb.kind in (JudgementKind.SAME, JudgementKind.DIFFERENT) else 1
    if len(set(names)) < least:
        raise fail("N109", words=" ".join(words))
    return names, verb


def _read_value(word: str, kind: JudgementKind) -> str:
    if kind is JudgementKind.STATUS:
        known = [status.value for status in EventStatus]
        if word.casefold() not in known:
            raise fail("N107", value=word or "''", option="status", known=" ".join(known))
        return word.casefold()
    if len(word) != 1 or word.upper() not in LETTERS:
        raise fail("N111", value=word or "''")
    return word.upper()


def judge(
    store: Store,
    packs: Packs,
    *,
    names: Sequence[str],
    verb: Verb,
    person: str,
    note: str = "",
    clock: Clock | None = None,
    account: Account | None = None,
    standing: Standing | None = None,
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
        account: The store's whole account `with_wrong`, where the caller has it; built when None.
        standing: What stands of the store's judgements, likewise.

    Raises:
        NeracaError: N102, when there is nothing of such a name; N109, N110, N113 to N117, when the decision does not
            fit.
    """
    if not note.strip() and verb.kind in (JudgementKind.NOTE, JudgementKind.STATUS):
        raise fail("N114") if verb.kind is JudgementKind.NOTE else fail("N117")
    account = account or build_account(store, with_wrong=True)
    standing = read_standing(store) if standing is None else standing
    made_at = (clock or (lambda: datetime.now(UTC)))()
    if standing.judgements:
        made_at = max(made_at, standing.judgements[-1].made_at + _TICK)
    if verb.kind is JudgementKind.UNDO:
        abouts: list[tuple[str, ...]] = [_undone(names, account, packs, standing)]
    else:
        subjects = tuple(find_subject(name, account, packs, verb.kind) for name in names)
        abouts = _abouts(subjects, verb.kind, standing)
    made = tuple(
        Judgement(
            kind=verb.kind,
            about=about,
            person=person,
            made_at=made_at + at * _TICK,
            note=note.strip(),
            value=_value(verb, about[0], account),
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


def find_subject(name: str, account: Account, packs: Packs, kind: JudgementKind | None = None) -> Subject:
    """What a person means; outlets and voices first, where only they can be meant.

    Raises:
        NeracaError: N102, when there is nothing of such a name; N110, when it cannot be judged so.
    """
    ways = (_named_subject, _recorded_subject)
    found = None
    for way in ways if kind is JudgementKind.RELIABILITY else reversed(ways):
        found = found or way(name, account, packs)
    if found is None:
        raise fail("N102", name=name or "''")
    if kind is not None and found.kind not in ALLOWED[kind]:
        raise fail("N110", name=name, kind=found.kind, decision=kind.value, known=", ".join(ALLOWED[kind]))
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


def _value(verb: Verb, about: str, account: Account) -> str:
    """What exactly is decided; of a correction the fields that are other than they were read."""
    if verb.kind is not JudgementKind.MISREAD:
        return verb.value
    claim = claim_read(account, about)
    if claim is None:
        raise fail("N102", name=about)
    return correct(claim, verb.correction or Correction(), name=about).text


def _abouts(subjects: Sequence[Subject], kind: JudgementKind, standing: Standing) -> list[tuple[str, ...]]:
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
    earlier = {ref for one in standing.current if same_matter(one.kind, kind) for ref in one.about}
    return next((ref for ref in subject.refs if ref in earlier), subject.refs[0])


def _beside(subject: Subject, other: Subject) -> str:
    """The event by a claim that is not the very one it is compared with."""
    return next((ref for ref in subject.refs if ref.removeprefix(EVENT) not in other.refs), subject.refs[0])


def _undone(names: Sequence[str], account: Account, packs: Packs, standing: Standing) -> tuple[str, ...]:
    """Ids of the judgements that hold about all of these together.

    Raises:
        NeracaError: N102, when a name is the beginning of more than one id; N113, when nothing holds.
    """
    current = standing.current
    for name in names:
        _refuse_vague(name, account, packs, standing.judgements)
    listed = [{one.id for one in _about(name, account, packs, standing.judgements)} for name in names]
    both = set.intersection(*listed) & {one.id for one in current}
    if not both:
        raise fail("N113", name=" ".join(names))
    return tuple(one.id for one in current if one.id in both)


def _refuse_vague(name: str, account: Account, packs: Packs, judgements: Sequence[Judgement]) -> None:
    """Nobody takes back what was not meant: a beginning that fits several judgements or subjects names none of them."""
    key = name.strip()
    try:
        find_subject(key, account, packs)
    except NeracaError:
        owners = {own for one in judgements for ref in one.about for own in _ids(ref) if _begins(own, key)}
    else:
        owners = set()
    found = {one.id for one in judgements if _begins(one.id, key)} or owners
    if len(found) > 1:
        raise fail("N102", name=name or "''")


def _about(name: str, account: Account, packs: Packs, judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    """Judgements about this record, outlet or voice; else with this id; else about a record of this id that is gone."""
    key = name.strip()
    try:
        refs = frozenset(find_subject(key, account, packs).refs)
    except NeracaError:
        refs = frozenset()
    found = [one for one in judgements if any(ref in refs for ref in one.about)]
    found = found or [one for one in judgements if _begins(one.id, key)]
    found = found or [one for one in judgements if any(_begins(own, key) for ref in one.about for own in _ids(ref))]
    if not found and not refs:
        raise fail("N102", name=name or "''")
    yield from found


def _ids(ref: str) -> tuple[str, ...]:
    return (content_id("event", ref.removeprefix(EVENT)),) if is_event(ref) else (ref,)


def _begins(key: str, name: str) -> bool:
    return bool(name) and (key.startswith(name) or key.partition("-")[2].startswith(name.casefold()))
