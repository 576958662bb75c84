"""Out of service for a while: which seats, from when until when, why; and who has one of them already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.form import Form
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, Table, TableRow

_LINES = (
    Line("from", "From (empty: now)", half=True, example="2026-11-21 14:00"),
    Line("until", "Until (empty: open)", half=True, example="2026-11-21"),
    Line("reason", "Why", example="Broken arm rest"),
)
_WIDTH = 336


@dataclass(frozen=True, slots=True)
class OutageDoings:
    put_out: Callable[[dict[str, str]], object]
    give_back: Callable[[str], object]
    """Gets the id of the outage's row; "" for those of the marked seats."""
    rehouse: Callable[[], object]
    other_seat: Callable[[str], object]
    """The next choice for the party of a row."""


class OutagePanel(ctk.CTkFrame):
    """Three parts under each other: who is to be moved, what is put out now, what is out."""

    def __init__(self, master: Any, doings: OutageDoings) -> None:
        super().__init__(master, fg_color="transparent")
        self._doings = doings
        self.grid_columnconfigure(0, weight=1)
        self._marked = self._label(5, "")
        self.form = Form(self, _LINES, doings.put_out, verb="Put out of service")
        self.form.verb.set_hint("F9")
        self.form.grid(row=6, column=0, sticky="ew")
        self._outages_label = self._label(7, "Out of service now or later")
        self.outages = Table(
            self, (Column("seat", "Seat", 48), Column("until", "Until", 112), Column("why", "Why", 120, stretch=True)),
            lambda _id: None, on_open=doings.give_back, empty="All seats are in service.",
        )  # fmt: skip
        self.outages.configure(height=136)
        self.outages.grid_propagate(False)
        self.outages.grid(row=8, column=0, sticky="ew")
        self.give_back_button = Button(self, "Give back", self._give_back, height=36)
        self.give_back_button.grid(row=9, column=0, sticky="w", pady=(4, 0))
        self._guests_label = self._label(0, "Guests on such seats, and where they could sit")
        self.guests = Table(
            self, (Column("way", "From, to", 152, stretch=True), Column("show", "Show", 168)),
            lambda _id: self._tell_guest(), on_open=doings.other_seat, empty="Nobody has to be moved.",
        )  # fmt: skip
        self.guests.configure(height=136)
        self.guests.grid_propagate(False)
        self.guests.grid(row=1, column=0, sticky="ew")
        self._whose = self._label(2, "")
        row = self._guests_row = ctk.CTkFrame(self, fg_color="transparent")
        row.grid(row=3, column=0, sticky="ew", pady=(4, 0))
        self.rehouse_button = Button(row, "Rehouse all", doings.rehouse, kind="primary", height=36)
        self.rehouse_button.grid(row=0, column=0, padx=(0, 8))
        self.other_button = Button(row, "Another seat", self._other_seat, height=36)
        self.other_button.grid(row=0, column=1)
        self._note = ctk.CTkLabel(
            self,
            text="",
            font=theme.font(theme.SMALL),
            text_color=theme.QUIET,
            anchor="w",
            justify="left",
            wraplength=_WIDTH,
        )
        self._note.grid(row=4, column=0, sticky="ew", pady=(4, 0))
        self.show_outages(())
        self.show_guests((), 0)

    def show_marked(self, labels: Sequence[str]) -> None:
        """Which seats would be put out of service."""
        told = ", ".join(labels[:6]) + (f" and {len(labels) - 6} more" if len(labels) > 6 else "")
        self._marked.configure(text=f"Marked: {told}" if labels else "Mark the seats on the map first")

    def show_outages(self, rows: Sequence[TableRow]) -> None:
        self.outages.show(rows)
        _show(bool(rows), self._outages_label, self.outages, self.give_back_button)

    def show_guests(self, rows: Sequence[TableRow], movable: int) -> None:
        """`movable`: how many parties have somewhere to go."""
        self.guests.show(rows)
        _show(bool(rows), self._guests_label, self.guests, self._whose, self._guests_row)
        self.rehouse_button.set_enabled(movable > 0)
        self.rehouse_button.set_text(f"Rehouse all {movable}" if movable > 1 else "Rehouse")

    def choose_guest(self, row_id: str | None) -> None:
        """The row whose booking is told below the list; the first where that one is gone."""
        rows = [row.id for row in self.guests.rows]
        self.guests.choose(row_id if row_id in rows else next(iter(rows), None))
        self._tell_guest()

    def _tell_guest(self) -> None:
        """What the columns have no room for: all the seats, film, reference, and whom to call."""
        row = next((row for row in self.guests.rows if row.id == self.guests.chosen), None)
        self._whose.configure(text=row.cells[2] if row else "")

    @property
    def note(self) -> str:
        return str(self._note.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._note.configure(text=sentence, text_color=colour)

    def refuse(self, error: BoxOfficeError) -> None:
        self.say(error.sentence, theme.BAD)

    def _give_back(self) -> None:
        """What is chosen in the list, or else all that is marked on the map."""
        self._doings.give_back(self.outages.chosen or "")

    def _other_seat(self) -> None:
        if self.guests.chosen is not None:
            self._doings.other_seat(self.guests.chosen)

    def _label(self, row: int, words: str) -> ctk.CTkLabel:
        label = ctk.CTkLabel(
            self, text=words, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left", height=24,
            wraplength=_WIDTH,
        )  # fmt: skip
        label.grid(row=row, column=0, sticky="ew", pady=(8 if row else 0, 0))
        return label


def _show(shown: bool, *widgets: Any) -> None:
    """A part of the panel that has nothing to tell takes no room."""
    for widget in widgets:
        if shown:
            widget.grid()
        else:
            widget.grid_remove()
