"""What a fill is asked for with: openings and gaps, which halls, and how often each film."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.plan.boards import FilmChoice
from app.controllers.plan.fill_form import FilmWish
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.form import Form
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, Table, TableRow

_FORM_WIDTH, _TABLES_WIDTH = 240, 272
_WEIGHT_MAX = 3
_TABLE_HEAD, _ROW, _HALLS_SEEN = 40, 32, 6
_LINES = (
    Line("from_day", "First day", half=True, example="2026-11-21"),
    Line("days", "Days", half=True),
    Line("opens", "First start", half=True, example="10:00"),
    Line("last_start", "Last start", half=True, example="22:30"),
    Line("gap", "Gap, minutes", half=True, example="or cleaning"),
    Line("stagger", "Hall to hall, min", half=True),
    Line("adverts", "Adverts, minutes", half=True),
    Line("base_price", "Base price", half=True),
)
_HALL_COLUMNS = (
    Column("on", "", 32),
    Column("hall", "Hall", 120, stretch=True),
    Column("seats", "Seats", 64, anchor="e"),
)
_FILM_COLUMNS = (
    Column("often", "", 32),
    Column("film", "Film", 120, stretch=True),
    Column("minutes", "Min", 48, anchor="e"),
    Column("most", "A day", 56, anchor="e"),
)
_HOW = "Space: how often. 1–9: most a day, 0: any."


class FillWishes(ctk.CTkFrame):
    """`on_preview` gets what is typed; halls and films are asked for with `hall_ids` and `films`."""

    def __init__(
        self, master: Any, on_preview: Callable[[dict[str, str]], object], on_change: Callable[[], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_change = on_change
        self._halls: tuple[Any, ...] = ()
        self._films: tuple[FilmChoice, ...] = ()
        self._chosen_halls: set[int] = set()
        self._weights: dict[int, int] = {}
        self._most: dict[int, str] = {}
        self.grid_rowconfigure(0, weight=1)
        left = ctk.CTkFrame(self, fg_color="transparent", width=_FORM_WIDTH)
        left.grid(row=0, column=0, sticky="nsew", padx=(8, 16))
        left.grid_propagate(False)
        left.grid_columnconfigure(0, weight=1)
        self.form = Form(left, _LINES, on_preview, verb="Preview", on_change=on_change)
        self.form.verb.set_hint("F9")
        self.form.grid(row=0, column=0, sticky="ew")
        right = ctk.CTkFrame(self, fg_color="transparent", width=_TABLES_WIDTH)
        right.grid(row=0, column=1, sticky="nsew")
        right.grid_propagate(False)
        right.grid_columnconfigure(0, weight=1)
        right.grid_rowconfigure(1, weight=1)
        self.halls = Table(right, _HALL_COLUMNS, lambda _id: None, on_open=self._toggle_hall)
        self.halls.grid_propagate(False)
        self.halls.grid(row=0, column=0, sticky="nsew", pady=(0, 8))
        self.films = Table(
            right, _FILM_COLUMNS, lambda _id: None, on_open=self._more_often, empty="There are no films yet."
        )
        self.films.grid(row=1, column=0, sticky="nsew")
        self._note = ctk.CTkLabel(
            right, text=_HOW, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", height=24
        )
        self._note.grid(row=2, column=0, sticky="ew", padx=4)
        self.halls.bind_key("<space>", lambda: self._with_row(self.halls, self._toggle_hall))
        self.films.bind_key("<space>", lambda: self._with_row(self.films, self._more_often))
        for digit in range(10):
            self.films.bind_key(f"<KeyPress-{digit}>", lambda digit=digit: self._set_most(digit))  # type: ignore[misc]

    # What the flow says

    def fill(
        self, answers: Mapping[str, str], halls: Sequence[Any], films: Sequence[FilmChoice], usual: Collection[int]
    ) -> None:
        """What it begins with: all open halls, and the films that play just now (`usual`)."""
        self.form.fill(answers)
        self._halls = tuple(hall for hall in halls if hall.active)
        # Those that are likely meant stand first.
        self._films = tuple(sorted(films, key=lambda film: film.id not in usual))
        self._chosen_halls = {hall.id for hall in self._halls}
        self._weights = {film.id: 1 for film in films if film.id in usual}
        self._most = {}
        self.halls.configure(height=_TABLE_HEAD + _ROW * min(len(self._halls), _HALLS_SEEN))
        self._show()

    @property
    def hall_ids(self) -> tuple[int, ...]:
        return tuple(hall.id for hall in self._halls if hall.id in self._chosen_halls)

    @property
    def wished(self) -> tuple[FilmWish, ...]:
        return tuple(
            FilmWish(film.id, self._weights[film.id], self._most.get(film.id, ""))
            for film in self._films
            if self._weights.get(film.id)
        )

    def refuse(self, error: BoxOfficeError) -> None:
        """Said at its field; halls and films are said below their tables."""
        self.form.refuse(error)
        if getattr(error, "field", "") in {"halls", "films"}:
            self.form.say("")
            self._note.configure(text=error.sentence, text_color=theme.BAD)
            (self.halls if getattr(error, "field", "") == "halls" else self.films).focus_set()

    def focus_first(self) -> None:
        self.form.focus_first()

    # What a person does

    def _toggle_hall(self, row_id: str) -> None:
        self._chosen_halls ^= {int(row_id)}
        self._changed()

    def _more_often(self, row_id: str) -> None:
        film_id = int(row_id)
        self._weights[film_id] = (self._weights.get(film_id, 0) + 1) % (_WEIGHT_MAX + 1)
        self._changed()

    def _set_most(self, digit: int) -> None:
        if self.films.chosen is not None:
            film_id = int(self.films.chosen)
            self._most[film_id] = str(digit) if digit else ""
            self._weights.setdefault(film_id, 1)
            self._weights[film_id] = self._weights[film_id] or 1
            self._changed()

    @staticmethod
    def _with_row(table: Table, act: Callable[[str], object]) -> None:
        if table.chosen is not None:
            act(table.chosen)

    def _changed(self) -> None:
        self._note.configure(text=_HOW, text_color=theme.QUIET)
        self._show()
        self._on_change()

    def _show(self) -> None:
        self.halls.show(
            [
                TableRow(str(hall.id), ("✓" if hall.id in self._chosen_halls else "", hall.name, str(hall.seat_count)))
                for hall in self._halls
            ]
        )
        self.films.show(
            [
                TableRow(
                    str(film.id),
                    (
                        f"{self._weights[film.id]}×" if self._weights.get(film.id) else "–",
                        film.title,
                        str(film.duration_minutes),
                        self._most.get(film.id) or ("any" if self._weights.get(film.id) else ""),
                    ),
                    "" if self._weights.get(film.id) else "quiet",
                )
                for film in self._films
            ]
        )
