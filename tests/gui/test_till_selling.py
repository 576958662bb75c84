"""Selling for cash: an open till, the drawer before the paper, the change note by note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.paper.drawer import PULSE
from app.utils.setting_values import DrawerPlace
from app.views.till.float_flow import FloatPanel
from tests.box_office import FLOAT_MINOR, BoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.till_scene import fill, head_line, open_till_page, state

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


@pytest.fixture
def closed(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> Program:
    """The window with a show open and the till closed."""
    program = start_program(make_office(till=False))
    program.sign_in()
    program.open_show()
    program.wait(lambda: program.screen.till.is_known, what="the till")
    return program


def float_panel(program: Program) -> FloatPanel:
    program.wait(lambda: isinstance(program.checkout.cover.panel, FloatPanel), what="the question for the float")
    panel = program.checkout.cover.panel
    assert isinstance(panel, FloatPanel)
    program.wait(lambda: panel.form.fields[0].has_focus, what="the focus on the float")
    return panel


def type_float(program: Program, text: str) -> None:
    program.write(float_panel(program).form.fields[0], text)
    program.hands.key("Enter")


def test_cash_with_the_till_closed_asks_for_the_float_and_goes_on_with_the_sale(closed: Program) -> None:
    closed.pick("A1", "A2")
    closed.hands.key("F8")
    type_float(closed, "500")
    closed.wait(lambda: closed.checkout.taking_money, what="the payment")
    closed.wait(lambda: closed.payment.field.has_focus, what="the focus on the amount")
    closed.hands.key("Enter")
    closed.wait_for_sale()
    opened = state(closed)
    assert opened is not None
    assert opened.float_minor == 50000
    assert closed.count("SELECT COUNT(*) FROM payments WHERE till_session_id = %s", opened.session_id) == 1


def test_escape_keeps_the_basket_and_the_till_closed(closed: Program) -> None:
    closed.pick("A1")
    closed.hands.key("F8")
    float_panel(closed)
    closed.hands.key("Esc")
    closed.wait(lambda: closed.checkout.cover.panel is None)
    assert closed.labels == ["A1"]
    assert state(closed) is None
    assert not closed.checkout.taking_money


def test_a_card_needs_no_till(closed: Program) -> None:
    closed.pick("A1")
    panel = closed.ask_to_pay("F9")
    closed.write(panel.field, "A1B2C3")
    closed.hands.key("Enter")
    closed.wait_for_sale()
    assert state(closed) is None


def test_a_till_closed_while_cash_is_counted_asks_for_the_float_and_takes_what_was_typed(selling: Program) -> None:
    selling.pick("A1")
    panel = selling.ask_to_pay()
    selling.write(panel.field, "500")
    selling.office.tills().close(selling.office.session(), new_request_id(), {100: FLOAT_MINOR // 100})
    selling.hands.key("Enter")
    type_float(selling, "0")
    assert selling.wait_for_sale().sale.change_minor == 15000
    assert selling.payment_count == 1


def test_a_till_opened_elsewhere_meanwhile_is_all_that_was_wanted(closed: Program) -> None:
    closed.pick("A1")
    closed.hands.key("F8")
    float_panel(closed)
    closed.office.tills().open(closed.office.session(Role.MANAGER), new_request_id(), 100)
    type_float(closed, "500")
    closed.wait(lambda: closed.checkout.taking_money, what="the payment")
    closed.wait(lambda: head_line(closed) == "Manager's till", what="whose till it is")


def test_a_float_that_is_no_amount_keeps_everything(closed: Program) -> None:
    closed.pick("A1")
    closed.hands.key("F8")
    type_float(closed, "plenty")
    panel = float_panel(closed)
    closed.wait(lambda: "not an amount" in (panel.form.fields[0].error or ""), what="the refusal")
    assert closed.labels == ["A1"]


def test_change_is_told_note_by_note_while_it_is_typed_and_when_the_sale_is_done(selling: Program) -> None:
    selling.pick("A1")
    panel = selling.ask_to_pay()
    selling.write(panel.field, "1000")
    hint = "Give ₹500 + ₹100 + ₹50"
    selling.wait(lambda: hint in words_of(selling), what="the hint")
    selling.hands.key("Enter")
    assert selling.wait_for_sale().hint == hint


def words_of(program: Program) -> str:
    """Every label below the payment panel."""
    found, left = [], [program.payment]
    while left:
        widget = left.pop()
        left += widget.winfo_children()
        if hasattr(widget, "_text"):
            found.append(str(widget._text))
    return "\n".join(found)


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """A receipt printer with a drawer on it."""
    path = tmp_path / "lp0"
    path.write_bytes(b"")
    return path


@pytest.fixture
def with_drawer(start_program: StartProgram, device: Path) -> Program:
    program = start_program(drawer=DrawerPlace("file", str(device)))
    program.sign_in()
    program.open_show()
    return program


def test_the_drawer_opens_for_cash_before_the_tickets_are_made(with_drawer: Program, device: Path) -> None:
    with_drawer.pick("A1")
    reference = with_drawer.pay().sale.reference
    ticket = with_drawer.folder / "tickets" / f"{reference}.pdf"
    with_drawer.wait(ticket.exists, what="the ticket")
    assert device.read_bytes() == PULSE
    assert device.stat().st_mtime_ns <= ticket.stat().st_mtime_ns


def test_the_drawer_stays_shut_for_a_card(with_drawer: Program, device: Path) -> None:
    with_drawer.pick("A1")
    panel = with_drawer.ask_to_pay("F9")
    with_drawer.write(panel.field, "A1B2C3")
    with_drawer.hands.key("Enter")
    reference = with_drawer.wait_for_sale().sale.reference
    with_drawer.wait((with_drawer.folder / "tickets" / f"{reference}.pdf").exists, what="the ticket")
    assert device.read_bytes() == b""


def test_the_drawer_opens_for_cash_in_and_for_no_sale(with_drawer: Program, device: Path) -> None:
    open_till_page(with_drawer)
    with_drawer.hands.key("F2")
    fill(with_drawer, "100", "change")
    with_drawer.wait(lambda: device.read_bytes() == PULSE, what="the pulse")
    with_drawer.hands.key("F4")
    fill(with_drawer, reason="changed a note")
    with_drawer.wait(lambda: device.read_bytes() == PULSE * 2, what="the second pulse")


def test_a_stuck_drawer_is_told_and_the_sale_stands(with_drawer: Program, device: Path) -> None:
    device.unlink()
    with_drawer.pick("A1")
    reference = with_drawer.pay().sale.reference
    with_drawer.wait(lambda: "The drawer did not open" in with_drawer.toasts, what="the message")
    with_drawer.wait((with_drawer.folder / "tickets" / f"{reference}.pdf").exists, what="the ticket")
    assert with_drawer.payment_count == 1
