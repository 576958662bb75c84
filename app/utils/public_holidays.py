"""Public holidays of a country or a region of it, from the `holidays` library."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def is_public_holiday(day: date, country: str, region: str | None) -> bool:
    """Whether `day` is a public holiday there; `country` is its ISO 3166 code, `region` its ISO 3166-2 part.

    A country the library does not know has no holidays: the house then prices by weekday and weekend.
    """
    import holidays  # noqa: PLC0415  100 ms that the sign-in screen should not wait for

    try:
        return day in holidays.country_holidays(country, subdiv=region, years=day.year)
    except NotImplementedError:
        return False
