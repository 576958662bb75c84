"""A gift voucher: its code. It pays what it holds, and the rest is asked for in another way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views.parts.field import Field


class VoucherBody(ctk.CTkFrame):
    """Typed with or without dashes, capitals or not."""

    title = "Gift voucher"

    def __init__(self, master: Any, on_submit: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        self.field = Field(self, "Code of the voucher", placeholder="16 letters and digits", on_submit=on_submit)
        self.field.grid(row=0, column=0, sticky="ew")

    def set_enabled(self, *, enabled: bool) -> None:
        self.field.set_enabled(enabled)
