"""Whatever is done to sales, in whatever order, the books are sound after each step, and agree with a model beside them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.controllers.after.door import Door
from app.controllers.after.refunds import Override, Refunds
from app.controllers.after.verdicts import DoorTicket
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models import checks
from app.models.errors import NotVoidable, PaidAfterExpiry, SeatsTaken
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, MakeBoxOffice
from tests.controllers.after.exchanging import Swap
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

ROWS, SEATS_PER_ROW = "ACE", 3
LABELS = [f"{row}{number}" for row in ROWS for number in range(1, SEATS_PER_ROW + 1)]
some_seats = st.lists(st.sampled_from(LABELS), min_size=1, max_size=3, unique=True)
chances = st.integers(0, 2**16)
"""Which basket, sale or seat of those there are: what the machine draws may not depend on what it did."""


@dataclass
class Sold:
    """A sale as the model has it: live tickets by seat, `inside` those who have entered."""

    reference: str
    prices_minor: dict[str, int]
    inside: set[str] = field(default_factory=set)
    fees_minor: int = 0

    @property
    def worth_minor(self) -> int:
        return sum(self.prices_minor.values())

    @property
    def can_go(self) -> list[str]:
        return sorted(self.prices_minor.keys() - self.inside)


class LifeOfSales(RuleBasedStateMachine):
    """One counter, one show, nine seats. `office` is set by the test, and each run begins with a cinema of its own."""

    make_office: MakeBoxOffice

    @initialize()
    def open_the_doors(self) -> None:
        self.office = office = self.make_office(rows=ROWS, seats_per_row=SEATS_PER_ROW)
        database = office.database
        sign_in = SignIn(database)
        self.swap = Swap(office)
        self.refunds = Refunds(database, sign_in, lambda: Refunding(database, None))
        self.voiding = Voiding(database, sign_in)
        self.door = Door(database, sign_in, opens_minutes=600)
        self.manager = office.people[Role.MANAGER].username
        self.held: list[tuple[Basket, set[str]]] = []
        self.gone: list[tuple[Basket, set[str]]] = []
        self.sold: list[Sold] = []

    # What the model knows

    def owner_of(self, label: str) -> str:
        """HELD, a reference, or "" for a free seat."""
        if any(label in seats for _, seats in self.held):
            return "HELD"
        return next((sale.reference for sale in self.sold if label in sale.prices_minor), "")

    def a_sale(self, chance: int) -> Sold:
        standing = [sale for sale in self.sold if sale.can_go]
        return standing[chance % len(standing)]

    def some_of(self, sale: Sold, chance: int) -> list[str]:
        picked = random.Random(chance)  # noqa: S311  which seats, not a secret
        return sorted(picked.sample(sale.can_go, picked.randint(1, len(sale.can_go))))

    def prices_of(self, basket: Basket) -> dict[str, int]:
        return {line.seat.label: line.price_minor for line in basket.booking.lines}

    # What is done

    @rule(labels=some_seats)
    def hold(self, labels: list[str]) -> None:
        if any(map(self.owner_of, labels)):
            with pytest.raises(SeatsTaken):
                self.office.hold(*labels)
        else:
            self.held.append((self.office.hold(*labels), set(labels)))

    @precondition(lambda self: self.held)
    @rule(chance=chances, split=st.booleans())
    def pay(self, chance: int, split: bool) -> None:
        basket, _ = self.held.pop(chance % len(self.held))
        total = basket.booking.total_minor
        by_card = total // 3 if split else 0
        parts = [Payment(PaymentMethod.CARD, by_card, approval_code="04B7K2")] if by_card else []
        parts.append(Payment(PaymentMethod.CASH, total - by_card, total - by_card))
        sale = self.office.paying().confirm(self.office.session(), new_request_id(), basket, parts)
        self.sold.append(Sold(sale.reference, self.prices_of(basket)))

    @precondition(lambda self: self.held)
    @rule(chance=chances)
    def expire(self, chance: int) -> None:
        basket, seats = self.held.pop(chance % len(self.held))
        self.office.let_hold_run_out(basket)
        self.office.sweep().run()
        self.gone.append((basket, seats))

    @precondition(lambda self: self.gone)
    @rule(chance=chances)
    def pay_late(self, chance: int) -> None:
        """The money is there after the hold has run out: the seats where all of them are free, else a debt."""
        basket, seats = self.gone.pop(chance % len(self.gone))
        if any(map(self.owner_of, seats)):
            with pytest.raises(PaidAfterExpiry):
                self.office.pay(basket)
        else:
            self.sold.append(Sold(self.office.pay(basket).reference, self.prices_of(basket)))

    @precondition(lambda self: any(sale.can_go for sale in self.sold))
    @rule(chance=chances, percent=st.sampled_from([None, 0, 25, 33, 50, 100]))
    def refund(self, chance: int, percent: int | None) -> None:
        sale = self.a_sale(chance)
        labels = self.some_of(sale, chance)
        whole = self.refunds.quote(self.office.session(), sale.reference)
        quote = whole.of([seat.ticket_id for seat in whole.seats if seat.seat_label in labels])
        override = None
        if percent is not None:
            quote = quote.at(percent)
            override = Override("a guest of ours", self.manager, PASSWORD)
        back = self.refunds.refund(self.office.session(), new_request_id(), quote, override)
        assert back.back_minor + back.fee_minor == sum(sale.prices_minor.pop(label) for label in labels)
        sale.fees_minor += back.fee_minor

    @precondition(lambda self: any(sale.can_go for sale in self.sold))
    @rule(chance=chances, wanted=some_seats)
    def exchange(self, chance: int, wanted: list[str]) -> None:
        sale = self.a_sale(chance)
        labels = self.some_of(sale, chance)
        if any(map(self.owner_of, wanted)):
            with pytest.raises(SeatsTaken):
                self.swap.exchange(sale.reference, labels, wanted)
            return
        new = self.swap.exchange(sale.reference, labels, wanted)
        for label in labels:
            del sale.prices_minor[label]
        found = self.office.owner.rows(
            "SELECT CONCAT(x.row_name, x.seat_number), l.price_minor FROM bookings b"
            " JOIN booking_lines l ON l.booking_id = b.id JOIN seats x ON x.id = l.seat_id WHERE b.reference = %s",
            (new.reference,),
        )
        self.sold.append(Sold(new.reference, {str(label): int(minor) for label, minor in found}))

    @precondition(lambda self: any(sale.can_go for sale in self.sold))
    @rule(chance=chances)
    def void(self, chance: int) -> None:
        sale = self.a_sale(chance)
        session = self.office.session()
        if sale.inside:
            with pytest.raises(NotVoidable):
                self.voiding.void(session, new_request_id(), sale.reference, "mistyped", self.manager, PASSWORD)
            return
        self.voiding.void(session, new_request_id(), sale.reference, "mistyped", self.manager, PASSWORD)
        sale.prices_minor.clear()

    @precondition(lambda self: any(sale.can_go for sale in self.sold))
    @rule(chance=chances)
    def admit(self, chance: int) -> None:
        sale = self.a_sale(chance)
        label = self.some_of(sale, chance)[0]
        assert self.door.admit(self.usher, new_request_id(), self.code_of(sale, label)).admits
        assert not self.door.admit(self.usher, new_request_id(), self.code_of(sale, label)).admits
        sale.inside.add(label)

    @precondition(lambda self: any(sale.inside for sale in self.sold))
    @rule(chance=chances)
    def undo_entry(self, chance: int) -> None:
        entered = [sale for sale in self.sold if sale.inside]
        sale = entered[chance % len(entered)]
        label = sorted(sale.inside)[chance % len(sale.inside)]
        self.door.undo(
            self.usher, new_request_id(), self.ticket_at_the_door(sale, label), "wrong hall", self.manager, PASSWORD
        )
        sale.inside.remove(label)

    # What must hold after each

    @invariant()
    def the_books_are_sound(self) -> None:
        assert [finding for finding in checks.prove(self.office.owner) if not finding.holds] == []

    @invariant()
    def every_seat_is_whose_it_should_be(self) -> None:
        found = self.office.owner.rows(
            "SELECT CONCAT(x.row_name, x.seat_number), IF(c.state = 'HELD', 'HELD', b.reference) FROM booking_seats c"
            " JOIN seats x ON x.id = c.seat_id JOIN bookings b ON b.id = c.booking_id WHERE c.show_id = %s",
            (self.office.show_id,),
        )
        expected = {label: self.owner_of(label) for label in LABELS if self.owner_of(label)}
        assert {str(label): str(whose) for label, whose in found} == expected

    @invariant()
    def every_sale_has_kept_what_its_tickets_cost_and_its_fees(self) -> None:
        for sale in self.sold:
            found = self.office.owner.row(
                "SELECT SUM(IF(p.kind = 'PAYMENT', p.amount_minor, -p.amount_minor)), b.status FROM payments p"
                " JOIN bookings b ON b.id = p.booking_id WHERE b.reference = %s GROUP BY b.status",
                (sale.reference,),
            )
            assert found is not None
            assert int(found[0]) == sale.worth_minor + sale.fees_minor
            assert found[1] == ("CONFIRMED" if sale.prices_minor else "CANCELLED")

    # The door's side

    @property
    def usher(self) -> Session:
        return self.office.session(Role.USHER, counter=1)

    def code_of(self, sale: Sold, label: str) -> str:
        found = self.office.value(
            "SELECT t.code FROM tickets t JOIN seats x ON x.id = t.seat_id JOIN bookings b ON b.id = t.booking_id"
            " WHERE b.reference = %s AND CONCAT(x.row_name, x.seat_number) = %s AND t.status <> 'VOID'",
            sale.reference,
            label,
        )
        return str(found)

    def ticket_at_the_door(self, sale: Sold, label: str) -> DoorTicket:
        verdicts = self.door.booking(self.usher, sale.reference).verdicts
        return next(each.ticket for each in verdicts if each.ticket and each.ticket.seat_label == label)


def test_any_life_of_sales_leaves_the_books_sound(make_office: MakeBoxOffice) -> None:
    """Hold, pay, let lapse, pay late, give back, exchange, undo, admit, take an entry back, in any order."""
    LifeOfSales.make_office = staticmethod(make_office)
    # What one run has spoiled stays spoiled in the database: a smaller example cannot be looked for in it.
    run_state_machine_as_test(
        LifeOfSales, settings=settings(max_examples=8, stateful_step_count=30, phases=[Phase.generate])
    )
