"""Issues: what could not be read or understood, each in its sentence and with its way out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.packs.problems import Told, tell_problem
from neraca.packs.words import Names
from neraca.publish.claims import Passage, cut_passage
from neraca.records import Issue
from neraca.web.rows import turn
from neraca.web.visit import Visit, open_visit

_CODE = re.compile(r"\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """An issue as the page shows it; `document` is its article's id, "" where there is none (any more)."""

    id: str
    code: str
    where: str
    document: str
    title: str
    told: Told
    passage: Passage | None


def issues(request: Request) -> Response:
    """A page of the issues, by place."""
    visit = open_visit(request)
    code, document, where = visit.query("code"), visit.query("document"), visit.query("where").casefold()
    known = visit.snapshot.issues
    here = [one for one in known if _stands_in(one, document, where)]
    found = {one.id: one for one in here if not code or one.code == code}
    shown, leaf = turn(tuple(found), visit.number("page"))
    return visit.page(
        "issues_page.html.j2",
        rows=[issue_row(visit, found[one]) for one in shown],
        leaf=leaf,
        code=code,
        codes=sorted(Counter(one.code for one in here).items(), key=lambda pair: (-pair[1], pair[0])),
        document=document,
        title=_title(visit, document),
        where=visit.query("where"),
        open=len(known),
    )


def issue_row(visit: Visit, issue: Issue) -> IssueRow:
    """One issue, with the sentence that its evidence stands in."""
    document = None if issue.evidence is None else visit.snapshot.index.documents.get(issue.evidence.document)
    passage = None
    if issue.evidence is not None and document is not None:
        passage = cut_passage(document, issue.evidence.span, issue.evidence.span)
    return IssueRow(
        id=issue.id,
        code=issue.code,
        where=issue.where,
        document=document.id if document else "",
        title=_title(visit, document.id) if document else "",
        told=_named(tell_problem(issue, visit.words), visit.names),
        passage=passage,
    )


def _named(told: Told, names: Names) -> Told:
    """A told issue with the types of events by their names, not by their codes."""
    return told._replace(message=_CODE.sub(lambda found: names.event(found[0]), told.message))


def _stands_in(issue: Issue, document: str, where: str) -> bool:
    if document and (issue.evidence is None or issue.evidence.document != document):
        return False
    return not where or where in issue.where.casefold()


def _title(visit: Visit, document: str) -> str:
    known = visit.snapshot.index.documents.get(document)
    if known is None:
        return ""
    return " ".join(known.title.value.split()) if known.title else known.label


ISSUES = (Route("/issues", issues),)
