"""What happened at the drawer without a sale, the last first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.till.tills import TillLine
from app.models.records import Cinema
from app.utils.local_time import format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.scroll_list import ScrollList

_EMPTY = "Nothing went in or out without a sale since this till was opened."
_REASON_WIDTH = 264


class TillBook(ctk.CTkFrame):
    """A list to look at."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        super().__init__(master, fg_color="transparent")
        self._cinema = cinema
        self._shown: tuple[TillLine, ...] | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        ctk.CTkLabel(
            self, text="In and out", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="w", pady=(0, 8))
        self._list: ScrollList | None = None

    def show(self, lines: Sequence[TillLine]) -> None:
        """Paint the lines; the same ones again paint nothing."""
        if self._shown == tuple(lines):
            return
        self._shown = tuple(lines)
        if self._list is not None:
            bury(self._list)
        self._list = ScrollList(self)
        self._list.grid(row=1, column=0, sticky="nsew")
        self._list.grid_columnconfigure(2, weight=1)
        if not lines:
            self._say(0, 0, _EMPTY, theme.QUIET, wide=True)
        for row, line in enumerate(lines):
            self._tell(row, line)

    @property
    def words(self) -> str:
        """All that it says, for whoever looks from outside."""
        labels = (
            [child for child in self._list.winfo_children() if isinstance(child, ctk.CTkLabel)] if self._list else []
        )
        return "\n".join(str(label.cget("text")) for label in labels)

    def _tell(self, row: int, line: TillLine) -> None:
        clock = format_time(to_local(line.happened_at, self._cinema.time_zone), self._cinema.locale)
        self._say(row, 0, clock, theme.QUIET)
        self._say(row, 1, line.title, theme.TEXT, bold=True)
        self._say(row, 2, f"{line.reason} · {line.staff_name}", theme.QUIET)
        if line.amount_minor:
            amount = format_minor(abs(line.amount_minor), self._cinema.currency, self._cinema.locale)
            sign, colour = ("+", theme.GOOD) if line.amount_minor > 0 else ("−", theme.WARN)
            self._say(row, 3, f"{sign}{amount}", colour, bold=True)

    def _say(
        self, row: int, column: int, text: str, colour: theme.Colour, *, bold: bool = False, wide: bool = False
    ) -> None:
        ctk.CTkLabel(
            self._list, text=text, font=theme.font(bold=bold), text_color=colour, anchor="e" if column == 3 else "w",
            justify="left", wraplength=2 * _REASON_WIDTH if wide else _REASON_WIDTH,
        ).grid(row=row, column=column, sticky="new", padx=(0, 24), pady=4)  # fmt: skip
