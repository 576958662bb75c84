"""Texts that name a person: found, and said without the name."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEUTRAL = "the customer"


def names_of(*parts: str) -> tuple[str, ...]:
    """What a person is named by, the longest first; what is empty or a single letter names nobody."""
    return tuple(sorted({part.strip() for part in parts if len(part.strip()) > 1}, key=len, reverse=True))


def is_named(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text as a whole: Ann is not named in Annapolis."""
    return any(_whole(name).search(text) for name in names)


def without(text: str, names: Iterable[str], instead: str = NEUTRAL) -> str:
    """The text with each of the names replaced; several of them in a row are one person."""
    for name in names:
        text = _whole(name).sub(instead, text)
    again = re.escape(instead)
    return re.sub(rf"{again}(?:[\s,]+{again})+", instead, text)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
