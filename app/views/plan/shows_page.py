"""Shows: a day's board with the form of a show beside it, and the sheets that plan many of them at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.plan.boards import Board, BoardShow, FilmChoice
from app.controllers.plan.show_form import first_answers
from app.models.records import Cinema
from app.utils.local_time import to_local
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.plan.day_bar import DayBar
from app.views.plan.day_board_view import BoardDoings, DayBoardView
from app.views.plan.many_shows_flow import ManyShowsFlow
from app.views.plan.show_flow import ShowFlow
from app.views.plan.show_panel import PanelDoings, ShowPanel
from app.views.tasks import Lane
from app.views.timers import Timers

_LOOK_EVERY_MS = 10_000
"""Seats are sold while one plans: the counts on the board are no older than this."""


class ShowsPage(ctk.CTkFrame):
    """The shows of one cinema on one day."""

    typed_forms = (
        (
            "On the board",
            (
                ("← →", "choose the next show of the hall"),
                ("↑ ↓", "choose the nearest show of another hall"),
                ("Shift and an arrow", "move it: five minutes, or to another hall; Enter puts it there"),
                ("N", "a new show"),
                ("C", "copy the chosen show to the next free time"),
                ("Del", "cancel the chosen show"),
                ("Enter", "its form"),
            ),
        ),
    )

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        plan = office.desk.plan
        self.session, self._shows, self._tasks = office.session, plan.shows, office.around.tasks
        self.cinema: Cinema = office.session.counter.cinema
        self.day: date = to_local(datetime.now(UTC), self.cinema.time_zone).date()
        self._price_minor: int | None = None
        self._timers = Timers(self)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self.bar = DayBar(self, self.cinema.locale, self.go_to, self.show_cinema)
        self.bar.grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, 8))
        self.bar.set_actions(
            (("New show", "N", self.new), ("Copy a day", "F6", self.copy_day), ("Fill days", "F5", self.fill_days))
        )
        self.flow = ShowFlow(self, plan, self._tasks, office.around.toasts)
        doings = BoardDoings(self.flow.choose, self.flow.place, self.new, self.flow.copy, self.flow.ask_to_cancel)
        self.board = DayBoardView(self, doings)
        self.board.grid(row=1, column=0, sticky="nsew", padx=(0, 8))
        self.panel = ShowPanel(self, PanelDoings(self.flow.save, self.flow.copy_chosen, self.flow.cancel_chosen))
        self.panel.grid(row=1, column=1, sticky="nsew")
        self.many = ManyShowsFlow(self, plan, self._tasks, self._many_left)
        self._timers.every("counts", _LOOK_EVERY_MS, self._look_again)

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        if self.many.is_open:
            return self.many.keys
        return (
            Key("F2", "the film of the show in the form", self.search_film, "Film"),
            Key("F3", "the day before", lambda: self.go_to(self.day - timedelta(days=1)), "Day before"),
            Key("F4", "the next day", lambda: self.go_to(self.day + timedelta(days=1)), "Next day"),
            Key("F5", "fill days with shows", self.fill_days, "Fill"),
            Key("F6", "copy a day to this one", self.copy_day, "Copy a day"),
            Key("F8", "cancel the chosen show (or Del on the board)", self.flow.cancel_chosen, "Cancel"),
            Key("Control-n", "a new show (or N on the board)", self.new, "New"),
            Key("Control-s", "save what is in the form", self.panel.save, "Save"),
            Key("Control-z", "take the last move back", self.flow.undo, "Undo"),
            Key("Escape", "one step back; what was typed goes when it is pressed twice", self.step_back),
        )

    def take_over(self, session: Session) -> None:
        """What is typed stays for whoever goes on: it is saved in their name."""
        self.session = session

    def focus_first(self) -> None:
        if self.many.is_open:
            self.many.focus_first()
        else:
            self.board.focus_set()

    def refresh(self) -> None:
        """Read the day, the films and the cinemas anew."""
        session, cinema, day = self.session, self.cinema, self.day

        def read() -> tuple[Board, tuple[FilmChoice, ...], tuple[Cinema, ...], int | None]:
            shows = self._shows
            board = shows.board(session, cinema, day)
            return board, shows.films(session), shows.cinemas(session), shows.usual_price_minor(session, cinema)

        self._tasks.run(Lane.PLANNING, read, self._show, replaces="board")

    # What a person does

    def go_to(self, day: date) -> None:
        """Another day; what is typed and not saved keeps this one."""
        if self.panel.dirty and self.panel.warn():
            return
        self.panel.close()
        self.flow.forget()
        self.board.choose(None)
        self.day = day
        self.bar.show_day(day, self.today)
        self.refresh()

    def show_cinema(self, cinema: Cinema) -> None:
        self.cinema = cinema
        self.go_to(self.day)

    def new(self, hall_id: int | None = None, starts_at: datetime | None = None) -> None:
        """An empty form, with the hall and time that were pointed at, or those of the chosen show's hall."""
        board = self.board.board
        if board is None or (self.panel.dirty and self.panel.warn()):
            return
        self.flow.forget()
        chosen = self.board.chosen_show
        hall = hall_id or (chosen.stored.hall_id if chosen else None)
        answers = first_answers(self.cinema, self.day, self._price_minor)
        if hall is not None:
            answers["hall"] = str(hall)
        if starts_at is not None:
            answers["time"] = to_local(starts_at, self.cinema.time_zone).strftime("%H:%M")
        self.board.choose(None)
        self.panel.fill("New show", answers, planned=False)
        self.panel.focus_first()

    def search_film(self) -> None:
        if self.panel.is_open:
            self.panel.focus_first()
        else:
            self.new()

    def fill_days(self) -> None:
        if self._may_leave():
            self.many.open_fill(self.day)

    def copy_day(self) -> None:
        if self._may_leave():
            self.many.open_copy(self.day)

    def step_back(self) -> None:
        """Esc: a list, a question, a show in hand, what was typed, the form; one of them at a time."""
        if self.panel.close_lists() or self.flow.leave_question() or self.board.hands.leave_pending():
            return
        if self.panel.dirty:
            if not self.panel.warn():
                self.panel.revert()
        elif self.panel.is_open:
            self.panel.close()
            self.board.focus_set()
        else:
            self.board.focus_set()

    @property
    def today(self) -> date:
        return to_local(datetime.now(UTC), self.cinema.time_zone).date()

    def _may_leave(self) -> bool:
        if self.panel.dirty and self.panel.warn():
            return False
        self.flow.leave_question()
        self.board.hands.leave_pending()
        return True

    # What becomes of it

    def _show(self, read: tuple[Board, tuple[FilmChoice, ...], tuple[Cinema, ...], int | None]) -> None:
        board, films, cinemas, self._price_minor = read
        self.bar.show_day(board.day, self.today)
        self.bar.show_cinemas(cinemas, self.cinema)
        self.panel.set_films(films)
        self.panel.set_halls(board)
        self.show_board(board)

    def show_board(self, board: Board) -> None:
        """A day that was read, if it is still the one that is looked at, and nobody has a show in hand."""
        if board.day == self.day and board.cinema.id == self.cinema.id and not self.board.hands.busy:
            self.board.show(board)
            cancelled = len(board.cancelled)
            self.bar.say(f"{cancelled} cancelled" if cancelled else "")

    def show_chosen(self, show: BoardShow) -> None:
        self.board.choose(show.id)

    def look_again(self) -> None:
        """The day's shows alone: what others plan and sell meanwhile."""
        session, cinema, day = self.session, self.cinema, self.day
        self._tasks.run(
            Lane.PLANNING, lambda: self._shows.board(session, cinema, day), self.show_board, replaces="board"
        )

    def _look_again(self) -> None:
        if self.winfo_viewable() and not self.many.is_open:
            self.look_again()

    def _many_left(self, *, changed: bool) -> None:
        if changed:
            self.refresh()
        self.board.focus_set()
