"""The proof sees a till whose cash, count, number or audit line is not what it must be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.server.private_server import PrivateServer
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR
from tests.models.checks_support import LivedIn, lived_in, sql


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    """Counter 1 has closed a till that was used in every way, and has opened the next one."""
    with lived_in(server) as made:
        office, tills, session = made.office, made.office.tills(), made.office.session()
        tills.cash_in(session, new_request_id(), 5000, "change from the bank")
        tills.cash_out(session, new_request_id(), 12000, "to the safe")
        tills.no_sale(session, new_request_id(), "changed a note")
        # Two sales of 700 and one that came too late for its seats, 910: its cash is in the drawer as well.
        expected = FLOAT_MINOR + 70000 + 91000 + 5000 - 12000
        closed = tills.close(session, new_request_id(), {100: expected // 100})
        assert closed.expected_minor == expected
        tills.open(session, new_request_id(), FLOAT_MINOR)
        office.sell("F1")
        yield made


def closed_id(evening: LivedIn) -> int:
    found = evening.office.value("SELECT id FROM till_sessions WHERE z_number = 1")
    assert isinstance(found, int)
    return found


def test_an_evening_with_tills_is_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE till_sessions SET float_minor = float_minor + 1 WHERE id = %s",
        "UPDATE till_movements SET amount_minor = amount_minor + 1 WHERE till_session_id = %s AND kind = 'CASH_IN'",
        "UPDATE till_movements SET amount_minor = amount_minor + 1 WHERE till_session_id = %s AND kind = 'CASH_OUT'",
        "DELETE FROM till_movements WHERE till_session_id = %s AND kind = 'CASH_OUT'",
    ],
)
def test_a_till_whose_expected_cash_is_not_its_sum_is_seen(evening: LivedIn, change: str) -> None:
    broken = evening.findings_after(sql(change, closed_id(evening)))
    assert list(broken) == [7]
    assert "were expected, but" in broken[7][0]


def test_a_cash_payment_changed_after_its_till_was_closed_breaks_the_tills_rule_too(evening: LivedIn) -> None:
    less = sql("UPDATE payments SET amount_minor = amount_minor - 1 WHERE booking_id = %s", evening.sold_id)
    assert list(evening.findings_after(less)) == [3, 5, 7]


def test_a_cash_payment_outside_every_till_is_seen(evening: LivedIn) -> None:
    out = sql("UPDATE payments SET till_session_id = NULL WHERE till_session_id <> %s LIMIT 1", closed_id(evening))
    broken = evening.findings_after(out)
    assert list(broken) == [7]
    assert "went through no till of its counter" in broken[7][0]


def test_a_card_payment_outside_every_till_is_no_fault(evening: LivedIn) -> None:
    card = sql(
        "UPDATE payments SET till_session_id = NULL, method = 'CARD', tendered_minor = NULL"
        " WHERE till_session_id <> %s LIMIT 1",
        closed_id(evening),
    )
    assert evening.findings_after(card) == {}


def test_cash_taken_before_there_were_tills_is_no_fault(evening: LivedIn) -> None:
    """An older Foyer kept none: what it sold stands."""
    at_the_other = "counter_id = %s"
    broken = evening.findings_after(
        sql(f"UPDATE payments SET till_session_id = NULL WHERE {at_the_other}", evening.office.counters[1].id),  # noqa: S608
        sql(
            f"UPDATE till_sessions SET opened_at = UTC_TIMESTAMP(6) WHERE {at_the_other}",  # noqa: S608
            evening.office.counters[1].id,
        ),
    )
    assert broken == {}


def test_a_payment_in_the_till_of_another_counter_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql(
            "UPDATE payments SET till_session_id = %s WHERE counter_id = %s",
            closed_id(evening),
            evening.office.counters[1].id,
        )
    )
    assert list(broken) == [7]
    assert any("went through no till of its counter" in fault for fault in broken[7])


def test_a_payment_outside_the_hours_of_its_till_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE till_sessions SET closed_at = closed_at - INTERVAL 1 DAY WHERE id = %s", closed_id(evening))
    )
    assert list(broken) == [7]
    assert "is not of the hours of till" in broken[7][0]


def test_a_count_that_is_not_what_the_till_was_closed_with_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(
        sql("UPDATE till_counts SET counted_minor = counted_minor + 100 WHERE till_session_id = %s", closed_id(evening))
    )
    assert list(broken) == [7]
    assert "its count says otherwise" in broken[7][0]


def test_a_gap_in_the_z_numbers_is_seen(evening: LivedIn) -> None:
    broken = evening.findings_after(sql("UPDATE till_sessions SET z_number = 2 WHERE id = %s", closed_id(evening)))
    assert list(broken) == [7]
    assert "numbered up to Z 2" in broken[7][0]


def test_a_till_without_its_audit_lines_is_seen(evening: LivedIn) -> None:
    counter_id, clerk_id = evening.other.counters[0].id, evening.other.session().staff.id
    broken = evening.findings_after(
        sql(
            "INSERT INTO till_sessions (counter_id, open_at, clerk_id, opened_by, opened_at, float_minor)"
            " VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6), 0)",
            counter_id,
            counter_id,
            clerk_id,
            clerk_id,
        )
    )
    assert list(broken) == [7]
    assert "was opened without an audit line" in broken[7][0]
