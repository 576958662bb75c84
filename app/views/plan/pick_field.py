"""A line in which one of many is chosen by typing a part of it: a film, a hall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.utils.folded_text import folded
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.field import Field
from app.views.parts.pressable import Pressable

SHOWN_MAX = 5
_ROW_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class Option:
    """`detail` is told beside the label, and found by what is typed, too."""

    key: str
    label: str
    detail: str = ""


class PickField(ctk.CTkFrame):
    """What fits is listed below while one types: Up and Down go through it, Enter takes it. `value` is the key, or ""."""

    def __init__(self, master: Any, label: str, example: str, on_change: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_change = on_change
        self._choices: tuple[Option, ...] = ()
        self._words: dict[str, str] = {}
        self._taken = ""
        self._quiet = False
        self._at = 0
        self._rows: list[_Row] = []
        self.on_submit: Callable[[], object] | None = None
        self.grid_columnconfigure(0, weight=1)
        self.field = Field(self, label, placeholder=example, on_submit=self._return)
        self.field.grid(row=0, column=0, sticky="ew")
        self._list = ctk.CTkFrame(self, fg_color=theme.RAISED, corner_radius=theme.RADIUS)
        self._list.grid_columnconfigure(0, weight=1)
        self.field.bind_change(lambda _text: self._typed())
        self.field.bind_arrows(up=lambda: self._go(-1), down=lambda: self._go(1))
        self.field.bind_key("<FocusOut>", self._left)

    @property
    def widget(self) -> Any:
        return self

    def set_options(self, options: Sequence[Option]) -> None:
        """What can be chosen; what is chosen stays, if it is among them."""
        self._choices = tuple(options)
        self._words = {option.key: folded(f"{option.label} {option.detail}") for option in options}

    @property
    def options(self) -> tuple[Option, ...]:
        return self._choices

    @property
    def value(self) -> str:
        return self._taken

    @value.setter
    def value(self, key: str) -> None:
        self._taken = key
        self._write(self._label_of(key))
        self.close()

    @property
    def text(self) -> str:
        return self.field.value

    def set_error(self, sentence: str | None) -> None:
        self.field.set_error(sentence)

    def focus_set(self) -> None:
        self.field.focus_set()
        self.field.select_all()

    @property
    def is_open(self) -> bool:
        return bool(self._rows)

    @property
    def offered(self) -> tuple[str, ...]:
        """The keys of what is listed, in order."""
        return tuple(row.option.key for row in self._rows)

    def close(self) -> bool:
        """Take the list away; False when there is none."""
        was_open = self.is_open
        for row in self._rows:
            bury(row)
        self._rows = []
        self._list.grid_forget()
        return was_open

    # What a person does

    def _typed(self) -> None:
        if self._quiet:
            return
        if self._taken and self.text != self._label_of(self._taken):
            self._taken = ""
            self._on_change()
        self._show(self._fitting())

    def _go(self, step: int) -> None:
        if not self.is_open:
            self._show(self._choices if self._taken else self._fitting())
            return
        self._at = min(max(self._at + step, 0), len(self._rows) - 1)
        for place, row in enumerate(self._rows):
            row.light(lit=place == self._at)

    def _return(self) -> None:
        if self.is_open:
            self._take(self._rows[self._at].option)
        elif self.on_submit is not None:
            self.on_submit()

    def _take(self, option: Option) -> None:
        changed = option.key != self._taken
        self.value = option.key
        self.field.set_error(None)
        if changed:
            self._on_change()

    def _left(self) -> None:
        """The keyboard goes on: what was typed is taken where it means one thing only, or is marked as it stands."""
        fitting = self._fitting() if self.text.strip() and not self._taken else []
        exact = [option for option in fitting if folded(option.label) == folded(self.text)]
        if len(exact or fitting) == 1:
            self._take((exact or fitting)[0])
        self.close()

    def _fitting(self) -> list[Option]:
        words = folded(self.text).split()
        found = [option for option in self._choices if all(word in self._words[option.key] for word in words)]
        first = folded(self.text)
        return sorted(found, key=lambda option: not folded(option.label).startswith(first))

    def _show(self, options: Sequence[Option]) -> None:
        self.close()
        self._at = 0
        self._rows = [_Row(self._list, option, partial(self._take, option)) for option in options[:SHOWN_MAX]]
        for place, row in enumerate(self._rows):
            row.light(lit=place == 0)
            row.grid(row=place, column=0, sticky="ew", padx=2, pady=(2 if place == 0 else 0, 2))
        if self._rows:
            self._list.grid(row=1, column=0, sticky="ew", pady=(0, 4))

    def _label_of(self, key: str) -> str:
        return next((option.label for option in self._choices if option.key == key), "")

    def _write(self, text: str) -> None:
        self._quiet = True
        try:
            self.field.value = text
        finally:
            self._quiet = False


class _Row(Pressable):
    """One that can be taken, with the mouse; the keyboard stays in the field."""

    def __init__(self, master: Any, option: Option, command: Callable[[], object]) -> None:
        self.option, self._lit = option, False
        super().__init__(master, command, width=40, height=_ROW_HEIGHT, radius=6)
        self._canvas.configure(takefocus=0)

    def light(self, *, lit: bool) -> None:
        self._lit = lit
        self._repaint()

    def _ground(self) -> theme.Colour | str:
        return theme.HOVER if self._inside or self._lit else theme.RAISED

    def _paint_content(self) -> None:
        width, height = self._size_px
        label, room = self.option.label, width - self._px(20)
        detail = self._measure(self.option.detail, theme.SMALL) + self._px(8) if self.option.detail else 0
        while label and self._measure(label) > room - detail:
            label = label[:-1]
        told = label if label == self.option.label else f"{label.rstrip()}…"
        self._write(self._px(10), height // 2, told, theme.TEXT, anchor="w")
        self._write(width - self._px(10), height // 2, self.option.detail, theme.QUIET, size=theme.SMALL, anchor="e")
