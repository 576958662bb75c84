"""The other ways to pay: a short list, chosen by its number or with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import customtkinter as ctk

from app.models.records import PaymentMethod
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows

WAYS = (
    PaymentMethod.CASH,
    PaymentMethod.CREDIT_CARD,
    PaymentMethod.UPI,
    PaymentMethod.NET_BANKING,
    PaymentMethod.WALLET,
    PaymentMethod.VOUCHER,
    PaymentMethod.CARD,
)
_NAMES = {
    PaymentMethod.CREDIT_CARD: "Card",
    PaymentMethod.VOUCHER: "Gift voucher",
    PaymentMethod.CARD: "Card, approved by hand",
}


class WaysBody(ctk.CTkFrame):
    """Buttons under each other; the digit in front of a way chooses it."""

    title = "Ways to pay"

    def __init__(
        self, master: Any, ways: Sequence[PaymentMethod], on_choose: Callable[[PaymentMethod], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        self.rows: list[Button] = []
        for place, way in enumerate(ways, start=1):
            row = Button(self, _NAMES.get(way, way.label), partial(on_choose, way), hint=str(place), height=40)
            row.grid(row=place, column=0, sticky="ew", pady=(0, 4))
            self.rows.append(row)
        bind_arrows(self.rows)
        for row in self.rows:
            for place, way in enumerate(ways, start=1):
                row.bind(f"<KeyPress-{place}>", partial(self._chosen, on_choose, way))
                row.bind(f"<KeyPress-KP_{place}>", partial(self._chosen, on_choose, way))

    @staticmethod
    def _chosen(on_choose: Callable[[PaymentMethod], object], way: PaymentMethod, _event: object) -> str:
        on_choose(way)
        return "break"

    def focus_first(self) -> None:
        self.rows[0].focus_set()
