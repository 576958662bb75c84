"""The one dialog for what nobody expected: it says that it is written down, and that the counter can go on."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button


class DefectDialog(ctk.CTkToplevel):
    """Not modal: the window beneath stays usable."""

    def __init__(self, master: Any, error: BaseException) -> None:
        super().__init__(master, fg_color=theme.PANE)
        self.title("Foyer: something went wrong")
        self.geometry("520x240")
        self.transient(master)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        ctk.CTkLabel(
            self, text="Something went wrong that Foyer did not expect", font=theme.font(16, bold=True),
            text_color=theme.TEXT, anchor="w",
        ).grid(row=0, column=0, sticky="ew", padx=24, pady=(24, 8))  # fmt: skip
        sentence = (
            f"{type(error).__name__}. It is written down in full in Foyer's log. Nothing was sold by it: look at the map "
            "and the basket, then go on. If it comes again, restart Foyer and tell whoever looks after it."
        )
        ctk.CTkLabel(
            self, text=sentence, font=theme.font(), text_color=theme.QUIET, wraplength=470, justify="left", anchor="nw"
        ).grid(row=1, column=0, sticky="nsew", padx=24)
        button = Button(self, "Go on", self.destroy, kind="primary")
        button.grid(row=2, column=0, sticky="e", padx=24, pady=24)
        button.focus_set()
        self.bind("<Escape>", lambda _event: self.destroy())
