"""One counter, one show, nine seats, and a model beside them of whose each seat is: what a life of sales is played on."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from typing import ClassVar

from hypothesis.errors import HypothesisException
from hypothesis.stateful import RuleBasedStateMachine, initialize

from app.controllers.after.door import Door
from app.controllers.after.refunds import Refunds
from app.controllers.after.verdicts import DoorTicket
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.sell.open_baskets import OpenBaskets
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import RULES, MakeBoxOffice
from tests.controllers.after.exchanging import Swap
from tests.controllers.after.waiting_scene import WaitingScene

ROWS, SEATS_PER_ROW = "ACE", 3
LABELS = [f"{row}{number}" for row in ROWS for number in range(1, SEATS_PER_ROW + 1)]


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


class Life(RuleBasedStateMachine):
    """`make_office` is set by the test, and each run begins with a cinema of its own."""

    make_office: MakeBoxOffice
    failures: ClassVar[list[str]] = []
    """What went wrong, in the order in which it was seen, each with all that was done until then."""

    @initialize()
    def open_the_doors(self) -> None:
        self.office = office = self.make_office(rows=ROWS, seats_per_row=SEATS_PER_ROW)
        database = office.database
        sign_in = SignIn(database)
        self.swap = Swap(office)
        self.refunds = Refunds(database, sign_in, lambda: Refunding(database, None))
        self.voiding = Voiding(database, sign_in)
        self.door = Door(database, sign_in, opens_minutes=600)
        self.line = WaitingScene(office)
        self.manager = office.people[Role.MANAGER].username
        self.held: list[tuple[Basket, set[str]]] = []
        self.gone: list[tuple[Basket, set[str]]] = []
        self.sold: list[Sold] = []
        self.steps: list[str] = []

    def done(self, step: str) -> None:
        """Remember it, for whoever has to find out why something failed."""
        self.steps.append(step)

    def teardown(self) -> None:
        """Remember a failure. Played again it is another one, for the database is spoiled by then: the first one counts."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, HypothesisException):
            steps = [f"{number:3}. {step}" for number, step in enumerate(self.steps, 1)]
            self.failures.append("\n".join([f"{type(error).__name__}: {error}", "after", *steps]))

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

    @property
    def free(self) -> list[str]:
        return [label for label in LABELS if not self.owner_of(label)]

    def take_up_offers(self) -> None:
        """Whatever is kept for somebody who waited is a basket of this counter: they stand in front of it."""
        found = self.office.owner.rows(
            "SELECT reference FROM bookings WHERE show_id = %s AND status = 'PENDING' AND parked_at IS NOT NULL ORDER BY id",
            (self.office.show_id,),
        )
        for (reference,) in found:
            shelf = OpenBaskets(self.office.database, RULES.hold_seconds)
            basket = shelf.take_up(self.office.session(), new_request_id(), str(reference))
            self.held.append((basket, set(self.prices_of(basket))))

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
