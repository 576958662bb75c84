"""Till: the page of the counter's drawer, from its float to its count."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.till.tills import ClosedTill, TillState
from app.models.errors import CountDiffers
from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor
from app.views import theme
from app.views.keys import Key
from app.views.parts.bury import bury
from app.views.surroundings import Surroundings
from app.views.till.amount_form import AmountForm, AmountWords
from app.views.till.count_form import CountForm, CountWords
from app.views.till.till_board import TillBoard
from app.views.till.till_book import TillBook

OPEN_WORDS = AmountWords(
    "Open the till",
    "Count what is in the drawer before the first customer: that is the float.",
    "Open the till",
    amount="Float",
)
_IN = AmountWords(
    "Cash in",
    "Put cash into the drawer without a sale.",
    "Put in",
    amount="Amount",
    reason="for example: change from the bank",
)
_OUT = AmountWords(
    "Cash out",
    "Take cash out of the drawer without a sale.",
    "Take out",
    amount="Amount",
    reason="for example: to the safe",
)
_NO_SALE = AmountWords(
    "Open the drawer",
    "It opens once the reason is written down.",
    "Open the drawer",
    reason="for example: changed a note for a customer",
)
_CLOSE = CountWords(
    "Count and close",
    "Count every note and coin, the float included. What must be there is told afterwards. Enter goes on.",
    "Close the till",
)
_TAKE_OVER = CountWords(
    "Count and take over",
    "Count every note and coin. A difference is written down as found at the hand-over.",
    "Take the till over",
)


class TillPage(ctk.CTkFrame):
    """The board at the left; at the right the drawer's book, or the form of what is being done."""

    def __init__(self, master: Any, cinema: Cinema, around: Surroundings) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._cinema, self._till, self._toasts = cinema, around.till, around.toasts
        self.form: AmountForm | CountForm | None = None
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.board = TillBoard(self, cinema)
        self.board.grid(row=0, column=0, sticky="ns", padx=(0, 8))
        self._room = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        self._room.grid(row=0, column=1, sticky="nsew")
        self._room.grid_columnconfigure(0, weight=1)
        self._room.grid_rowconfigure(0, weight=1)
        self.book = TillBook(self._room, cinema)
        self._put(self.book)
        self._till.on_change.append(self._changed)
        tk.Misc.bind(self, "<Map>", self._came_to_front)  # CustomTkinter's own would hear of its canvas
        self._changed()

    def destroy(self) -> None:
        if self._changed in self._till.on_change:
            self._till.on_change.remove(self._changed)
        super().destroy()

    # What the window asks of its page

    def take_over(self, _session: Session) -> None:
        """Another person goes on: what was begun is not theirs."""
        self._close_form()

    @property
    def keys(self) -> tuple[Key, ...]:
        """What the window's keys do here; all of them are told, whatever can be pressed now."""
        return (
            Key("F2", "cash in", partial(self._ask_amount, _IN), "Cash in"),
            Key("F3", "cash out", partial(self._ask_amount, _OUT), "Cash out"),
            Key("F4", "open the drawer without a sale", partial(self._ask_amount, _NO_SALE), "Open the drawer"),
            Key("F6", "take the till over as it stands", self._take_over_as_it_is, "Take over"),
            Key("Shift-F6", "take the till over with a count", self.count_to_take_over, "Count and take over"),
            Key("F8", "count and close", self._count_to_close, "Count and close"),
            Key("F9", "X report: what went through the drawer so far", self._x_report, "X report"),
            Key("F12", "print the last Z report again", self._till.z_report, "Last Z report"),
            Key("Escape", "one step back", self.step_back),
        )

    def step_back(self) -> None:
        """Esc: from a difference to the count, from a form to the book."""
        if isinstance(self.form, CountForm):
            self.form.step_back()
        elif self._till.state is not None:
            self._leave_form()

    def count_to_take_over(self) -> None:
        """Somebody else's till becomes this person's, counted."""
        if self._is_anothers:
            self._show_form(CountForm(self._room, self._cinema, _TAKE_OVER, self._take_over_counted, self._leave_form))

    # What is shown

    @property
    def _is_anothers(self) -> bool:
        state = self._till.state
        return state is not None and state.clerk_id != self._till.session.staff.id

    def _keys_now(self) -> list[Key]:
        keys = {key.name: key for key in self.keys if key.short}
        if self._till.state is None:
            return [keys["F12"]]
        names = ["F2", "F3", "F4", *(["F6", "Shift-F6"] if self._is_anothers else []), "F8", "F9", "F12"]
        return [keys[name] for name in names]

    def _changed(self) -> None:
        if not self._till.is_known:
            return
        self.board.show(self._till.state, self._keys_now())
        self.book.show(self._till.book)
        opening = isinstance(self.form, AmountForm) and self.form.reason is None
        if self._till.is_closed and not opening:
            self._show_form(AmountForm(self._room, self._cinema, OPEN_WORDS, self._open, None))
        elif self._till.state is not None and opening:
            self._leave_form()

    def _came_to_front(self, _event: object) -> None:
        self._till.refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """In the form where one is open, else on the first thing that can be done."""
        if self.form is not None:
            self.form.focus_first()
        else:
            self.board.focus_first()

    def _put(self, content: Any) -> None:
        for other in (self.book, self.form):
            if other is not None and other is not content:
                other.grid_forget()
        content.grid(row=0, column=0, sticky="nsew", padx=32, pady=24)

    def _show_form(self, form: AmountForm | CountForm) -> None:
        self._close_form()
        self.form = form
        self._put(form)
        if self.winfo_ismapped():
            form.focus_first()

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            bury(form)
        self._put(self.book)

    def _leave_form(self) -> None:
        self._close_form()
        if self.winfo_ismapped():
            self.board.focus_first()

    # What is done

    def _ask_amount(self, words: AmountWords) -> None:
        if self._till.state is not None:
            self._show_form(AmountForm(self._room, self._cinema, words, partial(self._move, words), self._leave_form))

    def _open(self, float_minor: int, _reason: str) -> None:
        self._till.open(float_minor, self._opened, self._refused)

    def _opened(self, _state: TillState) -> None:
        self._leave_form()
        self._toasts.show("The till is open.", "good")

    def _move(self, words: AmountWords, amount_minor: int, reason: str) -> None:
        """The book tells of it as soon as it is written down; a form that was opened meanwhile stays."""
        form = self.form

        def done() -> None:
            if self.form is form:
                self._leave_form()

        def refused(error: BoxOfficeError) -> None:
            if self.form is form:
                self._refused(error)
            else:
                self._say_bad(error)

        if words is _NO_SALE:
            self._till.no_sale(reason, done, refused)
        elif words is _IN:
            self._till.cash_in(amount_minor, reason, done, refused)
        else:
            self._till.cash_out(amount_minor, reason, done, refused)

    def _take_over_as_it_is(self) -> None:
        if self._is_anothers:
            self._till.hand_over(None, lambda _difference: self._is_mine(None), self._say_bad)

    def _take_over_counted(self, pieces: dict[int, int], _agreed_minor: int) -> None:
        self._till.hand_over(pieces, self._is_mine, self._refused)

    def _is_mine(self, difference_minor: int | None) -> None:
        self._leave_form()
        words = "missing" if (difference_minor or 0) < 0 else "too much"
        found = f" {self._money(abs(difference_minor))} {words} is on its report." if difference_minor else ""
        self._toasts.show(f"The till is yours now.{found}", "good", seconds=8)

    def _count_to_close(self) -> None:
        if self._till.state is not None:
            self._show_form(CountForm(self._room, self._cinema, _CLOSE, self._close, self._leave_form))

    def _close(self, pieces: dict[int, int], agreed_difference_minor: int) -> None:
        self._till.close(pieces, agreed_difference_minor, self._closed, self._refused)

    def _closed(self, till: ClosedTill) -> None:
        difference = till.difference_minor
        words = (
            f"{self._money(abs(difference))} {'missing' if difference < 0 else 'too much'}" if difference else "exact"
        )
        self._toasts.show(f"The till is closed, {words}. Z report {till.z_number} follows.", "good", seconds=8)
        self._till.z_report(till.session_id)

    def _x_report(self) -> None:
        if self._till.state is not None:
            self._till.x_report()

    def _refused(self, error: BoxOfficeError) -> None:
        """It stays in its form, where something can be done about it."""
        if isinstance(error, CountDiffers) and isinstance(self.form, CountForm):
            self.form.tell_difference(error.difference_minor, error.sentence)
        elif self.form is not None:
            self.form.refuse(error)
        else:
            self._say_bad(error)

    def _say_bad(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
