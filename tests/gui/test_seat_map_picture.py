"""What the seat map really paints: looks, sizes, themes, and another show in its place."""

from __future__ import annotations

import tkinter as tk
from functools import partial

import customtkinter as ctk
import pytest

from app.models.records import SeatType
from app.views.seats.seat_map import SeatLook
from app.views.seats.seat_palette import palette
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil
from tests.gui.seat_map_scene import (
    LEGEND,
    PANE,
    MakeMap,
    Told,
    colour_count,
    fill_of,
    new_map,
    new_pane,
    open_map,
    shown,
)
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


@pytest.mark.parametrize("look", [SeatLook.YOURS, SeatLook.HELD, SeatLook.SOLD, SeatLook.BLOCKED])
def test_repaint_shows_the_new_look_on_the_screen(make_map: MakeMap, root: ctk.CTk, look: SeatLook) -> None:
    seat_map = make_map(hall(6, 8))
    assert colour_count(seat_map, 304, fill_of(SeatLook.FREE)) > 100
    seat_map.repaint({304: look})
    root.update()
    assert seat_map.look_of(304) is look
    assert colour_count(seat_map, 304, fill_of(look)) > 50
    assert colour_count(seat_map, 304, fill_of(SeatLook.FREE)) == 0


def test_a_repaint_taken_back_leaves_no_trace(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(6, 8))
    before = shown()
    seat_map.repaint({304: SeatLook.YOURS, 305: SeatLook.YOURS})
    root.update()
    assert shown() != before
    seat_map.repaint({304: SeatLook.FREE, 305: SeatLook.FREE})
    root.update()
    assert shown() == before


@pytest.mark.parametrize("changed_count", [1, 50, 400])
def test_a_repaint_of_the_difference_looks_like_a_fresh_drawing(
    make_map: MakeMap, root: ctk.CTk, changed_count: int
) -> None:
    """Piece by piece (few seats), as a whole (many), and for the seats that the pane's edge cuts."""
    seats = hall(30, 40)
    seat_map = make_map(seats)
    assert seat_map.view is not None
    seat_map.view.pan(-7, -11)
    seat_map.redraw()
    looks = list(SeatLook)
    seat_map.repaint({seat.id: looks[1 + seat.id % 4] for seat in seats[:: len(seats) // changed_count]})
    root.update()
    pieced = shown()
    seat_map.redraw()
    root.update()
    assert shown() == pieced


def test_another_show_in_the_same_hall_shows_its_own_looks(make_map: MakeMap, root: ctk.CTk) -> None:
    seats = hall(6, 8)
    seat_map = make_map(seats, _304=SeatLook.SOLD)
    seat_map.open(seats, {305: SeatLook.SOLD}, LEGEND)
    root.update()
    assert (seat_map.look_of(304), seat_map.look_of(305)) == (SeatLook.FREE, SeatLook.SOLD)
    assert colour_count(seat_map, 304, fill_of(SeatLook.FREE)) > 100
    assert colour_count(seat_map, 305, fill_of(SeatLook.SOLD)) > 100


def test_a_resize_lays_the_hall_out_anew(
    make_map: MakeMap, pane: tk.Frame, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(13, 20, aisle_after=10))
    before = seat_map.seat_centre(1320)
    pane.place(width=700, height=560)
    wait_until(lambda: seat_map.view and seat_map.view.width == 700)
    assert seat_map.seat_centre(1320) != before
    hands.click(*seat_map.seat_centre(1320))
    wait_until(lambda: told.picked)
    assert told.picked == [[1320]]


def test_a_hall_opened_before_the_map_is_on_the_screen_shows_with_it(
    pane: tk.Frame, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = new_map(pane, told)
    seat_map.open(hall(4, 6), {101: SeatLook.SOLD}, LEGEND)
    seat_map.pack(fill="both", expand=True)
    wait_until(lambda: seat_map.view)
    pane.update()
    assert colour_count(seat_map, 101, fill_of(SeatLook.SOLD)) > 100


def test_a_change_to_light_redraws_in_light_colours(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(6, 8), _304=SeatLook.SOLD)
    ctk.set_appearance_mode("Light")
    root.update()
    assert colour_count(seat_map, 304, fill_of(SeatLook.SOLD, mode="Light")) > 100
    x, y = seat_map.seat_centre(101)
    assert shown((x - 200, y, x - 199, y + 1)).getpixel((0, 0)) == (255, 255, 255)


def test_the_colour_blind_palette_is_one_call_away(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(6, 8))
    seat_map.set_palette("colour-blind")
    root.update()
    blue = palette("colour-blind", "Dark").free[SeatType.REGULAR].fill
    assert colour_count(seat_map, 304, blue) > 100


def test_the_scale_setting_enlarges_the_seats(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(3, 4))
    before = seat_map.seat_centre(102)[0] - seat_map.seat_centre(101)[0]
    ctk.set_widget_scaling(1.5)
    root.update()
    assert seat_map.seat_centre(102)[0] - seat_map.seat_centre(101)[0] == before * 1.5


def test_a_map_destroyed_with_a_hover_text_and_a_resize_on_their_way_leaves_nothing_behind(
    make_map: MakeMap, root: ctk.CTk, pane: tk.Frame, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    before = set(root.tk.splitlist(root.tk.call("after", "info")))
    seat_map = make_map(hall(6, 8))
    hands.move(*seat_map.seat_centre(304))
    wait_until(lambda: told.hovered[-1:] == [304])
    pane.place(width=800, height=500)
    root.update_idletasks()
    seat_map.destroy()
    left = set(root.tk.splitlist(root.tk.call("after", "info"))) - before
    scripts = [str(root.tk.call("after", "info", timer)) for timer in left]
    assert not [script for script in scripts if "_tell" in script or "_lay_out" in script]


def test_a_repaint_of_seats_of_another_hall_is_passed_over(make_map: MakeMap, root: ctk.CTk) -> None:
    seat_map = make_map(hall(6, 8))
    before = shown()
    seat_map.repaint({9999: SeatLook.SOLD})
    root.update()
    assert shown() == before


def test_a_hall_without_seats_leaves_nothing_of_the_one_before(
    make_map: MakeMap, root: ctk.CTk, hands: Hands, told: Told
) -> None:
    seat_map = make_map(hall(6, 8))
    place = seat_map.seat_centre(304)
    seat_map.open([], {}, LEGEND)
    root.update()
    free = palette("standard", "Dark").free[SeatType.REGULAR].fill
    wanted = tuple(int(free[index : index + 2], 16) for index in (1, 3, 5))
    assert wanted not in set(shown((PANE[0], PANE[1], PANE[2], PANE[3] - 80)).get_flattened_data())
    hands.click(*place)
    root.update()
    assert told.picked == []


def test_what_is_in_view_does_not_move_when_it_is_to_be_shown(make_map: MakeMap) -> None:
    seat_map = make_map(hall(50, 60))
    view = seat_map.view
    assert view is not None
    seats = [place.seat for place in view.layout.places.values()]
    shown_ones = [seat for seat in seats if view.shows(seat.id)]
    hidden = next(seat for seat in seats if not view.shows(seat.id))
    before = (view.left, view.top)
    seat_map.reveal(shown_ones)
    assert (view.left, view.top) == before
    seat_map.reveal([hidden])
    assert view.shows(hidden.id)
