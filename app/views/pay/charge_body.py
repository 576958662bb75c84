"""Through the provider: which card, how much, and then waiting for the customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.pay.charges import Charge, ChargeState
from app.models.records import Cinema, PaymentMethod
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.pay.amount_field import AmountField
from app.views.pay.qr_label import QrLabel

_WAITING = {
    PaymentMethod.UPI: "The customer pays in an app of theirs.",
    PaymentMethod.NET_BANKING: "The customer confirms the transfer at the terminal.",
    PaymentMethod.WALLET: "The customer confirms it in the wallet.",
}
_CARDS = {PaymentMethod.CREDIT_CARD: "Credit", PaymentMethod.DEBIT_CARD: "Debit"}


class ChargeBody(ctk.CTkFrame):
    """Asks for nothing more once the provider has been asked: then it only waits, and can be taken back."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        method: PaymentMethod,
        left_minor: int,
        on_submit: Callable[[], object],
        on_give_up: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        self._method = method
        self.title = "Card" if method in _CARDS else method.label
        self._kind: Choice | None = None
        if method in _CARDS:
            self._kind = Choice(self, [(card.value, name) for card, name in _CARDS.items()], lambda _key: None)
            self._kind.select(method.value)
            self._kind.grid(row=0, column=0, sticky="ew", pady=(0, 8))
        self.field = AmountField(self, cinema, left_minor, on_submit)
        self.field.grid(row=1, column=0, sticky="ew")
        self._words = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.TEXT, wraplength=224, justify="left", anchor="w"
        )
        self._qr = QrLabel(self)
        self._give_up = Button(self, "Give up, free the seats", on_give_up, kind="quiet")

    @property
    def method(self) -> PaymentMethod:
        return PaymentMethod(self._kind.value) if self._kind is not None else self._method

    @property
    def amount_minor(self) -> int:
        """Raises InvalidInput, PaymentMismatch."""
        return self.field.amount_minor

    @property
    def payload(self) -> str:
        """What stands there to be scanned, "" for nothing."""
        return self._qr.payload

    def wait(self, sentence: str = "") -> None:
        """The provider has been asked: from now on there is nothing to type."""
        self.field.grid_forget()
        if self._kind is not None:
            self._kind.grid_forget()
        self._words.configure(text=sentence or _WAITING.get(self.method, "Ask the customer to use the card terminal."))
        self._words.grid(row=2, column=0, sticky="ew", pady=(0, 8))
        self._give_up.grid(row=4, column=0, sticky="ew", pady=(8, 0))

    def show(self, charge: Charge) -> None:
        """A charge that is still to be answered."""
        self.wait(charge.sentence if charge.state is ChargeState.UNKNOWN else "")
        if charge.payload:
            self._words.configure(text="Let the customer scan this and pay.")
            self._qr.show(charge.payload)
            self._qr.grid(row=3, column=0)

    def set_enabled(self, *, enabled: bool) -> None:
        self.field.set_enabled(enabled)
