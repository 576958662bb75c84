"""A small cinema of a test's own: hall, show, staff and counters in the shared test database, with names nobody else has."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.controllers.pay.paying import Paying, Sale
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.claiming import HoldRules
from app.controllers.sell.expiry import Sweep
from app.controllers.sell.holding import Holding
from app.controllers.sell.seat_plans import OpenShow, SeatPlans
from app.controllers.till.tills import Tills
from app.models import checks, places, staff
from app.models.after import refund_rules
from app.models.connection import Connect
from app.models.database import Database
from app.models.records import Counter, Payment, PaymentMethod, Role, Seat, StaffMember, TicketType
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.codes import new_request_id
from app.utils.passwords import hash_password

RULES = HoldRules(hold_seconds=600, hold_limit_seconds=1800, late_sale_minutes=20)
PASSWORD = "correct horse battery"
_PASSWORD_HASH = hash_password(PASSWORD)
_NUMBERS = itertools.count(1)


_CONSONANTS = str.maketrans("0123456789", "bcdfghjklm")


def unique(word: str) -> str:
    """A name no other test uses, in this process or another: in consonants, so that no search for a day or a word finds it."""
    number = f"{os.getpid()}-{next(_NUMBERS)}"
    return f"{word} {number.translate(_CONSONANTS)}"


@dataclass(slots=True)
class BoxOffice:
    """One cinema with one hall, one show and two counters. `owner` may do anything, `database` is a terminal's."""

    owner: Database
    database: Database
    connect: Connect
    show_id: int
    hall_id: int
    counters: tuple[Counter, ...]
    people: dict[Role, StaffMember]

    def session(self, role: Role = Role.CLERK, counter: int = 0) -> Session:
        return Session(self.people[role], self.counters[counter])

    def holding(self, rules: HoldRules = RULES) -> Holding:
        return Holding(self.database, rules)

    def paying(self) -> Paying:
        return Paying(self.database)

    def tills(self) -> Tills:
        return Tills(self.database)

    def sweep(self) -> Sweep:
        return Sweep(self.database)

    def open(self, show_id: int | None = None) -> OpenShow:
        return SeatPlans(self.database).open_show(self.session(), show_id or self.show_id)

    def adult(self) -> TicketType:
        return self.open().prices.book.ticket_types[0]

    def seats(self, *labels: str) -> list[Seat]:
        by_label = {seat.label: seat for seat in self.open().seats}
        return [by_label[label] for label in labels]

    def hold(self, *labels: str, basket: Basket | None = None, counter: int = 0) -> Basket:
        """Hold seats for the adult price, at a counter, with a request of their own."""
        opened = self.open()
        return self.holding().hold(
            self.session(counter=counter), new_request_id(), opened, basket, picks_of(self.seats(*labels), self.adult())
        )

    def cash(self, basket: Basket, tendered_minor: int | None = None) -> Payment:
        total = basket.booking.total_minor
        return Payment(PaymentMethod.CASH, total, total if tendered_minor is None else tendered_minor)

    def pay(self, basket: Basket, counter: int = 0, role: Role = Role.CLERK) -> Sale:
        """The exact sum in cash, at a counter."""
        return self.paying().confirm(self.session(role, counter), new_request_id(), basket, (self.cash(basket),))

    def sell(self, *labels: str, counter: int = 0) -> Sale:
        return self.pay(self.hold(*labels, counter=counter), counter)

    def let_hold_run_out(self, basket: Basket) -> None:
        """As if the hold's time had passed: its end is moved into the past, on the server."""
        self.change(
            "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = %s", basket.booking.id
        )

    def cancel_show(self) -> None:
        self.change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", self.show_id)

    def change(self, sql: str, *params: object) -> int:
        """Change rows as the owner, past all rules of the program."""
        return self.owner.transaction(lambda unit: unit.execute(sql, params))

    def value(self, sql: str, *params: object) -> object:
        """The first value of the first row, None without a row."""
        row = self.owner.row(sql, params)
        return row[0] if row else None

    def booking_status(self, basket: Basket) -> str:
        return str(self.value("SELECT status FROM bookings WHERE id = %s", basket.booking.id))

    def claims(self, basket: Basket) -> list[tuple[int, str]]:
        found = self.owner.rows(
            "SELECT seat_id, state FROM booking_seats WHERE booking_id = %s ORDER BY seat_id", (basket.booking.id,)
        )
        return [(int(seat_id), str(state)) for seat_id, state in found]

    def require_sound(self) -> None:
        """What `check` says of all that was written in the run's database; only that shows overlap is left out, for tests put
        several into one hall at once.
        """
        broken = [finding for finding in checks.prove(self.owner) if not finding.holds]
        told = [finding for finding in broken if "overlap" not in finding.rule]
        assert told == [], told

    def add_show(self, starts_in: timedelta = timedelta(hours=2), title: str = "A Film") -> int:
        return self.owner.transaction(lambda unit: _add_show(unit, self.hall_id, starts_in, title))


FLOAT_MINOR = 100000
"""What is in every till at the start: 1,000 rupees."""


def around_noon() -> str:
    """A time zone in which it is about noon now: a show in some hours is then on today's list, whenever the tests run."""
    ahead_hours = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead_hours:+d}"  # the names have the sign of the other direction


def build(
    owner: Database,
    connect: Connect,
    rows: Sequence[str] = "ABCDEF",
    seats_per_row: int = 10,
    *,
    till: bool = True,
    time_zone: str = "Asia/Kolkata",
) -> BoxOffice:
    """Make the cinema: rows A and B regular, C and D premium, the rest VIP; base price 350.00 rupees.

    Every counter has a till that the clerk opened, unless `till` is False.
    """

    def work(unit: Unit) -> tuple[int, int, int, dict[Role, StaffMember]]:
        _add_prices(unit)
        city_id = unit.insert("INSERT INTO cities (name) VALUES (%s)", (unique("City"),))
        cinema_id = unit.insert(
            "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country) VALUES (%s, %s, %s, %s, %s, %s)",
            (city_id, unique("Cinema"), time_zone, "INR", "en_IN", "IN"),
        )
        refund_rules.write_usual(unit, cinema_id)
        hall_id = unit.insert("INSERT INTO halls (cinema_id, name) VALUES (%s, 'Hall 1')", (cinema_id,))
        unit.insert_rows(
            "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column) VALUES",
            [
                (hall_id, name, number, ("REGULAR", "PREMIUM", "VIP")[min(place // 2, 2)], place, number)
                for place, name in enumerate(rows)
                for number in range(1, seats_per_row + 1)
            ],
        )
        for name in ("Counter 1", "Counter 2"):
            unit.execute("INSERT INTO counters (cinema_id, name) VALUES (%s, %s)", (cinema_id, name))
        people = {}
        for role in Role:
            username, full_name = unique(role.value.lower()), role.value.title()
            people[role] = StaffMember(
                staff.add(unit, username, full_name, role, _PASSWORD_HASH), username, full_name, role
            )
        show_id = _add_show(unit, hall_id, timedelta(hours=2), "A Film")
        return cinema_id, hall_id, show_id, people

    cinema_id, hall_id, show_id, people = owner.transaction(work)
    counters = tuple(counter for counter in places.counters(owner) if counter.cinema.id == cinema_id)
    office = BoxOffice(owner, Database(connect), connect, show_id, hall_id, counters, people)
    for place in range(len(counters) if till else 0):
        office.tills().open(office.session(counter=place), new_request_id(), FLOAT_MINOR)
    return office


def _add_prices(unit: Unit) -> None:
    for code, percent, order in (("ADULT", 100, 1), ("CHILD", 70, 2), ("SENIOR", 80, 3), ("STUDENT", 85, 4)):
        unit.execute(
            "INSERT IGNORE INTO ticket_types (code, name, percent, sort_order) VALUES (%s, %s, %s, %s)",
            (code, code.title(), percent, order),
        )
    for kind, code, percent in (
        ("SEAT_TYPE", "REGULAR", 100),
        ("SEAT_TYPE", "PREMIUM", 130),
        ("SEAT_TYPE", "VIP", 150),
        # Every day costs the same here: what a test expects does not depend on the day it runs on.
        ("DAY", "WEEKDAY", 100),
        ("DAY", "WEEKEND", 100),
        ("DAY", "HOLIDAY", 100),
    ):
        unit.execute("INSERT IGNORE INTO price_rules (kind, code, percent) VALUES (%s, %s, %s)", (kind, code, percent))


def _add_show(unit: Unit, hall_id: int, starts_in: timedelta, title: str) -> int:
    movie_id = unit.insert(
        "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES (%s, 148, 'English', 'UA')",
        (title,),
    )
    starts_at = (datetime.now(UTC) + starts_in).replace(microsecond=0)
    return unit.insert(
        "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, 35000)",
        (movie_id, hall_id, as_stored(starts_at), as_stored(starts_at + timedelta(minutes=163))),
    )


MakeBoxOffice = Callable[..., BoxOffice]
