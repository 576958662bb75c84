"""The middle pane of Sell: what is shown, when and where, and the seat map."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.controllers.sell.seat_plans import OpenShow
from app.models.records import Cinema, Seat, SeatType
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.icons import icon
from app.views.seats.seat_map import SeatLook, SeatMap
from app.views.sell.poster_shelf import PosterShelf
from app.views.sell.reason_line import ReasonLine

if TYPE_CHECKING:
    from PIL import ImageTk

_POSTER = (48, 72)
_EMPTY_WIDTH = 288
"""In units before scaling: the smallest pane has room for it."""


class MapPane(ctk.CTkFrame):
    """Head line and map; empty until a show is opened."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        *,
        on_pick: Callable[[Sequence[Seat]], None],
        on_release: Callable[[Sequence[Seat]], None],
        on_keep: Callable[[Sequence[Seat]], None],
        describe: Callable[[Seat], str],
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._hung: tuple[PosterShelf, int] | None = None
        self._cinema = cinema
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(3, weight=1)
        self._poster = tk.Label(self, borderwidth=0, highlightthickness=0)
        self._title = FittedLabel(self, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT)
        self._title.grid(row=0, column=1, sticky="ew", padx=(18, 8), pady=(10, 0))
        self._free = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET)
        self._free.grid(row=0, column=2, padx=(8, 18), pady=(10, 0), sticky="e")
        self._details = FittedLabel(self, font=theme.font(13), text_color=theme.QUIET)
        self._details.grid(row=1, column=1, columnspan=2, sticky="ew", padx=18)
        # Always there, empty or not: the seats must not move under the hand that is about to click one.
        self._reason = FittedLabel(self, font=theme.font(13), text_color=theme.TEXT, height=20)
        self._reason.grid(row=2, column=1, columnspan=2, sticky="ew", padx=18)
        self._empty = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.QUIET, wraplength=_EMPTY_WIDTH,
            image=icon("screen", 48, theme.QUIET), compound="top", pady=8,
        )  # fmt: skip
        self._empty.grid(row=3, column=0, columnspan=3)
        self.map = SeatMap(
            self,
            on_pick=on_pick,
            on_release=on_release,
            on_hover=lambda _seat: None,
            describe=describe,
            on_keep=on_keep,
        )
        self.reason_line = ReasonLine(self)

    def show_empty(self, sentence: str) -> None:
        """No show is open: say what to do."""
        self._hung = None
        self._poster.grid_forget()
        self.map.grid_forget()
        self._title.say("")
        self._details.say("")
        self.say_reason("")
        self._free.configure(text="")
        self._empty.configure(text=sentence)
        self._empty.grid(row=3, column=0, columnspan=3)

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
        self.say_reason("")
        self.map.grid(row=3, column=0, columnspan=3, sticky="nsew", padx=8, pady=(4, 8))

    def hang_poster(self, posters: PosterShelf, show_id: int) -> None:
        """The film's poster beside its name, as soon as it is there."""
        self._hung = (posters, show_id)
        scaling: float = self._get_widget_scaling()

        def hang(_show_id: int, picture: ImageTk.PhotoImage) -> None:
            if self._hung == (posters, show_id) and self._poster.winfo_exists():
                self._picture = picture
                self._poster.configure(image=str(picture))
                pad = round(14 * scaling)
                self._poster.grid(row=0, column=0, rowspan=3, padx=(pad, 0), pady=(round(12 * scaling), 0), sticky="n")

        posters.hang((show_id,), (round(_POSTER[0] * scaling), round(_POSTER[1] * scaling)), "head", hang)

    def hang_again(self) -> None:
        """The same poster, of the size that is right now."""
        if self._hung is not None:
            self.hang_poster(*self._hung)

    def say_reason(self, words: str) -> None:
        """Why the seats that are offered are the best; empty when none are."""
        self._reason.say(words)

    @property
    def reason(self) -> str:
        return self._reason.whole

    def fill(self, opened: OpenShow, looks: Mapping[int, SeatLook]) -> None:
        """The show's hall on the map, and how many seats are free."""
        self.map.open(opened.seats, looks, self.legend(opened))
        self.count_free(looks)

    def count_free(self, looks: Mapping[int, SeatLook]) -> None:
        """How many anybody may have, of the seats in service."""
        free = sum(look is SeatLook.FREE for look in looks.values())
        seat_count = sum(look is not SeatLook.BLOCKED for look in looks.values())
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
