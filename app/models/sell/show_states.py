"""A show's state moves by the server's clock: UPCOMING until it starts, ONGOING until it ends, then COMPLETED with its sales.

Every terminal does it, and any number of them at once: each step names the state it leaves, so that one of them makes it.
"""

from __future__ import annotations

from app.models.statements import Reader, Unit


def begun(reader: Reader, most: int = 200) -> list[int]:
    """Ids of UPCOMING shows that have begun, the longest ago first."""
    return _ids(
        reader,
        "SELECT id FROM shows WHERE status = 'UPCOMING' AND starts_at <= UTC_TIMESTAMP() ORDER BY starts_at LIMIT %s",
        most,
    )


def ended(reader: Reader, most: int = 200) -> list[int]:
    """Ids of ONGOING shows that are over, the longest ago first. Hardly any are under way, so all of them are looked at."""
    return _ids(
        reader,
        "SELECT id FROM shows WHERE status = 'ONGOING' AND ends_at <= UTC_TIMESTAMP() ORDER BY starts_at LIMIT %s",
        most,
    )


def begin(unit: Unit, show_id: int) -> bool:
    """UPCOMING to ONGOING, if it has begun; False when somebody was faster, or has cancelled or moved it."""
    found = unit.execute(
        "UPDATE shows SET status = 'ONGOING' WHERE id = %s AND status = 'UPCOMING' AND starts_at <= UTC_TIMESTAMP()",
        (show_id,),
    )
    return found == 1


def complete(unit: Unit, show_id: int) -> bool:
    """ONGOING to COMPLETED, if it is over, and its sales with it. A sale locks its show first: none comes in between."""
    found = unit.execute(
        "UPDATE shows SET status = 'COMPLETED' WHERE id = %s AND status = 'ONGOING' AND ends_at <= UTC_TIMESTAMP()",
        (show_id,),
    )
    if found == 1:
        unit.later("UPDATE bookings SET status = 'COMPLETED' WHERE show_id = %s AND status = 'CONFIRMED'", (show_id,))
    return found == 1


def _ids(reader: Reader, sql: str, most: int) -> list[int]:
    return [int(row[0]) for row in reader.rows(sql, (most,))]
