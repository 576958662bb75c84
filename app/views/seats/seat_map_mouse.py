"""The mouse on the seat map: click and drag pick, the wheel zooms, the aisles and the other buttons pan."""

from __future__ import annotations

import tkinter as tk
from typing import Any

from app.models.records import Seat
from app.views.seats.seat_map_picking import Map, Picking
from app.views.seats.seat_palette import SeatLook

ZOOM_STEP = 1.15
_SHIFT = 0x0001
Event = Any
"""tkinter's event; its own type takes a parameter at checking time only."""


class Mouse:
    def __init__(self, seat_map: Map, picking: Picking, canvas: tk.Canvas) -> None:
        self._map = seat_map
        self._picking = picking
        self._canvas = canvas
        self._pan_from: tuple[int, int] | None = None
        self._over: Seat | None = None
        self._clicked_in = False
        canvas.bind("<Button-1>", self._press)
        canvas.bind("<B1-Motion>", self._drag)
        canvas.bind("<ButtonRelease-1>", self._let_go)
        for button in (2, 3):
            canvas.bind(f"<Button-{button}>", self._grab)
            canvas.bind(f"<B{button}-Motion>", self._pan)
            canvas.bind(f"<ButtonRelease-{button}>", self._drop)
        canvas.bind("<Motion>", self._move)
        canvas.bind("<Leave>", self._leave)
        canvas.bind("<MouseWheel>", lambda event: self._zoom(event, larger=event.delta > 0))
        # X11 tells the wheel as two more buttons.
        canvas.bind("<Button-4>", lambda event: self._zoom(event, larger=True))
        canvas.bind("<Button-5>", lambda event: self._zoom(event, larger=False))

    def forget(self) -> None:
        self._over = self._pan_from = None
        self._canvas.configure(cursor="")

    def brought_focus(self) -> bool:
        """Whether a click is why the map has the focus now: then the pointer already shows the place. Asked once."""
        clicked, self._clicked_in = self._clicked_in, False
        return clicked

    def _press(self, event: Event) -> None:
        view, picking = self._map.view, self._picking
        picking.drop_run()
        picking.hide_ring()
        seat = view.seat_at(event.x, event.y) if view else None
        if view is not None and seat is not None:
            if event.state & _SHIFT and picking.focused:
                picking.anchor = picking.focused
                picking.mark(view.layout.run(picking.focused.id, seat.id))
            else:
                picking.focused = picking.anchor = seat
            self._map.hover(None)
        else:
            self._grab(event)
        # The focus comes as an event of its own, perhaps only after the button is up again.
        self._clicked_in = self._canvas.focus_get() is not self._canvas
        self._canvas.focus_set()

    def _drag(self, event: Event) -> None:
        view, anchor = self._map.view, self._picking.anchor
        if self._pan_from is not None:
            self._pan(event)
        elif anchor is not None and view is not None:
            across, _ = view.units(event.x, event.y)
            run = view.layout.run(anchor.id, view.layout.nearest_in_row(anchor.id, across).id)
            if len(run) > 1 or self._picking.run:
                self._picking.mark(run)

    def _let_go(self, event: Event) -> None:
        view, picking = self._map.view, self._picking
        if self._pan_from is not None:
            self._drop(event)
            return
        anchor, run = picking.anchor, picking.run
        picking.drop_run()
        if run:
            picking.report(run)
        elif view is not None and anchor is not None and view.seat_at(event.x, event.y) == anchor:
            picking.report((anchor,))

    def _grab(self, event: Event) -> None:
        if self._map.view is not None and self._map.view.overflows:
            self._pan_from = (event.x, event.y)
            self._canvas.configure(cursor="fleur")
            self._map.hover(None)

    def _pan(self, event: Event) -> None:
        if self._pan_from is not None and self._map.view is not None:
            self._map.view.pan(event.x - self._pan_from[0], event.y - self._pan_from[1])
            self._pan_from = (event.x, event.y)
            self._map.redraw()

    def _drop(self, _event: Event) -> None:
        self._pan_from = None
        self._canvas.configure(cursor="")

    def _move(self, event: Event) -> None:
        seat = self._map.view.seat_at(event.x, event.y) if self._map.view else None
        if seat != self._over:
            self._over = seat
            useful = seat is not None and self._map.look_of(seat.id) in {SeatLook.FREE, SeatLook.KEPT, SeatLook.YOURS}
            self._canvas.configure(cursor="hand2" if useful else "")
            self._map.hover(seat)

    def _leave(self, _event: Event) -> None:
        if self._over is not None:
            self._over = None
            self._map.hover(None)

    def _zoom(self, event: Event, *, larger: bool) -> str:
        zoom(self._map, event.x, event.y, larger=larger)
        return "break"


def zoom(seat_map: Map, x: int, y: int, *, larger: bool) -> None:
    """One step larger or smaller; what is at (x, y) of the pane stays there."""
    view = seat_map.view
    if view is not None:
        step = max(1, round(view.cell * (ZOOM_STEP - 1)))
        view.zoom(view.cell + (step if larger else -step), x, y)
        seat_map.redraw()
