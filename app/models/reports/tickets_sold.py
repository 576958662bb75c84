"""Tickets sold and taken back, by day, film, hall and kind of seat, counted on the day it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.records import SeatType
from app.models.reports import events
from app.models.reports.stretches import Stretch, read, summed
from app.models.reports.told_apart import told_apart
from app.models.statements import Reader

_FIGURES = """
    SELECT KEY, SUM(e.sold), SUM(e.sold_minor), SUM(e.discount_minor), SUM(e.returned), SUM(e.returned_minor)
    FROM (EVENTS) e GROUP BY KEY
"""
_OF_SHOWS = _FIGURES.replace("(EVENTS) e", "(EVENTS) e JOIN shows s ON s.id = e.show_id")
_KEPT = """
    SELECT d.day, f.show_id, f.seat_type, f.sold, f.sold_minor, f.discount_minor, f.returned, f.returned_minor
    FROM figures_days d JOIN figures_tickets f ON f.day_id = d.id
    WHERE d.cinema_id = %s AND d.time_zone = %s AND d.day BETWEEN %s AND %s
"""
_DAY, _SEAT_TYPE = (_FIGURES.replace("KEY", key) for key in ("e.day", "e.seat_type"))
_FILM, _HALL = (_OF_SHOWS.replace("KEY", key) for key in ("s.movie_id", "s.hall_id"))


@dataclass(frozen=True, slots=True)
class TicketFigures:
    """What was sold and what was taken back; amounts in minor units, the discounts are those of the sold ones."""

    sold: int = 0
    sold_minor: int = 0
    discount_minor: int = 0
    returned: int = 0
    returned_minor: int = 0

    @property
    def tickets(self) -> int:
        return self.sold - self.returned

    @property
    def sales_minor(self) -> int:
        return self.sold_minor - self.returned_minor


def by_day(reader: Reader, asked: Stretch) -> dict[date, TicketFigures]:
    """The days on which anything happened."""
    return _figures(reader, asked, _DAY)


def by_film(reader: Reader, asked: Stretch) -> dict[str, TicketFigures]:
    """By title; films of one title are told apart by their year."""
    figures = _figures(reader, asked, _FILM)
    if not figures:
        return {}
    found = reader.rows("SELECT id, title, release_date FROM movies WHERE id IN %s", (tuple(figures),))
    names = told_apart((row[0], row[1], str(row[2].year) if row[2] else "") for row in found)
    return {names[movie_id]: each for movie_id, each in figures.items()}


def by_hall(reader: Reader, asked: Stretch) -> dict[str, TicketFigures]:
    """By the hall's name."""
    figures = _figures(reader, asked, _HALL)
    if not figures:
        return {}
    found = reader.rows("SELECT id, name FROM halls WHERE id IN %s", (tuple(figures),))
    names = told_apart((hall_id, name, "") for hall_id, name in found)
    return {names[hall_id]: each for hall_id, each in figures.items()}


def by_seat_type(reader: Reader, asked: Stretch) -> dict[SeatType, TicketFigures]:
    """By the kind of seat that was sold, whatever kind it is now."""
    return {SeatType(kind): each for kind, each in _figures(reader, asked, _SEAT_TYPE).items()}


def _figures(reader: Reader, asked: Stretch, by: str) -> dict[Any, TicketFigures]:
    rows = read(
        reader, asked, by.replace("EVENTS", _KEPT), by.replace("EVENTS", events.TICKETS), events.TICKETS_SELECTS
    )
    return {key: TicketFigures(*figures) for key, figures in summed(rows).items()}
