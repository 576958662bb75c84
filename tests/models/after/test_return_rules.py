"""The proof sees a ticket whose end nothing tells of, and only what is broken."""

from __future__ import annotations

import pytest

from tests.models.after.afternoon import Afternoon
from tests.models.checks_support import sql

RULE = 15


def test_a_house_in_which_all_was_done_that_can_be_done_is_sound(done: Afternoon) -> None:
    assert done.after_all() == {}


def test_it_has_tickets_that_ended_in_each_way(done: Afternoon) -> None:
    """Or the test above would say nothing."""
    ways = done.office.owner.rows(
        "SELECT DISTINCT COALESCE(r.kind, IF(t.replaced, 'REPLACED', IF(s.status = 'CANCELLED', 'SHOW', 'VOID')))"
        " FROM tickets t JOIN shows s ON s.id = t.show_id LEFT JOIN refunds r ON r.id = t.refund_id WHERE t.status = 'VOID'"
    )
    assert {row[0] for row in ways} == {"REFUND", "EXCHANGE", "REPLACED", "SHOW", "VOID"}


def test_a_void_ticket_of_a_sale_that_stands_is_seen(done: Afternoon) -> None:
    """The guest was moved, and then the mark is lost that this ticket was replaced."""
    broken = done.after(
        "UPDATE tickets SET replaced = FALSE WHERE booking_id = %s AND replaced", done.id_of(done.moved)
    )
    assert list(broken) == [RULE]
    [told] = broken[RULE]
    assert f" of {done.moved}, which is CONFIRMED, is void, and neither" in told


def test_a_replaced_ticket_without_another_one_is_seen(done: Afternoon) -> None:
    broken = done.after("UPDATE tickets SET replaced = TRUE WHERE booking_id = %s", done.id_of(done.undone))
    assert list(broken) == [RULE]


def test_a_refund_of_another_sale_is_no_reason(done: Afternoon) -> None:
    broken = done.after(
        "UPDATE tickets t JOIN refunds r ON r.booking_id = %s SET t.refund_id = r.id WHERE t.booking_id = %s",
        done.id_of(done.again),
        done.id_of(done.undone),
    )
    assert list(broken) == [RULE]


def test_an_undone_sale_that_the_audit_log_does_not_tell_of_is_seen(done: Afternoon) -> None:
    broken = done.after("UPDATE audit_log SET action = 'REPRINT' WHERE action = 'VOID' AND subject = %s", done.undone)
    assert list(broken) == [5, RULE]
    assert f"of {done.undone}, which is CANCELLED, is void" in broken[RULE][0]


def test_tickets_of_a_show_that_is_not_cancelled_after_all_are_seen(done: Afternoon) -> None:
    broken = done.after(
        "UPDATE shows s JOIN bookings b ON b.show_id = s.id SET s.status = 'COMPLETED' WHERE b.reference = %s",
        done.owed,
    )
    assert [len(broken.get(rule, ())) for rule in (RULE, 12)] == [3, 0]


@pytest.mark.parametrize("change", ["t.refund_id = r.id", "t.replaced = TRUE"])
def test_a_live_ticket_that_has_come_to_an_end_is_seen(done: Afternoon, change: str) -> None:
    broken = done.after(
        f"UPDATE tickets t JOIN (SELECT MIN(id) id FROM refunds) r SET {change} WHERE t.booking_id = %s",  # noqa: S608
        done.evening.sold_id,
    )
    assert list(broken) == [RULE]
    assert f"of {done.evening.sold_reference}, which is CONFIRMED, is VALID and was" in broken[RULE][0]


def test_a_live_ticket_of_no_sale_is_seen_where_the_seats_are_cleared_away_too(done: Afternoon) -> None:
    show_id, sold_id = done.office.show_id, done.evening.sold_id
    broken = done.after_all(
        sql("UPDATE shows SET status = 'COMPLETED' WHERE id = %s", show_id),
        sql("DELETE FROM booking_seats WHERE show_id = %s", show_id),
        sql("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", sold_id),
        sql("UPDATE outbox SET done_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", sold_id),
    )
    assert list(broken) == [RULE]
    assert f"of {done.evening.sold_reference}, which is CANCELLED, is VALID" in broken[RULE][0]


def test_a_sale_that_stands_without_a_live_ticket_is_seen(done: Afternoon) -> None:
    broken = done.after("UPDATE bookings SET status = 'CONFIRMED' WHERE reference = %s", done.again)
    assert broken == {RULE: (f"{done.again} is CONFIRMED and has no live ticket",)}
