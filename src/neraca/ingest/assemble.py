"""One article's parts, from whatever format, made into a document."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from neraca.errors import NeracaError, fail
from neraca.ingest.dates import Calendar, read_epoch, read_moment
from neraca.ingest.decode import check_lines
from neraca.ingest.given import Given
from neraca.ingest.sources import Source
from neraca.ingest.survey import Known, Survey, survey_text
from neraca.packs.ingest import IngestPack
from neraca.records import Document, Found, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a format says of one article; "" where it says nothing.

    Attributes:
        text: The article; its first line may or may not repeat the title.
        date: Words of a date, or seconds since 1970.
        zone: IANA zone of dates that name none.
        skip: Where the article begins in the text, behind front matter.
    """

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str | float = ""
    url: str = ""
    language: str = ""
    zone: str = ""
    part: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A document, and what was read of it but not understood."""

    document: Document
    issues: tuple[Issue, ...]


def issue_of(error: NeracaError, where: str) -> Issue:
    """The error as an issue of a file or record; the error's own place is kept where it says more."""
    place = error.where if error.where.startswith(where) else where
    return Issue(code=error.code, where=place or where, message=error.message, why=error.why, fix=error.fix)


def titled(title: str, body: str) -> str:
    """The text of a format that keeps title and body apart: the title's line, a blank line, the body."""
    title, body = " ".join(title.split()), body.strip()
    if not title or body.casefold().startswith(title.casefold() + "\n") or body == title:
        return body
    return f"{title}\n\n{body}"


def assemble(parts: Parts, pack: IngestPack, *, source: Source, media_type: str, given: Given) -> Assembled:
    """Make the document: what the person gave comes first, then the format's fields, then the text's own words.

    Raises:
        NeracaError: N302 no text, N312 a line too long, N313 characters that no text has, N314 the given date is none.
    """
    label = f"{source.name}#{parts.part}" if parts.part else source.name
    text = _checked(parts.text, where=label)
    url = _web(given.url) or _web(parts.url)
    outlet = given.outlet.strip() or _outlet_name(parts.outlet, url, pack)
    known = Known(
        title=parts.title, outlet=outlet, language=_language(parts.language), zone=parts.zone, skip=parts.skip
    )
    survey = survey_text(text, pack, known=known)
    issues: list[Issue] = []
    document = Document(
        name=source.name,
        part=parts.part,
        sha256=source.sha256,
        media_type=media_type,
        language=survey.language,
        text=text,
        title=_metadata(parts.title) or survey.title,
        outlet=_outlet(given, outlet, survey, url, pack),
        author=_metadata(_byline(parts.author)) or survey.author,
        published=_published(parts, pack, given=given, outlet=outlet, survey=survey, label=label, issues=issues),
        url=Found(value=url, how="given" if _web(given.url) else "metadata") if url else None,
        zones=survey.zones,
    )
    return Assembled(document=document, issues=tuple(issues))


def _checked(text: str, *, where: str) -> str:
    if not text.strip():
        raise fail("N302", where=where)
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise fail("N313", where=where, detail="NUL or half of a character in the text")
    check_lines(text, where=where)
    return unicodedata.normalize("NFC", text)


def _clean(words: str) -> str:
    plain = " ".join(words.replace("\x00", " ").split())
    return unicodedata.normalize("NFC", plain.encode("utf-8", "replace").decode("utf-8"))


def _metadata(words: str) -> Found | None:
    plain = _clean(words)
    return Found(value=plain, how="metadata") if plain else None


def _byline(words: str) -> str:
    """A byline field without its *By*."""
    first, _, rest = words.strip().partition(" ")
    return rest if first.casefold() in ("by", "oleh") and rest else words


def _web(address: str) -> str:
    """The address, when it is one of the web."""
    address = _clean(address)
    return address if address.casefold().startswith(("http://", "https://")) and " " not in address else ""


def _language(code: str) -> str:
    short = code.strip().replace("_", "-").partition("-")[0].casefold()
    return short if len(short) == 2 and short.isascii() and short.isalpha() else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _outlet_name(words: str, url: str, pack: IngestPack) -> str:
    """The pack's name for a name, domain or short name (*detik*) of a known outlet; else the words."""
    words = _clean(words)
    known = pack.outlets.named(words) if words else None
    at = pack.outlets.at(url) if url else None
    if known is None and at is not None and words and words.casefold().replace(" ", "") in _host(url):
        known = at
    return known.name if known else words


def _outlet(given: Given, outlet: str, survey: Survey, url: str, pack: IngestPack) -> Found | None:
    if outlet:
        return Found(value=outlet, how="given" if given.outlet.strip() else "metadata")
    if survey.outlet is not None:
        return replace(survey.outlet, value=_spelled(survey.outlet.value))
    if not url:
        return None
    known = pack.outlets.at(url)
    name = known.name if known else _host(url)
    return Found(value=name, how="given" if _web(given.url) else "metadata") if name else None


def _spelled(name: str) -> str:
    """A dateline's capitals (*AMUR VOICE*) in the usual spelling; one short word may be an acronym and stays."""
    words = name.split()
    shouted = name.isupper() and len(words) > 1 and all(len(word) > 3 for word in words)
    return " ".join(word.capitalize() for word in words) if shouted else name


def _published(
    parts: Parts,
    pack: IngestPack,
    *,
    given: Given,
    outlet: str,
    survey: Survey,
    label: str,
    issues: list[Issue],
) -> Found | None:
    known = pack.outlets.named(outlet) if outlet else None
    calendar = Calendar(
        order="dmy" if survey.language == "id" else "", zone=parts.zone or (known.zone if known else "")
    )
    if given.date.strip():
        value = read_moment(given.date, pack, calendar=calendar)
        if value is None:
            raise fail("N314", where=label, value=repr(given.date))
        return Found(value=value, how="given")
    if isinstance(parts.date, float | int):
        value = read_epoch(parts.date, calendar=calendar)
    else:
        value = read_moment(parts.date, pack, calendar=calendar) if parts.date.strip() else None
    if value is not None:
        return Found(value=value, how="metadata")
    if parts.date and str(parts.date).strip():
        issues.append(issue_of(fail("N314", where=label, value=repr(str(parts.date)[:60])), label))
    return survey.published
