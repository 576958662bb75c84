"""How many seats somebody waits for, typed over the basket's column: Enter puts them on the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.sell.basket_panel import WIDTH

_INNER = WIDTH - 32


class WaitPanel(ctk.CTkFrame):
    """One field, as the command line takes a party: 2, or 2c for two children. What was typed stays while it is refused."""

    def __init__(
        self, master: Any, who: str, show: str, on_wait: Callable[[str], object], on_back: Callable[[], object]
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._on_wait = on_wait
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(4, weight=1)
        ctk.CTkLabel(self, text="Waiting list", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w").grid(
            row=0, column=0, sticky="ew", padx=16, pady=(12, 0)
        )
        ctk.CTkLabel(
            self, text=f"{who} waits for {show}. What comes free is kept for them for a while, and they are told.",
            font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", wraplength=_INNER,
        ).grid(row=1, column=0, sticky="ew", padx=16, pady=(8, 12))  # fmt: skip
        self.seats = Field(self, "Seats", placeholder="2, or 2c for two children", width=_INNER, on_submit=self.wait)
        self.seats.grid(row=2, column=0, sticky="ew", padx=16)
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, wraplength=_INNER, justify="left", anchor="w"
        )
        self._message.grid(row=3, column=0, sticky="ew", padx=16)
        self.wait_button = Button(self, "Put on the list", self.wait, kind="primary", hint="Enter", width=_INNER)
        self.wait_button.grid(row=5, column=0, sticky="ew", padx=16, pady=8)
        back = Button(self, "Back", on_back, hint="Esc", width=_INNER)
        back.grid(row=6, column=0, sticky="ew", padx=16, pady=(0, 12))
        self.seats.bind_change(lambda _text: self.say(""))

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    def wait(self) -> None:
        self._on_wait(self.seats.value)

    def say(self, sentence: str) -> None:
        """Why they are not on the list."""
        self._message.configure(text=sentence)
