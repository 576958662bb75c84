"""Seats that come free are kept for who waits: in order, for a while, once, and both sides are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.controllers.after import offers
from app.controllers.after.offers import AT_ONCE_MAX, Offered, offer_everywhere, seats_came_free
from app.controllers.after.waiting import WaitingState
from app.controllers.sell.open_baskets import OpenBaskets
from app.controllers.sell.phone_bookings import PhoneBookings, PhoneRules
from app.models.database import Database
from app.models.errors import DatabaseBusy
from app.models.records import Role
from app.models.sell import notices
from app.utils.codes import new_request_id
from tests.box_office import MakeBoxOffice
from tests.controllers.after.waiting_scene import MINUTES_BEFORE, WaitingScene


@pytest.fixture(name="scene")
def full_house(make_office: MakeBoxOffice) -> WaitingScene:
    scene = WaitingScene(make_office(rows="AB", seats_per_row=3))
    scene.fill()
    return scene


def seats_kept(scene: WaitingScene, reference: str | None) -> list[str]:
    found = scene.office.owner.rows(
        "SELECT x.row_name, x.seat_number FROM booking_seats c JOIN bookings b ON b.id = c.booking_id"
        " JOIN seats x ON x.id = c.seat_id WHERE b.reference = %s ORDER BY x.id",
        (reference,),
    )
    return [f"{row}{number}" for row, number in found]


def test_a_hold_that_ran_out_goes_to_who_waits(scene: WaitingScene) -> None:
    entry = scene.join(2)
    scene.let_go("A1", "A2")
    assert scene.sweep() == 1
    offered = scene.now(entry)
    assert offered.state is WaitingState.OFFERED
    assert seats_kept(scene, offered.reference) == ["A1", "A2"]
    scene.office.require_sound()


def test_a_second_sweep_offers_nothing_twice(scene: WaitingScene) -> None:
    scene.join(1)
    scene.join(1)
    scene.let_go("A1")
    assert scene.sweep() == 1
    assert scene.sweep() == 0


def test_the_first_in_line_is_served_first(scene: WaitingScene) -> None:
    first, second = scene.join(1), scene.join(1)
    scene.let_go("B2")
    scene.sweep()
    assert scene.now(first).state is WaitingState.OFFERED
    assert scene.now(second).state is WaitingState.WAITING


def test_what_is_too_little_for_the_first_is_offered_to_the_next_and_the_first_stays_first(scene: WaitingScene) -> None:
    large, small = scene.join(3), scene.join(1)
    scene.let_go("A1", "A2")
    scene.sweep()
    assert scene.now(small).state is WaitingState.OFFERED
    assert scene.now(large).place == 1
    scene.let_go("A3", "B1")
    scene.sweep()
    assert scene.now(large).state is WaitingState.OFFERED


def test_seats_that_are_apart_are_better_than_none(scene: WaitingScene) -> None:
    entry = scene.join(2)
    scene.let_go("A1", "B3")
    scene.sweep()
    assert seats_kept(scene, scene.now(entry).reference) == ["A1", "B3"]


def test_a_wheelchair_place_is_kept_for_who_asks_for_one(scene: WaitingScene) -> None:
    scene.office.change("UPDATE seats SET wheelchair = TRUE WHERE id = %s", scene.office.seats("A1")[0].id)
    entry = scene.join(1)
    scene.let_go("A1")
    assert scene.sweep() == 0
    assert scene.now(entry).state is WaitingState.WAITING


def test_an_offer_is_held_for_the_time_the_cinema_has_set(scene: WaitingScene) -> None:
    scene.office.change("UPDATE cinemas SET offer_minutes = 12 WHERE id = %s", scene.office.counters[0].cinema.id)
    scene.join(1)
    scene.let_go("A1")
    scene.sweep()
    held = scene.office.value(
        "SELECT ROUND(TIMESTAMPDIFF(SECOND, offered_at, offered_until) / 60) FROM waiting_list WHERE show_id = %s",
        scene.office.show_id,
    )
    assert held == 12


def test_an_offer_ends_when_a_booking_by_phone_would(scene: WaitingScene) -> None:
    scene.join(1)
    scene.move_show(timedelta(minutes=MINUTES_BEFORE + 10))
    scene.let_go("A1")
    scene.sweep()
    before = scene.office.value(
        "SELECT ROUND(TIMESTAMPDIFF(SECOND, w.offered_until, s.starts_at) / 60) FROM waiting_list w"
        " JOIN shows s ON s.id = w.show_id WHERE s.id = %s",
        scene.office.show_id,
    )
    assert before == MINUTES_BEFORE


@pytest.mark.parametrize("starts_in", [timedelta(minutes=MINUTES_BEFORE + 2), timedelta(minutes=10)])
def test_too_near_the_show_nothing_is_kept(scene: WaitingScene, starts_in: timedelta) -> None:
    scene.join(1)
    scene.move_show(starts_in)
    scene.let_go("A1")
    assert scene.sweep() == 0


def test_counter_and_customer_are_told(scene: WaitingScene) -> None:
    entry = scene.join(1, scene.customer(email="guest@example.org"), counter=1)
    scene.let_go("A1")
    scene.sweep()
    reference = scene.now(entry).reference
    told = [sentence for _, sentence in notices.unseen(scene.office.owner, scene.office.counters[1].id)]
    assert len(told) == 1
    assert "A1" in told[0]
    assert str(reference) in told[0]
    message = scene.office.owner.row(
        "SELECT o.template, o.recipient FROM outbox o JOIN bookings b ON b.id = o.booking_id WHERE b.reference = %s",
        (reference,),
    )
    assert message == ("SEATS_OFFERED", "guest@example.org")


def test_a_notice_names_nobody(scene: WaitingScene) -> None:
    customer = scene.customer("Zubin Mehta", phone="+91 98111 22233")
    scene.join(1, customer)
    scene.let_go("A1")
    scene.sweep()
    [(_, told)] = notices.unseen(scene.office.owner, scene.office.counters[0].id)
    assert "Zubin" not in told
    assert "98111" not in told


def test_who_pays_has_taken_the_offer(scene: WaitingScene) -> None:
    entry = scene.join(2)
    scene.let_go("A1", "A2")
    scene.sweep()
    scene.take(entry, counter=1)
    assert scene.now(entry).state is WaitingState.TAKEN
    scene.sweep()
    assert scene.office.value("SELECT status FROM waiting_list WHERE id = %s", entry.id) == "TAKEN"
    scene.office.require_sound()


def test_an_offer_costs_what_the_seat_costs(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("B1")
    scene.sweep()
    assert scene.take_up(entry).booking.total_minor == 35000


def test_an_offer_that_lapses_goes_to_the_next_and_counts_against_nobody(scene: WaitingScene) -> None:
    customer = scene.customer()
    first, second = scene.join(1, customer), scene.join(1)
    scene.let_go("A1")
    scene.sweep()
    scene.lapse(first)
    assert scene.now(first).state is WaitingState.LAPSED
    scene.sweep()
    assert scene.now(second).state is WaitingState.OFFERED
    scene.sweep()
    assert scene.office.value("SELECT status FROM waiting_list WHERE id = %s", first.id) == "LAPSED"
    assert scene.office.value("SELECT cancelled_in_a_row FROM customers WHERE id = %s", customer.id) == 0


def test_a_usual_booking_by_phone_that_lapses_still_counts(scene: WaitingScene) -> None:
    """The other side of it: the exception is for offers alone."""
    customer, office = scene.customer(), scene.office
    basket = office.hold("A1") if "A1" not in scene.baskets else scene.baskets["A1"]
    phone = PhoneBookings(office.database, PhoneRules())
    phone.book(office.session(counter=1), new_request_id(), basket, customer)
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert office.value("SELECT cancelled_in_a_row FROM customers WHERE id = %s", customer.id) == 1


def test_an_offer_waits_among_the_bookings_by_phone(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A1")
    scene.sweep()
    waiting = OpenBaskets(scene.office.database, 600).waiting(scene.office.session(counter=1))
    assert scene.now(entry).reference in {each.reference for each in waiting}


def test_the_line_of_a_cancelled_show_ends(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.office.cancel_show()
    scene.sweep()
    assert scene.office.value("SELECT status FROM waiting_list WHERE id = %s", entry.id) == "LAPSED"


def test_the_line_of_a_show_that_has_begun_ends(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.move_show(timedelta(minutes=-1))
    scene.let_go("A1")
    assert scene.sweep() == 0
    assert scene.office.value("SELECT status FROM waiting_list WHERE id = %s", entry.id) == "LAPSED"


def test_who_was_at_a_counter_that_is_closed_is_told_at_another(scene: WaitingScene) -> None:
    scene.join(1, counter=1)
    scene.office.change("UPDATE counters SET active = FALSE WHERE id = %s", scene.office.counters[1].id)
    scene.let_go("A1")
    scene.sweep()
    assert len(notices.unseen(scene.office.owner, scene.office.counters[0].id)) == 1


def test_a_ticket_type_that_is_no_longer_sold_is_kept_for_who_asked_for_it(scene: WaitingScene) -> None:
    child = scene.office.open().prices.book.ticket_type("CHILD")
    entry = scene.list.join(scene.office.session(), new_request_id(), scene.show, scene.customer(), 1, child)
    scene.let_go("B1")
    scene.sweep()
    assert scene.take_up(entry).booking.total_minor == 24500


def test_an_offer_is_written_down_in_nobodys_name(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A1")
    scene.sweep()
    line = scene.office.owner.row(
        "SELECT action, staff_id FROM audit_log WHERE subject = %s ORDER BY id LIMIT 1", (scene.now(entry).reference,)
    )
    assert line == ("WAITING_OFFERED", None)


def test_seats_of_one_show_are_offered_at_once_where_they_came_free(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A1")
    assert (
        seats_came_free(scene.office.database, MINUTES_BEFORE, scene.office.show_id) == 0
    )  # nobody has swept the hold
    scene.office.sweep().run()
    assert seats_came_free(scene.office.database, MINUTES_BEFORE, scene.office.show_id) == 1
    assert scene.now(entry).state is WaitingState.OFFERED


def test_nobody_in_line_is_nothing_to_do(scene: WaitingScene) -> None:
    scene.let_go("A1")
    scene.office.sweep().run()
    assert offer_everywhere(scene.office.database, MINUTES_BEFORE) == 0


def test_a_manager_who_offers_out_of_turn_is_written_down(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A1")
    session = scene.office.session(Role.MANAGER, 1)
    offered = scene.list.offer_now(session, entry.id)
    line = scene.office.owner.row(
        "SELECT staff_id, counter_id FROM audit_log WHERE subject = %s AND action = 'WAITING_OFFERED'",
        (offered.reference,),
    )
    assert line == (session.staff.id, session.counter.id)


def test_at_the_counter_a_few_are_served_and_the_sweep_goes_on(scene: WaitingScene) -> None:
    for _ in range(6):
        scene.join(1)
    scene.let_go("A1", "A2", "A3", "B1", "B2", "B3")
    scene.office.sweep().run()
    assert seats_came_free(scene.office.database, MINUTES_BEFORE, scene.office.show_id) == AT_ONCE_MAX
    assert offer_everywhere(scene.office.database, MINUTES_BEFORE) == 1


def test_what_is_in_the_way_of_one_show_does_not_hold_up_another(
    scene: WaitingScene, make_office: MakeBoxOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = WaitingScene(make_office(rows="AB", seats_per_row=3))
    other.fill()
    for each in (scene, other):
        each.join(1)
        each.let_go("A1")
        each.office.sweep().run()
    told = offers.offer_next

    def busy(database: Database, show_id: int, minutes_before: int) -> Offered | None:
        if show_id == scene.office.show_id:
            raise DatabaseBusy("too many connections")
        return told(database, show_id, minutes_before)

    monkeypatch.setattr(offers, "offer_next", busy)
    assert offer_everywhere(scene.office.database, MINUTES_BEFORE) == 1
