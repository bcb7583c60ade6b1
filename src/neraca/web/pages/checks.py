"""Findings: what is odd in the articles, with the words, and what would settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.publish.findings import list_findings
from neraca.records import Finding
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

FILTERS = ("kind", "outlet")
_PER_PAGE = 24
_MOST_CHOICES = 60


def checks(request: Request) -> Response:
    """A page of the findings."""
    visit = open_visit(request)
    wanted = {name: visit.query(name) for name in FILTERS}
    findings = visit.snapshot.background.findings
    found = [
        one for one in findings if all(_value(visit, one, name) == wanted[name] for name in FILTERS if wanted[name])
    ]
    shown, leaf = turn([one.id for one in found], visit.number("page"), per_page=_PER_PAGE)
    homes = {one.evidence.document for one in found if one.id in set(shown)}
    known = {row.id: row for row in list_findings(visit.book(cut(visit, (), documents=homes)))}
    return visit.page(
        "checks_page.html.j2",
        findings=[known[one] for one in shown if one in known],
        leaf=leaf,
        wanted=wanted,
        choices=[(name, _choices(visit, findings, name, wanted)) for name in FILTERS],
        name_of=lambda name, value: name_value(visit, name, value),
    )


def one_check(request: Request) -> Response:
    """To a finding's place in the list."""
    visit = open_visit(request)
    own = request.path_params["id"]
    listed = [one.id for one in visit.snapshot.background.findings]
    if own not in listed:
        raise HTTPException(404)
    page = listed.index(own) // _PER_PAGE + 1
    return RedirectResponse(visit.url("/checks", page=page if page > 1 else None, mark=own), status_code=303)


def name_value(visit: Visit, name: str, value: str) -> str:
    """What a filter's value is called in the visitor's language."""
    return visit.words.term("check", value) if name == "kind" else visit.names.outlet(value)


def _value(visit: Visit, finding: Finding, name: str) -> str:
    if name == "kind":
        return finding.kind
    found = visit.snapshot.index.documents[finding.evidence.document].outlet
    return "" if found is None else found.value


def _choices(
    visit: Visit, findings: Sequence[Finding], name: str, wanted: dict[str, str]
) -> list[tuple[str, str, int]]:
    """Values of a filter among the findings that the other one finds, with their numbers, the most frequent first."""
    (other,) = (one for one in FILTERS if one != name)
    counts = Counter(_value(visit, one, name) for one in findings if wanted[other] in ("", _value(visit, one, other)))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(value, name_value(visit, name, value), number) for value, number in ranked if value][:_MOST_CHOICES]


CHECKS = (Route("/checks", checks), Route("/checks/{id}", one_check))
