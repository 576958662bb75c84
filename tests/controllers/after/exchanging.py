"""Exchanges as a counter makes them, from the sale that is found to the one in its place, and what the books say then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.controllers.after.exchanges import Exchanges
from app.controllers.pay.credit import Credit
from app.controllers.pay.paying import Paying, Sale
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.start.sign_in import SignIn
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice


@dataclass
class Swap:
    """The exchange desk of an office's counter."""

    office: BoxOffice
    counter: int = 0
    refunds: Refunding | None = None
    exchanges: Exchanges = field(init=False)

    def __post_init__(self) -> None:
        database = self.office.database
        self.exchanges = Exchanges(database, SignIn(database), RULES.hold_seconds)

    @property
    def session(self) -> Session:
        return self.office.session(counter=self.counter)

    def ticket_ids(self, reference: str, *labels: str) -> list[int]:
        """Of these seats of a sale, all of them where none is named."""
        good = self.exchanges.look(self.session, reference).credit.good
        return [each.ticket_id for each in good if not labels or each.seat_label in labels]

    def begin(self, reference: str, *labels: str) -> Credit:
        return self.exchanges.begin(self.session, reference, self.ticket_ids(reference, *labels))

    def hold(self, credit: Credit | None, *labels: str, show_id: int | None = None) -> Basket:
        """New seats at the adult price, as a basket that the credit pays for."""
        office = self.office
        opened = office.open(show_id)
        by_label = {seat.label: seat for seat in opened.seats}
        picks = picks_of([by_label[label] for label in labels], office.adult())
        held = office.holding().hold(self.session, new_request_id(), opened, None, picks)
        return replace(held, credit=credit)

    def ready(self, reference: str, given: Sequence[str], wanted: Sequence[str], show_id: int | None = None) -> Basket:
        """Up to where money would be asked for."""
        held = self.hold(self.begin(reference, *given), *wanted, show_id=show_id)
        return self.exchanges.renew_to_pay(self.session, new_request_id(), held)

    def pay(self, basket: Basket, *payments: Payment, request_id: str = "") -> Sale:
        paying = Paying(self.office.database, self.refunds)
        return paying.confirm(self.session, request_id or new_request_id(), basket, payments)

    def exchange(self, reference: str, given: Sequence[str], wanted: Sequence[str], show_id: int | None = None) -> Sale:
        """From beginning to end; a difference is paid in cash."""
        basket = self.ready(reference, given, wanted, show_id)
        due_minor = basket.to_pay_minor
        return self.pay(basket, *([Payment(PaymentMethod.CASH, due_minor, due_minor)] if due_minor else []))

    # The books

    def status(self, reference: str) -> str:
        return str(self.office.value("SELECT status FROM bookings WHERE reference = %s", reference))

    def money(self, reference: str) -> list[tuple[str, str, int]]:
        """(PAYMENT or REFUND, method, amount in minor units) of a booking in their order."""
        found = self.office.owner.rows(
            "SELECT p.kind, p.method, p.amount_minor FROM payments p JOIN bookings b ON b.id = p.booking_id"
            " WHERE b.reference = %s ORDER BY p.id",
            (reference,),
        )
        return [(str(kind), str(method), int(minor)) for kind, method, minor in found]

    def tickets(self, reference: str) -> dict[str, str]:
        """State by seat."""
        found = self.office.owner.rows(
            "SELECT CONCAT(x.row_name, x.seat_number), t.status FROM tickets t JOIN seats x ON x.id = t.seat_id"
            " JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s ORDER BY x.row_name, x.seat_number",
            (reference,),
        )
        return {str(label): str(status) for label, status in found}

    def sold_to(self, label: str, show_id: int | None = None) -> str | None:
        """The reference of the sale that has a seat, None while it is free."""
        found = self.office.value(
            "SELECT b.reference FROM booking_seats c JOIN bookings b ON b.id = c.booking_id JOIN seats x ON x.id = c.seat_id"
            " WHERE c.show_id = %s AND c.state = 'SOLD' AND CONCAT(x.row_name, x.seat_number) = %s",
            show_id or self.office.show_id,
            label,
        )
        return None if found is None else str(found)

    def everything(self, reference: str) -> tuple[object, ...]:
        """All that an exchange could have changed of a sale, to compare."""
        audit = self.office.value("SELECT COUNT(*) FROM audit_log WHERE subject = %s", reference)
        version = self.office.value("SELECT version FROM bookings WHERE reference = %s", reference)
        return self.status(reference), self.money(reference), self.tickets(reference), audit, version
