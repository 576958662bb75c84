"""Every way to pay in the whole window, with a real provider process: approved, declined, stalled, split, given up."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.pay import vouchers
from app.utils.codes import new_voucher_code
from app.views.pay.charge_body import ChargeBody
from app.views.pay.code_body import CodeBody
from app.views.pay.payment_panel import PaymentPanel
from app.views.pay.ways_body import WaysBody
from app.views.sell.basket_panel import BasketPanel
from tests.gui.program import Program, StartProgram, program_starter
from tests.own_house import own_house, own_owner
from tests.training import Practice, practice

__all__ = ["own_house", "own_owner", "program_starter"]


@pytest.fixture
def paying(start_program: StartProgram, trained: Practice) -> Program:
    """Two premium seats for ₹910 in the basket, and a provider that answers."""
    program = start_program(provider=trained.provider, upi_address="cinema@okbank")
    program.sign_in()
    program.open_show()
    program.pick("C4", "C5")
    return program


def press(program: Program, key: str) -> None:
    program.hands.key(key)
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")


def choose(program: Program, number: int) -> None:
    """From the list of ways, by its number."""
    press(program, "F11")
    program.wait(lambda: isinstance(program.payment.body, WaysBody) and program.payment.body.rows[0].has_focus)
    program.hands.key(str(number))
    program.wait(lambda: not isinstance(program.payment.body, WaysBody), what="the way")


def ask(program: Program) -> None:
    """By card, all that is left."""
    press(program, "F9")
    program.wait(lambda: isinstance(program.payment.body, ChargeBody) and program.payment.field.has_focus)
    program.hands.key("Enter")


def booked(program: Program) -> list[tuple[str, int]]:
    found = program.office.owner.rows(
        "SELECT p.method, p.amount_minor FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE b.show_id = %s ORDER BY p.id",
        (program.office.show_id,),
    )
    return [(str(method), int(amount)) for method, amount in found]


def keys_of(program: Program) -> list[str]:
    found = program.office.owner.rows(
        "SELECT a.provider_key FROM payment_attempts a JOIN bookings b ON b.id = a.booking_id WHERE b.show_id = %s"
        " ORDER BY a.id",
        (program.office.show_id,),
    )
    return [str(row[0]) for row in found]


def voucher(program: Program, value_minor: int) -> str:
    code = new_voucher_code()
    program.office.owner.transaction(lambda unit: vouchers.add(unit, [(code, "INR", value_minor, None)]))
    return code


def require_sound(program: Program) -> None:
    program.office.require_sound()


def test_a_card_is_charged_with_f9_and_enter(paying: Program) -> None:
    ask(paying)
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 91000)]
    assert paying.status("C4") == "SOLD"
    require_sound(paying)


def test_the_arrows_choose_a_debit_card(paying: Program) -> None:
    press(paying, "F9")
    paying.wait(lambda: isinstance(paying.payment.body, ChargeBody) and paying.payment.field.has_focus)
    paying.hands.key("shift+Tab")
    paying.hands.key("Right")
    paying.hands.key("Tab")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.hands.key("Enter")
    paying.wait_for_sale()
    assert booked(paying) == [("DEBIT_CARD", 91000)]


def test_a_declined_card_is_told_and_the_money_taken_in_cash(paying: Program, trained: Practice) -> None:
    trained.behave("decline")
    ask(paying)
    paying.wait(lambda: "Declined" in paying.message, what="the refusal")
    press(paying, "F8")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.hands.key("Enter")
    paying.wait_for_sale()
    assert booked(paying) == [("CASH", 91000)]


def test_the_third_refusal_ends_the_sale_and_frees_the_seats(paying: Program, trained: Practice) -> None:
    trained.behave("decline", "decline", "decline")
    for _ in range(2):
        ask(paying)
        paying.wait(lambda: "Declined" in paying.message and not paying.payment.charging, what="the refusal")
    ask(paying)
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel), what="the end of it")
    assert "third time" in paying.toasts
    assert paying.labels == []
    assert paying.status("C4") is None


def test_an_answer_that_was_lost_is_looked_up_and_charged_once(paying: Program, trained: Practice) -> None:
    trained.behave("lose")
    ask(paying)
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 91000)]
    require_sound(paying)


def test_upi_shows_a_code_for_the_exact_amount_until_the_customer_has_paid(paying: Program, trained: Practice) -> None:
    choose(paying, 3)
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.hands.key("Enter")
    paying.wait(lambda: paying.payment.payload, what="the code")
    assert "am=910.00" in paying.payment.payload
    assert "pa=cinema%40okbank" in paying.payment.payload or "pa=cinema@okbank" in paying.payment.payload
    trained.pay(keys_of(paying)[-1])
    paying.wait_for_sale()
    assert booked(paying) == [("UPI", 91000)]


def test_esc_takes_a_waiting_charge_back_and_the_basket_stays(paying: Program, trained: Practice) -> None:
    choose(paying, 3)
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.hands.key("Enter")
    paying.wait(lambda: paying.payment.payload, what="the code")
    paying.hands.key("Escape")
    paying.wait(lambda: "Taken back" in paying.message, what="the end of the charge")
    assert trained.taken(keys_of(paying)[-1]) == "CANCELLED"
    paying.hands.key("Escape")
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel))
    assert paying.labels == ["C4", "C5"]


def test_given_up_the_booking_failed_and_its_seats_are_free(paying: Program) -> None:
    choose(paying, 3)
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.hands.key("Enter")
    paying.wait(lambda: paying.payment.payload, what="the code")
    body = paying.payment.body
    assert isinstance(body, ChargeBody)
    paying.press(body._give_up)
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel), what="the basket")
    assert paying.status("C4") is None
    assert paying.office.value("SELECT status FROM bookings WHERE show_id = %s", paying.office.show_id) == "FAILED"


def test_a_provider_that_is_away_leaves_the_terminal_and_its_code(start_program: StartProgram, tmp_path: Path) -> None:
    with practice(tmp_path / "nobody", starts_it=False) as nobody:
        paying = start_program(provider=nobody.provider)
        paying.sign_in()
        paying.open_show()
        paying.pick("C4")
        ask(paying)
        paying.wait(lambda: isinstance(paying.payment.body, CodeBody), what="the approval by hand")
        assert "cannot be reached" in paying.message
        paying.wait(lambda: paying.payment.field.has_focus)
        paying.write(paying.payment.field, "A1B2C3")
        paying.hands.key("Enter")
        paying.wait_for_sale()
        assert booked(paying) == [("CARD", 45500)]


def test_a_voucher_pays_what_it_holds_and_cash_the_rest(paying: Program) -> None:
    code = voucher(paying, 30000)
    choose(paying, 6)
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, code.lower())
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.payment.body, WaysBody), what="the rest")
    assert paying.payment.head.amount == "₹610"
    press(paying, "F8")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, "1000")
    paying.hands.key("Enter")
    done = paying.wait_for_sale()
    assert done.change == "Change ₹390"
    assert booked(paying) == [("VOUCHER", 30000), ("CASH", 61000)]
    assert paying.office.value("SELECT balance_minor FROM vouchers WHERE code = %s", code) == 0
    require_sound(paying)


def test_an_unknown_voucher_stays_typed_with_what_is_wrong(paying: Program) -> None:
    choose(paying, 6)
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, new_voucher_code())
    paying.hands.key("Enter")
    paying.wait(lambda: "no voucher" in paying.message, what="the refusal")
    assert paying.payment.field.value


def test_part_in_cash_part_by_card(paying: Program) -> None:
    press(paying, "F8")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, "500")
    paying.hands.key("Enter")
    paying.wait(lambda: "Enter once more takes ₹500 as a part" in paying.message, what="the question")
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.payment.body, WaysBody), what="the rest")
    ask(paying)
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 41000), ("CASH", 50000)]


def test_a_part_that_is_approved_is_not_left_behind(paying: Program, trained: Practice) -> None:
    """Esc says what is paid; giving up pays it back."""
    press(paying, "F9")
    paying.wait(lambda: isinstance(paying.payment.body, ChargeBody) and paying.payment.field.has_focus)
    paying.write(paying.payment.field, "400")
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.payment.body, WaysBody), what="the rest")
    paying.hands.key("Escape")
    paying.wait(lambda: "₹400 is paid already" in paying.message, what="what is paid")
    paying.press(paying.payment._give_up)
    paying.wait(lambda: isinstance(paying.checkout.panel, BasketPanel), what="the end")
    assert paying.status("C4") is None
    due = "SELECT COUNT(*) FROM refunds_due d JOIN bookings b ON b.id = d.booking_id WHERE b.show_id = %s"
    assert paying.count(f"{due} AND d.settled_at IS NOT NULL", paying.office.show_id) == 1
    require_sound(paying)


def test_all_ways_stand_in_the_list_and_the_keyboard_walks_through_them(paying: Program) -> None:
    press(paying, "F11")
    panel = paying.checkout.panel
    assert isinstance(panel, PaymentPanel)
    assert isinstance(panel.body, WaysBody)
    assert [row.text for row in panel.body.rows] == [
        "Cash", "Card", "UPI", "Net banking", "Wallet", "Gift voucher", "Card, approved by hand",
    ]  # fmt: skip
    rows = panel.body.rows
    paying.wait(lambda: rows[0].has_focus)
    paying.hands.key("Down")
    paying.wait(lambda: rows[1].has_focus)
