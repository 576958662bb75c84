"""Texts that name somebody, and the same without the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.after.naming import NEUTRAL, is_named, names_of, without


@pytest.mark.parametrize(
    ("text", "named"),
    [("Tell Ann.", True), ("tell ANN", True), ("Annapolis is sold out", False), ("Joanna waits", False), ("", False)],
)
def test_a_name_counts_as_a_whole(text: str, named: bool) -> None:
    assert is_named(text, ("Ann",)) is named


def test_what_is_empty_names_nobody() -> None:
    assert names_of("", " ", "A", "Ann", "+91 98765 43210") == ("+91 98765 43210", "Ann")
    assert not is_named("anything", names_of("", ""))


def test_name_and_number_together_are_one_customer() -> None:
    names = names_of("Ann Lee", "+91 98765 43210", "")
    told = without("FYR-7K2P9M: moved from A1 to A2. Tell Ann Lee +91 98765 43210.", names)
    assert told == "FYR-7K2P9M: moved from A1 to A2. Tell the customer."


@given(st.lists(st.text(min_size=2, max_size=12), max_size=3), st.text(max_size=60), st.text(max_size=60))
def test_nobody_is_named_in_what_is_left(parts: list[str], before: str, after: str) -> None:
    names = names_of(*parts)
    text = " ".join([before, *parts, after])
    left = without(text, names)
    assert not is_named(left.replace(NEUTRAL, ""), names)
