"""Passwords: Argon2id hashes, and a check that takes as long for a name nobody has."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING

from app.utils.errors import InvalidInput

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
"""Without 0 o 1 i l u: what is read out or written on a slip must not be read as something else."""
_GROUPS = 3


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415  nobody's password is looked at before the sign-in is painted

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
    from argon2.exceptions import InvalidHashError, VerifyMismatchError  # noqa: PLC0415  as above

    try:
        matches = _hasher().verify(password_hash or _hash_of_nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return matches and password_hash is not None


def new_temporary_password() -> str:
    """Fourteen characters like 7k2p-9mxa-4cvb (58 random bits), to be told to a person who then chooses an own one."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(_GROUPS))
