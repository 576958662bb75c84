"""A counter with a provider to practise with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.controllers.pay.charges import Charge
from app.controllers.pay.money_desk import MoneyDesk, money_desk
from app.controllers.sell.baskets import Basket
from app.models.pay import attempts, vouchers
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id, new_voucher_code
from tests.box_office import RULES, BoxOffice
from tests.own_house import own_house, own_owner
from tests.training import Practice

__all__ = ["own_house", "own_owner"]


@dataclass(frozen=True, slots=True)
class Counter:
    """An office, its provider, and the controllers that take money there."""

    office: BoxOffice
    practice: Practice
    money: MoneyDesk

    def charge(
        self,
        basket: Basket,
        method: PaymentMethod = PaymentMethod.CREDIT_CARD,
        amount_minor: int | None = None,
        request_id: str | None = None,
    ) -> Charge:
        """Ask the provider, for the whole total unless told otherwise."""
        amount = basket.booking.total_minor if amount_minor is None else amount_minor
        return self.money.charging.charge(self.office.session(), request_id or new_request_id(), basket, method, amount)

    def key_of(self, charge: Charge) -> str:
        found = attempts.with_id(self.office.owner, charge.attempt_id)
        assert found is not None
        return found.key

    def state(self, charge: Charge) -> str:
        return str(self.office.value("SELECT state FROM payment_attempts WHERE id = %s", charge.attempt_id))

    def attempt_states(self, basket: Basket) -> list[str]:
        found = self.office.owner.rows(
            "SELECT state FROM payment_attempts WHERE booking_id = %s ORDER BY id", (basket.booking.id,)
        )
        return [str(row[0]) for row in found]

    def booked(self, basket: Basket) -> list[tuple[str, str, int]]:
        """(kind, method, minor units) of the payments rows, in order."""
        found = self.office.owner.rows(
            "SELECT kind, method, amount_minor FROM payments WHERE booking_id = %s ORDER BY id", (basket.booking.id,)
        )
        return [(str(kind), str(method), int(amount)) for kind, method, amount in found]

    def due_minor(self, basket: Basket) -> int:
        """What is still to be given back."""
        found = self.office.value(
            "SELECT COALESCE(SUM(amount_minor), 0) FROM refunds_due WHERE booking_id = %s AND settled_at IS NULL",
            basket.booking.id,
        )
        return int(str(found))

    def voucher(self, value_minor: int, currency: str = "INR") -> str:
        """A new one; its code as it is stored."""
        code = new_voucher_code()
        self.office.owner.transaction(lambda unit: vouchers.add(unit, [(code, currency, value_minor, None)]))
        return code

    def balance(self, code: str) -> int:
        return int(str(self.office.value("SELECT balance_minor FROM vouchers WHERE code = %s", code)))

    def another_window(self, *, provider: bool = True) -> MoneyDesk:
        """As after a restart: nothing is remembered but what the database and the provider know."""
        return money_desk(
            self.office.database, self.practice.provider if provider else None, RULES.hold_seconds, "cinema@okbank"
        )

    def require_sound(self) -> None:
        """What `check` says of everything that was written, in the whole database of the run."""
        self.office.require_sound()


@pytest.fixture
def counter(office: BoxOffice, trained: Practice) -> Counter:
    return Counter(office, trained, money_desk(office.database, trained.provider, RULES.hold_seconds, "cinema@okbank"))
