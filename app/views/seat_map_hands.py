"""Mouse and keyboard on the seat map: what a press, a drag or an arrow means, told as seats picked or released."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from app.models.records import Seat
from app.views.seat_layout import Direction
from app.views.seat_palette import SeatLook
from app.views.seat_view import SeatView

_ZOOM_STEP = 1.15
_SHIFT = 0x0001
_ARROWS: dict[str, Direction] = {"Left": "left", "Right": "right", "Up": "up", "Down": "down"}
Event = Any
"""tkinter's event; its own type takes a parameter at checking time only."""


class Map(Protocol):
    """What the hands need of the map."""

    @property
    def view(self) -> SeatView | None: ...
    def look_of(self, seat_id: int) -> SeatLook: ...
    def redraw(self) -> None: ...
    def fit(self) -> None: ...
    def ring(self, seat_ids: Sequence[int], tag: str) -> None: ...
    def hover(self, seat: Seat | None) -> None: ...


class SeatMapHands:
    """Holds where the keyboard is, which run is being drawn, and what the pointer is over."""

    def __init__(
        self,
        seat_map: Map,
        canvas: tk.Canvas,
        on_pick: Callable[[Sequence[Seat]], None],
        on_release: Callable[[Sequence[Seat]], None],
    ) -> None:
        self._map = seat_map
        self._canvas = canvas
        self._on_pick = on_pick
        self._on_release = on_release
        self.focused: Seat | None = None
        self._ring_shown = False
        self._pressed: Seat | None = None
        self._anchor: Seat | None = None
        self._run: tuple[Seat, ...] = ()
        self._pan_from: tuple[int, int] | None = None
        self._over: Seat | None = None
        self._bind()

    def _bind(self) -> None:
        bind = self._canvas.bind
        bind("<Button-1>", self._press)
        bind("<B1-Motion>", self._drag)
        bind("<ButtonRelease-1>", self._let_go)
        bind("<Button-2>", self._grab)
        bind("<B2-Motion>", self._pan)
        bind("<ButtonRelease-2>", self._drop)
        bind("<Motion>", self._move)
        bind("<Leave>", self._leave)
        bind("<MouseWheel>", lambda event: self._zoom(event.delta > 0, event.x, event.y))
        bind("<Button-4>", lambda event: self._zoom(True, event.x, event.y))
        bind("<Button-5>", lambda event: self._zoom(False, event.x, event.y))
        for key, direction in _ARROWS.items():
            bind(f"<{key}>", lambda _event, way=direction: self._step(way, extend=False))
            bind(f"<Shift-{key}>", lambda _event, way=direction: self._step(way, extend=True))
        bind("<Home>", lambda _event: self._end_of_row(last=False))
        bind("<End>", lambda _event: self._end_of_row(last=True))
        bind("<space>", self._space)
        bind("<Escape>", self._escape)
        bind("<Control-Key-0>", lambda _event: self._map.fit())
        for key in ("<Control-plus>", "<Control-equal>", "<Control-KP_Add>"):
            bind(key, lambda _event: self._zoom_at_middle(larger=True))
        for key in ("<Control-minus>", "<Control-KP_Subtract>"):
            bind(key, lambda _event: self._zoom_at_middle(larger=False))
        bind("<FocusIn>", self._focus_in)
        bind("<FocusOut>", self._focus_out)

    # What the map tells

    def forget(self) -> None:
        """Another show: nothing is focused, pressed or marked in it."""
        self.focused = self._pressed = self._anchor = self._over = None
        self._pan_from = None
        self._ring_shown = False
        self._mark(())
        self.draw_rings()

    def seats_changed(self) -> None:
        """Seats that were just taken leave the run that is being drawn."""
        if self._run:
            self._mark(self._run)

    def draw_rings(self) -> None:
        self._map.ring([seat.id for seat in self._run], "run")
        self._map.ring([self.focused.id] if self.focused and self._ring_shown else [], "focus")

    def move_to(self, seat: Seat) -> None:
        """Put the keyboard at a seat, bring it into view and show its ring."""
        view = self._map.view
        if view is None:
            return
        self.focused = seat
        self._ring_shown = True
        if view.reveal(seat.id):
            self._map.redraw()
        else:
            self.draw_rings()
        self._map.hover(seat)

    # Mouse

    def _press(self, event: Event) -> None:
        self._hide_ring()
        self._canvas.focus_set()
        view = self._map.view
        seat = view.seat_at(event.x, event.y) if view else None
        if seat is None:
            self._grab(event)
            return
        if event.state & _SHIFT and self.focused and view:
            self._pressed = self.focused
            self._mark(view.layout.run(self.focused.id, seat.id))
            return
        self.focused = self._pressed = seat
        self._map.hover(None)

    def _drag(self, event: Event) -> None:
        view = self._map.view
        if self._pan_from is not None:
            self._pan(event)
        elif self._pressed is not None and view is not None:
            across, _ = view.units(event.x, event.y)
            run = view.layout.run(self._pressed.id, view.layout.nearest_in_row(self._pressed.id, across).id)
            if len(run) > 1 or self._run:
                self._mark(run)

    def _let_go(self, event: Event) -> None:
        if self._pan_from is not None:
            self._drop(event)
            return
        pressed, run = self._pressed, self._run
        self._pressed = None
        self._mark(())
        if pressed is None or self._map.view is None:
            return
        if run:
            self._report(run)
        elif self._map.view.seat_at(event.x, event.y) == pressed:
            self._report((pressed,))

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
            useful = seat is not None and self._map.look_of(seat.id) in {SeatLook.FREE, SeatLook.YOURS}
            self._canvas.configure(cursor="hand2" if useful else "")
            self._map.hover(seat)

    def _leave(self, _event: Event) -> None:
        if self._over is not None:
            self._over = None
            self._map.hover(None)

    def _zoom(self, larger: bool, x: int, y: int) -> str:
        view = self._map.view
        if view is not None:
            step = max(1, round(view.cell * (_ZOOM_STEP - 1)))
            view.zoom(view.cell + (step if larger else -step), x, y)
            self._map.redraw()
        return "break"

    def _zoom_at_middle(self, *, larger: bool) -> str:
        return self._zoom(larger, self._canvas.winfo_width() // 2, self._canvas.winfo_height() // 2)

    # Keyboard

    def _step(self, direction: Direction, *, extend: bool) -> str:
        view = self._map.view
        if view is None:
            return "break"
        if self.focused is None:
            seat = view.layout.first()
        else:
            # The first key after a click shows where the keyboard is before it moves on.
            seat = view.layout.neighbour(self.focused.id, direction)
        if seat is None:
            return "break"
        if extend and direction in {"left", "right"}:
            self._anchor = self._anchor or self.focused
            if self._anchor is not None:
                self._mark(view.layout.run(self._anchor.id, seat.id))
        else:
            self._anchor = None
            self._mark(())
        self.move_to(seat)
        return "break"

    def _end_of_row(self, *, last: bool) -> str:
        if self.focused is not None and self._map.view is not None:
            self._anchor = None
            self._mark(())
            self.move_to(self._map.view.layout.row_end(self.focused.id, last=last))
        return "break"

    def _space(self, _event: Event) -> str:
        seats = self._run or ((self.focused,) if self.focused else ())
        self._anchor = None
        self._mark(())
        if seats:
            self._report(seats)
        return "break"

    def _escape(self, _event: Event) -> str | None:
        """Give up the run; without one Escape belongs to the window."""
        if not self._run:
            return None
        self._anchor = self._pressed = None
        self._mark(())
        return "break"

    def _focus_in(self, _event: Event) -> None:
        """Tab shows where the keyboard is. A click brings the focus too, but the pointer already shows the place."""
        view = self._map.view
        if self._pressed is not None or self._pan_from is not None or view is None:
            return
        seat = self.focused or view.layout.first()
        if seat is not None:
            self.move_to(seat)

    def _focus_out(self, _event: Event) -> None:
        self._anchor = None
        self._mark(())
        self._hide_ring()
        self._map.hover(None)

    # Both

    def _hide_ring(self) -> None:
        self._ring_shown = False
        self.draw_rings()

    def _mark(self, seats: Sequence[Seat]) -> None:
        """Draw a run: of its seats those that would be reported."""
        run = tuple(self._meant(seats))
        if run != self._run:
            self._run = run
            self.draw_rings()

    def _meant(self, seats: Sequence[Seat]) -> list[Seat]:
        """A run picks free seats; only one without any free seat releases own ones."""
        free = [seat for seat in seats if self._map.look_of(seat.id) is SeatLook.FREE]
        return free or [seat for seat in seats if self._map.look_of(seat.id) is SeatLook.YOURS]

    def _report(self, seats: Sequence[Seat]) -> None:
        seats = self._meant(seats)
        if not seats:
            return
        picks = self._map.look_of(seats[0].id) is SeatLook.FREE
        (self._on_pick if picks else self._on_release)(seats)
