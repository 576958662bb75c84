"""A price as it is made, in words and figures: what is the same for all, then what each ticket type pays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.plan.price_preview import Preview, PreviewKind
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button

_WORDS, _FIGURE, _AMOUNT, _OFF, _EACH, _TOTAL = range(6)


class PreviewTable(ctk.CTkFrame):
    """Made anew for each preview; `told` is what stands in it, line by line."""

    def __init__(self, master: Any, as_planned: Callable[[], object]) -> None:
        super().__init__(master, fg_color=theme.RAISED, corner_radius=theme.RADIUS)
        self.grid_columnconfigure(0, weight=1)
        self._inside = self._fresh()
        self._block = self._fresh_block()
        self._back = Button(self, "As it is planned", as_planned, kind="quiet", hint="F8", height=32)
        self._back.grid(row=0, column=0, sticky="ne", padx=8, pady=8)
        self.told: tuple[tuple[str, ...], ...] = ()

    def show(self, preview: Preview) -> None:
        """The lines of a price."""
        self._begin()
        self.grid_rowconfigure(0, minsize=0)
        self._write((preview.heading,), bold=True)
        for line in preview.lines:
            self._write((line.words, line.figure, line.amount))
        self._divide()
        self._block = self._fresh_block()  # long words above must not take the room of what is taken off
        for kind in preview.kinds:
            self._write_kind(kind, preview.seat_count)
        for note in preview.notes:
            self._write((note,), colour=theme.WARN)

    def say(self, sentence: str) -> None:
        """Instead of a price: what is missing for it. The table stays as high as it is: nothing moves while one types."""
        self.grid_rowconfigure(0, minsize=self.winfo_height() if self.winfo_ismapped() else 0)
        self._begin()
        self._write((sentence,), colour=theme.QUIET)

    def _begin(self) -> None:
        bury(self._inside)
        self._inside = self._fresh()
        self._block = self._fresh_block()
        self._back.lift()
        self.told = ()

    def _write_kind(self, kind: PreviewKind, seat_count: int) -> None:
        cells = [kind.line.words, kind.line.figure, kind.line.amount, kind.taken_off]
        if not kind.is_sold:
            self._write((*cells[:3], "not sold for shows of that day"), colour=theme.QUIET)
            return
        cells.append(kind.each if kind.taken_off else "")
        cells.append(f"{seat_count} seats {kind.total}" if seat_count > 1 else "")
        self._write(tuple(cells), bold=True)

    def _fresh(self) -> ctk.CTkFrame:
        inside = ctk.CTkFrame(self, fg_color="transparent")
        inside.grid(row=0, column=0, sticky="ew", padx=16, pady=12)
        inside.grid_columnconfigure(0, weight=1)
        return inside

    def _fresh_block(self) -> ctk.CTkFrame:
        """Below what stands there: lines whose columns are as wide as their own words."""
        block = ctk.CTkFrame(self._inside, fg_color="transparent")
        block.grid(row=self._inside.grid_size()[1], column=0, sticky="ew")
        block.grid_columnconfigure(_OFF, weight=1)
        return block

    def _divide(self) -> None:
        ctk.CTkFrame(self._inside, fg_color=theme.EDGE, height=2, corner_radius=0).grid(
            row=self._inside.grid_size()[1], column=0, sticky="ew", pady=6
        )

    def _write(self, cells: tuple[str, ...], *, bold: bool = False, colour: theme.Colour = theme.TEXT) -> None:
        row = self._next_row()
        for column, text in enumerate(cells):
            if not text:
                continue
            right = column in (_FIGURE, _AMOUNT, _EACH, _TOTAL)
            heavy = bold and column in (_WORDS, _AMOUNT, _EACH, _TOTAL)
            ctk.CTkLabel(
                self._block, text=text, font=theme.font(bold=heavy), text_color=colour, height=26,
                anchor="e" if right else "w",
            ).grid(
                row=row, column=column, columnspan=6 if len(cells) == 1 else 1, sticky="ew",
                padx=(0 if column == 0 else 16, 0),
            )  # fmt: skip
        self.told = (*self.told, tuple(cell for cell in cells if cell))

    def _next_row(self) -> int:
        return int(self._block.grid_size()[1])
