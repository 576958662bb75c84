"""What `check` says of attempts and vouchers: one row changed past the program, and the rule's line fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.models.pay import attempts, vouchers
from app.models.pay.attempts import Asked, AttemptState
from app.models.records import Payment, PaymentMethod
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.models.checks_support import Corruption, LivedIn, lived_in, sql

CODE = "7K2P9MXA4CVB8RTW"


@dataclass(frozen=True, slots=True)
class Paid:
    """A sale paid by a provider and with a voucher, a refusal before it, and a question still open elsewhere."""

    evening: LivedIn
    settled_id: int
    declined_id: int
    open_id: int


def attempt(office: BoxOffice, booking_id: int, amount_minor: int, state: AttemptState) -> int:
    key = new_request_id()

    def work(unit: Unit) -> None:
        asked = Asked(booking_id, PaymentMethod.WALLET, amount_minor, "training", key)
        attempts.start(unit, asked, office.counters[0].id, office.session().staff.id)

    office.database.transaction(work)
    made = attempts.with_key(office.database, key)
    assert made is not None
    if state is not AttemptState.STARTED:
        office.database.transaction(lambda unit: attempts.answer(unit, made.id, state, "TR1"))
    return made.id


@pytest.fixture(scope="module")
def paid(server: PrivateServer) -> Iterator[Paid]:
    with lived_in(server) as evening:
        office = evening.office
        office.owner.transaction(lambda unit: vouchers.add(unit, [(CODE, "INR", 50000, None)]))
        basket, held = office.hold("E1"), office.hold("E2")
        total_minor = basket.booking.total_minor
        declined_id = attempt(office, basket.booking.id, total_minor, AttemptState.DECLINED)
        settled_id = attempt(office, basket.booking.id, total_minor - 20000, AttemptState.APPROVED)
        parts = [
            Payment(PaymentMethod.VOUCHER, 20000, voucher_code=CODE),
            Payment(PaymentMethod.WALLET, total_minor - 20000, attempt_id=settled_id),
        ]
        office.paying().confirm(office.session(), new_request_id(), basket, parts)
        open_id = attempt(office, held.booking.id, 100, AttemptState.STARTED)
        yield Paid(evening, settled_id, declined_id, open_id)


def test_an_evening_with_attempts_and_vouchers_is_sound(paid: Paid) -> None:
    assert paid.evening.findings_after() == {}


def test_a_settled_attempt_without_its_payment_and_a_payment_without_a_settled_attempt_are_seen(paid: Paid) -> None:
    unsettled = paid.evening.findings_after(
        sql("UPDATE payment_attempts SET state = 'APPROVED' WHERE id = %s", paid.settled_id)
    )
    unpaid = paid.evening.findings_after(
        sql("UPDATE payment_attempts SET state = 'SETTLED' WHERE id = %s", paid.declined_id)
    )
    assert list(unsettled) == list(unpaid) == [10]
    assert f"attempt {paid.settled_id} over " in unsettled[10][0]
    assert " is SETTLED and has 0 payments over 0 " in unpaid[10][0]


@pytest.mark.parametrize("change", ["amount_minor = amount_minor + 1", "method = 'UPI'"])
def test_a_settled_attempt_that_was_changed_afterwards_is_seen(paid: Paid, change: str) -> None:
    broken = paid.evening.findings_after(
        sql(f"UPDATE payment_attempts SET {change} WHERE id = %s", paid.settled_id)  # noqa: S608
    )
    assert list(broken) == [10]


def test_a_payment_that_names_another_bookings_attempt_is_seen(paid: Paid) -> None:
    moved: list[Corruption] = [
        sql("UPDATE payments SET attempt_id = %s WHERE attempt_id = %s", paid.open_id, paid.settled_id)
    ]
    broken = paid.evening.findings_after(*moved)
    assert list(broken) == [10]
    assert any("names attempt" in fault for fault in broken[10])


@pytest.mark.parametrize("state", ["STARTED", "APPROVED", "UNKNOWN"])
def test_an_attempt_left_open_for_longer_than_a_day_is_seen(paid: Paid, state: str) -> None:
    change = "UPDATE payment_attempts SET state = %s, changed_at = UTC_TIMESTAMP(6) - INTERVAL {} HOUR WHERE id = %s"
    assert paid.evening.findings_after(sql(change.format(23), state, paid.open_id)) == {}
    broken = paid.evening.findings_after(sql(change.format(25), state, paid.open_id))
    assert list(broken) == [10]
    assert f" is {state} since " in broken[10][0]


def test_a_voucher_that_holds_more_than_was_left_of_it_is_seen(paid: Paid) -> None:
    broken = paid.evening.findings_after(
        sql("UPDATE vouchers SET balance_minor = balance_minor + 1 WHERE code = %s", CODE)
    )
    assert list(broken) == [11]
    assert broken[11][0].endswith(" of 50000 holds 30001, but 30000 of it are not spent (minor units)")


def test_a_voucher_payment_that_names_no_voucher_is_seen(paid: Paid) -> None:
    broken = paid.evening.findings_after(sql("UPDATE payments SET voucher_id = NULL WHERE voucher_id IS NOT NULL"))
    assert list(broken) == [11]
    assert any("names no voucher" in fault for fault in broken[11])
