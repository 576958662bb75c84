"""Parking, what waits, and bookings by phone, at the screen and by keyboard."""

from __future__ import annotations

from datetime import timedelta

from app.controllers.sell.baskets import picks_of
from app.controllers.sell.customers import Customers, TypedCustomer
from app.controllers.sell.open_baskets import OpenBaskets
from app.controllers.sell.phone_bookings import PhoneBookings, PhoneRules
from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.seats.seat_palette import SeatLook
from app.views.sell.open_baskets_flow import OpenBasketsFlow
from app.views.sell.open_baskets_sheet import OpenBasketsSheet
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in
from tests.gui.test_sell_customer import ask, number, own_name, told
from tests.gui.typist import type_like_a_typist

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def flow_of(program: Program) -> OpenBasketsFlow:
    return program.sell.customer_desk.waiting


def park(program: Program, note: str = "") -> None:
    program.hands.key("F6")
    program.wait(lambda: flow_of(program).panel is not None, what="the note")
    panel = flow_of(program).panel
    assert panel is not None
    program.wait(lambda: panel.note.has_focus, what="the focus on the note")
    program.write(panel.note, note)
    program.hands.key("Enter")
    program.wait(lambda: program.flow.basket is None and flow_of(program).panel is None, what="an empty basket")


def sheet_of(program: Program, rows: int) -> OpenBasketsSheet:
    """F7, once it shows so many."""
    program.hands.key("F7")
    program.wait(lambda: flow_of(program).sheet is not None, what="the sheet")
    sheet = flow_of(program).sheet
    assert sheet is not None
    program.wait(lambda: sheet.field.has_focus and len(sheet.rows) == rows, what=f"{rows} rows")
    return sheet


def booked_by_phone(program: Program, *labels: str, counter: int = 1) -> tuple[str, str]:
    """(reference, the customer's name) of a booking made at another counter."""
    office, name = program.office, own_name()
    session, basket = office.session(counter=counter), office.hold(*labels, counter=counter)
    customer = Customers(office.database).write_down(session, new_request_id(), TypedCustomer(name, number()))
    PhoneBookings(office.database, PhoneRules()).book(session, new_request_id(), basket, customer)
    return basket.booking.reference, name


def status(program: Program, reference: str) -> object:
    return program.office.value("SELECT status FROM bookings WHERE reference = %s", reference)


def test_a_basket_is_parked_with_a_note_and_the_window_starts_anew(selling: Program) -> None:
    selling.pick("F7", "F8")
    park(selling, "red coat")
    assert [selling.look(label) for label in ("F7", "F8")] == [SeatLook.HELD] * 2
    who = selling.checkout.basket_panel.who
    selling.wait(lambda: who.said[1] == "1 parked  ·  F7", what="the count of parked baskets")
    selling.pick("A1")
    assert selling.labels == ["A1"]


def test_the_key_pressed_twice_parks_without_a_note(selling: Program) -> None:
    selling.pick("F7")
    selling.hands.key("F6")
    selling.wait(lambda: flow_of(selling).panel is not None)
    selling.hands.key("F6")
    selling.wait(lambda: selling.flow.basket is None, what="an empty basket")


def test_esc_in_the_note_parks_nothing(selling: Program) -> None:
    selling.pick("F7")
    selling.hands.key("F6")
    selling.wait(lambda: flow_of(selling).panel is not None)
    selling.hands.key("Esc")
    selling.wait(lambda: flow_of(selling).panel is None)
    assert selling.labels == ["F7"]


def test_a_parked_basket_is_taken_up_by_two_keys_and_paid(selling: Program) -> None:
    selling.pick("F7", "F8")
    park(selling, "coat")
    [row] = sheet_of(selling, 1).rows
    assert "F7, F8" in row.words
    assert "coat" in row.words
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7", "F8"], what="the basket")
    assert [selling.look(label) for label in ("F7", "F8")] == [SeatLook.YOURS] * 2
    assert flow_of(selling).sheet is None
    selling.pay()


def test_several_are_chosen_by_their_number(selling: Program) -> None:
    for label in ("F7", "A1", "C3"):
        selling.pick(label)
        park(selling)
    sheet = sheet_of(selling, 3)
    assert "parked by Clerk" in sheet.rows[0].words
    selling.write(sheet.field, "2")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["A1"], what="the second basket")


def test_arrows_choose_too_and_typing_looks_for_a_note(selling: Program) -> None:
    for label, note in (("F7", "red coat"), ("A1", "umbrella")):
        selling.pick(label)
        park(selling, note)
    sheet = sheet_of(selling, 2)
    selling.hands.key("Down")
    selling.wait(lambda: sheet.chosen is not None and sheet.chosen.note == "umbrella")
    selling.write(sheet.field, "coat")
    selling.wait(lambda: [row.basket.note for row in sheet.rows] == ["red coat"], what="the one with a coat")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7"])


def test_a_basket_of_another_show_opens_that_show_first(selling: Program) -> None:
    office = selling.office
    opened = office.open(office.add_show(timedelta(hours=8), "Another Film"))
    picks = picks_of([seat for seat in opened.seats if seat.label == "B4"], opened.prices.book.ticket_types[0])
    basket = office.holding().hold(office.session(), new_request_id(), opened, None, picks)
    OpenBaskets(office.database, 600).park(office.session(), new_request_id(), basket)
    [row] = sheet_of(selling, 1).rows
    assert "Another Film" in row.words
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["B4"], what="the basket")
    assert selling.flow.opened is not None
    assert selling.flow.opened.show.movie_title == "Another Film"
    assert selling.look("B4") is SeatLook.YOURS


def test_a_basket_in_the_window_is_not_lost_by_taking_another_up(selling: Program) -> None:
    selling.pick("F7")
    park(selling)
    selling.pick("A1")
    sheet_of(selling, 1)
    selling.hands.key("Enter")
    selling.wait(lambda: "Pay, park (F6) or clear your own basket first" in selling.toasts, what="the message")
    assert selling.labels == ["A1"]


def test_a_parked_hold_that_runs_out_says_so(selling: Program) -> None:
    selling.pick("F7")
    assert selling.flow.basket is not None
    basket = selling.flow.basket
    park(selling, "coat")
    selling.wait(lambda: flow_of(selling).parked, what="the parked basket")
    selling.office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) + INTERVAL 3 SECOND WHERE id = %s", basket.booking.id
    )
    flow_of(selling).refresh()
    selling.wait(lambda: "The hold of the parked basket F7 (coat) has run out" in selling.toasts, what="the message")
    selling.wait(lambda: selling.look("F7") is SeatLook.FREE)


def test_the_list_shows_the_time_running_down(selling: Program) -> None:
    selling.pick("F7")
    park(selling)
    [row] = sheet_of(selling, 1).rows
    before = row.words
    selling.wait(lambda: row.words != before or row not in flow_of(selling).sheet.rows, what="another second")  # type: ignore[union-attr]


def test_the_customer_comes_along_with_a_parked_basket(selling: Program) -> None:
    selling.pick("F7")
    name = own_name()
    selling.write(ask(selling).name, name)
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == name)
    park(selling)
    assert told(selling) == ""
    [row] = sheet_of(selling, 1).rows
    assert name in row.words
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7"] and told(selling) == name, what="the customer at the basket")


def test_a_caller_s_seats_are_held_for_them_by_keyboard(selling: Program) -> None:
    selling.pick("F7", "F8")
    assert selling.flow.basket is not None
    reference, name = selling.flow.basket.booking.reference, own_name()
    panel = ask(selling, "shift+F10")
    selling.write(panel.name, name)
    selling.hands.key("Tab")
    selling.wait(lambda: panel.phone.has_focus)
    selling.write(panel.phone, number())
    selling.hands.key("Enter")
    selling.wait(lambda: f"{reference} is held for {name} until" in selling.toasts, what="the message")
    assert (selling.labels, told(selling)) == ([], "")
    assert selling.look("F7") is SeatLook.HELD
    assert selling.office.value("SELECT channel FROM bookings WHERE reference = %s", reference) == "PHONE"


def test_a_caller_without_a_number_is_not_booked_and_nothing_is_lost(selling: Program) -> None:
    selling.pick("F7")
    panel = ask(selling, "shift+F10")
    selling.write(panel.name, "Asha")
    selling.hands.key("Enter")
    selling.wait(lambda: "needs the customer's phone number" in selling.toasts, what="the message")
    assert (selling.labels, panel.name.value) == (["F7"], "Asha")


def test_a_booking_by_phone_is_found_by_name_taken_up_and_paid_here(selling: Program) -> None:
    reference, name = booked_by_phone(selling, "F7", "F8")
    sheet = sheet_of(selling, 1)
    selling.write(sheet.field, name[:5].lower())
    selling.wait(lambda: [row.basket.reference for row in sheet.rows] == [reference])
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7", "F8"] and told(selling) == name, what="the basket")
    assert selling.pay().sale.reference == reference
    assert (
        selling.office.value("SELECT counter_id FROM bookings WHERE reference = %s", reference)
        == selling.office.counters[0].id
    )


def test_a_booking_by_phone_that_was_looked_up_by_its_reference_is_taken_up(selling: Program) -> None:
    reference, name = booked_by_phone(selling, "F7")
    type_like_a_typist(selling, f"{reference.lower()}\n")
    selling.wait(lambda: selling.sell.found.panel is not None, what="the booking")
    panel = selling.sell.found.panel
    assert panel is not None
    assert panel._stops[0].text == "Take up"
    selling.wait(lambda: panel._stops[0].has_focus, what="the focus")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7"] and told(selling) == name, what="the basket")


def test_esc_on_a_booking_by_phone_lets_it_wait_again(selling: Program) -> None:
    reference, _ = booked_by_phone(selling, "F7")
    sheet_of(selling, 1)
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F7"])
    selling.hands.key("Esc")
    selling.wait(lambda: selling.flow.basket is None and not selling.flow.busy)
    assert f"{reference} waits again" in selling.toasts
    assert (status(selling, reference), selling.look("F7")) == ("PENDING", SeatLook.HELD)
    assert [row.basket.reference for row in sheet_of(selling, 1).rows] == [reference]


def test_a_flagged_caller_is_booked_by_a_manager_only(selling: Program) -> None:
    name, phone = own_name(), number()
    customer = Customers(selling.office.database).write_down(
        selling.office.session(), new_request_id(), TypedCustomer(name, phone)
    )
    selling.office.change("UPDATE customers SET cancelled_in_a_row = 5 WHERE id = %s", customer.id)
    selling.pick("F7")
    panel = ask(selling, "shift+F10")
    selling.write(panel.name, name)
    selling.wait(lambda: panel.rows)
    selling.hands.key("Down")
    selling.wait(lambda: panel.rows[0].has_focus)
    selling.hands.key("Enter")
    selling.wait(lambda: "ask a manager to book them" in selling.toasts, what="the refusal")
    assert selling.labels == ["F7"]
    selling.hands.key("Esc")
    selling.hand_over(Role.MANAGER)
    ask(selling, "shift+F10")
    selling.hands.key("Enter")
    selling.wait(lambda: f"is held for {name} until" in selling.toasts, what="the booking")


def test_the_chosen_basket_is_always_in_sight(selling: Program) -> None:
    office = selling.office
    for place in range(1, 11):
        basket = office.hold(f"A{place}")
        OpenBaskets(office.database, 600).park(office.session(), new_request_id(), basket)
    sheet = sheet_of(selling, 10)
    selling.write(sheet.field, "10")
    selling.root.update()
    row, shown = sheet.rows[9], sheet._list._parent_canvas
    selling.wait(
        lambda: row.winfo_rooty() + row.winfo_height() <= shown.winfo_rooty() + shown.winfo_height() + 1,
        what="the last row in sight",
    )
