"""Which seats of a hall are liked: how often each was sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.models.records import Cinema, Seat
from app.models.sell.shows import seat_of
from app.models.statements import Reader
from app.models.times import as_stored
from app.utils.local_time import day_bounds_utc

# Read from the key alone, without a look at any ticket; the few that were taken back are told apart by a key of their own.
_SOLD = """
    SELECT STRAIGHT_JOIN t.seat_id, COUNT(*) FROM shows s JOIN tickets t FORCE INDEX (tickets_of_show) ON t.show_id = s.id
    WHERE s.hall_id = %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED' GROUP BY t.seat_id
"""
_RETURNED = """
    SELECT t.seat_id, -COUNT(*) FROM tickets t JOIN shows s ON s.id = t.show_id
    WHERE t.voided_at IS NOT NULL
        AND s.hall_id = %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED' GROUP BY t.seat_id
"""
_SHOWS = """
    SELECT COUNT(*) FROM shows s
    WHERE s.hall_id = %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED'
"""


@dataclass(frozen=True, slots=True)
class HallHeat:
    """A hall's seats as they are now, how many shows have begun, and how often each seat was sold for one of them."""

    seats: tuple[Seat, ...]
    shows: int
    tickets_by_seat: dict[int, int]


def in_hall(reader: Reader, cinema: Cinema, hall_id: int, first: date, last: date, now: datetime) -> HallHeat:
    """The hall over the shows of the days `first` to `last` that have begun. Seats that were taken out are left out."""
    start = day_bounds_utc(first, cinema.time_zone)[0]
    end = min(now, day_bounds_utc(last, cinema.time_zone)[1])
    between = (hall_id, as_stored(start), as_stored(end))
    counts: dict[int, int] = {}
    for seat_id, tickets in (*reader.rows(_SOLD, between), *reader.rows(_RETURNED, between)):
        counts[int(seat_id)] = counts.get(int(seat_id), 0) + int(tickets)
    seats = reader.rows(
        "SELECT id, row_name, seat_number, seat_type, grid_row, grid_column, wheelchair, companion, in_service"
        " FROM seats WHERE hall_id = %s AND live = 1 ORDER BY grid_row, grid_column",
        (hall_id,),
    )
    shows = reader.row(_SHOWS, between)
    found = tuple(seat_of(row) for row in seats)
    return HallHeat(found, int(shows[0]) if shows else 0, {seat.id: counts.get(seat.id, 0) for seat in found})
