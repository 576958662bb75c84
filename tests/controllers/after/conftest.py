"""A counter with a provider to practise with, at which tickets are given back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Override, Refunds, TicketsBack
from app.controllers.after.refunds_owed import RefundsOwed
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD
from tests.controllers.pay.conftest import Counter, counter
from tests.own_house import own_house, own_owner

__all__ = ["counter", "own_house", "own_owner"]

CARD, CASH, VOUCHER, WALLET = PaymentMethod.CARD, PaymentMethod.CASH, PaymentMethod.VOUCHER, PaymentMethod.WALLET
DEBIT = PaymentMethod.DEBIT_CARD
HOURS = {"all": 7, "half": 3, "quarter": 1}
"""Hours before the show at which so much comes back by the usual rules."""


@dataclass(frozen=True, slots=True)
class Till:
    """Where tickets are given back. Amounts are in minor units."""

    at: Counter

    @property
    def refunds(self) -> Refunds:
        return Refunds(self.at.office.database, SignIn(self.at.office.database), lambda: self.at.money.refunding)

    @property
    def owed(self) -> RefundsOwed:
        return RefundsOwed(self.at.office.database, lambda: self.at.money.refunding)

    def begins_in(self, hours: float) -> None:
        """Let the show begin so many hours from now, by the server's clock, and a minute more."""
        seconds = int(hours * 3600) + 60
        self.at.office.change(
            "UPDATE shows SET starts_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND,"
            " ends_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND WHERE id = %s",
            seconds,
            seconds + 9780,
            self.at.office.show_id,
        )

    def quote(self, reference: str, *labels: str) -> RefundQuote:
        """Of the seats with these labels, without one of all."""
        whole = self.refunds.quote(self.at.office.session(), reference)
        return whole.of([seat.ticket_id for seat in whole.seats if seat.seat_label in labels]) if labels else whole

    def refund(
        self, quote: RefundQuote, request_id: str | None = None, override: Override | None = None, counter: int = 0
    ) -> TicketsBack:
        return self.refunds.refund(
            self.at.office.session(counter=counter), request_id or new_request_id(), quote, override
        )

    def word(
        self, role: Role = Role.MANAGER, reason: str = "the projector failed", password: str = PASSWORD
    ) -> Override:
        """A manager's, unless told otherwise."""
        return Override(reason, self.at.office.people[role].username, password)

    def sell_four_ways(self) -> tuple[Basket, str]:
        """A1 and A2 for 700.00: a voucher of 200, 150 through the provider, 100 by hand, 250 in cash; the voucher's code."""
        basket = self.at.office.hold("A1", "A2")
        code = self.at.voucher(20000)
        parts = [
            Payment(VOUCHER, 20000, voucher_code=code),
            self.at.charge(basket, DEBIT, 15000).payment,
            Payment(CARD, 10000, approval_code="04B7K2"),
            Payment(CASH, 25000, 30000),
        ]
        self.at.money.paying.confirm(self.at.office.session(), new_request_id(), basket, parts)
        return basket, code

    def books(self, reference: str) -> tuple[object, ...]:
        """Status, claims, live tickets, paid, refunded, fees kept, still due, whether printing waits."""
        found = self.at.office.owner.row(
            """
            SELECT b.status, (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id),
                   (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status <> 'VOID'),
                   CAST(COALESCE(SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)), 0) AS SIGNED),
                   CAST(COALESCE(SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)), 0) AS SIGNED),
                   (SELECT CAST(COALESCE(SUM(fee_minor), 0) AS SIGNED) FROM refunds r WHERE r.booking_id = b.id),
                   (SELECT CAST(COALESCE(SUM(amount_minor), 0) AS SIGNED) FROM refunds_due d
                    WHERE d.booking_id = b.id AND d.settled_at IS NULL),
                   (SELECT COUNT(*) FROM outbox o
                    WHERE o.booking_id = b.id AND o.done_at IS NULL AND o.kind = 'PRINT_TICKETS')
            FROM bookings b JOIN payments p ON p.booking_id = b.id WHERE b.reference = %s GROUP BY b.id, b.status
            """,
            (reference,),
        )
        assert found is not None
        return tuple(found)


@pytest.fixture
def till(counter: Counter) -> Till:
    """With a show that begins in seven hours: all of it comes back."""
    made = Till(counter)
    made.begins_in(HOURS["all"])
    return made
