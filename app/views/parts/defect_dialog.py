"""The one dialog for what nobody expected: it says that it is written down, and that the counter can go on."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button

_WIDTH, _HEIGHT = 520, 240


def _in_the_middle_of(master: Any) -> str:
    """The place as a geometry has it: without a window manager it would be in the screen's corner."""
    left = master.winfo_rootx() + (master.winfo_width() - _WIDTH) // 2
    top = master.winfo_rooty() + (master.winfo_height() - _HEIGHT) // 2
    return f"+{max(0, left)}+{max(0, top)}"


class DefectDialog(ctk.CTkToplevel):
    """Not modal: the window beneath stays usable."""

    def __init__(self, master: Any, error: BaseException) -> None:
        super().__init__(master, fg_color=theme.PANE)
        self.title("Foyer: something went wrong")
        self.geometry(f"{_WIDTH}x{_HEIGHT}{_in_the_middle_of(master)}")
        self.transient(master)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        ctk.CTkLabel(
            self, text="Something went wrong that Foyer did not expect", font=theme.font(16, bold=True),
            text_color=theme.TEXT, anchor="w",
        ).grid(row=0, column=0, sticky="ew", padx=24, pady=(24, 8))  # fmt: skip
        sentence = (
            f"{type(error).__name__}. It is written down in full in Foyer's log. Look at the map and the basket before you "
            "go on: what was under way may not be done. If it comes again, restart Foyer and tell whoever looks after it."
        )
        ctk.CTkLabel(
            self, text=sentence, font=theme.font(), text_color=theme.QUIET, wraplength=470, justify="left", anchor="nw"
        ).grid(row=1, column=0, sticky="nsew", padx=24)
        button = Button(self, "Go on", self.destroy, kind="primary")
        button.grid(row=2, column=0, sticky="e", padx=24, pady=24)
        button.focus_set()
        self.bind("<Escape>", lambda _event: self.destroy())
