"""The seat map: one canvas that shows a hall, tells which seats were picked, and knows nothing of prices or databases.

A click only reports. The caller paints at once what it hopes for (`repaint`) and takes it back when the database refuses.
"""

from __future__ import annotations

import tkinter as tk
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

import customtkinter

from app.models.records import Seat, SeatType
from app.views import theme
from app.views.seats.seat_layout import SeatLayout
from app.views.seats.seat_map_keys import Keys
from app.views.seats.seat_map_legend import Legend
from app.views.seats.seat_map_mouse import Mouse
from app.views.seats.seat_map_overlay import Overlay
from app.views.seats.seat_map_picking import Picking
from app.views.seats.seat_map_picture import HallPicture
from app.views.seats.seat_palette import Palette, PaletteName, SeatLook, palette
from app.views.seats.seat_sprites import Face, SeatSprites, face_of
from app.views.seats.seat_view import SeatView

__all__ = ["SeatLook", "SeatMap"]

_RESIZE_MILLISECONDS = 40
_HOVER_MILLISECONDS = 250
_SIZES_KEPT = 6
"""Seat sizes whose pictures are kept: enough for a few zoom steps and two halls, a few megabytes."""


class SeatMap(customtkinter.CTkFrame):
    """The hall of one show.

    `on_pick` gets the free seats somebody picked, `on_release` own seats clicked again, `on_hover` the seat under the
    pointer or the keyboard's focus (None when there is none). `describe` makes the hover text; without it none is shown.
    `on_keep` gets the seats that are marked or in focus when Ctrl+B is pressed.
    """

    def __init__(
        self,
        master: tk.Misc,
        *,
        on_pick: Callable[[Sequence[Seat]], None],
        on_release: Callable[[Sequence[Seat]], None],
        on_hover: Callable[[Seat | None], None],
        describe: Callable[[Seat], str] | None = None,
        on_keep: Callable[[Sequence[Seat]], None] | None = None,
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=0)
        self._on_hover = on_hover
        self._describe = describe
        self._palette_name: PaletteName = "standard"
        self._seats: tuple[Seat, ...] = ()
        self._looks: dict[int, SeatLook] = {}
        self._faces: dict[int, Face] = {}
        self._layout: SeatLayout | None = None
        self._view: SeatView | None = None
        self._sheets: OrderedDict[tuple[int, Palette], SeatSprites] = OrderedDict()
        self._hint = False
        self._resize_after: str | None = None
        self._hover_after: str | None = None
        self._canvas_of_hall = tk.Canvas(self, highlightthickness=0, borderwidth=0, takefocus=1, width=1, height=1)
        self._legend = Legend(self)
        self.grid_rowconfigure(0, weight=1)
        self.grid_columnconfigure(0, weight=1)
        self._canvas_of_hall.grid(row=0, column=0, sticky="nsew")
        self._legend.grid(row=1, column=0, sticky="ew")
        self._picture = HallPicture(self._canvas_of_hall)
        self._overlay = Overlay(self._canvas_of_hall)
        self._picking = Picking(self, on_pick, on_release)
        self._mouse = Mouse(self, self._picking, self._canvas_of_hall)
        self._keys = Keys(self, self._picking, self._mouse, self._canvas_of_hall, on_keep)
        self._palette = self._current_palette()
        self._canvas_of_hall.configure(background=self._palette.pane)
        self._canvas_of_hall.bind("<Configure>", self._resized)

    # What the caller does

    def open(
        self, seats: Sequence[Seat], looks: Mapping[int, SeatLook], legend: Sequence[tuple[SeatType, str]]
    ) -> None:
        """Show a hall. `looks` says how each seat looks (a seat it does not name is free), `legend` what a type costs."""
        seats = tuple(seats)
        self._legend.explain(seats, legend)
        if seats == self._seats and self._view is not None:
            self._forget()
            self._draw_legend(self._view.width)
            self.repaint({seat.id: looks.get(seat.id, SeatLook.FREE) for seat in seats})
            return
        self._seats = seats
        self._looks = {seat.id: looks.get(seat.id, SeatLook.FREE) for seat in seats}
        self._faces = {seat.id: face_of(seat) for seat in seats}
        self._layout = SeatLayout(seats)
        self._view = None
        self._forget()
        self._lay_out()

    def tell_prices(self, legend: Sequence[tuple[SeatType, str]]) -> None:
        """The seats of the open hall cost something else."""
        self._legend.explain(self._seats, legend)
        if self._view is not None:
            self._draw_legend(self._view.width)

    def repaint(self, looks: Mapping[int, SeatLook]) -> None:
        """Change the look of the seats named; those that look so already, and seats of another hall, cost nothing."""
        now = self._looks
        changed = [seat_id for seat_id, look in looks.items() if now.get(seat_id, look) is not look]
        now.update((seat_id, looks[seat_id]) for seat_id in changed)
        if changed and self._view is not None:
            self._picture.redraw_seats(changed, self._view, self._sheet(), self._faces, now)
            self._picking.seats_changed()

    def outline(self, seat_ids: Sequence[int], pressable: Sequence[int]) -> None:
        """Put rings around sold seats of the open hall, and let those of `pressable` be picked like free ones."""
        self._picking.given, self._picking.pressable = tuple(seat_ids), frozenset(pressable)
        self._picking.draw_rings()

    def look_of(self, seat_id: int) -> SeatLook:
        return self._looks[seat_id]

    def seat_centre(self, seat_id: int) -> tuple[int, int]:
        """The middle of a seat in pixels of the whole screen. Outside of the pane when the seat is panned away."""
        view = self._ready_view()
        x, y = view.corner(seat_id)
        canvas = self._canvas_of_hall
        return canvas.winfo_rootx() + x + view.cell // 2, canvas.winfo_rooty() + y + view.cell // 2

    @property
    def focused_seat(self) -> Seat | None:
        """The seat the keyboard is at, whether or not the map has the focus now."""
        return self._picking.focused

    def focus_seat(self, seat_id: int) -> None:
        """Give the map the keyboard, at this seat, with its ring shown and the seat in view."""
        self._canvas_of_hall.focus_set()
        self._picking.move_to(self._ready_view().layout.places[seat_id].seat, tell=False)

    def reveal(self, seats: Sequence[Seat]) -> None:
        """Pan to those of these seats that are out of view; where all are in view nothing moves under the hand."""
        view = self._view
        hidden = [seat.id for seat in seats if view and seat.id in view.layout.places and not view.shows(seat.id)]
        if view is not None and hidden:
            for seat_id in hidden:
                view.reveal(seat_id)
            self.redraw()

    def set_palette(self, name: PaletteName) -> None:
        self._palette_name = name
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """The room became light or dark, or the palette another one: draw everything in its colours."""
        self._palette = self._current_palette()
        self._canvas_of_hall.configure(background=self._palette.pane)
        if self._view is not None:
            self._draw_legend(self._view.width)
        self.redraw()

    def screen_strip(self) -> tuple[int, int, int] | None:
        """Centre, lower edge and width of the strip with the cinema's screen, in pixels of the whole screen.

        Nothing there is pressed or read twice: what lies over it is in nobody's way. None while no hall is shown.
        """
        canvas = self._canvas_of_hall
        if self._view is None or not canvas.winfo_viewable():
            return None
        lower = canvas.winfo_rooty() + max(0, self._view.top) + self._view.screen_height
        return canvas.winfo_rootx() + canvas.winfo_width() // 2, lower, canvas.winfo_width()

    def fit(self) -> None:
        """Show the whole hall, however small its seats become."""
        if self._view is not None:
            self._view.zoom(self._view.whole(), 0, 0)
            self.redraw()

    def destroy(self) -> None:
        for after in (self._resize_after, self._hover_after):
            if after is not None:
                self.after_cancel(after)
        self._resize_after = self._hover_after = None
        super().destroy()

    # What the hands do with it

    @property
    def view(self) -> SeatView | None:
        return self._view

    def redraw(self) -> None:
        """Draw all that is in view, after a zoom, a pan or a change of colours."""
        view = self._view
        if view is None:
            return
        self._overlay.hush()
        self._picture.draw(view, self._sheet(), self._faces, self._looks)
        self._overlay.draw_letters(view, self._palette)
        self._picking.draw_rings()

    def _forget(self) -> None:
        self._picking.forget()
        self._mouse.forget()
        self.hover(None)

    def ring(self, seat_ids: Sequence[int], tag: str) -> None:
        if self._view is not None:
            self._overlay.ring(self._view, self._palette, seat_ids, tag)

    def hover(self, seat: Seat | None) -> None:
        """Tell the caller at once, and the person a moment later: a text at every seat on the way would flicker."""
        self._overlay.hush()
        if self._hover_after is not None:
            self.after_cancel(self._hover_after)
            self._hover_after = None
        if seat is not None and self._describe is not None:
            self._hover_after = self.after(_HOVER_MILLISECONDS, self._tell, seat, self._describe)
        self._on_hover(seat)

    def _tell(self, seat: Seat, describe: Callable[[Seat], str]) -> None:
        self._hover_after = None
        if self._view is not None and seat.id in self._view.layout.places:
            self._overlay.tell(describe(seat), self._view, self._palette, seat.id)

    # Size and colours

    def _scale(self) -> float:
        return float(self._get_widget_scaling())

    def _current_palette(self) -> Palette:
        return palette(self._palette_name, customtkinter.get_appearance_mode())

    def _sheet(self) -> SeatSprites:
        assert self._view is not None
        key = (self._view.cell, self._palette)
        if key not in self._sheets:
            self._sheets[key] = SeatSprites(*key)
        self._sheets.move_to_end(key)
        if len(self._sheets) > _SIZES_KEPT:
            self._sheets.popitem(last=False)
        return self._sheets[key]

    def _resized(self, _event: object) -> None:
        """A window being dragged larger sends dozens of sizes: wait until it rests, but never with an empty pane."""
        view = self._view
        if view is None:
            self._lay_out()
            return
        if (view.width, view.height) == (self._canvas_of_hall.winfo_width(), self._canvas_of_hall.winfo_height()):
            return
        if self._resize_after is not None:
            self.after_cancel(self._resize_after)
        self._resize_after = self.after(_RESIZE_MILLISECONDS, self._lay_out)

    def _lay_out(self) -> None:
        if self._resize_after is not None:
            self.after_cancel(self._resize_after)
            self._resize_after = None
        width, height = self.winfo_width(), self.winfo_height()
        if self._layout is None or width <= 1 or height <= 1:
            return
        scale = self._scale()
        view = SeatView(self._layout, width, height - self._legend.height(width, scale), scale)
        self._hint = view.overflows
        if self._hint:
            view = SeatView(self._layout, width, height - self._legend.height(width, scale, hint=True), scale)
        self._draw_legend(width)
        if self._view is not None:
            view.follow(self._view)
        self._view = view
        self.redraw()

    def _draw_legend(self, width: int) -> None:
        self._legend.draw(width, self._palette, self._scale(), hint=self._hint)

    def _ready_view(self) -> SeatView:
        """The view, after a resize that still waits was carried out."""
        if self._resize_after is not None or self._view is None:
            self._lay_out()
        assert self._view is not None, "the seat map shows no hall yet, or is not on the screen"
        return self._view

    def _set_scaling(self, *args: float, **named: float) -> None:
        super()._set_scaling(*args, **named)
        self._lay_out()

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self.refresh_theme()
