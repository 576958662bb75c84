"""The day board: halls as rows, time across, shows as blocks. How it is handled stands in day_board_hands.py."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import customtkinter as ctk

from app.controllers.plan.boards import Board, BoardShow
from app.controllers.plan.day_board import Slot
from app.views import theme
from app.views.plan.day_board_hands import BoardHands
from app.views.plan.day_board_layout import BoardLayout
from app.views.plan.day_board_picture import BoardPicture, Lit
from app.views.timers import Timers

_HOURS_HEIGHT = 44
_RESIZE_MS = 40
_NO_HALLS = "This cinema has no halls yet. Make one under Halls, then plan its shows here."


@dataclass(frozen=True, slots=True)
class BoardDoings:
    """What the page does. `choose` gets a show, `place` the hall and start it is to have; `new` where it was asked for."""

    choose: Callable[[BoardShow], object]
    place: Callable[[BoardShow, Slot], object]
    new: Callable[[int | None, datetime | None], object]
    copy: Callable[[BoardShow], object]
    cancel: Callable[[BoardShow], object]


class DayBoardView(ctk.CTkFrame):
    """One focus stop. It writes nothing itself: what a person wants is told to `BoardDoings`."""

    def __init__(self, master: Any, doings: BoardDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self.board: Board | None = None
        self.layout: BoardLayout | None = None
        self.chosen: int | None = None
        self._focused = False
        self._timers = Timers(self)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self._hours = tk.Canvas(self, highlightthickness=0, borderwidth=0, height=1, width=1)
        self._hours.grid(row=1, column=0, sticky="ew", padx=8)
        self._rows = tk.Canvas(self, highlightthickness=0, borderwidth=0, takefocus=1, height=1, width=1)
        self._rows.grid(row=2, column=0, sticky="nsew", padx=8, pady=(0, 8))
        self._bar = ctk.CTkScrollbar(self, command=self._rows.yview, fg_color="transparent", width=12)
        self._rows.configure(yscrollcommand=self._scrolled)
        self._say = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", height=44
        )
        self._say.grid(row=0, column=0, columnspan=2, sticky="ew", padx=20, pady=(8, 0))
        self._empty = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, justify="left")
        self.picture = BoardPicture(self._hours, self._rows)
        self.hands = BoardHands(self, self._rows, doings)
        self._hours.bind("<ButtonPress-1>", lambda _event: self.focus_set())
        self._rows.bind("<Configure>", lambda _event: self._resized())
        self._rows.bind("<FocusIn>", lambda _event: self._focus(focused=True))
        self._rows.bind("<FocusOut>", lambda _event: self._focus(focused=False))
        self._set_hours_height()

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    # What the page says

    def show(self, board: Board) -> None:
        """A day as it stands; the chosen show stays chosen while it is there."""
        same_day = self.board is not None and self.board.day == board.day
        self.board = board
        if self.chosen is not None and board.show(self.chosen) is None:
            self.chosen = None
        if not same_day:
            self.say("")
        if self._focused and self.chosen is None:
            self.hands.choose_first()
        self.lay_out()

    def choose(self, show_id: int | None) -> None:
        """Light a show without telling anybody."""
        self.chosen = show_id
        self.hands.leave_pending()
        self.redraw()
        self._see()

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        """Above the board, where no message of the window ever lies over it."""
        self._say.configure(text=sentence, text_color=colour)

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    @property
    def chosen_show(self) -> BoardShow | None:
        return None if self.board is None or self.chosen is None else self.board.show(self.chosen)

    def focus_set(self) -> None:
        self._rows.focus_set()

    focus = focus_set

    @property
    def has_focus(self) -> bool:
        return self._focused

    # Where things are

    def show_centre(self, show_id: int) -> tuple[int, int]:
        """The middle of a block in pixels of the screen: for whoever points at it."""
        show = self.ready()[0].show(show_id)
        assert show is not None
        return self.point(
            show.stored.starts_at + (show.stored.ends_at - show.stored.starts_at) / 2, show.stored.hall_id
        )

    def point(self, moment: datetime, hall_id: int) -> tuple[int, int]:
        """Where a moment of a hall is, in pixels of the screen."""
        _, layout = self.ready()
        top, bottom = layout.row_span(self.row_of(hall_id))
        y = (top + bottom) // 2 - round(self._rows.canvasy(0))
        return self._rows.winfo_rootx() + layout.x_of(moment), self._rows.winfo_rooty() + y

    def ready(self) -> tuple[Board, BoardLayout]:
        if self.layout is None:
            self.lay_out()
        assert self.board is not None, "the board shows no day yet"
        assert self.layout is not None, "the board is not on the screen yet"
        return self.board, self.layout

    def row_of(self, hall_id: int) -> int:
        board = self.board
        return next((row for row, hall in enumerate(board.halls) if hall.id == hall_id), 0) if board else 0

    def show_at(self, x: int, y: float) -> BoardShow | None:
        """The show at a place on the canvas, in its own pixels."""
        board, layout = self.board, self.layout
        if board is None or layout is None or not board.halls:
            return None
        hall, moment = board.halls[layout.row_at(y)], layout.moment_at(x)
        of_hall = [show for show in board.shows if show.stored.hall_id == hall.id]
        return next((show for show in of_hall if show.stored.starts_at <= moment < show.stored.ends_at), None)

    # Drawing

    def lay_out(self) -> None:
        board, width, height = self.board, self._rows.winfo_width(), self._rows.winfo_height()
        if board is None or width <= 1 or height <= 1:
            return
        self.layout = BoardLayout(board.frame, len(board.halls), width, height, self._get_widget_scaling())
        self._rows.configure(scrollregion=(0, 0, width, max(self.layout.height, height)))
        self._say.configure(wraplength=max(200, round(width / self._get_widget_scaling()) - 24))
        if board.halls:
            self._empty.grid_forget()
        else:
            self._empty.configure(text=_NO_HALLS)
            self._empty.grid(row=2, column=0)
        self.redraw()

    def redraw(self) -> None:
        if self.board is None or self.layout is None:
            return
        self.picture.draw(self.board, self.layout, Lit(self.chosen, self._focused))
        self.hands.redraw_pending()

    def wheel(self, steps: int) -> None:
        if self.layout is not None and self.layout.height > self._rows.winfo_height():
            self._rows.yview_scroll(steps, "units")

    def _see(self) -> None:
        """Scroll as far as it takes to show the chosen show's row."""
        show, layout = self.chosen_show, self.layout
        if show is None or layout is None or layout.height <= self._rows.winfo_height():
            return
        top, bottom = layout.row_span(self.row_of(show.stored.hall_id))
        first, height = self._rows.canvasy(0), self._rows.winfo_height()
        if top < first:
            self._rows.yview_moveto(top / layout.height)
        elif bottom > first + height:
            self._rows.yview_moveto((bottom - height) / layout.height)

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(float(first), float(last))
        if float(first) > 0.0 or float(last) < 1.0:
            self._bar.grid(row=2, column=1, sticky="ns", padx=(0, 4))
        else:
            self._bar.grid_forget()

    def _resized(self) -> None:
        if self.layout is None:
            self.lay_out()
        elif "resize" not in self._timers:
            self._timers.later("resize", _RESIZE_MS, self._resized_now)
        else:
            self._timers.stop()
            self._timers.later("resize", _RESIZE_MS, self._resized_now)

    def _resized_now(self) -> None:
        self._timers.stop()
        self.lay_out()

    def _focus(self, *, focused: bool) -> None:
        self._focused = focused
        if focused and self.chosen is None:
            self.hands.choose_first()
        self.redraw()

    def _set_hours_height(self) -> None:
        self._hours.configure(height=round(_HOURS_HEIGHT * self._get_widget_scaling()))

    def _set_scaling(self, *args: float, **named: float) -> None:
        super()._set_scaling(*args, **named)
        self._set_hours_height()
        self.lay_out()

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self.redraw()
