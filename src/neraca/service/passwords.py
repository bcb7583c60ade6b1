"""Passwords as a project file keeps them: hashed, so that the file gives none away."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata

from neraca.errors import fail

LEAST = 10
"""Characters that a password has at least; NIST SP 800-63B asks for 8 where guessing is slowed."""

# scrypt's cost (Percival 2009; OWASP's recommendation of 2023 for interactive use).
_COST, _BLOCK, _LANES, _SALT = 2**14, 8, 5, 16
_KEPT = re.compile(r"scrypt\$(?:[0-9a-f]{2}){8,}\$[0-9a-f]{128}")


def hash_password(word: str) -> str:
    """A password as the project file keeps it: `scrypt$salt$hash`, both in hexadecimal.

    Raises:
        NeracaError: N125, when it is too short.
    """
    if len(word.strip()) < LEAST:
        raise fail("N125", n=len(word.strip()), least=LEAST)
    salt = secrets.token_bytes(_SALT)
    return f"scrypt${salt.hex()}${_scrypt(word, salt).hex()}"


def is_hash(kept: str) -> bool:
    """Whether a project file's value is one that `hash_password` made; another lets nobody in."""
    return _KEPT.fullmatch(kept) is not None


def check_password(word: str, kept: str) -> bool:
    """Whether a password is the one that was kept; false for what is no hash of ours."""
    if not is_hash(kept):
        return False
    _, salt, digest = kept.split("$")
    return hmac.compare_digest(_scrypt(word, bytes.fromhex(salt)), bytes.fromhex(digest))


def _scrypt(word: str, salt: bytes) -> bytes:
    memory = 128 * _COST * _BLOCK * 2
    # Keyboards write an accented letter as one character or as two.
    content = unicodedata.normalize("NFC", word).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(content, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=memory)
