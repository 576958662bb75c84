"""The form of a show, beside the board: film and hall by typing, the rest as lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.plan.boards import Board, FilmChoice
from app.models.records import SeatType
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.form import Form
from app.views.parts.form_lines import Line
from app.views.parts.scroll_list import ScrollList
from app.views.plan.pick_field import Option, PickField

WIDTH = 320
NOT_SAVED = "Not saved yet. Ctrl+S saves; Esc once more lets go of what you typed."
_LINES = (
    Line("day", "Day", half=True, example="2026-11-21"),
    Line("time", "Time", half=True, example="19:50 or 7:50 pm"),
    Line("adverts", "Adverts, minutes", half=True),
    Line("base_price", "Base price", half=True),
    *(
        Line(f"price_{seat_type.value}", f"{seat_type.label} seats", half=True, example="own price, or empty")
        for seat_type in SeatType
    ),
)
_HINT = (
    "Choose a show on the board, or press N for a new one.\n\n"
    "Drag a show to move it, or Shift and an arrow for five minutes or another hall. C copies it, Del cancels it."
)


@dataclass(frozen=True, slots=True)
class PanelDoings:
    """What the page does with what is typed."""

    save: Callable[[dict[str, str]], object]
    copy: Callable[[], object]
    cancel: Callable[[], object]


class ShowPanel(ctk.CTkFrame):
    """What is typed is never lost: it stays until it is saved, or let go of by Esc twice."""

    def __init__(self, master: Any, doings: PanelDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12, width=WIDTH)
        self._doings = doings
        self._filled: dict[str, str] = {}
        self.is_open = False
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._title = ctk.CTkLabel(
            self, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w", justify="left",
            wraplength=WIDTH - 48,
        )  # fmt: skip
        self._title.grid(row=0, column=0, sticky="ew", padx=24, pady=(16, 8))
        self.room = ScrollList(self)
        self.room.grid_columnconfigure(0, weight=1)
        self.film = PickField(self.room, "Film", "type a part of its title", self._changed)
        self.hall = PickField(self.room, "Hall", "type its name or number", self._changed)
        self.form = Form(self.room, _LINES, self._save, foot=self)
        self.form.verb.set_hint(None)  # three buttons side by side have no room for it
        parts: tuple[ctk.CTkFrame, ...] = (self.film, self.hall, self.form)
        for row, part in enumerate(parts):
            part.grid(row=row, column=0, sticky="ew", padx=(8, 12), pady=(0, 4))
        self.film.on_submit = self.hall.focus_set
        self.hall.on_submit = self.form.focus_first
        self._hint = ctk.CTkLabel(
            self, text=_HINT, font=theme.font(), text_color=theme.QUIET, wraplength=WIDTH - 64, justify="left"
        )
        self.close()

    # What the page says

    def set_films(self, films: tuple[FilmChoice, ...]) -> None:
        self.film.set_options(
            [Option(str(film.id), film.title, f"{film.duration_minutes} min · {film.language}") for film in films]
        )

    def set_halls(self, board: Board) -> None:
        self.hall.set_options([Option(str(hall.id), hall.name, f"{hall.seat_count} seats") for hall in board.halls])

    def fill(self, title: str, answers: Mapping[str, str], *, planned: bool, film: Option | None = None) -> None:
        """Show a show; `planned` is False for a new one. `film` is its own, which may be none that is still planned."""
        if film is not None and film.key not in {option.key for option in self.film.options}:
            self.film.set_options((*self.film.options, film))
        self.is_open = True
        self._title.configure(text=title)
        self._hint.grid_forget()
        self.room.grid(row=1, column=0, sticky="nsew", padx=(10, 0))
        self.form.foot.grid(row=2, column=0, sticky="ew", padx=(24, 8), pady=(4, 16))
        self.film.value, self.hall.value = answers.get("movie", ""), answers.get("hall", "")
        self.film.set_error(None)
        self.hall.set_error(None)
        self.form.fill(answers)
        self._filled = self._picked
        actions = (("Copy", "", self._doings.copy), ("Cancel…", "F8", self._doings.cancel))
        self.form.set_actions(actions if planned else ())

    def close(self) -> None:
        """Nothing is in the form: what to do is said there."""
        self.is_open = False
        self._title.configure(text="")
        self.room.grid_forget()
        self.form.foot.grid_forget()
        self._hint.grid(row=1, column=0)

    @property
    def title(self) -> str:
        return str(self._title.cget("text"))

    @property
    def answers(self) -> dict[str, str]:
        return {**self.form.answers, **self._picked}

    @property
    def dirty(self) -> bool:
        return self.is_open and (self.form.dirty or self._picked != self._filled)

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self.form.say(sentence, colour)

    def warn(self) -> bool:
        """Say that something typed is not saved; False when that was said already, or nothing is."""
        if not self.dirty or self.form.message == NOT_SAVED:
            return False
        self.form.say(NOT_SAVED, theme.WARN)
        return True

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not saved: said at its field, or below with all that is in the way."""
        field = {"movie": self.film, "hall": self.hall}.get(getattr(error, "field", ""))
        self.form.refuse(error)
        if field is not None:
            self.form.say("")
            field.set_error(error.sentence)
            field.focus_set()
            return
        obstacles = getattr(error, "obstacles", ())
        if obstacles:
            self.form.say("\n".join((error.sentence, *obstacles)), theme.BAD)

    def saved(self, sentence: str) -> None:
        """It is stored as it stands here."""
        self._filled = self._picked
        self.form.saved(sentence)

    def revert(self) -> None:
        """What was typed goes; what was filled in last comes back."""
        self.film.value, self.hall.value = self._filled.get("movie", ""), self._filled.get("hall", "")
        self.form.revert()

    def close_lists(self) -> bool:
        """Esc: the list of films or halls goes first; False when none is open."""
        return any([self.film.close(), self.hall.close()])

    def save(self) -> None:
        if self.is_open:
            self.form.save()

    def focus_first(self) -> None:
        self.film.focus_set()

    @property
    def _picked(self) -> dict[str, str]:
        return {"movie": self.film.value, "hall": self.hall.value}

    def _changed(self) -> None:
        if self.form.message:
            self.form.say("")

    def _save(self, _answers: dict[str, str]) -> None:
        self.close_lists()
        self._doings.save(self.answers)
