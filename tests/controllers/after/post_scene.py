"""Sales with customers who can be reached, a mail server, and workers that send to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.controllers.after.post_worker import PostWorker
from app.controllers.sell.baskets import Basket
from app.controllers.sell.customers import Customers, TypedCustomer
from app.models.database import Database
from app.utils.codes import new_request_id
from app.utils.post.mail_server import MailSender
from tests.box_office import BoxOffice
from tests.mail_room import MailRoom

EMAIL = "asha@example.com"


@dataclass
class Clock:
    """The worker's own clock, which moves when it is told to."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Post:
    """The outbox of one house, and the server its mail goes to."""

    office: BoxOffice
    room: MailRoom
    clock: Clock = field(default_factory=Clock)
    opened: list[Database] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing of another test waits, and nobody else is at it."""
        self.office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6) WHERE done_at IS NULL")
        self.office.change("DELETE FROM leases")

    def close(self) -> None:
        for database in self.opened:
            database.close()

    def worker(self, seconds: float = 20.0, **changed: Any) -> PostWorker:
        """A worker with a connection of its own, as in another window."""
        database = Database(self.office.connect)
        self.opened.append(database)
        return PostWorker(database, MailSender(self.room.server(seconds, **changed)), clock=self.clock)

    def hold_for(self, *labels: str, email: str = EMAIL, name: str = "Asha", phone: str = "") -> Basket:
        basket = self.office.hold(*labels)
        typed = TypedCustomer(name, phone, email)
        customers = Customers(self.office.database)
        customers.write_down(self.office.session(), new_request_id(), typed, None, basket.booking.reference)
        return basket

    def sell(self, *labels: str, email: str = EMAIL, name: str = "Asha", phone: str = "") -> Basket:
        """A sale to a customer; its confirmation waits."""
        basket = self.hold_for(*labels, email=email, name=name, phone=phone)
        self.office.pay(basket)
        return basket

    def row(self, basket: Basket, template: str = "CONFIRMATION") -> dict[str, Any]:
        """The message about a booking as it stands in the table; `due` in seconds from now."""
        found = self.office.owner.row(
            "SELECT id, kind, recipient, attempts, last_error, done_at, given_up_at, message_id, detail,"
            " TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), due_at) / 1000000 FROM outbox"
            " WHERE booking_id = %s AND template = %s",
            (basket.booking.id, template),
        )
        assert found is not None
        names = ("id", "kind", "recipient", "attempts", "last_error", "done_at", "given_up_at", "message_id", "detail")
        return {**dict(zip(names, found, strict=False)), "due": float(found[9])}

    def count(self, basket: Basket, template: str = "CONFIRMATION") -> int:
        found = self.office.value(
            "SELECT COUNT(*) FROM outbox WHERE booking_id = %s AND template = %s", basket.booking.id, template
        )
        assert isinstance(found, int)
        return found

    def let_it_be_due(self, basket: Basket) -> None:
        """As if the pause were over."""
        self.office.change(
            "UPDATE outbox SET due_at = UTC_TIMESTAMP(6) WHERE booking_id = %s AND done_at IS NULL", basket.booking.id
        )

    def let_the_lease_run_out(self) -> None:
        self.office.change("UPDATE leases SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND")


def work(worker: PostWorker) -> int:
    """Turns until there is nothing to do at once; how many did something."""
    turns = 0
    while worker.turn():
        turns += 1
    return turns
