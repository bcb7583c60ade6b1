"""One request for a page: whose language, which day, which snapshot; and links that keep both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from neraca.errors import fail
from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.problems import Told, tell_problem
from neraca.packs.words import Names, Words, languages, read_words
from neraca.publish.book import Book, open_book
from neraca.service.naming import names_for
from neraca.service.narrowing import Narrowed
from neraca.service.snapshot import Snapshot
from neraca.web.desk import Desk, desk_of
from neraca.web.reader import is_long
from neraca.web.templates import templates

LANGUAGE = "neraca_language"
PERSON = "neraca_person"
_YEAR_S = 365 * 24 * 3600
# Python refuses to read a number of thousands of digits.
_NUMBER = re.compile(r"0*[1-9][0-9]{0,5}")
# The page of each kind of record, by what its ids begin with.
_PAGES = {
    "event": "/events/{id}",
    "doc": "/articles/{id}",
    "claim": "/claims/{id}",
    "entry": "/entries/{id}",
    "pair": "/pairs/{id}",
    "finding": "/checks/{id}",
    "outlook": "/outlook/{id}",
    "question": "/forecast/{id}",
    "restriction": "/law/{id}",
    "charge": "/law/{id}",
}


class NotReadyError(Exception):
    """The account of a day is still being built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a page is made for.

    Attributes:
        language: Of words and names.
        as_of: The day it knows up to; None: everything.
        snapshot: What it shows.
        serial: Number of the snapshot, or of one before it, by which an open page knows that there is a newer one.
    """

    request: Request
    desk: Desk
    language: str
    as_of: date | None
    snapshot: Snapshot
    serial: int

    @property
    def packs(self) -> Packs:
        """All packs."""
        return load_packs()

    @property
    def words(self) -> Words:
        """The program's words in the visitor's language."""
        return read_words(self.language)

    @property
    def names(self) -> Names:
        """Names for ids in the visitor's language."""
        return names_for(self.packs, self.language)

    @property
    def person(self) -> str:
        """Who judges: as the visitor last wrote it, else as the project says; "" where nobody said."""
        return unquote_cookie(self.request.cookies.get(PERSON, "")) or self.desk.settings.person

    @property
    def failure(self) -> Told | None:
        """Why there is nothing newer to see than this, where the store has something newer."""
        found = self.desk.shelf.failure(self.as_of)
        return None if found is None else tell_problem(found, self.words)

    @property
    def days(self) -> tuple[str, ...]:
        """Days of publication that a reader may go back to, oldest first."""
        today = self.desk.shelf.peek()
        return (today or self.snapshot).days

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the address that stay when the day changes."""
        items = self.request.query_params.multi_items()
        return tuple((name, value) for name, value in items if name not in ("as_of", "lang", "page", "done") and value)

    def amount(self, number: int) -> str:
        """A whole number as the language writes it."""
        return f"{number:,}".replace(",", self.words.group)

    def query(self, name: str, default: str = "") -> str:
        """A value of the address, without blanks around it."""
        return self.request.query_params.get(name, default).strip()

    def day(self, name: str) -> date | None:
        """A day of the address; None where it names none.

        Raises:
            NeracaError: N103, when what it names is no day.
        """
        return read_day(self.query(name))

    def stretch(self) -> tuple[date | None, date | None]:
        """First and last day of the address's filter; None where it names none.

        Raises:
            NeracaError: N103, when one of them is no day, or the last lies before the first.
        """
        since, until = self.day("since"), self.day("until")
        if since is not None and until is not None and until < since:
            raise fail("N103", value=f"{since} – {until}")
        return since, until

    def number(self, name: str, default: int = 1) -> int:
        """A whole number above zero of the address; the default where it names none."""
        text = self.query(name)
        return int(text) if _NUMBER.fullmatch(text) else default

    def url(self, path: str, /, *, mark: str = "", **values: object) -> str:
        """An address on this server that keeps the day; values that are None or "" are left out."""
        asked = {name: value for name, value in values.items() if value not in (None, "")}
        if self.as_of is not None and "as_of" not in values:
            asked["as_of"] = self.as_of.isoformat()
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return f"{path}{query}#{mark}" if mark else f"{path}{query}"

    def here(self, **changes: object) -> str:
        """This page's address with some values changed; None takes one out."""
        values: dict[str, object] = {}
        for name in self.request.query_params:
            values[name] = self.request.query_params.getlist(name)
        for name in ("lang", "done"):
            values.pop(name, None)
        values |= changes
        asked = {name: value for name, value in values.items() if value not in (None, "", [])}
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return f"{self.request.url.path}{query}"

    def link(self, record: str) -> str:
        """The address of a record, by its id."""
        kind = record.partition("-")[0]
        if kind == "claim":
            claim = self.snapshot.index.claims.get(record)
            if claim is not None:
                document, beside = self.snapshot.index.documents[claim.document], self.snapshot.index.claims_in
                at = record if is_long(document, beside.get(document.id, ())) else None
                return self.url(f"/articles/{document.id}", mark=record, at=at)
        page = _PAGES.get(kind)
        return self.url(page.format(id=quote(record, safe=""))) if page else f"#{record}"

    def book(self, part: Narrowed) -> Book:
        """A part of the account, indexed for the publisher's layouts, with the whole account's numbers."""
        return open_book(
            part.account,
            names=self.names,
            words=self.words,
            background=part.background,
            relations=part.relations,
            numbers=self.snapshot.index.numbers,
        )

    def page(self, template: str, /, *, status_code: int = 200, **values: Any) -> Response:
        """A page from a template of `data/web`, which gets these values and all that every page has."""
        words = self.words
        content = (
            templates()
            .get_template(template)
            .render(
                visit=self,
                say=words.say,
                count=words.count,
                term=words.term,
                tell=lambda problem: tell_problem(problem, words),
                names=self.names,
                link=self.link,
                url=self.url,
                here=self.here,
                language=self.language,
                languages=[(code, read_words(code).name) for code in languages()],
                number=self.snapshot.index.numbers,
                **values,
            )
        )
        response = HTMLResponse(content, status_code=status_code, headers={"vary": "accept-language, cookie"})
        if self.request.query_params.get("lang") == self.language:
            response.set_cookie(LANGUAGE, self.language, max_age=_YEAR_S, httponly=True, samesite="lax")
        return response


def open_visit(request: Request, *, as_of: date | None = None) -> Visit:
    """The visit of a request; it waits a while for a snapshot that is being built.

    Args:
        request: The request.
        as_of: The day; None takes the address's.

    Raises:
        NotReadyError: The account is still being built.
        NeracaError: N103, when the address names a day that is none; what building raised.
    """
    desk = desk_of(request)
    day = as_of or read_day(request.query_params.get("as_of", ""))
    # Before the snapshot is taken: a number that is too low says once too often that there is something newer, one
    # that is too high never would.
    serial = desk.shelf.serial(day)
    snapshot = desk.shelf.get(day, wait_s=desk.patience_s)
    if snapshot is None:
        raise NotReadyError
    return Visit(
        request=request,
        desk=desk,
        language=find_language(request, desk),
        as_of=day,
        snapshot=snapshot,
        serial=serial or desk.shelf.serial(day),
    )


def find_language(request: Request, desk: Desk) -> str:
    """The language asked for in the address, else kept from before, else the browser's, else the project's."""
    known = languages()
    for wish in (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE, "")):
        if wish in known:
            return wish
    for wish in _accepted(request.headers.get("accept-language", "")):
        if wish in known:
            return wish
    return desk.settings.language


def read_day(text: str) -> date | None:
    """A day written as YYYY-MM-DD; None for nothing.

    Raises:
        NeracaError: N103, when it is none.
    """
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise fail("N103", value=text.strip()) from error
    if day.isoformat() != text.strip():
        raise fail("N103", value=text.strip())
    return day


def unquote_cookie(text: str) -> str:
    """What `quote` made safe for a cookie."""
    return " ".join(unquote(text).split())[:80]


def _accepted(header: str) -> list[str]:
    """Language codes of an Accept-Language header, most wanted first; `in`, an old code, is Indonesian."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        base = code.partition("-")[0].casefold()
        wishes.append((-weight, place, "id" if base == "in" else base))
    return [code for weight, _, code in sorted(wishes) if weight]
