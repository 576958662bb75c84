"""The middle pane of Sell: what is shown, when and where, and the seat map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.sell.seat_plans import OpenShow
from app.models.records import Cinema, Seat, SeatType
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.seats.seat_map import SeatMap


class MapPane(ctk.CTkFrame):
    """Head line and map; empty until a show is opened."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        *,
        on_pick: Callable[[Sequence[Seat]], None],
        on_release: Callable[[Sequence[Seat]], None],
        describe: Callable[[Seat], str],
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema = cinema
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self._title = FittedLabel(self, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT)
        self._title.grid(row=0, column=0, sticky="ew", padx=(18, 8), pady=(10, 0))
        self._free = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET)
        self._free.grid(row=0, column=1, padx=(8, 18), pady=(10, 0), sticky="e")
        self._details = FittedLabel(self, font=theme.font(13), text_color=theme.QUIET)
        self._details.grid(row=1, column=0, columnspan=2, sticky="ew", padx=18)
        self._empty = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET)
        self._empty.grid(row=2, column=0, columnspan=2)
        self.map = SeatMap(self, on_pick=on_pick, on_release=on_release, on_hover=lambda _seat: None, describe=describe)

    def show_empty(self, sentence: str) -> None:
        """No show is open: say what to do."""
        self.map.grid_forget()
        self._title.say("")
        self._details.say("")
        self._free.configure(text="")
        self._empty.configure(text=sentence)
        self._empty.grid(row=2, column=0, columnspan=2)

    def show(self, opened: OpenShow) -> None:
        """The head line of an opened show; the map itself is opened by whoever knows how its seats look."""
        show = opened.show
        starts = to_local(show.starts_at, self._cinema.time_zone)
        hours, minutes = divmod(show.duration_minutes, 60)
        parts = (
            f"{format_day(starts.date(), self._cinema.locale)} {format_time(starts, self._cinema.locale)}",
            show.hall_name,
            f"{hours} h {minutes:02d} min" if hours else f"{minutes} min",
            show.language,
            show.certificate,
        )
        self._empty.grid_forget()
        self._title.say(show.movie_title)
        self._details.say("  ·  ".join(parts))
        self.map.grid(row=2, column=0, columnspan=2, sticky="nsew", padx=8, pady=(4, 8))

    def show_free(self, free: int, seat_count: int) -> None:
        self._free.configure(text=f"{free} free of {seat_count}")

    def legend(self, opened: OpenShow) -> list[tuple[SeatType, str]]:
        """What a full-price ticket of each seat type costs in this show."""
        full = opened.prices.book.ticket_types[0]
        present = {seat.seat_type for seat in opened.seats}
        return [
            (seat_type, self.money(opened.prices.of_type(seat_type, full).amount_minor))
            for seat_type in SeatType
            if seat_type in present
        ]

    def money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
