"""The left pane of Sell: the days, the search, and the shows of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema, DayOfShows, ShowCounts
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.day_strip import DayStrip
from app.views.parts.choice import bind_arrows
from app.views.parts.field import Field
from app.views.parts.scroll_list import ScrollList
from app.views.sell.show_row import ShowRow

WIDTH = 256


class ProgrammePanel(ctk.CTkFrame):
    """Shows what it is given; `on_day`, `on_search`, `on_enter` and `on_show` tell what the clerk asked for."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        *,
        on_day: Callable[[date], object],
        on_search: Callable[[str], object],
        on_enter: Callable[[], object],
        on_show: Callable[[ShowCounts], object],
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._on_show = cinema, on_show
        self._rows: list[ShowRow] = []
        self._chosen_show_id: int | None = None
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.strip = DayStrip(self, cinema.locale, on_day)
        self.strip.grid(row=0, column=0, sticky="ew", padx=10, pady=(12, 4))
        self.search = Field(self, "Search film  ·  F2", width=WIDTH - 24)
        self.search.grid(row=1, column=0, padx=12, sticky="ew")
        self.search.bind_change(on_search)
        self.search.on_submit = on_enter
        self._list = ScrollList(self)
        self._list.grid(row=2, column=0, sticky="nsew", padx=2, pady=(0, 8))
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(
            self._list, text="", font=theme.font(), text_color=theme.QUIET, wraplength=WIDTH - 48, justify="left"
        )

    def show_days(self, days: Sequence[DayOfShows], chosen: date | None) -> None:
        """The date strip, first day chosen unless another one is."""
        self.strip.show([each.day for each in days], chosen or (days[0].day if days else None))

    def show_shows(self, found: Sequence[ShowCounts], empty: str) -> None:
        """The list; rows of shows that are still there stay, so that a refresh neither flickers nor moves the focus."""
        if found and [row.counts.show for row in self._rows] == [counts.show for counts in found]:
            for row, counts in zip(self._rows, found, strict=True):
                row.set_counts(counts)
            return
        for row in self._rows:
            row.destroy()
        self._rows = []
        self._empty.grid_forget()
        for place, counts in enumerate(found):
            starts = to_local(counts.show.starts_at, self._cinema.time_zone)
            told = format_time(starts, self._cinema.locale)
            if starts.date() != self.strip.chosen:
                told = f"{format_day(starts.date(), self._cinema.locale)} {told}"
            price = format_minor(counts.price_from_minor, self._cinema.currency, self._cinema.locale)
            row = ShowRow(self._list, counts, place + 1, told, price, self._on_show)
            row.grid(row=place, column=0, sticky="ew", pady=1)
            row.set_chosen(chosen=counts.show.id == self._chosen_show_id)
            self._rows.append(row)
        if not found:
            self._empty.configure(text=empty)
            self._empty.grid(row=0, column=0, padx=12, pady=24, sticky="w")
        bind_arrows(self._rows)

    def choose(self, show_id: int | None) -> None:
        """Light the open show's row."""
        self._chosen_show_id = show_id
        for row in self._rows:
            row.set_chosen(chosen=row.counts.show.id == show_id)

    @property
    def rows(self) -> tuple[ShowRow, ...]:
        return tuple(self._rows)

    def focus_search(self) -> None:
        self.search.focus_set()
        self.search.select_all()

    def open_first(self) -> None:
        if self._rows:
            self._rows[0].invoke()

    def leave_search(self) -> None:
        """Forget what was searched for; the day's shows come back."""
        self.search.value = ""
        if self._rows:
            self._rows[0].focus_set()
