"""A small hall that is full, people who want seats of it, and what they are offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from app.controllers.after.offers import offer_everywhere
from app.controllers.after.waiting import Waiting, WaitingList, WaitingRules
from app.controllers.pay.paying import Sale
from app.controllers.sell.baskets import Basket
from app.controllers.sell.customers import Customer, Customers, TypedCustomer
from app.controllers.sell.open_baskets import OpenBaskets
from app.models.records import Role, Show
from app.models.sell import shows
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique

MINUTES_BEFORE = 30


@dataclass
class WaitingScene:
    """`office` has one show in a hall of two rows of three."""

    office: BoxOffice
    baskets: dict[str, Basket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Nobody of another test waits: a sweep looks at every line of the house."""
        self.office.change(
            "UPDATE waiting_list SET status = 'WITHDRAWN', ended_at = UTC_TIMESTAMP(6) WHERE status = 'WAITING'"
        )

    @property
    def list(self) -> WaitingList:
        return WaitingList(self.office.database, WaitingRules(MINUTES_BEFORE))

    @property
    def show(self) -> Show:
        found = shows.one(self.office.database, self.office.show_id)
        assert found is not None
        return found

    def fill(self) -> None:
        """Every seat is held in a basket of its own, to be let go one by one."""
        for seat in self.office.open().seats:
            self.baskets[seat.label] = self.office.hold(seat.label, counter=1)

    def let_go(self, *labels: str) -> None:
        """The holds of these seats have run out, and nobody has noticed yet."""
        for label in labels:
            self.office.let_hold_run_out(self.baskets[label])

    def customer(self, name: str = "", phone: str = "+91 98765 43210", email: str = "") -> Customer:
        typed = TypedCustomer(name or unique("Guest"), phone, email)
        return Customers(self.office.database).write_down(self.office.session(), new_request_id(), typed)

    def join(self, seats: int, customer: Customer | None = None, counter: int = 0, role: Role = Role.CLERK) -> Waiting:
        who, session = customer or self.customer(), self.office.session(role, counter)
        return self.list.join(session, new_request_id(), self.show, who, seats, self.office.adult())

    def sweep(self) -> int:
        self.office.sweep().run()
        return offer_everywhere(self.office.database, MINUTES_BEFORE)

    def line(self) -> dict[int, Waiting]:
        return {each.id: each for each in self.list.of_cinema(self.office.session())}

    def now(self, entry: Waiting) -> Waiting:
        """How it stands with somebody."""
        return self.line()[entry.id]

    def take_up(self, entry: Waiting, counter: int = 0) -> Basket:
        reference = self.now(entry).reference
        assert reference is not None
        shelf = OpenBaskets(self.office.database, 600)
        return shelf.take_up(self.office.session(counter=counter), new_request_id(), reference)

    def take(self, entry: Waiting, counter: int = 0) -> Sale:
        """They come for the offered seats and pay."""
        return self.office.pay(self.take_up(entry, counter), counter)

    def lapse(self, entry: Waiting) -> None:
        """The time of the offer is over."""
        self.office.change(
            "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE reference = %s",
            self.now(entry).reference,
        )

    def move_show(self, starts_in: timedelta) -> None:
        """As if it were nearer to the show, or past it."""
        self.office.change(
            "UPDATE shows SET starts_at = UTC_TIMESTAMP() + INTERVAL %s SECOND,"
            " ends_at = UTC_TIMESTAMP() + INTERVAL %s SECOND WHERE id = %s",
            round(starts_in.total_seconds()),
            round(starts_in.total_seconds()) + 9000,
            self.office.show_id,
        )
