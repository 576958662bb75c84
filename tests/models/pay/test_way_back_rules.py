"""The proof sees money that went back by halves, twice, elsewhere or untold, and only what is broken."""

from __future__ import annotations

import pytest

from app.models import audit_log
from app.models.statements import Unit
from tests.models.after.afternoon import Afternoon
from tests.models.checks_support import Corruption, sql

MONEY, TOLD, TILLS, ATTEMPTS, VOUCHERS = 3, 5, 7, 10, 11


def refund_id(done: Afternoon, reference: str, method: str) -> int:
    """The last refund of a sale by that method."""
    found = done.office.value(
        "SELECT MAX(id) FROM payments WHERE kind = 'REFUND' AND method = %s AND booking_id = %s",
        method,
        done.id_of(reference),
    )
    return int(str(found))


def told_too(done: Afternoon, reference: str, amount_minor: int) -> Corruption:
    """So that the audit log agrees with what else is corrupted."""

    def work(unit: Unit) -> None:
        counter_id = done.office.counters[0].id
        audit_log.append(unit, counter_id, None, "REFUND", reference, {"amount_minor": amount_minor})

    return work


def another_refund(done: Afternoon, of_refund: int, amount_minor: int, reference: str) -> tuple[Corruption, ...]:
    """The same once more, with the audit line that belongs to it; nobody counts a card's money in a till."""
    again = sql(
        "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, of_payment_id,"
        " attempt_id) SELECT booking_id, kind, method, %s, counter_id, clerk_id, UTC_TIMESTAMP(6), of_payment_id, attempt_id"
        " FROM payments WHERE id = %s",
        amount_minor,
        of_refund,
    )
    return again, told_too(done, reference, amount_minor)


def test_each_way_back_is_there(done: Afternoon) -> None:
    ways = done.office.owner.rows(
        "SELECT DISTINCT method, refund_due_id IS NOT NULL FROM payments WHERE kind = 'REFUND'"
    )
    assert {(str(row[0]), bool(row[1])) for row in ways} == {
        ("CASH", False),
        ("CASH", True),
        ("CARD", False),
        ("DEBIT_CARD", True),
        ("EXCHANGE", False),
    }


def test_more_than_was_paid_first_is_seen_behind_an_exchange(done: Afternoon) -> None:
    """The card's 100 went back whole from the second sale; a part of it goes back from the first one once more."""
    origin = "SELECT MIN(id) FROM payments WHERE method = 'CARD' AND kind = 'PAYMENT' AND booking_id = %s"
    origin_id = int(str(done.office.value(origin, done.id_of(done.split))))
    exchanged = "SELECT MIN(id) FROM payments WHERE method = 'EXCHANGE' AND kind = 'REFUND' AND of_payment_id = %s"
    once_more = sql(
        "UPDATE payments SET method = 'CARD', origin_id = NULL WHERE id = %s",
        int(str(done.office.value(exchanged, origin_id))),
    )
    broken = done.after_all(once_more)
    assert f"{done.split}: payment {origin_id} was over 10000, and through exchanges 20000" in " ".join(broken[MONEY])


def test_a_debt_behind_an_exchange_counts_as_given_back(done: Afternoon) -> None:
    """What went back through the provider from the second sale is due once more."""
    open_again = sql(
        "INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at, method, attempt_id, payment_id)"
        " SELECT booking_id, amount_minor, reason, created_at, method, attempt_id, payment_id FROM refunds_due"
        " WHERE booking_id = %s",
        done.id_of(done.again),
    )
    broken = done.after_all(open_again)
    assert list(broken) == [MONEY]
    assert "was over 15000, and through exchanges 17500 of it" in " ".join(broken[MONEY])


@pytest.mark.parametrize(("method", "also"), [("UPI", []), ("VOUCHER", [VOUCHERS])])
def test_a_refund_that_went_another_way_than_the_money_came_is_seen(
    done: Afternoon, method: str, also: list[int]
) -> None:
    refund = refund_id(done, done.again, "CARD")
    broken = done.after("UPDATE payments SET method = %s WHERE id = %s", method, refund)
    assert list(broken) == [MONEY, *also]
    assert f"refund {refund} over 10000 (minor units) went back by {method}" in broken[MONEY][0]


def test_cash_for_a_card_is_seen_unless_it_settles_what_was_due(done: Afternoon) -> None:
    """At the till it is cash that nobody has counted, too."""
    refund = refund_id(done, done.again, "CARD")
    assert list(done.after("UPDATE payments SET method = 'CASH' WHERE id = %s", refund)) == [MONEY]
    settled = refund_id(done, done.cancelled_card, "CASH")
    assert list(done.after("UPDATE payments SET refund_due_id = NULL WHERE id = %s", settled)) == [MONEY]


def test_a_refund_through_another_attempt_is_seen(done: Afternoon) -> None:
    refund = refund_id(done, done.again, "DEBIT_CARD")
    broken = done.after("UPDATE payments SET attempt_id = NULL WHERE id = %s", refund)
    assert list(broken) == [MONEY]
    assert "another way than the money had come" in broken[MONEY][0]


@pytest.mark.parametrize("payment", ["NULL", "(SELECT MIN(p.id) FROM payments p)"])
def test_a_debt_that_no_list_would_show_is_seen(done: Afternoon, payment: str) -> None:
    broken = done.after(
        f"UPDATE refunds_due SET payment_id = {payment} WHERE booking_id = %s",  # noqa: S608  constants
        done.id_of(done.owed),
    )
    assert list(broken) == [MONEY]
    assert f"{done.owed}: 35000 (minor units) due back are of no payment of its sale" in broken[MONEY]


@pytest.mark.parametrize(
    "change",
    [
        "d.amount_minor = d.amount_minor - 1",
        "d.payment_id = (SELECT MIN(p.id) FROM payments p)",
        "d.booking_id = (SELECT MIN(b.id) FROM bookings b)",
    ],
)
def test_a_refund_that_settles_another_debt_is_seen(done: Afternoon, change: str) -> None:
    broken = done.after(
        f"UPDATE refunds_due d SET {change} WHERE d.booking_id = %s AND d.settled_at IS NOT NULL",  # noqa: S608
        done.id_of(done.cancelled),
    )
    assert list(broken) == [MONEY]
    assert "settles what was due, but that is over" in broken[MONEY][0]


def test_a_debt_that_is_open_and_settled_is_seen_twice(done: Afternoon) -> None:
    broken = done.after("UPDATE refunds_due SET settled_at = NULL WHERE booking_id = %s", done.id_of(done.cancelled))
    assert list(broken) == [MONEY]
    assert any("(minor units) and open" in told for told in broken[MONEY])


def test_a_card_refunded_twice_is_seen(done: Afternoon) -> None:
    refund = refund_id(done, done.again, "CARD")
    broken = done.after_all(*another_refund(done, refund, 10000, done.again))
    assert list(broken) == [MONEY]
    assert any("of it are given back or due" in told for told in broken[MONEY])


def test_a_managers_word_that_the_audit_log_does_not_tell_is_seen(done: Afternoon) -> None:
    told = done.after("UPDATE refunds SET override_by = NULL WHERE booking_id = %s", done.id_of(done.again))
    assert list(told) == [TOLD]
    assert "0 by a manager's word; the audit log tells of 1, 52500, 0, 1" in told[TOLD][0]
    more = done.after(
        "UPDATE refunds SET override_by = %s WHERE booking_id = %s",
        done.office.session().staff.id,
        done.id_of(done.split),
    )
    assert list(more) == [TOLD]


def test_a_refund_in_cash_that_went_through_no_till_is_seen(done: Afternoon) -> None:
    refund = refund_id(done, done.again, "CASH")
    broken = done.after("UPDATE payments SET till_session_id = NULL WHERE id = %s", refund)
    assert list(broken) == [TILLS]
    assert f"{done.again}: a cash refund of 33750" in broken[TILLS][0]


def test_a_refund_in_cash_out_of_another_counters_till_is_seen(done: Afternoon) -> None:
    refund = refund_id(done, done.again, "CASH")
    other = done.office.value("SELECT id FROM till_sessions WHERE open_at = %s", done.office.counters[1].id)
    broken = done.after("UPDATE payments SET till_session_id = %s WHERE id = %s", other, refund)
    assert list(broken) == [TILLS]
    assert "went through no till of its counter" in broken[TILLS][0]


def test_a_refund_in_cash_before_its_till_was_opened_is_seen(done: Afternoon) -> None:
    refund = refund_id(done, done.cancelled, "CASH")
    broken = done.after("UPDATE payments SET paid_at = paid_at - INTERVAL 1 DAY WHERE id = %s", refund)
    assert list(broken) == [TILLS]
    assert "a payment of 35000 (minor units) is not of the hours of till" in broken[TILLS][0]


def test_a_refund_in_cash_is_part_of_what_a_closed_till_expects(done: Afternoon) -> None:
    """As if the till had been closed with what is in it; then one refund is written down as less."""
    refund = refund_id(done, done.again, "CASH")
    till = "SELECT till_session_id FROM payments WHERE id = %s"
    till_id = int(str(done.office.value(till, refund)))
    closed = sql(
        "UPDATE till_sessions t SET t.expected_minor = t.float_minor + (SELECT SUM(IF(p.kind = 'PAYMENT', p.amount_minor,"
        " -p.amount_minor)) FROM payments p WHERE p.till_session_id = t.id AND p.method = 'CASH') WHERE t.id = %s",
        till_id,
    )
    assert done.after_all(closed) == {}
    broken = done.after_all(closed, sql("UPDATE payments SET amount_minor = amount_minor - 1 WHERE id = %s", refund))
    assert TILLS in broken
    assert f"till {till_id} of counter" in broken[TILLS][0]
