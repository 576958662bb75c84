"""Finding a booking again: by its reference and by the code of one of its tickets, only in its own cinema."""

from __future__ import annotations

import pytest

from app.controllers.sell.finding import Finding, FoundBooking
from app.models.errors import NotFound, PermissionDenied
from app.models.records import BookingStatus, Role
from tests.box_office import BoxOffice, MakeBoxOffice


def found(office: BoxOffice, reference: str) -> FoundBooking:
    return Finding(office.database).by_reference(office.session(), reference)


def codes_of(office: BoxOffice, reference: str) -> list[str]:
    rows = office.owner.rows(
        "SELECT t.code FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s", (reference,)
    )
    return [str(code) for (code,) in rows]


def test_a_sale_of_another_counter_is_found_with_all_that_it_is(office: BoxOffice) -> None:
    sale = office.sell("C3", "C4", counter=1)
    booking = found(office, sale.reference)
    assert booking.state == "Sold"
    assert booking.has_tickets
    assert booking.show.id == office.show_id
    assert booking.counter_name == "Counter 2"
    assert [line.seat.label for line in booking.booking.lines] == ["C3", "C4"]
    assert booking.booking.total_minor == sale.total_minor
    assert booking.sold_at is not None
    assert booking.sold_at >= booking.made_at


def test_every_ticket_of_a_sale_finds_it(office: BoxOffice) -> None:
    sale = office.sell("A1", "A2")
    office.sell("B1")
    codes = codes_of(office, sale.reference)
    assert len(codes) == 2
    for code in codes:
        booking = Finding(office.database).by_ticket_code(office.session(), code)
        assert booking.booking.reference == sale.reference


def test_a_void_ticket_still_tells_what_became_of_its_booking(office: BoxOffice) -> None:
    sale = office.sell("A1")
    (code,) = codes_of(office, sale.reference)
    office.change("UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE code = %s", code)
    office.change("UPDATE bookings SET status = 'CANCELLED' WHERE reference = %s", sale.reference)
    booking = Finding(office.database).by_ticket_code(office.session(), code)
    assert (booking.state, booking.has_tickets) == ("Cancelled", False)


def test_a_hold_is_told_as_what_it_is(office: BoxOffice) -> None:
    basket = office.hold("A1")
    booking = found(office, basket.booking.reference)
    assert (booking.state, booking.has_tickets, booking.sold_at) == ("Held, not paid", False, None)


@pytest.mark.parametrize("status", BookingStatus)
def test_every_status_has_its_words(office: BoxOffice, status: BookingStatus) -> None:
    basket = office.hold("A1")
    office.change("UPDATE bookings SET status = %s WHERE id = %s", status.value, basket.booking.id)
    booking = found(office, basket.booking.reference)
    assert booking.state
    assert booking.has_tickets == (status in (BookingStatus.CONFIRMED, BookingStatus.COMPLETED))


def test_what_nobody_has_made_is_not_found(office: BoxOffice) -> None:
    finding = Finding(office.database)
    with pytest.raises(NotFound, match="FYR-222222"):
        finding.by_reference(office.session(), "FYR-222222")
    with pytest.raises(NotFound, match="Scan it again"):
        finding.by_ticket_code(office.session(), "A" * 26)


def test_a_booking_of_another_cinema_is_none_of_ours(office: BoxOffice, make_office: MakeBoxOffice) -> None:
    sale = make_office().sell("A1")
    finding = Finding(office.database)
    with pytest.raises(NotFound):
        finding.by_reference(office.session(), sale.reference)
    with pytest.raises(NotFound):
        finding.by_ticket_code(office.session(), codes_of(office, sale.reference)[0])


def test_an_usher_looks_up_no_booking(office: BoxOffice) -> None:
    with pytest.raises(PermissionDenied):
        Finding(office.database).by_reference(office.session(Role.USHER), "FYR-222222")
