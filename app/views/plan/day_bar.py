"""Above the board: which day, which cinema, and what can be done with all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema
from app.utils.local_time import format_day
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.choice import Choice

_HEIGHT = 40


class DayBar(ctk.CTkFrame):
    """‹ Fri, 20 Nov › Today; the cinemas where there are several; the actions at the right."""

    def __init__(
        self, master: Any, locale: str, on_day: Callable[[date], object], on_cinema: Callable[[Cinema], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._locale, self._on_day, self._on_cinema = locale, on_day, on_cinema
        self._day: date | None = None
        self._today: date | None = None
        self._cinemas: dict[str, Cinema] = {}
        self._choice: Choice | None = None
        self.actions: tuple[Button, ...] = ()
        self.grid_columnconfigure(6, weight=1)
        self.before = Button(self, "‹", lambda: self._step(-1), hint="F3", height=_HEIGHT)
        self.after_ = Button(self, "›", lambda: self._step(1), hint="F4", height=_HEIGHT)
        self.today = Button(self, "Today", self._go_today, height=_HEIGHT)
        self._words = ctk.CTkLabel(
            self, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, width=168, height=_HEIGHT
        )
        self._note = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, height=_HEIGHT)
        for column, part in enumerate((self.before, self._words, self.after_, self.today)):
            part.grid(row=0, column=column, padx=(0, 8))
        self._note.grid(row=0, column=5, padx=(8, 8))

    @property
    def words(self) -> str:
        return str(self._words.cget("text"))

    def say(self, sentence: str) -> None:
        """A few words beside the day."""
        self._note.configure(text=sentence)

    def show_day(self, day: date, today: date) -> None:
        self._day, self._today = day, today
        near = "" if day.year == today.year else f" {day.year}"
        self._words.configure(text=f"{format_day(day, self._locale)}{near}")
        self.today.set_enabled(day != today)

    def show_cinemas(self, cinemas: Sequence[Cinema], chosen: Cinema) -> None:
        """A choice where there is one."""
        by_id = {str(cinema.id): cinema for cinema in cinemas}
        if by_id == self._cinemas:
            return
        if self._choice is not None:
            bury(self._choice)
            self._choice = None
        self._cinemas = by_id
        if len(by_id) > 1:
            self._choice = Choice(self, [(key, cinema.name) for key, cinema in by_id.items()], self._chosen)
            self._choice.select(str(chosen.id))
            self._choice.grid(row=1, column=0, columnspan=8, sticky="w", pady=(8, 0))

    @property
    def choice(self) -> Choice | None:
        return self._choice

    def set_actions(self, actions: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """(text, key, what it does), at the right."""
        self.actions = tuple(Button(self, text, act, hint=key, height=_HEIGHT) for text, key, act in actions)
        for column, button in enumerate(self.actions, start=7):
            button.grid(row=0, column=column, padx=(8, 0))

    def _chosen(self, key: str) -> None:
        self._on_cinema(self._cinemas[key])

    def _step(self, days: int) -> None:
        if self._day is not None:
            self._on_day(self._day + timedelta(days=days))

    def _go_today(self) -> None:
        if self._today is not None:
            self._on_day(self._today)
