"""What is looked for in the activity: words, a person, a show, days, and a kind of action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.team.activity import KINDS
from app.views.parts.choice import Choice
from app.views.parts.field import Field
from app.views.timers import Timers

_AFTER_MS = 400
"""So long after the last letter it is searched; Return does not wait."""
_FIELDS = (
    ("text", "Booking or words   F2", "FYR-7K2P9M, mis-sale", 3),
    ("person", "Who", "asha", 2),
    ("show", "Show", "title, day, or both", 2),
    ("from_day", "From", "2026-11-21", 2),
    ("until_day", "Until", "2026-11-21", 2),
)
_REFUSED = {"person": "not clear who", "show": "not found", "from_day": "not a day", "until_day": "not a day"}
"""There is little room under a field: the whole sentence is said where there is more."""
EVERYTHING = ""


class ActivityFilter(ctk.CTkFrame):
    """`on_change` is called when something else is looked for."""

    def __init__(self, master: Any, on_change: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_change = on_change
        self._timers = Timers(self)
        self.fields: dict[str, Field] = {}
        for column, (key, label, example, weight) in enumerate(_FIELDS):
            field = Field(self, label, placeholder=example, on_submit=self._now)
            field.grid(row=0, column=column, sticky="ew", padx=(0 if column == 0 else 8, 0))
            field.bind_change(lambda _text: self._soon())
            self.grid_columnconfigure(column, weight=weight, uniform="field")
            self.fields[key] = field
        kinds = [(EVERYTHING, "Everything"), *((kind.value, words) for kind, words in KINDS.items())]
        self.kind = Choice(self, kinds, lambda _kind: self._now())
        self.kind.grid(row=1, column=0, columnspan=len(_FIELDS), sticky="w", pady=(4, 8))

    @property
    def answers(self) -> dict[str, str]:
        return {key: field.value for key, field in self.fields.items()} | {"kind": self.kind.value}

    @property
    def is_empty(self) -> bool:
        return not any(value.strip() for value in self.answers.values())

    def refuse(self, error: FormRefused) -> None:
        """Mark the field that it is about, which keeps what is typed."""
        if error.field in self.fields:
            self.fields[error.field].set_error(_REFUSED[error.field])

    def clear(self) -> None:
        """Look for everything."""
        for field in self.fields.values():
            field.value = ""
        self.kind.select(EVERYTHING)
        self._now()

    def look_for(self, text: str) -> None:
        """Look for these words alone."""
        for key, field in self.fields.items():
            field.value = text if key == "text" else ""
        self.kind.select(EVERYTHING)
        self._now()

    def focus_first(self) -> None:
        self.fields["text"].focus_set()
        self.fields["text"].select_all()

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    def _soon(self) -> None:
        self._timers.stop()
        self._timers.later("search", _AFTER_MS, self._now)

    def _now(self) -> None:
        self._timers.stop()
        self._on_change()
