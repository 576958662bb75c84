"""The till page: a float, cash in and out, from clerk to clerk, and a blind count at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.models.errors import DatabaseAway
from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.tasks import Lane
from app.views.till.count_form import CountForm
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.till_scene import (
    amount_form,
    count,
    count_form,
    fill,
    head_line,
    open_till_page,
    state,
    till_page,
)
from tests.utils.paper.ticket_reading import output_of

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


@pytest.fixture
def closed(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> Program:
    """The window with a clerk signed in, and the till closed."""
    program = start_program(make_office(till=False))
    program.sign_in()
    program.wait(lambda: program.screen.till.is_known, what="the till")
    return program


def test_the_head_line_tells_whether_the_till_is_open(closed: Program) -> None:
    assert head_line(closed) == "till closed"
    closed.office.tills().open(closed.office.session(), new_request_id(), 100)
    open_till_page(closed)
    closed.wait(lambda: head_line(closed) == "till open", what="the open till")


def test_an_usher_hears_nothing_of_the_till(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.USHER)
    program.wait(lambda: not program.screen.sell)
    assert head_line(program) == ""
    assert "till" not in program.screen.shell._items


def test_a_till_is_opened_with_its_float_by_the_keyboard(closed: Program) -> None:
    open_till_page(closed)
    fill(closed, "1500")
    closed.wait(lambda: state(closed) is not None, what="the open till")
    opened = state(closed)
    assert opened is not None
    assert opened.float_minor == 150000
    closed.wait(lambda: head_line(closed) == "till open")
    closed.wait(lambda: "The till is open." in closed.toasts)
    assert till_page(closed).form is None


def test_a_float_that_is_no_amount_is_refused_at_its_field(closed: Program) -> None:
    open_till_page(closed)
    form = amount_form(closed)
    closed.write(form.fields[0], "plenty")
    closed.hands.key("Enter")
    closed.wait(lambda: "That is not an amount" in (form.fields[0].error or ""), what="the refusal")
    assert state(closed) is None


def test_a_till_opened_elsewhere_meanwhile_is_named(closed: Program) -> None:
    open_till_page(closed)
    amount_form(closed)
    closed.office.tills().open(closed.office.session(Role.MANAGER), new_request_id(), 100)
    fill(closed, "1500")
    closed.wait(lambda: head_line(closed) == "Manager's till", what="whose till it is")
    closed.wait(lambda: "Manager has the till of this counter." in closed.toasts)
    opened = state(closed)
    assert opened is not None
    assert opened.float_minor == 100


@pytest.mark.parametrize(("key", "sign"), [("F2", "+"), ("F3", "−")])
def test_cash_goes_in_and_out_with_a_reason_and_is_seen_in_the_book(program: Program, key: str, sign: str) -> None:
    page = open_till_page(program)
    program.hands.key(key)
    fill(program, "250.50", "change from the bank")
    program.wait(lambda: f"{sign}₹250.50" in page.book.words, what="the line in the book")
    assert "change from the bank · Clerk" in page.book.words
    assert page.form is None


def test_the_drawer_is_opened_without_a_sale_only_with_a_reason(program: Program) -> None:
    page = open_till_page(program)
    program.hands.key("F4")
    form = amount_form(program)
    program.hands.key("Enter")
    program.wait(lambda: form.fields[0].error == "Type this first.", what="the question for a reason")
    program.write(form.fields[0], "changed a note")
    program.hands.key("Enter")
    program.wait(lambda: "No sale" in page.book.words, what="the line in the book")


def test_a_form_opened_while_the_one_before_is_written_down_stays(program: Program) -> None:
    page = open_till_page(program)
    program.hands.key("F2")
    with program.lane_held_up(Lane.SALE):
        fill(program, "100", "change")
        program.hands.key("F3")
        second = amount_form(program)
    program.wait(lambda: "+₹100" in page.book.words, what="the line in the book")
    assert page.form is second


def test_escape_leaves_a_form_with_nothing_done(program: Program) -> None:
    page = open_till_page(program)
    program.hands.key("F2")
    program.write(amount_form(program).fields[0], "100")
    program.hands.key("Esc")
    program.wait(lambda: page.form is None)
    assert program.office.tills().book(program.office.session()) == ()


def test_what_was_typed_stays_while_the_database_is_away(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_till_page(program)

    def away(*_arguments: object) -> None:
        raise DatabaseAway("The database does not answer. Nothing was changed; Foyer keeps trying.")

    program.hands.key("F2")
    amount_form(program)
    monkeypatch.setattr("app.controllers.till.tills.Tills.cash_in", away)
    fill(program, "250", "change")
    form = amount_form(program)
    program.wait(lambda: "does not answer" in form.message, what="the refusal")
    monkeypatch.undo()
    assert [field.value for field in form.fields] == ["250", "change"]
    program.hands.key("Enter")
    program.wait(lambda: page.form is None, what="the end of the form")
    assert len(program.office.tills().book(program.office.session())) == 1


def test_the_page_never_shows_what_must_be_in_the_drawer(program: Program) -> None:
    program.office.sell("A1")
    open_till_page(program)
    program.hands.key("F8")
    count_form(program)
    assert not any("1,350" in text for text in texts_of(program))


def texts_of(program: Program) -> list[str]:
    """Every label's words on the page."""
    found, left = [], [till_page(program)]
    while left:
        widget = left.pop()
        left += widget.winfo_children()
        if hasattr(widget, "cget") and "text" in getattr(widget, "_valid_tk_label_attributes", ()):
            found.append(str(widget.cget("text")))
    return found


def test_an_exact_count_closes_the_till_and_its_z_report_is_made(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F8")
    count(program, {50000: 1, 10000: 4, 1000: 10})
    program.wait(lambda: state(program) is None, what="the closed till")
    program.wait(lambda: "Z report 1 is saved as Counter-1-Z-0001.pdf" in program.toasts, what="the Z report")
    assert "The till is closed, exact." in program.toasts
    text = output_of("pdftotext", "-layout", program.folder / "tickets/Counter-1-Z-0001.pdf", "-")
    assert "Z report 1" in text
    program.wait(lambda: head_line(program) == "till closed")
    amount_form(program)


def test_a_difference_is_told_after_the_count_and_agreed_to_with_a_verb(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F8")
    form = count(program, {50000: 1, 10000: 4, 1000: 8})
    program.wait(lambda: "₹20 missing" in form.message, what="the difference")
    assert state(program) is not None
    assert form.verb.text == "Close with −₹20"
    assert form.back.text == "Count again"
    program.press(form.verb)
    program.wait(lambda: "The till is closed, ₹20 missing. Z report 1 follows." in program.toasts, what="the end")
    assert state(program) is None


def test_the_safe_verb_has_the_focus_and_counts_again_with_all_that_was_typed(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F8")
    form = count(program, {50000: 1, 10000: 4, 1000: 12})
    program.wait(lambda: "₹20 too much" in form.message, what="the difference")
    assert form.verb.text == "Close with +₹20"
    program.hands.key("Enter")
    program.wait(lambda: form.verb.text == "Close the till", what="the count again")
    assert state(program) is not None
    assert [row.number for row in form.rows if row.number] == [1, 4, 12]
    program.hands.key("Esc")
    program.wait(lambda: till_page(program).form is None)


def test_a_changed_count_takes_the_agreement_back(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F8")
    form = count(program, {50000: 1})
    program.wait(lambda: "missing" in form.message, what="the difference")
    form.rows[0].set_number(2)
    assert (form.verb.text, form.message) == ("Close the till", "")
    form.give()
    program.wait(lambda: state(program) is None, what="the closed till")


def test_what_is_no_number_of_pieces_is_not_counted(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F8")
    form = count_form(program)
    program.hands.type("2x")
    program.wait(lambda: form.rows[0].number is None, what="the refusal")
    form.give()
    program.root.update()
    assert state(program) is not None
    assert form.message == ""


def test_x_and_z_reports_are_one_key_away(program: Program) -> None:
    open_till_page(program)
    program.hands.key("F9")
    program.wait(lambda: "X report is saved as Counter-1-X-" in program.toasts, what="the X report")
    program.hands.key("F12")
    program.wait(lambda: "No till was closed at this counter yet" in program.toasts, what="the refusal")


def test_the_next_person_is_asked_to_take_the_till_over_as_it_stands(selling: Program) -> None:
    selling.hand_over(Role.MANAGER)
    selling.wait(lambda: "Clerk has the till of this counter." in selling.toasts, what="the question")
    assert head_line(selling) == "Clerk's till"
    press_in_toast(selling, "Take it over")
    selling.wait(lambda: "The till is yours now." in selling.toasts, what="the till")
    taken = state(selling)
    assert taken is not None
    assert taken.clerk_id == selling.office.people[Role.MANAGER].id
    selling.wait(lambda: head_line(selling) == "till open")


def test_or_with_a_count_whose_difference_is_told(selling: Program) -> None:
    selling.hand_over(Role.MANAGER)
    selling.wait(lambda: "Clerk has the till of this counter." in selling.toasts, what="the question")
    press_in_toast(selling, "Count it first")
    selling.wait(lambda: "till" in selling.screen._pages, what="the till page")
    count(selling, {50000: 2, 10000: 1})
    selling.wait(lambda: "The till is yours now. ₹100 too much is on its report." in selling.toasts, what="the till")
    taken = state(selling)
    assert taken is not None
    assert taken.clerk_id == selling.office.people[Role.MANAGER].id


def press_in_toast(program: Program, text: str) -> None:
    toast = program.screen.shell.toasts._shown[-1]
    program.root.update()
    button = next(child for child in toast.winfo_children() if getattr(child, "text", "") == text)
    program.press(button)


def test_the_question_is_asked_once_and_stays_on_the_page(selling: Program) -> None:
    selling.hand_over(Role.MANAGER)
    selling.wait(lambda: "Clerk has the till" in selling.toasts, what="the question")
    selling.screen.shell.toasts.clear()
    page = open_till_page(selling)
    selling.wait(lambda: "Take over" in [button.text for button in page.board.buttons], what="the button")
    assert "Clerk has the till" not in selling.toasts
    selling.hands.key("F6")
    selling.wait(lambda: head_line(selling) == "till open", what="the till")
    selling.wait(lambda: "Take over" not in [button.text for button in page.board.buttons])


def test_a_double_enter_opens_one_till(closed: Program) -> None:
    open_till_page(closed)
    form = amount_form(closed)
    closed.write(form.fields[0], "100")
    with closed.lane_held_up(Lane.SALE):
        for _ in range(3):
            closed.hands.key("Enter")
    closed.wait(lambda: state(closed) is not None, what="the open till")
    assert closed.count("SELECT COUNT(*) FROM till_sessions WHERE counter_id = %s", closed.office.counters[0].id) == 1
    assert not isinstance(till_page(closed).form, CountForm)
