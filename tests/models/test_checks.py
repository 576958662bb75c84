"""The proof sees each rule about seats and shows broken, and only what is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models import audit_log
from app.models.checks import TOLD_MAX, prove
from app.models.server.private_server import PrivateServer
from tests import box_office
from tests.models.checks_support import LivedIn, fresh_house, lived_in, sql


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    with lived_in(server) as made:
        yield made


def test_a_lived_in_database_is_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


def test_a_terminals_account_can_prove_it_too(evening: LivedIn) -> None:
    found = prove(evening.office.database)
    assert [finding.number for finding in found if finding.holds] == list(range(1, len(found) + 1))


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
def test_a_sold_seat_of_a_booking_that_is_no_sale_is_seen_by_every_rule_it_breaks(
    evening: LivedIn, status: str
) -> None:
    broken = evening.findings_after(sql("UPDATE bookings SET status = %s WHERE id = %s", status, evening.sold_id))
    assert {number: len(faults) for number, faults in broken.items()} == {2: 2, 4: 2, 15: 2, 16: 1}
    assert broken[2][0].endswith(f"{evening.sold_reference}, which is {status}")


def test_a_completed_booking_is_a_sale(evening: LivedIn) -> None:
    assert evening.findings_after(sql("UPDATE bookings SET status = 'COMPLETED' WHERE id = %s", evening.sold_id)) == {}


def test_a_sold_seat_whose_ticket_is_void_is_seen(evening: LivedIn) -> None:
    """Its price is set to nothing as well: the money rule would be broken, too, and is not what is tested here."""
    broken = evening.findings_after(
        sql("UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", evening.sold_id),
        sql("UPDATE booking_lines SET price_minor = 0 WHERE booking_id = %s", evening.sold_id),
        sql("DELETE FROM payments WHERE booking_id = %s", evening.sold_id),
        lambda unit: audit_log.append(
            unit, evening.office.counters[0].id, None, "PAYMENT", evening.sold_reference, {"amount_minor": -70000}
        ),
    )
    assert list(broken) == [2, 15]
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
