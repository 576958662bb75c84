"""One show from the hand to the database: chosen, typed, moved, copied, cancelled. Each change is read back onto the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from app.controllers.plan.boards import Board, BoardShow
from app.controllers.plan.day_board import Slot, next_fit
from app.controllers.plan.plan_desk import PlanDesk
from app.controllers.plan.show_cancelling import CancellationCost
from app.controllers.plan.show_form import answers_of
from app.models.errors import ChangedMeanwhile
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_time, to_local
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.toast import Toasts
from app.views.plan.cancel_panel import CancelDoings, CancelPanel
from app.views.plan.pick_field import Option
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.plan.shows_page import ShowsPage


class Stored(Protocol):
    """A show as the controllers hand it out."""

    @property
    def id(self) -> int: ...


class ShowFlow:
    """For one page of shows."""

    def __init__(self, page: ShowsPage, plan: PlanDesk, tasks: Tasks, toasts: Toasts) -> None:
        self._page, self._plan, self._tasks, self._toasts = page, plan, tasks, toasts
        self._seen: Any = None
        """The show in the form as it was read; None for a new one."""
        self._undo: tuple[Any, Slot] | None = None
        """The show that was moved last, as it stands, and where it stood before."""
        self.question: CancelPanel | None = None

    # What a person does

    def choose(self, show: BoardShow) -> None:
        """Its form beside the board; what is typed and not saved stays, and its show with it."""
        panel = self._page.panel
        if panel.dirty and not self._is_in_form(show):
            panel.warn()
            self._page.board.choose(self._seen.id if self._seen is not None else None)
            return
        if not self._is_in_form(show) or not panel.dirty:
            self._fill(show)

    def save(self, answers: dict[str, str]) -> None:
        session, cinema, seen, request_id = self._page.session, self._page.cinema, self._seen, new_request_id()

        def work() -> tuple[Any, str]:
            if seen is None:
                return self._plan.shows.add(session, request_id, cinema, answers)
            return self._plan.shows.change(session, request_id, cinema, seen, answers)

        self._tasks.run(Lane.PLANNING, work, lambda saved: self._saved(*saved), self._refused)

    def place(self, show: BoardShow, slot: Slot) -> None:
        """Move it there."""
        self._move(show.stored, slot, before=show.slot)

    def undo(self) -> None:
        """Put the show that was moved last back where it was."""
        if self._undo is not None:
            (stored, slot), self._undo = self._undo, None
            self._move(stored, slot, before=None)

    def copy(self, show: BoardShow) -> None:
        """The form of a new show like this one, at the next time the hall is free."""
        page, board = self._page, self._page.board.board
        if board is None or (page.panel.dirty and page.panel.warn()):
            return
        answers = answers_of(show.stored, page.cinema)
        hall = board.hall(show.stored.hall_id)
        after = show.slot.moved(show.stored.ends_at)
        taken = [Slot(each.hall_id, each.starts_at, each.ends_at, each.id) for each in board.around]
        free = next_fit(_new(after), taken, hall.turnaround, board.frame.next_midnight) if hall else None
        answers["time"] = to_local(free.starts_at, page.cinema.time_zone).strftime("%H:%M") if free else ""
        self._seen = None
        page.panel.fill("New show", answers, planned=False, film=_film_of(show))
        page.panel.say("" if free else "The hall is full on this day: choose another day, hall or time.", theme.WARN)
        page.panel.form.lines["time"].focus_set()

    def copy_chosen(self) -> None:
        show = self._page.board.chosen_show
        if show is not None:
            self.copy(show)

    def ask_to_cancel(self, show: BoardShow) -> None:
        """What it would cost, and whether it is meant."""
        session = self._page.session
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._plan.show_cancelling.cost(session, show.id),
            lambda cost: self._ask(show, cost),
            self._told_on_board,
            replaces="cost",
        )

    def cancel_chosen(self) -> None:
        show = self._page.board.chosen_show
        if show is not None:
            self.ask_to_cancel(show)

    def leave_question(self) -> bool:
        """The show is kept; False when nothing was asked."""
        question, self.question = self.question, None
        if question is None:
            return False
        bury(question)
        self._page.board.focus_set()
        return True

    def forget(self) -> None:
        """The form is about no show, or about a new one."""
        self._seen = None
        self.leave_question()

    # What becomes of it

    def _fill(self, show: BoardShow) -> None:
        page = self._page
        self.leave_question()
        self._seen = show.stored
        at = format_time(to_local(show.stored.starts_at, page.cinema.time_zone), page.cinema.locale)
        title = f"{show.stored.movie_title}, {at}"
        page.panel.fill(title, answers_of(show.stored, page.cinema), planned=True, film=_film_of(show))

    def _is_in_form(self, show: BoardShow) -> bool:
        return self._seen is not None and self._seen.id == show.id

    def _move(self, stored: Any, slot: Slot, *, before: Slot | None) -> None:
        session, cinema, request_id = self._page.session, self._page.cinema, new_request_id()
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._plan.shows.move(session, request_id, cinema, stored, slot.hall_id, slot.starts_at),
            lambda moved: self._moved(moved, before),
            self._not_moved,
        )

    def _moved(self, stored: Any, before: Slot | None) -> None:
        self._undo = (stored, before) if before is not None else None
        at = format_time(to_local(stored.starts_at, self._page.cinema.time_zone), self._page.cinema.locale)
        back = "Ctrl+Z puts it back." if before is not None else "It is back where it was."
        self._page.board.hands.leave_pending()
        self._read_back(stored, f"✓ {stored.movie_title} is now at {at}. {back}")

    def _not_moved(self, error: BoxOfficeError) -> None:
        self._page.board.hands.leave_pending()
        self._told_on_board(error)
        self._page.look_again()

    def _told_on_board(self, error: BoxOfficeError) -> None:
        self._page.board.say(" ".join((error.sentence, *getattr(error, "obstacles", ()))), theme.BAD)

    def _saved(self, stored: Any, note: str) -> None:
        page = self._page
        self._seen = stored
        page.panel.saved("Saved.")
        day = to_local(stored.starts_at, page.cinema.time_zone).date()
        if day != page.day:
            page.go_to(day)
        self._read_back(stored, f"✓ {stored.movie_title} is planned. {note}".strip())

    def _read_back(self, stored: Any, sentence: str) -> None:
        """The board as it is now, with the show chosen and its form as it is stored."""
        page = self._page
        session, cinema, day = page.session, page.cinema, page.day

        def shown(board: Board) -> None:
            page.show_board(board)
            page.board.say(sentence, theme.GOOD)
            show = board.show(stored.id)
            if show is not None and not page.panel.dirty:
                page.board.choose(show.id)
                page.board.say(sentence, theme.GOOD)
                self._fill(show)

        self._tasks.run(Lane.PLANNING, lambda: self._plan.shows.board(session, cinema, day), shown, replaces="board")

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile):
            self._seen = error.now
            self._page.look_again()
        self._page.panel.refuse(error)

    def _ask(self, show: BoardShow, cost: CancellationCost) -> None:
        self.leave_question()
        page = self._page

        def cancel(reason: str, agreed: CancellationCost) -> None:
            self._cancel(show, reason, agreed)

        self.question = CancelPanel(page.panel, show, page.cinema, cost, CancelDoings(cancel, self.leave_question))
        self.question.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.question.lift()
        self.question.focus_first()

    def _cancel(self, show: BoardShow, reason: str, agreed: CancellationCost) -> None:
        session, cinema, request_id = self._page.session, self._page.cinema, new_request_id()
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._plan.show_cancelling.cancel(session, request_id, cinema, show.id, reason, agreed),
            lambda cost: self._cancelled(show, cost),
            self._not_cancelled,
        )

    def _cancelled(self, show: BoardShow, cost: CancellationCost) -> None:
        page = self._page
        self.forget()
        page.panel.close()
        page.board.choose(None)
        owed = " What is due back is written down on each booking." if cost.total_minor else ""
        page.board.say(f"{show.stored.movie_title} is cancelled.{owed}", theme.GOOD)
        page.look_again()
        page.board.focus_set()

    def _not_cancelled(self, error: BoxOfficeError) -> None:
        if self.question is None:
            self._told_on_board(error)
            return
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, CancellationCost):
            self.question.show_cost(error.now)
        self.question.refuse(error)


def _new(slot: Slot) -> Slot:
    return Slot(slot.hall_id, slot.starts_at, slot.ends_at)


def _film_of(show: BoardShow) -> Option:
    """Its own film, which may be retired by now."""
    return Option(str(show.stored.movie_id), show.stored.movie_title, f"{show.stored.duration_minutes} min")
