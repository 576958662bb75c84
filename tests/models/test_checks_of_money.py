"""The proof sees each rule about money and the audit log broken, and only what is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models import audit_log
from app.models.checks import TOLD_MAX, prove
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from tests.models.checks_support import Corruption, LivedIn, lived_in, sql
from tests.models.demo_support import filled


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    with lived_in(server) as made:
        yield made


def test_a_ticket_price_changed_afterwards_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE booking_lines SET price_minor = price_minor - 1 WHERE booking_id = %s LIMIT 1", evening.sold_id)
    )
    assert list(broken) == [3]
    assert broken[3][0].startswith(
        f"{evening.sold_reference} has 70000 paid and not refunded, but tickets and fees of 69999"
    )


def test_a_refund_due_that_was_struck_out_is_seen(evening: LivedIn) -> None:
    settled = sql("UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", evening.due_id)
    assert list(evening.findings_after(settled)) == [3]


def refund(evening: LivedIn, booking_id: int, reference: str, amount_minor: int) -> Corruption:
    """An audited refund, as the program writes it."""

    def work(unit: Unit) -> None:
        unit.execute(
            "INSERT INTO payments"
            " (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, till_session_id,"
            " of_payment_id)"
            " SELECT booking_id, 'REFUND', method, %s, counter_id, clerk_id, UTC_TIMESTAMP(6), till_session_id, id"
            " FROM payments"
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
    assert broken[5][0].endswith(f" tells of a payment for {evening.sold_reference}, which is no booking")


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
        unit.execute(f"UPDATE audit_log SET {change} WHERE subject LIKE 'zo%' ORDER BY id DESC LIMIT 1")  # noqa: S608

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
    assert "after line 4 comes line 6" in broken[5][0]


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


def test_faults_of_bookings_far_apart_are_all_seen(evening: LivedIn) -> None:
    """They are looked for some thousands of bookings at a time."""
    far = (
        "INSERT INTO bookings (id, reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at)"
        " SELECT id + 200000, 'FYR-FARFAR', show_id, 'EXPIRED', held_until, hold_limit, counter_id, clerk_id, created_at"
        " FROM bookings WHERE id = %s"
    )
    due = (
        "INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at)"
        " SELECT id, 1, 'for nothing', created_at FROM bookings WHERE id IN (%s, %s)"
    )
    near_id, far_id = evening.expired_id, evening.expired_id + 200_000
    broken = evening.findings_after(sql(far, near_id), sql(due, near_id, far_id))
    assert list(broken) == [3]
    adrift = [fault.split()[0] for fault in broken[3] if "refunds due of" in fault]
    assert len(adrift) == 2
    assert adrift[1] == "FYR-FARFAR"


def test_many_faults_are_counted_and_the_first_are_told(evening: LivedIn) -> None:
    def overwrite(unit: Unit) -> None:
        for _ in range(TOLD_MAX + 3):
            audit_log.append(unit, evening.other.counters[1].id, None, "SIGN_IN", "somebody", {})
        unit.execute("UPDATE audit_log SET detail = '?' WHERE subject = 'somebody'")

    broken = evening.findings_after(overwrite)
    assert len(broken[5]) == TOLD_MAX + 1
    assert broken[5][-1] == "and 3 more"


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
    assert [finding.broken for finding in sound] == [()] * len(sound)
    assert [finding.number for finding in corrupted if finding.broken] == [3, 5]


def test_a_promo_code_counted_once_too_often_is_seen(evening: LivedIn) -> None:
    def work(unit: Unit) -> None:
        promo_id = unit.insert("INSERT INTO promo_codes (code, name, percent_off, used) VALUES ('CHECKED', 'x', 5, 2)")
        unit.execute("UPDATE bookings SET promo_code_id = %s WHERE id = %s", (promo_id, evening.sold_id))

    broken = evening.findings_after(work)
    assert broken == {8: ("promo code CHECKED was used 2 times and stands on 1 paid bookings",)}
