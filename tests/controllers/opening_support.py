"""What the tests of both ways into a house need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.controllers.desk import Desk
from app.controllers.sell.baskets import picks_of
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from app.utils.settings import Settings, load_settings
from tests.server import server_program

ANSWERS = {
    "city": "Poona",
    "cinema": "Prabhāt “Talkies” 🎬",
    "country": "in",
    "time_zone": "Asia/Kolkata",
    "currency": "inr",
    "locale": "en-IN",
    "counter": "Counter 1",
    "hall": "Hall 1",
    "hall_rows": "8",
    "hall_seats": "12",
    "admin_name": "Zoë D'Souza",
    "admin_username": "zoë",
    "admin_password": "three words here",
    "admin_password_again": "three words here",
}


def plain_settings() -> Settings:
    """All defaults, and the server program the tests run with."""
    return replace(load_settings(Path("no such file"), {}), server_program=Path(server_program().path))


def sold(desk: Desk, username: str, password: str) -> str:
    """Sign in and sell two free seats of the first show; the reference."""
    session = desk.sale.sign_in.sign_in(username, password, desk.counter)
    show = desk.reading.programme.search(session, "")[0].show
    opened = desk.reading.seat_plans.open_show(session, show.id)
    taken = {claim.seat_id for claim in opened.claims}
    seats = [seat for seat in opened.seats if seat.in_service and seat.id not in taken][:2]
    adult = opened.prices.book.ticket_types[0]
    basket = desk.sale.holding.hold(session, new_request_id(), opened, None, picks_of(seats, adult))
    total_minor = basket.booking.total_minor
    payment = Payment(PaymentMethod.CASH, total_minor, total_minor)
    return desk.sale.paying.confirm(session, new_request_id(), basket, (payment,)).reference
