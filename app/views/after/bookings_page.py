"""Find: any booking by whatever the customer knows of it, as one types; beside it its whole life and what can be done."""

from __future__ import annotations

from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.after.finding_sales import FoundPage
from app.controllers.after.found_words import FoundLine
from app.controllers.permissions import Session
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_date, to_local
from app.views import theme
from app.views.after.booking_actions import booking_actions
from app.views.after.booking_pane import BookingPane
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane

_COLUMNS = (
    Column("reference", "Booking", 112),
    Column("film", "Film", 66, stretch=True),
    Column("when", "Show", 138),
    Column("why", "Found by", 76, stretch=True),
)
_FORMS = (
    ("7k2p9m", "a reference, or its first or last signs from three on"),
    ("asha", "a name; 98765 a part of a phone; asha@ an e-mail"),
    ("4242", "the last digits of a card, or of a phone"),
    ("inception", "the film, sat or 21 nov the day, ravi who sold it"),
    ("asha inception sat", "all of them together"),
)
_EXAMPLES = "asha inception sat, 7k2p9m, 98765, 4242"
_WHAT_TO_TYPE = (
    "Scan a ticket, or type what the customer knows: the reference, a name, a phone number, an e-mail, the film, the day,"
    " who sold it, the last four digits of a card. Several words narrow it down: asha inception sat"
)
_SEARCH = "find bookings"
_SEEN = ("film", "day")
"""Reasons that stand in columns of their own."""


class BookingsPage(ctk.CTkFrame):
    """The list at the left, the booking at the right. What is typed is looked for at each letter."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._cinema = office.session, office.session.counter.cinema
        self._finding, self._tasks = office.desk.after.finding, office.around.tasks
        self._toasts = office.around.toasts
        self._page: FoundPage | None = None
        self._lines: dict[str, FoundLine] = {}
        self._older_asked = False
        self.grid_columnconfigure(0, weight=10, uniform="panes")
        self.grid_columnconfigure(1, weight=11, uniform="panes")
        self.grid_rowconfigure(0, weight=1)
        self._build_list()
        self.pane = BookingPane(self, office, booking_actions, self.open_booking, self.typed)
        self.pane.grid_propagate(False)
        self.pane.grid(row=0, column=1, sticky="nsew")
        self.pane.set_empty(_WHAT_TO_TYPE)
        self._prepare()

    def _build_list(self) -> None:
        left = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        left.grid_propagate(False)  # as wide as its share of the page, whatever is said in it
        left.grid(row=0, column=0, sticky="nsew", padx=(0, 8))
        left.grid_columnconfigure(0, weight=1)
        left.grid_rowconfigure(1, weight=1)
        self.search = Field(left, "Find a booking   F2", placeholder=_EXAMPLES, on_submit=self._submit)
        self.search.grid(row=0, column=0, sticky="ew", padx=12, pady=(12, 0))
        self.search.bind_change(lambda _text: self.look())
        self.search.bind_arrows(up=lambda: None, down=self._into_table)
        self.table = Table(left, _COLUMNS, self._chosen, on_open=self._opened)
        self.table.grid(row=1, column=0, sticky="nsew", padx=8)
        self._foot = ctk.CTkFrame(left, fg_color="transparent", height=48)
        self._foot.grid(row=2, column=0, sticky="ew", padx=16, pady=(0, 10))
        self._foot.grid_columnconfigure(0, weight=1)
        self._say = ctk.CTkLabel(
            self._foot, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left",
            height=36,
        )  # fmt: skip
        self._say.grid(row=0, column=0, sticky="ew")
        self._foot.bind("<Configure>", lambda _event: self._wrap())
        self.older_button = Button(self._foot, "Older", self.look_older, hint="F4", height=36)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        own = (
            Key("F2", "find a booking", self.focus_search, "Find"),
            Key("F4", "older bookings", self.look_older, "Older"),
            Key("Escape", "one step back: the panel, the booking, then what was typed", self.step_back),
        )
        return (*self.pane.keys, *own)

    @property
    def typed_forms(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        return (("Type anywhere", _FORMS),)

    @property
    def lines(self) -> tuple[FoundLine, ...]:
        """What is in the list."""
        return tuple(self._lines.values())

    @property
    def message(self) -> str:
        """What is said below the list."""
        return str(self._say.cget("text"))

    def take_over(self, session: Session) -> None:
        self._session = session
        self.pane.take_over(session)

    def focus_first(self) -> None:
        """In the search, unless a booking's panel is being worked with."""
        if self.pane.panel is None:
            self.focus_search()

    def refresh(self) -> None:
        """It comes to the front: what is listed and shown may have changed."""
        self.look()
        self.pane.read_again()

    # What a person does

    def open_booking(self, reference: str) -> None:
        """Show this booking; the keyboard goes to its life."""
        self.table.choose(reference)
        self.pane.show(reference, self.pane.focus_text)

    def open_code(self, code: str) -> None:
        """A scanned code: its booking is opened, and the search tells what was scanned."""
        if self.pane.panel is not None:
            sentence = "Something is being done with this booking. Finish it, or press Esc, then scan again."
            self._toasts.show(sentence, "bad")
            return

        def found(reference: str | None) -> None:
            if reference is None:
                self.pane.close()
                self.pane.set_empty(
                    "No booking of this cinema has what was scanned. Scan it again, or type what is known."
                )
            else:
                self.search.value = reference
                self.open_booking(reference)

        session = self._session
        self._tasks.run(Lane.READING, lambda: self._finding.by_code(session, code), found, self._refused)

    def focus_search(self) -> None:
        self.search.focus_set()
        self.search.select_all()

    def typed(self, sign: str) -> None:
        """A letter typed anywhere begins another search."""
        if self.pane.panel is None:
            self.search.focus_set()
            self.search.value = sign

    def step_back(self) -> None:
        """Esc: the panel over the booking, the booking, then what was typed."""
        if self.pane.step_back():
            return
        if self.pane.reference:
            self.pane.close()
            self.pane.set_empty(_WHAT_TO_TYPE)
            self.table.choose(None)
        else:
            self.search.value = ""
        self.focus_search()

    def _into_table(self) -> None:
        if self.table.rows:
            self.table.choose(self.table.chosen or self.table.rows[0].id)
            self.table.focus_set()
            self._chosen(self.table.chosen or "")

    def _chosen(self, reference: str) -> None:
        """Who goes through the list sees each booking; the keyboard stays in the list."""
        self.pane.show(reference)

    def _opened(self, reference: str) -> None:
        self.open_booking(reference)

    def _submit(self) -> None:
        """Return opens the first of what was found, also where it is still looked for."""
        typed = self.search.value
        self._ask(typed, None, partial(self._found_and_open, typed))

    # Asking

    def look(self) -> None:
        """Look for what is typed, anew."""
        self._older_asked = False
        self._ask(self.search.value, None, self._found)

    def look_older(self) -> None:
        """Further back than what is listed."""
        page = self._page
        if page is not None and page.older is not None and not self._older_asked:
            self._older_asked = True
            self._ask(self.search.value, page.older, self._found_older)

    def _ask(self, typed: str, before: int | None, then: Any) -> None:
        session = self._session
        self._tasks.run(
            Lane.READING, lambda: self._finding.find(session, typed, before), then, self._refused, replaces=_SEARCH
        )

    def _prepare(self) -> None:
        """What films and days are found by is loaded piece by piece, beside what else is asked of the lane."""
        session = self._session
        self._tasks.run(
            Lane.READING, lambda: self._finding.prepare(session), lambda more: self._prepare() if more else None,
            lambda _error: None,
        )  # fmt: skip

    # What becomes of it

    def _found(self, page: FoundPage) -> None:
        self._page, self._lines = page, {line.reference: line for line in page.lines}
        self.table.set_empty(_nothing(page))
        self.table.show([_row(line) for line in page.lines])
        self._tell(page)

    def _found_and_open(self, typed: str, page: FoundPage) -> None:
        self._found(page)
        if page.lines and self.search.value == typed:
            self.open_booking(page.lines[0].reference)

    def _found_older(self, page: FoundPage) -> None:
        self._older_asked = False
        self._page = page
        both = self._lines | {line.reference: line for line in page.lines}
        self._lines = dict(sorted(both.items(), key=lambda each: each[1].booking_id, reverse=True))
        self.table.grow([_row(line) for line in self._lines.values()])
        self._tell(page)

    def _refused(self, error: BoxOfficeError) -> None:
        self._older_asked = False
        self._say.configure(text=error.sentence, text_color=theme.BAD)

    def _tell(self, page: FoundPage) -> None:
        count = len(self._lines)
        told = f"{count} booking{'' if count == 1 else 's'}, the newest first" if count else ""
        if page.looked_back_to is not None:
            day = format_date(to_local(page.looked_back_to, self._cinema.time_zone).date(), self._cinema.locale)
            told = f"{told or 'None'} back to {day}; F4 looks further"
        elif page.older is not None:
            told += "; another word narrows it down"
        self._say.configure(text=told, text_color=theme.QUIET)
        if page.older is None:
            self.older_button.grid_forget()
        else:
            self.older_button.grid(row=0, column=1, padx=(8, 0))
        self._wrap()

    def _wrap(self) -> None:
        """What is said breaks before the button, where that is there."""
        beside = self.older_button.winfo_reqwidth() + 16 if self.older_button.winfo_manager() else 0
        units = (self._foot.winfo_width() - beside) / self._get_widget_scaling()
        self._say.configure(wraplength=max(120, round(units) - 8))


def _row(line: FoundLine) -> TableRow:
    film = f"{line.state} · {line.movie_title}" if line.state else line.movie_title
    meaning = "warn" if line.is_held else "quiet" if line.state else ""
    told = [reason for reason in line.why if reason not in _SEEN] or line.why
    return TableRow(line.reference, (line.reference, film, line.when, " · ".join(told)), meaning)


def _nothing(page: FoundPage) -> str:
    if page.unknown:
        return f"Nothing has “{page.unknown}” in it: no reference, name, phone, e-mail, film, day, clerk or card."
    if page.words:
        return "No booking fits all of it. Leave a word out, or press Esc to begin anew."
    return "Nothing was sold here yet."
