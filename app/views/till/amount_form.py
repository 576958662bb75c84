"""A form of one or two lines at the till: an amount, a reason, and a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.utils.money import parse_minor
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field

_WIDTH = 400


@dataclass(frozen=True, slots=True)
class AmountWords:
    """What a form says. Without `amount` or `reason` it has no line for it; `reason` is its example."""

    title: str
    explained: str
    verb: str
    amount: str = ""
    reason: str = ""


class AmountForm(ctk.CTkFrame):
    """Enter goes on to the next empty line, and from the last one it is done. `submit` gets minor units and the reason."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        words: AmountWords,
        submit: Callable[[int, str], object],
        back: Callable[[], object] | None,
        *,
        width: int = _WIDTH,
        title_size: int = theme.TITLE,
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._cinema, self._submit, self._busy = cinema, submit, False
        ctk.CTkLabel(
            self, text=words.title, font=theme.font(title_size, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="w")
        ctk.CTkLabel(
            self, text=words.explained, font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=width,
        ).grid(row=1, column=0, sticky="w", pady=(4, 16))  # fmt: skip
        self.amount: Field | None = None
        self.reason: Field | None = None
        if words.amount:
            self.amount = Field(self, words.amount, width=width, on_submit=self.enter)
            self.amount.grid(row=2, column=0, sticky="ew", pady=(0, 8))
        if words.reason:
            self.reason = Field(self, "Reason", placeholder=words.reason, width=width, on_submit=self.enter)
            self.reason.grid(row=3, column=0, sticky="ew", pady=(0, 8))
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, anchor="w", justify="left", wraplength=width
        )
        self._message.grid(row=4, column=0, sticky="ew")
        self.verb = Button(self, words.verb, self.enter, kind="primary", hint="Enter", width=width)
        self.verb.grid(row=5, column=0, sticky="ew", pady=(8, 8))
        if back is not None:
            self.back = Button(self, "Back", back, hint="Esc", width=width)
            self.back.grid(row=6, column=0, sticky="ew")

    @property
    def fields(self) -> list[Field]:
        return [field for field in (self.amount, self.reason) if field is not None]

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    def focus_first(self) -> None:
        self.fields[0].focus_set()
        self.fields[0].select_all()

    def enter(self) -> None:
        """Enter, wherever the keyboard is in this form."""
        if self._busy:
            return
        for field in self.fields:
            if not field.value.strip():
                field.focus_set()
                if not any(later.has_focus for later in self.fields[self.fields.index(field) :]):
                    return
                field.set_error("Type this first.")
                return
        try:
            amount_minor = self._amount_minor()
        except BoxOfficeError as error:
            if self.amount is not None:
                self.amount.set_error(error.sentence)
                self.amount.focus_set()
            return
        self.set_busy(busy=True)
        self.say("")
        self._submit(amount_minor, self.reason.value if self.reason is not None else "")

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not done: what was typed stays."""
        self.set_busy(busy=False)
        self.say(error.sentence)
        self.focus_first()

    def say(self, sentence: str) -> None:
        self._message.configure(text=sentence)

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.set_enabled(not busy)

    def _amount_minor(self) -> int:
        if self.amount is None:
            return 0
        return parse_minor(self.amount.value, self._cinema.currency, self._cinema.locale)
