"""Forgetting a customer: what is of the person goes, what is of the house (tickets, money, the audit log) stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.statements import Reader, Unit
from app.models.times import as_utc

NAME_OF_NOBODY = "Erased"


def lock(unit: Unit, customer_id: int) -> None:
    """Hold a customer and all their bookings still, in the house's order.

    What is read of them afterwards is all there is: whoever puts them on another booking locks the customer, too.
    """
    found = unit.rows("SELECT id FROM bookings WHERE customer_id = %s ORDER BY id", (customer_id,))
    if found:
        ids = tuple(int(row[0]) for row in found)
        unit.rows("SELECT id FROM bookings WHERE id IN %s ORDER BY id FOR UPDATE", (ids,))
    unit.rows("SELECT id FROM customers WHERE id = %s FOR UPDATE", (customer_id,))


def erase_row(unit: Unit, customer_id: int) -> None:
    """The row stays, so that its bookings are still one person's; nothing in it tells whose."""
    unit.later(
        "UPDATE customers SET name = %s, phone = '', digits = '', email = '', consent = FALSE, cancelled_in_a_row = 0,"
        " erased_at = UTC_TIMESTAMP(6), erase_asked_at = NULL WHERE id = %s",
        (NAME_OF_NOBODY, customer_id),
    )
    unit.later("DELETE FROM customer_words WHERE customer_id = %s", (customer_id,))
    unit.later("UPDATE bookings SET parked_note = '' WHERE customer_id = %s AND parked_note <> ''", (customer_id,))


def leave_lines(unit: Unit, customer_id: int) -> None:
    """Out of every line they still wait in."""
    unit.later(
        "UPDATE waiting_list SET status = 'WITHDRAWN', ended_at = UTC_TIMESTAMP(6)"
        " WHERE customer_id = %s AND status = 'WAITING'",
        (customer_id,),
    )


def blank_message(unit: Unit, message_id: int) -> None:
    """That there was a message is kept, not to whom nor what it told; one that was not sent yet never will be."""
    unit.later(
        "UPDATE outbox SET recipient = '', detail = NULL, last_error = NULL,"
        " given_up_at = IF(done_at IS NULL, COALESCE(given_up_at, UTC_TIMESTAMP(6)), given_up_at),"
        " done_at = COALESCE(done_at, UTC_TIMESTAMP(6)) WHERE id = %s",
        (message_id,),
    )


def rewrite_notice(unit: Unit, notice_id: int, sentence: str) -> None:
    unit.later("UPDATE counter_notices SET sentence = %s WHERE id = %s", (sentence, notice_id))


def rewrite_voucher_note(unit: Unit, voucher_id: int, note: str) -> None:
    unit.later("UPDATE vouchers SET note = %s WHERE id = %s", (note, voucher_id))


def ask_for_it(unit: Unit, customer_id: int) -> bool:
    """Remember that they want to be forgotten; False when they are already, or nobody is there."""
    found = unit.execute(
        "UPDATE customers SET erase_asked_at = UTC_TIMESTAMP(6), consent = FALSE WHERE id = %s AND erased_at IS NULL",
        (customer_id,),
    )
    return found == 1


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """A customer, and until when the cinemas that they have been to keep them. `asked`: they want to be forgotten sooner."""

    customer_id: int
    until: datetime
    now: datetime
    asked: bool


def kept_until(reader: Reader, after_id: int, most: int) -> list[KeptUntil]:
    """The next customers by id who are not erased yet.

    Each is kept for their cinema's days after the last show they have a booking for or have waited for; the cinema that keeps
    longest counts. Who was never written on anything is kept as long from the day they were written down.
    """
    found = reader.rows(
        """
        SELECT c.id, c.created_at + INTERVAL (SELECT MIN(i.customer_keep_days) FROM cinemas i) DAY,
               (SELECT MAX(s.ends_at + INTERVAL i.customer_keep_days DAY) FROM bookings b JOIN shows s ON s.id = b.show_id
                JOIN halls h ON h.id = s.hall_id JOIN cinemas i ON i.id = h.cinema_id WHERE b.customer_id = c.id),
               (SELECT MAX(s.ends_at + INTERVAL i.customer_keep_days DAY) FROM waiting_list w JOIN shows s ON s.id = w.show_id
                JOIN halls h ON h.id = s.hall_id JOIN cinemas i ON i.id = h.cinema_id WHERE w.customer_id = c.id),
               UTC_TIMESTAMP(6), c.erase_asked_at IS NOT NULL
        FROM customers c WHERE c.id > %s AND c.erased_at IS NULL ORDER BY c.id LIMIT %s
        """,
        (after_id, most),
    )
    return [
        KeptUntil(int(row[0]), max(as_utc(each) for each in row[1:4] if each is not None), as_utc(row[4]), bool(row[5]))
        for row in found
    ]


def counter_of(reader: Reader, customer_id: int) -> int:
    """Where it is written down that somebody was forgotten: at the counter of their last booking, else at the first."""
    row = reader.row(
        "SELECT COALESCE((SELECT b.counter_id FROM bookings b WHERE b.customer_id = %s ORDER BY b.id DESC LIMIT 1),"
        " (SELECT MIN(k.id) FROM counters k))",
        (customer_id,),
    )
    if row is None:
        raise AssertionError("a house without counters")
    return int(row[0])
