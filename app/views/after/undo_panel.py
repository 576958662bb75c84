"""An entry taken back: which ticket, whose word, why. The safe verb is on Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.after.verdicts import DoorTicket
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.parts.field import Field

_INNER = 272
REASON = "went out again"


class UndoPanel(ctk.CTkFrame):
    """`submit` gets the reason, the manager's name and password."""

    def __init__(
        self,
        master: Any,
        ticket: DoorTicket,
        approver: str,
        submit: Callable[[str, str, str], object],
        keep: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self.ticket, self._submit, self._on_keep = ticket, submit, keep
        self._busy = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(7, weight=1)
        self._label(0, "Undo this entry?", 16, theme.WARN, top=16)
        self._label(1, f"Row {ticket.row_name}  Seat {ticket.seat_number}", 20, theme.TEXT, top=8)
        title: FittedLabel = FittedLabel(self, most=_INNER, font=theme.font(), text_color=theme.TEXT)
        title.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 0))
        title.say(f"{ticket.show.movie_title}, {ticket.show.hall_name}")
        self.reason = Field(self, "Reason", width=_INNER, on_submit=self.submit)
        self.reason.value = REASON
        self.approver = Field(self, "Manager", width=_INNER, on_submit=self._to_password)
        self.approver.value = approver
        self.password = Field(self, "Manager's password", secret=True, width=_INNER, on_submit=self.submit)
        for row, field in enumerate((self.reason, self.approver, self.password), start=3):
            field.grid(row=row, column=0, sticky="ew", padx=16, pady=(12 if row == 3 else 0, 0))
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, anchor="w", justify="left", wraplength=_INNER
        )
        self._message.grid(row=6, column=0, sticky="ew", padx=16)
        self._undo = Button(self, "Undo the entry", self.submit, kind="danger", hint="Enter", width=_INNER)
        self._undo.grid(row=8, column=0, sticky="ew", padx=16, pady=(8, 8))
        self._keep = Button(self, "Keep it", self.leave, hint="Esc", width=_INNER)
        self._keep.grid(row=9, column=0, sticky="ew", padx=16, pady=(0, 16))

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    def focus_first(self) -> None:
        """In the password, once it is known whose it is."""
        (self.password if self.approver.value else self.approver).focus_set()

    def submit(self) -> None:
        """Enter: the entry is undone with this word."""
        if self._busy:
            return
        if not self.approver.value.strip() or not self.password.value:
            self.focus_first()
            return
        self._set_busy(busy=True)
        self._message.configure(text="")
        self._submit(self.reason.value, self.approver.value, self.password.value)

    def refuse(self, error: BoxOfficeError) -> None:
        """Nothing was undone; a wrong password is typed anew."""
        self._set_busy(busy=False)
        self._message.configure(text=error.sentence)
        self.password.value = ""
        self.focus_first()

    def leave(self) -> None:
        """Back, unless an answer is on its way."""
        if not self._busy:
            self._on_keep()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self._undo, self._keep, self.reason, self.approver, self.password):
            part.set_enabled(not busy)

    def _to_password(self) -> None:
        self.password.focus_set()

    def _label(self, row: int, text: str, size: int, colour: theme.Colour, *, top: int) -> None:
        ctk.CTkLabel(
            self, text=text, font=theme.font(size, bold=True), text_color=colour, anchor="w"
        ).grid(row=row, column=0, sticky="ew", padx=16, pady=(top, 0))  # fmt: skip
