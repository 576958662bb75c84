"""The customer at the screen: named by keyboard, found by typing, kept with the basket, written on a sale."""

from __future__ import annotations

import secrets

from app.controllers.sell.customers import Customer, Customers, TypedCustomer
from app.utils.codes import new_request_id
from app.views.sell.customer_flow import CustomerFlow
from app.views.sell.customer_panel import CustomerPanel
from app.views.sell.sale_done_panel import SaleDonePanel
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def flow_of(program: Program) -> CustomerFlow:
    return program.sell.customer_desk.customer


def ask(program: Program, key: str = "F10") -> CustomerPanel:
    """The panel by its key, with the focus in a field."""
    program.hands.key(key)
    program.wait(lambda: flow_of(program).panel is not None, what="the panel")
    panel = flow_of(program).panel
    assert panel is not None
    program.wait(lambda: any(field.has_focus for field in panel.fields), what="the focus in a field")
    return panel


def own_name() -> str:
    """A family name that no other test's customer has."""
    return "Q" + "".join(secrets.choice("abcdefghij") for _ in range(11))


def number() -> str:
    return "9" + "".join(secrets.choice("0123456789") for _ in range(9))


def known(program: Program, name: str, phone: str = "") -> Customer:
    return Customers(program.office.database).write_down(
        program.office.session(), new_request_id(), TypedCustomer(name, phone)
    )


def told(program: Program) -> str:
    """Whom the basket is for, as it stands above its lines."""
    return program.checkout.basket_panel.who.said[0]


def stored(program: Program, reference: str) -> object:
    return program.office.value(
        "SELECT c.name FROM bookings b JOIN customers c ON c.id = b.customer_id WHERE b.reference = %s", reference
    )


def test_a_name_and_a_phone_typed_for_the_basket_are_on_the_booking(selling: Program) -> None:
    selling.pick("F7")
    panel, name = ask(selling), own_name()
    selling.write(panel.name, name)
    selling.hands.key("Tab")
    selling.wait(lambda: panel.phone.has_focus)
    selling.write(panel.phone, number())
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == name and flow_of(selling).panel is None, what="the customer at the basket")
    assert selling.flow.basket is not None
    assert stored(selling, selling.flow.basket.booking.reference) == name


def test_somebody_known_is_found_while_typing_and_taken_by_keyboard(selling: Program) -> None:
    customer = known(selling, f"Asha {own_name()}", number())
    selling.pick("F7")
    panel = ask(selling)
    selling.write(panel.name, customer.name.split()[1][:6].lower())
    selling.wait(lambda: [row.customer for row in panel.rows] == [customer], what="who is found")
    selling.hands.key("Down")
    selling.wait(lambda: panel.rows[0].has_focus, what="the focus on the row")
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == customer.name, what="the customer at the basket")
    assert selling.flow.basket is not None
    selling.wait(lambda: stored(selling, selling.flow.basket.booking.reference) == customer.name)
    assert selling.count("SELECT COUNT(*) FROM customers WHERE name = %s", customer.name) == 1


def test_a_part_of_the_phone_finds_somebody(selling: Program) -> None:
    customer = known(selling, own_name(), number())
    panel = ask(selling)
    panel.phone.focus_set()
    selling.wait(lambda: panel.phone.has_focus)
    selling.write(panel.phone, customer.phone.replace(" ", "")[-9:])
    selling.wait(lambda: customer in [row.customer for row in panel.rows], what="who is found")


def test_what_cannot_be_used_is_said_at_its_field_and_nothing_typed_is_lost(selling: Program) -> None:
    selling.pick("F7")
    panel = ask(selling)
    selling.write(panel.name, "Asha")
    panel.phone.focus_set()
    selling.wait(lambda: panel.phone.has_focus)
    selling.write(panel.phone, "12")
    selling.hands.key("Enter")
    selling.wait(lambda: panel.phone.error, what="the complaint")
    assert "digits" in str(panel.phone.error)
    assert (panel.name.value, panel.phone.value, told(selling)) == ("Asha", "12", "")


def test_esc_goes_back_and_keeps_what_was_typed_and_the_basket(selling: Program) -> None:
    selling.pick("F7")
    selling.write(ask(selling).name, "Ash")
    selling.hands.key("Esc")
    selling.wait(lambda: flow_of(selling).panel is None)
    assert (selling.labels, told(selling)) == (["F7"], "")
    assert ask(selling).name.value == "Ash"


def test_the_keys_digits_and_letters_go_into_the_field_and_not_into_the_command_line(selling: Program) -> None:
    panel = ask(selling)
    selling.write(panel.name, "2a1c f7")
    assert panel.name.value == "2a1c f7"
    assert selling.labels == []


def test_somebody_named_before_the_first_seat_is_the_next_baskets_customer(selling: Program) -> None:
    panel, name = ask(selling), own_name()
    selling.write(panel.name, name)
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == name, what="the customer of the next basket")
    selling.pick("F7")
    assert told(selling) == name
    assert selling.flow.basket is not None
    reference = selling.flow.basket.booking.reference
    selling.wait(lambda: stored(selling, reference) == name, what="the customer on the booking")
    selling.pay()
    selling.hands.key("Enter")
    selling.wait(lambda: not isinstance(selling.checkout.panel, SaleDonePanel))
    assert told(selling) == "", "the next basket is for somebody else"


def test_after_the_sale_the_customer_is_written_on_it(selling: Program) -> None:
    selling.pick("F7")
    reference, name = selling.pay().sale.reference, own_name()
    selling.write(ask(selling).name, name)
    selling.hands.key("Enter")
    selling.wait(lambda: stored(selling, reference) == name, what="the customer on the sale")
    selling.wait(lambda: f"is written on {reference}" in selling.toasts, what="the message")
    assert isinstance(selling.checkout.panel, SaleDonePanel)
    assert told(selling) == ""


def test_while_money_is_taken_the_customer_waits(selling: Program) -> None:
    selling.pick("F7")
    selling.ask_to_pay()
    selling.hands.key("F10")
    selling.wait(lambda: "Press Esc first" in selling.toasts, what="the message")
    assert flow_of(selling).panel is None


def test_emptied_fields_take_the_customer_off_the_booking(selling: Program) -> None:
    selling.pick("F7")
    selling.write(ask(selling).name, own_name())
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) != "")
    assert selling.flow.basket is not None
    reference = selling.flow.basket.booking.reference
    panel = ask(selling)
    panel.name.focus_set()
    panel.name.select_all()
    selling.hands.key("BackSpace")
    selling.wait(lambda: panel.name.value == "")
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == "" and stored(selling, reference) is None, what="nobody on the booking")


def test_a_customer_whose_bookings_come_to_nothing_is_marked(selling: Program) -> None:
    customer = known(selling, own_name(), number())
    selling.office.change("UPDATE customers SET cancelled_in_a_row = 5 WHERE id = %s", customer.id)
    selling.pick("F7")
    panel = ask(selling)
    selling.write(panel.name, customer.name)
    selling.wait(lambda: panel.rows, what="who is found")
    selling.hands.key("Down")
    selling.wait(lambda: panel.rows[0].has_focus)
    selling.hands.key("Enter")
    who = selling.checkout.basket_panel.who
    selling.wait(lambda: who._more.whole == "5 bookings by phone came to nothing", what="the mark")


def test_a_basket_that_is_cleared_and_held_again_is_for_the_same_customer(selling: Program) -> None:
    selling.pick("F7")
    name = own_name()
    selling.write(ask(selling).name, name)
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == name)
    basket = selling.flow.basket
    assert basket is not None
    selling.hands.key("Esc")
    selling.wait(lambda: selling.flow.basket is None and not selling.flow.busy and told(selling) == "")
    selling.sell.hands.hold_again(basket)
    selling.wait(lambda: selling.labels == ["F7"] and told(selling) == name, what="the seat held again")
    assert selling.flow.basket is not None
    reference = selling.flow.basket.booking.reference
    selling.wait(lambda: stored(selling, reference) == name, what="the customer on the booking")


def test_the_line_of_the_customer_takes_no_room_once_it_says_nothing(selling: Program) -> None:
    who = selling.checkout.basket_panel.who
    selling.root.update()
    height = who.winfo_height()
    who.show_customer(known(selling, own_name(), number()))
    selling.root.update()
    assert who.winfo_height() > height
    who.show_customer(None)
    selling.root.update()
    assert who.winfo_height() == height
