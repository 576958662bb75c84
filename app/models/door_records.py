"""The records that are needed before anybody has signed in: which cinema, which counter, who.

They stand apart because every start waits until they are made, and the records of a sale are many. Whoever is behind the
sign-in has them from `records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    CLERK = "CLERK"
    MANAGER = "MANAGER"
    ADMIN = "ADMIN"
    USHER = "USHER"


@dataclass(frozen=True, slots=True)
class Cinema:
    """A house with its own clock, money and language."""

    id: int
    name: str
    city: str
    time_zone: str
    """IANA name, e.g. Asia/Kolkata."""
    currency: str
    """ISO 4217 code, e.g. INR."""
    locale: str
    """Babel locale, e.g. en_IN."""
    country: str = "IN"
    """ISO 3166 code; with `region` it decides the public holidays."""
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """A place where one person sells."""

    id: int
    name: str
    cinema: Cinema


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person with an account."""

    id: int
    username: str
    full_name: str
    role: Role
