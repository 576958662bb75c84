"""Seats given in exchange for others: what is known of the old sale, and how the new one takes its place."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a sale that is to be exchanged: its version, and until how many minutes before its show that is everybody's.

    `elsewhere` is the counter at which it is being exchanged just now, "" where nobody else does.
    """

    version: int
    minutes_before: int
    elsewhere: str


def standing(reader: Reader, booking_id: int, counter_id: int) -> Standing | None:
    """None when there is no such booking. A hold that was begun in exchange counts until its time has run out."""
    row = reader.row(
        """
        SELECT b.version, c.exchange_minutes_before,
               COALESCE((SELECT MIN(k.name) FROM bookings n JOIN counters k ON k.id = n.counter_id
                WHERE n.exchanged_from = b.id AND n.status = 'PENDING' AND n.held_until > UTC_TIMESTAMP(6)
                AND n.counter_id <> %s), '')
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
        WHERE b.id = %s
        """,
        (counter_id, booking_id),
    )
    return Standing(int(row[0]), int(row[1]), str(row[2])) if row else None


def begin(unit: Unit, new_booking_id: int, old_booking_id: int) -> None:
    """A hold is to take the place of a sale: said before money is asked for, so that no other counter exchanges it too."""
    unit.later("UPDATE bookings SET exchanged_from = %s WHERE id = %s", (old_booking_id, new_booking_id))


def take_place(unit: Unit, new_booking_id: int, old_booking_id: int, customer_id: int | None) -> None:
    """A sale has taken another one's place; where nobody is written on it, the other one's customer is."""
    unit.later(
        """
        UPDATE bookings SET exchanged_from = %s, customer_id = COALESCE(customer_id, %s), version = version + 1
        WHERE id = %s
        """,
        (old_booking_id, customer_id, new_booking_id),
    )
