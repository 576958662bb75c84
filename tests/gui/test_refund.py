"""Giving tickets back at the screen: seats with ticks, figures, the safe verb first, a manager's word for more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.local_time import to_local
from app.utils.paper.drawer import PULSE
from app.utils.setting_values import DrawerPlace
from app.views.after.refund_flow import RefundCover
from app.views.tasks import Lane
from app.views.till.float_flow import FloatPanel
from tests.box_office import PASSWORD
from tests.gui.finding_scene import open_booking, open_find
from tests.gui.program import Program, StartProgram, program_starter, signed_in

__all__ = ["program_starter", "signed_in"]


def begins_in(program: Program, hours: float) -> None:
    seconds = round(hours * 3600) + 60
    program.office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND,"
        " ends_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND WHERE id = %s",
        seconds,
        seconds + 9780,
        program.office.show_id,
    )


def ask(program: Program, reference: str) -> RefundCover:
    """Find the booking, press the key, and wait until it is known what comes back."""
    pane = open_booking(program, reference)
    program.hands.key("F8")
    program.wait(lambda: pane.panel is not None, what="the panel")
    panel = pane.panel
    assert isinstance(panel, RefundCover)
    program.wait(lambda: panel.quote is not None and panel.keep_button.has_focus, what="what comes back")
    return panel


def message(program: Program) -> str:
    return str(program.screen._pages["find"].page.pane.message)


def books(program: Program, reference: str) -> tuple[str, int]:
    """The status, and what went back."""
    row = program.office.owner.row(
        "SELECT b.status, CAST(COALESCE(SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)), 0) AS SIGNED)"
        " FROM bookings b JOIN payments p ON p.booking_id = b.id WHERE b.reference = %s GROUP BY b.status",
        (reference,),
    )
    assert row is not None
    return str(row[0]), int(row[1])


def test_a_found_booking_is_given_back_with_three_keys(program: Program) -> None:
    reference = program.office.sell("A1", "A2").reference
    begins_in(program, 3)
    open_find(program)
    open_booking(program, reference)
    before = program.hands.events
    program.hands.key("F8")
    page = program.screen._pages["find"].page
    program.wait(lambda: page.pane.panel is not None and page.pane.panel.quote is not None, what="what comes back")
    panel = page.pane.panel
    assert panel.words == ("₹350", "₹350", "₹350 in cash")
    assert panel.rule.startswith("50 % comes back, until ")
    assert (panel.refund_button.text, panel.keep_button.text) == ("Refund ₹350", "Keep booking")
    program.wait(lambda: panel.keep_button.has_focus, what="the keyboard on the safe verb")
    program.hands.key("Left")
    program.wait(lambda: panel.refund_button.has_focus, what="the keyboard on the verb")
    program.hands.key("Enter")
    assert program.hands.events - before <= 5
    program.wait(lambda: "Give back ₹350 in cash." in message(program), what="what is to be done")
    assert books(program, reference) == ("CANCELLED", 35000)
    program.wait(lambda: page.pane.sale.status.value == "CANCELLED", what="the booking as it is now")
    program.root.update()
    said, room = page.pane._message, page.pane.room
    below = room.winfo_rooty() + room.winfo_height() - said.winfo_rooty() - said.winfo_height()
    assert (page.pane.buttons, below < 20) == ({}, True), "no room is kept for buttons that are not there"


def test_the_day_is_told_where_the_rule_holds_beyond_today(program: Program) -> None:
    reference = program.office.sell("A1").reference
    begins_in(program, 54)
    open_find(program)
    panel = ask(program, reference)
    cinema = program.screen.session.counter.cinema
    until = to_local(datetime.now(UTC) + timedelta(hours=48), cinema.time_zone)
    assert panel.rule.startswith("100 % comes back, until ")
    assert str(until.day) in panel.rule.split("until ")[1].split()[1]


def test_enter_keeps_the_booking_and_so_does_escape(program: Program) -> None:
    reference = program.office.sell("A1").reference
    open_find(program)
    for key in ("Enter", "Esc"):
        ask(program, reference)
        program.hands.key(key)
        program.wait(lambda: program.screen._pages["find"].page.pane.panel is None, what="the booking")
    assert books(program, reference) == ("CONFIRMED", 0)


def test_a_seat_whose_tick_is_taken_away_stays(program: Program) -> None:
    reference = program.office.sell("A1", "A2").reference
    begins_in(program, 7)
    open_find(program)
    panel = ask(program, reference)
    first, second = panel.ticks.values()
    assert (first.ticked, second.ticked, panel.words[0]) == (True, True, "₹700")
    first.focus_set()
    program.wait(lambda: first.has_focus, what="the keyboard on the first seat")
    program.hands.key("Space")
    program.wait(lambda: panel.words[0] == "₹350", what="the smaller sum")
    assert (first.words.amount, second.words.amount) == ("stays", "₹350 back")
    program.press(panel.refund_button)
    program.wait(lambda: "A2 of" in message(program), what="the seat that was given back")
    assert books(program, reference) == ("CONFIRMED", 35000)
    again = ask(program, reference)
    assert [(tick.words.why_not, tick.enabled) for tick in again.ticks.values()] == [
        ("", True),
        ("Given back before", False),
    ]
    first_tick = next(iter(again.ticks.values()))
    first_tick.invoke()
    program.root.update()
    assert (again.words[0], again.refund_button.enabled) == ("–", False)


def test_a_manager_gives_another_percent_by_name_and_password(program: Program) -> None:
    reference = program.office.sell("A1", "A2").reference
    begins_in(program, 0.2)
    open_find(program)
    panel = ask(program, reference)
    assert (panel.words[:2], panel.refund_button.text) == (("₹0", "₹700"), "Cancel, nothing back")
    program.hands.key("F6")
    form = panel.override
    program.wait(lambda: form.percent.has_focus and panel.words[0] == "₹700", what="the whole price proposed")
    program.write(form.percent, "80")
    program.wait(lambda: panel.words[:2] == ("₹560", "₹140"), what="the figures at 80 %")
    assert panel.rule == "By the rules 0 %"
    for field, text in (
        (form.reason, "projector failed"),
        (form.approver, program.office.people[Role.MANAGER].username),
        (form.password, "guess"),
    ):
        program.hands.key("Enter")
        program.wait(lambda field=field: field.has_focus, what=f"the keyboard in {field.label}")
        program.write(field, text)
    program.hands.key("Enter")
    program.wait(lambda: "do not go together" in panel.message and form.password.has_focus, what="the refusal")
    assert books(program, reference) == ("CONFIRMED", 0)
    program.write(form.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: "Give back ₹560 in cash." in message(program), what="what is to be done")
    assert books(program, reference) == ("CANCELLED", 56000)


def test_escape_goes_from_the_override_back_to_the_rules(program: Program) -> None:
    reference = program.office.sell("A1").reference
    begins_in(program, 3)
    open_find(program)
    panel = ask(program, reference)
    program.hands.key("F6")
    program.wait(lambda: panel.words[0] == "₹350", what="the whole price")
    program.hands.key("Esc")
    program.wait(lambda: panel.words[0] == "₹175" and panel.keep_button.has_focus, what="the rules again")


def test_a_percent_that_is_none_is_refused_at_its_line(program: Program) -> None:
    reference = program.office.sell("A1").reference
    open_find(program)
    panel = ask(program, reference)
    program.hands.key("F6")
    program.wait(lambda: panel.override.percent.has_focus, what="the keyboard on the percent")
    program.write(panel.override.percent, "120")
    program.hands.key("Enter")
    program.wait(lambda: panel.override.percent.error == "From 0 to 100.", what="the refusal")


def test_what_comes_back_less_by_now_is_shown_before_anything_is_done(program: Program) -> None:
    reference = program.office.sell("A1", "A2").reference
    begins_in(program, 7)
    open_find(program)
    panel = ask(program, reference)
    begins_in(program, 3)
    program.press(panel.refund_button)
    program.wait(lambda: "come back now (50 %)" in panel.message, what="the new figures")
    assert (panel.words[0], panel.refund_button.text, panel.busy) == ("₹350", "Refund ₹350", False)
    assert books(program, reference) == ("CONFIRMED", 0)
    program.press(panel.refund_button)
    program.wait(lambda: books(program, reference) == ("CANCELLED", 35000), what="the refund")


def test_cash_with_a_closed_till_asks_for_its_float_and_goes_on(program: Program) -> None:
    office = program.office
    reference = office.sell("A1").reference
    begins_in(program, 7)
    office.tills().close(office.session(), new_request_id(), {100: 1350})
    open_find(program)
    panel = ask(program, reference)
    program.press(panel.refund_button)
    program.wait(lambda: isinstance(panel.cover.panel, FloatPanel), what="the question for the float")
    program.hands.key("Esc")
    program.wait(lambda: panel.cover.panel is None and panel.keep_button.has_focus, what="the panel again")
    program.press(panel.refund_button)
    program.wait(lambda: isinstance(panel.cover.panel, FloatPanel), what="the question for the float")
    program.hands.type("500")
    program.hands.key("Enter")
    program.wait(lambda: books(program, reference) == ("CANCELLED", 35000), what="the refund")


def test_the_drawer_opens_for_cash_alone(start_program: StartProgram, tmp_path: Path) -> None:
    device = tmp_path / "drawer"
    device.touch()
    program = start_program(drawer=DrawerPlace("file", str(device)))
    program.sign_in()
    office = program.office
    basket = office.hold("A1")
    card = Payment(PaymentMethod.CARD, basket.booking.total_minor, approval_code="04B7K2")
    by_card = office.paying().confirm(office.session(), new_request_id(), basket, (card,)).reference
    in_cash = office.sell("A2").reference
    begins_in(program, 7)
    open_find(program)
    program.press(ask(program, by_card).refund_button)
    program.wait(lambda: "Give back ₹350 by card." in message(program), what="the refund of the card")
    assert device.read_bytes() == b""
    program.press(ask(program, in_cash).refund_button)
    program.wait(lambda: "Give back ₹350 in cash." in message(program), what="the refund of the cash")
    program.wait(lambda: device.read_bytes() == PULSE, what="the drawer")


def test_while_the_answer_is_on_its_way_nothing_is_left_or_pressed_twice(program: Program) -> None:
    reference = program.office.sell("A1").reference
    begins_in(program, 7)
    open_find(program)
    panel = ask(program, reference)
    with program.lane_held_up(Lane.SALE):
        program.press(panel.refund_button)
        program.wait(lambda: panel.busy, what="the answer on its way")
        program.hands.key("Esc")
        panel.submit()
        program.root.update()
        assert program.screen._pages["find"].page.pane.panel is panel
    program.wait(lambda: books(program, reference) == ("CANCELLED", 35000), what="the refund")


def test_what_cannot_be_given_back_says_why(program: Program) -> None:
    reference = program.office.sell("A1").reference
    begins_in(program, -4)
    open_find(program)
    open_booking(program, reference)
    program.hands.key("F8")
    program.wait(lambda: "is over" in message(program), what="why not")
    assert program.screen._pages["find"].page.pane.panel is None
