"""Tax invoices: one for a sale that asks for it, numbered without a gap in each cinema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.database import RetryUnit
from app.models.statements import DuplicateKey, Reader, Unit
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class Invoice:
    """`number` as it is printed, with the cinema's prefix: RS-00012."""

    number: str
    issued_at: datetime


def of_booking(reader: Reader, booking_id: int) -> Invoice | None:
    """The invoice of a sale; None while nobody asked for one."""
    row = reader.row(
        """
        SELECT c.invoice_prefix, i.number, i.issued_at FROM invoices i JOIN cinemas c ON c.id = i.cinema_id
        WHERE i.booking_id = %s
        """,
        (booking_id,),
    )
    return Invoice(shown_number(row[0], int(row[1])), as_utc(row[2])) if row else None


def any_issued(reader: Reader, cinema_id: int) -> bool:
    """Whether the cinema has ever numbered an invoice."""
    return reader.row("SELECT 1 FROM invoices WHERE cinema_id = %s LIMIT 1", (cinema_id,)) is not None


def issue(unit: Unit, booking_id: int, cinema_id: int, staff_id: int) -> None:
    """Give a sale the cinema's next number.

    No row is locked for it: of two counters that take the same number the key stops one, whose unit runs again. A number
    is only ever taken by a row that stays, so none is missing.
    """
    try:
        unit.execute(
            """
            INSERT INTO invoices (booking_id, cinema_id, number, issued_by, issued_at)
            SELECT %s, %s, COALESCE(MAX(i.number), 0) + 1, %s, UTC_TIMESTAMP(6) FROM invoices i WHERE i.cinema_id = %s
            """,
            (booking_id, cinema_id, staff_id, cinema_id),
        )
    except DuplicateKey as error:
        raise RetryUnit from error


def shown_number(prefix: str, number: int) -> str:
    """As it stands on paper; at most 16 characters up to number 99,999, which is what India's rule 46 allows."""
    return f"{prefix}-{number:05d}" if prefix else f"{number:05d}"


NUMBERS_WITH_GAPS = """
    SELECT CONCAT('cinema ', cinema_id, ' has ', COUNT(*), ' invoices and the highest number ', MAX(number)), COUNT(*) OVER ()
    FROM invoices GROUP BY cinema_id HAVING COUNT(*) <> MAX(number) OR MIN(number) <> 1 LIMIT 10
"""
"""For the proof that no number is missing."""
UNTOLD = """
    SELECT CONCAT(b.reference, ' has an invoice that the audit log does not tell of, or of another cinema'),
           COUNT(*) OVER ()
    FROM invoices i JOIN bookings b ON b.id = i.booking_id
    JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id
    WHERE h.cinema_id <> i.cinema_id OR NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.action = 'INVOICE'
        AND a.subject = CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci) LIMIT 10
"""
"""Likewise, that each was written down where it belongs."""
