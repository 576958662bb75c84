"""For which days: a choice, and two fields where it is none of the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.reports.periods import Preset
from app.views.parts.choice import Choice
from app.views.parts.field import Field

_FIELD_WIDTH = 280


class PeriodBar(ctk.CTkFrame):
    """`on_change` hears that other days are wanted: at once from the choice, at Enter from the fields."""

    def __init__(self, master: Any, on_change: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_change = on_change
        self._choice = Choice(self, [(preset.value, preset.label) for preset in Preset], self._chosen)
        self._choice.select(Preset.THIS_WEEK)
        self._choice.grid(row=0, column=0, sticky="w")
        self._typed = ctk.CTkFrame(self, fg_color="transparent")
        self.first = Field(
            self._typed, "First day", placeholder="like 2026-11-21", width=_FIELD_WIDTH, on_submit=on_change
        )
        self.last = Field(
            self._typed, "Last day", placeholder="Enter shows them", width=_FIELD_WIDTH, on_submit=on_change
        )
        self.first.grid(row=0, column=0)
        self.last.grid(row=0, column=1, padx=(8, 0))

    @property
    def preset(self) -> Preset:
        return Preset(self._choice.value)

    @property
    def is_complete(self) -> bool:
        """Whether there is anything to ask for: other days have to be typed first."""
        return self.preset is not Preset.OTHER or bool(self.first.value.strip())

    def select(self, preset: Preset) -> None:
        """Choose without telling anybody."""
        self._choice.select(preset)
        self._show_fields()

    def focus_set(self) -> None:
        self._choice.focus_set()

    def refuse(self, error: FormRefused) -> None:
        """Say it at its field, where the keyboard goes."""
        field = self.last if error.field == "last" else self.first
        field.set_error(error.sentence)
        field.focus_set()
        field.select_all()

    def _chosen(self, _key: str) -> None:
        self._show_fields()
        self._on_change()
        if self.preset is Preset.OTHER and not self.is_complete:
            self.after_idle(self.first.focus_set)  # the choice itself takes the keyboard after this

    def _show_fields(self) -> None:
        if self.preset is Preset.OTHER:
            self._typed.grid(row=1, column=0, sticky="w", pady=(8, 0))
        else:
            self._typed.grid_forget()
