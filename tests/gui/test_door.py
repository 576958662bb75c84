"""Door in a real window: scanned like a scanner scans, read from afar, undone by a manager, without paper."""

from __future__ import annotations

from collections.abc import Iterator

import customtkinter as ctk
import pytest

from app.models.records import Role
from app.utils.codes import new_ticket_code
from app.views import theme
from app.views.after.undo_panel import UndoPanel
from app.views.tasks import Lane
from tests.box_office import PASSWORD
from tests.gui.door_scene import ScanningProgram, at_the_door, started
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_nothing_is_clipped import SCALES, SIZES, cut, wear

__all__ = ["program_starter"]


@pytest.fixture
def door(start_program: StartProgram) -> Iterator[ScanningProgram]:
    scanning = at_the_door(started(start_program))
    yield scanning
    scanning.tickets.put_back()


def open_undo(door: ScanningProgram) -> UndoPanel:
    door.program.hands.key("F4")
    door.program.wait(lambda: isinstance(door.page.cover.panel, UndoPanel), what="the question")
    panel = door.page.cover.panel
    assert isinstance(panel, UndoPanel)
    return panel


def test_an_usher_sees_door_and_nothing_else(door: ScanningProgram) -> None:
    assert list(door.program.screen.shell._items) == ["door"]
    assert door.words == "Scan a ticket"


@pytest.mark.parametrize("role", [Role.CLERK, Role.MANAGER])
def test_clerks_and_managers_find_it_on_the_rail(start_program: StartProgram, role: Role) -> None:
    door = at_the_door(started(start_program), role)
    items = list(door.program.screen.shell._items)
    assert items.index("door") == items.index("find") + 1


def test_a_scan_lets_in_with_row_and_seat_and_is_ready_for_the_next(door: ScanningProgram) -> None:
    codes = door.tickets.sell("C3", "C4")
    door.scan_until(codes["C3"], "ADMIT")
    assert "Row C   Seat 3" in door.words
    assert (door.page.verdict.meaning, door.page.field.value) == ("GOOD", "")
    door.scan(codes["C4"])
    door.program.wait(lambda: "Seat 4" in door.words, what="the next verdict")
    assert {door.tickets.state(code) for code in codes.values()} == {"USED"}


def test_twenty_scans_one_behind_the_other_are_all_done(door: ScanningProgram) -> None:
    """Nobody waits for a verdict before the next ticket is held under the scanner."""
    codes = [code for row in "ABCD" for code in door.tickets.sell(*(f"{row}{seat}" for seat in range(1, 6))).values()]
    for code in codes:
        door.scan(code)
    door.program.wait(
        lambda: all(door.tickets.state(code) == "USED" for code in codes), seconds=30, what="twenty entries"
    )
    assert all(door.tickets.entries(code) == [("ADMIT", False)] for code in codes)


def test_a_second_scan_says_when_and_where(door: ScanningProgram) -> None:
    code = door.tickets.sell("C3")["C3"]
    door.tickets.scan(code, counter=1)
    door.scan_until(code, "ALREADY IN")
    assert "at Counter 2." in door.words
    assert door.page.verdict.meaning == "BAD"


@pytest.mark.parametrize("typed", [new_ticket_code(), "8901234567890"])
def test_what_nobody_knows_is_refused(door: ScanningProgram, typed: str) -> None:
    door.scan_until(typed, "UNKNOWN")
    assert door.page.verdict.meaning == "BAD"


def test_void_and_wrong_hall_say_why(door: ScanningProgram) -> None:
    codes = door.tickets.sell("C3", "C4")
    door.tickets.void(codes["C3"])
    door.scan_until(codes["C3"], "VOID")
    door.tickets.limit_door(door.tickets.add_hall("Hall 9"))
    door.scan_until(codes["C4"], "WRONG HALL")
    assert "Hall 9" in door.words


def test_the_verdict_goes_by_itself(door: ScanningProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.views.after.door_page.VERDICT_MS", 50)
    door.scan(door.tickets.sell("C3")["C3"])
    door.program.wait(lambda: door.tickets.entries, what="the entry")
    door.program.wait(lambda: door.words == "Scan a ticket" and door.page._undoable is not None, what="ready again")


def test_the_field_keeps_the_keyboard_whatever_is_clicked(door: ScanningProgram) -> None:
    page, hands = door.page, door.program.hands
    for widget in (page.verdict, page.side, page.verdict._headline, page._top):
        hands.click(widget.winfo_rootx() + 20, widget.winfo_rooty() + 12)
        door.program.root.update()
        door.wait_for_keyboard()
    door.scan_until(door.tickets.sell("C3")["C3"], "ADMIT")


def test_a_ticket_scanned_for_the_window_reaches_the_page(door: ScanningProgram) -> None:
    code = door.tickets.sell("C3")["C3"]
    door.page.scanned(code)
    door.program.wait(lambda: door.words.startswith("ADMIT"), what="the verdict")


def test_the_figures_follow_the_entries(door: ScanningProgram) -> None:
    codes = door.tickets.sell("C3", "C4", "C5")
    figures = door.page.side.shows
    door.program.wait(lambda: [row.words for row in door.page.side.shows.values()] == ["0 of 3"], what="three to come")
    door.scan_until(codes["C3"], "ADMIT")
    door.program.wait(lambda: [row.words for row in door.page.side.shows.values()] == ["1 of 3"], what="one in")
    door.tickets.scan(codes["C4"], counter=1)
    door.program.wait(lambda: [row.words for row in door.page.side.shows.values()] == ["2 of 3"], what="the other door")
    assert figures is not None


def test_the_colours_are_those_of_the_palette_and_white_reads_on_them(door: ScanningProgram) -> None:
    door.scan_until(new_ticket_code(), "UNKNOWN")
    standard = door.page.verdict.cget("fg_color")
    door.program.screen.looks.set_palette("colour-blind")
    try:
        assert door.page.verdict.cget("fg_color") != standard
        assert door.page.verdict.cget("fg_color") == (theme.BAD[0], theme.BAD[0])
    finally:
        door.program.screen.looks.set_palette("standard")
    assert door.page.verdict.cget("fg_color") == standard


def test_a_verdict_without_a_sound_rings_the_bell(start_program: StartProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a player; turned off, nothing is heard."""
    monkeypatch.setenv("PATH", "/nowhere")
    rung: list[str] = []
    monkeypatch.setattr("app.views.after.door_page.DoorPage.bell", lambda _page: rung.append("bell"))
    loud = at_the_door(started(start_program))
    loud.scan_until(new_ticket_code(), "UNKNOWN")
    loud.program.wait(lambda: rung == ["bell"], what="the bell")


def test_turned_off_nothing_is_heard(start_program: StartProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr("app.views.after.door_page.DoorPage.bell", lambda _page: rung.append("bell"))
    quiet = at_the_door(started(start_program, door_sound="off"))
    quiet.scan_until(new_ticket_code(), "UNKNOWN")
    done: list[int] = []
    quiet.program.window.tasks.run(Lane.DOOR, lambda: 1, done.append)
    quiet.program.wait(lambda: done, what="all that was asked on the door's lane")
    assert rung == []


# Guests without paper


def test_a_reference_lists_its_tickets_and_a_number_lets_one_in(door: ScanningProgram) -> None:
    sale = door.tickets.office.sell("C3", "C4", "C5")
    codes = door.tickets.codes(sale.reference)
    door.tickets.scan(codes["C4"], counter=1)
    door.scan(sale.reference)
    door.program.wait(lambda: door.page.booking is not None, what="the booking")
    booking = door.page.booking
    assert booking is not None
    assert [chip.verdict.admits for chip in booking.chips] == [True, False, True]
    assert "2 of 3 may go in" in booking._hint.cget("text")
    door.program.hands.key("3")
    door.program.wait(lambda: door.words.startswith("ADMIT"), what="the verdict")
    assert "Seat 5" in door.words
    door.program.wait(lambda: [chip.verdict.admits for chip in booking.chips] == [True, False, False], what="the list")
    door.program.press(booking.chips[0])
    door.program.wait(lambda: door.tickets.state(codes["C3"]) == "USED", what="the entry by a press")
    door.wait_for_keyboard()
    door.program.hands.key("Esc")
    door.program.wait(lambda: door.page.booking is None, what="the end of the list")


def test_a_code_that_begins_with_a_digit_is_no_number_of_the_list(door: ScanningProgram) -> None:
    """A scanner's next sign comes at once: what was meant is the whole of it."""
    sale = door.tickets.office.sell("C3", "C4", "C5")
    other = door.tickets.sell("D1")["D1"]
    digits_first = "2" + other[1:]
    door.tickets.office.change("UPDATE tickets SET code = %s WHERE code = %s", digits_first, other)
    door.scan(sale.reference)
    door.program.wait(lambda: door.page.booking is not None, what="the booking")
    door.scan_until(digits_first, "ADMIT")
    assert "Row D" in door.words
    assert {door.tickets.state(code) for code in door.tickets.codes(sale.reference).values()} == {"VALID"}


def test_a_long_booking_takes_number_and_enter(door: ScanningProgram) -> None:
    sale = door.tickets.office.sell(*(f"{row}{seat}" for row in "CD" for seat in range(1, 7)))
    codes = door.tickets.codes(sale.reference)
    door.scan(sale.reference)
    door.program.wait(lambda: door.page.booking is not None, what="the booking")
    door.program.hands.type("12")
    door.program.hands.key("Enter")
    door.program.wait(lambda: "Row D   Seat 6" in door.words, what="the twelfth")
    assert [seat for seat, code in codes.items() if door.tickets.state(code) == "USED"] == ["D6"]


def test_an_unknown_reference_says_what_to_do(door: ScanningProgram) -> None:
    door.scan_until("FYR-222222", "NOT CHECKED")
    assert "Send the guest to the counter" in door.words


# An entry taken back


def test_a_manager_undoes_an_entry_at_the_same_door(door: ScanningProgram) -> None:
    code = door.tickets.sell("C3")["C3"]
    door.scan_until(code, "ADMIT")
    panel = open_undo(door)
    hands, program = door.program.hands, door.program
    program.wait(lambda: panel.approver.has_focus, what="the focus on the name")
    program.write(panel.approver, program.office.people[Role.MANAGER].username)
    hands.key("Enter")
    program.wait(lambda: panel.password.has_focus)
    program.write(panel.password, "wrong")
    hands.key("Enter")
    program.wait(lambda: "do not go together" in panel.message, what="the refusal")
    assert door.tickets.state(code) == "USED"
    program.write(panel.password, PASSWORD)
    hands.key("Enter")
    program.wait(lambda: door.page.cover.panel is None, what="the end of the question")
    assert door.tickets.state(code) == "VALID"
    assert "its ticket lets in once more" in program.toasts
    door.wait_for_keyboard()
    door.scan_until(code, "ADMIT")


def test_escape_keeps_the_entry(door: ScanningProgram) -> None:
    code = door.tickets.sell("C3")["C3"]
    door.scan_until(code, "ADMIT")
    open_undo(door)
    door.program.hands.key("Esc")
    door.program.wait(lambda: door.page.cover.panel is None)
    assert door.tickets.state(code) == "USED"
    door.wait_for_keyboard()


def test_without_an_entry_there_is_nothing_to_undo(door: ScanningProgram) -> None:
    door.program.hands.key("F4")
    door.program.root.update()
    assert door.page.cover.panel is None


# Looks


@pytest.fixture
def _the_window_as_it_was(root: ctk.CTk) -> Iterator[None]:
    yield
    root.geometry("1280x800+0+0")
    root.update()


@pytest.mark.usefixtures("_the_window_as_it_was")
@pytest.mark.parametrize("size", SIZES)
def test_every_state_fits(door: ScanningProgram, size: str) -> None:
    sale = door.tickets.office.sell("C3", "C4", "C5")
    codes = door.tickets.codes(sale.reference)
    hall = door.tickets.add_hall("The hall with the longest name of all of them")
    states = [
        ("", "Scan a ticket"),
        (codes["C3"], "ADMIT"),
        (codes["C3"], "ALREADY IN"),
        (new_ticket_code(), "UNKNOWN"),
        ("FYR-222222", "NOT CHECKED"),
    ]
    for code, headline in states:
        if code:
            door.scan_until(code, headline)
        assert_fits(door.program, size, headline)
    door.tickets.limit_door(hall)
    door.scan_until(codes["C4"], "WRONG HALL")
    assert_fits(door.program, size, "WRONG HALL")
    door.scan(sale.reference)
    door.program.wait(lambda: door.page.booking is not None, what="the booking")
    assert_fits(door.program, size, "booking")


def assert_fits(program: Program, size: str, state: str) -> None:
    for percent in SCALES:
        wear(program, size, percent)
        assert cut(program) == [], f"{state}: {size} at {percent} %"
