"""Seats that are already sold in the demo cinemas, so that their seat maps look alive.

Every sale is a real one: a confirmed booking, priced lines, live claims, valid tickets and a payment of exactly their sum.
They are written with a few large statements, not one by one, because a thousand of them must take a second.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.models.records import PaymentMethod, Seat, SeatType, TicketType
from app.models.sell.price_book import PriceBook
from app.models.start.demo_audience import choose_groups, ticket_codes
from app.models.start.demo_facts import CURRENCY, LOCALE, TIME_ZONE
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.codes import new_booking_reference, new_ticket_code
from app.utils.local_time import day_bounds_utc
from app.utils.money import format_minor, percent_of_minor, quick_cash_minor

_CASH_SHARE = 0.4
_HOLD = timedelta(minutes=10)
_HOLD_LIMIT = timedelta(minutes=20)
_OPENS_AFTER = timedelta(hours=10)
_OPEN_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class Till:
    """A counter and the clerk who sells there."""

    counter_id: int
    clerk_id: int


@dataclass(frozen=True, slots=True)
class SellableShow:
    """A show with what its prices are made of; of its seats `share` (0 to 1) is to be sold."""

    id: int
    certificate: str
    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int]
    """A seat type's own price stands for base price times seat type; day and ticket type still count."""
    day_rule: str
    """WEEKDAY, WEEKEND or HOLIDAY."""
    seats: Sequence[Seat]
    tills: Sequence[Till]
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """One priced seat of a sale."""

    seat: Seat
    ticket_type: TicketType
    price_minor: int
    price_explained: str


@dataclass(frozen=True, slots=True)
class Sale:
    """A group's seats at one show, sold at `sold_at`."""

    reference: str
    show_id: int
    till: Till
    sold_at: datetime
    lines: tuple[Line, ...]
    method: PaymentMethod
    tendered_minor: int | None
    approval_code: str | None

    @property
    def total_minor(self) -> int:
        return sum(line.price_minor for line in self.lines)


def day_of_sale(today: date) -> tuple[datetime, int]:
    """When yesterday's counters opened, and for how many minutes: the demo's sales are in nobody's open till today."""
    return day_bounds_utc(today - timedelta(days=1), TIME_ZONE)[0] + _OPENS_AFTER, _OPEN_MINUTES


def make_sales(
    shows: Sequence[SellableShow], prices: PriceBook, opened_at: datetime, open_minutes: int, chance: random.Random
) -> list[Sale]:
    """The sales of all `shows`, in the order of their times, all within `open_minutes` from `opened_at`."""
    sales: dict[str, Sale] = {}
    for show in shows:
        for group in choose_groups(show.seats, show.share, chance):
            sold_at = opened_at + timedelta(minutes=chance.randrange(open_minutes))
            reference = _unused_reference(sales)
            sales[reference] = _sale(reference, show, group, sold_at, prices, chance)
    return sorted(sales.values(), key=lambda sale: sale.sold_at)


def price_line(show: SellableShow, seat: Seat, ticket_type: TicketType, prices: PriceBook) -> Line:
    """The line of one seat: the factors multiplied exactly, rounded half up once, and told as “₹350 × Premium 1.3”."""
    day_percent = prices.day_percents[show.day_rule]
    factors = [(show.day_rule.capitalize(), day_percent), (ticket_type.name, ticket_type.percent)]
    start_minor = show.own_prices_minor.get(seat.seat_type)
    if start_minor is None:
        start_minor = show.base_price_minor
        name = seat.seat_type.value if seat.seat_type is SeatType.VIP else seat.seat_type.value.capitalize()
        factors.insert(0, (name, prices.seat_type_percents[seat.seat_type]))
    told = [f"{name} {Decimal(percent) / 100}" for name, percent in factors if percent != 100]
    return Line(
        seat=seat,
        ticket_type=ticket_type,
        price_minor=percent_of_minor(start_minor, *(percent for _, percent in factors)),
        price_explained=" × ".join([format_minor(start_minor, CURRENCY, LOCALE), *told]),
    )


def by_card(sale: Sale) -> Sale:
    """The same sale, paid by card."""
    return replace(sale, method=PaymentMethod.CARD, tendered_minor=None, approval_code=sale.approval_code or "427700")


def write_sales(unit: Unit, sales: Sequence[Sale]) -> None:
    """Write the sales. Raises DuplicateKey when one of their seats is held or sold already."""
    unit.insert_rows(
        "INSERT INTO bookings (reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at,"
        " confirmed_at) VALUES",
        [
            (
                sale.reference,
                sale.show_id,
                "CONFIRMED",
                as_stored(sale.sold_at + _HOLD),
                as_stored(sale.sold_at + _HOLD_LIMIT),
                sale.till.counter_id,
                sale.till.clerk_id,
                as_stored(sale.sold_at - timedelta(minutes=1)),
                as_stored(sale.sold_at),
            )
            for sale in sales
        ],
    )
    references = tuple(sale.reference for sale in sales)
    found = unit.rows("SELECT reference, id FROM bookings WHERE reference IN %s", (references,)) if sales else []
    booking_ids = {str(reference): int(booking_id) for reference, booking_id in found}
    _write_lines(unit, sales, booking_ids)
    _write_payments(unit, sales, booking_ids)


def _write_lines(unit: Unit, sales: Sequence[Sale], booking_ids: Mapping[str, int]) -> None:
    """Lines, and for each of them the claim and the ticket."""
    unit.insert_rows(
        "INSERT INTO booking_lines (booking_id, seat_id, ticket_type_id, price_minor, price_explained, seat_type) VALUES",
        [
            (
                booking_ids[sale.reference],
                line.seat.id,
                line.ticket_type.id,
                line.price_minor,
                line.price_explained,
                line.seat.seat_type.value,
            )
            for sale in sales
            for line in sale.lines
        ],
    )
    written = (
        unit.rows(
            "SELECT b.show_id, l.seat_id, l.booking_id, l.id FROM booking_lines l JOIN bookings b ON b.id = l.booking_id"
            " WHERE l.booking_id IN %s ORDER BY b.show_id, l.seat_id",
            (tuple(booking_ids.values()),),
        )
        if booking_ids
        else []
    )
    unit.insert_rows(
        "INSERT INTO booking_seats (show_id, seat_id, booking_id, state) VALUES",
        [(show_id, seat_id, booking_id, "SOLD") for show_id, seat_id, booking_id, _ in written],
    )
    unit.insert_rows(
        "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES",
        [
            (booking_id, line_id, show_id, seat_id, new_ticket_code())
            for show_id, seat_id, booking_id, line_id in written
        ],
    )


def _write_payments(unit: Unit, sales: Sequence[Sale], booking_ids: Mapping[str, int]) -> None:
    unit.insert_rows(
        "INSERT INTO payments (booking_id, kind, method, amount_minor, tendered_minor, approval_code, counter_id,"
        " clerk_id, paid_at) VALUES",
        [
            (
                booking_ids[sale.reference],
                "PAYMENT",
                sale.method.value,
                sale.total_minor,
                sale.tendered_minor,
                sale.approval_code,
                sale.till.counter_id,
                sale.till.clerk_id,
                as_stored(sale.sold_at),
            )
            for sale in sales
        ],
    )


def _sale(
    reference: str,
    show: SellableShow,
    group: Sequence[Seat],
    sold_at: datetime,
    prices: PriceBook,
    chance: random.Random,
) -> Sale:
    codes = ticket_codes(len(group), show.certificate, chance)
    lines = tuple(
        price_line(show, seat, prices.ticket_type(code), prices) for seat, code in zip(group, codes, strict=True)
    )
    total_minor = sum(line.price_minor for line in lines)
    cash = chance.random() < _CASH_SHARE
    offers, approval_code = quick_cash_minor(total_minor, CURRENCY), f"{chance.randrange(1_000_000):06}"
    return Sale(
        reference=reference,
        show_id=show.id,
        till=chance.choice(show.tills),
        sold_at=sold_at,
        lines=lines,
        method=PaymentMethod.CASH if cash else PaymentMethod.CARD,
        tendered_minor=chance.choice(offers) if cash else None,
        approval_code=None if cash else approval_code,
    )


def _unused_reference(sales: Mapping[str, Sale]) -> str:
    while (reference := new_booking_reference()) in sales:
        continue
    return reference
