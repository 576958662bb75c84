"""What must never be written down: found by the name it goes under, and by its shape wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

HIDDEN = "[hidden]"

_SECRET_WORDS = frozenset(
    {"password", "passwd", "code", "card", "approval", "token", "secret", "phone", "email", "mail", "digit"}
)
_HARMLESS_NAMES = frozenset({"error_code", "exit_code"})
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_TICKET_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z2-7]{26}(?![A-Za-z0-9])")
_DIGIT_GROUPS = re.compile(r"\d+(?:[ \u00a0-]{1,2}\d+)*")
_DIGITS = re.compile(r"\d+")
_CARD_DIGITS_MIN, _CARD_DIGITS_MAX = 13, 19
_ASSIGNED = re.compile(
    r"""(\b\w*(?:password|passwd|secret|token|approval)\w*["']?\s*[=:]\s*)('[^']*'|"[^"]*"|[^\s,;)}\]]+)""",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
"""It begins where a word does: tried at every letter, a long text without an @ would take for ever."""
_PHONE = re.compile(r"\+\d{1,3}(?:[ \u00a0().-]{0,2}\d){6,13}(?!\d)")
"""As `app.utils.contacts` writes them: with the country's code."""
_ACCOUNT_IN_ADDRESS = re.compile(r"(://)[^\s/@]+@")


def redact(text: str) -> str:
    """The text without ticket codes, card numbers (13 to 19 digits that pass Luhn), values called a password, phone numbers
    with their country's code, and e-mail addresses.
    """
    text = _ACCOUNT_IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
    text = _ASSIGNED.sub(rf"\1{HIDDEN}", text)
    text = _TICKET_CODE.sub(HIDDEN, text)
    text = _PHONE.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))
    return _DIGIT_GROUPS.sub(_without_cards, text)


def redact_named(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields ready for JSON: those with a secret's name hidden, all others redacted to any depth."""
    return {redact(str(name)): HIDDEN if _is_secret(str(name)) else _clean(value) for name, value in fields.items()}


def _clean(value: object) -> object:
    match value:
        case None | bool():
            return value
        case int() if redact(str(value)) == str(value):
            return value
        case Mapping():
            return redact_named(value)
        case list() | tuple() | set() | frozenset():
            return [_clean(each) for each in value]
        case _:
            return redact(str(value))


def _is_secret(name: str) -> bool:
    """Whether a word of the name is a secret's: ticket_code, cardNumber, DB_PASSWORD; discarded is not."""
    words = {word.lower().removesuffix("s") for word in _NAME_WORD.findall(name)}
    return name.lower() not in _HARMLESS_NAMES and not words.isdisjoint(_SECRET_WORDS)


def _without_cards(run: re.Match[str]) -> str:
    """A run of digit groups with each card number in it hidden; a card number may have other figures beside it."""
    text, shown, end_before = run.group(), [], 0
    for start, end in _card_places(text):
        if start >= end_before:
            shown += [text[end_before:start], HIDDEN]
        end_before = max(end, end_before)
    return "".join(shown) + text[end_before:]


def _card_places(text: str) -> Iterator[tuple[int, int]]:
    """Where groups together make a card number; places may overlap, and then all of it is hidden."""
    groups = list(_DIGITS.finditer(text))
    for at, first in enumerate(groups):
        digits = ""
        for last in groups[at : at + _CARD_DIGITS_MAX]:
            digits += last.group()
            if len(digits) > _CARD_DIGITS_MAX:
                break
            if len(digits) >= _CARD_DIGITS_MIN and _passes_luhn(digits):
                yield first.start(), last.end()


def _passes_luhn(digits: str) -> bool:
    """The check digit of card numbers (ISO/IEC 7812-1, annex B)."""
    values = [int(digit) for digit in reversed(digits)]
    doubled = [sum(divmod(2 * value, 10)) for value in values[1::2]]
    return (sum(values[0::2]) + sum(doubled)) % 10 == 0
