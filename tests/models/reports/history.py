"""Made-up history of a cinema: sales and voids at any moment, written straight into the tables, and the plain truth about it.

`Truth` knows nothing of how reports are made: it reads every row and adds up in Python, one row after the other.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.models.records import Cinema, PaymentMethod, Role, SeatType
from app.models.statements import Unit
from app.models.times import as_stored, as_utc
from app.utils.codes import new_booking_reference, new_ticket_code
from app.utils.local_time import to_local
from tests.box_office import BoxOffice

PRICES_MINOR = {SeatType.REGULAR: 35000, SeatType.PREMIUM: 45500, SeatType.VIP: 52500}
PAYERS = (Role.CLERK, Role.MANAGER, Role.ADMIN)


class History:
    """Writes sales of `office`; the same seed writes the same ones."""

    def __init__(self, office: BoxOffice, seed: int = 1) -> None:
        self.office = office
        self.chance = random.Random(seed)  # noqa: S311  the same every time

    def show(self, starts_at: datetime, title: str = "A Film", hall_id: int | None = None) -> int:
        def work(unit: Unit) -> int:
            movie_id = unit.insert(
                "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES (%s, 120, 'English', 'UA')",
                (title,),
            )
            return unit.insert(
                "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor, status)"
                " VALUES (%s, %s, %s, %s, 35000, 'COMPLETED')",
                (
                    movie_id,
                    hall_id or self.office.hall_id,
                    as_stored(starts_at.replace(microsecond=0)),
                    as_stored(starts_at.replace(microsecond=0) + timedelta(hours=2)),
                ),
            )

        return self.office.owner.transaction(work)

    def sale(self, show_id: int, sold_at: datetime, seat_ids: Iterable[int], *, ways: int = 1) -> int:
        """A confirmed booking, paid in so many ways; no way for one that costs nothing."""
        seats = tuple(seat_ids)
        return self.office.owner.transaction(lambda unit: self._sale(unit, show_id, sold_at, seats, ways))

    def void(self, booking_id: int, voided_at: datetime, refunded_at: datetime | None = None) -> None:
        """All its tickets taken back, and the money given back then, or later."""
        moment = as_stored(voided_at)
        clerk = self.office.people[self.chance.choice(PAYERS)].id

        def work(unit: Unit) -> None:
            unit.execute(
                "UPDATE tickets SET status = 'VOID', voided_at = %s WHERE booking_id = %s", (moment, booking_id)
            )
            unit.execute("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", (booking_id,))
            unit.execute(
                "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at,"
                " of_payment_id)"
                " SELECT booking_id, 'REFUND', method, amount_minor, counter_id, %s, %s, id FROM payments"
                " WHERE booking_id = %s AND kind = 'PAYMENT'",
                (clerk, as_stored(refunded_at or voided_at), booking_id),
            )

        self.office.owner.transaction(work)

    def _sale(self, unit: Unit, show_id: int, sold_at: datetime, seats: tuple[int, ...], ways: int) -> int:
        moment, counter = as_stored(sold_at), self.chance.choice(self.office.counters).id
        clerk = self.office.people[self.chance.choice(PAYERS)].id
        adult = unit.row("SELECT id FROM ticket_types WHERE code = 'ADULT'")
        assert adult is not None
        booking_id = unit.insert(
            "INSERT INTO bookings (reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at,"
            " confirmed_at, channel) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                new_booking_reference(), show_id, self.chance.choice(("CONFIRMED", "COMPLETED")), moment, moment, counter,
                clerk, moment, moment, self.chance.choice(("COUNTER", "PHONE")),
            ),
        )  # fmt: skip
        total = 0
        for seat_id in seats:
            kind = unit.row("SELECT seat_type FROM seats WHERE id = %s", (seat_id,))
            assert kind is not None
            off = self.chance.choice((0, 0, 5000)) if ways else PRICES_MINOR[SeatType(kind[0])]
            price = PRICES_MINOR[SeatType(kind[0])] - off
            total += price
            line_id = unit.insert(
                "INSERT INTO booking_lines (booking_id, seat_id, ticket_type_id, price_minor, price_explained,"
                " discount_minor, seat_type) VALUES (%s, %s, %s, %s, '', %s, %s)",
                (booking_id, seat_id, adult[0], price, off, self.chance.choice((kind[0], None))),
            )
            unit.execute(
                "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES (%s, %s, %s, %s, %s)",
                (booking_id, line_id, show_id, seat_id, new_ticket_code()),
            )
        payer = self.office.people[self.chance.choice(PAYERS)].id
        tenders = [method for method in PaymentMethod if method is not PaymentMethod.EXCHANGE]
        for number, method in enumerate(self.chance.sample(tenders, ways)):
            part = total // ways + (total % ways if number == 0 else 0)
            unit.execute(
                "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at)"
                " VALUES (%s, 'PAYMENT', %s, %s, %s, %s, %s)",
                (booking_id, method.value, part, counter, payer, moment),
            )
        return booking_id


@dataclass(frozen=True, slots=True)
class Sold:
    """A ticket: when it was sold and taken back on the cinema's clock, and what it was."""

    sold_local: datetime
    voided_local: datetime | None
    show_id: int
    title: str
    hall_name: str
    kind: SeatType
    price_minor: int
    discount_minor: int
    clerk_name: str
    method: str
    booking_id: int
    seat_id: int


class Truth:
    """Every ticket and payment of a cinema, one by one."""

    def __init__(self, office: BoxOffice) -> None:
        self.cinema: Cinema = office.counters[0].cinema
        rows = office.owner.rows(
            """
            SELECT b.confirmed_at, t.voided_at, s.id, m.title, h.name, l.seat_type, x.seat_type, l.price_minor,
                   l.discount_minor, b.clerk_id, b.id, t.seat_id
            FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN booking_lines l ON l.id = t.line_id
            JOIN shows s ON s.id = t.show_id JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
            JOIN seats x ON x.id = t.seat_id JOIN counters k ON k.id = b.counter_id WHERE k.cinema_id = %s AND NOT t.replaced
            """,
            (self.cinema.id,),
        )
        self.payments = office.owner.rows(
            "SELECT p.booking_id, p.kind, p.method, p.amount_minor, p.paid_at, p.clerk_id, p.id FROM payments p"
            " JOIN counters k ON k.id = p.counter_id WHERE k.cinema_id = %s ORDER BY p.id",
            (self.cinema.id,),
        )
        self.fees = office.owner.rows(
            "SELECT r.refunded_at, r.fee_minor FROM refunds r JOIN counters k ON k.id = r.counter_id WHERE k.cinema_id = %s",
            (self.cinema.id,),
        )
        self.names = {int(row[0]): str(row[1]) for row in office.owner.rows("SELECT id, full_name FROM staff")}
        first: dict[int, Any] = {}
        for paid in self.payments:
            largest = first.get(paid[0])
            if paid[1] == "PAYMENT" and (largest is None or paid[3] > largest[3]):
                first[paid[0]] = paid
        self.tickets = [
            Sold(
                self.local(row[0]), None if row[1] is None else self.local(row[1]), row[2], row[3], row[4],
                SeatType(row[5] or row[6]), int(row[7]), int(row[8]),
                self.names[first[row[10]][5] if row[10] in first else row[9]],
                first[row[10]][2] if row[10] in first else "NONE", row[10], row[11],
            )
            for row in rows
        ]  # fmt: skip

    def local(self, stored: datetime) -> datetime:
        return to_local(as_utc(stored), self.cinema.time_zone)

    def tickets_by(self, key: Callable[[Sold], Any], first: date, last: date) -> dict[Any, tuple[int, ...]]:
        """(sold, minor units, discounts, returned, minor units) of what happened on those days."""
        sums: dict[Any, Counter[int]] = defaultdict(Counter)
        for ticket in self.tickets:
            if first <= ticket.sold_local.date() <= last:
                sums[key(ticket)].update({0: 1, 1: ticket.price_minor, 2: ticket.discount_minor})
            if ticket.voided_local is not None and first <= ticket.voided_local.date() <= last:
                sums[key(ticket)].update({3: 1, 4: ticket.price_minor})
        return {name: tuple(of[place] for place in range(5)) for name, of in sums.items()}

    def tickets_by_day(self, first: date, last: date) -> dict[date, tuple[int, ...]]:
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        told = {day: self.tickets_by(lambda _: "", day, day).get("") for day in days}
        return {day: of for day, of in told.items() if of is not None}

    def money_by(self, key: Callable[[Any, datetime], Any], first: date, last: date) -> dict[Any, tuple[int, ...]]:
        """(payments, minor units, refunds, minor units); what an exchange carries over is neither."""
        sums: dict[Any, Counter[int]] = defaultdict(Counter)
        for row in self.payments:
            moment = self.local(row[4])
            if first <= moment.date() <= last and row[2] != "EXCHANGE":
                place = 0 if row[1] == "PAYMENT" else 2
                sums[key(row, moment)].update({place: 1, place + 1: int(row[3])})
        return {name: tuple(of[place] for place in range(4)) for name, of in sums.items()}

    def fees_by_day(self, first: date, last: date) -> dict[date, int]:
        """Minor units kept of tickets given back, of the days on which anything was."""
        kept: Counter[date] = Counter()
        for refunded_at, fee_minor in self.fees:
            if fee_minor and first <= self.local(refunded_at).date() <= last:
                kept[self.local(refunded_at).date()] += int(fee_minor)
        return dict(kept)

    def hours(self, first: date, last: date) -> dict[tuple[int, int], tuple[int, ...]]:
        """(sales, tickets, minor units) by weekday and hour. A sale in an hour that comes twice is one sale."""
        found: dict[tuple[int, int], list[Sold]] = defaultdict(list)
        for ticket in self.tickets:
            if first <= ticket.sold_local.date() <= last:
                found[ticket.sold_local.weekday(), ticket.sold_local.hour].append(ticket)
        return {
            key: (len({each.booking_id for each in of}), len(of), sum(each.price_minor for each in of))
            for key, of in found.items()
        }
