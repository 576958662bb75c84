"""Mouse and keyboard on the hall's canvas: a drag paints or marks, arrows move, Shift extends, letters paint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.controllers.plan.hall_changes import Brush
from app.views.seats.seat_map_mouse import ZOOM_STEP

if TYPE_CHECKING:
    from app.views.plan.hall_canvas import HallCanvas

BRUSH_OF_KEY = {
    "r": Brush.REGULAR,
    "p": Brush.PREMIUM,
    "v": Brush.VIP,
    "g": Brush.GAP,
    "w": Brush.WHEELCHAIR,
    "c": Brush.COMPANION,
    "h": Brush.HOUSE,
    "x": Brush.OUT_OF_SERVICE,
}
_ARROWS = {"Left": (0, -1), "Right": (0, 1), "Up": (-1, 0), "Down": (1, 0)}
Event = Any
"""tkinter's event; its own type takes a parameter at checking time only."""


class Hands:
    """Of one canvas."""

    def __init__(self, hall: HallCanvas) -> None:
        self._hall = hall
        self._pan_from: tuple[int, int] | None = None
        self._pressed = False
        canvas = hall.canvas
        canvas.bind("<Button-1>", self._press)
        canvas.bind("<B1-Motion>", self._drag)
        canvas.bind("<ButtonRelease-1>", self._let_go)
        for button in (2, 3):
            canvas.bind(f"<Button-{button}>", self._grab)
            canvas.bind(f"<B{button}-Motion>", self._pan)
        canvas.bind("<MouseWheel>", lambda event: self._zoom(event, larger=event.delta > 0))
        canvas.bind("<Button-4>", lambda event: self._zoom(event, larger=True))
        canvas.bind("<Button-5>", lambda event: self._zoom(event, larger=False))
        for key, step in _ARROWS.items():
            canvas.bind(f"<KeyPress-{key}>", partial(self._step, step, False))
            canvas.bind(f"<Shift-KeyPress-{key}>", partial(self._step, step, True))
        canvas.bind("<KeyPress-Home>", lambda _event: self._end_of_row(last=False))
        canvas.bind("<KeyPress-End>", lambda _event: self._end_of_row(last=True))
        canvas.bind("<KeyPress-space>", lambda _event: self._paint(hall.brush))
        for letter, brush in BRUSH_OF_KEY.items():
            for key in (letter, letter.upper()):
                canvas.bind(f"<KeyPress-{key}>", partial(self._letter, brush))
        for key in ("Delete", "BackSpace"):
            canvas.bind(f"<KeyPress-{key}>", partial(self._letter, Brush.GAP))
        canvas.bind("<Control-Key-a>", lambda _event: self._all())
        canvas.bind("<KeyPress-Escape>", self._escape)
        canvas.bind("<FocusIn>", lambda _event: hall.draw_marks())
        canvas.bind("<FocusOut>", lambda _event: hall.draw_marks())

    # The mouse

    def _press(self, event: Event) -> None:
        self._hall.canvas.focus_set()
        place = self._hall.place_at(event.x, event.y)
        self._pressed = place is not None
        if place is not None:
            extends = bool(event.state & 0x0001)
            self._hall.mark(place, self._hall.anchor if extends else None)
            self._preview()

    def _drag(self, event: Event) -> None:
        place = self._hall.place_at(event.x, event.y)
        if self._pressed and place is not None and place != self._hall.focused:
            self._hall.mark(place, self._hall.anchor)
            self._preview()

    def _let_go(self, _event: Event) -> None:
        if self._pressed:
            self._pressed = False
            if self._hall.brush is not None:
                self._paint(self._hall.brush)

    def _preview(self) -> None:
        if self._hall.brush is not None:
            self._hall.on_preview(self._hall.brush, self._hall.marked)

    def _grab(self, event: Event) -> None:
        self._pan_from = (event.x, event.y)

    def _pan(self, event: Event) -> None:
        if self._pan_from is not None and self._hall.view is not None:
            self._hall.view.pan(event.x - self._pan_from[0], event.y - self._pan_from[1])
            self._pan_from = (event.x, event.y)
            self._hall.redraw()

    def _zoom(self, event: Event, *, larger: bool) -> str:
        view = self._hall.view
        if view is not None:
            step = max(1, round(view.cell * (ZOOM_STEP - 1)))
            view.zoom(view.cell + (step if larger else -step), event.x, event.y)
            self._hall.redraw()
        return "break"

    # The keyboard

    def _step(self, step: tuple[int, int], extend: bool, _event: Event) -> str:
        row, column = self._hall.focused
        self._hall.mark((row + step[0], column + step[1]), self._hall.anchor if extend else None)
        return "break"

    def _end_of_row(self, *, last: bool) -> str:
        drawn = self._hall.drawn
        self._hall.mark((self._hall.focused[0], drawn.width - 1 if last and drawn is not None else 0))
        return "break"

    def _letter(self, brush: Brush, event: Event) -> str | None:
        if event.state & 0x000C:  # with Control or Alt it is somebody else's key
            return None
        return self._paint(brush)

    def _paint(self, brush: Brush | None) -> str:
        if brush is not None:
            self._hall.on_paint(brush, self._hall.marked)
        return "break"

    def _all(self) -> str:
        self._hall.mark_all()
        return "break"

    def _escape(self, _event: Event) -> str | None:
        """Give up the rectangle; without one Escape belongs to the page."""
        if self._hall.anchor == self._hall.focused:
            return None
        self._hall.mark(self._hall.focused)
        return "break"
