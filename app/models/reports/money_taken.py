"""Payments and refunds on the day they were made, and the tickets that go with them, by clerk, method and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.reports import events
from app.models.reports.stretches import Stretch, figures
from app.models.reports.told_apart import by_name
from app.models.statements import Reader

_FIGURES = """
    SELECT KEY, SUM(e.sold), SUM(e.sold_minor), SUM(e.returned), SUM(e.returned_minor), SUM(e.taken), SUM(e.taken_minor),
           SUM(e.refunded), SUM(e.refunded_minor)
    FROM (EVENTS) e GROUP BY KEY
"""
_DAY, _CLERK, _METHOD = (_FIGURES.replace("KEY", key) for key in ("e.day", "e.clerk_id", "e.method"))
_CLERK_NAMES = "SELECT id, full_name, username FROM staff WHERE id IN %s"


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """Tickets as in TicketFigures, and how often money was taken and given back, with its minor units."""

    sold: int = 0
    sold_minor: int = 0
    returned: int = 0
    returned_minor: int = 0
    taken: int = 0
    taken_minor: int = 0
    refunded: int = 0
    refunded_minor: int = 0

    @property
    def tickets(self) -> int:
        return self.sold - self.returned

    @property
    def sales_minor(self) -> int:
        return self.sold_minor - self.returned_minor

    @property
    def takings_minor(self) -> int:
        return self.taken_minor - self.refunded_minor


def by_day(reader: Reader, asked: Stretch) -> dict[date, MoneyFigures]:
    """The days on which anything happened."""
    return _figures(reader, asked, _DAY)


def by_clerk(reader: Reader, asked: Stretch) -> dict[str, MoneyFigures]:
    """By the full name of who took the money, with the user name where two are called the same."""
    return by_name(reader, _figures(reader, asked, _CLERK), _CLERK_NAMES)


def by_method(reader: Reader, asked: Stretch) -> dict[str, MoneyFigures]:
    """By PaymentMethod's value, or events.NO_METHOD. A refund counts with the way that the money went back."""
    return _figures(reader, asked, _METHOD)


def _figures(reader: Reader, asked: Stretch, question: str) -> dict[Any, MoneyFigures]:
    return {key: MoneyFigures(*sums) for key, sums in figures(reader, asked, question, events.CLERKS).items()}
