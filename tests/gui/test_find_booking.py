"""Find: a booking by whatever the customer knows of it, its whole life, and what can be done with it."""

from __future__ import annotations

from app.models.records import Role
from app.views.after.undo_sale_flow import UndoSalePanel
from tests.box_office import PASSWORD
from tests.controllers.after.test_finding_sales import write_card, write_customer
from tests.gui.finding_scene import bookings_page, open_booking, open_find
from tests.gui.program import Program, StartProgram, program_starter, signed_in
from tests.gui.typist import type_like_a_typist

__all__ = ["program_starter", "signed_in"]


def look_for(program: Program, typed: str, *references: str) -> None:
    """Type into the search until just these are listed."""
    page = bookings_page(program)
    program.hands.key("F2")
    program.wait(lambda: page.search.has_focus, what="the focus in the search")
    program.hands.type(typed)
    program.wait(lambda: tuple(line.reference for line in page.lines) == references, what=f"{references} for {typed}")


def test_the_list_follows_what_is_typed_letter_by_letter(program: Program) -> None:
    sold = [program.office.sell(label).reference for label in ("F7", "F8", "E2")]
    write_customer(program.office, sold[0], "Qadira Fernandes", "+91 98765 44241")
    write_card(program.office, sold[2], "4241")
    page = open_find(program)
    program.wait(lambda: len(page.lines) == 3, what="the newest")
    look_for(program, "qad", sold[0])
    assert page.table.rows[0].cells[3] == "Qadira Fernandes"
    look_for(program, "4241", sold[2], sold[0])
    assert [row.cells[3] for row in page.table.rows] == ["card …4241", "phone +91 98765 44241"]
    look_for(program, "4241 qadira", sold[0])
    look_for(program, "zzyzx")
    program.wait(lambda: "“zzyzx”" in str(page.table._empty.cget("text")), what="which word is nowhere")
    program.hands.key("Esc")
    program.wait(lambda: page.search.value == "" and len(page.lines) == 3, what="all of them again")


def test_the_keyboard_goes_through_the_list_and_opens_a_booking(program: Program) -> None:
    sold = [program.office.sell(label).reference for label in ("F7", "F8")]
    page = open_find(program)
    program.wait(lambda: len(page.lines) == 2, what="the newest")
    program.hands.key("Down")
    program.wait(lambda: page.pane.sale is not None and page.pane.sale.reference == sold[1], what="the first")
    assert page.table.has_focus
    program.hands.key("Down")
    program.wait(lambda: page.pane.sale is not None and page.pane.sale.reference == sold[0], what="the second")
    program.hands.key("Enter")
    program.wait(lambda: program.root.focus_get() is page.pane.text._text, what="the focus in its life")
    program.hands.key("Down")
    assert page.pane.text.chosen is not None
    assert page.pane.text.chosen.text == "F7 held"
    program.hands.key("Esc")
    program.wait(lambda: page.pane.sale is None and page.search.has_focus, what="no booking")


def test_enter_in_the_search_opens_the_first_also_before_the_list_is_there(program: Program) -> None:
    program.office.sell("F7")
    reference = program.office.sell("F8").reference
    open_find(program)
    pane = open_booking(program, reference)
    told = [line.text for line in pane.text.lines if line.kind == "life"]
    assert told[0] == "F8 held"
    assert told[1].startswith("F8 sold for ₹")
    assert told[2].endswith(" paid in cash")
    assert told[3:] == []


def test_what_is_printed_again_is_told_and_stands_in_its_life(program: Program) -> None:
    reference = program.office.sell("F7").reference
    open_find(program)
    pane = open_booking(program, reference)
    program.hands.key("F12")
    program.wait(lambda: pane.message.startswith("Tickets of "), what="what became of it")
    program.wait(lambda: any(line.text.startswith("Tickets printed") for line in pane.text.lines), what="its line")


def test_a_line_that_tells_of_another_booking_opens_it(program: Program) -> None:
    office = program.office
    old, new = office.sell("F7").reference, office.sell("F8").reference
    office.change(
        "UPDATE bookings n JOIN bookings o ON o.reference = %s SET n.exchanged_from = o.id WHERE n.reference = %s",
        old,
        new,
    )
    page = open_find(program)
    pane = open_booking(program, new)
    line = next(line for line in pane.text.lines if line.opens)
    assert line.text == f"Took the place of {old}"
    program.hands.click(*pane.text.line_centre(line))
    program.wait(lambda: page.pane.sale is not None and page.pane.sale.reference == old, what="the other one")


def test_a_letter_typed_anywhere_begins_another_search(program: Program) -> None:
    reference = program.office.sell("F7").reference
    page = open_find(program)
    pane = open_booking(program, reference)
    pane.text.focus_set()
    program.wait(lambda: program.root.focus_get() is pane.text._text, what="the focus in its life")
    program.hands.type("qad")
    program.wait(lambda: page.search.value == "qad", what="the letters in the search")


def test_the_command_line_leads_to_the_booking_in_find(program: Program) -> None:
    reference = program.office.sell("F7").reference
    # With its FYR: six signs without a digit among them would be the words of a film.
    type_like_a_typist(program, f"{reference.lower()}\n")
    program.wait(lambda: program.sell.found.panel is not None, what="the booking")
    program.hands.key("shift+F2")
    program.wait(lambda: "find" in program.screen._pages, what="the page Find")
    page = bookings_page(program)
    program.wait(
        lambda: page.pane.sale is not None and page.pane.sale.reference == reference, what="the booking in Find"
    )


def test_an_usher_has_no_find(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.USHER)
    assert "find" not in program.screen.shell._items


def test_a_sale_is_undone_from_its_page_with_a_managers_word(program: Program) -> None:
    office = program.office
    reference = office.sell("F7").reference
    open_find(program)
    pane = open_booking(program, reference)
    program.hands.key("shift+F12")
    program.wait(lambda: isinstance(pane.panel, UndoSalePanel) and pane.panel.approver.has_focus, what="the question")
    panel = pane.panel
    assert isinstance(panel, UndoSalePanel)
    program.write(panel.approver, office.people[Role.MANAGER].username)
    program.hands.key("Enter")
    program.wait(lambda: panel.password.has_focus, what="the focus on the password")
    program.write(panel.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: pane.panel is None, what="the answer")
    assert pane.message.startswith(f"{reference} is undone, its seats are free. Give back ₹")
    program.wait(lambda: pane.sale is not None and pane.sale.state == "Cancelled", what="the booking as it is now")
    assert "Print again" not in pane.buttons
    assert "Undo sale" not in pane.buttons
    program.hands.key("F12")
    program.wait(lambda: pane.message.startswith("There is nothing to print"), what="why not")


def test_esc_keeps_the_sale_and_its_page(program: Program) -> None:
    reference = program.office.sell("F7").reference
    open_find(program)
    pane = open_booking(program, reference)
    program.hands.key("shift+F12")
    program.wait(lambda: pane.panel is not None, what="the question")
    program.hands.key("Esc")
    program.wait(lambda: pane.panel is None, what="the page")
    assert pane.sale is not None
    assert program.count("SELECT COUNT(*) FROM bookings WHERE reference = %s AND status = 'CONFIRMED'", reference) == 1


def test_a_scan_does_not_take_a_booking_away_that_is_being_worked_with(program: Program) -> None:
    first, second = (program.office.sell(label).reference for label in ("F7", "F8"))
    open_find(program)
    pane = open_booking(program, first)
    program.hands.key("shift+F12")
    program.wait(lambda: pane.panel is not None, what="the question")
    program.hands.type(f"{second}\n")
    program.wait(lambda: "Finish it" in program.toasts, what="what to do first")
    assert pane.panel is not None
    assert pane.reference == first
