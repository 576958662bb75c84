"""A hall and a list of shows to type at, without a database: the command line is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from app.controllers.sell.baskets import Basket
from app.controllers.sell.command_intents import GiveBack, HoldSeats, Intent, ListedShow
from app.controllers.sell.command_line import Situation, read
from app.controllers.sell.pricing import ShowPrices
from app.controllers.sell.seat_plans import OpenShow
from app.controllers.sell.special_prices import Factor
from app.models.records import (
    Booking,
    BookingStatus,
    Cinema,
    Seat,
    SeatType,
    Show,
    ShowCounts,
    ShowStatus,
    TicketType,
)
from app.models.sell.price_book import PriceBook

ADULT, CHILD, SENIOR, STUDENT = TYPES = (
    TicketType(1, "ADULT", "Adult", 100),
    TicketType(2, "CHILD", "Child", 70),
    TicketType(3, "SENIOR", "Senior", 80),
    TicketType(4, "STUDENT", "Student", 85),
)
BOOK = PriceBook(TYPES, {SeatType.REGULAR: 100}, {})
ELSEWHERE = Cinema(2, "Regal", "Pune", "Asia/Kolkata", "INR", "en_IN")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROWS, ROW_SEATS = "ABCDEF", 20
SEATS = tuple(
    Seat(row * 100 + number, name, number, SeatType.REGULAR, row, number)
    for row, name in enumerate(ROWS)
    for number in range(1, ROW_SEATS + 1)
)
BY_LABEL = {seat.label: seat for seat in SEATS}


def show(place: int, title: str) -> Show:
    starts = NOON + timedelta(hours=place)
    return Show(place, title, "English", "UA", 120, 1, f"Hall {place}", starts, starts, 10000, ShowStatus.UPCOMING)


TITLES = ("Inception", "Dune", "Lagaan", "Spirited Away", "Inception")
LISTED = tuple(
    ListedShow(place, ShowCounts(show(place, title), 120, 0, 0, 10000), f"{12 + place}:00")
    for place, title in enumerate(TITLES, start=1)
)


def opened(place: int = 2) -> OpenShow:
    prices = ShowPrices(10000, {}, Factor("Weekday", 100), BOOK, lambda minor: f"₹{minor // 100}")
    return OpenShow(show(place, TITLES[place - 1]), SEATS, prices, (), "digest")


def basket_of(place: int) -> Basket:
    booking = Booking(1, "FYR-7K2P9M", place, BookingStatus.PENDING, NOON, NOON, ())
    return Basket(booking, show(place, TITLES[place - 1]), 600)


def situation(
    *, in_show: bool = True, own: Sequence[str] = (), taken: Mapping[str, str] | None = None, found_by: str = ""
) -> Situation:
    """Five shows listed and the second one open, with these own seats; `taken` tells why a seat cannot be had."""
    reasons = {BY_LABEL[label].id: reason for label, reason in (taken or {}).items()}
    return Situation(
        shows=LISTED,
        shows_found_by=found_by,
        ticket_types=TYPES,
        opened=opened() if in_show else None,
        basket=basket_of(2) if own else None,
        own=[BY_LABEL[label] for label in own],
        in_the_way=lambda seat: reasons.get(seat.id),
    )


IN_SHOW, NO_SHOW = situation(), situation(in_show=False)


def told(typed: str, now: Situation = IN_SHOW) -> str:
    return read(typed, now).explain()


def seats_of(intent: Intent) -> list[str]:
    if isinstance(intent, GiveBack):
        return [seat.label for seat in intent.seats]
    assert isinstance(intent, HoldSeats), intent.explain()
    return [pick.seat.label for pick in intent.picks]
