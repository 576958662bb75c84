"""Tickets sold and taken back, by day, film, hall and kind of seat, counted on the day it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.records import SeatType
from app.models.reports import events
from app.models.reports.stretches import Stretch, figures
from app.models.reports.told_apart import by_name
from app.models.statements import Reader

_FIGURES = """
    SELECT KEY, SUM(e.sold), SUM(e.sold_minor), SUM(e.discount_minor), SUM(e.returned), SUM(e.returned_minor)
    FROM (EVENTS) e GROUP BY KEY
"""
_OF_SHOWS = _FIGURES.replace("(EVENTS) e", "(EVENTS) e JOIN shows s ON s.id = e.show_id")
_DAY, _SEAT_TYPE = (_FIGURES.replace("KEY", key) for key in ("e.day", "e.seat_type"))
_FILM, _HALL = (_OF_SHOWS.replace("KEY", key) for key in ("s.movie_id", "s.hall_id"))
_FILM_NAMES = "SELECT id, title, COALESCE(CAST(YEAR(release_date) AS CHAR), '') FROM movies WHERE id IN %s"
_HALL_NAMES = "SELECT id, name, '' FROM halls WHERE id IN %s"


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
    return by_name(reader, _figures(reader, asked, _FILM), _FILM_NAMES)


def by_hall(reader: Reader, asked: Stretch) -> dict[str, TicketFigures]:
    """By the hall's name."""
    return by_name(reader, _figures(reader, asked, _HALL), _HALL_NAMES)


def by_seat_type(reader: Reader, asked: Stretch) -> dict[SeatType, TicketFigures]:
    """By the kind of seat that was sold, whatever kind it is now."""
    return {SeatType(kind): each for kind, each in _figures(reader, asked, _SEAT_TYPE).items()}


def _figures(reader: Reader, asked: Stretch, question: str) -> dict[Any, TicketFigures]:
    return {key: TicketFigures(*sums) for key, sums in figures(reader, asked, question, events.TICKETS).items()}
