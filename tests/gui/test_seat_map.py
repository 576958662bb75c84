"""The seat map on a real screen: real clicks and keys, and what is really painted."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import customtkinter as ctk
import pytest
from PIL import Image, ImageGrab

from app.models.records import Seat, SeatType
from app.views.hands import Hands
from app.views.seat_map import SeatLook, SeatMap
from app.views.seat_palette import palette
from tests.gui.conftest import WaitUntil
from tests.views.test_seat_layout import hall

LEGEND = ((SeatType.REGULAR, "₹350"), (SeatType.VIP, "₹525"))
ROW = [401, 402, 403, 404, 405, 406]
Box = tuple[int, int, int, int]


@dataclass
class Told:
    """What the map told its caller."""

    picked: list[list[int]] = field(default_factory=list)
    released: list[list[int]] = field(default_factory=list)
    hovered: list[int | None] = field(default_factory=list)
    described: list[int] = field(default_factory=list)

    def describe(self, seat: Seat) -> str:
        self.described.append(seat.id)
        return f"{seat.label} · Premium ₹455"


MakeMap = Callable[..., SeatMap]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def pane(stage: ctk.CTkFrame) -> tk.Frame:
    """A place of a size that no scale setting changes."""
    frame = tk.Frame(stage)
    frame.place(x=20, y=20, width=900, height=600)
    return frame


@pytest.fixture
def make_map(pane: tk.Frame, hands: Hands, told: Told) -> MakeMap:
    def ids(into: list[list[int]]) -> Callable[[Sequence[Seat]], None]:
        return lambda seats: into.append([seat.id for seat in seats])

    def make(seats: Sequence[Seat], **looks: SeatLook) -> SeatMap:
        hands.move(1, 1)
        seat_map = SeatMap(
            pane,
            on_pick=ids(told.picked),
            on_release=ids(told.released),
            on_hover=lambda seat: told.hovered.append(seat.id if seat else None),
            describe=told.describe,
        )
        seat_map.pack(fill="both", expand=True)
        pane.update()
        seat_map.open(seats, {int(name[1:]): look for name, look in looks.items()}, LEGEND)
        pane.update()
        return seat_map

    return make


def shown(box: Box) -> Image.Image:
    """What the screen shows there."""
    return ImageGrab.grab(bbox=box)


def around(seat_map: SeatMap, seat_id: int, side: int = 24) -> Box:
    x, y = seat_map.seat_centre(seat_id)
    return (x - side // 2, y - side // 2, x + side // 2, y + side // 2)


def colour_count(seat_map: SeatMap, seat_id: int, colour: str) -> int:
    """How many pixels around a seat's middle have exactly this colour."""
    wanted = tuple(int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return list(shown(around(seat_map, seat_id)).convert("RGB").get_flattened_data()).count(wanted)


def fill_of(look: SeatLook, seat_type: SeatType = SeatType.REGULAR, mode: str = "Dark") -> str:
    return palette("standard", mode).paint(look, seat_type).fill


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


def test_the_ring_shows_for_the_keyboard_and_not_for_a_click(
    make_map: MakeMap, hands: Hands, told: Told, wait_until: WaitUntil
) -> None:
    seat_map = make_map(hall(6, 8))
    ring = palette("standard", "Dark").ring

    def ringed(seat_id: int) -> bool:
        x, y = seat_map.seat_centre(seat_id)
        picture = shown((x - 26, y - 26, x + 26, y + 26)).convert("RGB")
        wanted = tuple(int(ring[index : index + 2], 16) for index in (1, 3, 5))
        return wanted in set(picture.get_flattened_data())

    hands.click(*seat_map.seat_centre(304))
    wait_until(lambda: told.picked)
    assert not ringed(304)
    hands.key("Right")
    wait_until(lambda: ringed(305))
    hands.click(*seat_map.seat_centre(504))
    wait_until(lambda: len(told.picked) == 2)
    assert not ringed(305)


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
    before = shown((20, 20, 920, 620))
    seat_map.repaint({304: SeatLook.YOURS, 305: SeatLook.YOURS})
    root.update()
    assert shown((20, 20, 920, 620)) != before
    seat_map.repaint({304: SeatLook.FREE, 305: SeatLook.FREE})
    root.update()
    assert shown((20, 20, 920, 620)) == before


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
    pieced = shown((20, 20, 920, 620))
    seat_map.redraw()
    root.update()
    assert shown((20, 20, 920, 620)) == pieced


def test_another_show_in_the_same_hall_shows_its_own_looks(make_map: MakeMap, root: ctk.CTk) -> None:
    seats = hall(6, 8)
    seat_map = make_map(seats, _304=SeatLook.SOLD)
    seat_map.open(seats, {305: SeatLook.SOLD}, LEGEND)
    root.update()
    assert (seat_map.look_of(304), seat_map.look_of(305)) == (SeatLook.FREE, SeatLook.SOLD)
    assert colour_count(seat_map, 304, fill_of(SeatLook.FREE)) > 100
    assert colour_count(seat_map, 305, fill_of(SeatLook.SOLD)) > 100


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
    before = shown((20, 20, 920, 620))
    hands.move(*seat_map.seat_centre(304))
    wait_until(lambda: told.hovered[-1:] == [304])
    wait_until(lambda: told.described == [304])
    wait_until(lambda: shown((20, 20, 920, 620)) != before)
    hands.move(1100, 700)
    wait_until(lambda: told.hovered[-1:] == [None])
    wait_until(lambda: shown((20, 20, 920, 620)) == before, what="the hover text to go")


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
    seat_map = SeatMap(
        pane, on_pick=lambda _: None, on_release=lambda _: None, on_hover=lambda _: None, describe=told.describe
    )
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
    assert shown((x - 200, y, x - 199, y + 1)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


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
