"""Seats out of service for a while: an outage, and a row for each show to come in which the seat is therefore nobody's.

Such a row is one of `blocked_seats` with the outage's id. A seat that a manager had kept for that show anyway stays kept when
the outage ends: its row is older than the outage.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.plan.halls import TO_COME
from app.models.statements import Reader, Unit
from app.models.times import as_stored, as_utc


@dataclass(frozen=True, slots=True)
class Outage:
    """A seat that cannot be sat on in [from_at, until_at); `until_at` None: until somebody says so."""

    id: int
    seat_id: int
    seat_label: str
    from_at: datetime
    until_at: datetime | None
    reason: str
    put_by: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A counter that holds a seat just now which was put out of service."""

    counter_id: int
    reference: str
    seat_label: str
    movie_title: str


def put(
    unit: Unit, seat_ids: Sequence[int], from_at: datetime, until_at: datetime | None, reason: str, staff_id: int
) -> None:
    """Write an outage of each seat, and block it in the shows to come. The hall is taken, and the seats are locked."""
    begins, ends = as_stored(from_at), as_stored(until_at) if until_at else None
    for seat_id in sorted(seat_ids):
        unit.later(
            "INSERT INTO seat_outages (seat_id, from_at, until_at, reason, put_by, put_at)"
            " VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6))",
            (seat_id, begins, ends, reason, staff_id),
        )
    _block(unit, tuple(sorted(seat_ids)))


_GIVE_BACK_KEPT = """
    UPDATE blocked_seats k JOIN seat_outages o ON o.id = k.outage_id JOIN shows s ON s.id = k.show_id SET k.outage_id = NULL
"""


def end(unit: Unit, outage: Outage) -> None:
    """The seat can be sat on again from now on: it is given back in every show to come that no other outage covers."""
    unit.execute(f"{_GIVE_BACK_KEPT} WHERE k.outage_id = %s AND k.blocked_at < o.put_at AND {TO_COME}", (outage.id,))
    unit.execute(
        f"DELETE k FROM blocked_seats k JOIN shows s ON s.id = k.show_id WHERE k.outage_id = %s AND {TO_COME}",
        (outage.id,),
    )
    began = unit.row("SELECT from_at < UTC_TIMESTAMP(6) FROM seat_outages WHERE id = %s FOR UPDATE", (outage.id,))
    if began and began[0]:
        unit.execute("UPDATE seat_outages SET until_at = UTC_TIMESTAMP(6) WHERE id = %s", (outage.id,))
    else:
        unit.execute("DELETE FROM seat_outages WHERE id = %s", (outage.id,))
    _block(unit, (outage.seat_id,))


def block_for_new_show(unit: Unit, show_id: int) -> None:
    """Block the seats that are out of service while a show plays that was just planned; its hall is taken."""
    unit.later(f"{_ADD} WHERE s.id = %s AND x.live AND k.seat_id IS NULL GROUP BY s.id, x.id", (show_id,))


def block_for_moved_show(unit: Unit, show_id: int) -> None:
    """Block the seats that are out of service while a show plays that was just moved, and no others; its hall is taken."""
    unit.later(
        "UPDATE blocked_seats k JOIN seat_outages o ON o.id = k.outage_id SET k.outage_id = NULL"
        " WHERE k.show_id = %s AND k.blocked_at < o.put_at",
        (show_id,),
    )
    unit.later("DELETE FROM blocked_seats WHERE show_id = %s AND outage_id IS NOT NULL", (show_id,))
    unit.later(f"{_COVER} WHERE s.id = %s AND x.live", (show_id,))
    block_for_new_show(unit, show_id)


_COVERED = """
    FROM shows s JOIN seats x ON x.hall_id = s.hall_id
    JOIN seat_outages o ON o.seat_id = x.id AND o.from_at < s.ends_at AND (o.until_at IS NULL OR o.until_at > s.starts_at)
"""
_COVER = """
    UPDATE shows s JOIN seats x ON x.hall_id = s.hall_id
    JOIN seat_outages o ON o.seat_id = x.id AND o.from_at < s.ends_at AND (o.until_at IS NULL OR o.until_at > s.starts_at)
    JOIN blocked_seats k ON k.show_id = s.id AND k.seat_id = x.id AND k.outage_id IS NULL
    SET k.outage_id = o.id
"""
_ADD = (
    "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at, outage_id)"
    " SELECT s.id, x.id, MIN(o.reason), MIN(o.put_by), UTC_TIMESTAMP(6), MIN(o.id)"
    + _COVERED
    + " LEFT JOIN blocked_seats k ON k.show_id = s.id AND k.seat_id = x.id"
)


def _block(unit: Unit, seat_ids: tuple[int, ...]) -> None:
    unit.execute(f"{_COVER} WHERE x.id IN %s AND x.live AND {TO_COME}", (seat_ids,))
    unit.execute(
        f"{_ADD} WHERE x.id IN %s AND x.live AND k.seat_id IS NULL AND {TO_COME} GROUP BY s.id, x.id", (seat_ids,)
    )


_OUTAGES = """
    SELECT o.id, o.seat_id, CONCAT(x.row_name, x.seat_number), o.from_at, o.until_at, o.reason, p.full_name
    FROM seat_outages o JOIN seats x ON x.id = o.seat_id JOIN staff p ON p.id = o.put_by
"""


def of_hall(reader: Reader, hall_id: int) -> tuple[Outage, ...]:
    """The outages of a hall's seats that are not over, by seat and time."""
    found = reader.rows(
        _OUTAGES
        + " WHERE x.hall_id = %s AND x.live AND (o.until_at IS NULL OR o.until_at > UTC_TIMESTAMP(6))"
        + " ORDER BY x.grid_row, x.grid_column, o.from_at",
        (hall_id,),
    )
    return tuple(
        Outage(
            int(row[0]),
            int(row[1]),
            row[2],
            as_utc(row[3]),
            None if row[4] is None else as_utc(row[4]),
            row[5],
            row[6],
        )
        for row in found
    )


_HOLDINGS = """
    SELECT b.counter_id, b.reference, CONCAT(x.row_name, x.seat_number), m.title
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id JOIN shows s ON s.id = c.show_id
    JOIN movies m ON m.id = s.movie_id JOIN seats x ON x.id = c.seat_id
    JOIN blocked_seats k ON k.show_id = c.show_id AND k.seat_id = c.seat_id AND k.outage_id IS NOT NULL
"""


def held_at_counters(reader: Reader, seat_ids: Collection[int]) -> list[Holding]:
    """The baskets, not booked by phone, that hold these seats in shows in which they are out of service now."""
    if not seat_ids:
        return []
    found = reader.rows(
        f"{_HOLDINGS} WHERE c.seat_id IN %s AND c.state = 'HELD' AND b.channel = 'COUNTER'"
        f" AND b.held_until > UTC_TIMESTAMP(6) AND {TO_COME}",
        (tuple(seat_ids),),
    )
    return [Holding(int(row[0]), row[1], row[2], row[3]) for row in found]
