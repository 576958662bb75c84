"""Halls in a real window: listed, made, drawn with mouse and keys, undone, saved, refused, and through a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import customtkinter as ctk

from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_sheet import write_sheet
from app.models.records import Role, SeatType
from app.views.plan.hall_canvas import HallCanvas
from app.views.seats.seat_palette import SeatLook
from tests.box_office import unique
from tests.controllers.plan.hall_desk import HallDesk, painted
from tests.gui.halls_scene import HallsScene, halls_scene, over, own_house, own_owner, write
from tests.gui.managing import with_a_manager
from tests.gui.program import Program, StartProgram, program_starter

__all__ = ["halls_scene", "own_house", "own_owner", "program_starter", "with_a_manager"]


def test_a_clerk_has_no_page_for_halls(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.CLERK)
    program.screen.open_page("plan")
    assert "plan" not in program.screen._pages


def test_a_hall_is_chosen_and_renamed(halls: HallsScene) -> None:
    halls.open()
    write(halls.program, halls.listing, "name", "Grand Hall")
    halls.key("ctrl+s")
    halls.wait(lambda: "is saved" in halls.listing.form.message, what="saved")
    assert halls.desk.open().plan.name == "Grand Hall"


def test_what_cannot_be_is_refused_at_its_line_and_stays(halls: HallsScene) -> None:
    halls.open()
    write(halls.program, halls.listing, "turnaround_minutes", "soon")
    halls.key("ctrl+s")
    line = halls.listing.form.lines["turnaround_minutes"].widget
    halls.wait(lambda: line.error, what="the refusal at the line")
    assert halls.listing.form.answers["turnaround_minutes"] == "soon"


def test_a_hall_with_shows_to_come_is_not_taken_out_of_use_and_they_are_listed(halls: HallsScene) -> None:
    halls.open()
    halls.listing.form.lines["active"].value = ""
    halls.key("ctrl+s")
    halls.wait(lambda: "A Film" in halls.listing.form.message, what="the show that is in the way")
    assert halls.desk.open().plan.active


def test_a_new_hall_begins_with_rows_and_seats(halls: HallsScene) -> None:
    halls.key("ctrl+n")
    halls.wait(lambda: halls.listing.is_open and "rows" in halls.listing.form.shown, what="the new form")
    name = unique("Hall")
    for key, text in (("name", name), ("rows", "4"), ("seats", "6")):
        write(halls.program, halls.listing, key, text)
    halls.key("ctrl+s")
    halls.wait(lambda: "Draw its seats" in halls.listing.form.message, what="the new hall")
    hall_id = int(str(halls.listing.open_id))
    assert halls.desk.halls.open(halls.desk.manager, hall_id).drawn.seat_count == 24
    assert "rows" not in halls.listing.form.shown


def test_a_drag_paints_and_ctrl_z_takes_it_back(halls: HallsScene) -> None:
    halls.edit()
    halls.press(halls.editor.draw.brushes[Brush.VIP])
    start, end = halls.place("A2"), halls.place("B4")
    halls.program.hands.drag(halls.canvas.centre_of(start), halls.canvas.centre_of(end))
    halls.wait(lambda: halls.editor.dirty, what="painted")
    assert halls.editor.history is not None
    painted = {
        seat.seat_type for row in halls.editor.history.now.rows[start[0] : end[0] + 1] for seat in row.seats[1:4]
    }
    assert painted == {SeatType.VIP}
    halls.canvas.focus_set()
    halls.key("ctrl+z")
    halls.wait(lambda: not halls.editor.dirty, what="undone")
    halls.key("ctrl+y")
    halls.wait(lambda: halls.editor.dirty, what="done again")


def test_arrows_move_shift_extends_and_letters_paint(halls: HallsScene) -> None:
    halls.edit()
    halls.canvas.mark(halls.place("C3"))
    halls.key("shift+Right", "shift+Right", "shift+Down", "g")
    halls.wait(lambda: halls.editor.dirty, what="painted")
    assert {"C3", "C4", "C5", "D3", "D4", "D5"} & halls.labels() == set()
    halls.key("v")
    halls.wait(lambda: "C4" in halls.labels(), what="seats again")
    halls.key("Escape", "Up", "w")
    halls.wait(lambda: "wheelchair place" in halls.editor.message, what="a wheelchair place")
    halls.save()
    assert halls.desk.stored()["C4"] == halls.program.office.seats("C4")[0].id


def test_what_was_drawn_is_saved_and_the_list_counts_it(halls: HallsScene) -> None:
    halls.edit()
    halls.canvas.mark(halls.place("A1"))
    halls.key("Delete")
    halls.save()
    assert "A1" not in halls.desk.stored()
    halls.key("Escape")
    halls.wait(lambda: not halls.page.editing, what="the list")
    hall_id = str(halls.program.office.hall_id)
    halls.wait(
        lambda: next(row for row in halls.listing.table.rows if row.id == hall_id).cells[2] == "59", what="its seats"
    )


def test_escape_lets_go_of_a_drawing_only_when_it_is_pressed_twice(halls: HallsScene) -> None:
    halls.edit()
    halls.canvas.mark(halls.place("A1"))
    halls.key("Delete", "Escape")
    halls.until_said("Not saved yet")
    assert halls.page.editing
    halls.key("Escape")
    halls.wait(lambda: not halls.page.editing, what="the list")
    assert "A1" in halls.desk.stored()


def test_a_sold_seat_stays_and_what_is_in_the_way_is_listed(halls: HallsScene) -> None:
    reference = halls.program.office.sell("C5").reference
    halls.edit()
    halls.canvas.mark(halls.place("C5"))
    halls.key("Delete", "ctrl+s")
    halls.until_said(reference)
    assert "C5 would be taken out, and is sold for A Film" in halls.editor.message
    assert halls.editor.dirty
    assert "C5" in halls.desk.stored()


def test_the_second_of_two_managers_is_told_and_puts_hers_over_it(halls: HallsScene) -> None:
    halls.edit()
    place = halls.place("A1")
    halls.desk.change(lambda drawn: hall_changes.paint(drawn, [place], Brush.VIP))
    halls.canvas.mark(halls.place("B1"))
    halls.key("Delete", "ctrl+s")
    halls.until_said("has changed the seats meanwhile")
    assert "B1" not in halls.labels()
    halls.save()
    assert "B1" not in halls.desk.stored()


def test_rows_are_renamed_and_numbered_from_the_other_side(halls: HallsScene) -> None:
    halls.edit()
    halls.click("C1")
    panel = halls.editor.draw
    halls.wait(lambda: panel.name.value == "C", what="the row in focus")
    over(halls.program, panel.name, "K")
    halls.key("Return")
    halls.wait(lambda: "K1" in halls.labels(), what="the new name")
    over(halls.program, panel.name, "A")
    halls.key("Return")
    halls.wait(lambda: panel.name.error, what="the refusal at the field")
    before = halls.place("K1")
    panel.renumber(from_the_right=True)
    assert halls.place("K10") == before


def test_an_aisle_is_put_in_before_the_column_in_focus(halls: HallsScene) -> None:
    halls.edit()
    halls.canvas.mark(halls.place("A4"))
    before = halls.place("A4")
    halls.editor.change(lambda drawn: hall_changes.insert_column(drawn, halls.canvas.focused[1]))
    assert halls.place("A4") == (before[0], before[1] + 1)


def test_a_hall_goes_into_a_spreadsheet_and_comes_back(halls: HallsScene) -> None:
    halls.edit()
    halls.key("F8")
    flow = halls.editor.sheet
    halls.wait(lambda: flow.panel.text.startswith("A,"), what="the hall as text")
    flow.copy()
    assert halls.program.root.clipboard_get() == write_sheet(halls.desk.open().drawn, "\t")
    halls.program.root.clipboard_clear()
    halls.program.root.clipboard_append("A\tR\tR\t\tR\nB\tV\tV\t\tVw")
    flow.paste()
    assert "Drawn: 6 seats" in flow.panel.note
    assert halls.labels() == {"A1", "A2", "A3", "B1", "B2", "B3"}
    halls.canvas.focus_set()
    halls.key("ctrl+z")
    halls.wait(lambda: len(halls.labels()) == 60, what="undone")


def test_a_sheet_that_cannot_be_read_says_where_and_changes_nothing(halls: HallsScene) -> None:
    halls.edit()
    halls.key("F8")
    flow = halls.editor.sheet
    flow.panel.text = "A,R,Q"
    flow.use()
    assert "Line 1, cell C" in flow.panel.note
    assert not halls.editor.dirty
    assert flow.panel.text == "A,R,Q"


def test_a_hall_is_kept_in_a_file_and_read_from_it(halls: HallsScene, tmp_path: Path) -> None:
    halls.edit()
    flow = halls.editor.sheet
    file = tmp_path / "hall.csv"
    flow.save_file(str(file))
    assert file.read_text(encoding="utf-8") == write_sheet(halls.desk.open().drawn)
    file.write_text("A,R", encoding="utf-8-sig")
    flow.open_file(str(file))
    assert halls.labels() == {"A1"}
    file.write_bytes(b"\xff\xfe\x00")
    flow.open_file(str(file))
    assert "cannot be read" in flow.panel.note


def test_seats_are_put_out_of_service_their_guests_moved_and_given_back(halls: HallsScene) -> None:
    office = halls.program.office
    reference = office.sell("C5").reference
    halls.edit()
    halls.key("F7")
    halls.click("C5")
    panel = halls.editor.outages.panel
    reason = panel.form.lines["reason"]
    reason.focus_set()
    halls.program.root.update()
    halls.program.hands.type("Broken back")
    halls.wait(lambda: reason.value == "Broken back", what="the reason")
    halls.key("F9")
    halls.wait(lambda: panel.outages.rows and panel.guests.rows, what="the outage and the guest")
    assert not halls.editor.dirty
    assert panel.outages.rows[0].cells[0] == "C5"
    assert panel.guests.rows[0].cells[0] == "C5 → C4"
    halls.press(panel.other_button)
    halls.wait(lambda: panel.guests.rows[0].cells[0] == "C5 → C6", what="another seat")
    halls.press(panel.rehouse_button)
    halls.wait(lambda: not panel.guests.rows and reference in panel.note, what="the guest moved")
    label = office.value(
        "SELECT CONCAT(x.row_name, x.seat_number) FROM tickets t JOIN seats x ON x.id = t.seat_id"
        " JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s AND t.live",
        reference,
    )
    assert label == "C6"
    halls.press(panel.give_back_button)
    halls.wait(lambda: not panel.outages.rows, what="the seat back")
    office.require_sound()


def test_why_is_asked_for_at_its_line(halls: HallsScene) -> None:
    halls.edit()
    halls.key("F7")
    halls.click("C5")
    halls.key("F9")
    line = halls.editor.outages.panel.form.lines["reason"].widget
    halls.wait(lambda: line.error, what="the refusal at the line")


def test_both_themes_draw_the_hall_in_their_own_colours(halls: HallsScene) -> None:
    halls.edit()

    def ground(canvas: HallCanvas) -> str:
        return str(canvas.canvas.cget("background"))

    dark = ground(halls.canvas)
    ctk.set_appearance_mode("Light")
    halls.wait(lambda: ground(halls.canvas) != dark, what="the light pane")


def test_a_map_that_is_open_meanwhile_shows_the_hall_as_it_is_now(managing: Program) -> None:
    desk = HallDesk(managing.office)
    desk.change(painted(desk, "C5", Brush.GAP))
    managing.wait(
        lambda: managing.flow.opened is not None and "C5" not in {seat.label for seat in managing.flow.opened.seats},
        what="the map without the seat",
    )
    assert managing.sell.map_pane.map.focused_seat is None or managing.sell.map_pane.map.focused_seat.label != "C5"


def test_a_broken_seat_is_picked_by_nobody_on_an_open_map(managing: Program) -> None:
    HallDesk(managing.office).put_out("C5")
    seat_id = managing.office.seats("C5")[0].id
    seat_map = managing.sell.map_pane.map
    managing.wait(lambda: seat_map.look_of(seat_id) is SeatLook.BLOCKED, what="the dash")
    managing.hands.click(*seat_map.seat_centre(seat_id))
    managing.hands.click(*seat_map.seat_centre(managing.office.seats("C6")[0].id))
    managing.wait(lambda: managing.flow.basket is not None, what="a basket")
    assert managing.flow.basket is not None
    assert [line.seat.label for line in managing.flow.basket.booking.lines] == ["C6"]
