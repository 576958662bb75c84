"""The two papers a customer may ask for after a sale, side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views.parts.button import Button

_SPACE = 8


class ReceiptButtons(ctk.CTkFrame):
    """Receipt and tax invoice, together `width` units wide."""

    def __init__(
        self, master: Any, width: int, on_receipt: Callable[[], object], on_invoice: Callable[[], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        half = (width - _SPACE) // 2
        self.receipt = Button(self, "Receipt", on_receipt, width=half)
        self.invoice = Button(self, "Tax invoice", on_invoice, width=half)
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.receipt.grid(row=0, column=0, padx=(0, _SPACE // 2), sticky="ew")
        self.invoice.grid(row=0, column=1, padx=(_SPACE // 2, 0), sticky="ew")
