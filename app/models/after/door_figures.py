"""What a door shows beside its verdicts: how many are in and how many are still to come, and who should not have come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.after.admissions import DoorPlace, DoorShow, show_of
from app.models.statements import Reader
from app.models.times import as_stored, as_utc


@dataclass(frozen=True, slots=True)
class ShowAtTheDoor:
    """A show with the tickets that are in and all that are expected, those included."""

    show: DoorShow
    inside: int
    expected: int


@dataclass(frozen=True, slots=True)
class WronglyIn:
    """Somebody whom a door without the network let in: why it should not have, when, and where."""

    movie_title: str
    starts_at: datetime
    seat_label: str
    reference: str
    reason: str
    scanned_at: datetime
    counter_name: str


def shows_on(reader: Reader, cinema_id: int, until: datetime) -> list[ShowAtTheDoor]:
    """The cinema's shows that run, or start before `until`, in their order; cancelled ones are left out."""
    found = reader.rows(
        """
        SELECT s.id, m.title, h.id, h.name, s.starts_at, s.ends_at, s.status, c.id, c.name,
               COUNT(IF(t.status = 'USED', 1, NULL)), COUNT(t.id)
        FROM halls h
        JOIN cinemas c ON c.id = h.cinema_id
        JOIN shows s ON s.hall_id = h.id
        JOIN movies m ON m.id = s.movie_id
        LEFT JOIN tickets t ON t.show_id = s.id AND t.status IN ('VALID', 'USED')
        WHERE h.cinema_id = %s AND s.status <> 'CANCELLED' AND s.starts_at < %s
            AND s.starts_at > UTC_TIMESTAMP() - INTERVAL 1 DAY AND s.ends_at > UTC_TIMESTAMP()
        GROUP BY s.id, m.title, h.id, h.name, s.starts_at, s.ends_at, s.status, c.id, c.name
        ORDER BY s.starts_at, h.name, s.id
        """,
        (cinema_id, as_stored(until)),
    )
    return [ShowAtTheDoor(show_of(row[:9]), int(row[9]), int(row[10])) for row in found]


def place_of(reader: Reader, counter_id: int) -> DoorPlace:
    """Where a door lets in."""
    row = reader.row(
        "SELECT k.hall_id, h.name FROM counters k LEFT JOIN halls h ON h.id = k.hall_id WHERE k.id = %s", (counter_id,)
    )
    return DoorPlace(int(row[0]), row[1]) if row and row[0] is not None else DoorPlace(None, "")


def wrongly_in(reader: Reader, cinema_id: int) -> list[WronglyIn]:
    """What was written down in the last twelve hours, the newest first."""
    found = reader.rows(
        """
        SELECT m.title, s.starts_at, x.row_name, x.seat_number, b.reference, a.reason, a.scanned_at, k.name
        FROM admissions a
        JOIN counters k ON k.id = a.counter_id
        JOIN tickets t ON t.id = a.ticket_id JOIN bookings b ON b.id = t.booking_id
        JOIN seats x ON x.id = t.seat_id JOIN shows s ON s.id = t.show_id JOIN movies m ON m.id = s.movie_id
        WHERE a.written_at > UTC_TIMESTAMP(6) - INTERVAL 12 HOUR AND a.kind = 'REFUSED' AND k.cinema_id = %s
        ORDER BY a.id DESC LIMIT 50
        """,
        (cinema_id,),
    )
    return [
        WronglyIn(title, as_utc(starts_at), f"{row_name}{number}", reference, reason, as_utc(scanned_at), door)
        for title, starts_at, row_name, number, reference, reason, scanned_at, door in found
    ]
