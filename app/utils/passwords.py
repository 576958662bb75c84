"""Passwords: Argon2id hashes, and a check that takes as long for a name nobody has."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.utils.errors import InvalidInput

SHORTEST = 10


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # Argon2id with the library's figures, which follow RFC 9106's low-memory profile


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return _hasher().hash("nobody has this password")


def hash_password(password: str) -> str:
    """The hash to store. Raises InvalidInput for a password too short to be one."""
    if len(password) < SHORTEST:
        raise InvalidInput(f"A password needs at least {SHORTEST} characters, for example three words in a row.")
    return _hasher().hash(password)


def password_matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is right; without a hash the answer is no, after the same time."""
    try:
        matches = _hasher().verify(password_hash or _hash_of_nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return matches and password_hash is not None
