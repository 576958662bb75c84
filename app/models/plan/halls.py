"""Halls: what they are called, how long they are cleaned between two shows, and what shows to come have to do with their seats.

A show is to come until it ends. Whoever writes a hall takes it first (`planning.take_halls`), as planners of shows do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.models import places
from app.models.plan import hall_seats
from app.models.plan.hall_seats import HallSeat
from app.models.records import Cinema
from app.models.statements import Reader, Unit
from app.models.times import as_utc

TO_COME = "s.status IN ('UPCOMING', 'ONGOING') AND s.ends_at > UTC_TIMESTAMP()"
"""The condition that a show `s` is not over yet."""


@dataclass(frozen=True, slots=True)
class HallInList:
    """A hall as a list shows it; `seat_count` are its seats in service."""

    id: int
    name: str
    cinema: Cinema
    active: bool
    seat_count: int


@dataclass(frozen=True, slots=True)
class HallPlan:
    """A hall with its seats as they are stored, row by row from the screen."""

    id: int
    cinema: Cinema
    name: str
    turnaround_minutes: int
    active: bool
    seats: tuple[HallSeat, ...]


@dataclass(frozen=True, slots=True)
class ClaimedSeat:
    """A seat that somebody holds or has bought for a show to come."""

    seat_id: int
    sold: bool
    reference: str
    movie_title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ShowToCome:
    """A show of a hall that is not over; `follows_too_soon`: sooner after the one before it than the time asked for."""

    movie_title: str
    starts_at: datetime
    follows_too_soon: bool


def listed(reader: Reader) -> tuple[HallInList, ...]:
    """Every hall of every cinema, in the order they were made."""
    cinemas = places.cinemas_by_id(reader)
    found = reader.rows(
        """
        SELECT h.id, h.name, h.cinema_id, h.active, COALESCE(SUM(x.in_service), 0)
        FROM halls h LEFT JOIN seats x ON x.hall_id = h.id AND x.live
        GROUP BY h.id, h.name, h.cinema_id, h.active ORDER BY h.cinema_id, h.id
        """
    )
    return tuple(HallInList(int(row[0]), row[1], cinemas[int(row[2])], bool(row[3]), int(row[4])) for row in found)


def one(reader: Reader, hall_id: int) -> HallPlan | None:
    """The hall with its seats; None when there is none."""
    row = reader.row("SELECT cinema_id, name, turnaround_minutes, active FROM halls WHERE id = %s", (hall_id,))
    if row is None:
        return None
    cinema = places.cinemas_by_id(reader)[int(row[0])]
    return HallPlan(hall_id, cinema, row[1], int(row[2]), bool(row[3]), hall_seats.of_hall(reader, hall_id))


def id_of(reader: Reader, cinema_id: int, name: str) -> int | None:
    """The hall of that name in a cinema."""
    row = reader.row("SELECT id FROM halls WHERE cinema_id = %s AND name = %s", (cinema_id, name))
    return int(row[0]) if row else None


def add(unit: Unit, cinema_id: int, name: str, turnaround_minutes: int) -> int:
    """Write a new hall without seats; returns its id. Raises DuplicateKey when the cinema has one of that name."""
    return unit.insert(
        "INSERT INTO halls (cinema_id, name, turnaround_minutes) VALUES (%s, %s, %s)",
        (cinema_id, name, turnaround_minutes),
    )


def change(unit: Unit, hall_id: int, name: str, turnaround_minutes: int, *, active: bool) -> None:
    """Write what a hall is called and how it is used. Raises DuplicateKey when its cinema has another one of that name."""
    unit.execute(
        "UPDATE halls SET name = %s, turnaround_minutes = %s, active = %s WHERE id = %s",
        (name, turnaround_minutes, active, hall_id),
    )


_CLAIMS = """
    SELECT c.seat_id, c.state = 'SOLD', b.reference, m.title, s.starts_at
    FROM booking_seats c JOIN shows s ON s.id = c.show_id JOIN bookings b ON b.id = c.booking_id
    JOIN movies m ON m.id = s.movie_id
"""


def claimed(reader: Reader, seat_ids: Collection[int]) -> list[ClaimedSeat]:
    """Who has these seats for shows to come, by seat and time. A hold that has run out counts until it is swept away."""
    if not seat_ids:
        return []
    found = reader.rows(
        f"{_CLAIMS} WHERE c.seat_id IN %s AND {TO_COME} ORDER BY c.seat_id, s.starts_at", (tuple(seat_ids),)
    )
    return [ClaimedSeat(int(row[0]), bool(row[1]), row[2], row[3], as_utc(row[4])) for row in found]


def run_out(reader: Reader, hall_id: int) -> list[int]:
    """The bookings whose hold of seats in this hall has run out and was not swept away yet."""
    found = reader.rows(
        """
        SELECT b.id FROM bookings b JOIN shows s ON s.id = b.show_id
        WHERE s.hall_id = %s AND b.status = 'PENDING' AND b.held_until <= UTC_TIMESTAMP(6)
        """,
        (hall_id,),
    )
    return [int(row[0]) for row in found]


_SHOWS = """
    SELECT m.title, s.starts_at,
           COALESCE(s.starts_at < LAG(s.ends_at) OVER (ORDER BY s.starts_at, s.id) + INTERVAL %s MINUTE, FALSE)
    FROM shows s JOIN movies m ON m.id = s.movie_id
"""


def shows_to_come(reader: Reader, hall_id: int, turnaround_minutes: int) -> list[ShowToCome]:
    """The hall's shows that are not over, in order, and which follow too soon if it is cleaned for so long."""
    found = reader.rows(
        f"{_SHOWS} WHERE s.hall_id = %s AND {TO_COME} ORDER BY s.starts_at", (turnaround_minutes, hall_id)
    )
    return [ShowToCome(row[0], as_utc(row[1]), bool(row[2])) for row in found]
