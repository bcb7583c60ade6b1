"""The day of publication of a plain text: from its header or foot, its dateline, or its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from neraca.ingest.datelines import Dateline
from neraca.ingest.dates import Calendar, Dated, find_dates, one_of
from neraca.ingest.furniture import Piece
from neraca.ingest.lines import Line
from neraca.packs.ingest import IngestPack
from neraca.records import Found, Span

# How far into the body a report still names its own day.
_LEAD_LINES = 3
_LEAD_LENGTH = 1500
_BEHIND = 3
_STOP = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"“‘'(]?[A-Z])|[\r\n]")
_WORD = re.compile(r"\w+")


def choose_date(pieces: Sequence[Piece], text: str, *, foot: int) -> Found | None:
    """The date of the furniture: labelled as published, then without a label, then as updated.

    From line number `foot` on a bare day may belong to a letter or document that the article quotes: there a date
    without a label counts with its weekday or hour, or in the signature's brackets.
    """
    for kind in ("published", "date", "updated"):
        for piece in pieces:
            if piece.kind == kind and piece.dated is not None and (kind != "date" or _is_own(piece, text, foot=foot)):
                return Found(value=piece.dated.value, how="text", span=piece.span, quote=piece.words)
    return None


def _is_own(piece: Piece, text: str, *, foot: int) -> bool:
    if piece.line < foot or piece.dated is None or piece.dated.weekday or piece.dated.timed:
        return True
    return text[piece.span.end : piece.span.end + 2].lstrip(".")[:1] in (")", "]")


def dateline_date(dateline: Dateline, text: str, pack: IngestPack, *, calendar: Calendar) -> Found | None:
    """The full date that stands in a dateline (*JAKARTA, 20 Juni 2024 —*)."""
    found = find_dates(text, pack, calendar=calendar, within=dateline.span)
    return _as_found(found[0], text) if found else None


def lead_date(body: Sequence[Line], text: str, pack: IngestPack, *, calendar: Calendar) -> Found | None:
    """The latest day that the lead reports on, as its weekday and full date.

    Indonesian reports write the day they appear, or the day before, in brackets behind its name; English ones need a
    verb of reporting in the sentence. A day that is still to come, or past from the story's point of view, does
    not count; and when the rest of the text knows a later day, the lead's is not the day of publication.
    """
    if not body:
        return None
    start, last = body[0].start, body[min(_LEAD_LINES, len(body)) - 1].end
    lead = Span(start=start, end=max(start + 1, min(last, start + _LEAD_LENGTH)))
    own = [dated for dated in find_dates(text, pack, calendar=calendar, within=lead) if _reports(dated, text, pack)]
    if not own:
        return None
    chosen = max(own, key=lambda dated: dated.day)
    rest = Span(start=start, end=len(text))
    later = [dated for dated in find_dates(text, pack, calendar=calendar, within=rest) if dated.day > chosen.day]
    if any(dated.weekday and not _in_future(dated, text, pack) for dated in later):
        return None
    return _as_found(chosen, text)


def _as_found(dated: Dated, text: str) -> Found:
    # The hour beside a day in the lead is the event's.
    quote = text[dated.span.start : dated.span.end]
    return Found(value=dated.day.isoformat(), how="text", span=dated.span, quote=quote)


def _reports(dated: Dated, text: str, pack: IngestPack) -> bool:
    if not dated.true_weekday or _in_future(dated, text, pack) or _in_past(dated, text, pack):
        return False
    before, after = _sentence(dated, text)
    reporting = _any_of(pack, "reporting").search(before + " " + after) is not None
    return dated.bracketed or reporting


def _in_future(dated: Dated, text: str, pack: IngestPack) -> bool:
    before, after = _sentence(dated, text)
    near = " ".join([*_WORD.findall(before)[-8:], "|", *_WORD.findall(after)[:2]])
    return _any_of(pack, "future").search(near) is not None


def _in_past(dated: Dated, text: str, pack: IngestPack) -> bool:
    before, after = _sentence(dated, text)
    near = " ".join([*_WORD.findall(before)[-_BEHIND:], "|", *_WORD.findall(after)[:1]])
    return _any_of(pack, "past").search(near) is not None


def _sentence(dated: Dated, text: str) -> tuple[str, str]:
    """The words of the sentence before and after the date."""
    window = text[max(0, dated.span.start - 400) : dated.span.start]
    stops = [match.end() for match in _STOP.finditer(window)]
    before = window[stops[-1] :] if stops else window
    after = text[dated.span.end : dated.span.end + 300]
    stop = _STOP.search(after)
    return before, after[: stop.start()] if stop else after


@lru_cache(maxsize=16)
def _any_of(pack: IngestPack, name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(pack.words(name))})\b", re.IGNORECASE)
