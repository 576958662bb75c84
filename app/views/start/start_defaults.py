"""What the machine already knows about where it stands, to fill the first form."""

from __future__ import annotations

import locale
import os
from pathlib import Path


def detected_place() -> dict[str, str]:
    """`time_zone` (IANA), `locale` ("en_IN"), `country` ("IN"), `currency` ("INR"); a key that is not known is left out."""
    found: dict[str, str] = {}
    zone = _time_zone()
    if zone:
        found["time_zone"] = zone
    language, _, country = (locale.getlocale()[0] or "").partition("_")
    if language and len(country) == 2 and country.isalpha():
        found |= {"locale": f"{language}_{country}", "country": country.upper()}
        currency = _currency(country.upper())
        if currency:
            found["currency"] = currency
    return found


def _time_zone() -> str | None:
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    parts = Path("/etc/localtime").resolve().parts
    if "zoneinfo" in parts:
        return "/".join(parts[parts.index("zoneinfo") + 1 :])
    return None


def _currency(country: str) -> str | None:
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - costly, and only the first start needs it

    currencies = get_territory_currencies(country)
    return str(currencies[0]) if currencies else None
