"""Undoing a mis-sale at the screen: a key, a manager's word, and the money back."""

from __future__ import annotations

from pathlib import Path

from app.controllers.start.sign_in import SignIn
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.paper.drawer import PULSE
from app.utils.setting_values import DrawerPlace
from app.views.tasks import Lane
from app.views.till.float_flow import FloatPanel
from app.views.till.void_panel import VoidPanel
from tests.box_office import PASSWORD, BoxOffice
from tests.gui.managing import with_a_manager
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in", "with_a_manager"]


def sell(program: Program, *labels: str) -> str:
    """Sell and go on to the next customer."""
    program.pick(*labels)
    reference = program.pay().sale.reference
    program.hands.key("Enter")
    program.wait(lambda: program.checkout.panel is program.checkout.basket_panel, what="the next customer")
    return reference


def void_panel(program: Program) -> VoidPanel:
    program.wait(lambda: program.sell.voids.panel is not None, what="the question")
    panel = program.sell.voids.panel
    assert panel is not None
    return panel


def ask(program: Program) -> VoidPanel:
    """Press the key, and wait until the sale is shown."""
    program.hands.key("shift+F12")
    panel = void_panel(program)
    program.wait(lambda: panel._sale is not None, what="the sale")
    return panel


def name_the_manager(program: Program, panel: VoidPanel) -> None:
    program.wait(lambda: panel.approver.has_focus, what="the focus on the name")
    program.write(panel.approver, program.office.people[Role.MANAGER].username)
    program.hands.key("Enter")
    program.wait(lambda: panel.password.has_focus, what="the focus on the password")


def status(program: Program, reference: str) -> str:
    return str(program.office.value("SELECT status FROM bookings WHERE reference = %s", reference))


def test_a_manager_undoes_the_last_sale_with_two_keys_and_the_password(managing: Program) -> None:
    reference = sell(managing, "A1", "A2")
    before = managing.hands.events
    managing.hands.key("shift+F12")
    managing.hands.type(PASSWORD)
    managing.hands.key("Enter")
    assert managing.hands.events - before == 2 + len(PASSWORD)
    managing.wait(lambda: status(managing, reference) == "CANCELLED", what="the void")
    managing.wait(lambda: f"{reference} is undone, its seats are free. Give back ₹700 in cash." in managing.toasts)
    managing.wait(lambda: managing.status("A1") is None, what="the free seats")
    assert managing.sell.voids.panel is None


def test_what_goes_back_stands_in_the_column_where_the_sales_change_stood(managing: Program) -> None:
    reference = sell(managing, "A1")
    last = managing.checkout.basket_panel._last
    assert str(last.cget("text")).startswith(f"Last sale {reference}")
    managing.hands.key("shift+F12")
    managing.hands.type(PASSWORD)
    managing.hands.key("Enter")
    managing.wait(lambda: "Give back ₹350 in cash." in str(last.cget("text")), what="what goes back")
    assert "Change" not in str(last.cget("text"))


def test_a_password_typed_before_the_sale_is_found_is_not_lost(managing: Program) -> None:
    reference = sell(managing, "A1")
    with managing.lane_held_up(Lane.SALE):
        managing.hands.key("shift+F12")
        panel = void_panel(managing)
        managing.wait(lambda: panel.password.has_focus, what="the focus on the password")
        managing.write(panel.password, PASSWORD)
        managing.hands.key("Enter")
    managing.wait(lambda: status(managing, reference) == "CANCELLED", what="the void")


def test_at_a_clerks_counter_a_manager_gives_name_and_password_and_the_name_is_remembered(selling: Program) -> None:
    first = sell(selling, "A1")
    panel = ask(selling)
    name_the_manager(selling, panel)
    selling.write(panel.password, PASSWORD)
    selling.hands.key("Enter")
    selling.wait(lambda: status(selling, first) == "CANCELLED", what="the void")
    selling.wait(lambda: selling.sell.voids.panel is None)
    sell(selling, "A2")
    again = ask(selling)
    assert again.approver.value == selling.office.people[Role.MANAGER].username
    selling.wait(lambda: again.password.has_focus, what="the focus on the password")


def test_the_manager_who_was_here_last_is_proposed_at_a_clerks_counter(
    start_program: StartProgram, office: BoxOffice
) -> None:
    manager = office.people[Role.MANAGER].username
    SignIn(office.database).sign_in(manager, PASSWORD, office.counters[1])
    program = start_program(office)
    program.sign_in()
    program.open_show()
    reference = sell(program, "A1")
    program.wait(lambda: program.sell.voids._approver == manager, what="the proposal")
    program.hands.key("shift+F12")
    program.hands.type(PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: status(program, reference) == "CANCELLED", what="the void")


def test_the_verbs_tell_what_they_do_and_escape_keeps_the_booking(selling: Program) -> None:
    reference = sell(selling, "A1", "A2")
    panel = ask(selling)
    assert (panel._void.text, panel._keep.text) == ("Void sale ₹700", "Keep booking")
    selling.hands.key("Esc")
    selling.wait(lambda: selling.sell.voids.panel is None)
    assert status(selling, reference) == "CONFIRMED"


def test_a_wrong_password_stays_in_the_panel_and_undoes_nothing(managing: Program) -> None:
    reference = sell(managing, "A1")
    panel = ask(managing)
    managing.write(panel.password, "guess")
    managing.hands.key("Enter")
    managing.wait(lambda: "do not go together" in panel.message, what="the refusal")
    managing.wait(lambda: panel.password.has_focus and panel.password.value == "", what="an empty password")
    assert status(managing, reference) == "CONFIRMED"


def test_a_clerks_own_password_is_refused(selling: Program) -> None:
    reference = sell(selling, "A1")
    panel = ask(selling)
    selling.wait(lambda: panel.approver.has_focus)
    selling.write(panel.approver, selling.office.people[Role.CLERK].username)
    selling.hands.key("Enter")
    selling.wait(lambda: panel.password.has_focus)
    selling.write(panel.password, PASSWORD)
    selling.hands.key("Enter")
    selling.wait(lambda: "may not allow this" in panel.message, what="the refusal")
    assert status(selling, reference) == "CONFIRMED"


def test_a_counter_that_sold_nothing_says_so(selling: Program) -> None:
    selling.hands.key("shift+F12")
    selling.wait(lambda: "Nothing was sold at this counter yet" in selling.toasts, what="the message")
    assert selling.sell.voids.panel is None


def test_a_basket_behind_the_question_stays(managing: Program) -> None:
    reference = sell(managing, "A1")
    managing.pick("B1", "B2")
    panel = ask(managing)
    managing.write(panel.password, PASSWORD)
    managing.hands.key("Enter")
    managing.wait(lambda: status(managing, reference) == "CANCELLED", what="the void")
    managing.wait(lambda: managing.sell.voids.panel is None)
    assert set(managing.labels) == {"B1", "B2"}


def test_while_money_is_taken_nothing_is_undone(managing: Program) -> None:
    sell(managing, "A1")
    managing.pick("B1")
    managing.ask_to_pay()
    managing.hands.key("shift+F12")
    managing.root.update()
    assert managing.sell.voids.panel is None
    assert managing.checkout.taking_money


def test_cash_goes_back_out_of_an_open_till_which_is_asked_for(managing: Program) -> None:
    reference = sell(managing, "A1")
    managing.office.tills().close(
        managing.office.session(Role.MANAGER), new_request_id(), {50000: 2, 10000: 3, 5000: 1}
    )
    panel = ask(managing)
    managing.write(panel.password, PASSWORD)
    managing.hands.key("Enter")
    managing.wait(lambda: isinstance(managing.checkout.cover.panel, FloatPanel), what="the question for the float")
    question = managing.checkout.cover.panel
    assert isinstance(question, FloatPanel)
    managing.wait(lambda: question.form.fields[0].has_focus)
    managing.write(question.form.fields[0], "1000")
    managing.hands.key("Enter")
    again = void_panel(managing)
    managing.wait(lambda: again.password.has_focus, what="the password once more")
    managing.write(again.password, PASSWORD)
    managing.hands.key("Enter")
    managing.wait(lambda: status(managing, reference) == "CANCELLED", what="the void")


def test_the_drawer_opens_for_the_cash_that_goes_back(start_program: StartProgram, tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.write_bytes(b"")
    program = start_program(drawer=DrawerPlace("file", str(device)))
    program.sign_in(Role.MANAGER)
    program.open_show()
    sell(program, "A1")
    panel = ask(program)
    program.write(panel.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: device.read_bytes() == PULSE * 2, what="the second pulse")


def test_a_sale_found_by_its_reference_is_undone_from_there(managing: Program) -> None:
    first = sell(managing, "A1")
    sell(managing, "A2")
    managing.sell.command.bar.start(first[0])
    managing.hands.type(first[1:])
    managing.hands.key("Enter")
    managing.wait(lambda: managing.sell.found.panel is not None, what="the booking")
    found = managing.sell.found.panel
    assert found is not None
    button = next(stop for stop in found._stops if getattr(stop, "text", "") == "Void sale")
    managing.press(button)
    panel = void_panel(managing)
    managing.wait(lambda: panel._sale is not None and panel._sale.reference == first, what="the sale")
    managing.wait(lambda: panel.password.has_focus)
    managing.write(panel.password, PASSWORD)
    managing.hands.key("Enter")
    managing.wait(lambda: status(managing, first) == "CANCELLED", what="the void")
