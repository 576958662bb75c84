"""What becomes of made-up sales later, at any moment: written straight into the tables, the money as the house writes it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.models.pay import payments
from app.models.pay.payments import Kept
from app.models.reports import closed_days
from app.models.statements import Row, Unit
from app.models.times import as_stored
from app.utils.codes import new_booking_reference, new_ticket_code
from app.utils.local_time import day_bounds_utc, to_local
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.models.reports.history import PAYERS, PRICES_MINOR, History

CHANGES = date(2026, 10, 24), date(2026, 11, 2)
"""In these days Europe and America put their clocks back; Cuba does it at one o'clock, Beirut at midnight."""
ZONES = ["Asia/Kolkata", "Europe/Berlin", "America/New_York", "America/Havana", "Asia/Beirut", "Pacific/Apia"]
PERCENTS = (0, 25, 33, 50, 100)


class Aftermath(History):
    """`History` with refunds in part, exchanges, cancelled shows and guests on other seats."""

    def refund(self, booking_id: int, count: int, percent: int, at: datetime) -> int:
        """Give so many live tickets of a sale back, at that percent; the minor units that were kept."""

        def work(unit: Unit) -> int:
            going = self._live(unit, booking_id)[:count]
            cost = sum(int(row[2]) for row in going)
            fee = cost - cost * percent // 100
            self._end(unit, booking_id, going, at, ("REFUND", cost, fee, percent, None))
            self._money_back(unit, booking_id, cost - fee, at)
            return fee if going else 0

        return self.office.owner.transaction(work)

    def exchange(self, booking_id: int, count: int, show_id: int, seat_ids: Sequence[int], at: datetime) -> int:
        """Give so many live tickets of a sale for these seats, dearer or cheaper; the id of the sale in its place."""

        def work(unit: Unit) -> int:
            going = self._live(unit, booking_id)[:count]
            cost = sum(int(row[2]) for row in going)
            new_id, total = self._sold_for_others(unit, booking_id, show_id, seat_ids, at)
            self._end(unit, booking_id, going, at, ("EXCHANGE", cost, 0, 100, new_id))
            self._money_back(unit, booking_id, max(cost - total, 0), at)
            for part in payments.last_first(payments.kept(unit, booking_id), min(cost, total)):
                self._carry(unit, part, new_id, at)
            if total > cost:
                self._pay(unit, new_id, total - cost, at)
            return new_id

        return self.office.owner.transaction(work)

    def rehouse(self, booking_id: int, seat_id: int, at: datetime) -> None:
        """Another seat for the first guest of a sale: the old ticket is void, and its line has another one."""

        def work(unit: Unit) -> None:
            for ticket_id, line_id, _ in self._live(unit, booking_id)[:1]:
                unit.execute(
                    "UPDATE tickets SET status = 'VOID', voided_at = %s, replaced = TRUE WHERE id = %s",
                    (as_stored(at), ticket_id),
                )
                unit.execute("UPDATE booking_lines SET seat_id = %s WHERE id = %s", (seat_id, line_id))
                unit.execute(
                    "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code)"
                    " SELECT id, %s, show_id, %s, %s FROM bookings WHERE id = %s",
                    (line_id, seat_id, new_ticket_code(), booking_id),
                )

        self.office.owner.transaction(work)

    def cancel(self, show_id: int, at: datetime, handed_back_at: datetime) -> None:
        """Cancel a show: what its live tickets had cost is handed back later."""

        def work(unit: Unit) -> None:
            unit.execute("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", (show_id,))
            for (booking_id,) in unit.rows("SELECT id FROM bookings WHERE show_id = %s ORDER BY id", (show_id,)):
                cost = sum(int(row[2]) for row in self._live(unit, booking_id))
                unit.execute(
                    "UPDATE tickets SET status = 'VOID', voided_at = %s WHERE booking_id = %s AND status = 'VALID'",
                    (as_stored(at), booking_id),
                )
                unit.execute("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", (booking_id,))
                self._money_back(unit, booking_id, cost, handed_back_at)

        self.office.owner.transaction(work)

    def _live(self, unit: Unit, booking_id: int) -> list[Row]:
        """(ticket, line, minor units)"""
        return unit.rows(
            "SELECT t.id, t.line_id, l.price_minor FROM tickets t JOIN booking_lines l ON l.id = t.line_id"
            " WHERE t.booking_id = %s AND t.status = 'VALID' ORDER BY t.id",
            (booking_id,),
        )

    def _end(
        self,
        unit: Unit,
        booking_id: int,
        going: Sequence[Row],
        at: datetime,
        told: tuple[str, int, int, int, int | None],
    ) -> None:
        """`told` is kind, minor units, fee, percent and the sale that takes the place."""
        if not going:
            return
        refund_id = unit.insert(
            "INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, new_booking_id, counter_id, clerk_id,"
            " refunded_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (booking_id, *told, self._counter_id, self._clerk_id, as_stored(at)),
        )
        unit.execute(
            "UPDATE tickets SET status = 'VOID', voided_at = %s, refund_id = %s WHERE id IN %s",
            (as_stored(at), refund_id, tuple(row[0] for row in going)),
        )
        if not self._live(unit, booking_id):
            unit.execute("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", (booking_id,))

    def _money_back(self, unit: Unit, booking_id: int, amount_minor: int, at: datetime) -> None:
        for part in payments.last_first(payments.kept(unit, booking_id), amount_minor):
            unit.execute(
                "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, of_payment_id)"
                " VALUES (%s, 'REFUND', %s, %s, %s, %s, %s, %s)",
                (booking_id, part.method.value, part.amount_minor, self._counter_id, self._clerk_id, as_stored(at),
                 part.payment_id),
            )  # fmt: skip

    def _carry(self, unit: Unit, part: Kept, new_id: int, at: datetime) -> None:
        origin_id = part.origin_id or part.payment_id
        for booking_id, kind, of_id in ((part.booking_id, "REFUND", part.payment_id), (new_id, "PAYMENT", None)):
            unit.execute(
                "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, of_payment_id,"
                " origin_id) VALUES (%s, %s, 'EXCHANGE', %s, %s, %s, %s, %s, %s)",
                (
                    booking_id,
                    kind,
                    part.amount_minor,
                    self._counter_id,
                    self._clerk_id,
                    as_stored(at),
                    of_id,
                    origin_id,
                ),
            )

    def _pay(self, unit: Unit, booking_id: int, amount_minor: int, at: datetime) -> None:
        unit.execute(
            "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at)"
            " VALUES (%s, 'PAYMENT', %s, %s, %s, %s, %s)",
            (
                booking_id,
                self.chance.choice(("CASH", "CARD")),
                amount_minor,
                self._counter_id,
                self._clerk_id,
                as_stored(at),
            ),
        )

    def _sold_for_others(
        self, unit: Unit, booking_id: int, show_id: int, seat_ids: Sequence[int], at: datetime
    ) -> tuple[int, int]:
        """(id, total in minor units) of the new sale, without its payments."""
        moment = as_stored(at)
        new_id = unit.insert(
            "INSERT INTO bookings (reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at,"
            " confirmed_at, exchanged_from) VALUES (%s, %s, 'CONFIRMED', %s, %s, %s, %s, %s, %s, %s)",
            (
                new_booking_reference(),
                show_id,
                moment,
                moment,
                self._counter_id,
                self._clerk_id,
                moment,
                moment,
                booking_id,
            ),
        )
        total = 0
        for seat_id in seat_ids:
            kind = next(each.seat_type for each in self.office.open().seats if each.id == seat_id)
            total += PRICES_MINOR[kind]
            line_id = unit.insert(
                "INSERT INTO booking_lines (booking_id, seat_id, ticket_type_id, price_minor, price_explained, seat_type)"
                " SELECT %s, %s, id, %s, '', %s FROM ticket_types WHERE code = 'ADULT'",
                (new_id, seat_id, PRICES_MINOR[kind], kind.value),
            )
            unit.execute(
                "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES (%s, %s, %s, %s, %s)",
                (new_id, line_id, show_id, seat_id, new_ticket_code()),
            )
        return new_id, total

    @property
    def _counter_id(self) -> int:
        return self.chance.choice(self.office.counters).id

    @property
    def _clerk_id(self) -> int:
        return self.office.people[self.chance.choice(PAYERS)].id


def lived_in(make_office: MakeBoxOffice, zone: str, seed: int) -> Aftermath:
    """Some sixty sales at four shows. Two thirds of them are undone, given back in part, exchanged or moved, at once or later;
    one show is cancelled. Two of the films have one title.
    """
    history = Aftermath(make_office(till=False, time_zone=zone, seats_per_row=20), seed)
    office, chance = history.office, history.chance
    now = closed_days.server_now(office.owner)
    shows = [
        history.show(now - timedelta(days=days, hours=1), title)
        for days, title in ((17, "Old"), (1, "New"), (0, "New"), (2, "Flooded"))
    ]
    free = _free(office, shows, chance)
    for _ in range(60):
        show = chance.choice(shows)
        seat_ids = _some(free[show], chance)
        sold_at = moment(chance, zone, now)
        booking = history.sale(show, sold_at, seat_ids, ways=chance.choice((0, 1, 1, 1, 2, 3)))
        later = sold_at + timedelta(minutes=chance.choice((1, 70, 3000)))
        at = min(now, max(sold_at, chance.choice((later, moment(chance, zone, now)))))
        match chance.choice(("stays", "stays", "void", "refund", "refund", "exchange", "exchange", "rehouse")):
            case "void":
                history.void(booking, at, min(now, at + timedelta(hours=chance.choice((0, 30)))))
            case "refund":
                history.refund(booking, chance.randint(1, 2), chance.choice(PERCENTS), at)
            case "exchange":
                new = history.exchange(booking, chance.randint(1, 2), show, _some(free[show], chance), at)
                history.refund(new, 1, chance.choice(PERCENTS), min(now, at + timedelta(hours=chance.choice((1, 25)))))
            case "rehouse":
                history.rehouse(booking, free[show].pop(), at)
    history.cancel(shows[3], now - timedelta(days=2, hours=2), now - timedelta(hours=30))
    return history


def what_happens_today(history: Aftermath) -> None:
    """Of sales of days that are over some tickets are given back, exchanged and undone today."""
    office, chance = history.office, history.chance
    found = office.owner.rows(
        "SELECT b.id, b.show_id FROM bookings b JOIN counters k ON k.id = b.counter_id WHERE k.cinema_id = %s"
        " AND b.status <> 'CANCELLED' AND b.confirmed_at < UTC_TIMESTAMP() - INTERVAL 26 HOUR"
        " AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.booking_id = b.id AND t.status = 'VOID') ORDER BY b.id LIMIT 9",
        (office.counters[0].cinema.id,),
    )
    now = closed_days.server_now(office.owner)
    free = _free(office, [int(show_id) for _, show_id in found], chance)
    for number, (booking_id, show_id) in enumerate(found):
        if number % 3 == 0:
            history.refund(booking_id, 1, 50, now)
        elif number % 3 == 1:
            history.exchange(booking_id, 1, show_id, _some(free[show_id], chance), now)
        else:
            history.void(booking_id, now)


def moment(chance: random.Random, zone: str, now: datetime) -> datetime:
    """Not after now: anywhere around the changes of the clocks, in the last three days, or within seconds of a midnight."""
    day = chance.choice(
        (
            CHANGES[0] + timedelta(days=chance.randint(0, 9)),
            to_local(now, zone).date() - timedelta(days=chance.randint(0, 3)),
        )
    )
    start, end = day_bounds_utc(day, zone)
    seconds = chance.choice(
        (0, 1, chance.randint(0, 4 * 3600), chance.randint(0, 86400), (end - start).total_seconds() - 1)
    )
    return min(now, start + timedelta(seconds=seconds, microseconds=chance.choice((0, 999999))))


def _free(office: BoxOffice, shows: Sequence[int], chance: random.Random) -> dict[int, list[int]]:
    """Seats that no ticket of a show was ever for, in any order."""
    seats = [seat.id for seat in office.open().seats]
    free = {}
    for show in shows:
        taken = {row[0] for row in office.owner.rows("SELECT seat_id FROM tickets WHERE show_id = %s", (show,))}
        free[show] = [seat_id for seat_id in seats if seat_id not in taken]
        chance.shuffle(free[show])
    return free


def _some(free: list[int], chance: random.Random) -> list[int]:
    return [free.pop() for _ in range(chance.randint(1, 3))]
