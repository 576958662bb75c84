"""A sale's tickets as they stand, and the refunds that end them, on the real tables."""

from __future__ import annotations

from functools import partial

import pytest

from app.models.after import live_tickets, refunds
from app.models.after.live_tickets import SaleHead, TicketOfSale
from app.models.after.refunds import NewRefund
from app.models.connection import DRIVER_ERRORS
from app.models.records import BookingStatus, ShowStatus
from app.models.statements import Unit
from tests.box_office import BoxOffice
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


def sold(office: BoxOffice, *labels: str) -> tuple[SaleHead, tuple[TicketOfSale, ...]]:
    head = live_tickets.head(office.database, office.sell(*labels).reference)
    assert head is not None
    return head, live_tickets.of_booking(office.database, head.booking_id)


class Undone(Exception):
    """What was tried is taken back."""


def test_a_sale_is_read_with_its_show_and_its_tickets_row_by_row(office: BoxOffice) -> None:
    head, tickets = sold(office, "C2", "A1")
    assert (head.status, head.show_status, head.show_id) == (
        BookingStatus.CONFIRMED,
        ShowStatus.UPCOMING,
        office.show_id,
    )
    assert head.now < head.starts_at < head.ends_at
    assert [(each.seat_label, each.price_minor, each.status, each.is_live) for each in tickets] == [
        ("A1", 35000, "VALID", True),
        ("C2", 45500, "VALID", True),
    ]


def test_what_was_never_sold_is_no_sale(office: BoxOffice) -> None:
    assert live_tickets.head(office.database, office.hold("A1").booking.reference) is None
    assert live_tickets.head(office.database, "FYR-NOBODY") is None


def test_a_ticket_that_another_one_replaced_is_not_counted_twice(office: BoxOffice) -> None:
    head, (ticket,) = sold(office, "A1")
    office.change(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6), replaced = TRUE WHERE id = %s",
        ticket.ticket_id,
    )
    office.change(
        "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES (%s, %s, %s, %s, REPEAT('Q', 26))",
        head.booking_id,
        ticket.line_id,
        head.show_id,
        ticket.seat_id,
    )
    [now] = live_tickets.of_booking(office.database, head.booking_id)
    assert (now.seat_label, now.is_live, now.ticket_id != ticket.ticket_id) == ("A1", True, True)
    office.require_sound()


def test_only_good_tickets_end_and_they_name_their_refund(office: BoxOffice) -> None:
    head, (first, second) = sold(office, "A1", "A2")
    office.change("UPDATE tickets SET status = 'USED' WHERE id = %s", second.ticket_id)

    def work(unit: Unit) -> None:
        refund = refunds.add(unit, NewRefund(head.booking_id, 70000, 0, 100), office.counters[0].id, 1)
        ended = live_tickets.end_for_new_refund(unit, (first.ticket_id, second.ticket_id))
        freed = live_tickets.free_seats(unit, head.show_id, head.booking_id, (first.seat_id,))
        live_tickets.mark_booking(unit, head.booking_id, ended=False)
        found = unit.rows(
            "SELECT t.status, t.refund_id, b.status, b.version FROM tickets t JOIN bookings b ON b.id = t.booking_id"
            " WHERE t.booking_id = %s ORDER BY t.id",
            (head.booking_id,),
        )
        assert (ended, freed) == ([1], [1])
        assert found == [("VOID", refund[0], "CONFIRMED", 2), ("USED", None, "CONFIRMED", 2)]
        raise Undone

    with pytest.raises(Undone):
        office.database.transaction(work)


@pytest.mark.parametrize(("tickets_minor", "fee_minor", "percent"), [(100, 101, 0), (100, -1, 100), (100, 0, 101)])
def test_the_table_itself_refuses_a_fee_that_cannot_be(
    office: BoxOffice, tickets_minor: int, fee_minor: int, percent: int
) -> None:
    head, _ = sold(office, "A1")
    new = NewRefund(head.booking_id, tickets_minor, fee_minor, percent)

    def work(unit: Unit) -> None:
        refunds.add(unit, new, office.counters[0].id, office.session().staff.id)
        unit.flush()

    with pytest.raises(DRIVER_ERRORS):
        office.database.transaction(work)


def test_a_terminal_can_neither_change_nor_delete_what_was_given_back(office: BoxOffice) -> None:
    for statement in ("UPDATE refunds SET fee_minor = 0", "DELETE FROM refunds"):
        with pytest.raises(DRIVER_ERRORS, match="denied"):
            office.database.transaction(partial(Unit.execute, sql=statement))
