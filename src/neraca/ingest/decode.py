"""Bytes to text: UTF-8, else what a byte order mark or the bytes themselves make certain enough."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from neraca.errors import fail

LINE_LIMIT = 1_000_000

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF container (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# What windows-1252 adds to ASCII in Indonesian and English prose: quotes, dashes, signs and accented letters.
_WESTERN = frozenset("‘’‚“”„–—…•€£§°·«»×½¼¾©®™\xa0\xad¿¡²³ªº´") | frozenset(map(chr, range(0xC0, 0x100)))
_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text in NFC; `guessed` names the encoding where nothing in the file declares it."""

    text: str
    guessed: str = ""


def decode(content: bytes, *, where: str, declared: str = "", long_lines: bool = False) -> Decoded:
    """Decode a file's bytes; newlines and a UTF-8 byte order mark stay as they are.

    Args:
        content: The bytes.
        where: The file, for errors.
        declared: An encoding that the file itself names (HTML); it counts when the bytes fit it and are not UTF-8.
        long_lines: The format writes whole articles on one line.

    Raises:
        NeracaError: N302 blank, N303 not text, N304 no encoding fits, N312 one line too long.
    """
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise fail("N303", where=where, detail=f"they begin like {kind}")
    decoded = _decoded(content, where=where, declared=declared)
    if _CONTROLS.search(decoded.text):
        raise fail("N303", where=where, detail="control characters")
    if _BLANK.fullmatch(decoded.text):
        raise fail("N302", where=where)
    if not long_lines:
        check_lines(decoded.text, where=where)
    return Decoded(text=unicodedata.normalize("NFC", decoded.text), guessed=decoded.guessed)


def check_lines(text: str, *, where: str) -> None:
    """Refuse a line that no article has.

    Raises:
        NeracaError: N312.
    """
    if len(text) <= LINE_LIMIT:
        return
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LINE_LIMIT:
        raise fail("N312", where=where, size=f"{longest:,}")


def _decoded(content: bytes, *, where: str, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(text=_strict(content, encoding, where=where))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(content, error, where=where, declared=declared)
    if "\x00" in text:
        return _wide(content, where=where)
    return Decoded(text=text)


def _other(content: bytes, error: UnicodeDecodeError, *, where: str, declared: str) -> Decoded:
    if b"\x00" in content:
        return _wide(content, where=where)
    if declared:
        try:
            return Decoded(text=content.decode(declared))
        except (LookupError, UnicodeError):
            pass
    if _is_damaged(content):
        raise fail("N304", where=where, detail=f"UTF-8 until byte {error.start}, which is damaged")
    western = _western(content)
    if western is not None:
        return Decoded(text=western, guessed="windows-1252")
    best = from_bytes(content[:_SAMPLE]).best()
    # Chaos is the share of odd neighbours; above 0.1 its own makers call the reading doubtful.
    if best is None or best.chaos > 0.1 or best.encoding.startswith("utf"):
        raise fail("N304", where=where, detail=f"byte {error.object[error.start]:#04x} at {error.start}")
    try:
        return Decoded(text=content.decode(best.encoding), guessed=best.encoding)
    except UnicodeDecodeError as second:
        raise fail("N304", where=where, detail=f"byte {second.object[second.start]:#04x} at {second.start}") from second


def _is_damaged(content: bytes) -> bool:
    """Whether most bytes beyond ASCII are UTF-8 all the same: another encoding rarely forms its sequences."""
    sample = content[:_SAMPLE]
    whole = sum(character >= "\x80" for character in sample.decode("utf-8", "ignore"))
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return whole * 2 > broken


def _wide(content: bytes, *, where: str) -> Decoded:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = content[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        nuls = sample[first::2].count(0)
        if nuls > 0.7 * len(sample[first::2]) and sample[1 - first :: 2].count(0) == 0:
            return Decoded(text=_strict(content, encoding, where=where), guessed=encoding)
    raise fail("N303", where=where, detail="NUL bytes")


def _strict(content: bytes, encoding: str, *, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise fail("N304", where=where, detail=f"begins as {encoding}, then breaks at byte {error.start}") from error


def _western(content: bytes) -> str | None:
    """The text as windows-1252 where that reads as prose: few marks beyond ASCII, all of them usual ones."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    marks = [character for character in text if character >= "\x80"]
    usual = sum(character in _WESTERN for character in marks)
    return text if len(marks) <= 0.1 * len(text) and usual == len(marks) else None
