"""A counter's till sessions: a drawer from its float to its count. At most one is open at a counter (a key says so).

A sale holds the open session still with a shared lock until it commits, and whoever closes the session locks it alone: so
what is expected in the drawer is exact. In the order of locks a session comes after the claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.errors import TillOpen
from app.models.statements import DuplicateKey, Reader, Row, Unit
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class TillSession:
    """A drawer. While it is open `z_number` and everything after it is None."""

    id: int
    counter_id: int
    clerk_id: int
    clerk_name: str
    opened_by: str
    opened_at: datetime
    float_minor: int
    z_number: int | None = None
    closed_by: str = ""
    closed_at: datetime | None = None
    expected_minor: int | None = None
    counted_minor: int | None = None


_COLUMNS = """
    SELECT t.id, t.counter_id, t.clerk_id, c.full_name, o.full_name, t.opened_at, t.float_minor,
           t.z_number, COALESCE(e.full_name, ''), t.closed_at, t.expected_minor, t.counted_minor
    FROM till_sessions t JOIN staff c ON c.id = t.clerk_id JOIN staff o ON o.id = t.opened_by
    LEFT JOIN staff e ON e.id = t.closed_by
"""


def open_at(reader: Reader, counter_id: int) -> TillSession | None:
    """The session that is open at a counter."""
    row = reader.row(f"{_COLUMNS} WHERE t.open_at = %s", (counter_id,))
    return _session(row) if row else None


def by_id(reader: Reader, session_id: int) -> TillSession | None:
    row = reader.row(f"{_COLUMNS} WHERE t.id = %s", (session_id,))
    return _session(row) if row else None


def last_closed(reader: Reader, counter_id: int) -> TillSession | None:
    """The session a counter closed last."""
    row = reader.row(
        f"{_COLUMNS} WHERE t.counter_id = %s AND t.z_number IS NOT NULL ORDER BY t.z_number DESC LIMIT 1", (counter_id,)
    )
    return _session(row) if row else None


def open_one(unit: Unit, counter_id: int, clerk_id: int, float_minor: int) -> int:
    """Begin a session; returns its id. Raises TillOpen when the counter has one."""
    try:
        return unit.insert(
            """
            INSERT INTO till_sessions (counter_id, open_at, clerk_id, opened_by, opened_at, float_minor)
            VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6), %s)
            """,
            (counter_id, counter_id, clerk_id, clerk_id, float_minor),
        )
    except DuplicateKey as error:
        raise TillOpen("The till of this counter is open already.") from error


def keep_open(unit: Unit, counter_id: int) -> int | None:
    """Hold the open session still until the unit ends, beside others who do; None when none is open."""
    row = unit.row("SELECT id FROM till_sessions WHERE open_at = %s LOCK IN SHARE MODE", (counter_id,))
    return int(row[0]) if row else None


def lock(unit: Unit, counter_id: int) -> int | None:
    """Lock the open session alone, once every sale under way has ended; None when none is open."""
    row = unit.row("SELECT id FROM till_sessions WHERE open_at = %s FOR UPDATE", (counter_id,))
    return int(row[0]) if row else None


def hand_to(unit: Unit, session_id: int, clerk_id: int) -> None:
    unit.execute("UPDATE till_sessions SET clerk_id = %s WHERE id = %s", (clerk_id, session_id))


def close(unit: Unit, session_id: int, closed_by: int, expected_minor: int, counted_minor: int, z_number: int) -> None:
    """End a locked session."""
    unit.execute(
        """
        UPDATE till_sessions SET open_at = NULL, closed_by = %s, closed_at = UTC_TIMESTAMP(6), expected_minor = %s,
            counted_minor = %s, z_number = %s
        WHERE id = %s
        """,
        (closed_by, expected_minor, counted_minor, z_number, session_id),
    )


def next_z_number(reader: Reader, counter_id: int) -> int:
    """1 for the first session a counter closes. Ask it with the open session locked."""
    row = reader.row("SELECT COALESCE(MAX(z_number), 0) + 1 FROM till_sessions WHERE counter_id = %s", (counter_id,))
    return int(row[0]) if row else 1


def _session(row: Row) -> TillSession:
    return TillSession(
        id=int(row[0]),
        counter_id=int(row[1]),
        clerk_id=int(row[2]),
        clerk_name=row[3],
        opened_by=row[4],
        opened_at=as_utc(row[5]),
        float_minor=int(row[6]),
        z_number=None if row[7] is None else int(row[7]),
        closed_by=row[8],
        closed_at=None if row[9] is None else as_utc(row[9]),
        expected_minor=None if row[10] is None else int(row[10]),
        counted_minor=None if row[11] is None else int(row[11]),
    )
