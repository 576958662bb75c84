"""A note for a basket that is put aside, over the basket's column: Enter parks, with or without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.sell.basket_panel import WIDTH

_INNER = WIDTH - 32


class ParkPanel(ctk.CTkFrame):
    """One field; what was typed stays while parking is refused."""

    def __init__(self, master: Any, on_park: Callable[[str], object], on_back: Callable[[], object]) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._on_park = on_park
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(3, weight=1)
        ctk.CTkLabel(
            self, text="Park this basket", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        ctk.CTkLabel(
            self, text="Its seats stay held as long as they are now. F7 takes it up again.", font=theme.font(),
            text_color=theme.QUIET, anchor="w", justify="left", wraplength=_INNER,
        ).grid(row=1, column=0, sticky="ew", padx=16, pady=(8, 12))  # fmt: skip
        self.note = Field(self, "Note", placeholder="may be empty, e.g. gets cash", width=_INNER, on_submit=self.park)
        self.note.grid(row=2, column=0, sticky="ew", padx=16)
        self._park = Button(self, "Park", self.park, kind="primary", hint="Enter", width=_INNER)
        self._park.grid(row=4, column=0, sticky="ew", padx=16, pady=8)
        back = Button(self, "Back", on_back, hint="Esc", width=_INNER)
        back.grid(row=5, column=0, sticky="ew", padx=16, pady=(0, 12))

    def park(self) -> None:
        self._on_park(self.note.value)
