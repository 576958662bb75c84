"""A promo code on a basket: entered, taken off again, counted when the basket is paid."""

from __future__ import annotations

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.controllers.sell.discounts import changed, discounted, offers_for, require_usable
from app.controllers.sell.renewing import renew
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database, Request
from app.models.sell import bookings, discounts
from app.models.sell.offers import PromoCode
from app.models.statements import Unit


class Promos:
    """Promo codes for one lane."""

    def __init__(self, database: Database, hold_seconds: int) -> None:
        self._database = database
        self._hold_seconds = hold_seconds

    @needs(Permission.SELL)
    def enter(self, session: Session, request_id: str, opened: OpenShow, basket: Basket, typed: str) -> Basket:
        """Price the basket with a code; capitals and spaces do not matter. Raises PromoRefused, HoldExpired."""
        code = "".join(typed.split()).upper()
        found = discounts.promo_by_code(self._database, code) if code.isascii() else None
        promo = require_usable(found, code, len(basket.booking.lines), opened.prices.date)
        return self._price(session, Request(request_id, "PROMO", (basket.booking.id, code)), opened, basket, promo)

    @needs(Permission.SELL)
    def remove(self, session: Session, request_id: str, opened: OpenShow, basket: Basket) -> Basket:
        """Price the basket without its code. Raises HoldExpired."""
        return self._price(session, Request(request_id, "NO_PROMO", (basket.booking.id,)), opened, basket, None)

    def _price(
        self, session: Session, request: Request, opened: OpenShow, basket: Basket, promo: PromoCode | None
    ) -> Basket:
        before = basket.booking.lines
        after = discounted(before, offers_for(opened.prices, promo))

        def work(unit: Unit) -> None:
            renew(unit, session, basket, self._hold_seconds)
            discounts.attach(unit, basket.booking.id, promo.id if promo else None)
            bookings.change_prices(unit, basket.booking.id, changed(before, after))

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)
