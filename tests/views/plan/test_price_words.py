"""Dates and figures as the price list's tables tell them."""

from __future__ import annotations

import pytest

from app.views.plan.price_words import factor, span


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("", "", "always"),
        ("2026-11-20", "", "from 20 Nov 2026"),
        ("", "2026-11-20", "until 20 Nov 2026"),
        ("2026-11-20", "2027-01-02", "20 Nov 2026 – 2 Jan 2027"),
    ],
)
def test_a_span_is_told_by_the_ends_it_has(first: str, last: str, told: str) -> None:
    assert span({"valid_from": first, "valid_until": last}, "en_IN") == told


@pytest.mark.parametrize(("percent", "told"), [("100", "× 1"), ("85", "× 0.85"), ("150", "× 1.5")])
def test_a_percent_is_told_as_what_one_multiplies_with(percent: str, told: str) -> None:
    assert factor(percent) == told
