"""Which booking somebody asks for: by its reference, or by the code of one of its tickets; only of one cinema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.statements import Reader, Row
from app.models.times import as_utc

_FOUND = """
    SELECT b.reference, k.name, b.created_at, b.confirmed_at
    FROM bookings b
    JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id JOIN counters k ON k.id = b.counter_id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Where and when a booking was made; `sold_at` is None for one that was never paid."""

    reference: str
    counter_name: str
    made_at: datetime
    sold_at: datetime | None


def by_reference(reader: Reader, cinema_id: int, reference: str) -> Found | None:
    row = reader.row(_FOUND + " WHERE b.reference = %s AND h.cinema_id = %s", (reference, cinema_id))
    return _found(row) if row else None


def id_of(reader: Reader, cinema_id: int, reference: str) -> int | None:
    """The booking's id, when it is one of this cinema."""
    row = reader.row(
        "SELECT b.id FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id"
        " WHERE b.reference = %s AND h.cinema_id = %s",
        (reference, cinema_id),
    )
    return int(row[0]) if row else None


def by_ticket_code(reader: Reader, cinema_id: int, code: str) -> Found | None:
    """Void tickets find their booking too: whoever holds one asks what became of it."""
    row = reader.row(
        _FOUND + " JOIN tickets t ON t.booking_id = b.id WHERE t.code = %s AND h.cinema_id = %s", (code, cinema_id)
    )
    return _found(row) if row else None


def _found(row: Row) -> Found:
    reference, counter_name, made_at, sold_at = row
    return Found(
        str(reference),
        str(counter_name),
        as_utc(made_at),
        as_utc(sold_at) if sold_at is not None else None,
    )
