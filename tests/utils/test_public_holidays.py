"""Public holidays with their names, of a country and of a region of it."""

from __future__ import annotations

from datetime import date

from app.utils.public_holidays import is_public_holiday, public_holidays


def test_a_regions_holidays_are_told_in_order_with_their_names() -> None:
    found = public_holidays(2026, "IN", "MH")
    assert list(found) == sorted(found)
    assert found[date(2026, 1, 26)] == "Republic Day"
    assert date(2026, 2, 19) in found
    assert date(2026, 2, 19) not in public_holidays(2026, "IN", None)


def test_a_day_is_a_holiday_where_it_is_listed_and_nowhere_else() -> None:
    assert is_public_holiday(date(2026, 1, 26), "IN", None)
    assert not is_public_holiday(date(2026, 1, 26), "FR", None)


def test_a_country_or_region_that_is_not_known_has_none() -> None:
    assert public_holidays(2026, "XX", None) == {}
    assert public_holidays(2026, "IN", "ZZ") == {}
