"""A house in which everything was done that can be done after a sale, to be corrupted for the proof."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.controllers.after.messages import Messages
from app.controllers.pay.money_desk import money_desk
from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.sell.customers import Customers, TypedCustomer
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.after import sending
from app.models.after.outbox import Channel
from app.models.records import Payment, Role
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, RULES, BoxOffice
from tests.controllers.after.conftest import CARD, CASH, DEBIT, HOURS, VOUCHER, Till
from tests.controllers.after.exchanging import Swap
from tests.controllers.pay.conftest import Counter
from tests.controllers.plan.hall_desk import HallDesk
from tests.models.checks_support import Corruption, LivedIn, lived_in, sql
from tests.training import Practice

HOLDER = "b" * 32


@dataclass(frozen=True)
class Afternoon:
    """The sales by what became of them; each is a booking's reference."""

    evening: LivedIn
    split: str
    """E1 and E2 for 1050.00, paid four ways. E1 was given back, half of it kept; E2 was exchanged."""
    again: str
    """E5 in place of E2, given back whole by a manager's word."""
    undone: str
    moved: str
    """F5, whose guest was given another seat."""
    cancelled: str
    """By cash, of a show that was cancelled; the cash was handed back."""
    cancelled_card: str
    """By card, and handed back in cash."""
    owed: str
    """By card, and still due."""

    @property
    def office(self) -> BoxOffice:
        return self.evening.office

    def id_of(self, reference: str) -> int:
        return int(str(self.office.value("SELECT id FROM bookings WHERE reference = %s", reference)))

    def after(self, text: str, *params: object) -> dict[int, tuple[str, ...]]:
        """What is broken, by the rule's number, when this was done to the tables; it is undone."""
        return self.evening.findings_after(sql(text, *params))

    def after_all(self, *corruptions: Corruption) -> dict[int, tuple[str, ...]]:
        return self.evening.findings_after(*corruptions)


@contextmanager
def afternoon(server: PrivateServer, trained: Practice) -> Iterator[Afternoon]:
    with lived_in(server) as made:
        office = made.office
        till = Till(Counter(office, trained, money_desk(office.database, trained.provider, RULES.hold_seconds, "a@b")))
        till.begins_in(HOURS["half"])
        split = _sell_four_ways(till)
        till.refund(till.quote(split, "E1"))
        again = Swap(office).exchange(split, ("E2",), ("E5",)).reference
        till.refund(till.quote(again).at(100), override=till.word())
        undone = office.sell("F1").reference
        manager = office.people[Role.MANAGER].username
        void = Voiding(office.database, SignIn(office.database))
        void.void(office.session(), new_request_id(), undone, "mistyped", manager, PASSWORD)
        moved = _move(office, "F5")
        yield Afternoon(made, split, again, undone, moved, *_cancel_a_show(till))


def _sell_four_ways(till: Till) -> str:
    """E1 and E2 to somebody with an address: a voucher of 200, 150 through the provider, 100 by hand, 600 in cash."""
    office, counter = till.at.office, till.at
    basket = office.hold("E1", "E2")
    Customers(office.database).write_down(
        office.session(),
        new_request_id(),
        TypedCustomer("Asha", "", "asha@example.com"),
        None,
        basket.booking.reference,
    )
    parts = [
        Payment(VOUCHER, 20000, voucher_code=counter.voucher(20000)),
        counter.charge(basket, DEBIT, 15000).payment,
        Payment(CARD, 10000, approval_code="04B7K2"),
        Payment(CASH, 60000, 60000),
    ]
    counter.money.paying.confirm(office.session(), new_request_id(), basket, parts)
    _sent_or_not(office)
    return basket.booking.reference


def _sent_or_not(office: BoxOffice) -> None:
    """The confirmation is sent, and two more are written: one fails, one a person gives up."""
    office.change(
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at, template, recipient)"
        " SELECT kind, booking_id, counter_id, due_at + INTERVAL n.n MICROSECOND, template, recipient FROM outbox,"
        " (SELECT 1 n UNION ALL SELECT 2) n WHERE kind = 'MAIL' ORDER BY n.n"
    )
    messages = []
    for number in range(2):
        taken = office.database.transaction(
            lambda unit, number=number: sending.take(unit, Channel.MAIL, HOLDER, f"<{number}@foyer>")  # type: ignore[misc]
        )
        assert taken is not None
        messages.append(taken.id)
    office.database.transaction(lambda unit: sending.sent(unit, messages[0]))
    office.database.transaction(lambda unit: sending.failed(unit, messages[1], "550 no such user"))
    third = int(str(office.value("SELECT MAX(id) FROM outbox WHERE kind = 'MAIL'")))
    Messages(office.database).give_up(office.session(Role.MANAGER), third)


def _move(office: BoxOffice, label: str) -> str:
    reference = office.sell(label).reference
    desk = HallDesk(office)
    desk.put_out(label)
    desk.rehouse(desk.proposals())
    return reference


def _cancel_a_show(till: Till) -> tuple[str, str, str]:
    """Three sales of the late show: one by cash, two by card; what one of those had paid is still due."""
    office, swap = till.at.office, Swap(till.at.office)
    show_id = int(str(office.value("SELECT MAX(id) FROM shows WHERE hall_id = %s", office.hall_id)))
    sold = []
    for label, method in (("A1", CASH), ("A2", CARD), ("A3", CARD)):
        basket = swap.hold(None, label, show_id=show_id)
        total = basket.booking.total_minor
        payment = Payment(CASH, total, total) if method is CASH else Payment(CARD, total, approval_code="04B7K2")
        sold.append(swap.pay(basket, payment).reference)
    cancelling, manager = ShowCancelling(office.database), office.session(Role.MANAGER)
    cost = cancelling.cost(manager, show_id)
    cancelling.cancel(manager, new_request_id(), manager.counter.cinema, show_id, "flood", cost)
    by_sale = {due.booking_reference: due for due in till.owed.open(manager)}
    till.owed.hand_back(manager, new_request_id(), by_sale[sold[0]])
    till.owed.hand_back(manager, new_request_id(), by_sale[sold[1]], in_cash=True)
    return sold[0], sold[1], sold[2]
