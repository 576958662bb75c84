"""The help sheet: every key of the page and of every page, and what can be typed. Made from the keys themselves."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.keys import Key
from app.views.parts.bury import bury, give_keyboard
from app.views.parts.button import Button

_SIDE = 28
_HEAD, _TITLE = 88, 26
_ROW_MOST, _ROW_LEAST = 26, 18
_WORDS_MOST = 40

Pair = tuple[str, str]
"""What is pressed or typed, and what it does."""
Forms = Sequence[tuple[str, Sequence[Pair]]]
"""Under a title each."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys under a title of their own."""

    title: str
    keys: Sequence[Key]

    @property
    def pairs(self) -> list[Pair]:
        """Keys that do the same stand in one line; of a long row of them the first and the last."""
        pressed: dict[str, list[str]] = {}
        for key in self.keys:
            pressed.setdefault(key.does, []).append(key.label)
        return [(_told(labels), does) for does, labels in pressed.items()]


def _told(labels: Sequence[str]) -> str:
    return "  ".join(labels) if len(labels) < 4 else f"{labels[0]} … {labels[-1]}"


class HelpSheet(ctk.CTkFrame):
    """Covers the page with a card of keys; the keyboard stays on its one button until it is closed."""

    def __init__(self, master: Any, groups: Sequence[KeyGroup], forms: Forms, on_close: Callable[[], object]) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        keyed = [(group.title, group.pairs) for group in groups]
        columns = _side_by_side(forms, keyed)
        self.pairs = [pair for column in columns for _, pairs in column for pair in pairs]
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12, border_width=1, border_color=theme.EDGE)
        card.place(relx=0.5, rely=0.5, anchor="center", relwidth=1, relheight=1)
        card.grid_columnconfigure((0, 1), weight=1, uniform="half")
        card.grid_rowconfigure(1, weight=1)
        head = ctk.CTkFrame(card, fg_color="transparent")
        head.grid(row=0, column=0, columnspan=2, sticky="ew", padx=(_SIDE, 16), pady=(8, 0))
        head.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            head, text="Keys and commands", anchor="w", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT
        ).grid(row=0, column=0, sticky="w")
        self.close_button = Button(head, "Close", on_close, hint="Esc", height=40)
        self.close_button.grid(row=0, column=1)
        height = _row_height(columns, master.body.winfo_height() / self._get_widget_scaling())
        for place, groups_of_column in enumerate(columns):
            column = ctk.CTkFrame(card, fg_color="transparent")
            column.grid(
                row=1, column=place, sticky="nsew", padx=(_SIDE, 12) if place == 0 else (12, _SIDE), pady=(0, 12)
            )
            _fill(column, groups_of_column, height)
        for sequence in ("<Tab>", "<Shift-Tab>", "<ISO_Left_Tab>"):
            self.close_button.bind(sequence, lambda _event: "break")

    @property
    def words(self) -> str:
        """All that is written, a line for each key."""
        return "\n".join(f"{pressed}: {does}" for pressed, does in self.pairs)


class HelpFlow:
    """F1 opens the sheet over the page and closes it; so does Esc. Under it no key does anything."""

    def __init__(self, screen: Any, keys: Callable[[], Sequence[KeyGroup]], forms: Callable[[], Forms]) -> None:
        self._screen, self._told_keys, self._told_forms = screen, keys, forms
        self._focus_before: tk.Misc | None = None
        self.sheet: HelpSheet | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """Those of every page."""
        return (Key("F1", "this sheet", self.open_or_close, "help"),)

    @property
    def is_open(self) -> bool:
        return self.sheet is not None

    def key(self, name: str) -> bool:
        """Whether the key was the sheet's: F1 always, every key while it is open."""
        if name == "F1" or (self.is_open and name == "Escape"):
            self.open_or_close()
            return True
        return self.is_open

    def open_or_close(self) -> None:
        if self.sheet is not None:
            self.close()
            return
        self._focus_before = self._screen.focus_get()
        shell = self._screen.shell
        self.sheet = HelpSheet(shell, self._told_keys(), self._told_forms(), self.close)
        self.sheet.place(in_=shell.body, relx=0, rely=0, relwidth=1, relheight=1)
        self.sheet.lift()
        self.sheet.close_button.focus_set()

    def close(self) -> None:
        """Away with it; the keyboard goes back where it was."""
        sheet, self.sheet = self.sheet, None
        if sheet is None:
            return
        bury(sheet)
        before, self._focus_before = self._focus_before, None
        give_keyboard(before)


def _side_by_side(forms: Forms, keyed: Forms) -> tuple[Forms, Forms]:
    """What is typed at the left, keys at the right; the last keys go to the left where that makes the sheet less high."""
    if not forms:
        return keyed[:1], keyed[1:]
    moved = ([*forms, *keyed[-1:]], keyed[:-1])
    return min(((forms, keyed), moved), key=lambda columns: max(_lines(column) for column in columns))


def _lines(column: Forms) -> int:
    """As they may come out: words that are longer than the narrowest column take two."""
    return sum(1 + sum(1 + (len(does) > _WORDS_MOST) for _, does in pairs) for _, pairs in column)


def _row_height(columns: Sequence[Forms], room: float) -> int:
    """Of a line, so that the fuller column ends where the sheet does."""
    heights = [(room - _HEAD - _TITLE * len(column)) / max(1, _lines(column)) - 2 for column in columns]
    return int(max(_ROW_LEAST, min(_ROW_MOST, *heights)))


def _fill(column: ctk.CTkFrame, groups: Forms, height: int) -> None:
    column.grid_columnconfigure(1, weight=1)
    row, gap = 0, int(height > _ROW_LEAST)
    for title, pairs in groups:
        ctk.CTkLabel(
            column,
            text=title,
            anchor="w",
            height=_TITLE - 6 * (1 - gap),
            font=theme.font(theme.SMALL, bold=True),
            text_color=theme.ACCENT,
        ).grid(row=row, column=0, columnspan=2, sticky="ew", pady=(4 + 4 * gap, 2 * gap))
        for pressed, does in pairs:
            row += 1
            _Cap(column, pressed, height).grid(row=row, column=0, sticky="w", pady=gap)
            _Words(column, does, height).grid(row=row, column=1, sticky="ew", padx=(12, 0))
        row += 1


class _Cap(ctk.CTkLabel):
    """A key as it looks on a keyboard."""

    def __init__(self, master: Any, text: str, height: int) -> None:
        super().__init__(
            master, text=text, height=height, corner_radius=6, fg_color=theme.RAISED, text_color=theme.TEXT,
            font=theme.font(13, bold=True), padx=8,
        )  # fmt: skip


class _Words(ctk.CTkLabel):
    """What a key does; what is longer than its column is broken."""

    def __init__(self, master: Any, text: str, height: int) -> None:
        super().__init__(
            master, text=text, width=1, height=height, anchor="w", justify="left",
            font=theme.font(13), text_color=theme.TEXT,
        )  # fmt: skip
        self.bind("<Configure>", lambda _event: self._wrap())

    def _wrap(self) -> None:
        room = round(self.winfo_width() / self._get_widget_scaling()) - 4
        if room > 40 and self.cget("wraplength") != room:
            self.configure(wraplength=room)
