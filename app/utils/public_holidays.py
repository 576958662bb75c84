"""Public holidays of a country or a region of it, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def is_public_holiday(day: date, country: str, region: str | None) -> bool:
    """Whether `day` is a public holiday there; `country` is its ISO 3166 code, `region` its ISO 3166-2 part.

    A country the library does not know has no holidays: the house then prices by weekday and weekend.
    """
    return day in public_holidays(day.year, country, region)


@lru_cache(maxsize=64)
def public_holidays(year: int, country: str, region: str | None) -> Mapping[date, str]:
    """The public holidays of a year there with their names, in order; none of a country the library does not know."""
    import holidays  # noqa: PLC0415  100 ms that the sign-in screen should not wait for

    try:
        found = holidays.country_holidays(country, subdiv=region, years=year, language="en_US")
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(found.items()) if day.year == year}
