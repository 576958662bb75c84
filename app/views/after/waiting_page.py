"""The waiting lists: who waits for which show, in which place, what they were offered, and what can be done about it."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.after.waiting import Offered, Waiting, WaitingState
from app.controllers.permissions import Permission, Session
from app.models.records import Cinema
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.button import Button
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane
from app.views.timers import Timers

REFRESH_MS = 5000
_COLUMNS = (
    Column("show", "Show", 120, stretch=True),
    Column("when", "When", 168),
    Column("place", "Place", 56, "center"),
    Column("who", "Who", 120, stretch=True),
    Column("reach", "Phone or e-mail", 150, stretch=True),
    Column("seats", "Seats", 80),
    Column("state", "State", 184),
)
_EMPTY = (
    "Nobody waits. When a show is full, open it on Sell and press Shift+F4: what comes free is then kept for who waits."
)
_ENDS = {
    WaitingState.TAKEN: "has bought",
    WaitingState.LAPSED: "did not come in time",
    WaitingState.WITHDRAWN: "taken off the list",
}


class WaitingPage(ctk.CTkFrame):
    """One table of all shows, the next one first; the foot says what can be done with who is chosen."""

    def __init__(self, master: Any, office: Office, refresh_ms: int = REFRESH_MS) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._session, self._around = office.session, office.around
        self._lines, self._list = office.desk.after.lines, office.desk.after.waiting
        self._tasks = office.around.tasks
        self._entries: dict[str, Waiting] = {}
        self._to_take_off = ""
        self._timers = Timers(self)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.table = Table(self, _COLUMNS, lambda _id: self._chosen(), on_open=lambda _id: self.take_up(), empty=_EMPTY)
        self.table.grid(row=0, column=0, sticky="nsew", padx=8, pady=(8, 0))
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=1, column=0, sticky="ew", padx=16, pady=(4, 12))
        foot.grid_columnconfigure(0, weight=1)
        self._say = ctk.CTkLabel(
            foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", height=28
        )
        self._say.grid(row=0, column=0, columnspan=4, sticky="ew", pady=(0, 4))
        self._say.bind("<Configure>", lambda _event: self._wrap())
        self.offer_button = Button(foot, "Offer seats now", self.offer_now, hint="F4")
        self.basket_button = Button(foot, "Open the basket", self.take_up, kind="primary", hint="F6")
        self.off_button = Button(foot, "Take off the list", self.take_off, hint="F8")
        for column, button in enumerate((self.off_button, self.offer_button, self.basket_button), start=1):
            button.grid(row=1, column=column, padx=(8, 0))
        self._offer()
        self._timers.every("lines", refresh_ms, self._look_again)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F6", "the seats that were offered become the basket on Sell", self.take_up, "Basket"),
            Key("F4", "keep free seats for who is chosen, out of turn (managers)", self.offer_now, "Offer now"),
            Key("F8", "take who is chosen off the list; pressed twice", self.take_off, "Take off"),
            Key("Escape", "one step back", self.step_back),
        )

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    @property
    def chosen(self) -> Waiting | None:
        return self._entries.get(self.table.chosen or "")

    def take_over(self, session: Session) -> None:
        self._session = session
        self._offer()

    def focus_first(self) -> None:
        self.table.focus_set()

    def refresh(self) -> None:
        session = self._session
        self._tasks.run(Lane.READING, lambda: self._lines.of_cinema(session), self._show, _next_time, replaces="lines")

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    # What a person does

    def take_up(self) -> None:
        """Who was offered seats has come: they are paid on Sell."""
        entry = self.chosen
        if entry is None:
            self._tell("Choose somebody in the list first.")
        elif entry.state is not WaitingState.OFFERED or entry.reference is None:
            self._tell(f"{_called(entry)} has no seats that are kept just now.")
        else:
            self._around.take_up(entry.reference, entry.show_id)

    def offer_now(self) -> None:
        entry, session = self.chosen, self._session
        if entry is None:
            self._tell("Choose somebody in the list first.")
        elif not session.may(Permission.OFFER_OUT_OF_TURN):
            self._tell("Seats are offered by themselves, first come first served. Only a manager changes the order.")
        elif entry.state is not WaitingState.WAITING:
            self._tell(f"{_called(entry)} does not wait any more.")
        else:
            self._tasks.run(Lane.SALE, lambda: self._list.offer_now(session, entry.id), self._offered, self._refused)

    def take_off(self) -> None:
        """Whoever goes loses the place in the line: so it is asked for twice."""
        entry, session = self.chosen, self._session
        if entry is None or not entry.state.is_open:
            self._tell("Choose somebody who waits, or has an offer.")
            return
        row_id = str(entry.id)
        if self._to_take_off != row_id:
            self._to_take_off = row_id
            self.off_button.set_text("Really take off?")
            self._tell(f"{_called(entry)} loses the place in the line. F8 once more takes them off; Esc keeps them.")
            return
        request_id = new_request_id()
        self._keep()

        def gone(_nothing: object) -> None:
            self._tell(f"{_called(entry)} is taken off the list.", theme.GOOD)
            self.refresh()

        self._tasks.run(Lane.SALE, lambda: self._list.withdraw(session, request_id, entry.id), gone, self._refused)

    def step_back(self) -> None:
        if self._to_take_off:
            self._keep()
            self._tell("")
        self.focus_first()

    # What becomes of it

    def _show(self, entries: tuple[Waiting, ...]) -> None:
        cinema = self._session.counter.cinema
        self._entries = {str(each.id): each for each in entries}
        self.table.show([_row(each, cinema) for each in entries])
        self._offer()

    def _chosen(self) -> None:
        self._keep()
        self._tell("")
        self._offer()

    def _offered(self, offered: Offered) -> None:
        cinema = self._session.counter.cinema
        until = format_time(to_local(offered.until, cinema.time_zone), cinema.locale)
        seats = ", ".join(offered.seat_labels)
        self._tell(f"{seats} kept until {until}, as {offered.reference}. Call them now.", theme.GOOD)
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        self._tell(error.sentence, theme.BAD)
        self.refresh()

    def _offer(self) -> None:
        """What can be done with who is chosen."""
        entry = self.chosen
        waits = entry is not None and entry.state is WaitingState.WAITING
        has_seats = entry is not None and entry.state is WaitingState.OFFERED
        self.basket_button.set_enabled(has_seats)
        self.offer_button.set_enabled(waits and self._session.may(Permission.OFFER_OUT_OF_TURN))
        self.off_button.set_enabled(waits or has_seats)

    def _keep(self) -> None:
        self._to_take_off = ""
        self.off_button.set_text("Take off the list")

    def _tell(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._say.configure(text=sentence, text_color=colour)

    def _wrap(self) -> None:
        units = self._say.winfo_width() / self._get_widget_scaling()
        self._say.configure(wraplength=max(240, round(units) - 8))

    def _look_again(self) -> None:
        if self.winfo_viewable():
            self.refresh()


def _row(entry: Waiting, cinema: Cinema) -> TableRow:
    starts = to_local(entry.starts_at, cinema.time_zone)
    when = f"{format_day(starts.date(), cinema.locale)} {format_time(starts, cinema.locale)}"
    meaning = {WaitingState.OFFERED: "good", WaitingState.WAITING: ""}.get(entry.state, "quiet")
    seats = f"{entry.seats_wanted} {entry.ticket_type_name}"
    place = str(entry.place) if entry.place else ""
    reach = entry.phone or entry.email
    cells = (entry.movie_title, when, place, _called(entry), reach, seats, _state(entry, cinema))
    return TableRow(str(entry.id), cells, meaning)


def _state(entry: Waiting, cinema: Cinema) -> str:
    if entry.state is WaitingState.WAITING:
        return "waits"
    if entry.state is WaitingState.OFFERED and entry.offered_until is not None:
        return f"has seats until {format_time(to_local(entry.offered_until, cinema.time_zone), cinema.locale)}"
    return _ENDS.get(entry.state, "")


def _called(entry: Waiting) -> str:
    return entry.customer_name or entry.phone or entry.email


def _next_time(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; what is in sight stays and is asked for again."""
