"""The hall as text: to copy into a spreadsheet, to paste back from it, or to keep in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button

_HOW = (
    "One line a row, one cell a place. The first cell is the row's name. R, P, V is a seat, with a number where it is not "
    "1, 2, 3 …, then w wheelchair, c companion, h house, x closed. An empty cell is a gap."
)
_WIDTH = 336


@dataclass(frozen=True, slots=True)
class SheetDoings:
    copy: Callable[[], object]
    paste: Callable[[], object]
    use: Callable[[], object]
    open_file: Callable[[], object]
    save_file: Callable[[], object]


class SheetPanel(ctk.CTkFrame):
    """`text` is what stands there, as typed or pasted; "Draw this" makes it the drawing."""

    def __init__(self, master: Any, doings: SheetDoings) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        ctk.CTkLabel(
            self,
            text=_HOW,
            font=theme.font(theme.SMALL),
            text_color=theme.QUIET,
            anchor="w",
            justify="left",
            wraplength=_WIDTH,
        ).grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, 8))
        self.box = ctk.CTkTextbox(
            self, height=280, font=("DejaVu Sans Mono", theme.SMALL), fg_color=theme.PAGE, text_color=theme.TEXT,
            border_width=1, border_color=theme.EDGE, corner_radius=theme.RADIUS, wrap="none", undo=True,
        )  # fmt: skip
        self.box.grid(row=1, column=0, columnspan=2, sticky="ew")
        self.box.bind("<FocusIn>", lambda _event: self.box.configure(border_color=theme.ACCENT, border_width=2))
        self.box.bind("<FocusOut>", lambda _event: self.box.configure(border_color=theme.EDGE, border_width=1))
        self._note = ctk.CTkLabel(
            self,
            text="",
            font=theme.font(theme.SMALL),
            text_color=theme.QUIET,
            anchor="w",
            justify="left",
            wraplength=_WIDTH,
        )
        self._note.grid(row=2, column=0, columnspan=2, sticky="ew", pady=4)
        for place, (words, act) in enumerate(
            (("Draw this", doings.use), ("Paste", doings.paste), ("Copy", doings.copy), ("Open a file…", doings.open_file),
             ("Save as file…", doings.save_file))
        ):  # fmt: skip
            button = Button(self, words, act, kind="primary" if place == 0 else "plain", height=36)
            button.grid(row=3 + place // 2, column=place % 2, sticky="ew", padx=(4, 0) if place % 2 else (0, 4), pady=2)

    @property
    def text(self) -> str:
        return str(self.box.get("1.0", "end-1c"))

    @text.setter
    def text(self, text: str) -> None:
        self.box.delete("1.0", "end")
        self.box.insert("1.0", text)

    @property
    def note(self) -> str:
        return str(self._note.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._note.configure(text=sentence, text_color=colour)
