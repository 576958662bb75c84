"""The canvas a hall is drawn on: the seat map's picture, letters and pan, on a grid in which gaps can be painted as well."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection
from typing import Any

import customtkinter as ctk

from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import HallDrawing, Place
from app.views import theme
from app.views.plan.hall_hands import Hands
from app.views.plan.hall_sprites import DrawingSprites, cells_of, drawing_palette, faces_of, id_at, looks_of
from app.views.seats.seat_layout import SeatLayout
from app.views.seats.seat_map_overlay import Overlay
from app.views.seats.seat_map_picture import HallPicture
from app.views.seats.seat_palette import PaletteName, palette
from app.views.seats.seat_view import SeatView


class HallCanvas(ctk.CTkFrame):
    """One focus stop. Places are marked as a rectangle: dragged with the mouse, or with Shift and the arrows.

    `on_paint` gets the brush and the marked places, `on_preview` the same while the mouse is still dragging, `on_mark` whatever
    is marked now. `editable` False: a picture to look at.
    """

    def __init__(
        self,
        master: Any,
        palette_name: Callable[[], PaletteName],
        *,
        on_paint: Callable[[Brush, Collection[Place]], object] = lambda _brush, _places: None,
        on_preview: Callable[[Brush, Collection[Place]], object] = lambda _brush, _places: None,
        on_mark: Callable[[], object] = lambda: None,
        editable: bool = True,
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=0)
        self._palette_name, self._editable = palette_name, editable
        self.on_paint, self.on_preview, self.on_mark = on_paint, on_preview, on_mark
        self.brush: Brush | None = None
        """What the mouse and Space paint; None: they mark."""
        self.drawn: HallDrawing | None = None
        self.view: SeatView | None = None
        self.focused: Place = (0, 0)
        self.anchor: Place = (0, 0)
        self._broken: frozenset[int] = frozenset()
        self._sprites: DrawingSprites | None = None
        self.canvas = tk.Canvas(
            self,
            highlightthickness=0,
            borderwidth=0,
            takefocus=editable,
            width=1,
            height=1,
            background=self._pane(),
        )
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self.grid_rowconfigure(0, weight=1)
        self.grid_columnconfigure(0, weight=1)
        self._picture, self._overlay = HallPicture(self.canvas), Overlay(self.canvas)
        self.canvas.bind("<Configure>", lambda _event: self._lay_out())
        if editable:
            Hands(self)

    # What the caller does

    def show(self, drawn: HallDrawing, broken: Collection[int] = ()) -> None:
        """Show a drawing, in the part of the hall that is in view already; `broken` are seats out of service for a while."""
        before, self.drawn = self.drawn, drawn
        self._broken = frozenset(broken)
        if before is None:
            self.focused = self.anchor = (len(drawn.rows) // 2, drawn.width // 2)
        self.focused, self.anchor = self._inside(self.focused), self._inside(self.anchor)
        if before is None or self.view is None or _frame(before) != _frame(drawn):
            self._lay_out()
        else:
            self.redraw()

    def forget(self) -> None:
        """Another hall: the whole of it in view, and its middle in focus."""
        self.view = self.drawn = None

    @property
    def marked(self) -> frozenset[Place]:
        """The rectangle between where the marking began and where it is now."""
        (top, left), (bottom, right) = self.anchor, self.focused
        rows = range(min(top, bottom), max(top, bottom) + 1)
        columns = range(min(left, right), max(left, right) + 1)
        return frozenset((row, column) for row in rows for column in columns)

    def mark(self, focused: Place, anchor: Place | None = None) -> None:
        """Put the focus on a place; the rectangle goes from `anchor`, or is that place alone."""
        self.focused = self._inside(focused)
        self.anchor = self.focused if anchor is None else self._inside(anchor)
        if self.view is not None and self.view.overflows and self.view.reveal(id_at(self.focused)):
            self.redraw()
        self.draw_marks()
        self.on_mark()

    def mark_all(self) -> None:
        if self.drawn is not None:
            self.mark((len(self.drawn.rows) - 1, self.drawn.width - 1), (0, 0))

    def place_at(self, x: float, y: float) -> Place | None:
        """The place under a point of the canvas, the nearest one beside the hall."""
        if self.view is None:
            return None
        across, down = self.view.units(x, y)
        return self._inside((int(down // 1), int(across // 1)))

    def centre_of(self, place: Place) -> tuple[int, int]:
        """The middle of a place in pixels of the screen."""
        assert self.view is not None
        x, y = self.view.corner(id_at(place))
        half = self.view.cell // 2
        return self.canvas.winfo_rootx() + x + half, self.canvas.winfo_rooty() + y + half

    def focus_set(self) -> None:
        self.canvas.focus_set()

    # How it is drawn

    def redraw(self) -> None:
        """Draw all that is in view, after a zoom, a pan or a change of colours."""
        if self.view is not None and self.drawn is not None:
            self._picture.draw(self.view, self._sheet(), faces_of(self.drawn), looks_of(self.drawn, self._broken))
            self._overlay.draw_letters(self.view, self._sheet().palette)
            self.draw_marks()

    def wear(self) -> None:
        """The colours of now: another theme, or another palette."""
        self._sprites = None
        self.canvas.configure(background=self._pane())
        self.redraw()

    def draw_marks(self) -> None:
        """A frame around what is marked, and the ring of the place in focus while the keyboard is here."""
        self.canvas.delete("marked")
        if self.view is None:
            return
        here = self.canvas.focus_get() is self.canvas
        colours = self._sheet().palette
        self._overlay.ring(self.view, colours, [id_at(self.focused)] if here else [], "focus")
        if self.anchor != self.focused:
            (top, left), (bottom, right) = min(self.marked), max(self.marked)
            x, y = self.view.corner(id_at((top, left)))
            far_x, far_y = self.view.corner(id_at((bottom, right)))
            box = (x, y, far_x + self.view.cell, far_y + self.view.cell)
            for colour, width in ((colours.pane, 7), (colours.ring, 3)):
                self.canvas.create_rectangle(box, outline=colour, width=width, tags="marked")

    def _lay_out(self) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        if self.drawn is None or width <= 1 or height <= 1:
            return
        before = self.view
        self.view = SeatView(SeatLayout(cells_of(self.drawn)), width, height, float(self._get_widget_scaling()))
        if not self._editable:
            self.view.zoom(self.view.whole(), 0, 0)
        elif before is not None:
            self.view.follow(before)
        self.redraw()

    def _sheet(self) -> DrawingSprites:
        assert self.view is not None
        if self._sprites is None or self._sprites.size_pixels != self.view.cell:
            colours = drawing_palette(palette(self._palette_name(), ctk.get_appearance_mode()))
            self._sprites = DrawingSprites(self.view.cell, colours, outlined=self._editable)
        return self._sprites

    def _inside(self, place: Place) -> Place:
        if self.drawn is None:
            return (0, 0)
        return min(max(place[0], 0), len(self.drawn.rows) - 1), min(max(place[1], 0), self.drawn.width - 1)

    @staticmethod
    def _pane() -> str:
        return theme.pick(theme.PANE, ctk.get_appearance_mode())

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self.wear()

    def _set_scaling(self, *args: Any, **kwargs: Any) -> None:
        super()._set_scaling(*args, **kwargs)
        self._lay_out()


def _frame(drawn: HallDrawing) -> tuple[int, tuple[str, ...]]:
    """What the layout is made of: as long as it stays, only pictures change."""
    return drawn.width, tuple(row.name for row in drawn.rows)
