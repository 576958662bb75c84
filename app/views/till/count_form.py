"""Counting a drawer note by note, blind: what must be in it is not shown, and is told only once the count is given."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema
from app.utils.cash_pieces import counted_minor, pieces_minor, smallest_note_minor
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.button import Button

_COLUMN = 280
_PIECES_LENGTH_MAX = 6


@dataclass(frozen=True, slots=True)
class CountWords:
    """What the form says: `verb` is on its button."""

    title: str
    explained: str
    verb: str


class PieceRow(ctk.CTkFrame):
    """How many there are of one note or coin. Enter, Up and Down walk through the rows."""

    def __init__(
        self, master: Any, value_minor: int, money: Callable[[int], str], on_change: Callable[[], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self.value_minor, self._money, self._on_change = value_minor, money, on_change
        self._typed = tk.StringVar(self)
        self.grid_columnconfigure(2, weight=1)
        ctk.CTkLabel(
            self, text=f"{money(value_minor)} ×", width=88, font=theme.font(), text_color=theme.TEXT, anchor="e"
        ).grid(row=0, column=0, padx=(0, 8))
        self.entry = ctk.CTkEntry(
            self, textvariable=self._typed, width=88, height=36, font=theme.font(), corner_radius=theme.RADIUS,
            border_width=1, fg_color=theme.PAGE, border_color=theme.EDGE, text_color=theme.TEXT, justify="right",
        )  # fmt: skip
        self.entry.grid(row=0, column=1)
        self._product = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, anchor="e")
        self._product.grid(row=0, column=2, sticky="e", padx=(8, 0))
        self.entry.bind("<FocusIn>", lambda _event: self._outline(focused=True))
        self.entry.bind("<FocusOut>", lambda _event: self._outline(focused=False))
        self._trace = self._typed.trace_add("write", self._changed)

    def destroy(self) -> None:
        self._typed.trace_remove("write", self._trace)
        super().destroy()

    @property
    def number(self) -> int | None:
        """How many; 0 where nothing is typed, None for what is no number."""
        typed = self._typed.get().strip()
        if not typed:
            return 0
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _PIECES_LENGTH_MAX else None

    def set_number(self, number: int) -> None:
        self._typed.set(str(number))

    def focus_set(self) -> None:
        self.entry.focus_set()
        self.entry.select_range(0, "end")

    def _changed(self, *_names: str) -> None:
        number = self.number
        self._product.configure(
            text="whole pieces" if number is None else self._money(number * self.value_minor) if number else "",
            text_color=theme.BAD if number is None else theme.QUIET,
        )
        self._on_change()

    def _outline(self, *, focused: bool) -> None:
        self.entry.configure(border_color=theme.ACCENT if focused else theme.EDGE, border_width=2 if focused else 1)


class CountForm(ctk.CTkFrame):
    """`submit` gets value in minor units -> number of pieces, and the difference that was agreed to."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        words: CountWords,
        submit: Callable[[dict[int, int], int], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._cinema, self._words, self._submit, self._leave = cinema, words, submit, back
        self._difference_minor: int | None = None
        self._busy = False
        ctk.CTkLabel(
            self, text=words.title, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, columnspan=2, sticky="w")
        ctk.CTkLabel(
            self, text=words.explained, font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=2 * _COLUMN,
        ).grid(row=1, column=0, columnspan=2, sticky="w", pady=(4, 12))  # fmt: skip
        self.rows = self._build_rows()
        self._total = ctk.CTkLabel(
            self, text="", font=theme.font(theme.LARGE, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._total.grid(row=4, column=0, columnspan=2, sticky="w", pady=(12, 0))
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, anchor="w", justify="left", wraplength=2 * _COLUMN
        )
        self._message.grid(row=5, column=0, columnspan=2, sticky="w", pady=(0, 4))
        self.verb = Button(self, words.verb, self.give, kind="primary", hint="Enter", width=_COLUMN - 16)
        self.verb.grid(row=6, column=0, sticky="w", padx=(0, 16))
        self.back = Button(self, "Back", self.step_back, hint="Esc", width=_COLUMN - 16)
        self.back.grid(row=6, column=1, sticky="w")
        self._count()

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    def focus_first(self) -> None:
        self.rows[0].focus_set()

    def give(self) -> None:
        """Give the count, with the difference that is agreed to once it has been told."""
        pieces = self._pieces()
        if self._busy or pieces is None:
            return
        self._set_busy(busy=True)
        self._submit(pieces, self._difference_minor or 0)

    def tell_difference(self, difference_minor: int, sentence: str) -> None:
        """The count is not what must be there: once more, or with this difference."""
        self._set_busy(busy=False)
        self._difference_minor = difference_minor
        sign = "−" if difference_minor < 0 else "+"
        self._message.configure(text=sentence)
        self.verb.set_text(f"Close with {sign}{self._money(abs(difference_minor))}")
        self.verb.set_kind("danger")
        self.verb.set_hint(None)  # Enter is on the safe one
        self.back.set_text("Count again")
        self.back.focus_set()

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not done: what was counted stays."""
        self._set_busy(busy=False)
        self._message.configure(text=error.sentence)
        self.focus_first()

    def step_back(self) -> None:
        """Count again where a difference was told, else leave."""
        if self._difference_minor is None:
            self._leave()
        else:
            self._count()
            self.focus_first()

    def _build_rows(self) -> list[PieceRow]:
        values = pieces_minor(self._cinema.currency)
        paper = [value for value in values if value >= smallest_note_minor(self._cinema.currency)]
        rows: list[PieceRow] = []
        for column, (title, kind) in enumerate(
            (("Notes", paper), ("Coins", [each for each in values if each not in paper]))
        ):
            ctk.CTkLabel(
                self, text=title, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", height=20
            ).grid(row=2, column=column, sticky="w")
            frame = ctk.CTkFrame(self, fg_color="transparent", width=_COLUMN)
            frame.grid(row=3, column=column, sticky="nw")
            frame.grid_columnconfigure(0, minsize=_COLUMN - 32)
            for place, value in enumerate(kind):
                row = PieceRow(frame, value, self._money, self._count)
                row.grid(row=place, column=0, sticky="ew", pady=2)
                rows.append(row)
        for place, row in enumerate(rows):
            for key, step in (("Return", 1), ("KP_Enter", 1), ("Down", 1), ("Up", -1)):
                row.entry.bind(f"<KeyPress-{key}>", lambda _event, to=place + step, key=key: self._go(to, key))
        return rows

    def _go(self, place: int, key: str) -> str:
        if 0 <= place < len(self.rows):
            self.rows[place].focus_set()
        elif key in {"Return", "KP_Enter"}:
            self.give()
        return "break"

    def _pieces(self) -> dict[int, int] | None:
        pieces: dict[int, int] = {}
        for row in self.rows:
            if row.number is None:
                row.focus_set()
                return None
            if row.number:
                pieces[row.value_minor] = row.number
        return pieces

    def _count(self) -> None:
        """Something was typed: what was told of an earlier count holds no more."""
        self._difference_minor = None
        pieces = {row.value_minor: row.number or 0 for row in self.rows}
        self._total.configure(text=f"Counted {self._money(counted_minor(pieces))}")
        self._message.configure(text="")
        self.verb.set_text(self._words.verb)
        self.verb.set_kind("primary")
        self.verb.set_hint("Enter")
        self.back.set_text("Back")

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.set_enabled(not busy)
        self.back.set_enabled(not busy)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
