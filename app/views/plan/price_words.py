"""Prices and their dates as the price list's tables tell them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.utils.local_time import format_date
from app.views.parts.form_lines import Line

DATE_LINES = (
    Line("valid_from", "First day", half=True, example="2026-11-21; empty: no limit"),
    Line("valid_until", "Last day", half=True, example="included; empty: no end"),
)
"""Of everything that counts for a while."""


def factor(percent: str) -> str:
    """130 is × 1.3."""
    return f"× {int(percent) / 100:g}"


def span(answers: Mapping[str, str], locale: str) -> str:
    """From when to when something counts."""
    first, last = (answers.get(key, "") for key in ("valid_from", "valid_until"))
    if not first and not last:
        return "always"
    if not first:
        return f"until {_day(last, locale)}"
    if not last:
        return f"from {_day(first, locale)}"
    return f"{_day(first, locale)} – {_day(last, locale)}"


def _day(typed: str, locale: str) -> str:
    return format_date(date.fromisoformat(typed), locale)
