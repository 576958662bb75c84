"""A question over the head of the map that wants one line for an answer: the map below it stays where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.field import Field


class ReasonLine(ctk.CTkFrame):
    """Out of sight until it is asked something; Enter answers, Esc gives up. Both give the focus back."""

    def __init__(self, master: Any) -> None:
        super().__init__(master, fg_color=theme.RAISED, corner_radius=12)
        self.grid_columnconfigure(0, weight=1)
        self.field: Field | None = None

    def ask(
        self, question: str, proposal: str, answered: Callable[[str], object], focus_back: Callable[[], object]
    ) -> None:
        """Show the question with an answer that is there to be typed over."""
        if self.field is not None:
            bury(self.field)

        def give_up() -> str:
            self.place_forget()
            focus_back()
            return "break"  # one step back is done: the window's Esc would take the next

        def submit() -> None:
            reason = field.value.strip()
            if not reason:
                field.set_error("Say in a few words why, or press Esc.")
                return
            give_up()
            answered(reason)

        self.field = field = Field(self, question, placeholder="Enter keeps them, Esc gives up", on_submit=submit)
        field.value = proposal
        field.bind_escape(give_up)
        field.grid(row=0, column=0, sticky="ew", padx=16, pady=(8, 4))
        self.place(x=0, y=0, relwidth=1)
        self.lift()
        field.focus_set()
        field.select_all()
