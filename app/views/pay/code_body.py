"""Approved by hand: the code from a terminal's slip, or from the customer's payment message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema, Payment, PaymentMethod
from app.utils.typed_text import approval_code
from app.views.parts.field import Field
from app.views.pay.amount_field import AmountField
from app.views.pay.qr_label import QrLabel

_ASKS = {
    PaymentMethod.UPI: ("Reference the customer's app shows", "after the customer has paid"),
    PaymentMethod.NET_BANKING: ("Reference of the transfer", "after the customer has paid"),
    PaymentMethod.WALLET: ("Reference the wallet shows", "after the customer has paid"),
}


class CodeBody(ctk.CTkFrame):
    """A code and an amount; for UPI the code to scan, for the amount that is left."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        method: PaymentMethod,
        left_minor: int,
        on_submit: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self.title = method.label
        self._method = method
        self.grid_columnconfigure(0, weight=1)
        asks, hint = _ASKS.get(method, ("Approval code from the terminal", "never a card number"))
        self._qr = QrLabel(self)
        self.field = Field(self, asks, placeholder=hint, on_submit=on_submit)
        self.field.grid(row=1, column=0, sticky="ew")
        self.amount = AmountField(self, cinema, left_minor, on_submit)
        self.amount.grid(row=2, column=0, sticky="ew")

    def show_code(self, payload: str) -> None:
        """The QR code to scan; "" for none."""
        if payload:
            self._qr.show(payload)
            self._qr.grid(row=0, column=0, pady=(0, 8))

    @property
    def payload(self) -> str:
        """What stands there to be scanned, "" for nothing."""
        return self._qr.payload

    def payment(self) -> Payment:
        """As typed. Raises InvalidInput, PaymentMismatch."""
        code = approval_code(self.field.value)
        return Payment(self._method, self.amount.amount_minor, approval_code=code)

    def set_enabled(self, *, enabled: bool) -> None:
        self.field.set_enabled(enabled)
        self.amount.set_enabled(enabled)
