"""Articles: the list, and the reader with each claim in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.claims import list_claims
from neraca.publish.sources import Source, list_sources
from neraca.web.rows import cut, turn
from neraca.web.visit import open_visit


def articles(request: Request) -> Response:
    """A page of the articles, newest first."""
    visit = open_visit(request)
    documents = sorted(
        visit.snapshot.whole.documents,
        key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0), one.label),
    )
    shown, leaf = turn([one.id for one in documents], visit.number("page"))
    book = visit.book(cut(visit, (), documents=shown))
    known = {source.id: source for shelf in list_sources(book) for source in _flat(shelf.sources)}
    return visit.page("articles_page.html.j2", sources=[known[one] for one in shown if one in known], leaf=leaf)


def article(request: Request) -> Response:
    """One article with its claims."""
    visit = open_visit(request)
    own = request.path_params["id"]
    if own not in visit.snapshot.index.documents:
        raise HTTPException(404)
    book = visit.book(cut(visit, (), documents=(own,)))
    document = book.documents[own]
    groups = [group for group in list_claims(book) if group.document == own]
    return visit.page("article_page.html.j2", document=document, title=book.title(document), groups=groups, book=book)


def _flat(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        yield source
        yield from _flat(source.copies)


ARTICLES = (Route("/articles", articles), Route("/articles/{id}", article))
