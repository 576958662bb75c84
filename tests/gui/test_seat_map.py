"""Picking on the seat map: real clicks, drags and keys, and what they tell the caller."""

from __future__ import annotations

import tkinter as tk
from functools import partial

import customtkinter as ctk
import pytest

from app.views.seats.seat_map import SeatLook
from app.views.seats.seat_palette import palette
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil
from tests.gui.seat_map_scene import LEGEND, MakeMap, Told, colour_count, new_pane, open_map, shown
from tests.views.seats.test_seat_layout import hall


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def pane(stage: ctk.CTkFrame) -> tk.Frame:
    return new_pane(stage)


@pytest.fixture
def make_map(pane: tk.Frame, hands: Hands, told: Told) -> MakeMap:
    return partial(open_map, pane, hands, told)


def test_a_click_on_a_free_seat_reports_it_and_changes_nothing_itself(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    hands.click(*seat_map.seat_centre(304))
    wait_until(lambda: told.picked)
    assert (told.picked, told.released) == ([[304]], [])
    assert seat_map.look_of(304) is SeatLook.FREE


def test_a_click_on_an_own_seat_releases_it(make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil) -> None:
    seat_map = make_map(hall(6, 8), _304=SeatLook.YOURS)
    hands.click(*seat_map.seat_centre(304))
    wait_until(lambda: told.released)
    assert (told.picked, told.released) == ([], [[304]])


@pytest.mark.parametrize("look", [SeatLook.HELD, SeatLook.SOLD, SeatLook.BLOCKED])
def test_a_click_on_somebody_elses_seat_reports_nothing(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil, look: SeatLook
) -> None:
    seat_map = make_map(hall(6, 8), _304=look)
    hands.click(*seat_map.seat_centre(304))
    hands.click(*seat_map.seat_centre(305))
    wait_until(lambda: told.picked)
    assert (told.picked, told.released) == ([[305]], [])


def test_letting_go_over_another_row_picks_nothing_there(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    hands.drag(seat_map.seat_centre(304), seat_map.seat_centre(504))
    hands.click(*seat_map.seat_centre(101))
    wait_until(lambda: [101] in told.picked)
    assert told.picked == [[101]]


def test_a_drag_picks_the_free_seats_of_the_row_that_it_crosses(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8, aisle_after=4), _404=SeatLook.SOLD, _405=SeatLook.YOURS)
    hands.drag(seat_map.seat_centre(406), seat_map.seat_centre(402))
    wait_until(lambda: told.picked)
    assert (told.picked, told.released) == ([[402, 403, 406]], [])


def test_a_drag_over_own_seats_releases_them(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8), _402=SeatLook.YOURS, _403=SeatLook.YOURS, _404=SeatLook.SOLD)
    hands.drag(seat_map.seat_centre(402), seat_map.seat_centre(404))
    wait_until(lambda: told.released)
    assert (told.picked, told.released) == ([], [[402, 403]])


def test_arrows_walk_over_aisles_and_space_picks(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8, aisle_after=4))
    seat_map.focus_seat(304)
    for key in ("Right", "Down", "Space"):
        hands.key(key)
    wait_until(lambda: told.picked)
    assert told.picked == [[405]]


def test_space_releases_an_own_seat(make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil) -> None:
    seat_map = make_map(hall(6, 8), _304=SeatLook.YOURS)
    seat_map.focus_seat(304)
    hands.key("Space")
    wait_until(lambda: told.released)
    assert told.released == [[304]]


def test_return_is_left_to_the_window(
    make_map: MakeMap, root: ctk.CTk, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    heard: list[str] = []
    binding = root.bind("<Return>", lambda _event: heard.append("Return"))
    seat_map.focus_seat(304)
    hands.key("Enter")
    wait_until(lambda: heard)
    root.unbind("<Return>", binding)
    assert told.picked == []


def test_home_and_end_go_to_the_ends_of_the_row(make_map: MakeMap, hands: Hands, wait_until: WaitUntil) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.focus_seat(304)
    hands.key("End")
    wait_until(lambda: seat_map.focused_seat and seat_map.focused_seat.id == 308)
    hands.key("Home")
    wait_until(lambda: seat_map.focused_seat and seat_map.focused_seat.id == 301)


def test_shift_and_arrows_make_a_run_that_space_picks(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8), _305=SeatLook.HELD)
    seat_map.focus_seat(304)
    for key in ("shift+Right", "shift+Right", "Space"):
        hands.key(key)
    wait_until(lambda: told.picked)
    assert told.picked == [[304, 306]]


def test_escape_gives_up_a_run_and_only_then_goes_to_the_window(
    make_map: MakeMap, root: ctk.CTk, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    heard: list[str] = []
    binding = root.bind("<Escape>", lambda _event: heard.append("Escape"))
    seat_map.focus_seat(304)
    for key in ("shift+Right", "Esc", "Space"):
        hands.key(key)
    wait_until(lambda: told.picked)
    assert (told.picked, heard) == ([[305]], [])
    hands.key("Esc")
    wait_until(lambda: heard)
    root.unbind("<Escape>", binding)


def test_a_seat_sold_meanwhile_leaves_the_run(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.focus_seat(304)
    hands.key("shift+Right")
    wait_until(lambda: seat_map.focused_seat and seat_map.focused_seat.id == 305)
    seat_map.repaint({304: SeatLook.SOLD})
    hands.key("Space")
    wait_until(lambda: told.picked)
    assert told.picked == [[305]]


def test_the_map_is_one_stop_on_the_tab_key(
    make_map: MakeMap, stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil
) -> None:
    before = ctk.CTkEntry(stage)
    before.place(x=1000, y=20)
    before.lower()  # Tab goes from the lowest window to the highest
    seat_map = make_map(hall(6, 8))
    after = ctk.CTkEntry(stage)
    after.place(x=1000, y=80)
    stage.update()
    before.focus_set()
    hands.key("Tab")
    wait_until(lambda: seat_map.focused_seat)
    hands.key("Tab")
    wait_until(lambda: str(stage.focus_get()).startswith(str(after)), what="the focus after the map")


def test_an_arrow_without_shift_gives_up_the_run(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.focus_seat(304)
    for key in ("shift+Right", "Right", "Space"):
        hands.key(key)
    wait_until(lambda: told.picked)
    assert told.picked == [[306]]


def test_the_ring_shows_for_the_keyboard_and_not_for_a_click(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    ring = palette("standard", "Dark").ring

    def ringed(seat_id: int) -> bool:
        return colour_count(seat_map, seat_id, ring, side=52) > 0

    hands.click(*seat_map.seat_centre(304))
    wait_until(lambda: told.picked)
    assert not ringed(304)
    hands.key("Right")
    wait_until(lambda: ringed(305))
    hands.click(*seat_map.seat_centre(504))
    wait_until(lambda: len(told.picked) == 2)
    assert not ringed(305)


def test_another_hall_takes_clicks_where_its_own_seats_are(
    make_map: MakeMap, root: ctk.CTk, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.open(hall(12, 15, aisle_after=5), {}, LEGEND)
    root.update()
    hands.click(*seat_map.seat_centre(1215))
    wait_until(lambda: told.picked)
    assert told.picked == [[1215]]


@pytest.mark.parametrize(("rows", "columns"), [(2, 5), (50, 60)])
def test_from_ten_seats_to_three_thousand_a_click_finds_its_seat(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil, rows: int, columns: int
) -> None:
    seats = hall(rows, columns)
    seat_map = make_map(seats)
    last = seats[-1].id
    seat_map.focus_seat(last)
    hands.click(*seat_map.seat_centre(last))
    wait_until(lambda: told.picked)
    assert told.picked == [[last]]


def test_the_wheel_zooms_at_the_pointer_and_control_0_shows_the_whole_hall(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(50, 60))
    view = seat_map.view
    assert view is not None
    place = seat_map.seat_centre(1030)
    before = view.cell
    hands.wheel(*place, up=True)
    wait_until(lambda: view.cell > before)
    hands.click(*place)
    wait_until(lambda: told.picked)
    assert told.picked == [[1030]]
    hands.key("ctrl+0")
    wait_until(lambda: not view.overflows)


def test_the_right_button_pans_a_hall_that_does_not_fit(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(50, 60))
    view = seat_map.view
    assert view is not None
    x, y = seat_map.seat_centre(1030)
    canvas = root.winfo_containing(x, y)
    assert canvas is not None
    at = {"x": x - canvas.winfo_rootx(), "y": y - canvas.winfo_rooty()}
    # xdotool's drag knows the left button only; a press of another one is told to the canvas itself.
    canvas.event_generate("<ButtonPress-3>", **at)
    canvas.event_generate("<B3-Motion>", x=at["x"] - 60, y=at["y"] - 80)
    canvas.event_generate("<ButtonRelease-3>", x=at["x"] - 60, y=at["y"] - 80)
    assert seat_map.seat_centre(1030) == (x - 60, y - 80)


def test_the_pointer_tells_the_seat_at_once_and_its_text_a_moment_later(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    before = shown()
    hands.move(*seat_map.seat_centre(304))
    wait_until(lambda: told.hovered[-1:] == [304])
    wait_until(lambda: told.described == [304])
    wait_until(lambda: shown() != before)
    hands.move(1100, 700)
    wait_until(lambda: told.hovered[-1:] == [None])
    wait_until(lambda: shown() == before, what="the hover text to go")


def test_a_map_that_gets_the_keyboard_tells_of_no_seat_before_a_step(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.focus_seat(304)
    wait_until(lambda: seat_map.focused_seat is not None)
    assert told.hovered[-1:] == [None]
    hands.key("Right")
    wait_until(lambda: told.described == [305], what="the text of the seat that was stepped to")
