"""What a till session comes to: the figures of an X or Z report, and the cash that must be in the drawer."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.records import PaymentMethod
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class Turnover:
    """Of one method of payment, what was taken and what was given back, in minor units, and how often."""

    method: PaymentMethod
    taken_minor: int
    taken_count: int
    refunded_minor: int
    refunded_count: int


@dataclass(frozen=True, slots=True)
class TillFigures:
    """`voids` are sales undone, `sales` all others that were paid in the session, each booking once."""

    turnovers: tuple[Turnover, ...]
    expected_minor: int
    sales: int
    voids: int


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last line of a counter's audit chain: whoever has it can tell later whether lines before it were removed."""

    sequence_number: int
    hash: str


def expected_minor(reader: Reader, session_id: int) -> int:
    """The cash that must be in the drawer: float, cash taken and given back, movements. Exact once the session is locked."""
    row = reader.row(
        """
        SELECT t.float_minor
            + COALESCE((SELECT SUM(IF(p.kind = 'PAYMENT', p.amount_minor, -p.amount_minor)) FROM payments p
                WHERE p.till_session_id = t.id AND p.method = 'CASH'), 0)
            + COALESCE((SELECT SUM(CASE m.kind WHEN 'CASH_IN' THEN m.amount_minor WHEN 'CASH_OUT' THEN -m.amount_minor
                ELSE 0 END) FROM till_movements m WHERE m.till_session_id = t.id), 0)
        FROM till_sessions t WHERE t.id = %s
        """,
        (session_id,),
    )
    return int(row[0]) if row else 0


def of_session(reader: Reader, session_id: int) -> TillFigures:
    """The figures of a session, open or closed."""
    found = reader.rows(
        """
        SELECT method, SUM(IF(kind = 'PAYMENT', amount_minor, 0)), SUM(kind = 'PAYMENT'),
               SUM(IF(kind = 'REFUND', amount_minor, 0)), SUM(kind = 'REFUND')
        FROM payments WHERE till_session_id = %s GROUP BY method ORDER BY method + 0
        """,
        (session_id,),
    )
    turnovers = tuple(
        Turnover(PaymentMethod(row[0]), int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in found
    )
    row = reader.row(
        """
        SELECT COUNT(DISTINCT IF(p.kind = 'PAYMENT' AND b.status <> 'CANCELLED', b.id, NULL)),
               COUNT(DISTINCT IF(p.kind = 'REFUND' AND b.status = 'CANCELLED', b.id, NULL))
        FROM payments p JOIN bookings b ON b.id = p.booking_id WHERE p.till_session_id = %s
        """,
        (session_id,),
    )
    sales, voids = (int(row[0]), int(row[1])) if row else (0, 0)
    return TillFigures(turnovers, expected_minor(reader, session_id), sales, voids)


def audit_head(reader: Reader, counter_id: int) -> AuditHead:
    """The last line a counter has written; number 0 and no hash before the first."""
    row = reader.row(
        "SELECT sequence_number, hash FROM audit_log WHERE counter_id = %s ORDER BY sequence_number DESC LIMIT 1",
        (counter_id,),
    )
    return AuditHead(int(row[0]), row[1]) if row else AuditHead(0, "")


def audit_line_of_closing(reader: Reader, counter_id: int, session_id: int) -> AuditHead:
    """The line that tells of a session's end: the head of the chain when its Z report was made."""
    row = reader.row(
        "SELECT sequence_number, hash FROM audit_log WHERE subject = %s AND counter_id = %s AND action = 'TILL_CLOSE'",
        (subject_of(session_id), counter_id),
    )
    return AuditHead(int(row[0]), row[1]) if row else AuditHead(0, "")


def subject_of(session_id: int) -> str:
    """What audit lines call a session."""
    return f"till {session_id}"
