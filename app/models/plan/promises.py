"""What customers were promised of a show: the bookings that hold or have bought its seats."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class Promise:
    """A booking with live claims. `customer_name` is "" where nobody gave one."""

    booking_id: int
    reference: str
    sold: bool
    counter_name: str
    customer_name: str
    seat_labels: tuple[str, ...]


def of_show(reader: Reader, show_id: int) -> list[Promise]:
    """The bookings that have seats of a show, sold ones first; a hold that has run out counts until it is swept away."""
    found = reader.rows(
        """
        SELECT b.id, b.reference, c.state = 'SOLD', k.name, COALESCE(u.name, ''), x.row_name, x.seat_number
        FROM booking_seats c JOIN bookings b ON b.id = c.booking_id JOIN counters k ON k.id = b.counter_id
        JOIN seats x ON x.id = c.seat_id LEFT JOIN customers u ON u.id = b.customer_id
        WHERE c.show_id = %s ORDER BY c.state = 'SOLD' DESC, b.id, x.grid_row, x.grid_column
        """,
        (show_id,),
    )
    labels: dict[int, list[str]] = {}
    for row in found:
        labels.setdefault(int(row[0]), []).append(f"{row[5]}{row[6]}")
    by_booking = {int(row[0]): row for row in found}
    return [
        Promise(booking_id, row[1], bool(row[2]), row[3], row[4], tuple(labels[booking_id]))
        for booking_id, row in by_booking.items()
    ]


def run_out(reader: Reader, show_id: int) -> list[int]:
    """The bookings of a show whose hold has run out and was not swept away yet."""
    found = reader.rows(
        "SELECT id FROM bookings WHERE show_id = %s AND status = 'PENDING' AND held_until <= UTC_TIMESTAMP(6)",
        (show_id,),
    )
    return [int(row[0]) for row in found]


def close_late_payments(unit: Unit, show_id: int) -> None:
    """A locked show becomes another one: a payment that comes late for what it was finds nothing to buy any more.

    An EXPIRED booking may be sold while its seats are free. These are no longer the seats it was for.
    """
    unit.later("UPDATE bookings SET status = 'CANCELLED' WHERE show_id = %s AND status = 'EXPIRED'", (show_id,))
