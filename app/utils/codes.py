"""Request ids, booking references and ticket codes: made from the system's randomness, never from a counter or a clock."""

from __future__ import annotations

import base64
import secrets
import unicodedata

from app.utils.errors import InvalidInput

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O 1 I L U: what is read out over a counter must not be heard or read as something else."""

_PREFIX = "FYR"
_REFERENCE_LETTERS = 6
_TICKET_CODE_BYTES = 16
VOUCHER_LETTERS = 16


def new_request_id() -> str:
    """32 hex characters: one per click that takes seats or money."""
    return secrets.token_hex(16)


def new_booking_reference() -> str:
    """Ten characters like FYR-7K2P9M. 729 million of them: short enough to say, so the table's UNIQUE key decides."""
    return _with_prefix("".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(_REFERENCE_LETTERS)))


def new_ticket_code() -> str:
    """26 characters of base 32 (RFC 4648, no padding) holding 128 random bits: cannot be guessed at the door."""
    return base64.b32encode(secrets.token_bytes(_TICKET_CODE_BYTES)).decode("ascii").rstrip("=")


def normalise_reference(typed: str) -> str:
    """The reference as it is stored, from one typed in small letters, without dash or prefix, or with spaces.

    Raises InvalidInput if it cannot be a reference: 0 O 1 I L U are in none, so there is nothing to guess from them.
    """
    letters = "".join(sign for sign in typed if not _is_gap(sign)).upper()
    if len(letters) == len(_PREFIX) + _REFERENCE_LETTERS:
        letters = letters.removeprefix(_PREFIX)
    if len(letters) != _REFERENCE_LETTERS or not set(letters) <= set(REFERENCE_ALPHABET):
        raise InvalidInput(
            "That is not a booking reference. Type it as printed on the ticket, for example FYR-7K2P9M; "
            "the letters I, L, O, U and the digits 0 and 1 are in no reference."
        )
    return _with_prefix(letters)


def new_voucher_code() -> str:
    """A gift voucher's code as it is stored, 16 characters (78 random bits): whoever knows it may spend it."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(VOUCHER_LETTERS))


def shown_voucher_code(code: str) -> str:
    """In fours, as it is printed and read out: 7K2P-9MXA-…"""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise_voucher_code(typed: str) -> str:
    """The code as it is stored, from one typed in small letters, with or without spaces and dashes.

    Raises InvalidInput if it cannot be one; the refusal does not repeat what was typed.
    """
    letters = "".join(sign for sign in typed if not _is_gap(sign)).upper()
    if len(letters) != VOUCHER_LETTERS or not set(letters) <= set(REFERENCE_ALPHABET):
        raise InvalidInput(
            f"That is not a voucher code. Type its {VOUCHER_LETTERS} letters and digits, for example "
            "7K2P-9MXA-4CVB-8RTW; the letters I, L, O, U and the digits 0 and 1 are in none."
        )
    return letters


def _with_prefix(letters: str) -> str:
    return f"{_PREFIX}-{letters}"


def _is_gap(sign: str) -> bool:
    """Spaces and dashes of every kind, and the line end a scanner adds."""
    return sign.isspace() or unicodedata.category(sign) in {"Pd", "Cf"}
