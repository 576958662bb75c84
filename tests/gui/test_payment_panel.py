"""Taking money in the whole window: what is typed, what is refused, and that nothing is ever paid twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.records import PaymentMethod
from app.utils.logs import close_log, open_log
from app.views import theme
from app.views.pay.cash_body import CashBody
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_panel import BasketPanel
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]

CARD_NUMBER = "4111 1111 1111 1111"


@pytest.fixture
def paying(selling: Program) -> Program:
    """Two premium seats for ₹910, and the cash panel open."""
    selling.pick("C4", "C5")
    selling.ask_to_pay()
    return selling


def type_money(program: Program, text: str) -> None:
    program.write(program.payment.field, text)
    program.hands.key("Enter")


def texts(program: Program) -> str:
    return f"{program.payment.head.amount} {program.payment.head.words}"


def _cash(program: Program) -> CashBody:
    assert isinstance(program.payment.body, CashBody)
    return program.payment.body


def last_payment(program: Program) -> tuple[object, ...]:
    found = program.office.owner.row(
        "SELECT p.method, p.amount_minor, p.tendered_minor, p.approval_code FROM payments p"
        " JOIN bookings b ON b.id = p.booking_id WHERE b.show_id = %s",
        (program.office.show_id,),
    )
    assert found is not None
    return tuple(found)


def refunds_due(program: Program) -> int:
    return program.count(
        "SELECT COUNT(*) FROM refunds_due d JOIN bookings b ON b.id = d.booking_id WHERE b.show_id = %s",
        program.office.show_id,
    )


def run_out(program: Program) -> None:
    """The hold is over on the server, and this window knows it too."""
    assert program.flow.basket is not None
    program.office.let_hold_run_out(program.flow.basket)
    program.flow._received_at -= program.flow.seconds_left + 1
    program.wait(lambda: "The hold has run out" in program.message, what="the sentence")


# Cash


def test_the_amount_stands_in_large_figures(paying: Program) -> None:
    assert "₹910" in texts(paying)
    assert "To pay for 2 seats" in texts(paying)


def test_enter_alone_takes_the_exact_amount(paying: Program) -> None:
    paying.hands.key("Enter")
    paying.wait_for_sale()
    assert last_payment(paying) == ("CASH", 91000, 91000, None)
    assert paying.done.change == "₹910 taken"
    assert (paying.status("C4"), paying.look("C4")) == ("SOLD", SeatLook.SOLD)


def test_the_change_is_shown_while_typing_and_after_the_sale(paying: Program) -> None:
    paying.write(paying.payment.field, "1,000")
    assert _cash(paying).change.cget("text") == "Change ₹90"
    paying.hands.key("Enter")
    assert paying.wait_for_sale().change == "Change ₹90"
    assert last_payment(paying) == ("CASH", 91000, 100000, None)


def test_a_quick_cash_button_types_and_enter_takes(paying: Program) -> None:
    button = _cash(paying)._quick[-1]
    paying.press(button)
    paying.wait(lambda: paying.payment.field.value, what="the amount")
    assert paying.payment.field.value in button.text
    assert paying.payment_count == 0, "a slip of the hand sells nothing"
    paying.hands.key("Enter")
    assert paying.wait_for_sale().change == "Change ₹90"


REFUSED = {
    "12,50": "That is not an amount",
    "-1": "That is not an amount",
    "1e9": "That is not an amount",
    "٣": "That is not an amount",
    "abc": "That is not an amount",
    "910.001": "at most 2 decimals",
    "99999999999": "That is more than",
    "909.99": "₹0.01 is missing",
    "0": "₹910 is missing",
}


def test_what_cannot_be_taken_is_refused_and_stays_typed_until_it_is_typed_over(paying: Program) -> None:
    for typed, told in REFUSED.items():
        type_money(paying, typed)  # what stood there is selected: the first key replaces it
        paying.wait(lambda: told in paying.message, what=f"{told}, not {paying.message}")  # noqa: B023  asked at once
        assert paying.payment.field.value == typed
        assert (paying.payment_count, paying.status("C4")) == (0, "HELD")
    paying.write(paying.payment.field, "910")
    paying.hands.key("Enter")
    paying.wait_for_sale()


def test_the_button_says_that_the_next_enter_takes_a_part(paying: Program) -> None:
    assert paying.payment._take.text == "Take ₹910"
    type_money(paying, "10")
    paying.wait(lambda: paying.payment._take.text == "Take ₹10 as a part", what="what Enter does now")
    paying.write(paying.payment.field, "910")
    assert paying.payment._take.text == "Take ₹910"


def test_enter_pressed_twice_pays_once(paying: Program) -> None:
    with paying.lane_held_up():
        paying.hands.key("Enter")
        paying.hands.key("Enter")
    paying.wait_for_sale()
    assert paying.payment_count == 1


def test_a_second_enter_leaves_the_change_in_sight(paying: Program) -> None:
    paying.write(paying.payment.field, "1000")
    paying.hands.key("Enter")
    reference = paying.wait_for_sale().sale.reference
    paying.hands.key("Enter")
    panel = paying.checkout.basket_panel
    paying.wait(lambda: paying.checkout.panel is panel, what="the next customer")
    assert panel._last.cget("text") == f"Last sale {reference}\nChange ₹90"
    paying.pick("A1")
    assert panel._last.cget("text") == ""


def test_escape_goes_back_to_the_basket_and_takes_nothing(paying: Program) -> None:
    paying.write(paying.payment.field, "1000")
    paying.hands.key("Esc")
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel), what="the basket")
    assert (paying.labels, paying.payment_count) == (["C4", "C5"], 0)
    paying.hands.key("Right")
    paying.hands.key("Space")
    paying.wait(lambda: len(paying.labels) == 3, what="the keyboard on the map")


def test_escape_before_the_payment_is_shown_does_not_clear_what_is_about_to_be_paid(selling: Program) -> None:
    selling.pick("C4", "C5")
    selling.checkout.pay(PaymentMethod.CASH)
    assert selling.checkout.about_to_take_money
    selling.sell.step_back()
    selling.wait(lambda: selling.checkout.taking_money, what="the payment")
    selling.wait(lambda: not selling.flow.busy, what="the answers")
    assert (selling.labels, selling.status("C4")) == (["C4", "C5"], "HELD")


def test_enter_after_the_sale_is_the_next_customer(paying: Program) -> None:
    paying.hands.key("Enter")
    paying.wait_for_sale()
    paying.wait(lambda: paying.done._next.has_focus)
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel), what="the empty basket")
    paying.pick("A1")
    assert paying.booking_count == 2


def test_seats_cannot_be_changed_while_money_is_taken(paying: Program) -> None:
    paying.click_seat("C6")
    paying.wait(lambda: "Press Esc first" in paying.toasts, what="the sentence")
    paying.click_seat("C4")
    paying.wait(lambda: not paying.flow.busy)
    assert paying.labels == ["C4", "C5"]


# Card


def test_a_card_wants_the_approval_code(selling: Program) -> None:
    selling.pick("C4")
    panel = selling.ask_to_pay("F9")
    selling.hands.key("Enter")
    selling.wait(lambda: "not an approval code" in selling.message, what="the refusal")
    assert selling.payment_count == 0
    selling.write(panel.field, "04b7k2")
    selling.hands.key("Enter")
    selling.wait_for_sale()
    assert last_payment(selling) == ("CARD", 45500, None, "04B7K2")


def test_a_card_number_is_refused_and_neither_stored_nor_logged(selling: Program, tmp_path: Path) -> None:
    open_log(tmp_path / "logs", "debug")
    try:
        selling.pick("C4")
        panel = selling.ask_to_pay("F9")
        selling.write(panel.field, CARD_NUMBER)
        selling.hands.key("Enter")
        selling.wait(lambda: "looks like a card number" in selling.message, what="the refusal")
    finally:
        close_log()
    assert selling.payment_count == 0
    assert "4111" not in selling.message
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "logs").iterdir())
    assert "4111" not in written
    assert "1111" not in str(selling.office.owner.rows("SELECT detail FROM audit_log ORDER BY id DESC LIMIT 20"))


# The hold, and the show


def test_the_time_of_the_hold_is_shown_while_money_is_taken(paying: Program) -> None:
    label = paying.payment.head._time
    assert label.cget("text") in ("10:00", "9:59", "9:58")
    paying.flow._received_at -= paying.flow.seconds_left - 100
    paying.wait(lambda: label.cget("text_color") == theme.WARN, what="amber")


def test_money_taken_after_the_hold_keeps_seats_that_are_still_free(paying: Program) -> None:
    run_out(paying)
    assert paying.office.sweep().run() >= 1
    paying.hands.key("Enter")
    paying.wait_for_sale()
    assert (paying.status("C4"), paying.status("C5"), refunds_due(paying)) == ("SOLD", "SOLD", 0)


def test_money_taken_after_the_hold_for_seats_that_are_gone_is_due_back(paying: Program) -> None:
    run_out(paying)
    paying.office.sell("C5", counter=1)
    paying.hands.key("Enter")
    paying.wait(lambda: "refund due" in paying.toasts, what="the sentence")
    assert "₹910" in paying.toasts
    assert isinstance(paying.checkout.panel, BasketPanel)
    assert (paying.flow.basket, refunds_due(paying), paying.look("C4")) == (None, 1, SeatLook.FREE)


def test_what_is_said_about_the_amount_is_not_painted_over_by_the_end_of_the_hold(paying: Program) -> None:
    run_out(paying)
    type_money(paying, "1")
    paying.wait(lambda: "is missing" in paying.message, what="the refusal")
    timer = paying.sell._timers["tick"]
    paying.wait(lambda: paying.sell._timers["tick"] != timer, what="the next look at the time")
    assert "is missing" in paying.message


def test_a_show_cancelled_while_in_the_basket_takes_no_money(selling: Program) -> None:
    selling.pick("C4")
    selling.office.cancel_show()
    selling.hands.key("F8")
    selling.wait(lambda: selling.toasts, what="the sentence")
    assert "no longer on sale. Take no money" in selling.toasts
    assert not selling.checkout.taking_money
    assert selling.payment_count == 0


def test_a_show_cancelled_while_money_is_typed_leaves_a_refund_due(paying: Program) -> None:
    paying.office.cancel_show()
    paying.hands.key("Enter")
    paying.wait(lambda: "refund due" in paying.toasts, what="the sentence")
    assert (refunds_due(paying), paying.status("C4"), paying.flow.basket) == (1, None, None)


def test_a_basket_that_was_paid_elsewhere_is_not_charged_again(paying: Program) -> None:
    assert paying.flow.basket is not None
    office, basket = paying.office, paying.flow.basket
    office.paying().confirm(office.session(), "another request of this basket", basket, (office.cash(basket),))
    paying.hands.key("Enter")
    paying.wait(lambda: "was already paid. Do not charge again" in paying.toasts, what="the sentence")
    assert paying.payment_count == 1
