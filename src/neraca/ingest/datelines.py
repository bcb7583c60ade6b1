"""The opening of a report before its dash: *JAKARTA, KOMPAS.com -*, *WASHINGTON, June 20 (Reuters) -*."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neraca.ingest.labels import is_domain, is_name, trim
from neraca.ingest.lines import Line
from neraca.packs.ingest import IngestPack
from neraca.records import Span

# A dash with space behind it, then the sentence's capital, number or quotation mark.
_DASH = re.compile(
    r"(?P<prefix>[^\n\r]{2,90}?)(?:\s+(?:--?|–|—)|\s*(?:--|–|—)|(?<=\))\s*-|(?<=[a-z]) ?-)"
    r"(?:\s+|(?<=\) -))(?=[*_]*[\"“‘'(\[]?[A-Z0-9])"
)
# Without a dash: (Seoul=Yonhap) ..., New Delhi, Jun 20 (PTI) ...
_WIRE = re.compile(r"(?P<prefix>\([A-Z][\w ]+=[A-Z][\w ]+\)|[A-Z][\w ,.]{2,40}\([A-Z][\w ]{1,18}\))\s+(?=[\"“]?[A-Z])")
_COLON = re.compile(r"(?P<prefix>[A-Z][\w. ]{2,30}):\s+(?=[\"“]?[A-Z])")
# A dateline and the dash behind it end within this; a sentence hardly ever is longer than that.
_REACH = 160
_SENTENCE = 600
_PART = re.compile(r"[^,()/|=]+")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_LOWER = frozenset(("of", "the", "de", "la", "al", "el", "dan", "and", "di"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline; `span` reaches from the line's beginning to the sentence's first word.

    `parts` are the pieces between commas and brackets, with the words of each and whether it stands in brackets.
    """

    span: Span
    parts: tuple[tuple[Span, str, bool], ...]

    @property
    def end(self) -> int:
        """Where the report itself begins."""
        return self.span.end


def find_dateline(line: Line, pack: IngestPack) -> Dateline | None:
    """The dateline that a line of prose opens with.

    The words before the dash must be names, places, an outlet or a date. A sentence that goes on behind a second dash
    (*Rusia – negara terbesar – mengirim ...*) has none, unless the words are known for a place or outlet.
    """
    opening = line.text[:_REACH]
    match = _DASH.match(opening) or _WIRE.match(opening) or _known_colon(line, pack)
    if match is None:
        return None
    prefix = match["prefix"].strip(" *_")
    parts = _parts(line, match.end("prefix"))
    if not parts or not all(_fits(words, pack) for _, words, _ in parts) or len(prefix.split()) > 9:
        return None
    sure = any(_is_known(words, pack) for _, words, _ in parts) or prefix.isupper()
    if match.re is _WIRE and not sure:
        return None
    if not sure and _second_dash(line.text[match.end() : match.end() + _SENTENCE]):
        return None
    return Dateline(span=Span(start=line.start, end=line.start + match.end()), parts=parts)


def is_place(words: str, pack: IngestPack) -> bool:
    """Whether words name a known country, region or city."""
    return words.casefold() in pack.places


def is_outlet(words: str, pack: IngestPack) -> bool:
    """Whether words are a known outlet, or written as a domain."""
    return is_domain(words, pack) or pack.outlets.named(words) is not None


def _known_colon(line: Line, pack: IngestPack) -> re.Match[str] | None:
    match = _COLON.match(line.text[:_REACH])
    return match if match is not None and match["prefix"].casefold() in pack.places else None


def _parts(line: Line, stop: int) -> tuple[tuple[Span, str, bool], ...]:
    parts = []
    for match in _PART.finditer(line.text, 0, stop):
        start, end = trim(line.text, match.start(), match.end())
        if start < end:
            bracketed = line.text[: match.start()].rstrip().endswith("(") or line.text[: match.start()].count(
                "("
            ) > line.text[: match.start()].count(")")
            parts.append((Span(start=line.start + start, end=line.start + end), line.text[start:end], bracketed))
    return tuple(parts)


def _fits(words: str, pack: IngestPack) -> bool:
    """A name, a domain, or a piece of a date (*20 Juni 2024*, *27/11*)."""
    if _is_known(words, pack):
        return True
    if re.fullmatch(r"[\d\s./-]+", words):
        return True
    parts = words.split()
    if any(part[0].islower() and part not in _LOWER for part in parts):
        return False
    return is_name(re.sub(r"\d{3,}", "1", words)) and len(parts) <= 5


def _is_known(words: str, pack: IngestPack) -> bool:
    return is_place(words, pack) or is_outlet(words, pack)


def _second_dash(rest: str) -> bool:
    """Whether the sentence goes on behind another dash."""
    end = _SENTENCE_END.search(rest)
    sentence = rest if end is None else rest[: end.start()]
    return re.search(r"\s(?:-|–|—)\s", sentence) is not None
