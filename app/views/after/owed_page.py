"""Due: money that customers are still to have back, worked off one by one at any counter of the cinema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.models.errors import OutcomeUnknown, TillClosed
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor
from app.views import theme
from app.views.after.owed_pane import Due, OwedDoings, OwedPane
from app.views.after.owed_words import told_way
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane
from app.views.till.column_cover import ColumnCover
from app.views.till.float_flow import FloatFlow

_COLUMNS = (
    Column("booking", "Booking", 112),
    Column("customer", "Customer", 120, stretch=True),
    Column("way", "Way", 184),
    Column("amount", "Due", 88, "e"),
)
_EMPTY = "Nothing is due. What a provider could not send back at once, and the money of cancelled shows, comes here."
_READ = "refunds due"
_NOBODY = "nobody written down"


class OwedPage(ctk.CTkFrame):
    """The list at the left, the oldest first; what can be done with the chosen one at the right."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._around = office.session, office.around
        self._owed = office.desk.after.owed
        self._cinema = office.session.counter.cinema
        self._rows: dict[str, Due] = {}
        self._asked: tuple[tuple[int, bool], str] | None = None
        """What is handed back, and its request id: the same wish again after a lost answer is done once."""
        self.grid_columnconfigure(0, weight=3, uniform="panes")
        self.grid_columnconfigure(1, weight=2, uniform="panes")
        self.grid_rowconfigure(0, weight=1)
        left = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        left.grid(row=0, column=0, sticky="nsew", padx=(0, 8))
        left.grid_columnconfigure(0, weight=1)
        left.grid_rowconfigure(1, weight=1)
        self._sum = ctk.CTkLabel(
            left, text="", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w", height=28
        )
        self._sum.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        self.table = Table(left, _COLUMNS, self._chosen, on_open=lambda _id: self.pane.focus_first(), empty=_EMPTY)
        self.table.grid(row=1, column=0, sticky="nsew", padx=8, pady=(0, 8))
        self.pane = OwedPane(self, self._cinema, OwedDoings(self._send, self._hand_back))
        self.pane.grid(row=0, column=1, sticky="nsew")
        self.pane.take_over(self._session)
        self.cover = ColumnCover(self.pane, self.pane.focus_first)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F8", "give it back the way it came", self.pane.give_back, "Give back"),
            Key("F9", "send it through the provider again", self.pane.send, "Send again"),
            Key("Shift-F8", "give cash instead, as a manager", self.pane.ask_for_cash),
            Key("Escape", "one step back", self.step_back),
        )

    def take_over(self, session: Session) -> None:
        self._session = session
        self.pane.take_over(session)

    def focus_first(self) -> None:
        self.table.focus_set()

    def refresh(self) -> None:
        session, owed = self._session, self._owed
        self._around.tasks.run(Lane.SALE, lambda: owed.open(session), self._show, self._say_bad, replaces=_READ)

    def step_back(self) -> None:
        """Esc: from a question to what it is about, then to the list."""
        if not self.cover.step_back() and not self.pane.step_back():
            self.table.focus_set()

    @property
    def total(self) -> str:
        return str(self._sum.cget("text"))

    # What a person does

    def _chosen(self, row_id: str) -> None:
        self.pane.show(self._rows[row_id])

    def _send(self, due: Due) -> None:
        session, owed = self._session, self._owed
        self._around.tasks.run(Lane.SALE, lambda: owed.send(session, due), self._sent, self._refused)

    def _hand_back(self, due: Due, in_cash: bool) -> None:
        wish = (due.id, in_cash)
        if self._asked is None or self._asked[0] != wish:
            self._asked = (wish, new_request_id())
        request_id, session, owed = self._asked[1], self._session, self._owed

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, TillClosed):
                self.pane.set_busy(busy=False)
                FloatFlow(self.cover, self._cinema, self._around.till).needed(
                    lambda: self.pane.hand_back(in_cash=in_cash)
                )
            else:
                if not isinstance(error, OutcomeUnknown):
                    self._asked = None
                self._refused(error)

        def done(told: str) -> None:
            self._asked = None
            if told_way(due, in_cash=in_cash).from_drawer:
                self._around.till.open_drawer()
            self._sent(told)

        self._around.tasks.run(
            Lane.SALE, lambda: owed.hand_back(session, request_id, due, in_cash=in_cash), done, refused
        )

    # What becomes of it

    def _sent(self, told: str) -> None:
        self.pane.set_busy(busy=False)
        self.pane.say(told or "It went back already.")
        self.table.focus_set()
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        self.pane.refuse(error)
        self.refresh()

    def _say_bad(self, error: BoxOfficeError) -> None:
        self.table.set_empty(error.sentence)

    def _show(self, found: Sequence[Due]) -> None:
        self._rows = {str(due.id): due for due in found}
        self.table.set_empty(_EMPTY)
        self.table.show([TableRow(row_id, self._cells(due)) for row_id, due in self._rows.items()])
        together = sum(due.amount_minor for due in found)
        self._sum.configure(text=f"{self._money(together)} due to {_count(found)}" if found else "")
        if self.pane.due is None or str(self.pane.due.id) not in self._rows:
            self.pane.close()
        if self.table.chosen is None and self._rows and self.pane.due is None:
            first = next(iter(self._rows))
            self.table.choose(first)
            self.pane.show(self._rows[first], keep_message=True)

    def _cells(self, due: Due) -> tuple[str, ...]:
        who = " · ".join(part for part in (due.customer_name, due.customer_phone) if part)
        return due.booking_reference, who or _NOBODY, told_way(due).name, self._money(due.amount_minor)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)


def _count(found: Sequence[Due]) -> str:
    bookings = len({due.booking_reference for due in found})
    return "1 booking" if bookings == 1 else f"{bookings} bookings"
