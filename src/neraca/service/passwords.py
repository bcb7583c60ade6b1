"""Passwords as a project file keeps them: hashed, so that the file gives none away."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# scrypt's cost (Percival 2009; OWASP's recommendation of 2023 for interactive use).
_COST, _BLOCK, _LANES, _SALT = 2**14, 8, 5, 16


def hash_password(word: str) -> str:
    """A password as the project file keeps it: `scrypt$salt$hash`, both in hexadecimal."""
    salt = secrets.token_bytes(_SALT)
    return f"scrypt${salt.hex()}${_scrypt(word, salt).hex()}"


def check_password(word: str, kept: str) -> bool:
    """Whether a password is the one that was kept; false for what is no hash of ours."""
    kind, _, rest = kept.partition("$")
    salt, _, digest = rest.partition("$")
    if kind != "scrypt":
        return False
    try:
        return hmac.compare_digest(_scrypt(word, bytes.fromhex(salt)), bytes.fromhex(digest))
    except ValueError:
        return False


def _scrypt(word: str, salt: bytes) -> bytes:
    memory = 128 * _COST * _BLOCK * 2
    return hashlib.scrypt(word.encode("utf-8"), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=memory)
