"""The list of refunds that are due: sent again, handed back, given in cash by a manager."""

from __future__ import annotations

from pathlib import Path

from app.controllers.after.refunds import Refunds
from app.controllers.pay.money_desk import money_desk
from app.controllers.start.sign_in import SignIn
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.paper.drawer import PULSE
from app.utils.setting_values import DrawerPlace
from app.views.after.owed_page import OwedPage
from app.views.till.float_flow import FloatPanel
from tests.box_office import RULES, BoxOffice
from tests.gui.finding_scene import open_find
from tests.gui.program import Program, StartProgram, program_starter
from tests.training import Practice

__all__ = ["program_starter"]


def owe(office: BoxOffice, payment: Payment, *labels: str) -> str:
    """A sale whose money is due, as when its show is cancelled; its reference."""
    basket = office.hold(*labels)
    office.paying().confirm(office.session(), new_request_id(), basket, (payment,))
    booking_id = basket.booking.id
    office.change("UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", booking_id)
    office.change("DELETE FROM booking_seats WHERE booking_id = %s", booking_id)
    office.change("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", booking_id)
    office.change(
        """
        INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at, method, attempt_id, payment_id)
        SELECT booking_id, amount_minor, 'The show was cancelled', UTC_TIMESTAMP(6), method, attempt_id, id
        FROM payments WHERE booking_id = %s
        """,
        booking_id,
    )
    return basket.booking.reference


def owe_cash(office: BoxOffice) -> str:
    return owe(office, Payment(PaymentMethod.CASH, 70000, 70000), "A1", "A2")


def owe_card(office: BoxOffice) -> str:
    return owe(office, Payment(PaymentMethod.CARD, 35000, approval_code="04B7K2"), "B1")


def open_due(program: Program) -> OwedPage:
    """Find, and there the tab Due."""
    open_find(program)
    find = program.screen._pages["find"]
    find.open("due")
    page = find.page
    assert isinstance(page, OwedPage)
    return page


def shown(program: Program, page: OwedPage, reference: str) -> None:
    """Click its row."""
    program.wait(lambda: any(row.cells[0] == reference for row in page.table.rows), what=reference)
    row_id = next(row.id for row in page.table.rows if row.cells[0] == reference)
    program.hands.click(*page.table.row_centre(row_id))
    program.wait(lambda: page.pane.due is not None and page.pane.due.booking_reference == reference, what="what is due")


def given_back(office: BoxOffice, reference: str) -> list[tuple[str, int]]:
    found = office.owner.rows(
        "SELECT p.method, p.amount_minor FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE b.reference = %s AND p.kind = 'REFUND'",
        (reference,),
    )
    return [(str(method), int(amount)) for method, amount in found]


def test_with_nothing_due_the_list_says_what_comes_here(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in()
    page = open_due(program)
    program.root.update()
    assert (page.table.rows, page.total, page.pane.main_button.winfo_ismapped()) == ((), "", 0)


def test_cash_is_handed_back_once_it_is_agreed_to(start_program: StartProgram, tmp_path: Path) -> None:
    device = tmp_path / "drawer"
    device.touch()
    program = start_program(drawer=DrawerPlace("file", str(device)))
    reference = owe_cash(program.office)
    program.sign_in()
    page = open_due(program)
    program.wait(lambda: page.total == "₹700 due to 1 booking", what="the sum")
    shown(program, page, reference)
    assert page.pane.words[:2] == ("₹700", "In cash")
    program.hands.key("F8")
    program.wait(lambda: page.pane.no_button.has_focus, what="the question, with the safe verb")
    assert (page.pane.yes_button.text, page.pane.no_button.text) == ("Hand back ₹700 in cash", "Keep it due")
    program.hands.key("Enter")
    program.wait(page.pane.main_button.winfo_ismapped, what="no question")
    assert given_back(program.office, reference) == []
    program.hands.key("F8")
    program.wait(lambda: page.pane.no_button.has_focus, what="the question")
    program.hands.key("Up")
    program.wait(lambda: page.pane.yes_button.has_focus, what="the verb")
    program.hands.key("Enter")
    program.wait(lambda: "is given back in cash." in page.pane.message, what="what was done")
    program.wait(lambda: page.table.rows == () and page.total == "", what="an empty list")
    assert given_back(program.office, reference) == [("CASH", 70000)]
    program.wait(lambda: device.read_bytes() == PULSE, what="the drawer")


def test_without_an_open_till_its_float_is_asked_for(start_program: StartProgram) -> None:
    program = start_program()
    office = program.office
    reference = owe_cash(office)
    office.tills().close(office.session(), new_request_id(), {100: 1700})
    program.sign_in()
    page = open_due(program)
    shown(program, page, reference)
    page.pane.give_back()
    program.press(page.pane.yes_button)
    program.wait(lambda: isinstance(page.cover.panel, FloatPanel), what="the question for the float")
    program.hands.type("1000")
    program.hands.key("Enter")
    program.wait(lambda: given_back(office, reference) == [("CASH", 70000)], what="the cash")


def test_a_clerk_credits_a_card_and_only_a_manager_gives_cash_for_it(start_program: StartProgram) -> None:
    program = start_program()
    reference = owe_card(program.office)
    program.sign_in()
    page = open_due(program)
    shown(program, page, reference)
    assert (page.pane.main_button.text, page.pane.cash_button.winfo_ismapped()) == ("Credit ₹350 by hand", 0)
    program.hands.key("shift+F8")
    program.wait(lambda: "Only a manager" in page.pane.message, what="the refusal")
    program.hand_over(Role.MANAGER)
    program.wait(page.pane.cash_button.winfo_ismapped, what="the manager's way")
    program.press(page.pane.cash_button)
    program.wait(lambda: page.pane.yes_button.text == "Hand back ₹350 in cash", what="the question")
    program.press(page.pane.yes_button)
    program.wait(lambda: given_back(program.office, reference) == [("CASH", 35000)], what="the cash")


def test_what_another_counter_gave_back_is_not_given_twice(start_program: StartProgram) -> None:
    program = start_program()
    office = program.office
    reference = owe_cash(office)
    program.sign_in()
    page = open_due(program)
    shown(program, page, reference)
    page.pane.give_back()
    program.root.update()
    assert page.pane.due is not None
    page._owed.hand_back(office.session(Role.MANAGER, counter=1), new_request_id(), page.pane.due)
    program.press(page.pane.yes_button)
    program.wait(lambda: "given back already" in page.pane.message, what="the refusal")
    program.wait(lambda: page.table.rows == (), what="the list as it is now")
    assert given_back(office, reference) == [("CASH", 70000)]


def test_what_a_provider_could_not_send_is_sent_again(start_program: StartProgram, trained: Practice) -> None:
    program = start_program(provider=trained.provider)
    program.sign_in()  # Sell then sends what is due of its counter: this one becomes due later
    office = program.office
    money = money_desk(office.database, trained.provider, RULES.hold_seconds)
    basket = office.hold("C1")
    session, total_minor = office.session(), basket.booking.total_minor
    charge = money.charging.charge(session, new_request_id(), basket, PaymentMethod.CREDIT_CARD, total_minor)
    money.paying.confirm(session, new_request_id(), basket, [charge.payment])
    trained.behave("lose", "lose", "lose", on="refund")
    refunds = Refunds(office.database, SignIn(office.database), lambda: money.refunding)
    refunds.refund(session, new_request_id(), refunds.quote(session, basket.booking.reference))
    page = open_due(program)
    shown(program, page, basket.booking.reference)
    assert page.pane.words[1] == "Credit card, by provider"
    trained.behave("lose", "lose", "lose", on="refund")
    program.hands.key("F9")
    program.wait(lambda: "stays on the list" in page.pane.message, what="a provider that is silent still")
    program.hands.key("F8")
    program.wait(lambda: "went back to the customer's credit card" in page.pane.message, what="the refund")
    program.wait(lambda: page.table.rows == (), what="an empty list")
    assert [method for method, _ in given_back(office, basket.booking.reference)] == ["CREDIT_CARD"]
