"""A new password, typed twice: nobody sees what is typed, so that twice has to be the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views.parts.field import Field


class NewPassword(ctk.CTkFrame):
    """Two secret fields; Return goes from the first to the second, and there submits."""

    def __init__(self, master: Any, width: int, on_submit: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self.chosen = Field(
            self, "New password", placeholder="At least 10 characters: three words in a row do.", secret=True, width=width,
            on_submit=self._go_on,
        )  # fmt: skip
        self.chosen.grid(row=0, column=0)
        self.again = Field(self, "The same once more", secret=True, width=width, on_submit=on_submit)
        self.again.grid(row=1, column=0, pady=(4, 0))

    @property
    def typed(self) -> tuple[str, str]:
        return self.chosen.value, self.again.value

    def clear(self) -> None:
        for field in (self.chosen, self.again):
            field.value = ""
            field.set_error(None)

    def refuse(self, sentence: str, key: str | None) -> None:
        """Under the field that it is about; nothing typed is lost."""
        field = self.again if key == "again" else self.chosen
        field.set_error(sentence)
        field.focus_set()
        field.select_all()

    def _go_on(self) -> None:
        self.again.focus_set()
        self.again.select_all()
