"""What a till session comes to: the figures of an X or Z report, and the cash that must be in the drawer."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.after import refunds
from app.models.after.refunds import GivenBack
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
    """`voids` are sales undone in the session, `exchanges` those that took another one's place in it, `sales` all others that
    were paid in it, each booking once. What an exchange carried over, `exchanged_minor`, is no money taken: no turnover.
    """

    turnovers: tuple[Turnover, ...]
    expected_minor: int
    sales: int
    voids: int
    exchanges: int
    exchanged_minor: int
    given_back: GivenBack


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
        FROM payments WHERE till_session_id = %s AND method <> 'EXCHANGE' GROUP BY method ORDER BY method + 0
        """,
        (session_id,),
    )
    turnovers = tuple(
        Turnover(PaymentMethod(row[0]), int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in found
    )
    row = reader.row(_COUNTS, (session_id,))
    sales, voids, exchanges, exchanged_minor = (int(each) for each in row) if row else (0, 0, 0, 0)
    return TillFigures(
        turnovers,
        expected_minor(reader, session_id),
        sales,
        voids,
        exchanges,
        exchanged_minor,
        refunds.of_till(reader, session_id),
    )


# A report is the same whenever it is printed: what becomes of a sale in a later session does not count. A sale that was undone
# has void tickets of no refund; so has one of a cancelled show, whose money may be handed back at any till.
_COUNTS = """
    SELECT COALESCE(SUM(e.paid AND NOT e.exchanged AND NOT e.undone), 0), COALESCE(SUM(e.undone), 0),
           COALESCE(SUM(e.exchanged), 0), COALESCE(SUM(e.exchanged_minor), 0)
    FROM (
        SELECT MAX(p.kind = 'PAYMENT') paid, MAX(p.kind = 'PAYMENT' AND p.method = 'EXCHANGE') exchanged,
               SUM(IF(p.kind = 'PAYMENT' AND p.method = 'EXCHANGE', p.amount_minor, 0)) exchanged_minor,
               MAX(p.kind = 'REFUND') AND EXISTS (SELECT 1 FROM tickets t JOIN shows s ON s.id = t.show_id
                   WHERE t.booking_id = p.booking_id AND t.status = 'VOID' AND t.refund_id IS NULL AND NOT t.replaced
                       AND t.voided_at >= o.opened_at AND t.voided_at <= COALESCE(o.closed_at, t.voided_at)
                       AND s.status <> 'CANCELLED') undone
        FROM payments p JOIN till_sessions o ON o.id = p.till_session_id
        WHERE p.till_session_id = %s GROUP BY p.booking_id, o.opened_at, o.closed_at
    ) e
"""


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
