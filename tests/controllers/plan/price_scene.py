"""A price list that a test may change: in a database of its own module, as it was before at the end of each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.controllers.permissions import Session
from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.prices import PriceDesk, price_desk
from app.controllers.sell.baskets import Basket, picks_of
from app.models.database import Database
from app.models.records import Role, SeatType
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.own_house import own_house, own_owner

__all__ = ["PriceOffice", "own_house", "own_owner", "price_office"]

AS_IT_WAS = (
    "DELETE FROM special_price_rules",
    "DELETE FROM cinema_holidays",
    "DELETE FROM show_prices",
    "DELETE FROM group_discounts",
    "UPDATE promo_codes SET active = FALSE",
    "UPDATE ticket_types SET active = code IN ('ADULT', 'CHILD', 'SENIOR', 'STUDENT'), valid_from = NULL, valid_until = NULL",
    "UPDATE ticket_types SET name = 'Adult', percent = 100, sort_order = 1 WHERE code = 'ADULT'",
    "UPDATE ticket_types SET name = 'Child', percent = 70, sort_order = 2 WHERE code = 'CHILD'",
    "UPDATE price_rules SET percent = CASE code WHEN 'PREMIUM' THEN 130 WHEN 'VIP' THEN 150 ELSE 100 END",
)


@dataclass
class PriceOffice:
    """A cinema with its price list. `desk` is the managers', on a connection of their own."""

    office: BoxOffice
    desk: PriceDesk
    manager: Session

    def price_minor(self, seat_type: SeatType = SeatType.REGULAR, code: str = "ADULT") -> int:
        """What a seat of the show would cost now."""
        prices = self.office.open().prices
        return prices.of_type(seat_type, prices.book.ticket_type(code)).amount_minor

    def sold_codes(self) -> list[str]:
        """The ticket types that are offered for the show."""
        return [each.code for each in self.office.open().prices.book.ticket_types]

    def hold(self, label: str, code: str) -> Basket:
        """A seat held for a ticket type."""
        opened = self.office.open()
        picks = picks_of(self.office.seats(label), opened.prices.book.ticket_type(code))
        return self.office.holding().hold(self.office.session(), new_request_id(), opened, None, picks)

    def audit(self, action: str) -> int:
        """How many audit lines of an action there are."""
        return int(str(self.office.value("SELECT COUNT(*) FROM audit_log WHERE action = %s", action)))


def row(rows: tuple[Kept, ...], **wanted: str) -> Kept:
    """The first row with these answers."""
    return next(each for each in rows if all(each.answers.get(key) == value for key, value in wanted.items()))


@pytest.fixture
def price_office(office: BoxOffice) -> Iterator[PriceOffice]:
    database = Database(office.connect)
    yield PriceOffice(office, price_desk(database), office.session(Role.MANAGER))
    database.close()
    for statement in AS_IT_WAS:
        office.change(statement)
