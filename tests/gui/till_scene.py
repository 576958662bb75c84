"""A clerk at the till page."""

from __future__ import annotations

from app.controllers.till.tills import TillState
from app.models.records import Role
from app.views.till.amount_form import AmountForm
from app.views.till.count_form import CountForm
from app.views.till.till_page import TillPage
from tests.gui.program import Program


def till_page(program: Program) -> TillPage:
    page = program.screen._pages.get("till")
    assert isinstance(page, TillPage)
    return page


def open_till_page(program: Program) -> TillPage:
    """Press Till on the rail."""
    program.press(program.screen.shell._items["till"])
    program.wait(lambda: "till" in program.screen._pages and till_page(program).winfo_ismapped(), what="the till page")
    program.wait(lambda: program.screen.till.is_known, what="the till")
    program.root.update()
    return till_page(program)


def head_line(program: Program) -> str:
    """What it says about the till."""
    return str(program.screen.shell._till.cget("text")).strip()


def amount_form(program: Program) -> AmountForm:
    """The form that is open, with the keyboard in it."""
    page = till_page(program)
    program.wait(lambda: isinstance(page.form, AmountForm), what="the form")
    assert isinstance(page.form, AmountForm)
    form = page.form
    program.wait(lambda: form.fields[0].has_focus, what="the focus in the form")
    return form


def count_form(program: Program) -> CountForm:
    page = till_page(program)
    program.wait(lambda: isinstance(page.form, CountForm), what="the count")
    assert isinstance(page.form, CountForm)
    return page.form


def fill(program: Program, amount: str = "", reason: str = "") -> None:
    """Type what is given, each with Enter."""
    form = amount_form(program)
    for field, text in zip(form.fields, [text for text in (amount, reason) if text], strict=True):
        program.wait(lambda field=field: field.has_focus, what=field.label)
        program.write(field, text)
        program.hands.key("Enter")


def count(program: Program, pieces: dict[int, int]) -> CountForm:
    """Type how many there are of each note or coin (value in minor units), with Enter from row to row."""
    form = count_form(program)
    for row in form.rows:
        program.wait(lambda row=row: _has_focus(program, row.entry), what=f"the row of {row.value_minor}")
        if row.value_minor in pieces:
            program.hands.type(str(pieces[row.value_minor]))
            program.wait(lambda row=row: row.number == pieces[row.value_minor], what=f"the number of {row.value_minor}")
        program.hands.key("Enter")
    return form


def state(program: Program, role: Role = Role.CLERK) -> TillState | None:
    """The till as the database has it."""
    return program.office.tills().state(program.office.session(role))


def _has_focus(program: Program, entry: object) -> bool:
    focused = program.root.focus_get()
    return focused is not None and str(focused).startswith(str(entry))
