"""Texts typed by people, made safe to store, show and print."""

from __future__ import annotations

import re
import unicodedata

from app.utils.errors import InvalidInput

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn round what stands after them: a name could make the rest of a ticket read as something else."""

_CARD_DIGITS_MIN = 13
_APPROVAL_CODE = re.compile(r"[A-Za-z0-9]{4,12}")


def clean_name(typed: str, what: str, max_length: int) -> str:
    """A name as it is stored: trimmed, NFC, on one line, without control characters or bidi overrides.

    `what` says whose name it is in the refusal ("film title"); `max_length` counts characters as the database does.
    Raises InvalidInput if nothing visible is left or it is too long. Any script, quotes and emoji are kept.
    """
    text = unicodedata.normalize("NFC", typed)
    # Nothing to take out of most texts, and an import brings them by the million letters.
    name = (text if text.isprintable() else "".join(_kept(sign) for sign in text)).strip()
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
        raise InvalidInput(f"The {what} is empty. Type at least one letter or digit.")
    if len(name) > max_length:
        raise InvalidInput(
            f"The {what} has {len(name)} characters, and {max_length} is the most. "
            f"Shorten it by {len(name) - max_length}."
        )
    return name


def approval_code(typed: str) -> str:
    """The code the card terminal prints for a payment it took: 4 to 12 letters and digits, upper-cased.

    A card number is refused, and never repeated in the refusal: it must not reach a screen, the log or the database.
    Raises InvalidInput.
    """
    if sum(unicodedata.category(sign) == "Nd" for sign in typed) >= _CARD_DIGITS_MIN:
        raise InvalidInput(
            "That looks like a card number. A card number must never be typed here: "
            "clear the field and type the approval code from the terminal's slip, for example 04B7K2."
        )
    code = typed.strip()
    if not _APPROVAL_CODE.fullmatch(code):
        raise InvalidInput(
            "That is not an approval code. Type the 4 to 12 letters and digits from the terminal's slip, "
            "for example 04B7K2."
        )
    return code.upper()


def _kept(sign: str) -> str:
    """The character itself, a space for what breaks a line, nothing for what cannot be seen."""
    if sign in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if sign in _BIDI_CONTROLS or unicodedata.category(sign) in {"Cc", "Cs"}:
        return ""
    return sign
