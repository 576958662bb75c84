"""The day board under mouse and keys: shows are chosen, dragged, and moved by steps of five minutes.

While a show is moved the board says how it would fit, by the same rule that the transaction asks again.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from app.controllers.plan.boards import BoardShow
from app.controllers.plan.day_board import STEP, Fit, Slot
from app.utils.local_time import format_time, to_local
from app.views import theme

if TYPE_CHECKING:
    from app.views.plan.day_board_view import BoardDoings, DayBoardView

_DRAG_FROM = 4
"""Units the pointer moves before a press is a drag."""


class BoardHands:
    """`pending` is where the chosen show would go: dragged, or moved by keys and not yet placed."""

    def __init__(self, view: DayBoardView, rows: tk.Canvas, doings: BoardDoings) -> None:
        self._view, self._rows, self._doings = view, rows, doings
        self.pending: Slot | None = None
        self._grip: tuple[int, int, BoardShow] | None = None
        rows.bind("<ButtonPress-1>", self._press)
        rows.bind("<B1-Motion>", self._drag)
        rows.bind("<ButtonRelease-1>", self._release)
        rows.bind("<Double-1>", self._double)
        rows.bind("<Button-4>", lambda _event: view.wheel(-1))
        rows.bind("<Button-5>", lambda _event: view.wheel(1))
        rows.bind("<MouseWheel>", lambda event: view.wheel(-1 if event.delta > 0 else 1))
        self._bind_keys()

    # What is not placed yet

    @property
    def busy(self) -> bool:
        """Somebody has a show in hand: the board is not to change under it."""
        return self._grip is not None or self.pending is not None

    def leave_pending(self) -> bool:
        """Esc: the show stays where it is; False when it was not being moved."""
        self._grip = None
        if self.pending is None:
            return False
        self.pending = None
        self._view.picture.clear_ghost()
        self._view.say("")
        return True

    def place_pending(self) -> bool:
        """Put the chosen show where it was moved to; False when it was not moved."""
        board, show, slot = self._view.board, self._view.chosen_show, self.pending
        if board is None or show is None or slot is None:
            return False
        if slot == show.slot:
            self.leave_pending()
        elif board.judge(slot).fit is Fit.FITS:
            self._grip = None
            self._doings.place(show, slot)
        return True

    def redraw_pending(self) -> None:
        """The board was drawn anew under it."""
        if self.pending is not None:
            board, layout = self._view.ready()
            self._view.picture.draw_ghost(board, layout, self.pending, board.judge(self.pending))

    def _aim(self, slot: Slot, how: str) -> None:
        board, layout = self._view.ready()
        self.pending = slot
        judgement = board.judge(slot)
        self._view.picture.draw_ghost(board, layout, slot, judgement)
        hall = board.hall(slot.hall_id)
        if judgement.fit is Fit.FITS:
            self._view.say(f"✓ {board.when(slot)}, {hall.name if hall else ''}: it fits. {how}", theme.GOOD)
        else:
            colour = theme.WARN if judgement.fit is Fit.TURNAROUND else theme.BAD
            self._view.say(f"{board.when(slot)}: {board.explain(judgement, slot.hall_id)}", colour)

    def _may_move(self, show: BoardShow) -> bool:
        """Says why not where somebody was promised that it stays."""
        cinema = self._view.ready()[0].cinema
        if show.has_begun:
            self._view.say(f"{show.stored.movie_title} has begun: its time and hall stay.", theme.WARN)
        elif show.is_taken:
            count = show.held_count + show.sold_count
            at = format_time(to_local(show.stored.starts_at, cinema.time_zone), cinema.locale)
            self._view.say(
                f"{'1 seat is' if count == 1 else f'{count} seats are'} held or sold for {show.stored.movie_title} at {at}: "
                "its time and hall stay. Its price can be changed, and it can be cancelled.",
                theme.WARN,
            )
        else:
            return True
        return False

    # Keys

    def _bind_keys(self) -> None:
        bound: tuple[tuple[tuple[str, ...], Callable[[], object]], ...] = (
            (("KeyPress-Left",), lambda: self.step(-1)),
            (("KeyPress-Right",), lambda: self.step(1)),
            (("KeyPress-Up",), lambda: self.step_hall(-1)),
            (("KeyPress-Down",), lambda: self.step_hall(1)),
            (("Shift-Left",), lambda: self.nudge(-1)),
            (("Shift-Right",), lambda: self.nudge(1)),
            (("Shift-Up",), lambda: self.nudge(0, -1)),
            (("Shift-Down",), lambda: self.nudge(0, 1)),
            (("Return", "KP_Enter"), self._enter),
            (("KeyPress-n", "KeyPress-N"), lambda: self._doings.new(None, None)),
            (("KeyPress-c", "KeyPress-C"), lambda: self._with_chosen(self._doings.copy)),
            (("Delete", "BackSpace"), lambda: self._with_chosen(self._doings.cancel)),
        )
        for sequences, act in bound:
            for sequence in sequences:
                self._rows.bind(f"<{sequence}>", partial(_done, act))

    def choose_first(self) -> None:
        """The keyboard came to a board on which nothing is chosen."""
        if self._grip is None and self._ordered():
            self._view.chosen = self._ordered()[0].id

    def step(self, across: int) -> None:
        """Choose the next show of the board, or the one before, row by row."""
        ordered = self._ordered()
        if not ordered:
            return
        now = next((place for place, show in enumerate(ordered) if show.id == self._view.chosen), None)
        self._choose(ordered[0 if now is None else min(max(now + across, 0), len(ordered) - 1)])

    def step_hall(self, down: int) -> None:
        """Choose the show nearest in time of the next hall that has some, up or down."""
        board, show = self._view.board, self._view.chosen_show
        if board is None or show is None:
            self.step(0)
            return
        row, start = self._view.row_of(show.stored.hall_id), show.stored.starts_at
        for other in range(row + down, len(board.halls) if down > 0 else -1, down):
            there = [each for each in board.shows if each.stored.hall_id == board.halls[other].id]
            if there:
                self._choose(min(there, key=lambda each: abs(each.stored.starts_at - start)))
                return

    def nudge(self, steps: int, down: int = 0) -> None:
        """Move the chosen show by steps of five minutes or to another hall: seen at once, placed by Enter."""
        board, show = self._view.board, self._view.chosen_show
        if board is None or self._view.layout is None or show is None or not self._may_move(show):
            return
        slot = self.pending or show.slot
        row = min(max(self._view.row_of(slot.hall_id) + down, 0), len(board.halls) - 1)
        starts_at = self._view.layout.within_day(slot.starts_at + steps * STEP)
        self._aim(slot.moved(starts_at, board.halls[row].id), "Enter puts it there, Esc leaves it where it was.")

    def _enter(self) -> None:
        if not self.place_pending():
            self._with_chosen(self._doings.choose)

    def _with_chosen(self, act: Callable[[BoardShow], object]) -> None:
        show = self._view.chosen_show
        if show is not None:
            self.leave_pending()
            act(show)

    def _choose(self, show: BoardShow) -> None:
        self._view.choose(show.id)
        self._doings.choose(show)

    def _ordered(self) -> list[BoardShow]:
        board = self._view.board
        return sorted(board.shows, key=self._place_of) if board is not None else []

    def _place_of(self, show: BoardShow) -> tuple[int, datetime]:
        return self._view.row_of(show.stored.hall_id), show.stored.starts_at

    # Mouse

    def _press(self, event: tk.Event[Any]) -> None:
        self.leave_pending()
        show = self._view.show_at(event.x, self._rows.canvasy(event.y))
        if show is not None:
            self._choose(show)
        self._grip = (event.x, event.y, show) if show is not None else None
        self._rows.focus_set()

    def _drag(self, event: tk.Event[Any]) -> None:
        board, layout = self._view.board, self._view.layout
        if self._grip is None or board is None or layout is None:
            return
        x, y, show = self._grip
        if self.pending is None and max(abs(event.x - x), abs(event.y - y)) < layout.px(_DRAG_FROM):
            return
        if not self._may_move(show):
            return
        starts_at = layout.start_at(layout.x_of(show.stored.starts_at) + event.x - x)
        hall = board.halls[layout.row_at(self._rows.canvasy(event.y))]
        self._aim(show.slot.moved(starts_at, hall.id), "Let go to put it there.")

    def _release(self, _event: tk.Event[Any]) -> None:
        grip, slot, board = self._grip, self.pending, self._view.board
        self._grip = None
        if grip is None or slot is None or board is None:
            return
        judgement = board.judge(slot)
        if judgement.fit is Fit.FITS:
            self.place_pending()
            return
        self.leave_pending()
        why = board.explain(judgement, slot.hall_id)
        self._view.say(f"{why} {grip[2].stored.movie_title} stays where it was.", theme.BAD)

    def _double(self, event: tk.Event[Any]) -> None:
        """On an empty place: a new show there."""
        board, layout = self._view.board, self._view.layout
        if board is None or layout is None or not board.halls or event.x < layout.left:
            return
        y = self._rows.canvasy(event.y)
        if self._view.show_at(event.x, y) is None:
            self._doings.new(board.halls[layout.row_at(y)].id, layout.start_at(event.x))


def _done(act: Callable[[], object], _event: object) -> str:
    """The key does nothing else there."""
    act()
    return "break"
