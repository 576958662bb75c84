"""What the window says before there is a screen: that the database starts, or why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button


class Notice(ctk.CTkFrame):
    """A sentence in the middle of the window, with a way to try again where there is one."""

    def __init__(self, master: Any, sentence: str, again: Callable[[], object] | None = None) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 3), weight=1)
        ctk.CTkLabel(self, text=sentence, font=theme.font(), text_color=theme.QUIET, wraplength=640).grid(
            row=1, column=0
        )
        if again is not None:
            button = Button(self, "Try again", again, kind="primary")
            button.grid(row=2, column=0, pady=24)
            button.focus_set()
