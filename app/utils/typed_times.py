"""A time of day as people type it: "19:50", "7:50 pm", "7.50pm", "1950", "19"."""

from __future__ import annotations

import re
from datetime import time

from app.utils.errors import InvalidInput

_TYPED = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?m?\.?", re.ASCII | re.IGNORECASE
)


def typed_time(typed: str) -> time:
    """The time of day; without am or pm it is of 24 hours. Raises InvalidInput."""
    found = _TYPED.fullmatch(typed.strip())
    half = (found["half"] or "").lower() if found else ""
    hour = int(found["hour"]) if found else 99
    minute = int(found["minute"] or 0) if found else 99
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise InvalidInput("Write the time like 19:50 or 7:50 pm.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)
