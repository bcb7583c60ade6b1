"""What the benches of public data share: halves of a set, a document of one text, F1."""

from __future__ import annotations

import argparse
import unicodedata

from neraca.records import Document


def add_options(parser: argparse.ArgumentParser) -> None:
    """Half of the rows may be read while rules are written; the other half stays unread and tells how they hold."""
    parser.add_argument("--show", type=int, default=0, help="print so many misses with their sentence")
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--even", dest="half", action="store_const", const=0, help="even rows only: may be looked at")
    half.add_argument("--odd", dest="half", action="store_const", const=1, help="odd rows only: not to be looked at")


def is_chosen(number: int, half: int | None) -> bool:
    return half is None or number % 2 == half


def document(text: str, language: str) -> Document:
    plain = unicodedata.normalize("NFC", text)
    return Document(name="bench.txt", sha256="0" * 64, media_type="text/plain", language=language, text=plain)


def f1(right: int, gold: int, found: int) -> float:
    return 200 * right / max(1, gold + found)


def scores(right: int, gold: int, found: int) -> str:
    precision, recall = 100 * right / max(1, found), 100 * right / max(1, gold)
    return f"F1 {f1(right, gold, found):.1f} (P {precision:.1f} R {recall:.1f})"
