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
from app.views.choice import bind_arrows
from app.views.field import Field
from app.views.pressable import Pressable
from app.views.scroll_list import ScrollList
from app.views.show_row import ShowRow

WIDTH = 256
_DAYS_SHOWN = 5


class ProgrammePanel(ctk.CTkFrame):
    """Shows what it is given; `on_day`, `on_search` and `on_show` tell what the clerk asked for."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        *,
        on_day: Callable[[date], object],
        on_search: Callable[[str], object],
        on_show: Callable[[ShowCounts], object],
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._on_day, self._on_show = cinema, on_day, on_show
        self._rows: list[ShowRow] = []
        self._days: list[_DayButton] = []
        self._chosen_show_id: int | None = None
        self.chosen_day: date | None = None
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self._strip = ctk.CTkFrame(self, fg_color="transparent", height=48)
        self._strip.grid(row=0, column=0, sticky="ew", padx=10, pady=(12, 4))
        self.search = Field(self, "Search film  ·  F2", width=WIDTH - 24)
        self.search.grid(row=1, column=0, padx=12, sticky="ew")
        self.search.bind_change(on_search)
        self.search.on_submit = self._open_first
        self._list = ScrollList(self)
        self._list.grid(row=2, column=0, sticky="nsew", padx=2, pady=(0, 8))
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(
            self._list, text="", font=theme.font(), text_color=theme.QUIET, wraplength=WIDTH - 48, justify="left"
        )

    def show_days(self, days: Sequence[DayOfShows], chosen: date | None) -> None:
        """The date strip, first day chosen unless another one is."""
        for button in self._days:
            button.destroy()
        self._days = []
        self.chosen_day = chosen or (days[0].day if days else None)
        for column, each in enumerate(days[:_DAYS_SHOWN]):
            button = _DayButton(self._strip, each.day, self._cinema.locale, self._on_day)
            button.grid(row=0, column=column, padx=2)
            button.set_chosen(chosen=each.day == self.chosen_day)
            self._days.append(button)
        bind_arrows(self._days)

    def show_shows(self, found: Sequence[ShowCounts], empty: str) -> None:
        """The list; rows of shows that are still there stay, so that a refresh neither flickers nor moves the focus."""
        if [row.counts.show for row in self._rows] == [counts.show for counts in found]:
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
            if starts.date() != self.chosen_day:
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

    def _open_first(self) -> None:
        if self._rows:
            self._rows[0].invoke()

    def leave_search(self) -> None:
        """Forget what was searched for; the day's shows come back."""
        self.search.value = ""
        if self._rows:
            self._rows[0].focus_set()


class _DayButton(Pressable):
    def __init__(self, master: Any, day: date, locale: str, on_day: Callable[[date], object]) -> None:
        self._day, self._locale, self._chosen = day, locale, False
        super().__init__(master, lambda: on_day(day), width=42, height=44)

    def set_chosen(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self._repaint()

    def _ground(self) -> theme.Colour | str:
        if self._chosen:
            return theme.ACCENT
        return theme.HOVER if self._inside else theme.RAISED

    def _ring(self) -> theme.Colour:
        return theme.TEXT if self._chosen else theme.ACCENT

    def _paint_content(self) -> None:
        width, _ = self._size_px
        words = theme.ON_ACCENT if self._chosen else theme.QUIET
        weekday = format_day(self._day, self._locale).split(",")[0].split(" ")[0]
        self._write(width // 2, self._px(14), weekday, words, size=theme.SMALL, bold=self._chosen)
        self._write(width // 2, self._px(30), str(self._day.day), words, size=theme.SMALL, bold=self._chosen)
