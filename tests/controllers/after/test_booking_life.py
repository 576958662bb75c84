"""A booking's whole life, line by line, as its page tells it."""

from __future__ import annotations

from functools import partial

import pytest

from app.controllers.after.booking_life import BookingLife, SaleLife
from app.controllers.after.life_words import TOLD_BY_TABLES
from app.controllers.permissions import Session
from app.controllers.sell.open_baskets import OpenBaskets
from app.controllers.sell.taking_over import TakingOver
from app.controllers.team.action_words import ACTION_WORDS
from app.models.errors import NotFound, PermissionDenied
from app.models.records import BookingStatus, Role
from app.models.sell import tickets
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice


def life(office: BoxOffice, reference: str, session: Session | None = None) -> SaleLife:
    return BookingLife(office.database).read(session or office.session(), reference)


def sentences(sale: SaleLife) -> list[str]:
    return [line.sentence for line in sale.life]


def booking_id(office: BoxOffice, reference: str) -> int:
    return int(str(office.value("SELECT id FROM bookings WHERE reference = %s", reference)))


def a_price(office: BoxOffice, reference: str) -> str:
    """What the sale cost, as it is written."""
    sale = life(office, reference)
    return f"₹{sale.paid_minor // 100:,}"


def test_a_sale_was_held_sold_and_paid(office: BoxOffice) -> None:
    reference = office.sell("F7", "F8").reference
    sale, price = life(office, reference), a_price(office, reference)
    assert sentences(sale) == ["F7 and F8 held", f"F7 and F8 sold for {price}", f"{price} paid in cash"]
    assert {(line.who, line.where) for line in sale.life} == {
        (office.people[Role.CLERK].full_name, office.counters[0].name)
    }
    assert (sale.state, sale.status, sale.is_sale) == ("Sold", BookingStatus.CONFIRMED, True)
    assert [(seat.seat_label, seat.state, seat.told) for seat in sale.seats] == [
        ("F7", "VALID", ""),
        ("F8", "VALID", ""),
    ]
    assert sale.live_seats == sale.seats
    assert sum(seat.price_minor for seat in sale.seats) == sale.paid_minor
    assert (sale.given_back_minor, sale.due_minor, sale.fees_minor) == (0, 0, 0)


def test_cash_tells_what_was_given_and_the_change(office: BoxOffice) -> None:
    basket = office.hold("F7")
    payment = office.cash(basket, basket.booking.total_minor + 5000)
    sale = office.paying().confirm(office.session(), new_request_id(), basket, [payment])
    assert sentences(life(office, sale.reference))[-1].endswith("given, ₹50 change")


def test_what_is_held_says_until_when_and_has_no_ticket(office: BoxOffice) -> None:
    basket = office.hold("F7")
    sale = life(office, basket.booking.reference)
    assert (sale.held_seats, sale.seats, sale.state) == (("F7",), (), "Held, not paid")
    assert sale.held_until is not None
    assert sentences(sale) == ["F7 held"]


def test_a_hold_that_ran_out_says_so(office: BoxOffice) -> None:
    basket = office.hold("F7")
    office.let_hold_run_out(basket)
    office.sweep().run()
    sale = life(office, basket.booking.reference)
    assert sale.held_seats == ()
    assert sale.held_until is None
    assert "Not paid: its seats are free for others" in sentences(sale)
    assert next(line.who for line in sale.life if line.sentence.startswith("Not paid")) == "Foyer"


def test_parking_and_taking_over_stand_between(office: BoxOffice) -> None:
    basket = office.hold("F7")
    open_baskets = OpenBaskets(office.database, 600)
    open_baskets.park(office.session(), new_request_id(), basket, "Sharma")
    taking_over = TakingOver(office.database, 600)
    manager = office.session(Role.MANAGER, counter=1)
    opened = office.open()
    taking_over.take_over(manager, new_request_id(), opened.show, office.seats("F7")[0])
    sale = life(office, basket.booking.reference)
    told = sentences(sale)
    reference = sale.reference
    assert told[0] == "F7 held"
    assert told[1].startswith(f"Parked {reference}")
    assert told[2].startswith(f"Took {reference} over, 1 seat, from {office.people[Role.CLERK].full_name}")
    assert sale.life[0].who == office.people[Role.CLERK].full_name, "and not who has it now"
    assert sale.life[2].where == office.counters[1].name


def test_each_print_is_told_with_its_number(office: BoxOffice) -> None:
    reference, clerk = office.sell("F7").reference, office.people[Role.CLERK].id
    for number in (1, 2):
        office.database.transaction(
            partial(tickets.record_print, reference=reference, print_number=number, staff_id=clerk)
        )
    assert sentences(life(office, reference))[-2:] == ["Tickets printed", "Tickets printed again, duplicate 1"]


def test_who_went_in_and_whose_entry_was_undone(office: BoxOffice) -> None:
    reference = office.sell("F7").reference
    office.change(
        "UPDATE tickets SET status = 'USED', admitted_at = UTC_TIMESTAMP(6) WHERE booking_id = %s",
        booking_id(office, reference),
    )
    for kind, reason in (("ADMIT", ""), ("UNDO", "wrong show"), ("ADMIT", "")):
        office.change(
            "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at, reason)"
            " SELECT id, %s, %s, %s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), %s FROM tickets WHERE booking_id = %s",
            kind,
            office.counters[1].id,
            office.people[Role.USHER].id,
            reason,
            booking_id(office, reference),
        )
    sale = life(office, reference)
    assert sentences(sale)[-3:] == ["F7 admitted", "Entry of F7 undone: wrong show", "F7 admitted"]
    assert (sale.life[-1].who, sale.life[-1].where) == ("Usher", office.counters[1].name)
    assert sale.seats[0].state == "USED"
    assert sale.seats[0].told.startswith("in at ")
    assert sale.live_seats == ()


def test_a_refund_names_the_seats_what_was_kept_and_who_allowed_it(office: BoxOffice) -> None:
    reference = office.sell("F7", "F8").reference
    sale_id = booking_id(office, reference)
    price = life(office, reference).seats[0].price_minor
    office.change(
        "INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, reason, override_by, counter_id, clerk_id,"
        " refunded_at) VALUES (%s, 'REFUND', %s, %s, 50, 'ill', %s, %s, %s, UTC_TIMESTAMP(6))",
        sale_id,
        price,
        price // 2,
        office.people[Role.MANAGER].id,
        office.counters[0].id,
        office.people[Role.CLERK].id,
    )
    office.change(
        "UPDATE tickets t JOIN booking_lines l ON l.id = t.line_id JOIN seats x ON x.id = t.seat_id"
        " SET t.status = 'VOID', t.voided_at = UTC_TIMESTAMP(6), t.refund_id = (SELECT MAX(id) FROM refunds)"
        " WHERE t.booking_id = %s AND x.seat_number = 7",
        sale_id,
    )
    sale = life(office, reference)
    assert sentences(sale)[-1].startswith("F7 cancelled: ₹")
    assert "kept, ill, 50 % allowed by Manager" in sentences(sale)[-1]
    assert [(seat.seat_label, seat.state, seat.told) for seat in sale.seats] == [
        ("F7", "VOID", "given back"),
        ("F8", "VALID", ""),
    ]
    assert sale.fees_minor == price // 2


def test_an_exchange_tells_of_the_other_booking_on_both_sides(office: BoxOffice) -> None:
    old, new = office.sell("F7").reference, office.sell("F8").reference
    old_id, new_id = booking_id(office, old), booking_id(office, new)
    office.change("UPDATE bookings SET exchanged_from = %s WHERE id = %s", old_id, new_id)
    office.change(
        "INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, new_booking_id, counter_id, clerk_id,"
        " refunded_at) VALUES (%s, 'EXCHANGE', 35000, 0, 100, %s, %s, %s, UTC_TIMESTAMP(6))",
        old_id,
        new_id,
        office.counters[0].id,
        office.people[Role.CLERK].id,
    )
    assert [(line.opens) for line in life(office, old).life if line.opens] == [new]
    assert [(line.opens) for line in life(office, new).life if line.opens] == [old]


def test_a_guest_who_was_moved_has_the_new_seat_and_the_sale_tells_of_the_old_one(office: BoxOffice) -> None:
    reference = office.sell("F7").reference
    sale_id, (other,) = booking_id(office, reference), office.seats("E3")
    office.change(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6), replaced = TRUE WHERE booking_id = %s",
        sale_id,
    )
    office.change("UPDATE booking_lines SET seat_id = %s WHERE booking_id = %s", other.id, sale_id)
    office.change(
        "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) SELECT booking_id, line_id, show_id, %s,"
        " REVERSE(code) FROM tickets WHERE booking_id = %s",
        other.id,
        sale_id,
    )
    sale = life(office, reference)
    assert [(seat.seat_label, seat.state) for seat in sale.seats] == [("E3", "VALID")]
    assert sentences(sale)[0] == "F7 held"
    assert sentences(sale)[1].startswith("F7 sold for")


def test_messages_tell_whether_they_went_out(office: BoxOffice) -> None:
    reference = office.sell("F7").reference
    sale_id = booking_id(office, reference)
    for columns in (
        "done_at = UTC_TIMESTAMP(6)",
        "attempts = 2, last_error = 'no answer'",
        "given_up_at = UTC_TIMESTAMP(6)",
    ):
        office.change(
            f"INSERT INTO outbox SET kind = 'MAIL', booking_id = %s, counter_id = %s, due_at = UTC_TIMESTAMP(6),"
            f" template = 'CONFIRMATION', recipient = 'asha@example.com', {columns}",
            sale_id,
            office.counters[0].id,
        )
    assert sorted(sentences(life(office, reference))[-3:]) == [
        "The confirmation to asha@example.com given up",
        "The confirmation to asha@example.com sent",
        "The confirmation to asha@example.com waits to be sent (no answer)",
    ]


def test_a_line_that_a_newer_foyer_wrote_is_told_too(office: BoxOffice) -> None:
    reference = office.sell("F7").reference
    office.change(
        "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)"
        " SELECT %s, 900000, UTC_TIMESTAMP(6), NULL, 'GILDED', %s, '{}', ''",
        office.counters[1].id,
        reference,
    )
    line = life(office, reference).life[-1]
    assert (line.sentence, line.who) == (f"Gilded {reference}", "Foyer")
    office.change("DELETE FROM audit_log WHERE action = 'GILDED'")


def test_a_booking_of_another_cinema_is_not_told(office: BoxOffice, make_office: object) -> None:
    reference = make_office().sell("F7").reference  # type: ignore[operator]
    with pytest.raises(NotFound):
        life(office, reference)
    with pytest.raises(NotFound):
        life(office, "FYR-222222")


def test_an_usher_is_told_nothing(office: BoxOffice) -> None:
    reference = office.sell("F7").reference
    with pytest.raises(PermissionDenied):
        life(office, reference, office.session(Role.USHER))


def test_what_a_table_tells_is_left_out_of_the_log_by_the_name_that_is_written_there() -> None:
    assert ACTION_WORDS.keys() >= TOLD_BY_TABLES
