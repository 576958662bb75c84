"""The left pane of Sell: the days, and the shows of the day or those that a search found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.models.records import Cinema, DayOfShows, ShowCounts
from app.utils.local_time import format_other_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.day_strip import DayStrip
from app.views.parts.bury import bury
from app.views.parts.choice import bind_arrows
from app.views.parts.scroll_list import ScrollList
from app.views.sell.poster_shelf import PosterShelf
from app.views.sell.show_row import ShowRow

if TYPE_CHECKING:
    from PIL import ImageTk

WIDTH = 256
_BESIDE = 64
"""What lies beside the sentence of an empty list: its margins, and the place of the bar."""


class ProgrammePanel(ctk.CTkFrame):
    """Shows what it is given; `on_day` and `on_show` tell what the clerk asked for."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        *,
        on_day: Callable[[date], object],
        on_show: Callable[[ShowCounts], object],
        posters: PosterShelf,
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._on_show, self._posters = cinema, on_show, posters
        self._rows: list[ShowRow] = []
        self._own: tuple[int | None, int] = (None, 0)
        self._searched = False
        self._chosen_show_id: int | None = None
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self.strip = DayStrip(self, cinema.locale, on_day)
        self.strip.grid(row=0, column=0, sticky="ew", padx=10, pady=(12, 8))
        self._list = ScrollList(self)
        self._list.grid(row=1, column=0, sticky="nsew", padx=2, pady=(0, 8))
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(
            self._list, text="", font=theme.font(), text_color=theme.QUIET, wraplength=WIDTH - _BESIDE, justify="left"
        )

    def set_width(self, width: int) -> None:
        """So many units before scaling; the sentence of an empty list is broken for it."""
        self.configure(width=width)
        self._empty.configure(wraplength=width - _BESIDE)

    def show_days(self, days: Sequence[DayOfShows], chosen: date | None) -> None:
        """The date strip, first day chosen unless another one is."""
        self.strip.show([each.day for each in days], chosen or (days[0].day if days else None))

    def show_shows(self, found: Sequence[ShowCounts], empty: str, *, searched: bool = False) -> None:
        """The list of a day, or of a search.

        Rows of shows that are still there stay, so that a refresh neither flickers nor moves the focus.
        """
        changed, self._searched = searched is not self._searched, searched
        if found and not changed and [row.counts.show for row in self._rows] == [counts.show for counts in found]:
            for row, counts in zip(self._rows, found, strict=True):
                row.set_counts(counts)
            return
        # Asked of Tk: a row hears late that the keyboard has left it, and a new list must not take it from who is typing.
        keyboard = str(self.focus_lastfor())
        had_focus = any(keyboard.startswith(f"{row}.") for row in self._rows)
        for row in self._rows:
            bury(row)
        self._rows = []
        self._empty.grid_forget()
        for place, counts in enumerate(found):
            price = format_minor(counts.price_from_minor, self._cinema_of(counts).currency, self._cinema.locale)
            row = ShowRow(self._list, counts, place + 1, self._when(counts), price, self._on_show)
            row.grid(row=place, column=0, sticky="ew", pady=1)
            row.set_chosen(chosen=counts.show.id == self._chosen_show_id)
            self._rows.append(row)
        if not found:
            self._empty.configure(text=empty)
            self._empty.grid(row=0, column=0, padx=12, pady=24, sticky="w")
        bind_arrows(self._rows)
        if had_focus:
            self.focus_first()
        self.show_own(*self._own)
        self.hang_posters()

    def show_own(self, show_id: int | None, seat_count: int) -> None:
        """So many of that show's held seats are in the counter's own basket, and no other's."""
        self._own = (show_id, seat_count)
        for row in self._rows:
            row.set_own(seat_count if row.counts.show.id == show_id else 0)

    def hang_posters(self) -> None:
        """Posters for all rows, of the size that they have now."""
        if not self._rows:
            return
        rows = {row.counts.show.id: row for row in self._rows}

        def hang(show_id: int, picture: ImageTk.PhotoImage) -> None:
            row = rows[show_id]
            if row.winfo_exists() and row.poster_px == (picture.width(), picture.height()):
                row.set_poster(picture)

        self._posters.hang(tuple(rows), self._rows[0].poster_px, "programme", hang)

    def _when(self, counts: ShowCounts) -> str:
        """The time, and the day unless that is clear: the day of the strip, and among what a search found only today's."""
        zone = self._cinema_of(counts).time_zone
        starts = to_local(counts.show.starts_at, zone)
        today = to_local(datetime.now(UTC), zone).date()
        told = format_time(starts, self._cinema.locale)
        if starts.date() == self.strip.chosen and (not self._searched or starts.date() == today):
            return told
        return f"{format_other_day(starts.date(), today, self._cinema.locale)} {told}"

    def _cinema_of(self, counts: ShowCounts) -> Cinema:
        return counts.elsewhere or self._cinema

    def choose(self, show_id: int | None) -> None:
        """Light the open show's row."""
        self._chosen_show_id = show_id
        for row in self._rows:
            row.set_chosen(chosen=row.counts.show.id == show_id)

    @property
    def rows(self) -> tuple[ShowRow, ...]:
        return tuple(self._rows)

    def focus_first(self) -> None:
        """The keyboard goes to the first show, from where the arrows walk."""
        if self._rows:
            self._rows[0].focus_set()
