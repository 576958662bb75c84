"""The keyboard on the seat map: one focus stop, arrows from seat to seat, Space picks, Ctrl+B keeps back. Return is left
to the window.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from app.models.records import Seat
from app.views.seats.seat_layout import Direction
from app.views.seats.seat_map_mouse import Mouse, zoom
from app.views.seats.seat_map_picking import Map, Picking

_ARROWS: dict[str, Direction] = {"Left": "left", "Right": "right", "Up": "up", "Down": "down"}
OnKeep = Callable[[Sequence[Seat]], None]
Event = Any
"""tkinter's event; its own type takes a parameter at checking time only."""


class Keys:
    def __init__(
        self, seat_map: Map, picking: Picking, mouse: Mouse, canvas: tk.Canvas, on_keep: OnKeep | None
    ) -> None:
        self._map = seat_map
        self._picking = picking
        self._mouse = mouse
        self._canvas = canvas
        for key, direction in _ARROWS.items():
            canvas.bind(f"<{key}>", partial(self._step, direction, False))
            canvas.bind(f"<Shift-{key}>", partial(self._step, direction, True))
        canvas.bind("<Home>", lambda _event: self._end_of_row(last=False))
        canvas.bind("<End>", lambda _event: self._end_of_row(last=True))
        canvas.bind("<space>", self._space)
        if on_keep is not None:
            for key in ("b", "B"):  # B alone begins a command: b7 is a seat
                canvas.bind(f"<Control-Key-{key}>", lambda _event: self._keep(on_keep))
        canvas.bind("<Escape>", self._escape)
        for key in ("0", "KP_0"):
            canvas.bind(f"<Control-Key-{key}>", lambda _event: self._map.fit())
        for key in ("plus", "equal", "KP_Add"):
            canvas.bind(f"<Control-Key-{key}>", lambda _event: self._zoom(larger=True))
        for key in ("minus", "KP_Subtract"):
            canvas.bind(f"<Control-Key-{key}>", lambda _event: self._zoom(larger=False))
        canvas.bind("<FocusIn>", self._focus_in)
        canvas.bind("<FocusOut>", self._focus_out)

    def _step(self, direction: Direction, extend: bool, _event: Event) -> str:
        view, picking = self._map.view, self._picking
        seat = None
        if view is not None:
            seat = view.layout.neighbour(picking.focused.id, direction) if picking.focused else view.layout.first()
        if view is None or seat is None:
            return "break"
        if extend and direction in {"left", "right"} and picking.focused is not None:
            picking.anchor = picking.anchor or picking.focused
            picking.mark(view.layout.run(picking.anchor.id, seat.id))
        else:
            picking.drop_run()
        picking.move_to(seat)
        return "break"

    def _end_of_row(self, *, last: bool) -> str:
        if self._picking.focused is not None and self._map.view is not None:
            self._picking.drop_run()
            self._picking.move_to(self._map.view.layout.row_end(self._picking.focused.id, last=last))
        return "break"

    def _space(self, _event: Event) -> str:
        picking = self._picking
        seats = picking.run or ((picking.focused,) if picking.focused else ())
        picking.drop_run()
        picking.report(seats)
        return "break"

    def _keep(self, on_keep: OnKeep) -> str:
        """Back to whoever keeps seats: all that are marked, or the one in focus."""
        picking = self._picking
        seats = picking.run or ((picking.focused,) if picking.focused else ())
        picking.drop_run()
        on_keep(seats)
        return "break"

    def _escape(self, _event: Event) -> str | None:
        """Give up the run; without one Escape belongs to the window."""
        if not self._picking.run:
            return None
        self._picking.drop_run()
        return "break"

    def _zoom(self, *, larger: bool) -> str:
        zoom(self._map, self._canvas.winfo_width() // 2, self._canvas.winfo_height() // 2, larger=larger)
        return "break"

    def _focus_in(self, _event: Event) -> None:
        """Tab shows where the keyboard is. What is known of the seat is told at the next step: it covers seats above."""
        view = self._map.view
        if self._mouse.brought_focus() or view is None:
            return
        seat = self._picking.focused or view.layout.first()
        if seat is not None:
            self._picking.move_to(seat, tell=False)

    def _focus_out(self, _event: Event) -> None:
        self._picking.drop_run()
        self._picking.hide_ring()
        self._map.hover(None)
