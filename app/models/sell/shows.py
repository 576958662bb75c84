"""Shows: what plays where and when, and how full it is."""

from __future__ import annotations

from datetime import datetime

from app.models.records import Seat, SeatType, Show, ShowStatus
from app.models.statements import Reader, Row
from app.models.times import as_stored, as_utc

_SHOWS = """
    SELECT s.id, m.title, m.language, m.certificate, m.duration_minutes, h.id, h.name,
           s.starts_at, s.ends_at, s.base_price_minor, s.status, h.cinema_id
    FROM shows s JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
"""


def show_of(row: Row) -> Show:
    """A Show from the eleven columns every query of shows selects first."""
    show_id, title, language, certificate, duration_minutes, hall_id, hall_name = row[:7]
    starts_at, ends_at, base_price_minor, status = row[7:11]
    return Show(
        show_id,
        title,
        language,
        certificate,
        duration_minutes,
        hall_id,
        hall_name,
        as_utc(starts_at),
        as_utc(ends_at),
        int(base_price_minor),
        ShowStatus(status),
    )


def one(reader: Reader, show_id: int) -> Show | None:
    row = reader.row(_SHOWS + " WHERE s.id = %s", (show_id,))
    return show_of(row) if row else None


def starting_between(reader: Reader, cinema_id: int, first: datetime, last: datetime) -> list[Show]:
    """A cinema's shows that start in [first, last), in order; cancelled ones are left out."""
    found = reader.rows(
        _SHOWS
        + " WHERE h.cinema_id = %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED'"
        + " ORDER BY s.starts_at, h.name",
        (cinema_id, as_stored(first), as_stored(last)),
    )
    return [show_of(row) for row in found]


def with_ids(reader: Reader, show_ids: tuple[int, ...], since: datetime) -> dict[int, tuple[Show, int]]:
    """(the show, its cinema's id) of those of the shows that start at `since` or later and are not cancelled."""
    if not show_ids:
        return {}
    found = reader.rows(
        _SHOWS + " WHERE s.id IN %s AND s.starts_at >= %s AND s.status <> 'CANCELLED'",
        (show_ids, as_stored(since)),
    )
    return {int(row[0]): (show_of(row), int(row[11])) for row in found}


def starts_of(reader: Reader, cinema_id: int, since: datetime) -> list[datetime]:
    """When every show of a cinema from `since` on starts: what the date strip is made of."""
    found = reader.rows(
        "SELECT s.starts_at FROM shows s JOIN halls h ON h.id = s.hall_id"
        " WHERE h.cinema_id = %s AND s.starts_at >= %s AND s.status <> 'CANCELLED' ORDER BY s.starts_at",
        (cinema_id, as_stored(since)),
    )
    return [as_utc(row[0]) for row in found]


def claim_counts(reader: Reader, show_ids: tuple[int, ...]) -> dict[int, tuple[int, int]]:
    """(held, sold) per show; an expired hold counts as free, as it is to whoever wants the seat."""
    if not show_ids:
        return {}
    found = reader.rows(
        """
        SELECT c.show_id, SUM(c.state = 'HELD' AND b.held_until > UTC_TIMESTAMP(6)), SUM(c.state = 'SOLD')
        FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
        WHERE c.show_id IN %s GROUP BY c.show_id
        """,
        (show_ids,),
    )
    return {int(show_id): (int(held), int(sold)) for show_id, held, sold in found}


def own_prices(reader: Reader, show_ids: tuple[int, ...]) -> dict[int, dict[SeatType, int]]:
    """Each show's own prices by seat type, in minor units, where it has some."""
    prices: dict[int, dict[SeatType, int]] = {}
    if show_ids:
        for show_id, seat_type, price_minor in reader.rows(
            "SELECT show_id, seat_type, price_minor FROM show_prices WHERE show_id IN %s", (show_ids,)
        ):
            prices.setdefault(int(show_id), {})[SeatType(seat_type)] = int(price_minor)
    return prices


def seats_of_hall(reader: Reader, hall_id: int) -> list[Seat]:
    """Every seat of a hall as it is now, row by row from the screen."""
    found = reader.rows(
        """
        SELECT id, row_name, seat_number, seat_type, grid_row, grid_column, wheelchair, companion, in_service
        FROM seats WHERE hall_id = %s AND live ORDER BY grid_row, grid_column
        """,
        (hall_id,),
    )
    return [seat_of(row) for row in found]


def seat_of(row: Row) -> Seat:
    """A Seat from the nine columns id, row, number, type, grid row and column, accessible, companion, in service."""
    return Seat(row[0], row[1], row[2], SeatType(row[3]), row[4], row[5], bool(row[6]), bool(row[7]), bool(row[8]))
