"""The dossier: one self-contained HTML file made from an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from neraca.packs.words import Names, Words
from neraca.publish.background import Background
from neraca.publish.balance import weigh_pairs
from neraca.publish.book import Book, open_book
from neraca.publish.claims import list_claims
from neraca.publish.events import section_of, sort_events
from neraca.publish.findings import list_findings
from neraca.publish.format import format_day, format_month
from neraca.publish.law import lay_out_law
from neraca.publish.map import draw_map
from neraca.publish.network import lay_out_networks
from neraca.publish.outlook import lay_out_outlook
from neraca.publish.reactions import lay_out_reactions
from neraca.publish.relations import Relations
from neraca.publish.sources import count_roots, list_sources
from neraca.publish.templates import publish_style, publish_templates, style_hash
from neraca.publish.timeline import lay_out_time
from neraca.publish.world import World
from neraca.records import Account

# Sections that a whole dossier leaves out, too, when they are empty.
_OPTIONAL = frozenset({"map", "law", "network", "reactions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a page is limited to; its sections without content are left out.

    Attributes:
        numbers: Of the whole account's documents, claims and ledger lines.
        limits: Sentences that say what the page is limited to.
        newest: Last day of publication that the whole knows.
    """

    numbers: Mapping[str, str]
    limits: tuple[str, ...]
    newest: date | None = None


def render_dossier(
    account: Account,
    *,
    names: Names,
    words: Words,
    world: World,
    language: str,
    title: str,
    background: Background | None = None,
    relations: Relations | None = None,
    part: Part | None = None,
) -> str:
    """Render an account as one HTML page without script, outside request or clock.

    Args:
        account: What is shown; the same account gives the same page, byte for byte.
        names: Display names in the page's language.
        words: The catalogue in the page's language.
        world: Outlines for the map.
        language: ISO 639-1 code for the page's `lang`.
        title: Of the page.
        background: What is known of the documents beside their claims.
        relations: What its events taken together show.
        part: What the page is limited to, where the account is a part of another.
    """
    numbers = None if part is None else part.numbers
    book = open_book(account, names=names, words=words, background=background, relations=relations, numbers=numbers)
    style = publish_style()
    page = publish_templates().get_template("dossier.html.j2")
    parts = _parts(book, world)
    shown = _shown(parts, is_limited=part is not None)
    return page.render(
        language=language,
        title=title,
        limits=() if part is None else part.limits,
        style=style,
        style_hash=style_hash(style),
        say=words.say,
        count=words.count,
        link=_anchor,
        number=book.numbers,
        counts=_counts(book, shown, is_limited=part is not None),
        periods=_periods(book, None if part is None else part.newest),
        shown=shown,
        entries=len(account.entries),
        number_of_documents=len(account.documents),
        number_of_claims=len(account.claims),
        **parts,
    )


def _parts(book: Book, world: World) -> dict[str, Any]:
    """What the sections show."""
    return {
        "sections": sort_events(book),
        "balances": weigh_pairs(book),
        "law": lay_out_law(book),
        "map": draw_map(book, world),
        "network": lay_out_networks(book),
        "reactions": lay_out_reactions(book),
        "timeline": lay_out_time(book),
        "outlook": lay_out_outlook(book),
        "findings": list_findings(book),
        "shelves": list_sources(book),
        "claims": list_claims(book),
    }


def _shown(parts: Mapping[str, Any], *, is_limited: bool) -> tuple[str, ...]:
    """Keys of the sections before the claims, in order; some are always left out when empty."""
    sections, law = parts["sections"], parts["law"]
    held: dict[str, bool] = {
        "agreed": bool(sections.agreed),
        "disputed": bool(sections.disputed or sections.rival),
        "foreseen": bool(sections.foreseen),
        "single": bool(sections.single),
        "checks": bool(parts["findings"]),
        "ledger": bool(parts["balances"]),
        "map": bool(parts["map"]),
        "law": bool(law.count or law.other),
        "network": bool(parts["network"]),
        "reactions": bool(parts["reactions"]),
        "timeline": bool(parts["timeline"].total),
        "outlook": bool(parts["outlook"].total),
        "sources": True,
    }
    return tuple(key for key, is_held in held.items() if is_held or not (is_limited or key in _OPTIONAL))


def _anchor(record: str) -> str:
    """Where on the page a record stands."""
    return f"#{record}"


def _counts(book: Book, shown: tuple[str, ...], *, is_limited: bool) -> tuple[tuple[str, str, str], ...]:
    account = book.account
    outlets = {document.outlet.value for document in account.documents if document.outlet}
    numbers = (
        ("documents", len(account.documents), "sources"),
        ("outlets", len(outlets), "sources"),
        ("witnesses", count_roots(book), "sources"),
        ("claims", len(account.claims), "claims"),
        ("events", len(account.events), "timeline"),
        ("entries", len(account.entries), "ledger"),
        ("findings", len(book.background.findings), "checks"),
    )
    return tuple(
        (key, f"{number:,}".replace(",", book.words.group), target)
        for key, number, target in numbers
        if target in (*shown, "claims") or not is_limited
    )


def _periods(book: Book, newest: date | None) -> tuple[tuple[str, str, str], ...]:
    """Lines of the head: label, value, remark."""
    words, account = book.words, book.account
    published = sorted(document.day for document in account.documents if document.day)
    undated = len(account.documents) - len(published)
    rows = []
    happened = _happened(book)
    if happened:
        rows.append((words.say("happened-between"), _range(happened, words, months=True), ""))
    if published or undated:
        remark = words.count("undated-count", undated) if undated else ""
        value = _range((published[0], published[-1]), words) if published else words.say("undated")
        rows.append((words.say("published-between"), value, remark if published else ""))
    if account.as_of:
        rows.append((words.say("as-of"), format_day(account.as_of, words), words.say("as-of-note")))
    elif published:
        rows.append((words.say("as-of"), format_day(newest or published[-1], words), words.say("as-of-newest")))
    return tuple(rows)


def _happened(book: Book) -> tuple[date, date] | None:
    spans = [event.when for event in book.account.events if event.when and section_of(event) != "foreseen"]
    starts = [span.start for span in spans if span.start]
    ends = [span.end - timedelta(days=1) for span in spans if span.end]
    days = starts + ends
    return (min(days), max(days)) if days else None


def _range(days: tuple[date, date], words: Words, *, months: bool = False) -> str:
    show = format_month if months else format_day
    first, last = show(days[0], words), show(days[1], words)
    return first if first == last else words.say("from-to", start=first, end=last)
