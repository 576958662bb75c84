"""Long work: how far it is, in figures and as a bar, and a way to end it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.utils.progress import Progress
from app.views import theme
from app.views.parts.button import Button

_LOOK_EVERY_MS = 100


class ProgressBar(ctk.CTkFrame):
    """Looks at its `progress` ten times a second while it is there. `what` names the steps: "films", "shows"."""

    def __init__(
        self, master: Any, progress: Progress, what: str, on_cancel: Callable[[], object] | None = None
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._progress, self._what, self._on_cancel = progress, what, on_cancel
        self.grid_columnconfigure(0, weight=1)
        self._bar = ctk.CTkProgressBar(self, height=8, progress_color=theme.ACCENT, fg_color=theme.RAISED)
        self._bar.grid(row=0, column=0, sticky="ew", pady=(8, 4))
        self._words = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", height=24)
        self._words.grid(row=1, column=0, sticky="ew")
        self.cancel_button = Button(self, "Cancel", self.cancel, hint="Esc")
        self.cancel_button.grid(row=0, column=1, rowspan=2, padx=(16, 0))
        self._timer = ""
        self._look()

    @property
    def words(self) -> str:
        return str(self._words.cget("text"))

    def cancel(self) -> None:
        """Ask the work to end; the button is pressed once."""
        self._progress.cancel()
        self.cancel_button.set_enabled(False)
        if self._on_cancel is not None:
            self._on_cancel()

    def destroy(self) -> None:
        self.after_cancel(self._timer)
        super().destroy()

    def _look(self) -> None:
        done, total = self._progress.done, self._progress.total
        self._bar.set(done / total if total else 0)
        self._words.configure(text=f"{done} of {total} {self._what}" if total else f"Looking at the {self._what}…")
        self._timer = self.after(_LOOK_EVERY_MS, self._look)
