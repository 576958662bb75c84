"""Customers: all that is stored of a person, to be shown, written to a file for them, and erased."""

from __future__ import annotations

from pathlib import Path
from tkinter import filedialog
from typing import Any

import customtkinter as ctk

from app.controllers.after.privacy import CustomerFile, StoredCustomer, suggested_name
from app.controllers.permissions import Session
from app.models.errors import InTheWay
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.after.customer_lines import lines_of
from app.views.after.customer_list import CustomerList
from app.views.after.erase_panel import EraseDoings, ErasePanel
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane

_STORED = (
    Column("what", "What", 112),
    Column("when", "When", 176),
    Column("told", "Stored", 240, stretch=True),
)
_HINT = "Choose a customer: all that is stored of them stands here."


class CustomersPage(ctk.CTkFrame):
    """Who is found at the left, what is stored of whom is chosen at the right."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._privacy = office.session, office.desk.after.privacy
        self._tasks = office.around.tasks
        self.stored: CustomerFile | None = None
        self.panel: ErasePanel | None = None
        self._opening = 0
        self._request: tuple[object, str] = (None, "")
        self.grid_columnconfigure(0, weight=2, uniform="panes")
        self.grid_columnconfigure(1, weight=3, uniform="panes")
        self.grid_rowconfigure(0, weight=1)
        self.list = CustomerList(self, self.refresh, self._choose)
        self.list.grid(row=0, column=0, sticky="nsew", padx=(0, 8))
        self._build_pane()

    def _build_pane(self) -> None:
        pane = self._pane = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        pane.grid(row=0, column=1, sticky="nsew")
        pane.grid_columnconfigure(0, weight=1)
        pane.grid_rowconfigure(1, weight=1)
        self._title = ctk.CTkLabel(
            pane, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._title.grid(row=0, column=0, sticky="ew", padx=20, pady=(16, 4))
        self.lines = Table(pane, _STORED, self._read_out, empty=_HINT)
        self.lines.grid(row=1, column=0, sticky="nsew", padx=8)
        foot = ctk.CTkFrame(pane, fg_color="transparent")
        foot.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 12))
        foot.grid_columnconfigure(0, weight=1)
        self._say = ctk.CTkLabel(
            foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", height=28
        )
        self._say.grid(row=0, column=0, columnspan=3, sticky="ew", pady=(0, 4))
        self._say.bind("<Configure>", lambda _event: self._wrap())
        self.file_button = Button(foot, "Write to a file", self.choose_file, hint="F6")
        self.file_button.grid(row=1, column=1, padx=(8, 0))
        self.erase_button = Button(foot, "Erase …", self.ask_to_erase, hint="F8")
        self.erase_button.grid(row=1, column=2, padx=(8, 0))
        self._offer()

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F2", "search customers", self.focus_search, "Search"),
            Key("F6", "write all that is stored of this customer to a file for them", self.choose_file, "File"),
            Key("F8", "erase what is stored of this customer", self.ask_to_erase, "Erase"),
            Key("Escape", "one step back", self.step_back),
        )

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def take_over(self, session: Session) -> None:
        """What was open about a person is for nobody else to read."""
        self._session = session
        self._close_panel()
        self._show_nobody()

    def focus_first(self) -> None:
        self.focus_search()

    def focus_search(self) -> None:
        self.list.focus_search()

    def refresh(self) -> None:
        session, typed = self._session, self.list.search.value
        self._tasks.run(
            Lane.PLANNING, lambda: self._privacy.search(session, typed), self._show_found, replaces="customers found"
        )

    # What a person does

    def choose_file(self) -> None:
        """Ask where the file for the customer goes."""
        stored = self.stored
        if stored is None or stored.customer.erased_at is not None:
            return
        named = filedialog.asksaveasfilename(
            parent=self, title="Where to write the customer's file", initialfile=suggested_name(stored),
            defaultextension=".json", filetypes=(("JSON", "*.json"),),
        )  # fmt: skip
        if named:
            self.write_file(Path(named))

    def write_file(self, path: Path) -> None:
        """Write what is shown to this file."""
        stored, session = self.stored, self._session
        if stored is not None:
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._privacy.export(session, stored, path),
                lambda written: self._tell(
                    f"Written to {written}. Give it to the customer, then delete it.", theme.GOOD
                ),
                self._refused,
            )

    def ask_to_erase(self) -> None:
        """What it means, and once more whether."""
        stored = self.stored
        if stored is None or stored.customer.erased_at is not None or self.panel is not None:
            return
        doings = EraseDoings(self.erase, self.erase_later, self.step_back)
        self.panel = ErasePanel(self._pane, stored, doings)
        self.panel.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.panel.lift()
        self.panel.focus_first()

    def erase(self) -> None:
        stored, session = self.stored, self._session
        if stored is None:
            return
        customer_id, request_id = stored.customer.id, self._request_id(("erase", stored.customer.id))
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._privacy.erase(session, request_id, customer_id),
            lambda _nothing: self._erased("The customer is erased. Tickets and money stay."),
            self._refused,
        )

    def erase_later(self) -> None:
        stored, session = self.stored, self._session
        if stored is None:
            return
        customer_id, request_id = stored.customer.id, self._request_id(("later", stored.customer.id))
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._privacy.erase_later(session, request_id, customer_id),
            lambda _nothing: self._put_down(customer_id),
            self._refused,
        )

    def step_back(self) -> None:
        """Out of the panel, then off the customer, then an empty search."""
        if self._close_panel():
            self.list.table.focus_set()
        elif self.stored is not None:
            self._show_nobody()
            self.focus_search()
        else:
            self.list.search.value = ""
            self.focus_search()

    def _choose(self, row_id: str) -> None:
        self._tell("")
        self._close_panel()
        self._read(int(row_id))

    def _read_out(self, row_id: str) -> None:
        """A line has less room than some of what is stored: whole it stands below."""
        self._tell(self.lines.rows[int(row_id)].cells[-1], theme.TEXT)

    def _read(self, customer_id: int) -> None:
        session, self._opening = self._session, customer_id
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._privacy.open(session, customer_id),
            self._show_stored,
            self._refused,
            replaces="customer stored",
        )

    # What becomes of it

    def _show_found(self, found: tuple[StoredCustomer, ...]) -> None:
        self.list.show(found, self._session.counter.cinema)

    def _show_stored(self, stored: CustomerFile) -> None:
        if stored.customer.id != self._opening:
            return
        self.stored = stored
        self._title.configure(text=stored.customer.called)
        lines = lines_of(stored, self._session.counter.cinema)
        self.lines.show([TableRow(str(place), (each.what, each.when, each.told)) for place, each in enumerate(lines)])
        self._offer()

    def _show_nobody(self) -> None:
        self.stored, self._opening = None, 0
        self._title.configure(text="")
        self.lines.show(())
        self.list.table.choose(None)
        self._offer()

    def _erased(self, sentence: str) -> None:
        self._close_panel()
        self._show_nobody()
        self._tell(sentence, theme.GOOD)
        self.refresh()
        self.focus_search()

    def _put_down(self, customer_id: int) -> None:
        self._close_panel()
        self._tell("They are erased by themselves once nothing is in the way any more.", theme.GOOD)
        self._read(customer_id)
        self.list.table.focus_set()

    def _refused(self, error: BoxOfficeError) -> None:
        if self.panel is not None:
            self.panel.refuse(error)
            if isinstance(error, InTheWay):
                self._read(self._opening)
        else:
            self._tell(error.sentence, theme.BAD)

    def _close_panel(self) -> bool:
        panel, self.panel = self.panel, None
        if panel is not None:
            bury(panel)
        return panel is not None

    def _offer(self) -> None:
        there = self.stored is not None and self.stored.customer.erased_at is None
        self.file_button.set_enabled(there)
        self.erase_button.set_enabled(there)

    def _tell(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._say.configure(text=sentence, text_color=colour)

    def _wrap(self) -> None:
        units = self._say.winfo_width() / self._get_widget_scaling()
        self._say.configure(wraplength=max(240, round(units) - 8))

    def _request_id(self, asked: object) -> str:
        """The same asked again after an outage is the same request."""
        if self._request[0] != asked:
            self._request = (asked, new_request_id())
        return self._request[1]
