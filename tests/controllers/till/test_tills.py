"""A counter's till: one at a time, every rupee with its reason, counted without knowing what must be there."""

from __future__ import annotations

import json

import pytest

from app.models.errors import CountDiffers, TillClosed, TillOpen
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import FLOAT_MINOR, BoxOffice, MakeBoxOffice


@pytest.fixture
def closed(make_office: MakeBoxOffice) -> BoxOffice:
    """A cinema whose tills are all closed."""
    return make_office(till=False)


def told(office: BoxOffice, action: str) -> dict[str, object]:
    """What the last audit line of that kind tells."""
    found = office.value(
        "SELECT detail FROM audit_log WHERE action = %s AND counter_id = %s ORDER BY id DESC LIMIT 1",
        action,
        office.counters[0].id,
    )
    detail = json.loads(str(found))
    assert isinstance(detail, dict)
    return detail


def test_a_till_is_opened_with_its_float_and_audited(closed: BoxOffice) -> None:
    tills, session = closed.tills(), closed.session()
    assert tills.state(session) is None
    state = tills.open(session, new_request_id(), 50000)
    assert (state.clerk_id, state.float_minor) == (session.staff.id, 50000)
    assert tills.state(session) == state
    assert told(closed, "TILL_OPEN") == {"float_minor": 50000}


def test_a_second_till_at_a_counter_is_refused_and_named(office: BoxOffice) -> None:
    with pytest.raises(TillOpen) as refused:
        office.tills().open(office.session(Role.MANAGER), new_request_id(), 100)
    assert "Clerk has it" in refused.value.sentence
    with pytest.raises(TillOpen, match="you have it"):
        office.tills().open(office.session(), new_request_id(), 100)


def test_the_same_request_opens_one_till(closed: BoxOffice) -> None:
    request_id = new_request_id()
    first = closed.tills().open(closed.session(), request_id, 100)
    assert closed.tills().open(closed.session(), request_id, 100) == first


def test_tills_of_two_counters_are_two(office: BoxOffice) -> None:
    first, second = (office.tills().state(office.session(counter=place)) for place in (0, 1))
    assert first is not None
    assert second is not None
    assert first.session_id != second.session_id


def test_cash_in_and_out_and_a_drawer_opened_for_nothing_are_kept_with_their_reasons(office: BoxOffice) -> None:
    tills, session = office.tills(), office.session()
    tills.cash_in(session, new_request_id(), 20000, "  change   from the bank ")
    tills.cash_out(session, new_request_id(), 5000, "to the safe")
    tills.no_sale(session, new_request_id(), "changed a note")
    assert [(line.title, line.amount_minor, line.reason) for line in tills.book(session)] == [
        ("No sale", 0, "changed a note"),
        ("Cash out", -5000, "to the safe"),
        ("Cash in", 20000, "change from the bank"),
    ]
    assert told(office, "CASH_OUT") == {"amount_minor": 5000, "reason": "to the safe"}
    assert tills.close(session, new_request_id(), {100: (FLOAT_MINOR + 15000) // 100}).difference_minor == 0


def test_the_same_request_moves_cash_once(office: BoxOffice) -> None:
    request_id = new_request_id()
    for _ in range(2):
        office.tills().cash_in(office.session(), request_id, 20000, "change")
    assert len(office.tills().book(office.session())) == 1


@pytest.mark.parametrize(("amount_minor", "reason"), [(0, "change"), (-1, "change"), (100, "  ")])
def test_cash_without_an_amount_or_a_reason_is_refused(office: BoxOffice, amount_minor: int, reason: str) -> None:
    with pytest.raises(InvalidInput):
        office.tills().cash_in(office.session(), new_request_id(), amount_minor, reason)
    assert office.tills().book(office.session()) == ()


def test_a_closed_till_takes_nothing(closed: BoxOffice) -> None:
    tills, session = closed.tills(), closed.session()
    with pytest.raises(TillClosed):
        tills.cash_in(session, new_request_id(), 100, "change")
    with pytest.raises(TillClosed):
        tills.no_sale(session, new_request_id(), "nothing")
    with pytest.raises(TillClosed):
        tills.hand_over(session, new_request_id(), None)
    with pytest.raises(TillClosed):
        tills.close(session, new_request_id(), {100: 1})
    assert tills.book(session) == ()


def test_an_exact_count_closes_the_till_with_the_next_z_number(office: BoxOffice) -> None:
    tills, session = office.tills(), office.session()
    office.sell("A1", "A2")
    first = tills.close(session, new_request_id(), {50000: 3, 10000: 2})
    assert (first.z_number, first.expected_minor, first.counted_minor) == (1, 170000, 170000)
    tills.open(session, new_request_id(), 100)
    assert tills.close(session, new_request_id(), {100: 1}).z_number == 2
    assert tills.state(session) is None


def test_a_difference_keeps_the_till_open_until_it_is_agreed_to(office: BoxOffice) -> None:
    tills, session = office.tills(), office.session()
    with pytest.raises(CountDiffers) as differs:
        tills.close(session, new_request_id(), {50000: 1})
    assert differs.value.difference_minor == 50000 - FLOAT_MINOR
    assert "missing" in differs.value.sentence
    assert tills.state(session) is not None
    assert told(office, "TILL_COUNT") == {"counted_minor": 50000, "difference_minor": -50000}
    closed = tills.close(session, new_request_id(), {50000: 1}, agreed_difference_minor=-50000)
    assert closed.difference_minor == -50000


def test_a_sale_after_the_difference_was_told_makes_the_agreement_void(office: BoxOffice) -> None:
    tills, session = office.tills(), office.session()
    with pytest.raises(CountDiffers):
        tills.close(session, new_request_id(), {50000: 1})
    office.sell("A1")
    with pytest.raises(CountDiffers) as differs:
        tills.close(session, new_request_id(), {50000: 1}, agreed_difference_minor=-50000)
    assert differs.value.difference_minor == -85000


def test_the_same_request_closes_once_and_gives_the_same_answer(office: BoxOffice) -> None:
    request_id = new_request_id()
    first = office.tills().close(office.session(), request_id, {100000: 1})
    assert office.tills().close(office.session(), request_id, {100000: 1}) == first
    assert office.value("SELECT COUNT(*) FROM till_counts WHERE till_session_id = %s", first.session_id) == 1


def test_a_till_goes_from_clerk_to_clerk_without_a_count(office: BoxOffice) -> None:
    manager = office.session(Role.MANAGER)
    assert office.tills().hand_over(manager, new_request_id(), None) is None
    state = office.tills().state(manager)
    assert state is not None
    assert state.clerk_id == manager.staff.id
    assert told(office, "TILL_HAND_OVER") == {"to": manager.staff.username}


def test_a_till_goes_from_clerk_to_clerk_with_a_count_whose_difference_is_on_record(office: BoxOffice) -> None:
    manager, request_id = office.session(Role.MANAGER), new_request_id()
    for _ in range(2):
        assert office.tills().hand_over(manager, request_id, {10000: 9}) == -10000
    kept = office.owner.row(
        "SELECT c.kind, c.counted_minor, c.expected_minor, c.notes FROM till_counts c JOIN till_sessions t"
        " ON t.id = c.till_session_id WHERE t.counter_id = %s",
        (office.counters[0].id,),
    )
    assert kept == ("HAND_OVER", 90000, 100000, '{"10000": 9}')


def test_cash_needs_an_open_till_and_nothing_is_taken_without_one(closed: BoxOffice) -> None:
    basket = closed.hold("A1")
    request_id = new_request_id()
    with pytest.raises(TillClosed):
        closed.paying().confirm(closed.session(), request_id, basket, (closed.cash(basket),))
    assert closed.booking_status(basket) == "PENDING"
    closed.tills().open(closed.session(), new_request_id(), 0)
    sale = closed.paying().confirm(closed.session(), request_id, basket, (closed.cash(basket),))
    state = closed.tills().state(closed.session())
    assert state is not None
    session_id = closed.value("SELECT till_session_id FROM payments WHERE booking_id = %s", basket.booking.id)
    assert (sale.total_minor, session_id) == (35000, state.session_id)


@pytest.mark.parametrize("is_open", [False, True])
def test_a_card_needs_no_till_and_is_in_it_when_there_is_one(make_office: MakeBoxOffice, *, is_open: bool) -> None:
    office = make_office(till=is_open)
    basket = office.hold("A1")
    card = Payment(PaymentMethod.CARD, basket.booking.total_minor, approval_code="A1B2C3")
    office.paying().confirm(office.session(), new_request_id(), basket, (card,))
    found = office.value("SELECT till_session_id FROM payments WHERE booking_id = %s", basket.booking.id)
    assert (found is not None) is is_open


def test_cash_that_came_too_late_for_its_seats_needs_an_open_till_as_well(closed: BoxOffice) -> None:
    basket = closed.hold("A1")
    closed.let_hold_run_out(basket)
    closed.hold("A1", counter=1)
    with pytest.raises(TillClosed):
        closed.paying().confirm(closed.session(), new_request_id(), basket, (closed.cash(basket),))
    assert closed.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 0
