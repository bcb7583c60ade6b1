"""Which pieces of the vocabulary stay, and the tokenizer over them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from training.encoder import Package

SPACE = "▁"
SCRIPTS = ("LATIN", "CYRILLIC", "HANGUL", "CJK", "HIRAGANA", "KATAKANA", "ARABIC")
LONGEST_NAME_PIECE = 1  # characters of a piece in another script than Latin, without its space


def choose_pieces(package: Package, words: Iterable[str], *, at_most: int) -> list[int]:
    """Return the ids of the pieces to keep, in their old order.

    Kept are the marks, every single character of the scripts that names come in, digits and punctuation, and, by how
    often `words` use them, as many others as there is room for.
    """
    whole = build_tokenizer(package, list(range(len(package.pieces))))
    used: dict[int, int] = {}
    counted: dict[str, int] = {}
    for word in words:
        counted[word] = counted.get(word, 0) + 1
    names = list(counted)
    for name, encoding in zip(names, whole.encode_batch(names, add_special_tokens=False), strict=True):
        for piece in encoding.ids:
            used[piece] = used.get(piece, 0) + counted[name]
    marks = {package.begin, package.end, package.padding, package.unknown}
    single = {number for number, piece in enumerate(package.pieces) if _is_single(piece)}
    kept = marks | single
    for piece in sorted(used, key=lambda number: (-used[number], number)):
        if len(kept) >= at_most:
            break
        kept.add(piece)
    return sorted(kept)


def _is_single(piece: str) -> bool:
    bare = piece.removeprefix(SPACE)
    if not bare:
        return True
    if len(bare) > LONGEST_NAME_PIECE:
        return False
    if bare.isdigit() or not bare.isalpha():
        return ord(bare) < 0x2100
    name = unicodedata.name(bare, "")
    common = name.startswith("CJK") and ord(bare) < 0x4E00  # rare characters of Han come only as they are used
    return name.startswith(SCRIPTS) and not name.startswith("CJK") and not common and ord(bare) < 0x3200


def build_tokenizer(package: Package, kept: Sequence[int]) -> Tokenizer:
    """Return a tokenizer whose ids count in `kept`.

    It takes words one by one; a word that a space stands before carries that space as its first character.
    """
    rows = [(package.pieces[number], round(float(package.scores[number]), 3)) for number in kept]
    place = {number: new for new, number in enumerate(kept)}
    tokenizer = Tokenizer(models.Unigram(rows, unk_id=place[package.unknown], byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="never", split=False)
    return tokenizer
