"""A temporary password, shown once: to be read out or written on a slip."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.team.accounts import GivenPassword
from app.views import theme


class PasswordSlip(ctk.CTkFrame):
    """Below the form of the account it is for, until another one is opened."""

    def __init__(self, master: Any) -> None:
        super().__init__(master, fg_color=theme.RAISED, corner_radius=theme.RADIUS)
        self.grid_columnconfigure(0, weight=1)
        self._whose = _label(self, theme.font(), theme.TEXT)
        self._whose.grid(row=0, column=0, sticky="ew", padx=16, pady=(16, 0))
        self._password = _label(self, theme.font(theme.LARGE, bold=True), theme.ACCENT)
        self._password.grid(row=1, column=0, sticky="ew", padx=16, pady=8)
        told = "Tell it now: it is not shown again. An own password is chosen at the next sign-in."
        self._told = _label(self, theme.font(theme.SMALL), theme.QUIET, told)
        self._told.grid(row=2, column=0, sticky="ew", padx=16, pady=(0, 16))
        self.bind("<Configure>", lambda _event: self._wrap())

    @property
    def password(self) -> str:
        """What can be read there now."""
        return str(self._password.cget("text"))

    def show(self, given: GivenPassword) -> None:
        self._whose.configure(text=f"Temporary password of {given.account.full_name} ({given.account.username})")
        self._password.configure(text=given.password)
        self.grid(row=1, column=0, sticky="ew", padx=(6, 16), pady=(0, 16))

    def forget(self) -> None:
        self._password.configure(text="")
        self.grid_forget()

    def _wrap(self) -> None:
        room = max(200, round(self.winfo_width() / self._get_widget_scaling()) - 40)
        for label in (self._whose, self._told):
            label.configure(wraplength=room)


def _label(master: Any, font: Any, colour: theme.Colour, text: str = "") -> ctk.CTkLabel:
    return ctk.CTkLabel(master, text=text, font=font, text_color=colour, anchor="w", justify="left")
