"""A sale as it was made, for whoever wants it on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.records import BookingStatus, PaymentMethod, SeatType
from app.models.statements import Reader
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class SoldSeat:
    """A seat at what was paid for it: with a live ticket, or given back at `returned_at` for `percent_back` of its price."""

    label: str
    seat_type: SeatType
    ticket_type_name: str
    price_minor: int
    discount_minor: int
    price_explained: str
    returned_at: datetime | None = None
    percent_back: int = 0


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """A settled payment, or a refund; `is_due`: one that has still to reach the customer."""

    method: PaymentMethod
    amount_minor: int
    tendered_minor: int | None
    approval_code: str | None
    card_last_four: str | None
    provider_reference: str | None
    went_back: bool
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class SoldOnPaper:
    """A booking that was paid, with who took the money and where."""

    booking_id: int
    reference: str
    status: BookingStatus
    sold_at: datetime
    counter_name: str
    clerk_name: str
    customer_name: str
    movie_title: str
    hall_name: str
    starts_at: datetime
    seats: tuple[SoldSeat, ...]
    """Row by row, with those given back; what was exchanged is in the sale that took its place."""
    money: tuple[MoneyMoved, ...]

    @property
    def live_seats(self) -> tuple[SoldSeat, ...]:
        """Those whose tickets are good."""
        return tuple(seat for seat in self.seats if seat.returned_at is None)


def sold(reader: Reader, cinema_id: int, reference: str) -> SoldOnPaper | None:
    """The sale of a cinema with that reference; None for what was never paid, or is another cinema's."""
    row = reader.row(
        """
        SELECT b.id, b.reference, b.status, b.confirmed_at, k.name, p.full_name, COALESCE(c.name, ''), m.title, h.name,
               s.starts_at
        FROM bookings b
        JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
        LEFT JOIN payments y ON y.id = (SELECT MIN(f.id) FROM payments f WHERE f.booking_id = b.id)
        JOIN counters k ON k.id = COALESCE(y.counter_id, b.counter_id)
        JOIN staff p ON p.id = COALESCE(y.clerk_id, b.clerk_id)
        LEFT JOIN customers c ON c.id = b.customer_id
        WHERE b.reference = %s AND h.cinema_id = %s AND b.confirmed_at IS NOT NULL
        """,
        (reference, cinema_id),
    )
    if row is None:
        return None
    return SoldOnPaper(
        booking_id=int(row[0]),
        reference=str(row[1]),
        status=BookingStatus(row[2]),
        sold_at=as_utc(row[3]),
        counter_name=str(row[4]),
        clerk_name=str(row[5]),
        customer_name=str(row[6]),
        movie_title=str(row[7]),
        hall_name=str(row[8]),
        starts_at=as_utc(row[9]),
        seats=_seats(reader, int(row[0])),
        money=_money(reader, int(row[0])),
    )


def _seats(reader: Reader, booking_id: int) -> tuple[SoldSeat, ...]:
    found = reader.rows(
        """
        SELECT x.row_name, x.seat_number, x.seat_type, y.name, l.price_minor, l.discount_minor, l.price_explained,
               r.refunded_at, COALESCE(r.percent, 0)
        FROM tickets t JOIN booking_lines l ON l.id = t.line_id
        JOIN seats x ON x.id = l.seat_id JOIN ticket_types y ON y.id = l.ticket_type_id
        LEFT JOIN refunds r ON r.id = t.refund_id AND r.kind = 'REFUND'
        WHERE t.booking_id = %s AND (t.status <> 'VOID' OR r.id IS NOT NULL) ORDER BY x.grid_row, x.grid_column, t.id
        """,
        (booking_id,),
    )
    return tuple(
        SoldSeat(
            f"{row[0]}{row[1]}",
            SeatType(row[2]),
            str(row[3]),
            int(row[4]),
            int(row[5]),
            str(row[6]),
            None if row[7] is None else as_utc(row[7]),
            int(row[8]),
        )
        for row in found
    )


def _money(reader: Reader, booking_id: int) -> tuple[MoneyMoved, ...]:
    found = reader.rows(
        """
        SELECT method, amount_minor, tendered_minor, approval_code, card_last_four, provider_reference, kind = 'REFUND', FALSE
        FROM payments WHERE booking_id = %s
        UNION ALL
        SELECT d.method, d.amount_minor, NULL, p.approval_code, p.card_last_four, NULL, TRUE, TRUE
        FROM refunds_due d JOIN payments p ON p.id = d.payment_id WHERE d.booking_id = %s AND d.settled_at IS NULL
        """,
        (booking_id, booking_id),
    )
    return tuple(
        MoneyMoved(
            method=PaymentMethod(row[0]),
            amount_minor=int(row[1]),
            tendered_minor=None if row[2] is None else int(row[2]),
            approval_code=row[3],
            card_last_four=row[4],
            provider_reference=row[5],
            went_back=bool(row[6]),
            is_due=bool(row[7]),
        )
        for row in found
    )
