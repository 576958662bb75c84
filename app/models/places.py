"""Cinemas and counters."""

from __future__ import annotations

from app.models.door_records import Cinema, Counter
from app.models.statements import Reader, Row

_COUNTERS = """
    SELECT k.id, k.name, c.id, c.name, t.name, c.time_zone, c.currency, c.locale, c.country, c.region
    FROM counters k JOIN cinemas c ON c.id = k.cinema_id JOIN cities t ON t.id = c.city_id
"""


def counters(reader: Reader) -> tuple[Counter, ...]:
    """Every counter that is in use, the oldest cinema's first."""
    return tuple(_counter(row) for row in reader.rows(_COUNTERS + " WHERE k.active ORDER BY c.id, k.id"))


def cinemas_by_id(reader: Reader) -> dict[int, Cinema]:
    found = reader.rows(
        """
        SELECT c.id, c.name, t.name, c.time_zone, c.currency, c.locale, c.country, c.region
        FROM cinemas c JOIN cities t ON t.id = c.city_id
        """
    )
    return {int(row[0]): Cinema(*row) for row in found}


def halls_by_name(reader: Reader) -> list[tuple[int, int]]:
    """(id, its cinema's id) of every hall, in the order of their names."""
    found = reader.rows("SELECT id, cinema_id FROM halls ORDER BY name, id")
    return [(int(hall_id), int(cinema_id)) for hall_id, cinema_id in found]


def halls_of(reader: Reader, cinema_id: int) -> list[tuple[int, str, int]]:
    """(id, name, number of seats in service) of each hall of a cinema."""
    found = reader.rows(
        """
        SELECT h.id, h.name, SUM(s.in_service) FROM halls h JOIN seats s ON s.hall_id = h.id AND s.live
        WHERE h.cinema_id = %s GROUP BY h.id, h.name ORDER BY h.id
        """,
        (cinema_id,),
    )
    return [(int(hall_id), str(name), int(seat_count)) for hall_id, name, seat_count in found]


def _counter(row: Row) -> Counter:
    return Counter(row[0], row[1], Cinema(*row[2:]))
