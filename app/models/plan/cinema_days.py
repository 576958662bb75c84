"""What a cinema says itself of a day: that it is a holiday there, or that a public holiday is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class CinemaDay:
    day: date
    name: str
    is_holiday: bool


def of_cinema(reader: Reader, cinema_id: int) -> list[CinemaDay]:
    found = reader.rows(
        "SELECT day, name, is_holiday FROM cinema_holidays WHERE cinema_id = %s ORDER BY day", (cinema_id,)
    )
    return [CinemaDay(day, name, bool(is_holiday)) for day, name, is_holiday in found]


def put(unit: Unit, cinema_id: int, said: CinemaDay) -> None:
    unit.later(
        "INSERT INTO cinema_holidays (cinema_id, day, name, is_holiday) VALUES (%s, %s, %s, %s)"
        " ON DUPLICATE KEY UPDATE name = %s, is_holiday = %s",
        (cinema_id, said.day, said.name, said.is_holiday, said.name, said.is_holiday),
    )


def take_away(unit: Unit, cinema_id: int, day: date) -> None:
    """The calendar of its country and region decides again."""
    unit.later("DELETE FROM cinema_holidays WHERE cinema_id = %s AND day = %s", (cinema_id, day))
