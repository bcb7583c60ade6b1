"""What a short line is, by its words alone: navigation, a caption, a byline, an outlet's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from neraca.ingest.dates import one_of
from neraca.packs.ingest import IngestPack

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
# Labels, names and captions are short; what a hostile line of a million signs holds behind this is not looked at.
_LONGEST = 300
_COUNT = re.compile(r"^\d+\s+")
_HASHTAGS = re.compile(r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)*")
_CRUMBS = re.compile(r"\s*(?:>|»|›|→|/|\||•)\s*")
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?$")
_SMALL = frozenset(
    "of|the|and|for|to|a|an|in|on|at|de|la|van|von|bin|binti|al|el|di|dan|dari|untuk|ke|yang".split("|")  # noqa: SIM905
)
# The end of a sentence, not of an abbreviation (Jr., Calif.).
_FULL_STOP = re.compile(r"[^\W\d_]{4,}\.$(?<!Calif\.)")
_OUTER = ' \t*_|,;:–—-•·()[]"“”'


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label found at the beginning of some words: its kind (`author`, `published`, ...) and its length."""

    kind: str
    width: int


def is_navigation(words: str, pack: IngestPack, *, prose: bool) -> bool:
    """Whether a whole line is a page's navigation: a known rest, a breadcrumb, or nothing but hashtags.

    A sentence counts only when it begins with several words, or one and a colon, that nothing else begins with.
    """
    words = words[:_LONGEST]
    if prose:
        opening = _starts(pack).match(words)
        return opening is not None and (" " in opening["start"] or opening["start"].endswith(":"))
    plain = _EDGES.sub("", words).casefold()
    if not plain or _COUNT.sub("", plain) in pack.words("navigation") or _HASHTAGS.fullmatch(words):
        return True
    return _starts(pack).match(words) is not None or _is_breadcrumb(words, pack)


def opens_links(words: str, pack: IngestPack) -> bool:
    """Whether a line announces links on the lines below (*Baca juga:*)."""
    words = words[:_LONGEST]
    opening = _starts(pack).match(words)
    return opening is not None and not words[opening.end() :].strip(_OUTER)


def is_section(words: str, pack: IngestPack) -> bool:
    """Whether words name a section (*Internasional*) or a button."""
    plain = _EDGES.sub("", words[:_LONGEST]).casefold()
    return plain in pack.words("sections") or plain in pack.words("navigation")


def is_desk(words: str, pack: IngestPack) -> bool:
    """Whether a short name ends with a section's (*Detik Internasional*)."""
    return words.casefold().split()[-1] in pack.words("sections")


def is_numbered(words: str) -> bool:
    """Whether a line begins as a numbered heading does (`2. ...`)."""
    return _NUMBERED.match(words) is not None


def is_caption(words: str, pack: IngestPack, *, prose: bool) -> bool:
    """Whether a line is an image's name, or describes one and credits it.

    A sentence counts only when it says itself that it describes a picture (*Foto: ...*, *... (Foto: Antara)*).
    """
    if len(words) <= _LONGEST and _image(pack).fullmatch(words):
        return True
    credit = _CREDIT.search(words, max(0, len(words) - _LONGEST))
    opening = _captions(pack).match(words)
    if opening is not None and (opening["colon"] or (not prose and len(words.split()) <= 8)):
        return True
    if credit is None:
        return False
    inner = _captions(pack).match(credit[1])
    if inner is not None and inner["colon"]:
        return True
    before = words[: credit.start()].rstrip()
    if prose or len(before.split()) > 16 or before.endswith((".", "”", '"', "!", "?")):
        return False
    return any(part.strip() in pack.credits for part in re.split("[/,:;|]", credit[1].casefold()))


def find_label(words: str, pack: IngestPack) -> Label | None:
    """A label at the beginning: with a colon any words may follow, without one a capital or a number must."""
    match = _labels(pack).match(words[:_LONGEST])
    if match is None:
        return None
    kind = _kinds(pack)[" ".join(match["label"].casefold().split())]
    if kind in ("title", "outlet") and not match["colon"]:
        return None
    rest = words[match.end() :]
    if not match["colon"] and rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in '“"*@©'):
        return None
    return Label(kind=kind, width=match.end())


def newsroom_outlet(words: str, pack: IngestPack) -> int | None:
    """Where the outlet's name begins in *Redaksi Global Insight*; None when the words name no newsroom so."""
    match = _newsrooms(pack).match(words)
    if match is None or not is_name(words[match.end() :]) or is_newsroom(words[match.end() :], pack):
        return None
    return match.end()


def is_newsroom(words: str, pack: IngestPack) -> bool:
    """Whether the words are a newsroom without a name (*Redaksi*)."""
    return _EDGES.sub("", words[:_LONGEST]).casefold() in pack.words("newsroom")


def is_domain(words: str, pack: IngestPack) -> bool:
    """Whether one word is written as a domain (*Suara.com*)."""
    return len(words) <= _LONGEST and _domain(pack).fullmatch(words) is not None


def is_outlet_like(words: str, pack: IngestPack) -> bool:
    """Whether a short name begins or ends as newspapers' names do (*Harian ...*, *... Courier*)."""
    if len(words) > _LONGEST:
        return False
    parts = strip_edition(words, pack).casefold().split()
    if not 2 <= len(parts) <= 4 + (parts[0] == "the"):
        return False
    return is_name(strip_edition(words, pack)) and (
        parts[0] in pack.words("outlet_first") or parts[-1] in pack.words("outlet_last")
    )


def is_one_word_outlet(words: str, pack: IngestPack) -> bool:
    """Whether one word ends as outlets' names do (*Rimanews*)."""
    lower = words.casefold()
    return " " not in words and any(lower.endswith(last) and lower != last for last in pack.words("outlet_last"))


def is_agency(words: str, pack: IngestPack) -> bool:
    """Whether a name says that it is a news agency's."""
    return any(word in words.casefold() for word in pack.words("agency_words"))


def strip_edition(words: str, pack: IngestPack) -> str:
    """A name without its edition (*Amur Voice edisi Indonesia*)."""
    return re.split(rf"\s+\(?(?:{one_of(pack.words('edition'))})\b", words, maxsplit=1, flags=re.IGNORECASE)[0]


def is_name(words: str) -> bool:
    """Whether words may be a proper name: up to six, capitalised but for small ones, no sentence sign."""
    if len(words) > _LONGEST:
        return False
    parts = words.split()
    if not 1 <= len(parts) <= 6 or re.search(r"[?!:;\"“”]|\.\s|\d{3}", words):
        return False
    small = [part for part in parts if not (part[0].isupper() or part[0].isdigit() or _compound(part))]
    return len(small) < len(parts) and all(part in _SMALL for part in small)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without separators and emphasis at its edges."""
    while start < end and (text[start] in _OUTER or text.startswith(". ", start)):
        start += 1
    while end > start and (text[end - 1] in _OUTER or _FULL_STOP.search(text, max(start, end - 8), end)):
        end -= 1
    return start, end


def _compound(part: str) -> bool:
    """detikNews, kumparan.com, iNews: a name with its capital or domain inside."""
    return any(character.isupper() for character in part[1:]) or ("." in part[1:-1])


def _is_breadcrumb(words: str, pack: IngestPack) -> bool:
    parts = [part for part in _CRUMBS.split(words) if part]
    if len(parts) < 2 or any(len(part.split()) > 4 for part in parts):
        return False
    if re.search("[>»›→]", words) and is_section(parts[0], pack):
        return True
    return all(is_section(part, pack) for part in parts)


@lru_cache(maxsize=4)
def _captions(pack: IngestPack) -> re.Pattern[str]:
    return re.compile(rf"[(\[]?(?:{one_of(pack.words('caption_starts'))})(?!\w)\s*(?P<colon>:?)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _starts(pack: IngestPack) -> re.Pattern[str]:
    return re.compile(rf"[^\w©]*?(?P<start>{one_of(pack.words('navigation_starts'))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _image(pack: IngestPack) -> re.Pattern[str]:
    return re.compile(rf"\S+(?:\s\S+){{0,5}}\.(?:{one_of(pack.images)})", re.IGNORECASE)


@lru_cache(maxsize=4)
def _domain(pack: IngestPack) -> re.Pattern[str]:
    return re.compile(rf"(?:https?://)?[a-z0-9][\w-]*(?:\.[\w-]+)*?\.(?:{one_of(pack.domains)})/?", re.IGNORECASE)


@lru_cache(maxsize=4)
def _kinds(pack: IngestPack) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind in ("outlet", "title", "editor", "updated", "published", "author"):
        kinds.update(dict.fromkeys(pack.words(kind), kind))
    return kinds


@lru_cache(maxsize=4)
def _labels(pack: IngestPack) -> re.Pattern[str]:
    label = one_of(_kinds(pack)).replace(r"\ ", r"\s+")
    return re.compile(rf"[*_(\[]*(?P<label>{label})(?!\w)[*_]*\s*(?P<colon>[:：]?)[*_]*\s*", re.IGNORECASE)


@lru_cache(maxsize=4)
def _newsrooms(pack: IngestPack) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(pack.words('newsroom'))})\s+", re.IGNORECASE)
