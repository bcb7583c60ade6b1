"""What a page's own fields say of its article: JSON-LD first, then OpenGraph and its kin, then visible elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from neraca.ingest.dates import Calendar, find_dates
from neraca.ingest.markup import words_of
from neraca.packs.ingest import IngestPack

_ARTICLE_TYPES = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report|LiveBlog\w*|\w*Article)$")
_DATE_PLACES = (
    "//*[@itemprop='datePublished']",
    "//article//time | //main//time | //header//time",
    "//time",
    "//*[re:test(concat(@class, ' ', @id), "
    "'(^|[ _-])(date|datetime|tanggal|waktu|published|pubdate|timestamp|posted|time)($|[ _-])', 'i')]",
)
_REGEX = {"re": "http://exslt.org/regular-expressions"}
_MOST_LONG = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page's fields, "" where it has none; `date` is as written, with the hour and zone it states."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""


def page_facts(tree: Any, pack: IngestPack) -> PageFacts:
    """Read the fields of a page's tree."""
    meta = _meta(tree)
    article = _article(tree)
    outlet = _name(article.get("publisher")) or _site(meta, pack) or _site_behind_title(tree)
    return PageFacts(
        title=_title(tree, article, stated=_first(meta, pack.meta["title"]), outlet=outlet),
        outlet=outlet,
        author=_name(article.get("author")) or _author(meta, pack),
        date=_date(tree, article, meta, pack),
        url=_address(tree, article, meta),
        language=_text(article.get("inLanguage")) or (tree.get("lang") or "") or meta.get("og:locale", ""),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def _article(tree: Any) -> Mapping[str, Any]:
    """The JSON-LD object of the article; an empty one where there is none or it is broken."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        words = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            # Sites leave raw newlines and tabs in their strings.
            content = json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(content, depth=4):
            if any(_ARTICLE_TYPES.match(kind) for kind in _types(thing)):
                return thing
    return {}


def _things(content: Any, *, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(content, dict):
        yield content
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(content.get(name), depth=depth - 1)
    if isinstance(content, list):
        for item in content[:200]:
            yield from _things(item, depth=depth - 1)


def _types(thing: Mapping[str, Any]) -> list[str]:
    kinds = thing.get("@type", "")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a person or organisation in JSON-LD: a string, an object, or several."""
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for name in (_name(item) for item in value[:10] if not isinstance(item, list)) if name)
    words = _text(value)
    return "" if words.startswith(("http://", "https://")) else words


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _site(meta: Mapping[str, str], pack: IngestPack) -> str:
    return re.sub(
        r"^(?:@|©|\(c\)|copyright)\s*(?:\d{4}\s*)?", "", _first(meta, pack.meta["outlet"]), flags=re.IGNORECASE
    )


def _author(meta: Mapping[str, str], pack: IngestPack) -> str:
    for name in pack.meta["author"]:
        words = meta.get(name, "")
        if words and "/" not in words and "@" not in words:
            return words
    return ""


def _title(tree: Any, article: Mapping[str, Any], *, stated: str, outlet: str) -> str:
    heads = [words_of(head) for head in tree.xpath("//article//h1 | //main//h1") or tree.xpath("//h1")]
    page = _window_title(tree)
    named = _text(article.get("headline")) or stated
    # The heading that readers see, where the page's fields or its window title begin with it.
    for head in heads:
        if head and (named.casefold().startswith(head.casefold()) or page.casefold().startswith(head.casefold())):
            return head
    words = named or next((head for head in heads if head), "") or page
    return _without_site(words, outlet)


def _site_behind_title(tree: Any) -> str:
    """The outlet in a window title that is the page's heading, a separator and a name."""
    page = _window_title(tree)
    for head in tree.xpath("//h1"):
        words = words_of(head)
        rest = page[len(words) :]
        if words and page.startswith(words) and re.match(r"\s+[-–—|]\s+\S", rest) and len(rest.split()) <= 6:
            return re.split(r"\s+[-–—|]\s+", rest)[-1]
    return ""


def _window_title(tree: Any) -> str:
    return " ".join("".join(tree.xpath("//head/title/text() | //title/text()")[:1]).split())


def _without_site(words: str, outlet: str) -> str:
    """A window title without the outlet's name behind its last separator."""
    parts = re.split(r"\s+[-–—|:]\s+", words)
    if len(parts) > 1 and (parts[-1].casefold() == outlet.casefold() or (not outlet and len(parts[-1].split()) <= 3)):
        return words[: words.rindex(parts[-1])].rstrip(" -–—|:")
    return words


def _date(tree: Any, article: Mapping[str, Any], meta: Mapping[str, str], pack: IngestPack) -> str:
    stated = _text(article.get("datePublished")) or _first(meta, pack.meta["date"])
    return stated or _visible_date(tree, pack)


def _visible_date(tree: Any, pack: IngestPack) -> str:
    """A date in an element that says it holds one; never one that only a program would infer."""
    for place in _DATE_PLACES:
        for element in tree.xpath(place, namespaces=_REGEX)[:20]:
            for words in (element.get("datetime"), element.get("content"), words_of(element)):
                plain = " ".join((words or "").split())
                if 0 < len(plain) <= _MOST_LONG and find_dates(plain, pack, calendar=Calendar()):
                    return plain
    return ""


def _address(tree: Any, article: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    named = [*links, meta.get("og:url", ""), _text(article.get("url")), _text(article.get("mainEntityOfPage"))]
    return next((str(address).strip() for address in named if _absolute(str(address))), "")


def _absolute(address: str) -> bool:
    try:
        return bool(urlsplit(address.strip()).hostname)
    except ValueError:
        return False
