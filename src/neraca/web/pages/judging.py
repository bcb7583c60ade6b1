"""Judgements from the pages: the page with every form that fits a record, what a form sends, and taking it back."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import load_packs
from neraca.packs.problems import tell_problem
from neraca.pipeline.corrections import as_read
from neraca.pipeline.judgements import OUTLET
from neraca.publish.claims import ClaimRow, Passage, claim_row, source_line
from neraca.publish.format import format_day
from neraca.records import Account, Claim, Correction, Judgement, JudgementKind
from neraca.records.ids import content_id
from neraca.service.accounts import read_standing
from neraca.service.corrections import find_correction
from neraca.service.judgement_forms import judgement_choices
from neraca.service.judgement_rows import judgement_rows
from neraca.service.judging import Verb, judge, read_words
from neraca.service.naming import names_for
from neraca.store import Store
from neraca.web.reader import cut_paragraph
from neraca.web.rows import cut, list_events
from neraca.web.visit import PERSON, NotReadyError, Visit, open_visit

DONE = "done"
"""Name in an address of the judgement that has just been made."""

_SETTLE_S = 8.0
_YEAR_S = 365 * 24 * 3600
_FIELDS = ("event", "actor", "recipient", "stage", "certainty", "negated", "items")
_SEPARATOR = ";"
_EVENT = re.compile(r"event-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimForm:
    """A claim with its paragraph, and its fields as a form holds them (`fields`, typed or as they count now)."""

    row: ClaimRow
    passage: Passage
    source: str
    fields: Mapping[str, Any]
    read: Mapping[str, Any] | None


def form_page(request: Request) -> Response:
    """Every decision that fits a record or an outlet, with what was decided before."""
    return _show_form(open_visit(request), request.path_params["id"], back=request.query_params.get("back", ""))


async def take(request: Request) -> Response:
    """Append what a form says, and go back to where it was; with a fault, the form again with what was written."""
    form = await request.form(max_files=0, max_fields=200)
    return await run_in_threadpool(_take, request, form)


def said_rows(visit: Visit, judgements: Sequence[Judgement], account: Account) -> list[dict[str, Any]]:
    """Rows of judgements for the macros of `judge.html.j2`, newest first."""
    rows = judgement_rows(judgements, visit.snapshot.standing, account)
    return [{**row, "day": format_day(date.fromisoformat(row["made_at"][:10]), visit.words)} for row in rows][::-1]


def judgements_on(visit: Visit, refs: Iterable[str]) -> tuple[Judgement, ...]:
    """All judgements about any of these, with those that were taken back or replaced, and those that took them back."""
    wanted = frozenset(refs)
    known = visit.snapshot.standing.judgements
    found = {one.id for one in known if not wanted.isdisjoint(one.about)}
    found |= {one.id for one in known if one.kind is JudgementKind.UNDO and not found.isdisjoint(one.about)}
    return tuple(one for one in known if one.id in found)


def local_path(address: str, otherwise: str = "/") -> str:
    """The address where it is one of this server's own, without a host; else another one."""
    plain = address.isprintable() and "\\" not in address
    try:
        parts = urlsplit(address)
    except ValueError:
        return otherwise
    local = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith("//")
    return address if plain and local else otherwise


def subject_account(visit: Visit, name: str) -> Account:
    """A part of the account that is enough to find a record or an outlet by its whole id or name, with its claims."""
    snapshot, index = visit.snapshot, visit.snapshot.index
    events, documents = [name], [name]
    if name in index.claims:
        documents = [index.claims[name].document]
        events = [event.id for event in index.events_of.get(name, ())]
    elif name not in index.documents and name not in index.events:
        key = " ".join(name.removeprefix(OUTLET).split()).casefold()
        named = (one for one in snapshot.whole.documents if one.outlet and one.outlet.value.casefold() == key)
        documents = [one.id for one in named][:1]
    part = cut(visit, events, documents=documents).account
    return replace(part, misread=tuple(one for one in snapshot.whole.misread if one.document in _homes(part)))


def _homes(account: Account) -> frozenset[str]:
    return frozenset(document.id for document in account.documents)


def _take(request: Request, form: FormData) -> Response:
    visit = open_visit(request)
    typed = {name: [value for value in form.getlist(name) if isinstance(value, str)] for name in form}
    names = [name.strip() for name in typed.get("about", []) if name.strip()]
    back = local_path(_one(typed, "back"))
    person = " ".join(_one(typed, "person").split())[:80] or visit.person
    try:
        made = _judge(visit, names, typed, person)
    except NeracaError as error:
        return _show_form(visit, names[0] if names else "", back=back, typed=typed, error=error)
    visit.desk.shelf.changed()
    visit.desk.shelf.settle(visit.as_of, wait_s=_SETTLE_S)
    answer = RedirectResponse(_with_done(_follow(visit, back), made[0].id), status_code=303)
    answer.set_cookie(PERSON, quote(person), max_age=_YEAR_S, httponly=True, samesite="lax")
    return answer


def _follow(visit: Visit, back: str) -> str:
    """Where the event of an address is after a judgement: with most of its claims, whichever of them names it now."""
    path, known = urlsplit(back).path, visit.snapshot.index.events
    name = path.removeprefix("/events/")
    now = visit.desk.shelf.get(visit.as_of, wait_s=0)
    if name == path or name not in known or now is None:
        return back
    homes = Counter(home.id for claim in known[name].claims for home in now.index.events_of.get(claim, ()))
    most = homes.most_common(1)
    if not most or homes[name] == most[0][1]:
        return back
    return back.replace(path, f"/events/{most[0][0]}", 1)


def _judge(visit: Visit, names: list[str], typed: Mapping[str, list[str]], person: str) -> tuple[Judgement, ...]:
    kind, value = _one(typed, "kind"), _one(typed, "value")
    correction = _correction(visit, typed) if kind == JudgementKind.MISREAD else None
    words = (*names, kind, value) if value or kind in ("status", "reliability") else (*names, kind)
    subjects, verb = read_words(words, correction)
    if verb is None:
        raise fail("N109", words=" ".join(words).strip() or "''")
    if not person:
        raise fail("N112")
    account = _accounts(visit, subjects, verb)
    with Store.open(visit.desk.shelf.folder) as store:
        return judge(
            store,
            visit.packs,
            names=subjects,
            verb=verb,
            person=person,
            note=_one(typed, "note"),
            account=account,
            standing=read_standing(store),
        )


def _accounts(visit: Visit, names: Sequence[str], verb: Verb) -> Account:
    """What the subjects stand in, together."""
    if verb.kind is JudgementKind.UNDO or not names:
        return cut(visit, ()).account
    if len(names) == 1:
        return subject_account(visit, names[0])
    return cut(visit, names).account


def _correction(visit: Visit, typed: Mapping[str, list[str]]) -> Correction:
    """What a form says that a claim should be; fields that it does not have stay as they were read."""

    def single(name: str) -> str | None:
        return _one(typed, name) if name in typed else None

    def several(name: str) -> list[str] | None:
        return [part.strip() for part in _one(typed, name).split(_SEPARATOR)] if name in typed else None

    items = [one for one in typed.get("items", []) if one] if "items" in typed else None
    return find_correction(
        visit.packs,
        event=single("event"),
        actors=several("actor"),
        recipients=several("recipient"),
        stage=single("stage"),
        certainty=single("certainty"),
        negated=None if "negated" not in typed else _one(typed, "negated") == "yes",
        items=items,
    )


def _show_form(
    visit: Visit,
    name: str,
    *,
    back: str,
    typed: Mapping[str, list[str]] | None = None,
    error: NeracaError | None = None,
) -> Response:
    index = visit.snapshot.index
    account = subject_account(visit, name)
    outlet = next((one.outlet.value for one in account.documents if one.outlet is not None), "")
    kind = "claim" if name in index.claims else "event" if name in index.events else "document"
    if name not in index.claims and name not in index.events and name not in index.documents:
        kind = "outlet" if outlet and name else ""
    if not kind and error is None:
        raise HTTPException(404)
    event = list_events(visit, (name,))[0] if kind == "event" else None
    refs = _refs(visit, kind, name, outlet)
    heads = {"document": index.documents[name].label if kind == "document" else "", "outlet": outlet}
    return visit.page(
        "judge_page.html.j2",
        status_code=200 if error is None else 404 if error.code == "N102" else 400,
        kind=kind,
        subject=name,
        head=heads.get(kind, ""),
        event=event,
        form=_claim_form(visit, index.claims[name], account, typed or {}) if kind == "claim" else None,
        back=local_path(back, visit.link(name) or "/"),
        typed={key: values[-1] for key, values in (typed or {}).items() if values},
        wrong=None if error is None else tell_problem(error, visit.words),
        judgements=said_rows(visit, judgements_on(visit, refs), account),
        choices=judgement_choices(visit.packs),
        actors=_frequent_actors(visit) if kind == "claim" else [],
    )


def _refs(visit: Visit, kind: str, name: str, outlet: str) -> list[str]:
    if kind == "event":
        return [f"event:{claim}" for claim in visit.snapshot.index.events[name].claims]
    return [f"{OUTLET}{outlet}"] if kind == "outlet" else [name]


def _claim_form(visit: Visit, claim: Claim, account: Account, typed: Mapping[str, list[str]]) -> ClaimForm:
    book = visit.book(cut(visit, (), documents=(claim.document,)))
    document = book.documents[claim.document]
    read = next((one for one in account.misread if one.id == claim.id), None)
    fields = _shown_fields(visit, as_read(claim).fields)
    for name in _FIELDS:
        if name in typed:
            fields[name] = [one for one in typed[name] if one] if name == "items" else typed[name][-1]
    return ClaimForm(
        row=claim_row(claim, book),
        passage=cut_paragraph(document, claim),
        source=source_line(document, book),
        fields=fields,
        read=None if read is None else _shown_fields(visit, as_read(read).fields),
    )


def _shown_fields(visit: Visit, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a form holds them: parties by the names that a reader knows them by, where these lead back to them."""
    shown = dict(fields)
    for side in ("actor", "recipient"):
        shown[side] = f"{_SEPARATOR} ".join(_party(visit, code) for code in fields[side])
    shown["negated"] = "yes" if fields["negated"] else "no"
    return shown


def _party(visit: Visit, code: str) -> str:
    return _forms(visit.language).get(code, code)


@lru_cache(maxsize=8)
def _forms(language: str) -> Mapping[str, str]:
    """Names of the parties in a language, by id, where a name leads back to its party."""
    packs = load_packs()
    names, owners = names_for(packs, language), defaultdict(set)
    for actor in packs.actors.actors.values():
        short = packs.actors.short.get(actor.id, {}).values()
        for name in (actor.id, actor.id.partition(":")[2], actor.name_id, actor.name_en, *short):
            owners[name.casefold()].add(actor.id)
    known = {code: names.actor(code) for code in packs.actors.actors}
    return {code: name for code, name in known.items() if _SEPARATOR not in name and owners[name.casefold()] == {code}}


def _frequent_actors(visit: Visit) -> list[str]:
    """Names of the parties that most events have, for a list to choose from."""
    return [_party(visit, code) for code, _ in visit.snapshot.facets.counts("actor")[:60]]


def _with_done(back: str, judgement: str) -> str:
    parts = urlsplit(back)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != DONE]
    return urlunsplit(parts._replace(query=urlencode([*asked, (DONE, judgement)])))


def _one(typed: Mapping[str, list[str]], name: str) -> str:
    return typed[name][-1].strip() if typed.get(name) else ""


def find_gone(visit: Visit, event: str) -> str:
    """Where the claim leads that an event of another time is named by: joined to another event, or judged wrong.

    Raises:
        NotReadyError: The names that events once had are still being made; a page makes them once for a snapshot.
    """
    if not _EVENT.fullmatch(event):
        return ""
    index, desk = visit.snapshot.index, visit.desk

    def name_all() -> Mapping[str, str]:
        named = ((content_id("event", claim), claim) for claim in index.claims)
        return {own: claim for own, claim in named if own not in index.events}

    gone = desk.bench.get(visit.snapshot, "gone", name_all, wait_s=desk.patience_s)
    if gone is None:
        raise NotReadyError
    if event not in gone:
        return ""
    now = index.events_of.get(gone[event], ())
    return visit.link(now[0].id) if now else visit.link(gone[event])


JUDGING = (
    Route("/judge", take, methods=["POST"]),
    Route("/judge/{id:path}", form_page),
)
