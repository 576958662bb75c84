"""The tools a hall is drawn with: brushes, aisles, and the name and numbers of the row in focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import DrawnRow, HallDrawing
from app.utils.errors import InvalidInput
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field

Change = Callable[[HallDrawing], HallDrawing]

BRUSHES: tuple[tuple[Brush | None, str, str], ...] = (
    (Brush.REGULAR, "Regular", "R"),
    (Brush.PREMIUM, "Premium", "P"),
    (Brush.VIP, "VIP", "V"),
    (Brush.GAP, "No seat", "G"),
    (Brush.WHEELCHAIR, "Wheelchair", "W"),
    (Brush.COMPANION, "Companion", "C"),
    (Brush.HOUSE, "House", "H"),
    (Brush.OUT_OF_SERVICE, "Closed", "X"),
    (None, "Only mark", ""),
)
_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the panel asks of the editor. `change` applies one step, or says why it cannot be."""

    choose_brush: Callable[[Brush | None], object]
    change: Callable[[Change], object]
    row: Callable[[], int]
    column: Callable[[], int]


class DrawPanel(ctk.CTkFrame):
    """What is done with the row and the column in focus is done at once; every step can be undone."""

    def __init__(self, master: Any, drawing: Drawing) -> None:
        super().__init__(master, fg_color="transparent")
        self._drawing = drawing
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.brush: Brush | None = None
        self.brushes: dict[Brush | None, Button] = {}
        self._say(0, "Paint by dragging, or press a letter over what is marked")
        for place, (brush, words, letter) in enumerate(BRUSHES):
            button = Button(self, words, partial(self._choose, brush), hint=letter or None, height=_HEIGHT)
            button.grid(row=1 + place // 2, column=place % 2, sticky="ew", padx=_pad(place), pady=2)
            self.brushes[brush] = button
        self._say(7, "Rows and columns at the place in focus")
        self._offer(
            8,
            (
                ("Aisle across", lambda drawn: hall_changes.insert_row(drawn, drawing.row())),
                ("Row behind", lambda drawn: hall_changes.insert_row(drawn, drawing.row() + 1)),
                ("Aisle along", lambda drawn: hall_changes.insert_column(drawn, drawing.column())),
                ("Column right", lambda drawn: hall_changes.insert_column(drawn, drawing.column() + 1)),
                ("Take row out", lambda drawn: hall_changes.remove_row(drawn, drawing.row())),
                ("Take column out", lambda drawn: hall_changes.remove_column(drawn, drawing.column())),
                ("Mirror the hall", hall_changes.mirror),
            ),
        )
        self.name = Field(self, "Row", on_submit=self.rename)
        self.name.grid(row=13, column=0, sticky="ew", padx=_pad(0), pady=(12, 0))
        self.first = Field(self, "First number", on_submit=partial(self.renumber, from_the_right=False))
        self.first.grid(row=13, column=1, sticky="ew", padx=_pad(1), pady=(12, 0))
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Rename", self.rename),
            ("Number from left", partial(self.renumber, from_the_right=False)),
            ("Rename onwards", self.rename_onwards),
            ("… from right", partial(self.renumber, from_the_right=True)),
        )
        for place, (words, act) in enumerate(acts):
            button = Button(self, words, act, height=_HEIGHT)
            button.grid(row=14 + place // 2, column=place % 2, sticky="ew", padx=_pad(place), pady=2)
        self._choose(Brush.REGULAR)

    def show_row(self, row: DrawnRow) -> None:
        """The row in focus has changed."""
        self.name.value = row.name
        self.name.set_error(None)
        self.first.value = str(min((seat.number for seat in row.seats), default=1))
        self.first.set_error(None)

    def rename(self) -> None:
        self._try(self.name, lambda drawn: hall_changes.rename_row(drawn, self._drawing.row(), self.name.value))

    def rename_onwards(self) -> None:
        """The row in focus and those behind it: C, D, E …"""
        self._try(self.name, lambda drawn: hall_changes.rename_rows_from(drawn, self._drawing.row(), self.name.value))

    def renumber(self, *, from_the_right: bool) -> None:
        typed = self.first.value.strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
            self.first.set_error("Give a whole number.")
            return
        self._try(
            self.first,
            lambda drawn: hall_changes.renumber_row(
                drawn, self._drawing.row(), int(typed), from_the_right=from_the_right
            ),
        )

    def _try(self, field: Field, change: Change) -> None:
        """What is refused is said at the field."""
        field.set_error(None)
        refused: list[str] = []

        def tried(drawn: HallDrawing) -> HallDrawing:
            try:
                return change(drawn)
            except InvalidInput as error:
                refused.append(error.sentence)
                return drawn

        self._drawing.change(tried)
        if refused:
            field.set_error(refused[0])

    def _choose(self, brush: Brush | None) -> None:
        for other, button in self.brushes.items():
            button.set_kind("primary" if other is brush else "plain")
        self.brush = brush
        self._drawing.choose_brush(brush)

    def _offer(self, row: int, offered: tuple[tuple[str, Change], ...]) -> None:
        for place, (words, change) in enumerate(offered):
            button = Button(self, words, partial(self._drawing.change, change), height=_HEIGHT)
            button.grid(row=row + place // 2, column=place % 2, sticky="ew", padx=_pad(place), pady=2)

    def _say(self, row: int, words: str) -> None:
        label = ctk.CTkLabel(
            self, text=words, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", height=24
        )
        label.grid(row=row, column=0, columnspan=2, sticky="ew", pady=(8 if row else 0, 2))


def _pad(place: int) -> tuple[int, int]:
    return (4, 0) if place % 2 else (0, 4)
