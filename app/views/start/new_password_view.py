"""After a sign-in with a temporary password: the person chooses an own one before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button
from app.views.parts.icons import icon
from app.views.start.auditorium import Auditorium
from app.views.start.new_password import NewPassword

WHY = "Your password was given to you by somebody else. Choose one that only you know."
_WIDTH = 336


class NewPasswordView(Auditorium):
    """`on_choose(chosen, again)` is called with what was typed; `on_back` is the way back to the sign-in."""

    def __init__(
        self,
        master: Any,
        *,
        person: str,
        on_choose: Callable[[str, str], object],
        on_back: Callable[[], object],
    ) -> None:
        super().__init__(master)
        self._on_choose = on_choose
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 2), weight=1)
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=16)
        card.grid(row=1, column=0)
        ctk.CTkLabel(card, text="", image=icon("lock", 32, theme.ACCENT), height=40).grid(row=0, column=0, pady=(32, 8))
        ctk.CTkLabel(
            card, text=f"Welcome, {person}", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT,
            wraplength=_WIDTH,
        ).grid(row=1, column=0, padx=32)  # fmt: skip
        ctk.CTkLabel(card, text=WHY, font=theme.font(), text_color=theme.QUIET, wraplength=_WIDTH).grid(
            row=2, column=0, padx=32, pady=(8, 16)
        )
        self.new = NewPassword(card, _WIDTH, self._submit)
        self.new.grid(row=3, column=0, padx=32)
        self.go = Button(card, "Use this password", self._submit, kind="primary", hint="Enter", width=_WIDTH)
        self.go.grid(row=4, column=0, padx=32, pady=(8, 8))
        self.back = Button(card, "Back to the sign-in", on_back, kind="quiet", height=40, width=_WIDTH)
        self.back.grid(row=5, column=0, padx=32, pady=(0, 24))
        self.new.chosen.focus_set()

    def show_error(self, sentence: str, key: str | None = None) -> None:
        """At its field; nothing typed is lost."""
        self.go.set_enabled(True)
        self.new.refuse(sentence, key)

    def _submit(self) -> None:
        if self.go.enabled:
            self.go.set_enabled(False)
            self._on_choose(*self.new.typed)
