"""The one dialog for what nobody expected: it says that it is written down, and that the counter can go on."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button

_TEXT_WIDTH = 472


def _in_the_middle_of(master: Any, width: int, height: int) -> str:
    """Size and place as a geometry has them: without a window manager it would be in the screen's corner."""
    left = master.winfo_rootx() + (master.winfo_width() - width) // 2
    top = master.winfo_rooty() + (master.winfo_height() - height) // 2
    return f"{width}x{height}+{max(0, left)}+{max(0, top)}"


class DefectDialog(ctk.CTkToplevel):
    """Not modal: the window beneath stays usable."""

    def __init__(self, master: Any, error: BaseException) -> None:
        super().__init__(master, fg_color=theme.PANE)
        self.title("Foyer: something went wrong")
        self.transient(master)
        # An edge of its own: a counter without a window manager draws none around it.
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=0, border_width=1, border_color=theme.EDGE)
        card.grid(row=0, column=0, sticky="nsew")
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._build(card, error)
        self.update_idletasks()  # as large as its words are at the scale of now
        self.geometry(_in_the_middle_of(master, self.winfo_reqwidth(), self.winfo_reqheight()))
        self.bind("<Escape>", lambda _event: self.destroy())

    def _build(self, card: ctk.CTkFrame, error: BaseException) -> None:
        card.grid_columnconfigure(0, weight=1)
        card.grid_rowconfigure(1, weight=1)
        ctk.CTkLabel(
            card, text="Something went wrong that Foyer did not expect", font=theme.font(16, bold=True),
            text_color=theme.TEXT, anchor="w",
        ).grid(row=0, column=0, sticky="ew", padx=24, pady=(24, 8))  # fmt: skip
        sentence = (
            f"{type(error).__name__}. It is written down in full in Foyer's log. Look at the map and the basket before you "
            "go on: what was under way may not be done. If it comes again, restart Foyer and tell whoever looks after it."
        )
        ctk.CTkLabel(
            card, text=sentence, font=theme.font(), text_color=theme.QUIET, wraplength=_TEXT_WIDTH, justify="left",
            anchor="nw",
        ).grid(row=1, column=0, sticky="nsew", padx=24)  # fmt: skip
        self.go_on = Button(card, "Go on", self.destroy, kind="primary")
        self.go_on.grid(row=2, column=0, sticky="e", padx=24, pady=24)
        self.go_on.focus_set()
