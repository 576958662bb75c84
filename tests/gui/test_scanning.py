"""A scanner anywhere in the window: Find opens with the booking, and nothing that had the keyboard keeps a sign of it."""

from __future__ import annotations

import pytest

from app.models.records import Role
from tests.box_office import BoxOffice
from tests.gui.finding_scene import bookings_page, open_find
from tests.gui.managing import with_a_manager
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.typist import type_like_a_typist

__all__ = ["program_starter", "program_with_a_show", "signed_in", "with_a_manager"]


def code_of(office: BoxOffice, reference: str) -> str:
    return str(
        office.value(
            "SELECT t.code FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s LIMIT 1",
            reference,
        )
    )


def scan(program: Program, code: str) -> None:
    """As a scanner does it: fast keys into whatever has the keyboard, and Enter."""
    program.hands.type(f"{code}\n")


def wait_for_booking(program: Program, reference: str) -> None:
    program.wait(lambda: program.screen._page == "find", what="the page Find")
    page = bookings_page(program)
    program.wait(lambda: page.pane.sale is not None and page.pane.sale.reference == reference, what=reference)


@pytest.mark.parametrize("by_code", [True, False])
def test_a_scan_opens_find_with_its_booking_and_leaves_no_command_behind(selling: Program, *, by_code: bool) -> None:
    reference = selling.office.sell("B3", counter=1).reference
    row = selling.sell.programme.rows[0]
    row.focus_set()
    selling.wait(lambda: row.has_focus, what="the focus on the show")
    scan(selling, code_of(selling.office, reference) if by_code else reference)
    wait_for_booking(selling, reference)
    assert selling.command.value == ""
    assert selling.sell.found.panel is None
    assert selling.booking_count == 1, "that of the ticket that was scanned"


def test_a_command_that_was_begun_stays(selling: Program) -> None:
    reference = selling.office.sell("B3", counter=1).reference
    type_like_a_typist(selling, "dune")
    selling.wait(lambda: selling.command.value == "dune", what="the begun command")
    scan(selling, code_of(selling.office, reference))
    wait_for_booking(selling, reference)
    assert selling.command.value == "dune"


def test_a_payment_that_is_being_taken_stays_as_it_is(selling: Program) -> None:
    reference = selling.office.sell("B3", counter=1).reference
    selling.pick("F7")
    panel = selling.ask_to_pay()
    type_like_a_typist(selling, "60")
    selling.wait(lambda: panel.field.value == "60", what="the amount")
    scan(selling, code_of(selling.office, reference))
    wait_for_booking(selling, reference)
    selling.hands.key("ctrl+1")
    selling.wait(selling.sell.winfo_ismapped, what="Sell")
    assert selling.payment is panel
    assert panel.field.value == "60"
    assert selling.message == ""
    assert selling.payment_count == 1, "that of the ticket that was scanned"


def test_a_code_that_is_typed_by_hand_is_what_was_typed(selling: Program) -> None:
    """A fast typist is no scanner: the line reads it, as any other line."""
    reference = selling.office.sell("B3", counter=1).reference
    type_like_a_typist(selling, f"{reference}\n".lower())
    selling.wait(lambda: selling.sell.found.panel is not None, what="the booking on Sell")
    assert selling.screen._page == "sell"


def test_fast_keys_that_are_no_code_stay_in_their_field(selling: Program) -> None:
    """A gift voucher is scanned, too, into the field that asks for it."""
    selling.pick("F7")
    panel = selling.ask_to_pay("F9")
    scan(selling, "7K2P9MXA4CVB8RTW")
    selling.wait(lambda: panel.field.value != "", what="the signs in the field")
    assert panel.field.value.startswith("7K2P9MXA4CVB8RTW")
    assert selling.screen._page == "sell"


def test_a_scan_on_a_managers_page_leaves_its_form_as_it_was(managing: Program) -> None:
    reference = managing.office.sell("B3").reference
    managing.screen.open_page("team")
    managing.wait(lambda: "team" in managing.screen._pages, what="Team")
    page = managing.screen._pages["team"].page.listing
    managing.wait(lambda: page.winfo_ismapped() and page.search.has_focus, what="the focus in the search")
    type_like_a_typist(managing, "as")
    scan(managing, code_of(managing.office, reference))
    wait_for_booking(managing, reference)
    assert page.search.value == "as"


def test_a_scan_while_the_help_sheet_is_open_closes_it(selling: Program) -> None:
    reference = selling.office.sell("B3", counter=1).reference
    selling.hands.key("F1")
    selling.wait(lambda: selling.screen.help.is_open, what="the sheet")
    scan(selling, code_of(selling.office, reference))
    wait_for_booking(selling, reference)
    assert not selling.screen.help.is_open


def test_one_scan_after_the_other(program: Program) -> None:
    first, second = (program.office.sell(label).reference for label in ("B3", "B4"))
    page = open_find(program)
    scan(program, code_of(program.office, first))
    wait_for_booking(program, first)
    scan(program, code_of(program.office, second))
    wait_for_booking(program, second)
    assert page.search.value == second


def test_a_code_nobody_has_is_told(program: Program) -> None:
    page = open_find(program)
    scan(program, "MFRGGZDFMZTWQ2LKNNWG23TPOA")
    program.wait(lambda: "what was scanned" in str(page.pane._empty.cget("text")), what="what to do")


def test_nothing_is_found_under_the_lock(program: Program) -> None:
    reference = program.office.sell("B3").reference
    view = program.lock()
    program.hands.type(code_of(program.office, reference))
    program.hands.key("Enter")
    program.wait(lambda: view.password.error is not None, what="the answer of the lock")
    assert program.screen.locked
    assert "find" not in program.screen._pages


def test_who_may_not_look_bookings_up_is_told_so(start_program: StartProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start_program()
    program.sign_in(Role.USHER)
    monkeypatch.delattr(type(program.screen.page), "scanned")  # a page of theirs that has no use for a scan
    reference = program.office.sell("B3").reference
    program.screen.scans.scanned(code_of(program.office, reference))
    assert "may not look bookings up" in program.toasts
    assert "find" not in program.screen._pages
