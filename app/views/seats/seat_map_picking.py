"""What is meant on the seat map: where the keyboard is, which run is marked, and which seats are told to the caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.models.records import Seat
from app.views.seats.seat_map_overlay import GIVEN
from app.views.seats.seat_palette import SeatLook
from app.views.seats.seat_view import SeatView


class Map(Protocol):
    """What mouse, keyboard and picking need of the map."""

    @property
    def view(self) -> SeatView | None: ...
    def look_of(self, seat_id: int) -> SeatLook: ...
    def redraw(self) -> None: ...
    def fit(self) -> None: ...
    def ring(self, seat_ids: Sequence[int], tag: str) -> None: ...
    def hover(self, seat: Seat | None) -> None: ...


class Picking:
    """The seat in focus and the run: shared by mouse and keyboard, so that one can go on where the other stopped."""

    def __init__(
        self,
        seat_map: Map,
        on_pick: Callable[[Sequence[Seat]], None],
        on_release: Callable[[Sequence[Seat]], None],
    ) -> None:
        self._map = seat_map
        self._on_pick = on_pick
        self._on_release = on_release
        self._ring_shown = False
        self.focused: Seat | None = None
        self.anchor: Seat | None = None
        """Where the run began: the seat pressed, or the one in focus at the first Shift+arrow."""
        self.run: tuple[Seat, ...] = ()
        self.given: tuple[int, ...] = ()
        """Sold seats that are given in exchange, with a ring each."""
        self.pressable: frozenset[int] = frozenset()
        """Sold seats that may be pressed all the same."""

    def forget(self) -> None:
        """Another show: nothing is in focus or marked in it."""
        self.focused = self.anchor = None
        self.run = ()
        self.given, self.pressable = (), frozenset()
        self._ring_shown = False
        self.draw_rings()

    def draw_rings(self) -> None:
        self._map.ring(self.given, GIVEN)
        self._map.ring([seat.id for seat in self.run], "run")
        self._map.ring([self.focused.id] if self.focused and self._ring_shown else [], "focus")

    def hide_ring(self) -> None:
        if self._ring_shown:
            self._ring_shown = False
            self.draw_rings()

    def move_to(self, seat: Seat, *, tell: bool = True) -> None:
        """Put the keyboard at a seat, bring it into view and show its ring; `tell` what is known of it, too."""
        view = self._map.view
        if view is None:
            return
        self.focused = seat
        self._ring_shown = True
        if view.reveal(seat.id):
            self._map.redraw()
        else:
            self.draw_rings()
        self._map.hover(seat if tell else None)

    def mark(self, seats: Sequence[Seat]) -> None:
        """Draw a run: of these seats those that would be told to the caller."""
        run = tuple(self._meant(seats))
        if run != self.run:
            self.run = run
            self.draw_rings()

    def drop_run(self) -> None:
        self.anchor = None
        self.mark(())

    def seats_changed(self) -> None:
        """Seats that were just taken leave the run that is being drawn."""
        if self.run:
            self.mark(self.run)

    def report(self, seats: Sequence[Seat]) -> None:
        """Tell the caller; seats that are taken or out of service are nobody's to pick here."""
        seats = self._meant(seats)
        if not seats:
            return
        releases = self._map.look_of(seats[0].id) is SeatLook.YOURS
        (self._on_release if releases else self._on_pick)(seats)

    def _meant(self, seats: Sequence[Seat]) -> list[Seat]:
        """A run picks free seats; only one without any free seat means kept ones, or releases own ones."""
        for look in (SeatLook.FREE, SeatLook.KEPT, SeatLook.YOURS):
            meant = [seat for seat in seats if self._map.look_of(seat.id) is look]
            if meant:
                return meant
        return [seat for seat in seats if seat.id in self.pressable]
