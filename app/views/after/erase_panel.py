"""Before a customer is erased: what goes, what stays, what is in the way. A verb on each button; the safe one takes Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.after.privacy import CustomerFile
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.scroll_list import ScrollList

_WRAP = 420
_GOES = (
    "Name, phone and e-mail, the words they are found by, notes on their baskets, what messages told and to whom, and their "
    "name in notices and on vouchers. They leave every waiting list."
)
_STAYS = (
    "Tickets, money, invoices and the activity log, which tells of no name. Nobody can tell any more whose they were."
)


@dataclass(frozen=True, slots=True)
class EraseDoings:
    """What the buttons do."""

    erase: Callable[[], object]
    erase_later: Callable[[], object]
    keep: Callable[[], object]


class ErasePanel(ctk.CTkFrame):
    """Covers what is stored."""

    def __init__(self, master: Any, stored: CustomerFile, doings: EraseDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, bg_color=theme.PAGE, corner_radius=12)
        self._units = _WRAP
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        room = ScrollList(self)
        room.grid(row=0, column=0, sticky="nsew", padx=(16, 0), pady=12)
        room.grid_columnconfigure(0, weight=1)
        wrapped = partial(ctk.CTkLabel, room, anchor="w", justify="left", wraplength=_WRAP)
        self._labels = [
            wrapped(
                text=f"Erase {stored.customer.called}?", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT
            )
        ]
        for title, told in (("What goes", _GOES), ("What stays", _STAYS)):
            self._labels.append(wrapped(text=title, font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20))
            self._labels.append(wrapped(text=told, font=theme.font(), text_color=theme.TEXT))
        in_the_way = stored.in_the_way
        if in_the_way:
            told = "\n".join(("They have still to be reached, so it cannot be done now:", *in_the_way))
            self._labels.append(wrapped(text=told, font=theme.font(), text_color=theme.WARN))
        for row, label in enumerate(self._labels):
            label.grid(row=row, column=0, sticky="ew", padx=8, pady=(8 if row % 2 else 0, 0))
        self._say = wrapped(text="", font=theme.font(), text_color=theme.BAD)
        self._say.grid(row=20, column=0, sticky="ew", padx=8, pady=(8, 8))
        self.keep_button = Button(room, "Keep their data", doings.keep, hint="Esc")
        self.keep_button.grid(row=21, column=0, sticky="ew", padx=8, pady=(0, 8))
        verb, act = ("Erase by itself, once nothing is in the way", doings.erase_later)
        if not in_the_way:
            verb, act = ("Erase for good", doings.erase)
        self.erase_button = Button(room, verb, partial(self._press, act), kind="danger")
        self.erase_button.grid(row=22, column=0, sticky="ew", padx=8, pady=(0, 8))
        self.bind("<Configure>", lambda _event: self._wrap())

    @property
    def words(self) -> str:
        return "\n".join(str(label.cget("text")) for label in self._labels)

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def refuse(self, error: BoxOfficeError) -> None:
        """Nothing was erased."""
        self.erase_button.set_enabled(True)
        more = "\n".join(getattr(error, "obstacles", ()))
        self._say.configure(text=f"{error.sentence}\n{more}".strip())

    def focus_first(self) -> None:
        self.keep_button.focus_set()

    def _press(self, act: Callable[[], object]) -> None:
        self.erase_button.set_enabled(False)
        self._say.configure(text="")
        act()

    def _wrap(self) -> None:
        units = max(240, round(self.winfo_width() / self._get_widget_scaling()) - 72)
        if units == self._units:
            return
        self._units = units
        for label in (*self._labels, self._say):
            label.configure(wraplength=units)
