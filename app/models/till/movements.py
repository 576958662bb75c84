"""Cash that goes into or out of a drawer without a sale, drawers opened for no sale, and drawers counted. Only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.statements import Reader, Unit
from app.models.times import as_utc


class MovementKind(StrEnum):
    """As stored; an OUT amount is positive, too, and NO_SALE moves nothing."""

    CASH_IN = "CASH_IN"
    CASH_OUT = "CASH_OUT"
    NO_SALE = "NO_SALE"


class CountKind(StrEnum):
    HAND_OVER = "HAND_OVER"
    CLOSE = "CLOSE"


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a drawer's own book."""

    kind: MovementKind
    amount_minor: int
    reason: str
    staff_name: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """A drawer counted."""

    kind: CountKind
    counted_minor: int
    expected_minor: int
    staff_name: str
    counted_at: datetime


def add(unit: Unit, session_id: int, kind: MovementKind, amount_minor: int, reason: str, staff_id: int) -> None:
    unit.later(
        """
        INSERT INTO till_movements (till_session_id, kind, amount_minor, reason, staff_id, happened_at)
        VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
        """,
        (session_id, kind.value, amount_minor, reason, staff_id),
    )


def of_session(reader: Reader, session_id: int) -> tuple[Movement, ...]:
    """A session's movements, the first first."""
    found = reader.rows(
        """
        SELECT m.kind, m.amount_minor, m.reason, s.full_name, m.happened_at
        FROM till_movements m JOIN staff s ON s.id = m.staff_id WHERE m.till_session_id = %s ORDER BY m.id
        """,
        (session_id,),
    )
    return tuple(Movement(MovementKind(row[0]), int(row[1]), row[2], row[3], as_utc(row[4])) for row in found)


def add_count(
    unit: Unit,
    session_id: int,
    kind: CountKind,
    pieces: Mapping[int, int],
    expected_minor: int,
    staff_id: int,
) -> None:
    """Write down how many of which note or coin (value in minor units -> number) were found."""
    counted_minor = sum(value_minor * number for value_minor, number in pieces.items())
    notes = json.dumps({str(value): number for value, number in sorted(pieces.items()) if number})
    unit.later(
        """
        INSERT INTO till_counts (till_session_id, kind, counted_minor, expected_minor, notes, staff_id, counted_at)
        VALUES (%s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
        """,
        (session_id, kind.value, counted_minor, expected_minor, notes, staff_id),
    )


def counts_of_session(reader: Reader, session_id: int) -> tuple[Count, ...]:
    found = reader.rows(
        """
        SELECT c.kind, c.counted_minor, c.expected_minor, s.full_name, c.counted_at
        FROM till_counts c JOIN staff s ON s.id = c.staff_id WHERE c.till_session_id = %s ORDER BY c.id
        """,
        (session_id,),
    )
    return tuple(Count(CountKind(row[0]), int(row[1]), int(row[2]), row[3], as_utc(row[4])) for row in found)
