"""Undoing a mis-sale: which sale, whose word, why. The safe verb is on Esc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.till.voiding import VoidableSale
from app.models.records import Cinema, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.parts.field import Field

_INNER = 232
REASON = "mis-sale"


@dataclass(frozen=True, slots=True)
class VoidActions:
    """`submit` gets the sale, the reason, the approver's name and password."""

    submit: Callable[[VoidableSale, str, str, str], object]
    keep: Callable[[], object]


class VoidPanel(ctk.CTkFrame):
    """There at once, while the sale is still looked up: a password typed blindly after the key lands where it should."""

    def __init__(self, master: Any, cinema: Cinema, approver: str, actions: VoidActions) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._actions = cinema, actions
        self._sale: VoidableSale | None = None
        self._busy = self._wanted = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(9, weight=1)
        self._label(0, "Undo this sale?", 16, theme.WARN, bold=True, top=12)
        self._reference = self._label(1, "…", 20, theme.TEXT, bold=True, top=8)
        self._title = FittedLabel(self, most=_INNER, font=theme.font(), text_color=theme.TEXT)
        self._title.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 0))
        self._what = self._label(3, "", theme.BODY, theme.QUIET)
        self._money = self._label(4, "", theme.BODY, theme.TEXT, bold=True, top=4)
        self.reason = Field(self, "Reason", width=_INNER, on_submit=self.submit)
        self.reason.value = REASON
        self.approver = Field(self, "Manager", width=_INNER, on_submit=self._to_password)
        self.approver.value = approver
        self.password = Field(self, "Manager's password", secret=True, width=_INNER, on_submit=self.submit)
        for row, field in enumerate((self.reason, self.approver, self.password), start=5):
            field.grid(row=row, column=0, sticky="ew", padx=16, pady=(12 if row == 5 else 0, 0))
        self._message = self._label(8, "", theme.BODY, theme.BAD)
        self._void = Button(self, "Void sale", self.submit, kind="danger", hint="Enter", width=_INNER)
        self._void.grid(row=10, column=0, sticky="ew", padx=16, pady=(8, 8))
        self._keep = Button(self, "Keep booking", self.leave, hint="Esc", width=_INNER)
        self._keep.grid(row=11, column=0, sticky="ew", padx=16, pady=(0, 12))

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    @property
    def busy(self) -> bool:
        """Whether the answer is on its way."""
        return self._busy

    def focus_first(self) -> None:
        """In the password, once it is known whose it is."""
        (self.password if self.approver.value else self.approver).focus_set()

    def show(self, sale: VoidableSale) -> None:
        """The sale was found; what was entered meanwhile goes on."""
        self._sale = sale
        self._reference.configure(text=sale.reference)
        self._title.say(sale.movie_title)
        at = to_local(sale.sold_at, self._cinema.time_zone)
        when = f"{sale.counter_name}, {format_time(at, self._cinema.locale)}, {sale.clerk_name}"
        self._what.configure(text=f"{', '.join(sale.seat_labels)}\n{when}")
        self._money.configure(text=self._back_again(sale))
        self._void.set_text(f"Void sale {self._told(sale.total_minor)}")
        if self._wanted:
            self.submit()

    def submit(self) -> None:
        """Enter: the sale is undone with this word. Before the sale is known it is kept in mind."""
        if self._busy:
            return
        if not self.approver.value.strip() or not self.password.value:
            self.focus_first()
            return
        self._wanted = self._sale is None
        if self._sale is not None:
            self.set_busy(busy=True)
            self.say("")
            self._actions.submit(self._sale, self.reason.value, self.approver.value, self.password.value)

    def refuse(self, error: BoxOfficeError) -> None:
        """Nothing was undone; a wrong password is typed anew."""
        self.set_busy(busy=False)
        self._wanted = False
        self.say(error.sentence)
        self.password.value = ""
        self.focus_first()

    def leave(self) -> None:
        """Back, unless an answer is on its way: going back would lose sight of the money."""
        if not self._busy:
            self._actions.keep()

    def say(self, sentence: str) -> None:
        self._message.configure(text=sentence)

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._void.set_enabled(not busy)
        self._keep.set_enabled(not busy)
        for field in (self.reason, self.approver, self.password):
            field.set_enabled(not busy)

    def _to_password(self) -> None:
        self.password.focus_set()

    def _back_again(self, sale: VoidableSale) -> str:
        """The way the money goes back."""
        ways = [f"{self._told(part.amount_minor)} {method_name(part.method)}" for part in sale.paid]
        return f"Back: {' and '.join(ways)}" if ways else "Nothing was paid for it."

    def _told(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)

    def _label(
        self, row: int, text: str, size: int, colour: theme.Colour, *, bold: bool = False, top: int = 0
    ) -> ctk.CTkLabel:
        label = ctk.CTkLabel(
            self, text=text, font=theme.font(size, bold=bold), text_color=colour, anchor="w", justify="left",
            wraplength=_INNER,
        )  # fmt: skip
        label.grid(row=row, column=0, sticky="ew", padx=16, pady=(top, 0))
        return label


def method_name(method: PaymentMethod) -> str:
    """In a sentence: in cash, by card, by UPI."""
    if method is PaymentMethod.CASH:
        return "in cash"
    return f"by {method.label if method is PaymentMethod.UPI else method.label.lower()}"
