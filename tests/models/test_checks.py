"""The proof sees each rule broken, and only what is broken.

A corruption is made past the program, as the owner, in a transaction that is rolled back after it was proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.models import audit_log
from app.models.checks import TOLD_MAX, Finding, prove
from app.models.database import Database
from app.models.errors import PaidAfterExpiry
from app.models.house import House, open_private
from app.models.private_server import PrivateServer
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests import box_office
from tests.box_office import BoxOffice, unique
from tests.models.demo_support import filled

Corruption = Callable[[Unit], object]


class Undo(Exception):
    """The corruption has been proved and is to be rolled back."""


@contextmanager
def fresh_house(server: PrivateServer) -> Iterator[tuple[House, Database]]:
    house = open_private(server, unique("checks").replace(" ", "_").replace("-", "_"), timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    try:
        yield house, owner
    finally:
        owner.close()


@dataclass(frozen=True)
class LivedIn:
    """A database after an evening: seats held, sold, expired, and money taken for seats that were gone."""

    office: BoxOffice
    other: BoxOffice
    held_id: int
    sold_id: int
    sold_reference: str
    expired_id: int
    due_id: int

    def findings_after(self, *corruptions: Corruption) -> dict[int, tuple[str, ...]]:
        """What is broken, by the rule's number, once the corruptions are made; they are undone."""
        seen: list[tuple[Finding, ...]] = []

        def work(unit: Unit) -> None:
            for corrupt in corruptions:
                corrupt(unit)
            seen.append(prove(unit))
            raise Undo

        with pytest.raises(Undo):
            self.office.owner.transaction(work)
        return {finding.number: finding.broken for finding in seen[0] if finding.broken}


def sql(text: str, *params: object) -> Corruption:
    return lambda unit: unit.execute(text, params)


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    with fresh_house(server) as (house, owner):
        office = box_office.build(owner, house.connect)
        other = box_office.build(owner, house.connect)
        office.add_show(timedelta(hours=8))
        sale = office.sell("A1", "A2")
        office.sell("B1", counter=1)
        expired = office.hold("C1")
        office.let_hold_run_out(expired)
        office.sweep().run()
        late = office.hold("D1", "D2")
        office.let_hold_run_out(late)
        held = office.hold("D2", "D3", counter=1)
        with pytest.raises(PaidAfterExpiry):
            office.paying().confirm(office.session(), new_request_id(), late, office.cash(late))
        sold_id = office.value("SELECT id FROM bookings WHERE reference = %s", sale.reference)
        assert isinstance(sold_id, int)
        yield LivedIn(office, other, held.booking.id, sold_id, sale.reference, expired.booking.id, late.booking.id)
        office.database.close()
        other.database.close()


def test_a_lived_in_database_is_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


def test_a_terminals_account_can_prove_it_too(evening: LivedIn) -> None:
    assert [finding.number for finding in prove(evening.office.database) if finding.holds] == [1, 2, 3, 4, 5, 6]


def test_a_lost_key_and_a_seat_claimed_twice_are_seen(server: PrivateServer) -> None:
    with fresh_house(server) as (house, owner):
        office = box_office.build(owner, house.connect)
        held = office.hold("A1")
        office.change("ALTER TABLE booking_seats DROP PRIMARY KEY, ADD KEY claims_of_show (show_id)")
        without_key = {finding.number: len(finding.broken) for finding in prove(owner) if finding.broken}
        office.change("INSERT INTO booking_seats SELECT * FROM booking_seats")
        twice = {finding.number: finding.broken for finding in prove(owner) if finding.broken}
        office.database.close()
    assert without_key == {1: 1}
    assert list(twice) == [1]
    assert twice[1][1] == f"seat {held.booking.lines[0].seat.id} of show {office.show_id} has 2 claims"


def test_a_claim_on_a_seat_of_another_hall_is_seen(evening: LivedIn) -> None:
    seat_id = evening.other.seats("A1")[0].id
    broken = evening.findings_after(
        sql(
            "INSERT INTO booking_seats (show_id, seat_id, booking_id, state) VALUES (%s, %s, %s, 'HELD')",
            evening.office.show_id,
            seat_id,
            evening.held_id,
        )
    )
    assert list(broken) == [1]
    assert "is not in the hall of that show" in broken[1][0]


def test_a_claim_on_another_show_than_its_bookings_is_seen(evening: LivedIn) -> None:
    other_show = "(SELECT MAX(id) FROM shows WHERE hall_id = %s)"
    broken = evening.findings_after(
        sql(
            f"UPDATE booking_seats SET show_id = {other_show} WHERE booking_id = %s",  # noqa: S608  a constant
            evening.office.hall_id,
            evening.held_id,
        )
    )
    assert list(broken) == [1]
    assert "is of another show than its booking" in broken[1][0]


@pytest.mark.parametrize("status", ["CANCELLED", "EXPIRED", "FAILED", "PENDING"])
def test_a_sold_seat_of_a_booking_that_is_no_sale_is_seen_by_both_rules_it_breaks(
    evening: LivedIn, status: str
) -> None:
    broken = evening.findings_after(sql("UPDATE bookings SET status = %s WHERE id = %s", status, evening.sold_id))
    assert {number: len(faults) for number, faults in broken.items()} == {2: 2, 4: 2}
    assert broken[2][0].endswith(f"{evening.sold_reference}, which is {status}")


def test_a_completed_booking_is_a_sale(evening: LivedIn) -> None:
    assert evening.findings_after(sql("UPDATE bookings SET status = 'COMPLETED' WHERE id = %s", evening.sold_id)) == {}


def test_a_sold_seat_whose_ticket_is_void_is_seen(evening: LivedIn) -> None:
    """Its price is set to nothing as well: the money rule would be broken, too, and is not what is tested here."""
    broken = evening.findings_after(
        sql("UPDATE tickets SET status = 'VOID' WHERE booking_id = %s", evening.sold_id),
        sql("UPDATE booking_lines SET price_minor = 0 WHERE booking_id = %s", evening.sold_id),
        sql("DELETE FROM payments WHERE booking_id = %s", evening.sold_id),
        lambda unit: audit_log.append(
            unit, evening.office.counters[0].id, None, "PAYMENT", evening.sold_reference, {"amount_minor": -70000}
        ),
    )
    assert list(broken) == [2]
    assert broken[2][0].endswith("with 0 live tickets")


def test_a_used_ticket_is_a_live_one(evening: LivedIn) -> None:
    used = sql("UPDATE tickets SET status = 'USED' WHERE booking_id = %s", evening.sold_id)
    assert evening.findings_after(used) == {}


def test_a_sold_seat_with_two_tickets_is_seen(evening: LivedIn) -> None:
    """The second one stands on somebody else's line that costs nothing, so that the money still fits."""
    broken = evening.findings_after(
        sql("UPDATE booking_lines SET price_minor = 0 WHERE booking_id = %s", evening.expired_id),
        sql(
            "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code)"
            " SELECT t.booking_id, l.id, t.show_id, t.seat_id, REPEAT('Z', 26) FROM tickets t, booking_lines l"
            " WHERE t.booking_id = %s AND l.booking_id = %s LIMIT 1",
            evening.sold_id,
            evening.expired_id,
        ),
    )
    assert list(broken) == [2]
    assert broken[2][0].endswith("with 2 live tickets")


def test_a_live_ticket_without_its_claim_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("DELETE FROM booking_seats WHERE booking_id = %s ORDER BY seat_id LIMIT 1", evening.sold_id)
    )
    assert list(broken) == [2]
    assert "has no sold seat" in broken[2][0]


def test_a_live_ticket_whose_claim_is_only_held_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE booking_seats SET state = 'HELD' WHERE booking_id = %s", evening.sold_id)
    )
    assert {number: len(faults) for number, faults in broken.items()} == {2: 2}


def test_the_claims_of_a_show_that_is_over_may_be_cleared_away_together(evening: LivedIn) -> None:
    over = sql("UPDATE shows SET status = 'COMPLETED' WHERE id = %s", evening.office.show_id)
    all_gone = sql("DELETE FROM booking_seats WHERE show_id = %s", evening.office.show_id)
    one_gone = sql("DELETE FROM booking_seats WHERE booking_id = %s", evening.sold_id)
    assert evening.findings_after(over, all_gone) == {}
    assert list(evening.findings_after(all_gone)) == [2]
    assert list(evening.findings_after(over, one_gone)) == [2]


def test_a_ticket_for_another_seat_than_its_line_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql(
            "UPDATE booking_lines SET seat_id = %s WHERE booking_id = %s ORDER BY id LIMIT 1",
            evening.office.seats("F9")[0].id,
            evening.sold_id,
        )
    )
    assert list(broken) == [2]
    assert "is not for what line" in broken[2][0]


def test_a_ticket_price_changed_afterwards_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE booking_lines SET price_minor = price_minor - 1 WHERE booking_id = %s LIMIT 1", evening.sold_id)
    )
    assert list(broken) == [3]
    assert broken[3][0].startswith(f"{evening.sold_reference} has 70000 paid and not refunded, but tickets for 69999")


def test_a_refund_due_that_was_struck_out_is_seen(evening: LivedIn) -> None:
    settled = sql("UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", evening.due_id)
    assert list(evening.findings_after(settled)) == [3]


def refund(evening: LivedIn, booking_id: int, reference: str, amount_minor: int) -> Corruption:
    """An audited refund, as a later part of the program will write it."""

    def work(unit: Unit) -> None:
        unit.execute(
            "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at)"
            " SELECT booking_id, 'REFUND', method, %s, counter_id, clerk_id, UTC_TIMESTAMP(6) FROM payments"
            " WHERE booking_id = %s LIMIT 1",
            (amount_minor, booking_id),
        )
        counter_id = evening.office.counters[0].id
        audit_log.append(unit, counter_id, None, "REFUND", reference, {"amount_minor": amount_minor})

    return work


def test_a_refund_that_settles_what_was_due_is_sound(evening: LivedIn) -> None:
    row = evening.office.owner.row(
        "SELECT b.reference, d.amount_minor FROM refunds_due d JOIN bookings b ON b.id = d.booking_id WHERE b.id = %s",
        (evening.due_id,),
    )
    assert row is not None
    settled = sql("UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", evening.due_id)
    assert evening.findings_after(settled, refund(evening, evening.due_id, row[0], row[1])) == {}


def test_a_refund_of_more_than_was_paid_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(refund(evening, evening.sold_id, evening.sold_reference, 70001))
    assert list(broken) == [3]
    assert broken[3][1] == f"{evening.sold_reference} was paid 70000 and refunded 70001 (minor units)"


@pytest.mark.parametrize("booking", ["expired_id", "due_id"])
def test_a_booking_that_came_to_nothing_but_has_a_seat_is_seen(evening: LivedIn, booking: str) -> None:
    claim = "INSERT INTO booking_seats (show_id, seat_id, booking_id, state) VALUES (%s, %s, %s, 'HELD')"
    seat_id = evening.office.seats("F10")[0].id
    broken = evening.findings_after(sql(claim, evening.office.show_id, seat_id, getattr(evening, booking)))
    assert list(broken) == [4]
    assert "is EXPIRED and has seat" in broken[4][0]


def test_a_pending_booking_with_a_sold_seat_is_seen_by_both_rules_it_breaks(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE booking_seats SET state = 'SOLD' WHERE booking_id = %s LIMIT 1", evening.held_id)
    )
    assert list(broken) == [2, 4]
    assert "is PENDING and has seat" in broken[4][0]


def test_a_payment_without_an_audit_line_is_seen(evening: LivedIn) -> None:
    """The last line of the second counter told of its sale: taken away, the chain before it is whole."""
    broken = evening.findings_after(
        sql("DELETE FROM audit_log WHERE counter_id = %s AND action = 'PAYMENT'", evening.office.counters[1].id)
    )
    assert list(broken) == [5]
    assert "payments of 35000 are booked, the audit log tells of 0" in broken[5][0]


def test_a_payment_changed_or_removed_afterwards_is_seen_by_both_rules_it_breaks(evening: LivedIn) -> None:
    less = sql("UPDATE payments SET amount_minor = amount_minor - 1 WHERE booking_id = %s", evening.sold_id)
    gone = sql("DELETE FROM payments WHERE booking_id = %s", evening.sold_id)
    assert list(evening.findings_after(less)) == [3, 5]
    assert list(evening.findings_after(gone)) == [3, 5]


def test_a_sale_removed_with_everything_but_its_audit_line_is_seen(evening: LivedIn) -> None:
    tables = ("booking_seats", "tickets", "payments", "outbox", "booking_lines")
    removals = [sql(f"DELETE FROM {table} WHERE booking_id = %s", evening.sold_id) for table in tables]  # noqa: S608
    broken = evening.findings_after(*removals, sql("DELETE FROM bookings WHERE id = %s", evening.sold_id))
    assert list(broken) == [5]
    assert broken[5][0].startswith(f"{evening.sold_reference}: payments of 0 are booked, the audit log tells of 70000")


@pytest.mark.parametrize(
    "change",
    [
        "happened_at = happened_at + INTERVAL 1 MICROSECOND",
        "staff_id = NULL",
        "action = 'SIGN_OUT'",
        "subject = 'somebody else'",
        "detail = '{}'",
        "hash = REPEAT('0', 64)",
    ],
)
def test_an_audit_line_changed_afterwards_is_seen(evening: LivedIn, change: str) -> None:
    def write_then_change(unit: Unit) -> None:
        office = evening.office
        audit_log.append(
            unit, office.counters[1].id, office.session().staff.id, "SIGN_IN", "zoë “the” अक्षर 🎟", {"of": "प्र|स"}
        )
        unit.execute(f"UPDATE audit_log SET {change} WHERE subject LIKE 'zo%%' ORDER BY id DESC LIMIT 1")  # noqa: S608

    broken = evening.findings_after(write_then_change)
    assert list(broken) == [5]
    assert "is not what was written down" in broken[5][0]


def test_an_audit_line_taken_out_of_the_middle_is_seen(evening: LivedIn) -> None:
    def write_three_remove_the_second(unit: Unit) -> None:
        counter_id = evening.office.counters[0].id
        for subject in ("first", "second", "third"):
            audit_log.append(unit, counter_id, None, "SIGN_IN", subject, {})
        unit.execute("DELETE FROM audit_log WHERE subject = 'second'")

    broken = evening.findings_after(write_three_remove_the_second)
    assert list(broken) == [5]
    assert "after line 3 comes line 5" in broken[5][0]


def test_an_audit_chain_that_does_not_begin_at_1_is_seen(evening: LivedIn) -> None:
    def write_two_remove_the_first(unit: Unit) -> None:
        for subject in ("first", "second"):
            audit_log.append(unit, evening.other.counters[0].id, None, "SIGN_IN", subject, {})
        unit.execute("DELETE FROM audit_log WHERE subject = 'first'")

    broken = evening.findings_after(write_two_remove_the_first)
    assert broken == {5: (f"counter {evening.other.counters[0].id}: after line 0 comes line 2",)}


@pytest.mark.parametrize("detail", ["no JSON at all", "[]", '{"amount_minor": null}'])
def test_an_audit_line_that_tells_no_amount_covers_no_payment(evening: LivedIn, detail: str) -> None:
    broken = evening.findings_after(
        sql("UPDATE audit_log SET detail = %s WHERE subject = %s", detail, evening.sold_reference)
    )
    assert list(broken) == [5]
    assert len(broken[5]) == 2


@pytest.mark.parametrize(("minutes_after_the_end", "is_seen"), [(29, True), (30, False)])
def test_a_show_before_the_hall_is_cleaned_is_seen(evening: LivedIn, minutes_after_the_end: int, is_seen: bool) -> None:
    next_show = sql(
        "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor)"
        " SELECT movie_id, hall_id, ends_at + INTERVAL %s MINUTE, ends_at + INTERVAL 2 HOUR, 1 FROM shows WHERE id = %s",
        minutes_after_the_end,
        evening.office.show_id,
    )
    assert list(evening.findings_after(next_show)) == ([6] if is_seen else [])


def test_a_short_show_within_a_long_one_is_seen_behind_another(evening: LivedIn) -> None:
    """The longest show decides when the hall is free, not the one that began last."""
    shows = [
        sql(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor)"
            " SELECT movie_id, %s, starts_at + INTERVAL %s HOUR, starts_at + INTERVAL %s HOUR, 1 FROM shows WHERE id = %s",
            evening.other.hall_id,
            starts,
            ends,
            evening.other.show_id,
        )
        for starts, ends in ((10, 20), (11, 12), (15, 16))
    ]
    assert len(evening.findings_after(*shows)[6]) == 2


def test_a_cancelled_show_is_in_nobodys_way(evening: LivedIn) -> None:
    cancelled = sql(
        "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor, status)"
        " SELECT movie_id, hall_id, starts_at, ends_at, 1, 'CANCELLED' FROM shows WHERE id = %s",
        evening.office.show_id,
    )
    assert evening.findings_after(cancelled) == {}


def test_many_faults_are_counted_and_the_first_are_told(evening: LivedIn) -> None:
    def overwrite(unit: Unit) -> None:
        for _ in range(TOLD_MAX + 3):
            audit_log.append(unit, evening.other.counters[1].id, None, "SIGN_IN", "somebody", {})
        unit.execute("UPDATE audit_log SET detail = '?' WHERE subject = 'somebody'")

    broken = evening.findings_after(overwrite)
    assert len(broken[5]) == TOLD_MAX + 1
    assert broken[5][-1] == "and 3 more"


def test_many_rows_are_counted_by_the_database(evening: LivedIn) -> None:
    show_id = evening.office.show_id
    claims = sql(
        "INSERT INTO booking_seats (show_id, seat_id, booking_id, state)"
        " SELECT %s, x.id, %s, 'HELD' FROM seats x WHERE x.hall_id = %s AND NOT EXISTS"
        " (SELECT 1 FROM booking_seats c WHERE c.show_id = %s AND c.seat_id = x.id)",
        show_id,
        evening.expired_id,
        evening.office.hall_id,
        show_id,
    )
    broken = evening.findings_after(claims)
    assert broken[4][-1] == f"and {60 - 5 - TOLD_MAX} more"


def test_the_demo_is_sound_and_a_payment_slipped_in_among_its_sales_is_seen(server: PrivateServer) -> None:
    with filled(server) as demo:
        counter_id, sales = demo.cinema.counter_ids[0], demo.cinema.sales
        demo.owner.transaction(
            lambda unit: audit_log.append(unit, counter_id, None, "DEMO", "Regal Screen", {"sales": sales})
        )
        sound = prove(demo.owner)
        demo.owner.transaction(
            lambda unit: unit.execute("UPDATE payments SET amount_minor = amount_minor + 1 ORDER BY id LIMIT 1")
        )
        corrupted = prove(demo.owner)
    assert [finding.broken for finding in sound] == [()] * 6
    assert [finding.number for finding in corrupted if finding.broken] == [3, 5]
