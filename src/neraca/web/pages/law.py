"""Sanctions and law: who restricts whom, and what acts are said to break or keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.balance import pair_id
from neraca.publish.law import charge_line, head_targets, restriction_line
from neraca.records import Charge, Restriction
from neraca.service.account_index import AccountIndex, charged_claims
from neraca.service.law_rows import Law, charges_rows, restrictions_rows
from neraca.service.selection import Selection
from neraca.web.options import Rows, is_set, read_party
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

VIEWS = ("restrictions", "charges")
_PER_PAGE = 20
# Sentences of one restriction or charge on a page of many; its own page has the others.
_OF_ONE, _OF_ONE_ALONE = 8, 60


def law(request: Request) -> Response:
    """A page of the restrictions by target, or of the charges."""
    visit = open_visit(request)
    shown = visit.query("show") if visit.query("show") in VIEWS else VIEWS[0]
    wanted = {facet: read_party(visit, facet) for facet in ("target", "issuer", "party")}
    wanted["kind"] = visit.query("kind")
    relations = visit.snapshot.relations
    restrictions = [one for one in _ordered(relations.restrictions) if _is_wanted(one, wanted)]
    charges = [one for one in _by_pair(relations.charges) if wanted["party"] in ("", *charged_parties(one))]
    places = tuple(map(str, range(len(restrictions if shown == VIEWS[0] else charges))))
    on_page, leaf = turn(places, visit.number("page"), per_page=_PER_PAGE)
    listed = [restrictions[int(place)] for place in on_page] if shown == VIEWS[0] else []
    charged = [charges[int(place)] for place in on_page] if shown == VIEWS[1] else []
    return _page(visit, listed, charged, most=_OF_ONE, shown=shown, wanted=wanted, leaf=leaf, alone="")


def law_one(request: Request) -> Response:
    """One restriction or charge with all its sentences."""
    visit = open_visit(request)
    own = request.path_params["id"]
    found = visit.snapshot.law.get(own)
    if found is None:
        raise HTTPException(404)
    restrictions = [found] if isinstance(found, Restriction) else []
    charges = [found] if isinstance(found, Charge) else []
    shown = VIEWS[0] if restrictions else VIEWS[1]
    return _page(visit, restrictions, charges, most=_OF_ONE_ALONE, shown=shown, wanted={}, leaf=None, alone=own)


def sanctions_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca sanctions --json`, with its option `breaches`."""
    snapshot = visit.snapshot
    found = Law(restrictions=snapshot.relations.restrictions, charges=snapshot.relations.charges)
    rows = charges_rows if is_set(visit, "breaches") else restrictions_rows
    return rows(snapshot.account, found, bounds, language=visit.language)


def documents_of(restrictions: Iterable[Restriction], charges: Iterable[Charge], index: AccountIndex) -> frozenset[str]:
    """Ids of the documents in which restrictions and charges are told, and in which the claims of both stand."""
    listed, charged = tuple(restrictions), tuple(charges)
    told = {measure.document for one in listed for measure in one.measures}
    told |= {breach.document for one in charged for breach in (*one.asserted, *one.disputed)}
    claims = {claim for one in listed for claim in one.claims}
    claims |= {claim for one in charged for claim in charged_claims(one)}
    return frozenset(told | {index.claims[claim].document for claim in claims if claim in index.claims})


def charged_parties(charge: Charge) -> frozenset[str]:
    """Ids of those whose act it is, and of those who say so or dispute it."""
    said = (*charge.asserted, *charge.disputed)
    return frozenset((*charge.pair, *(party for one in said for party in (*one.parties, *one.who))))


def trim_charge(charge: Charge, most: int = _OF_ONE) -> Charge:
    """A charge with its first sentences of either side alone."""
    return replace(charge, asserted=charge.asserted[:most], disputed=charge.disputed[:most])


def _page(
    visit: Visit,
    restrictions: Sequence[Restriction],
    charges: Sequence[Charge],
    *,
    most: int,
    **values: Any,
) -> Response:
    listed = [_trim(one, most) for one in restrictions]
    charged = [trim_charge(one, most) for one in charges]
    book = visit.book(cut(visit, (), documents=documents_of(listed, charged, visit.snapshot.index)))
    relations = visit.snapshot.relations
    return visit.page(
        "law_page.html.j2",
        groups=[
            (head_targets(targets, book), [restriction_line(one, book) for one in group])
            for targets, group in groupby(listed, key=lambda one: one.targets)
        ],
        charges=[
            (_pair_of(visit, pair), _head(visit, pair), [charge_line(one, book) for one in group])
            for pair, group in groupby(charged, key=lambda one: one.pair)
        ],
        cut={one.id: len(one.measures) for one in restrictions if len(one.measures) > most}
        | {one.id: _told(one) for one in charges if len(one.asserted) > most or len(one.disputed) > most},
        totals={VIEWS[0]: len(relations.restrictions), VIEWS[1]: len(relations.charges)},
        choices=_choices(relations.restrictions, relations.charges),
        words_of=lambda facet, value: _name(visit, facet, value),
        **values,
    )


def _told(charge: Charge) -> int:
    return len(charge.asserted) + len(charge.disputed)


def _pair_of(visit: Visit, pair: tuple[str, ...]) -> str:
    """Id of the pair's balance; "" where the ledger has none."""
    own = pair_id(*pair) if len(pair) == 2 else ""
    return own if own in visit.snapshot.pairs else ""


def _head(visit: Visit, pair: tuple[str, ...]) -> str:
    return " ⇄ ".join(visit.names.actor(code) for code in pair)


def _trim(one: Restriction, most: int) -> Restriction:
    """A restriction with its first sentences, and the claims of their documents, alone."""
    if len(one.measures) <= most:
        return one
    measures = one.measures[:most]
    told = {claim for measure in measures for claim in measure.claims}
    return replace(one, measures=measures, claims=tuple(claim for claim in one.claims if claim in told))


def _ordered(restrictions: Sequence[Restriction]) -> list[Restriction]:
    """By target, those with most restrictions first, those against nobody named last."""
    sizes = Counter(one.targets for one in restrictions)
    return sorted(restrictions, key=lambda one: (not one.targets, -sizes[one.targets], one.targets))


def _by_pair(charges: Sequence[Charge]) -> list[Charge]:
    """By pair, those with most charges first, those whose acts name no two sides last."""
    sizes = Counter(one.pair for one in charges)
    return sorted(charges, key=lambda one: (len(one.pair) < 2, -sizes[one.pair], one.pair))


def _is_wanted(one: Restriction, wanted: Mapping[str, str]) -> bool:
    return (
        wanted["target"] in ("", *one.targets)
        and wanted["issuer"] in ("", *one.issuers)
        and wanted["kind"] in ("", one.kind.value)
    )


def _choices(restrictions: Sequence[Restriction], charges: Sequence[Charge]) -> dict[str, list[tuple[str, int]]]:
    """Values of each filter with how many have them, the most frequent first."""
    counts = {
        "target": Counter(code for one in restrictions for code in one.targets),
        "issuer": Counter(code for one in restrictions for code in one.issuers),
        "kind": Counter(one.kind.value for one in restrictions),
        "party": Counter(code for one in charges for code in charged_parties(one)),
    }
    return {facet: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for facet, found in counts.items()}


def _name(visit: Visit, facet: str, value: str) -> str:
    return visit.words.term("restriction", value) if facet == "kind" else visit.names.actor(value)


LAW = (
    Route("/law", law),
    Route("/law/{id}", law_one),
)
