"""The widths of Sell's columns: pure figures."""

from __future__ import annotations

from app.views.sell.columns import column_widths


def test_a_narrow_page_gives_the_list_up_first() -> None:
    narrow, usual = column_widths(924), column_widths(1180)
    assert narrow[0] < usual[0]
    assert narrow[1] == usual[1] == 264


def test_a_wide_page_lets_both_grow_within_limits() -> None:
    usual, wide, huge = column_widths(1180), column_widths(1820), column_widths(3700)
    assert usual[0] < wide[0] <= huge[0] == 360
    assert usual[1] < wide[1] <= huge[1] == 320


def test_the_map_always_has_most_of_the_page() -> None:
    for units in range(900, 4000, 50):
        assert sum(column_widths(units)) <= units * 0.56
