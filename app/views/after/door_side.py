"""Beside the verdict: how many are in of how many, show by show, and whom a door without the network let in wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.after.door import DoorFigures, ShowAtTheDoor, WronglyIn
from app.models.records import Cinema
from app.utils.local_time import format_time, to_local
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.bury import bury
from app.views.parts.scroll_list import ScrollList

WIDTH = 304
_EMPTY = "No more shows today."
_WRONG_MOST = 3


class ShowFigures(ctk.CTkFrame):
    """One show: when, where and what, a bar, and the two figures."""

    def __init__(self, master: Any, cinema: Cinema, told: ShowAtTheDoor) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(1, weight=1)
        starts = format_time(to_local(told.show.starts_at, cinema.time_zone), cinema.locale)
        ctk.CTkLabel(
            self, text=starts, font=theme.font(bold=True), text_color=theme.TEXT, height=22, anchor="w"
        ).grid(row=0, column=0, sticky="w")  # fmt: skip
        hall: FittedLabel = FittedLabel(self, font=theme.font(), text_color=theme.QUIET, height=22)
        hall.grid(row=0, column=1, sticky="ew", padx=(8, 8))
        hall.say(told.show.hall_name)
        self._figures = ctk.CTkLabel(self, text="", font=theme.font(bold=True), text_color=theme.TEXT, height=22)
        self._figures.grid(row=0, column=2, sticky="e")
        title: FittedLabel = FittedLabel(self, font=theme.font(), text_color=theme.TEXT, height=22)
        title.grid(row=1, column=0, columnspan=3, sticky="ew")
        title.say(told.show.movie_title)
        self._bar = ctk.CTkProgressBar(self, height=6, progress_color=theme.ACCENT, fg_color=theme.RAISED)
        self._bar.grid(row=2, column=0, columnspan=3, sticky="ew", pady=(4, 0))
        self.show(told)

    @property
    def words(self) -> str:
        return str(self._figures.cget("text"))

    def show(self, told: ShowAtTheDoor) -> None:
        """The figures of now."""
        words = f"{told.inside} of {told.expected}" if told.expected else "none sold"
        if words != self.words:
            self._figures.configure(text=words)
            # CustomTkinter draws a dot for nothing, too.
            self._bar.configure(progress_color=theme.ACCENT if told.inside else theme.RAISED)
            self._bar.set(told.inside / told.expected if told.expected else 0)


class DoorSide(ctk.CTkFrame):
    """Nothing here takes the keyboard from the door's field."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12, width=WIDTH)
        self._cinema = cinema
        self.shows: dict[int, ShowFigures] = {}
        self._order: tuple[int, ...] = ()
        self._wrong: tuple[WronglyIn, ...] = ()
        self._wrong_box: ctk.CTkFrame | None = None
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        ctk.CTkLabel(
            self, text="In, of all expected", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="ew", padx=16, pady=(16, 8))  # fmt: skip
        self._list = ScrollList(self)
        self._list.grid(row=1, column=0, sticky="nsew", padx=(8, 0), pady=(0, 8))
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(self._list, text="", font=theme.font(), text_color=theme.QUIET, anchor="w")

    def show(self, figures: DoorFigures) -> None:
        """The figures of now; rows are made anew only when it is other shows."""
        order = tuple(each.show.id for each in figures.shows)
        if order != self._order or not self.shows:
            self._make(figures.shows)
            self._order = order
        for each in figures.shows:
            self.shows[each.show.id].show(each)
        if figures.wrongly_in != self._wrong:
            self._wrong = figures.wrongly_in
            self._show_wrong()

    @property
    def wrong_words(self) -> str:
        """What is said of those who should not have come in, "" when there are none."""
        return "\n".join(_wrong_told(each, self._cinema) for each in self._wrong)

    def _make(self, shows: Sequence[ShowAtTheDoor]) -> None:
        for row in self.shows.values():
            bury(row)
        self.shows = {each.show.id: ShowFigures(self._list, self._cinema, each) for each in shows}
        for place, row in enumerate(self.shows.values()):
            row.grid(row=place, column=0, sticky="ew", padx=8, pady=(0, 16))
        if shows:
            self._empty.grid_forget()
        else:
            self._empty.configure(text=_EMPTY)
            self._empty.grid(row=0, column=0, sticky="ew", padx=8)

    def _show_wrong(self) -> None:
        if self._wrong_box is not None:
            bury(self._wrong_box)
            self._wrong_box = None
        if not self._wrong:
            return
        box = self._wrong_box = ctk.CTkFrame(self, fg_color="transparent")
        box.grid(row=2, column=0, sticky="ew", padx=16, pady=(0, 12))
        ctk.CTkLabel(
            box, text="Should not have come in", font=theme.font(bold=True), text_color=theme.BAD, anchor="w"
        ).grid(row=0, column=0, sticky="ew")  # fmt: skip
        for row, each in enumerate(self._wrong[:_WRONG_MOST], start=1):
            ctk.CTkLabel(
                box, text=_wrong_told(each, self._cinema), font=theme.font(theme.SMALL), text_color=theme.TEXT,
                anchor="w", justify="left", wraplength=WIDTH - 32,
            ).grid(row=row, column=0, sticky="ew", pady=(4, 0))  # fmt: skip
        if len(self._wrong) > _WRONG_MOST:
            more = f"and {len(self._wrong) - _WRONG_MOST} more: see Team, Activity"
            ctk.CTkLabel(box, text=more, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w").grid(
                row=_WRONG_MOST + 1, column=0, sticky="ew", pady=(4, 0)
            )


def _wrong_told(wrong: WronglyIn, cinema: Cinema) -> str:
    at = format_time(to_local(wrong.scanned_at, cinema.time_zone), cinema.locale)
    return f"{wrong.seat_label}, {wrong.movie_title} ({wrong.reference}), {at} at {wrong.counter_name}: {wrong.reason}."
