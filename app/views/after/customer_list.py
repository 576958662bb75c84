"""Who is found among the customers, as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.after.privacy import StoredCustomer
from app.models.records import Cinema
from app.utils.local_time import format_date, to_local
from app.views import theme
from app.views.parts.field import Field
from app.views.parts.table import Column, Table, TableRow

_COLUMNS = (
    Column("who", "Customer", 140, stretch=True),
    Column("reach", "Phone or e-mail", 150, stretch=True),
)
_NOBODY = "Nobody is found. Type the start of a name, some digits of the phone, or the e-mail."
_NOBODY_YET = "Nobody was written down yet. Customers are named on Sell, with F10."


class CustomerList(ctk.CTkFrame):
    """The search above, the table below; Return and Down go into the table, and choose the first where none is chosen."""

    def __init__(self, master: Any, on_typed: Callable[[], object], on_choose: Callable[[str], object]) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._on_choose = on_choose
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self.search = Field(self, "Search customers   F2", on_submit=self.into_table)
        self.search.grid(row=0, column=0, sticky="ew", padx=12, pady=(12, 0))
        self.search.bind_change(lambda _text: on_typed())
        self.search.bind_arrows(lambda: None, self.into_table)
        self.table = Table(self, _COLUMNS, on_choose, empty=_NOBODY_YET)
        self.table.grid(row=1, column=0, sticky="nsew", padx=8, pady=(0, 8))

    def show(self, found: Sequence[StoredCustomer], cinema: Cinema) -> None:
        """These, in this order; whoever is to be erased stands out."""
        self.table.set_empty(_NOBODY if self.search.value.strip() else _NOBODY_YET)
        self.table.show([_row(each, cinema) for each in found])

    def focus_search(self) -> None:
        self.search.focus_set()
        self.search.select_all()

    def into_table(self) -> None:
        if self.table.rows and self.table.chosen is None:
            self.table.choose(self.table.rows[0].id)
            self._on_choose(self.table.rows[0].id)
        self.table.focus_set()


def _row(customer: StoredCustomer, cinema: Cinema) -> TableRow:
    since = format_date(to_local(customer.created_at, cinema.time_zone).date(), cinema.locale)
    reach = customer.phone or customer.email if customer.name else f"since {since}"
    meaning = "warn" if customer.erase_asked_at is not None else ""
    return TableRow(str(customer.id), (customer.called, reach), meaning)
