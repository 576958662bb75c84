"""A person of whom something stands in every place where something can stand."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass

from app.controllers.after.privacy import Privacy
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.sell.customers import Customer, Customers, TypedCustomer
from app.models.after import customer_data
from app.models.records import Role
from app.utils.codes import new_request_id, new_voucher_code
from tests.box_office import BoxOffice, unique

_NUMBERS = itertools.count(10000)
TEXT_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND data_type IN ('char', 'varchar', 'text', 'mediumtext', 'longtext')
"""


@dataclass(frozen=True)
class Person:
    """With a name, a number and an address that nobody else in the database has."""

    name: str
    phone: str
    email: str
    traces: tuple[str, ...]
    """What is left of them anywhere: a part of the name, the number as written and as digits, the part before the @."""

    @classmethod
    def new(cls) -> Person:
        number = str(next(_NUMBERS))
        first = "zubin" + unique("").strip().replace("-", "")
        phone = f"+91 98220 {number}"
        return cls(
            f"{first.title()} Kothawala", phone, f"{first}@example.org", (first, phone, f"98220{number}", f"{first}@")
        )


@dataclass
class PrivacyScene:
    office: BoxOffice
    person: Person
    customer: Customer
    basket: Basket
    """Sold to them, for a show that is over unless a test says otherwise."""

    @property
    def privacy(self) -> Privacy:
        return Privacy(self.office.database)

    @property
    def manager(self) -> Session:
        return self.office.session(Role.MANAGER)

    def erase(self) -> None:
        self.privacy.erase(self.manager, new_request_id(), self.customer.id)

    @property
    def stored(self) -> customer_data.StoredCustomer:
        found = customer_data.one(self.office.owner, self.customer.id)
        assert found is not None
        return found

    def end_show(self, days_ago: int = 1) -> None:
        """As if the show had been so long ago, and its sales were completed."""
        self.office.change(
            "UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL %s DAY - INTERVAL 3 HOUR,"
            " ends_at = UTC_TIMESTAMP() - INTERVAL %s DAY, status = 'COMPLETED' WHERE id = %s",
            days_ago,
            days_ago,
            self.office.show_id,
        )
        self.office.change(
            "UPDATE bookings SET status = 'COMPLETED' WHERE show_id = %s AND status = 'CONFIRMED'", self.office.show_id
        )

    def places_that_name_them(self) -> list[str]:
        """Every text column of the whole database in which their name, number or address stands, the log left out or not."""
        found = []
        for table, column in self.office.owner.rows(TEXT_COLUMNS):
            names = (
                (table.decode() if isinstance(table, bytes) else table),
                (column.decode() if isinstance(column, bytes) else column),
            )
            if self._stands_in(*names):
                found.append(".".join(names))
        return sorted(found)

    def _stands_in(self, table: str, column: str) -> bool:
        said = " OR ".join([f"CONVERT(`{column}` USING utf8mb4) LIKE %s"] * len(self.person.traces))
        sql = f"SELECT COUNT(*) FROM `{table}` WHERE {said}"  # noqa: S608  the names are the database's own
        return bool(self.office.value(sql, *(f"%{trace}%" for trace in self.person.traces)))


def build(office: BoxOffice) -> PrivacyScene:
    """Written down, sold to, parked with a note, written to, waiting, named in a notice and on a voucher."""
    session, customers, person = office.session(), Customers(office.database), Person.new()
    customer = customers.write_down(
        session, new_request_id(), TypedCustomer(person.name, person.phone, person.email, consent=True)
    )
    basket = office.hold("A1", "A2")
    customers.attach(session, new_request_id(), basket.booking.reference, customer)
    office.pay(basket)
    note = f"{person.name}, back at six"
    office.change("UPDATE bookings SET parked_note = %s WHERE id = %s", note, basket.booking.id)
    _write_to(office, basket, person, person.email, sent=True)
    _write_to(office, basket, person, person.phone, sent=False)
    other = office.sell("B1")
    stranger = office.owner.row("SELECT id FROM bookings WHERE reference = %s", (other.reference,))
    assert stranger is not None
    office.change(
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at, template, recipient, attempts, message_id, done_at)"
        " VALUES ('MAIL', %s, %s, UTC_TIMESTAMP(6), 'CONFIRMATION', %s, 1, '<1@foyer>', UTC_TIMESTAMP(6))",
        stranger[0],
        session.counter.id,
        person.email,
    )
    office.change(
        "INSERT INTO counter_notices (counter_id, kind, sentence, created_at)"
        " VALUES (%s, 'REHOUSED', %s, UTC_TIMESTAMP(6))",
        session.counter.id,
        f"{basket.booking.reference}, A Film: moved from A1 to A2. Tell {person.name} {person.phone}.",
    )
    office.change(
        "INSERT INTO vouchers (code, currency, value_minor, balance_minor, created_at, note)"
        " VALUES (%s, 'INR', 5000, 5000, UTC_TIMESTAMP(6), %s)",
        new_voucher_code(),
        f"Won by {person.name}",
    )
    later = office.add_show()
    adult = office.adult()
    office.change(
        "INSERT INTO waiting_list (show_id, customer_id, seats_wanted, ticket_type_id, counter_id, clerk_id, created_at)"
        " VALUES (%s, %s, 99, %s, %s, %s, UTC_TIMESTAMP(6))",
        later,
        customer.id,
        adult.id,
        session.counter.id,
        session.staff.id,
    )
    return PrivacyScene(office, person, customer, basket)


def _write_to(office: BoxOffice, basket: Basket, person: Person, recipient: str, *, sent: bool) -> None:
    office.change(
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at, attempts, message_id, template, recipient, detail,"
        " last_error, done_at)"
        " VALUES (%s, %s, %s, UTC_TIMESTAMP(6), 1, '<2@foyer>', 'CONFIRMATION', %s, %s, %s, IF(%s, UTC_TIMESTAMP(6), NULL))",
        "MAIL" if "@" in recipient else "SMS",
        basket.booking.id,
        office.counters[0].id,
        recipient,
        json.dumps({"to": person.name}),
        f"550 no such user {recipient}",
        sent,
    )
